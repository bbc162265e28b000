"""Makes mentor accounts from the command line."""

import re

from channels.desk.accounts import one_time_link
from mentoring.ports import MentorExists
from ops.console import Failure
from ops.settings import Settings
from storage.migrate import migrate
from storage.stores import open_stores

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|[^@\s]+@localhost")


def add_mentor(settings: Settings, name: str, email: str) -> str:
    """Makes an account, or a new link for one that exists, and returns the one-time link.

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
        stores.mentors.add_mentor(name.strip(), email, link.token_hash, link.expires)
    except MentorExists:
        stores.mentors.renew_link(email, link.token_hash, link.expires)
    finally:
        stores.close()
    return link.url
