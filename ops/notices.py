"""Wires the notices to mentors: only the ways that are configured."""

from channels.notify.relay import NoticeRelay
from channels.notify.ways import Chat, Mail, MailUrlError, Way, parse_smtp_url
from channels.telegram.channel import TelegramChannel
from gateway.hub import Hub
from mentoring.ports import NoticeStore
from ops.console import Failure
from ops.settings import Settings


def notice_kinds(settings: Settings) -> tuple[str, ...]:
    """The ways mentors are told, by the settings."""
    return (("mail",) if settings.smtp_url else ()) + (("telegram",) if settings.telegram_token else ())


NO_WAY = (
    "nobody can be told that somebody waits: set WEGWIJS_SMTP_URL or WEGWIJS_TELEGRAM_TOKEN. "
    "Until then mentors only see it by looking at the desk, and people are told so."
)


def check_mail(settings: Settings) -> None:
    """Raises Failure when the mail server's address cannot be used."""
    if settings.smtp_url:
        try:
            parse_smtp_url(settings.smtp_url.get_secret_value())
        except MailUrlError as error:
            raise Failure(f"setting WEGWIJS_SMTP_URL has a wrong value: {error}") from None


def notice_relay(settings: Settings, notices: NoticeStore, hub: Hub, telegram: TelegramChannel | None) -> NoticeRelay:
    """The relay that sends notices by every configured way."""
    ways: list[Way] = []
    if settings.smtp_url:
        ways.append(Mail(settings.smtp_url.get_secret_value(), settings.mail_from))
    if telegram:
        ways.append(Chat(telegram.push.tell))
    return NoticeRelay(notices, ways, hub, settings.address)
