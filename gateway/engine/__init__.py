"""The client of the dialogue engine, and how its answer becomes a turn."""
