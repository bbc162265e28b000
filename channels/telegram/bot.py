"""Makes the Bot API client, in such a way that neither the token nor anybody's words reach a log."""

import json
import logging
import os
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

API_URL = "https://api.telegram.org"
CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 10.0
POOL = 40
UNREADABLE = "unreadable"
"""Where an update the library cannot read keeps what it held."""

log = logging.getLogger(__name__)


class LenientRequest(HTTPXRequest):
    """Reads answers; one update the library cannot read must not hold up all others for ever."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer; an unreadable update keeps its id and its raw words only.

        Raises `TelegramError` when it is no JSON object.
        """
        try:
            answer = json.loads(payload)
        except ValueError:
            raise TelegramError("the answer is no JSON") from None
        if not isinstance(answer, dict):
            raise TelegramError("the answer is no JSON object")
        if isinstance(answer.get("result"), list):
            answer["result"] = [_readable(item) for item in answer["result"]]
        return answer


def make_bot(token: str, api_url: str = API_URL) -> Bot:
    """Return a client of the Bot API server at `api_url`; nothing is sent yet."""
    silence_libraries()
    # Without it the library warns on stderr about every "retry after".
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    base = api_url.rstrip("/")
    return Bot(
        token.strip(),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=LenientRequest(POOL, read_timeout=READ_TIMEOUT, connect_timeout=CONNECT_TIMEOUT, pool_timeout=5.0),
        get_updates_request=LenientRequest(1, read_timeout=READ_TIMEOUT, connect_timeout=CONNECT_TIMEOUT),
    )


def silence_libraries() -> None:
    """httpx logs addresses, and the token is part of them; the bot library logs whole updates, with people's words."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


def read_update(data: object, bot: Bot | None) -> Update | None:
    """Return an update, or None (with a line in the log) when the library cannot read it."""
    try:
        return Update.de_json(data, bot) if isinstance(data, dict) else None
    except Exception as error:
        log.error("telegram: cannot read an update (%s), leaving it out", type(error).__name__)
        return None


def _readable(item: object) -> object:
    if not isinstance(item, dict) or "update_id" not in item or read_update(item, None) is not None:
        return item
    # Unknown keys reach `Update.api_kwargs`: the words in them are still screened (see Polling).
    return {"update_id": item["update_id"], UNREADABLE: item}
