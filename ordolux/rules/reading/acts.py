"""What each sentence of a message does: it asks for a price, takes an offer, complains, wants to know where the goods are.

A sentence is told by several words together, not by one: a noun of the trade ("your offer", "our order", "invoice") and
what is done with it ("accept", "too high", "not yet", "payable"). The words stand in ``tables/reading_acts.csv`` by act and
language; a message is judged by those of its own language and of English.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate

from ordolux.rules.reading.names import CLOSING
from ordolux.rules.reading.text import Found, Lexicon, folded, rows_of

MOST_TEXT = 8_000
"""Characters of the newest text that are judged."""


@dataclass(slots=True)
class Sentence:
    """One sentence or one row of a table, with the words of each act in it."""

    text: str
    is_row: bool = False
    is_question: bool = False
    words: dict[str, list[Found]] = field(default_factory=dict)

    def has(self, *acts: str) -> bool:
        """Tell whether words of any of these acts stand in it."""
        return any(act in self.words for act in acts)

    def count(self, act: str) -> int:
        """Return how many different words of an act stand in it."""
        return len({found.phrase for found in self.words.get(act, ())})


@cache
def _vocabulary(language: str | None) -> dict[str, Lexicon]:
    rows = [row for row in rows_of("reading_acts.csv") if language is None or row[2] in (language, "en", "*")]
    return {
        act: Lexicon(row for row in rows if row[1] == act) for act in dict.fromkeys(row[1] for row in rows)
    }


LANGUAGES = frozenset(
    ["en", "zh", "de", "es", "fr", "it", "pt", "ru", "ar", "nl", "pl", "tr", "ko", "sv", "ja"]
)


def vocabulary(language: str | None) -> dict[str, Lexicon]:
    """Return the words of each act in a language and English; of every language if it is not known."""
    return _vocabulary(language if language in LANGUAGES else None)


_DISCLAIMER = re.compile(
    r"^\W{0,4}(?:this (?:e-?mail|message|communication)\b.{0,80}(?:confidential|intended|privileged)|confidentiality"
    r"|disclaimer|diese e-?mail enth|ce (?:message|courriel).{0,60}confidentiel|este (?:correo|mensaje|e-?mail)"
    r".{0,60}confidencial|(?:il presente|questo) messaggio.{0,60}riservat|dit (?:bericht|e-?mail).{0,60}vertrouwelijk"
    r"|please consider the environment|think before you print|sent from my|von meinem .{2,20} gesendet|envoyé de mon"
    r"|enviado desde mi|inviato da|verzonden vanaf|wysłane z|отправлено с|iphone'umdan|skickat från"
    r"|发自我的|나의 .{2,12}에서 보냄)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"^\s*(?:p\.?\s?s\b|ps\b|n\.?\s?b\b|p\. ?d\b|з\.?\s?ы|附[:：]|추신)", re.IGNORECASE)


def said_text(text: str) -> str:
    """Return what the writer says: his text without the lines of his signature and what a mail server adds.

    A postscript belongs to what he says, and so does a long text behind closing words.
    """
    kept: list[str] = []
    lines = text.split("\n")
    signing = False
    for number, line in enumerate(lines):
        if _DISCLAIMER.match(line):
            signing = True
        elif not signing and number and (CLOSING.match(line) or line.rstrip() == "--"):
            rest = [one for one in lines[number + 1 :] if one.strip()]
            if len(rest) <= 10 and sum(map(len, rest)) < 500:
                signing = True
        elif signing and _POSTSCRIPT.match(line):
            signing = False
        if not signing:
            kept.append(line)
    return "\n".join(kept)


_ROW = re.compile(r"\t|\|| {3,}(?=\S)|;[^;\n]*;[^;\n]*;")
_ENDS = re.compile(r"(?<=[.!?;؟])\s+|(?<=[。！？；])\s*")
_ITEM = re.compile(r"\s*(?:[-*•·–>]\s|\(?\w{1,2}[.)]\s)")


def sentences(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the sentences of a text, and whether it is a row of a table; lines that a mail program broke are joined."""
    held = ""
    for line in text[:MOST_TEXT].split("\n"):
        bare = line.strip()
        is_row = bool(_ROW.search(bare))
        if held and (not bare or is_row or _ITEM.match(line)):
            yield from _split(held)
            held = ""
        if not bare:
            continue
        if is_row:
            yield bare, True
            continue
        held = f"{held} {bare}" if held else bare
        if (len(bare) < 48 and bare[-1] in ".!?:;。！？：؟") or len(bare) < 40:
            yield from _split(held)
            held = ""
    if held:
        yield from _split(held)


def _split(text: str) -> Iterator[tuple[str, bool]]:
    for piece in _ENDS.split(text):
        if piece.strip():
            yield piece.strip(), False


_QUESTION = re.compile(r"[?？؟]|吗|呢|까요|나요|\bmi(?:siniz|yiz)?\b|\bmı|\bmü")


def told(text: str, language: str | None) -> list[Sentence]:
    """Return the sentences of a text with the words of each act."""
    made = [Sentence(piece, is_row, bool(_QUESTION.search(piece))) for piece, is_row in sentences(text)]
    # one look through the whole text for each act; a phrase never goes on over the end of a line
    whole = "\n".join(one.text for one in made)
    starts = list(accumulate((len(one.text) + 1 for one in made), initial=0))
    low = folded(whole)
    for act, lexicon in vocabulary(language).items():
        for found in lexicon.find(whole, low):
            number = bisect_right(starts, found.start) - 1
            begins = starts[number]
            made[number].words.setdefault(act, []).append(
                replace(found, start=found.start - begins, end=found.end - begins)
            )
    for one in made:
        _drop_what_is_ours(one)
    return made


def _drop_what_is_ours(one: Sentence) -> None:
    """Take away a wish for prices that is only a part of longer words: "our price list" of a seller, "your quotation"."""
    wider = [found for act in ("seller", "prior", "pitch", "refuse") for found in one.words.get(act, ())]
    for act in ("ask", "offer"):
        kept = [
            found
            for found in one.words.get(act, ())
            if not any(
                w.start <= found.start and found.end <= w.end and w.end - w.start > found.end - found.start
                for w in wider
                if act == "ask" or w not in one.words.get("prior", ())
            )
        ]
        if kept:
            one.words[act] = kept
        else:
            one.words.pop(act, None)


def total(said: Sequence[Sentence], act: str, *, rows: bool = True) -> int:
    """Return how many different words of an act stand in all sentences."""
    return len({found.phrase for one in said if rows or not one.is_row for found in one.words.get(act, ())})
