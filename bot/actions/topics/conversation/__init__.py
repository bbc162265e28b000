"""What carries the talk on: follow-ups, greetings, limits, languages."""
