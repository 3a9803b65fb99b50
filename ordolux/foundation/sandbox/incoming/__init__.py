"""Opening what customers send (mails, forms, workbooks, PDF) as the text parts of one message.

A register of its own, whose libraries load only when a file needs them, so that the command reads a mail at once.
"""

from typing import Final

NAMES: Final = frozenset({"message", "pages"})
"""The readers of this register, known without importing their libraries."""
