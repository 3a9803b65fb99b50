"""One question over everything that a person may see: where to go, what can be done now, what the handbook says."""
