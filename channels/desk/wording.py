"""Words and templates of the desk: how a line of the queue and a message of the talk look to a mentor."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from channels.desk.accounts import Accounts
from channels.http.templates import environment
from conversation.messages import Message, Picture, Sender
from gateway.texts.strings import Strings, load_strings
from mentoring.cases import Urgency
from mentoring.desk import QueueRow

HERE = Path(__file__).parent
ZONE = ZoneInfo("Europe/Amsterdam")
MINUTES_IN_HOUR, MINUTES_IN_DAY = 60, 24 * 60


@dataclass(frozen=True)
class Line:
    """A line of the queue, worded. `since` is when it began, for machines."""

    case_id: str
    urgent: bool
    reason: str
    channel: str
    waits: str
    since: str
    unread: int


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

    def line(self, row: QueueRow, now: datetime) -> Line:
        """Word a line of the queue."""
        case = row.case
        return Line(
            case_id=case.id,
            urgent=case.urgency is Urgency.URGENT,
            reason=self.say(f"reason.{case.reason.value}"),
            channel=self.say(f"channel.{row.channel.value}"),
            waits=self._waits(int((now - case.opened_at).total_seconds() // 60)),
            since=case.opened_at.isoformat(timespec="seconds"),
            unread=row.unread,
        )

    def _waits(self, minutes: int) -> str:
        if minutes < 1:
            return self.say("waits.now")
        if minutes < MINUTES_IN_HOUR:
            unit, n = "minutes", minutes
        elif minutes < MINUTES_IN_DAY:
            unit, n = "hours", minutes // MINUTES_IN_HOUR
        else:
            unit, n = "days", minutes // MINUTES_IN_DAY
        return self.say(f"waits.{unit}_one") if n == 1 else self.say(f"waits.{unit}", n=str(n))

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
