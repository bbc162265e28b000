"""What the pictures show and say, as plain data: pure, nothing is drawn here (`channels/pictures` does)."""
