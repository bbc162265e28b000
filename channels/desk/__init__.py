"""The mentor desk: where a person takes over, reads the talk and answers."""
