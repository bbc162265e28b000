"""What the assistant understands and says: a Rasa project with its custom actions."""
