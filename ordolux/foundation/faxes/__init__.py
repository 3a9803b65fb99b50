"""Faxes by hand and by the line: what was handed to us on paper, and what leaves through a fax server."""
