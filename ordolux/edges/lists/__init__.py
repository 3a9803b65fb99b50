"""The lists of the house: declared once (``listing.py``), shown as pages, exported as files, served by the API."""

from ordolux.edges.lists.listing import LISTINGS, Column, Filter, Kind, Listing, by_field, listing

__all__ = ["LISTINGS", "Column", "Filter", "Kind", "Listing", "by_field", "listing"]
