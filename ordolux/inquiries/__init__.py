"""Stage 1: inquiry, customisation, quotation, sample."""
