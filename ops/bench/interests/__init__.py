"""Measures what the interest part promises: right scores, sound letters, and sets that are steady and wide."""
