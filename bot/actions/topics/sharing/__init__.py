"""Keeping and sharing what was found out, only on request."""
