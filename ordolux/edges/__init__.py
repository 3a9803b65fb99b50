"""The edges: how people and machines reach us, and how we reach them."""
