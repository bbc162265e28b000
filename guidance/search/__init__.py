"""Finds what answers a question: every unit of content that can answer, ranked together."""
