"""Offers of suppliers for what is drafted: asked for, recorded, compared, ordered."""
