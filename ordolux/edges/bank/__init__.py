"""Files of the bank: statements as our own dataclasses, whatever the format."""
