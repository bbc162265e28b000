"""Makes mentor accounts from the command line."""

import re

from channels.desk.accounts import OneTimeLink, one_time_link
from channels.telegram.mentor_link import MentorLinks
from mentoring.hours import Week, parse_week, show_week
from mentoring.people import Mentor, Role
from mentoring.ports import MentorExists, MentorStore
from ops.console import Failure
from ops.settings import Settings
from storage.migrate import migrate
from storage.stores import open_stores

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|[^@\s]+@localhost")


def add_mentor(settings: Settings, name: str, email: str) -> list[str]:
    """Makes an account, or a new link for one that exists; returns the lines to show: how to sign in, and how to link
    Telegram when the bot is set.

    Raises:
        Failure: the name is empty or the address is none.
    """
    if not name.strip():
        raise Failure("the name is empty; give the name the person who is helped will see")
    if not EMAIL.fullmatch(email):
        raise Failure(f"{email!r} is not an e-mail address")
    settings.var.mkdir(parents=True, exist_ok=True)
    migrate(settings.database)
    stores = open_stores(settings.database, settings.key())
    link = one_time_link(settings.address)
    try:
        mentor = _made(stores.mentors, name.strip(), email, link)
    finally:
        stores.close()
    lines = [link.url]
    if settings.telegram_token:
        code = MentorLinks(stores.mentors, settings.key()).code(mentor.id)
        lines.append(f"for notices by Telegram, send the bot: /start {code}")
    return lines


def set_mentor(settings: Settings, email: str, role: str | None, hours: str | None) -> str:
    """Sets what a mentor is for, and their own hours (an empty text: the school's); returns how it is now.

    Raises:
        Failure: there is no such account, or the hours cannot be read.
    """
    migrate(settings.database)
    stores = open_stores(settings.database, settings.key())
    try:
        found = next((one for one in stores.mentors.mentors() if one.email.casefold() == email.casefold()), None)
        if found is None:
            raise Failure(f"there is no mentor with the address {email!r}; make one with ./wegwijs mentor add")
        week = found.hours if hours is None else _week(hours)
        stores.mentors.describe(found.id, Role(role) if role else found.role, week)
        return f"{found.name}: {role or found.role.value}, {show_week(week) if week else 'the hours of the school'}"
    finally:
        stores.close()


def _week(text: str) -> Week | None:
    try:
        return parse_week(text) if text.strip() else None
    except ValueError as error:
        raise Failure(f"the hours cannot be read: {error}") from None


def _made(mentors: MentorStore, name: str, email: str, link: OneTimeLink) -> Mentor:
    try:
        return mentors.add_mentor(name, email, link.token_hash, link.expires)
    except MentorExists:
        renewed = mentors.renew_link(email, link.token_hash, link.expires)
        assert renewed is not None, "an account that exists can be renewed"
        return renewed
