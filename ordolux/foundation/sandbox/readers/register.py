"""Which function reads what. Importing this module imports every reader's libraries: only the child process does."""

from typing import Final

from ordolux.foundation.sandbox.incoming.ocr import clean_pages
from ordolux.foundation.sandbox.incoming.opening import open_message
from ordolux.foundation.sandbox.readers.bank_text import read_bank_table, read_mt940_file
from ordolux.foundation.sandbox.readers.camt053 import read_camt053
from ordolux.foundation.sandbox.readers.csv_measurements import read_measurements
from ordolux.foundation.sandbox.readers.docx import read_docx
from ordolux.foundation.sandbox.readers.image import read_image
from ordolux.foundation.sandbox.readers.mail import read_attachment, read_mail
from ordolux.foundation.sandbox.readers.pdf import read_pdf
from ordolux.foundation.sandbox.readers.seal import read_seal
from ordolux.foundation.sandbox.readers.table import read_table
from ordolux.foundation.sandbox.reading import Reader

READERS: Final[dict[str, Reader]] = {
    "mail": read_mail,
    "mail.attachment": read_attachment,
    "camt053": read_camt053,
    "mt940": read_mt940_file,
    "bank_table": read_bank_table,
    "csv_measurements": read_measurements,
    "table": read_table,
    "docx": read_docx,
    "image": read_image,
    "pdf": read_pdf,
    "seal": read_seal,
    "message": open_message,
    "pages": clean_pages,
}
