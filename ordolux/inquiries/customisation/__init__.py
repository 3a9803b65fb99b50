"""What the catalogue does not hold: sales asks the engineer whether it can be made, and at what cost and time."""
