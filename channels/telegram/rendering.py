"""Turns a stored message into what Telegram shows: parts that fit, sources as a quiet last line, buttons below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from channels.telegram.texts import LIMIT, split, units
from conversation.messages import Button, Document, Message, Picture, Sender, SourceLine
from gateway.texts.strings import Strings

GAP = "\n\n"
CAPTION_LIMIT = 1024
"""UTF-16 units below a photo or file (https://core.telegram.org/bots/api#sendphoto and #senddocument)."""


@dataclass(frozen=True)
class Part:
    """One Telegram message; with a picture the text stands below it and may be empty."""

    text: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None
    document: Document | None = None
    """A file the text stands below, as its caption."""
    picture: Picture | None = None
    """A picture the text stands below, as its caption."""

    @property
    def plain(self) -> bool:
        """True when there is nothing but text."""
        return not self.entities and self.keyboard is None and self.document is None and self.picture is None

    @property
    def words(self) -> str:
        """What is left to say when neither file nor picture comes through."""
        return self.text or (self.picture.title if self.picture else "")


Documents = Callable[[str], Document | None]
"""The file at a path below the service's address, or None when there is none."""


def no_documents(_path: str) -> Document | None:
    """For a service without files."""
    return None


def render(
    message: Message, say: Strings, documents: Documents = no_documents, made: Sequence[Document] = ()
) -> tuple[Part, ...]:
    """Return the parts of a message in order; none when it has no text. The last one carries sources, buttons, file.

    `made` are files made for this message, besides those it links to. A picture comes first, with its words below it;
    the message joins them when all of it fits.
    """
    if message.picture is None:
        return _parts(message, say, documents, made)
    alt = message.picture.alt
    together = _parts(replace(message, text=f"{message.text.strip()}{GAP}{alt}"), say, documents, made)
    if len(together) == 1 and units(together[0].text) <= CAPTION_LIMIT and together[0].document is None:
        return (replace(together[0], picture=message.picture),)
    if units(alt) <= CAPTION_LIMIT:
        return (Part(alt, picture=message.picture), *_parts(message, say, documents, made))
    told = (Part(text) for text in split(alt))
    return (Part("", picture=message.picture), *told, *_parts(message, say, documents, made))


def _parts(message: Message, say: Strings, documents: Documents, made: Sequence[Document]) -> tuple[Part, ...]:
    parts = [Part(text) for text in split(_signed(message, say))]
    if not parts:
        return ()
    if message.sources:
        parts[-1:] = _with_sources(parts[-1].text, _sources(message.sources, say))
    parts[-1] = replace(parts[-1], keyboard=_keyboard(message.buttons))
    files = [*(found for file in message.files if (found := documents(file.path))), *made]
    return tuple(_with_files(parts, files))


def _with_files(parts: list[Part], files: list[Document]) -> list[Part]:
    """The first file carries the last part as its caption when that fits; others follow without words."""
    if files and units(parts[-1].text) <= CAPTION_LIMIT:
        first, *files = files
        parts = [*parts[:-1], replace(parts[-1], document=first)]
    return [*parts, *(Part("", document=file) for file in files)]


def _signed(message: Message, say: Strings) -> str:
    # People must see when a human writes and not the computer.
    if message.sender is not Sender.MENTOR:
        return message.text
    name = message.sender_name
    signature = say("telegram.mentor", name=name) if name else say("telegram.mentor_unnamed")
    return f"{signature}\n{message.text.strip()}"


def _keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    # One below the other: titles are Dutch and long, phones are narrow.
    rows = [[InlineKeyboardButton(button.title, callback_data=button.id)] for button in buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _with_sources(text: str, line: Part) -> list[Part]:
    """Put the line below a text, or in parts of its own when it does not fit."""
    joined = f"{text}{GAP}{line.text}"
    if units(joined) <= LIMIT:
        offset = units(text) + len(GAP)
        return [Part(joined, tuple(_moved(entity, offset) for entity in line.entities))]
    own = [line] if units(line.text) <= LIMIT else [Part(text) for text in split(line.text)]
    return [Part(text), *own]


def _sources(sources: tuple[SourceLine, ...], say: Strings) -> Part:
    unique = tuple(dict.fromkeys(sources))
    key = "telegram.source" if len(unique) == 1 else "telegram.sources"
    labels = _labels(unique, say)
    text = say(key, sources=", ".join(labels))
    entities, at = [MessageEntity(MessageEntity.ITALIC, 0, units(text))], 0
    for source, label in zip(unique, labels, strict=True):
        at = text.index(label, at)
        if source.url:
            start = units(text[: at + label.index(source.title.strip())])
            entities.append(MessageEntity(MessageEntity.TEXT_LINK, start, units(source.title.strip()), url=source.url))
        at += len(label)
    return Part(text, tuple(entities))


def _labels(sources: tuple[SourceLine, ...], say: Strings) -> list[str]:
    """The title of each source with the day it was checked; a day they share is said once, after the last."""
    shared = len({source.checked_on for source in sources}) == 1
    titles = [source.title.strip() for source in sources]
    dated = [
        say("telegram.checked", title=title, date=_dutch(source.checked_on))
        for title, source in zip(titles, sources, strict=True)
    ]
    return [*titles[:-1], dated[-1]] if shared else dated


def _moved(entity: MessageEntity, by: int) -> MessageEntity:
    return MessageEntity(entity.type, entity.offset + by, entity.length, url=entity.url)


def _dutch(iso: str) -> str:
    """`2026-11-02` as `2-11-2026`; anything else as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day}-{day.month}-{day.year}"
