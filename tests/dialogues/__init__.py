"""Whole talks as data: what is said, what must be answered, on the trained model."""
