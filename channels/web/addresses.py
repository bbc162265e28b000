"""Addresses of pictures and documents: sealed, so that only who was told one can fetch it, and not for ever."""

import base64
import hashlib
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken

VALID_SECONDS = 24 * 3600
"""A talk that is read again gets fresh addresses; one that stayed in a browser's history soon leads nowhere."""


@dataclass(frozen=True)
class Place:
    """The message that carries something."""

    conversation_id: str
    seq: int


class Addresses:
    """Seals and opens addresses. Whoever sees one learns nothing from it, and cannot make another."""

    def __init__(self, secret: str) -> None:
        key = hashlib.sha256(b"wegwijs web address v1\0" + secret.encode()).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def picture(self, place: Place) -> str:
        """Where the picture of a message is found, as a path below the service's address."""
        return f"api/chat/pictures/{self._seal(place)}.svg"

    def page(self, place: Place) -> str:
        """Where the page to print of a message is found, as a path below the service's address."""
        return f"api/chat/pages/{self._seal(place)}.pdf"

    def open(self, sealed: str) -> Place | None:
        """The message an address is about; None when we did not make it, or too long ago."""
        try:
            plain = self._fernet.decrypt(sealed.encode("utf-8", "replace"), ttl=VALID_SECONDS).decode()
        except InvalidToken:
            return None
        conversation_id, _, seq = plain.partition(":")
        return Place(conversation_id, int(seq))

    def _seal(self, place: Place) -> str:
        return self._fernet.encrypt(f"{place.conversation_id}:{place.seq}".encode()).decode()
