"""Our questions to the customer, in his language, ready to be edited and sent.

The table ``questions.csv`` holds each sentence in the languages that we write; another language is another column.
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from ordolux.rules.refusal import Finding

_TABLE: Final = Path(__file__).parent.parent / "tables" / "questions.csv"


@cache
def _sentences() -> dict[str, dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row.pop("code"): row for row in csv.DictReader(file)}


@cache
def languages() -> tuple[str, ...]:
    """Return the languages in which we can ask (ISO 639-1)."""
    return tuple(next(iter(_sentences().values())))


def spoken(language: str | None) -> str:
    """Return the language in which we ask somebody who wrote in ``language``; English where we cannot."""
    said = (language or "").partition("-")[0].casefold()
    return said if said in languages() else "en"


def sentence(code: str, language: str | None, **values: object) -> str:
    """Return one sentence of the table; what is not in it is empty."""
    said = _sentences().get(code, {}).get(spoken(language), "")
    return said.format_map(_Rest({name: str(value) for name, value in values.items()})) if said else ""


class _Rest(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def numbered(
    findings: Iterable[Finding], *, language: str | None, titles: dict[str, str] | None = None
) -> str:
    """Return the questions that these findings raise, numbered, each once; empty when nothing is to be asked.

    ``titles`` gives what each article is called, by its position, so that the reader knows which one is meant.
    """
    spoken_language, asked = spoken(language), []
    for finding in findings:
        words = sentence(finding.code, spoken_language, **finding.values)
        if not words:
            continue
        if finding.where.isdecimal() and finding.where != "0":
            head = sentence("letter.line", spoken_language, line=finding.where)
            title = (titles or {}).get(finding.where, "")
            words = f"{head}{f' ({title})' if title else ''}: {words}"
        if words not in asked:
            asked.append(words)
    return "\n".join(f"{number}. {words}" for number, words in enumerate(asked, 1))


def frame(language: str | None, name: str = "") -> dict[str, str]:
    """Return what stands around the questions: subject, greeting, opening, promise and closing words."""
    dear = sentence("letter.dear", language, name=name) if name else sentence("letter.dear_all", language)
    rest = {
        name: sentence(f"letter.{name}", language) for name in ("subject", "opening", "closing", "regards")
    }
    return {"dear": dear, "language": spoken(language), **rest}
