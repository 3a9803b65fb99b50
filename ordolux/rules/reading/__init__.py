"""Reading what a buyer wrote: lamps, quantities and terms, each with the place in the text where it stands."""

from ordolux.rules.reading.free_text import (
    CatalogueModel,
    Confidence,
    ModelMatch,
    Reading,
    ReadLine,
    ReadValue,
    colour_words,
    match_model,
    places,
    read_count,
    read_measure,
    read_message,
)

__all__ = [
    "CatalogueModel",
    "Confidence",
    "ModelMatch",
    "ReadLine",
    "ReadValue",
    "Reading",
    "colour_words",
    "match_model",
    "places",
    "read_count",
    "read_measure",
    "read_message",
]
