"""Keeps conversations, cases and accounts in a database, and implements the ports of `mentoring`."""

from storage.cipher import Cipher
from storage.migrate import migrate
from storage.stores import Stores, open_stores

__all__ = ["Cipher", "Stores", "migrate", "open_stores"]
