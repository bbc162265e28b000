"""How people reach Wegwijs: one gateway, and a thin adapter for each channel."""
