"""Refusals answer a person; findings describe bad input from outside beside the part that was good."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a sentence for translation and return it unchanged; the edge that shows it translates it."""
    return message


class Refusal(Exception):
    """An answer to a person why a deed is not done.

    A subclass states its sentence once, in `message`, with named places: `{quotation} was valid until
    {valid_until}.` The values are kept in `values`, so that an edge can translate the sentence first and
    fill it in afterwards.
    """

    message: ClassVar[str] = N_("This is not possible.")

    def __init__(self, **values: object) -> None:
        super().__init__(values)
        self.values: dict[str, object] = values

    @property
    def code(self) -> str:
        """Return the stable name of this refusal for programs: the name of its class."""
        return type(self).__name__

    def sentence(self, message: str | None = None) -> str:
        """Return the sentence with its values filled in; `message` is its translation, if there is one."""
        return (message if message is not None else self.message).format_map(_Shown(self.values))

    def __str__(self) -> str:
        return self.sentence()

    def __repr__(self) -> str:
        filled = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{type(self).__name__}({filled})"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (type(self), self.values))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or doubtful in what reached us from outside.

    `code` is stable and for programs, `message` is an untranslated sentence with named places, `values` fills
    them, and `where` says which row, field, line or page is meant (empty: the whole).
    """

    code: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    where: str = ""

    def sentence(self, message: str | None = None) -> str:
        """Return the sentence with its values filled in; `message` is its translation, if there is one."""
        return (message if message is not None else self.message).format_map(_Shown(self.values))

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence()}" if self.where else self.sentence()


class _Shown(dict[str, object]):
    """Values for a sentence; a missing one shows its name, because a refusal must never fail to speak."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def _rebuilt(kind: type[Refusal], values: dict[str, object]) -> Refusal:
    return kind(**values)
