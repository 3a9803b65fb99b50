"""What sales does with an inquiry before it is confirmed: reads it again, merges it with another, splits it."""
