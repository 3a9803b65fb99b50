"""Pictures of text (faxes) by optical reading. No engine is installed by default: then a picture has no text."""


def text_of_picture(data: bytes) -> str:
    """Return the text of a picture; empty without an engine."""
    del data
    return ""
