"""What our reader makes of each message that reaches us, kept with its evidence."""
