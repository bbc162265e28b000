"""Brings stored messages to Telegram; the outbox keeps the order and tries again."""

import asyncio
import logging
from dataclasses import replace

from telegram import Bot, InputFile, LinkPreviewOptions
from telegram.error import BadRequest, TelegramError

from channels.pictures.studio import CannotDraw, Studio
from channels.telegram.errors import chat_gone, explain, for_outbox
from channels.telegram.rendering import Documents, Part, no_documents, render
from conversation.messages import Channel, Document, Message
from gateway import outbox
from gateway.limits import TokenBuckets
from gateway.texts.strings import Strings

PER_CHAT, PER_CHAT_AT_ONCE = 1.0, 5
OVERALL, OVERALL_AT_ONCE = 25.0, 25
"""Messages a second, below https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = logging.getLogger(__name__)


class TelegramPush:
    """Implements `gateway.outbox.PushChannel`."""

    channel = Channel.TELEGRAM

    def __init__(self, bot: Bot, say: Strings, studio: Studio, documents: Documents = no_documents) -> None:
        self._bot = bot
        self._say = say
        self._studio = studio
        self._documents = documents
        self._chats = TokenBuckets(PER_CHAT, PER_CHAT_AT_ONCE)
        self._all = TokenBuckets(OVERALL, OVERALL_AT_ONCE)
        self._sent: dict[str, int] = {}

    async def send(self, address: str, message: Message) -> None:
        """Deliver one message to a chat id, in as many parts as it needs.

        When it stops halfway, the next call goes on where this one stopped. Raises `RetryAfter`, `Blocked` or
        `Transient`.
        """
        parts = render(message, self._say, self._documents, await self._printed(message))
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

    async def _printed(self, message: Message) -> tuple[Document, ...]:
        if message.page is None:
            return ()
        try:
            return (await asyncio.to_thread(self._studio.pdf, message.page),)
        except CannotDraw as error:
            log.error("telegram: %s; sending the message without its page", error)
            return ()

    async def tell(self, address: str, text: str) -> None:
        """Send a short text that stands in no conversation, such as a notice to a mentor. Raises as `send` does."""
        self._pace(address)
        await self._deliver(int(address), Part(text))

    def _pace(self, address: str) -> None:
        if wait := self._chats.take(address) or self._all.take(""):
            raise outbox.RetryAfter(wait)

    async def _deliver(self, chat_id: int, part: Part) -> None:
        try:
            await (self._show(chat_id, part) if part.picture else self._post(chat_id, part))
        except BadRequest as error:
            if part.plain or chat_gone(error):
                raise _failure(error) from None
            log.error("telegram: %s; sending the words without buttons, links, picture and file", explain(error))
            if words := part.words:
                await self._deliver(chat_id, Part(words))
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

    async def _show(self, chat_id: int, part: Part) -> None:
        assert part.picture is not None
        try:
            photo = await asyncio.to_thread(self._studio.png, part.picture)
        except CannotDraw as error:
            log.error("telegram: %s; sending the words without the picture", error)
            await self._post(chat_id, replace(part, picture=None, text=part.words))
            return
        await self._bot.send_photo(
            chat_id,
            photo,
            caption=part.text or None,
            caption_entities=part.entities or None,
            reply_markup=part.keyboard,
            filename="wegwijs.png",
        )


def _failure(error: TelegramError) -> Exception:
    if isinstance(error, BadRequest) and not chat_gone(error):
        log.error("telegram: a message was not delivered: %s", explain(error))
    return for_outbox(error)
