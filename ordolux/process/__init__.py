"""What follows what: events lead to reactions, time leads to deeds."""
