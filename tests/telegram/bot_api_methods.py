"""The methods of the Bot API that Wegwijs uses, each as the real server does it."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from tests.telegram.bot_api_checks import (
    ACTIONS,
    ApiError,
    Params,
    allowed_of,
    bad,
    caption_of,
    commands_of,
    entities_of,
    keyboard_of,
    photo_size,
    text_of,
    webhook_of,
)
from tests.telegram.bot_api_world import Json, World

LONG_POLL_STEP = 0.02


async def get_updates(world: World, params: Params) -> list[Json]:
    """Hand out updates from `offset` on; what lies before it is confirmed and gone. Ends an earlier long poll."""
    if world.webhook.get("url"):
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    offset, timeout = int(params.get("offset") or 0), float(params.get("timeout") or 0)
    limit = max(1, min(int(params.get("limit") or 100), 100))
    with world.changed:
        world.poll += 1
        mine, wanted = world.poll, allowed_of(params)
        world.allowed = wanted if wanted is not None else world.allowed
        keep_from = max(0, len(world.updates) + offset) if offset < 0 else 0
        world.updates = [u for u in world.updates[keep_from:] if u["update_id"] >= offset]
        world.changed.notify_all()
    deadline = time.monotonic() + min(timeout, 50.0)
    while not world.updates and time.monotonic() < deadline and not world.closing:
        await asyncio.sleep(LONG_POLL_STEP)
        if world.poll != mine:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
    return world.updates[:limit]


def get_me(world: World, _params: Params) -> Json:
    """Who the bot is."""
    return {**world.me, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}


def send_message(world: World, params: Params) -> Json:
    """A text in a chat."""
    text = text_of(params)
    content: Json = {"text": text}
    if entities := entities_of(params, text):
        content["entities"] = entities
    return _post(world, params, content)


def send_photo(world: World, params: Params) -> Json:
    """A picture in a chat."""
    if not params.get("photo"):
        raise bad("there is no photo in the request")
    width, height = photo_size(params.get("photo:body"))
    photo = [{"file_id": "photo-1", "file_unique_id": "p1", "width": width, "height": height}]
    return _post(world, params, {"photo": photo, **caption_of(params)})


def send_document(world: World, params: Params) -> Json:
    """A file in a chat; its content is kept for the test to look at."""
    if not params.get("document"):
        raise bad("there is no document in the request")
    document = {"file_id": "file-1", "file_unique_id": "f1", "file_name": params["document"]}
    message = _post(world, params, {"document": document, **caption_of(params)})
    world.files[message["message_id"]] = params.get("document:body", b"")
    return message


def _post(world: World, params: Params, content: Json) -> Json:
    keyboard = keyboard_of(params)
    chat = world.chat(_chat_id(params))
    return world.keep(chat, world.me, content | ({"reply_markup": keyboard} if keyboard else {}))


def send_chat_action(world: World, params: Params) -> bool:
    """The "typing" line."""
    world.chat(_chat_id(params))
    if params.get("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """Ends the waiting of a pressed button."""
    if params.get("callback_query_id") not in world.queries:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(str(params.get("text", ""))) > 200:
        raise bad("MESSAGE_TOO_LONG")
    world.queries[params["callback_query_id"]] = True
    world.changed.notify_all()
    return True


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Other buttons below a message of the bot, or none."""
    keyboard = keyboard_of(params)
    chat = world.chat(_chat_id(params))
    message = world.messages.get((chat["id"], int(params.get("message_id") or 0)))
    if message is None:
        raise bad("message to edit not found")
    if message["from"]["id"] != world.me["id"]:
        raise bad("message can't be edited")
    if message.get("reply_markup") == keyboard:
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a current "
            "content and reply markup of the message"
        )
    message.pop("reply_markup", None)
    message.update({"reply_markup": keyboard} if keyboard else {})
    world.changed.notify_all()
    return message


def set_my_commands(world: World, params: Params) -> bool:
    """The menu beside the text field."""
    world.commands = commands_of(params)
    return True


def leave_chat(world: World, params: Params) -> bool:
    """The bot goes away from a group."""
    chat = world.chat(_chat_id(params))
    if chat["type"] == "private":
        raise bad("chat member status can't be changed in private chats")
    world.left.add(chat["id"])
    world.changed.notify_all()
    return True


def set_webhook(world: World, params: Params) -> bool:
    """Post updates to an address from now on; an empty one ends it."""
    url, secret = webhook_of(params)
    wanted = allowed_of(params)
    world.allowed = wanted if wanted is not None else world.allowed
    world.webhook = {"url": url, "secret": secret, "max_connections": int(params.get("max_connections") or 40)}
    _drop(world, params)
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """Back to getUpdates."""
    world.webhook = {}
    _drop(world, params)
    return True


def _drop(world: World, params: Params) -> None:
    if str(params.get("drop_pending_updates", "")).lower() in ("true", "1"):
        world.updates.clear()
    world.changed.notify_all()


def get_webhook_info(world: World, _params: Params) -> Json:
    """How the webhook does."""
    shown = {key: value for key, value in world.webhook.items() if key in ("max_connections", "last_error_message")}
    info: Json = {"url": world.webhook.get("url", ""), "has_custom_certificate": False, **shown}
    allowed = {"allowed_updates": sorted(world.allowed)} if world.allowed else {}
    return {**info, "pending_update_count": len(world.updates), **allowed}


def _chat_id(params: Params) -> int:
    value = str(params.get("chat_id", ""))
    if not value:
        raise bad("chat_id is empty")
    if not value.lstrip("-").isdigit():
        raise bad("chat not found")
    return int(value)


METHODS: dict[str, Callable[[World, Params], Any]] = {
    "getme": get_me,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "sendchataction": send_chat_action,
    "answercallbackquery": answer_callback_query,
    "editmessagereplymarkup": edit_message_reply_markup,
    "setmycommands": set_my_commands,
    "leavechat": leave_chat,
}
"""By lower-case name: the server does not mind the case."""
