"""Finding the entry that answers a question: words, likeness, and which country is meant."""
