"""How Ordolux is started, and what its database refuses."""
