"""Faults: parts are killed at any moment, two people act at once; nothing is lost and nothing is doubled."""
