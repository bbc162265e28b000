"""Web sessions: minted here, unguessable, and stored only as a hash."""

import hashlib
import hmac
import secrets
import uuid

from starlette.concurrency import run_in_threadpool

from channels.http.errors import ApiError
from conversation.messages import Conversation
from conversation.ports import ConversationStore

TOKEN_BYTES = 16
MAX_TOKEN_LENGTH = 64


def hash_token(token: str) -> str:
    """What is stored of a token; plain SHA-256 does for 128 random bits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Sessions:
    """Finds and opens web sessions."""

    def __init__(self, conversations: ConversationStore, secret: str) -> None:
        self._conversations = conversations
        self._key = hashlib.sha256(b"wegwijs web session v1\0" + secret.encode()).digest()

    async def find(self, token: str) -> Conversation:
        """Return the conversation of a session. Raises `ApiError` 403 for one we did not mint."""
        found = None
        if 0 < len(token) <= MAX_TOKEN_LENGTH:
            found = await run_in_threadpool(self._conversations.web_session, hash_token(token))
        if found is None:
            raise ApiError(403, "unknown_session", "this session does not exist (any more); leave it out to begin one")
        return found

    async def open(self, client_id: str | None) -> tuple[str, Conversation]:
        """Begin a session, or return the one that the same random `client_id` began: then the answer got lost."""
        token = self._mint(client_id)
        return token, await run_in_threadpool(self._open, token)

    def _open(self, token: str) -> Conversation:
        hashed = hash_token(token)
        return self._conversations.web_session(hashed) or self._conversations.open_web_session(hashed)

    def _mint(self, client_id: str | None) -> str:
        # A retry of the very first message has no session yet. Its client_id finds the session again, but only when it
        # is a random UUID: as hard to guess as the session itself.
        if client_id is not None and _is_random_uuid(client_id):
            return hmac.new(self._key, client_id.encode(), hashlib.sha256).digest()[:TOKEN_BYTES].hex()
        return secrets.token_hex(TOKEN_BYTES)


def _is_random_uuid(text: str) -> bool:
    try:
        parsed = uuid.UUID(text)
    except ValueError:
        return False
    return parsed.version == 4 and str(parsed) == text
