"""Passwords, one-time links and signed-in sessions of mentors; only hashes reach the store."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mentoring.people import Mentor
from mentoring.ports import MentorStore

TOKEN_BYTES = 32
LINK_VALID = timedelta(hours=72)
SESSION_VALID = timedelta(hours=10)
"""A school day: nobody stays signed in overnight on a shared computer."""
MIN_PASSWORD, MAX_PASSWORD = 12, 200

_hasher = PasswordHasher()  # argon2id with the library's defaults, which follow RFC 9106
_NOBODY = _hasher.hash(secrets.token_hex(16))


def hash_token(token: str) -> str:
    """What is stored of a random token; plain SHA-256 does for 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class OneTimeLink:
    """A link with which a mentor sets a password: the address to hand over, and what the store gets."""

    url: str
    token_hash: str
    expires: datetime


def one_time_link(public_url: str) -> OneTimeLink:
    """Make a link that works once, within `LINK_VALID`; pass its hash and end to `MentorStore.add_mentor`."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    url = f"{public_url.rstrip('/')}/desk/link/{token}"
    return OneTimeLink(url, hash_token(token), datetime.now(UTC) + LINK_VALID)


class Accounts:
    """Signs mentors in and out. Slow on purpose: call it from a thread."""

    def __init__(self, mentors: MentorStore, secret: str) -> None:
        self._mentors = mentors
        self._key = hashlib.sha256(b"wegwijs desk form v1\0" + secret.encode()).digest()

    def check(self, email: str, password: str) -> Mentor | None:
        """Return whose e-mail and password these are, or None; takes as long for an unknown address."""
        found = self._mentors.mentor_by_email(email)
        stored = found[1] if found is not None else None
        try:
            _hasher.verify(stored or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return None
        return found[0] if found is not None and stored else None

    def by_link(self, token: str) -> Mentor | None:
        """Return whose unused link this is."""
        return self._mentors.mentor_by_link(hash_token(token), datetime.now(UTC))

    def redeem(self, token: str, password: str) -> Mentor | None:
        """Use a link up and set the password; None when the link does not work any more."""
        return self._mentors.redeem_link(hash_token(token), datetime.now(UTC), _hasher.hash(password))

    def sign_in(self, mentor: Mentor) -> str:
        """Open a session and return its token, always a new one."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._mentors.open_desk_session(mentor.id, hash_token(token), datetime.now(UTC) + SESSION_VALID)
        return token

    def signed_in(self, token: str) -> Mentor | None:
        """Return who is signed in with this token."""
        return self._mentors.desk_session(hash_token(token), datetime.now(UTC)) if token else None

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._mentors.close_desk_session(hash_token(token))

    def form_token(self, browser: str) -> str:
        """The token every form of this browser must carry; `browser` is a secret that only its cookie holds."""
        return hmac.new(self._key, browser.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def is_form_token(self, browser: str, given: str) -> bool:
        """Whether a form came from a page we made for this browser."""
        return bool(browser) and hmac.compare_digest(
            self.form_token(browser).encode(), given.encode("utf-8", "replace")
        )
