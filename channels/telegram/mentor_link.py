"""Lets a mentor link a Telegram chat for notices, by a start code only the command line gives out."""

import asyncio
import hashlib
import hmac

from conversation.messages import Incoming, IncomingKind
from conversation.ports import NotFound
from mentoring.ports import MentorStore

PREFIX = "mentor-"
SIGNATURE = 24
"""Hex digits: 96 bits, so that code and id fit Telegram's 64 characters for a start parameter."""


class MentorLinks:
    """Makes start codes and takes them in. `secret` is the service's key."""

    def __init__(self, mentors: MentorStore, secret: str) -> None:
        self._mentors = mentors
        self._key = hashlib.sha256(b"wegwijs mentor telegram v1\0" + secret.encode()).digest()

    def code(self, mentor_id: str) -> str:
        """What a mentor sends the bot after `/start `."""
        return f"{PREFIX}{mentor_id}-{self._sign(mentor_id)}"

    async def take(self, incoming: Incoming) -> bool | None:
        """Link the chat to a mentor: true when done, false for a wrong code, None when the message is no code."""
        command, _, code = incoming.text.partition(" ")
        if incoming.kind is not IncomingKind.COMMAND or command != "start" or not code.startswith(PREFIX):
            return None
        mentor_id, _, signature = code.removeprefix(PREFIX).rpartition("-")
        if not hmac.compare_digest(signature.encode(), self._sign(mentor_id).encode()):
            return False
        try:
            await asyncio.to_thread(self._mentors.link_telegram, mentor_id, incoming.address)
        except NotFound:
            return False
        return True

    def _sign(self, mentor_id: str) -> str:
        return hmac.new(self._key, mentor_id.encode(), hashlib.sha256).hexdigest()[:SIGNATURE]
