"""Reading what a buyer wrote: kind of message, customer, wishes and articles, each value with its place in the text.

``message.read`` reads one message; see docs/reading.md.
"""

VERSION = "2"
"""Counts up when the reader reads otherwise than before, so that stored messages can be read again."""
