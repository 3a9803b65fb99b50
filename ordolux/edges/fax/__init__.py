"""Faxes: what a fax server puts into a folder is taken in, and what leaves goes through its command."""
