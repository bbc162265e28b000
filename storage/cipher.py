"""Encrypts what people wrote and how to reach them, so that a stolen database or backup shows neither."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MIN_KEY_LENGTH = 16


class CipherError(ValueError):
    """The secret key is unusable, or stored data was written with a key that is not configured."""


class Cipher:
    """Seals texts with keys derived from the configured secret.

    The secret (`WEGWIJS_SECRET_KEY`) is one key, or several with commas between: the first writes, all read,
    so a key is replaced by putting the new one in front. From each, HKDF-SHA256 (RFC 5869, no salt) derives two
    independent 256-bit keys: one for Fernet (info `wegwijs fernet v1`), one for the HMAC that finds an address without
    storing it readable (info `wegwijs address v1`). The secret must be random; it is not stretched like a password.
    """

    def __init__(self, secret: str) -> None:
        keys = [key.strip() for key in secret.split(",") if key.strip()]
        if not keys or min(map(len, keys)) < MIN_KEY_LENGTH:
            raise CipherError(f"the secret key needs at least {MIN_KEY_LENGTH} random characters")
        self._fernet = MultiFernet(
            [Fernet(base64.urlsafe_b64encode(_derive(key, "wegwijs fernet v1"))) for key in keys]
        )
        self._index_keys = [_derive(key, "wegwijs address v1") for key in keys]

    def seal(self, text: str) -> bytes:
        """Encrypt a text."""
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt what `seal` made; raises `CipherError` when no configured key fits."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise CipherError("stored data does not fit the secret key: put the old key back, after a comma") from None

    def index(self, *parts: str) -> str:
        """The 64 hex digits under which a value is stored and found: HMAC-SHA256 with the first key."""
        return self.indexes(*parts)[0]

    def indexes(self, *parts: str) -> tuple[str, ...]:
        """`index` with every configured key, to find what was stored before a key was replaced."""
        value = "\x00".join(parts).encode()
        return tuple(hmac.new(key, value, hashlib.sha256).hexdigest() for key in self._index_keys)


def _derive(secret: str, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(secret.encode())
