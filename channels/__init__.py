"""How people reach Wegwijs: a thin adapter for each channel, all in front of one gateway."""
