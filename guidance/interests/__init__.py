"""What someone likes, and which directions have to do with it."""
