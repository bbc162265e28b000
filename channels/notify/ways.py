"""The ways a notice can travel: mail, and Telegram through whoever talks to it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formataddr, formatdate, parseaddr
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

from gateway.outbox import Blocked, Transient
from mentoring.people import Mentor

MAIL_SECONDS = 15.0
FOR_GOOD = range(500, 600)
"""SMTP replies that will be the same tomorrow (RFC 5321, 4.2.1)."""


class MailUrlError(ValueError):
    """The mail server's address is not one we can use."""


@dataclass(frozen=True)
class Words:
    """One notice in words: for mail a subject and a text, for a chat one line."""

    subject: str
    text: str
    short: str


class Way(Protocol):
    """A way to reach mentors. `kind` is the name that stands with the notice."""

    kind: str

    async def send(self, mentor: Mentor, notice_id: str, words: Words) -> None:
        """Bring a notice. Raises `RetryAfter`, `Blocked` or `Transient` of `gateway.outbox`."""
        ...


@dataclass(frozen=True)
class MailServer:
    """Where mail goes out. STARTTLS is used when the server offers it; `tls` means TLS from the first byte."""

    host: str
    port: int
    tls: bool
    user: str | None
    password: str | None


def parse_smtp_url(url: str) -> MailServer:
    """Read `smtp://user:password@host:587` or `smtps://...`. Raises `MailUrlError`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise MailUrlError("the mail server's address must look like smtp://user:password@host:587") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise MailUrlError("the mail server's address must look like smtp://user:password@host:587")
    tls = parts.scheme == "smtps"
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    return MailServer(parts.hostname, port or (465 if tls else 587), tls, user, password)


class Mail:
    """Sends by SMTP."""

    kind = "mail"

    def __init__(self, smtp_url: str, sender: str) -> None:
        self._server = parse_smtp_url(smtp_url)
        self._sender = sender

    async def send(self, mentor: Mentor, notice_id: str, words: Words) -> None:
        """Send one mail, see `Way.send`."""
        server = self._server
        try:
            await aiosmtplib.send(
                self._message(mentor, notice_id, words),
                hostname=server.host,
                port=server.port,
                use_tls=server.tls,
                username=server.user,
                password=server.password,
                timeout=MAIL_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = {refused.code for refused in error.recipients}
            raise (Blocked if all(code in FOR_GOOD for code in codes) else Transient)("recipient refused") from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise Transient(type(error).__name__) from None

    def _message(self, mentor: Mentor, notice_id: str, words: Words) -> EmailMessage:
        message = EmailMessage()
        message["From"] = formataddr(("Wegwijs", parseaddr(self._sender)[1]))
        message["To"] = mentor.email
        message["Subject"] = words.subject
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{notice_id}@wegwijs.invalid>"  # the same when it is sent again
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(words.text)
        return message


class Chat:
    """Sends to a mentor's Telegram chat through `tell(chat, text)`, which raises as `Way.send` says."""

    kind = "telegram"

    def __init__(self, tell: Callable[[str, str], Awaitable[None]]) -> None:
        self._tell = tell

    async def send(self, mentor: Mentor, notice_id: str, words: Words) -> None:
        """Send one line, see `Way.send`."""
        if mentor.telegram_chat is None:
            raise Blocked("no chat is linked")
        await self._tell(mentor.telegram_chat, words.short)
