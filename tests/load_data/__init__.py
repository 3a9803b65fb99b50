"""Load data: many orders in a database of their own."""
