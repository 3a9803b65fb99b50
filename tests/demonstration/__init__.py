"""The demonstration company: its tables, its past, and the first day of a new company."""
