"""Turns an update of Telegram into a message for the gateway; pure."""

from collections.abc import Iterator

from telegram import CallbackQuery, Chat, Message, MessageEntity, Update
from telegram.ext import filters

from conversation.messages import Channel, Incoming, IncomingKind

ALLOWED_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
CHOSEN = "chosen"
"""Callback data of a button that only shows what was chosen. Ids of real buttons are longer."""


def to_incoming(update: Update) -> Incoming | None:
    """Return what the gateway must hear, or None: groups, service messages and marked buttons say nothing.

    A caption goes along as text, so that the safety screen sees it. Names, numbers and places never do.
    """
    chat = update.effective_chat
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    message = update.message or update.edited_message
    if message is None or chat is None or chat.type != Chat.PRIVATE:
        return None
    if update.edited_message is not None:
        # A shared live location arrives as one edit after the other.
        edited = message.text or message.caption
        return _incoming(chat.id, str(update.update_id), edited, IncomingKind.EDITED) if edited else None
    if filters.StatusUpdate.ALL.check_update(update):
        return None
    return _incoming(chat.id, _external_id(update, message), *_content(message))


def raw_words(data: object) -> Iterator[tuple[int, str]]:
    """Chat id and words of every private message in the JSON of an update, for one the library cannot read."""
    for kind in ("message", "edited_message"):
        message = data.get(kind) if isinstance(data, dict) else None
        chat = message.get("chat") if isinstance(message, dict) else None
        if not isinstance(message, dict) or not isinstance(chat, dict) or chat.get("type", "private") != "private":
            continue
        words = [text for key in ("text", "caption") if isinstance(text := message.get(key), str)]
        if words and isinstance(chat.get("id"), int):
            yield chat["id"], " . ".join(words)


def chosen_title(query: CallbackQuery) -> str | None:
    """Return the title of the pressed button, or None when the message is too old to be known."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    return next((button.text for button in buttons if button.callback_data == query.data), None)


def _pressed(query: CallbackQuery) -> Incoming | None:
    message = query.message
    if message is None or message.chat.type != Chat.PRIVATE or not query.data or query.data == CHOSEN:
        return None
    # Two quick taps on one button are one choice.
    return _incoming(message.chat.id, f"button:{message.message_id}:{query.data}", query.data, IncomingKind.BUTTON)


def _incoming(chat_id: int, external_id: str, text: str | None, kind: IncomingKind) -> Incoming:
    return Incoming(Channel.TELEGRAM, str(chat_id), external_id, text or "", kind)


def _external_id(update: Update, message: Message) -> str:
    # The pictures of an album come as so many messages: those without words get one answer together.
    if message.media_group_id and not message.caption:
        return f"album:{message.media_group_id}"
    return str(update.update_id)


def _content(message: Message) -> tuple[str | None, IncomingKind]:
    if message.text is not None:
        command = _command(message)
        return (message.text, IncomingKind.TEXT) if command is None else (command, IncomingKind.COMMAND)
    if message.photo:
        return message.caption, IncomingKind.PHOTO
    if message.voice or message.audio or message.video_note:
        return message.caption, IncomingKind.VOICE
    if message.sticker:
        return message.sticker.emoji, IncomingKind.STICKER
    return message.caption, IncomingKind.OTHER


def _command(message: Message) -> str | None:
    """The command without slash and bot name, with what was written behind it."""
    text = message.text or ""
    for entity in message.entities:
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            name = text[1 : entity.length].split("@", 1)[0]
            return f"{name}{text[entity.length :]}"
    return None
