"""Brings stored messages to Telegram; the outbox keeps the order and tries again."""

import logging

from telegram import Bot, InputFile, LinkPreviewOptions
from telegram.error import BadRequest, TelegramError

from channels import outbox
from channels.strings import Strings
from channels.telegram.errors import chat_gone, explain, for_outbox
from channels.telegram.rendering import Documents, Part, no_documents, render
from channels.web.limits import TokenBuckets
from mentoring.conversations import Channel, Message

PER_CHAT, PER_CHAT_AT_ONCE = 1.0, 5
OVERALL, OVERALL_AT_ONCE = 25.0, 25
"""Messages a second, below https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = logging.getLogger(__name__)


class TelegramPush:
    """Implements `channels.outbox.PushChannel`."""

    channel = Channel.TELEGRAM

    def __init__(self, bot: Bot, say: Strings, documents: Documents = no_documents) -> None:
        self._bot = bot
        self._say = say
        self._documents = documents
        self._chats = TokenBuckets(PER_CHAT, PER_CHAT_AT_ONCE)
        self._all = TokenBuckets(OVERALL, OVERALL_AT_ONCE)
        self._sent: dict[str, int] = {}

    async def send(self, address: str, message: Message) -> None:
        """Deliver one message to a chat id, in as many parts as it needs.

        When it stops halfway, the next call goes on where this one stopped. Raises `RetryAfter`, `Blocked` or
        `Transient`.
        """
        parts = render(message, self._say, self._documents)
        done = self._sent.pop(message.id, 0)
        try:
            for part in parts[done:]:
                self._pace(address)
                await self._deliver(int(address), part)
                done += 1
        except (outbox.RetryAfter, outbox.Transient):
            if done:
                self._sent[message.id] = done
            raise

    async def tell(self, address: str, text: str) -> None:
        """Send a short text that stands in no conversation, such as a notice to a mentor. Raises as `send` does."""
        self._pace(address)
        await self._deliver(int(address), Part(text))

    def _pace(self, address: str) -> None:
        if wait := self._chats.take(address) or self._all.take(""):
            raise outbox.RetryAfter(wait)

    async def _deliver(self, chat_id: int, part: Part) -> None:
        try:
            await self._post(chat_id, part)
        except BadRequest as error:
            if part.plain or chat_gone(error):
                raise _failure(error) from None
            log.error("telegram: %s; sending the words without buttons, links and file", explain(error))
            if part.text:
                await self._deliver(chat_id, Part(part.text))
        except TelegramError as error:
            raise _failure(error) from None

    async def _post(self, chat_id: int, part: Part) -> None:
        if part.document is not None:
            await self._bot.send_document(
                chat_id,
                InputFile(part.document.body, filename=part.document.name),
                caption=part.text or None,
                caption_entities=part.entities or None,
                reply_markup=part.keyboard,
            )
            return
        await self._bot.send_message(
            chat_id,
            part.text,
            entities=part.entities or None,
            reply_markup=part.keyboard,
            link_preview_options=NO_PREVIEW,
        )


def _failure(error: TelegramError) -> Exception:
    if isinstance(error, BadRequest) and not chat_gone(error):
        log.error("telegram: a message was not delivered: %s", explain(error))
    return for_outbox(error)
