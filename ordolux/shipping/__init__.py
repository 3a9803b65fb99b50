"""Stage 4: plan, packing, transport, tracking."""
