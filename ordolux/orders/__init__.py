"""Stage 2: agreement, proforma, signature, payment."""
