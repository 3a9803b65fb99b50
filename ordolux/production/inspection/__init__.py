"""Inspection: the draw, the readings, the verdict, the appearance of every piece, the report."""
