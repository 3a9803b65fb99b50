"""What a reader gives back: the part that was good, and findings about the rest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from ordolux.rules.refusal import N_, Finding

LONGEST_MESSAGE: Final = 128 * 1024
TOO_LARGE: Final = N_("This file needs more memory than one file may use. It was kept, but not opened.")


@dataclass(slots=True)
class Reading:
    """The answer of a reader: a JSON-able ``value``, ``findings`` beside it, and bytes taken out (one attachment, one
    picture) in ``content``.
    """

    value: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    content: bytes = b""


class CannotRead(Exception):
    """Nothing in these bytes can be used; the findings say why in sentences for people."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*(finding.code for finding in findings))
        self.findings = list(findings)

    @classmethod
    def because(cls, code: str, message: str, **values: object) -> "CannotRead":
        """Shorthand for a refusal with one finding about the whole."""
        return cls(Finding(code, message, values))


Reader = Callable[..., Reading]
