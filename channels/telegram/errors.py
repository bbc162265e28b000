"""Says what an error of the Bot API means: for the outbox, and for whoever reads the log."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from gateway import outbox

GONE = ("chat not found", "user not found", "user is deactivated", "peer_id_invalid", "chat_write_forbidden")
"""What the server says when a person cannot be reached any more, besides 403."""


def chat_gone(error: TelegramError) -> bool:
    """Whether this person cannot be reached any more: blocked the bot, left Telegram, never began."""
    if isinstance(error, BadRequest):
        return any(sign in error.message.casefold() for sign in GONE)
    return isinstance(error, Forbidden | ChatMigrated)


def for_outbox(error: TelegramError) -> Exception:
    """Return the outbox's word for an error while sending.

    A message that the server refuses for what it is will be refused again: that is `Blocked` too.
    """
    if isinstance(error, RetryAfter):
        return outbox.RetryAfter(seconds(error))
    if chat_gone(error) or isinstance(error, BadRequest):
        return outbox.Blocked()
    return outbox.Transient()


def seconds(error: RetryAfter) -> float:
    """How long the server asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def explain(error: Exception) -> str:
    """One line for the log: what is wrong and how to mend it; never the token, a URL or anybody's words."""
    if isinstance(error, InvalidToken):
        return "the token is refused: set WEGWIJS_TELEGRAM_TOKEN to the one of @BotFather; everything else goes on"
    if isinstance(error, Conflict):
        return "another program fetches the updates of this bot: stop that one, or use a bot of its own"
    if isinstance(error, RetryAfter):
        return f"the server asks to wait {seconds(error):g} s"
    if isinstance(error, BadRequest):
        return f"the server refuses: {error.message}"
    if isinstance(error, NetworkError):
        return "the Bot API server does not answer: check the network and WEGWIJS_TELEGRAM_API_URL"
    return f"{type(error).__name__}"
