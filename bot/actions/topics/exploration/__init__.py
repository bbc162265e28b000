"""Finding out what one likes, and which directions have to do with it."""
