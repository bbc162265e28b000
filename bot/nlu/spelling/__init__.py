"""Mended text: what was typed brought back to plain Dutch, word by word, and in which language it is."""
