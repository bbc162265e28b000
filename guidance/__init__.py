"""What Wegwijs works out: pure functions over the content library, without I/O and without Dutch sentences."""
