"""Rules of the trade in plain Python: values in, value out; no Django, no clock, no database."""
