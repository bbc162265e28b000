"""Learns from labelled questions: how much each sign counts, and what the sentence encoder should hold near."""
