"""Answers from content: one module for each kind of question."""
