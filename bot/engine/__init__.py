"""What runs inside Rasa but understands nothing: turn channel, generator, memory, serving, action calls."""
