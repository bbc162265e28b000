"""What a message means in this talk, where the engine alone cannot say."""
