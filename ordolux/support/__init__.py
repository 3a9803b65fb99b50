"""Stage 5: warranty, chat, redesign, promotion."""
