"""What the house lets happen to an inquiry without a person: its draft, and, where a manager allows it, its quotation."""
