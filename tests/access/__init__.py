"""Who may see and do what: every address, every method, every role, on own, foreign and missing records."""
