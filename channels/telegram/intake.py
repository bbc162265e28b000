"""Takes one update to the gateway, and does what Telegram expects around it: answer presses, show typing."""

import asyncio

from telegram import Bot, CallbackQuery, Chat, ChatMember, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from channels.telegram.errands import Errands
from channels.telegram.mentor_link import MentorLinks
from channels.telegram.updates import CHOSEN, chosen_title, raw_words, to_incoming
from conversation.inbox import Accepted
from conversation.messages import Draft, Incoming
from gateway.emergency import NotStored
from gateway.gateway import Gateway
from gateway.texts.strings import Strings

TYPING_AFTER = 0.4
TYPING_EVERY = 4.5
"""Seconds; Telegram shows "typing" for five."""
TYPING_LIMIT = 10.0
MOST_HELPED = 1000
"""Chats of which is remembered that they got help lines while storing failed."""
PRESENT = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED)


class Intake:
    """Hands updates to the gateway; the same for polling and webhook."""

    def __init__(self, bot: Bot, gateway: Gateway, say: Strings, links: MentorLinks | None = None) -> None:
        self._bot = bot
        self._links = links
        self._gateway = gateway
        self._say = say
        self._errands = Errands()
        self._helped: dict[str, str] = {}
        """The last message of each chat that was answered with help lines while storing failed."""

    async def take(self, update: Update) -> None:
        """Return when the update may be acknowledged: what it says is stored. Raises what `Gateway.submit` raises."""
        incoming = to_incoming(update)
        if incoming is not None and not await self._linked(incoming):
            await self._submitted(incoming)
        self._around(update)

    async def _submitted(self, incoming: Incoming) -> None:
        """Store a message; who is in danger gets the help lines also when that fails, once for each message."""
        try:
            accepted = await self._gateway.submit(incoming)
        except NotStored as failure:
            self._help(incoming, failure.reply)
            return  # the gateway keeps trying to store it
        except Exception:
            reply = await self._gateway.cry(incoming.text)
            if reply is not None:
                self._help(incoming, reply)
            raise
        if accepted.pending:
            self._errands.start(self._typing(int(incoming.address), accepted))

    async def unreadable(self, data: object) -> None:
        """Screen the raw words of an update the library cannot read; only danger is answered."""
        for chat_id, text in raw_words(data):
            reply = await self._gateway.cry(text)
            if reply is not None:
                self._errands.start(self._bot.send_message(chat_id, reply.text))

    def _help(self, incoming: Incoming, reply: Draft) -> None:
        if self._helped.get(incoming.address) != incoming.external_id:
            if len(self._helped) >= MOST_HELPED:
                del self._helped[next(iter(self._helped))]  # the chat that was helped first
            self._helped[incoming.address] = incoming.external_id
            self._errands.start(self._bot.send_message(int(incoming.address), reply.text))

    async def _linked(self, incoming: Incoming) -> bool:
        """Whether the message was a mentor's link code; it is answered here, and nothing of it is stored."""
        done = await self._links.take(incoming) if self._links else None
        if done is not None:
            words = self._say("mentor.linked" if done else "mentor.not_linked")
            self._errands.start(self._bot.send_message(int(incoming.address), words))
        return done is not None

    async def stop(self) -> None:
        """Drop errands that are under way."""
        await self._errands.stop()

    def _around(self, update: Update) -> None:
        chat = update.effective_chat
        if update.callback_query is not None:
            self._errands.start(self._bot.answer_callback_query(update.callback_query.id))
            self._errands.start(self._mark(update.callback_query))
        elif chat is not None and chat.type != Chat.PRIVATE:
            member = update.my_chat_member
            added = member is not None and member.new_chat_member.status in PRESENT
            if added or member is None:
                self._errands.start(self._leave(chat.id, kindly=added))

    async def _mark(self, query: CallbackQuery) -> None:
        """Replace the choices below a message by the one that was made."""
        title = chosen_title(query)
        if query.message is None or query.data == CHOSEN or title is None:
            return
        shown = InlineKeyboardButton(self._say("telegram.chosen", title=title), callback_data=CHOSEN)
        await self._bot.edit_message_reply_markup(
            chat_id=query.message.chat.id,
            message_id=query.message.message_id,
            reply_markup=InlineKeyboardMarkup([[shown]]),
        )

    async def _typing(self, chat_id: int, accepted: Accepted) -> None:
        turn = asyncio.create_task(self._gateway.wait_for_turn(accepted.inbound_id, TYPING_LIMIT))
        await asyncio.wait({turn}, timeout=TYPING_AFTER)
        try:
            while not turn.done():
                await self._bot.send_chat_action(chat_id, ChatAction.TYPING)
                await asyncio.wait({turn}, timeout=TYPING_EVERY)
        finally:
            turn.cancel()

    async def _leave(self, chat_id: int, *, kindly: bool) -> None:
        # Talks are between one person and us: what stands in a group is not ours to read.
        try:
            if kindly:
                await self._bot.send_message(chat_id, self._say("telegram.private_only"))
        except TelegramError:
            kindly = False
        await self._bot.leave_chat(chat_id)
