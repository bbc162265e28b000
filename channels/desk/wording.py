"""Words and templates of the desk: how a line of the queue and a message of the talk look to a mentor."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from channels.desk.accounts import Accounts
from channels.http.templates import environment
from conversation.messages import Message, Picture, Sender
from gateway.texts.strings import Strings, load_strings
from mentoring.desk import LogEntry
from mentoring.hours import ZONE

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Said:
    """A message of the talk, worded. `side` is the sender's kind, for the style."""

    seq: int
    side: str
    who: str
    at: str
    text: str
    choices: tuple[str, ...]
    picture: str
    page: str
    undelivered: bool


class Wording:
    """Renders the desk's pages; everything is escaped."""

    def __init__(self, accounts: Accounts, school: str) -> None:
        self.say: Strings = load_strings(HERE / "strings.nl.yml")
        self._accounts = accounts
        self._school = school
        self._templates: Environment = environment(HERE / "templates")

    def page(self, template: str, browser: str, status: int = 200, **values: Any) -> Response:
        """A whole page; `browser` is the secret its forms are bound to."""
        given: dict[str, Any] = {"mentor": None, "error": "", "done": ""} | values
        html = self.render(template, school=self._school, form_token=self.form_token(browser), **given)
        return HTMLResponse(html, status)

    def form_token(self, browser: str) -> str:
        """What every form must carry, see `Accounts.form_token`."""
        return self._accounts.form_token(browser)

    def render(self, template: str, **values: Any) -> str:
        """A template as text."""
        return self._templates.get_template(template).render(values)

    def event(self, entry: LogEntry) -> str:
        """Word a line of a case's log."""
        who = entry.actor or self.say("log.by_itself")
        return self.say("log.line", at=_local(entry.at), what=self.say(f"log.{entry.event.value}"), who=who)

    def said(self, message: Message, shared: bool = False) -> Said:
        """Word a message; what someone found out about themselves is left out unless they share it for this case."""
        if message.personal and not shared:
            message = replace(message, text=self.say("talk.personal"), buttons=(), picture=None, page=None)
        who = message.sender_name if message.sender is Sender.MENTOR else None
        return Said(
            seq=message.seq,
            side=message.sender.value,
            who=who or self.say(f"sender.{message.sender.value}"),
            at=_local(message.at),
            text=message.text,
            choices=tuple(button.title for button in message.buttons),
            picture=_in_words(message.picture),
            page=message.page.title if message.page else "",
            undelivered=message.undelivered,
        )


def _in_words(picture: Picture | None) -> str:
    # What someone found out about themselves is theirs to show.
    return "" if picture is None else picture.title if picture.personal else picture.alt


def _local(at: datetime) -> str:
    there = at.astimezone(ZONE)
    today = datetime.now(UTC).astimezone(ZONE).date()
    return there.strftime("%H:%M") if there.date() == today else there.strftime("%d-%m %H:%M")


def error_page(wording: Wording, status: int, template: str, **values: Any) -> Callable[[Request, Exception], Response]:
    """A handler that answers a refused request with a page."""

    def answer(_request: Request, _error: Exception) -> Response:
        return wording.page(template, "", status, **values)

    return answer
