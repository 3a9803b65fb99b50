"""Ordolux: from the inquiry to the warranty claim of a lighting manufacturer."""
