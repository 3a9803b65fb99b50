"""Mail as it travels: the receiver (SMTP in), the sender (SMTP out) and the demonstration post box."""
