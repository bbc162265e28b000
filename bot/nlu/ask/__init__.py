"""What is asked in a message: its clauses, and of each the act, the aspect, what is negated and on what condition."""
