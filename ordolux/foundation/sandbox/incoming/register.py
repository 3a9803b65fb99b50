"""Which function opens what."""

from typing import Final

from ordolux.foundation.sandbox.incoming.opening import open_message
from ordolux.foundation.sandbox.reading import Reader, Reading


def _clean_pages(data: bytes, *, attachment: str = "") -> Reading:
    # the picture library loads only when there is a picture
    from ordolux.foundation.sandbox.incoming.ocr import clean_pages

    return clean_pages(data, attachment=attachment)


READERS: Final[dict[str, Reader]] = {"message": open_message, "pages": _clean_pages}
