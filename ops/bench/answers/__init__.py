"""Measures answers, not intents: questions and talks with what their answers must and must not say."""
