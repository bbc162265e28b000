"""What is said and done when the safety screen hears something: fixed words, help lines, and the course of a talk."""
