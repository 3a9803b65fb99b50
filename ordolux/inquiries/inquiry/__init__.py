"""The inquiry: what a customer asks for, as it was read, as sales confirmed it, and the clock of 24 hours."""
