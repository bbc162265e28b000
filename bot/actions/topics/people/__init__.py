"""A person is needed, or may be."""
