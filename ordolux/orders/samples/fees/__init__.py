"""Money for samples: what came, what was taken back, and the credit that it becomes."""
