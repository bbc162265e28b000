"""What the Bot API server refuses, in its own words, so that a wrong request fails in a test as it would for real."""

import io
import json
import re
from typing import Any

from PIL import Image

MAX_TEXT, MAX_CAPTION, MAX_CALLBACK_DATA = 4096, 1024, 64
MAX_PHOTO_BYTES, MAX_PHOTO_SIDES, MAX_PHOTO_RATIO = 10 * 1024 * 1024, 10_000, 20
"""https://core.telegram.org/bots/api#sendphoto."""
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

Params = dict[str, Any]


class ApiError(Exception):
    """An answer with `ok` false; `parameters` as in ResponseParameters."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def body(self) -> dict[str, Any]:
        """The JSON the server answers."""
        extra = {"parameters": self.parameters} if self.parameters else {}
        return {"ok": False, "error_code": self.code, "description": self.description, **extra}


def bad(description: str) -> ApiError:
    """A refused request."""
    return ApiError(400, f"Bad Request: {description}")


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parsed(params: Params, name: str, refusal: str) -> Any:
    """A parameter that holds JSON (form fields) or is JSON already (a JSON body)."""
    value = params.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad(refusal) from None


def text_of(params: Params) -> str:
    """The text to send, trimmed as the server does."""
    text = str(params.get("text", "")).strip()
    if not text:
        raise bad("message text is empty")
    if units(text) > MAX_TEXT:
        raise bad("message is too long")
    return text


def caption_of(params: Params) -> dict[str, Any]:
    """The text below a file with its formatting, as fields of Message."""
    caption = str(params.get("caption", "")).strip()
    if units(caption) > MAX_CAPTION:
        raise bad("message caption is too long")
    entities = entities_of(params, caption, "caption_entities")
    return {**({"caption": caption} if caption else {}), **({"caption_entities": entities} if entities else {})}


def photo_size(photo: bytes | None) -> tuple[int, int]:
    """Width and height of an uploaded photo; a file id of the server's own stands for a small one."""
    if photo is None:
        return 90, 90
    if len(photo) > MAX_PHOTO_BYTES:
        raise bad("file is too big")
    try:
        with Image.open(io.BytesIO(photo)) as opened:
            opened.load()
            width, height = opened.size
    except OSError:
        raise bad("IMAGE_PROCESS_FAILED") from None
    if width + height > MAX_PHOTO_SIDES or max(width, height) > MAX_PHOTO_RATIO * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return width, height


def entities_of(params: Params, text: str, name: str = "entities") -> list[dict[str, Any]]:
    """Formatting, which must lie within the text."""
    entities = parsed(params, name, "can't parse entities JSON object") or []
    for entity in entities:
        if entity["offset"] < 0 or entity["length"] < 1 or entity["offset"] + entity["length"] > units(text):
            raise bad("entity ends after the end of the text")
        if entity["type"] == "text_link" and not re.match(r"https?://\S+$", entity.get("url", "")):
            raise bad("wrong URL in an entity")
    return list(entities)


def keyboard_of(params: Params) -> dict[str, Any] | None:
    """An inline keyboard with well-formed buttons, or None."""
    markup = parsed(params, "reply_markup", "can't parse reply keyboard markup JSON object")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    for button in (button for row in rows for button in row):
        _check_button(button)
    return {"inline_keyboard": rows} if any(rows) else None


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad("can't parse inline keyboard button: Button text must be non-empty")
    if not {"callback_data", "url"} & button.keys():
        raise bad("Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= MAX_CALLBACK_DATA:
        raise bad("BUTTON_DATA_INVALID")


def commands_of(params: Params) -> list[dict[str, str]]:
    """The menu of commands."""
    commands = parsed(params, "commands", "can't parse commands JSON array")
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    for command in commands:
        if not COMMAND.fullmatch(command.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return commands


def allowed_of(params: Params) -> set[str] | None:
    """The kinds of updates wanted from now on; None leaves it as it was."""
    kinds = parsed(params, "allowed_updates", "can't parse allowed updates JSON array")
    return set(kinds) if kinds is not None else None


def webhook_of(params: Params) -> tuple[str, str]:
    """Address and secret token; plain http is fine on loopback only, as with a local server."""
    url, secret = str(params.get("url", "")), str(params.get("secret_token", ""))
    if url and not re.match(r"https://|http://127\.0\.0\.1[:/]", url):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    return url, secret
