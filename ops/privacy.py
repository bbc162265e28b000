"""Everything about one person out, or gone, from the command line."""

from typing import Any

from conversation.messages import Message
from ops.settings import Settings
from storage.migrate import migrate
from storage.stores import Stores, open_stores

PAGE = 200


def export(settings: Settings, conversation_id: str) -> dict[str, Any]:
    """All that is kept of one conversation, ready for JSON; empty lists when nothing is."""
    stores = _open(settings)
    try:
        messages = list(_messages(stores, conversation_id))
        kept = stores.keeping.kept(conversation_id)
    finally:
        stores.close()
    return {"conversation": conversation_id, "messages": messages, "kept": dict(kept)}


def erase(settings: Settings, conversation_id: str) -> bool:
    """Erases all that is kept of one conversation; false when nothing was kept under that id.

    The engine keeps what was said in memory only, for the length of a talk; it forgets by itself.
    """
    stores = _open(settings)
    try:
        known = stores.conversations.conversation(conversation_id) is not None
        if known:
            stores.conversations.erase(conversation_id)
        return known
    finally:
        stores.close()


def _open(settings: Settings) -> Stores:
    migrate(settings.database)
    return open_stores(settings.database, settings.key())


def _messages(stores: Stores, conversation_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = 0
    while page := stores.conversations.messages_after(conversation_id, after, PAGE):
        after = page[-1].seq
        found += map(_shown, page)
    return found


def _shown(message: Message) -> dict[str, Any]:
    shown: dict[str, Any] = {"at": message.at.isoformat(), "sender": message.sender.value, "text": message.text}
    if message.picture:
        shown["picture"] = message.picture.alt
    if message.page:
        shown["page"] = {"title": message.page.title, **message.page.data}
    return shown
