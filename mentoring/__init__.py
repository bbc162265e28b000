"""People helping people: conversations, cases and hand-off states, as pure values and ports."""
