"""Starts, trains, checks and measures Wegwijs; the only room that may import all others."""
