"""Meaning: sentences as vectors."""
