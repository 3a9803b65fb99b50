"""What a reader gives back: the part that was good, and findings about the rest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ordolux.rules.refusal import Finding


@dataclass(slots=True)
class Reading:
    """The answer of a reader: a JSON-able ``value``, ``findings`` beside it, and bytes taken out (one attachment, one
    picture) in ``content``."""

    value: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    content: bytes = b""


class CannotRead(Exception):
    """Nothing in these bytes can be used; the finding says why in a sentence for people."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding

    @classmethod
    def because(cls, code: str, message: str, where: str = "", **values: object) -> "CannotRead":
        """Shorthand for a refusal with one finding."""
        return cls(Finding(code, message, values, where))


Reader = Callable[..., Reading]
