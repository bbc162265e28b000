"""Names: the entries of content a message speaks of, as entities."""
