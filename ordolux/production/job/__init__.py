"""One job per order line: what has to be made, and how far it has come."""
