"""What the assistant knows: YAML with a source and a check date, its schema and its loader."""
