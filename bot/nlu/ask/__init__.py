"""What is asked: intents with their probabilities, other asks, and whether it is in scope."""
