"""Golden samples: pieces that are sealed and kept to compare with."""
