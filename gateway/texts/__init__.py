"""What is said without the engine: fixed Dutch texts, help lines, and what a message may hold."""
