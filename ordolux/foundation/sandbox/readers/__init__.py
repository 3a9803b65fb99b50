"""The readers: pure functions from bytes to a ``Reading``. They are imported only by the sandbox's child process.

``NAMES`` is the allow list; ``register.py`` says which function stands behind each name.
"""

NAMES = frozenset({
    "mail", "mail.attachment", "camt053", "mt940", "bank_table", "csv_measurements", "table", "docx", "image", "pdf", "seal",
    "message", "pages",
})  # fmt: skip
