"""Everything that runs inside the dialogue engine: its own pipeline components, channel, renderer and start."""
