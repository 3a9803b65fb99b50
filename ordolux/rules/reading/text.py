"""Text made plain without moving a character: what is found in the plain text stands at the same place in the original.

Full-width and Arabic digits become ordinary ones, every dash a hyphen, every space a space. A ``Lexicon`` finds the
phrases of a vocabulary in a time that grows with the length of the text only, however many phrases it holds.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

LONGEST_TEXT = 200_000
"""Characters of one part that are read."""

_SPECIAL = {
    "\u0130": "I",
    "\u0131": "i",
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "×": "x",
    "✕": "x",
    "✖": "x",
    "º": "°",
    "˚": "°",
    "᠎": " ",
    "℃": "℃",
    "№": "№",
    "，": ",",
    "；": ";",
    "：": ":",
    "（": "(",
    "）": ")",
    "。": "。",
    "、": "、",
    "′": "'",
    "’": "'",
    "‘": "'",
    "＇": "'",
    "″": '"',
    "”": '"',
    "“": '"',
    "～": "~",
    "〜": "~",
    "∼": "~",
    "˜": "~",
    "⁓": "~",
    "＋": "+",
    "٫": ".",
    "٬": ",",
    "،": ",",
    "؛": ";",
    "Ω": "Ω",
    "µ": "u",
    "㎡": "㎡",
    "\u00ad": " ",
    "\u200b": " ",
    "\u200e": " ",
    "\u200f": " ",
    "\ufeff": " ",
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "٪": "%",
    "﹪": "%",
}


@cache
def _simplified() -> dict[str, str]:
    """Return traditional Chinese characters of the trade with their simplified ones."""
    written = (
        resources.files("ordolux.rules")
        .joinpath("tables", "traditional_chinese.csv")
        .read_text(encoding="utf-8")
    )
    return {
        traditional: simple
        for row in csv.DictReader(written.splitlines())
        for traditional, simple in zip(row["traditional"], row["simplified"], strict=True)
    }


@cache
def _plain_character(character: str) -> str:
    special = _SPECIAL.get(character)
    if special is not None:
        return special
    if character in "\t\r\n":
        return character
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Pd":
        return "-"
    if category == "Nd":
        return str(unicodedata.digit(character))
    if 0xFF01 <= ord(character) <= 0xFF5E:
        return chr(ord(character) - 0xFEE0)
    return _simplified().get(character, character)


@cache
def _folded_character(character: str) -> str:
    plain = _plain_character(character)
    base = unicodedata.normalize("NFD", plain)[:1] or plain
    # a Hangul syllable is one letter of its word, not its first sound
    if "가" <= plain <= "힣":
        return plain
    low = base.lower()
    return low if len(low) == 1 else base


class _Table(dict[int, str]):
    """A translation table that is filled while it is used."""

    def __init__(self, by: object) -> None:
        super().__init__()
        self._by = by

    def __missing__(self, code: int) -> str:
        self[code] = result = self._by(chr(code))  # type: ignore[operator]
        return str(result)


_PLAIN = _Table(_plain_character)
_FOLDED = _Table(_folded_character)


_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CYRILLIC_CODE = re.compile(r"(?<![\u0400-\u04ff])[АВЕКМНОРСТХ]{1,3}(?=-?\d)")
"""Codes as a Russian keyboard writes them: Е27, А60, Т8 in letters that only look Latin."""
_LATIN_ALIKE = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")


_CYRILLIC_CROSS = re.compile(r"(?<=\d)([ ]?)[хХ](?=[ ]?\d)")
"""600х600 with the letter that looks like a cross."""


def _with_latin_codes(text: str) -> str:
    if _CYRILLIC.search(text) is None:
        return text
    return _CYRILLIC_CROSS.sub(r"\1x", _CYRILLIC_CODE.sub(lambda m: m[0].translate(_LATIN_ALIKE), text))


_DIAMETER = re.compile(r"(?<![A-Za-zÀ-ɏ])[ØøΦφϕ⌀∅](?=[ ]?\d)")


def _with_diameters(text: str) -> str:
    """Return the text with a D for each sign of a diameter."""
    return _DIAMETER.sub("D", text)


def plain(text: str) -> str:
    """Return the text with ordinary digits, dashes and spaces, simplified Chinese and Latin codes, as long as before."""
    return _with_latin_codes(_with_diameters(text).translate(_PLAIN))


_WRAPPED = re.compile(
    r"(?m)^(?=[^\n]{58,150}$)(?![^\n]*(?:\t|[ ]{2}|\|))[^\n]*[^\s.:;!?](\n)(?=[a-zà-öø-ÿа-я(][^\n\t]*$)"
)
"""A line that a mail program broke at its edge: the next one goes on in small letters."""


def unbroken(text: str) -> str:
    """Return the text with its lines put together where a mail program broke them, no character moved."""
    made = list(text)
    for m in _WRAPPED.finditer(text):
        made[m.start(1)] = " "
    return "".join(made)


def folded(text: str) -> str:
    """Return the plain text in small letters without accents, as long as before."""
    return _with_latin_codes(_with_diameters(text)).translate(_FOLDED)


def is_ideographic(character: str) -> bool:
    """Tell whether a character belongs to a script that is written without spaces."""
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


@dataclass(frozen=True, slots=True)
class Found:
    """One phrase of a vocabulary: its place, what it means, the phrase, and its notion."""

    start: int
    end: int
    notion: str
    value: str
    language: str
    phrase: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    rest: tuple[
        str, ...
    ]  # the words that follow the first; of an ideographic phrase all that follows its first character
    notion: str
    value: str
    language: str
    is_stem: bool
    is_cased: str  # the word as it must be written, or ""
    phrase: str


_WORD = re.compile(r"[^\W_]+")
_PARTICLES = (
    "입니다",
    "으로",
    "까지",
    "부터",
    "에서",
    "이며",
    "이고",
    "을",
    "를",
    "이",
    "가",
    "은",
    "는",
    "도",
    "과",
    "와",
    "의",
    "에",
    "로",
    "만",
    "용",
)
_LONGEST_GAP = 3
_GAPS = frozenset(" -/'._&+\u0640")
_MOST_KNOWN = 20_000
"""Words of which a vocabulary remembers whether a phrase begins with them."""


@lru_cache(maxsize=2)
def _words_in(low: str) -> tuple[tuple[int, int, str], ...]:
    """Return the words of a folded text with their places; one text is asked for by many vocabularies in turn."""
    return tuple((*m.span(), m[0]) for m in _WORD.finditer(low))


class Lexicon:
    """Phrases of many languages with what they mean; the longest at each place is found."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Take rows of (notion, value, language, phrase).

        `*` ends a stem, a leading `*` is the end of words written together, a leading `=` keeps capitals.
        """
        self._by_word: dict[str, list[_Phrase]] = {}
        self._by_stem: dict[str, list[_Phrase]] = {}
        self._ideographic: dict[str, list[_Phrase]] = {}
        self._by_end: dict[str, _Phrase] = {}
        self._shortest = self._shortest_end = 99
        self._known: dict[str, tuple[tuple[int, _Phrase, bool], ...]] = {}
        for notion, value, language, written in rows:
            cased = written[1:] if written.startswith("=") else ""
            phrase = folded(written.lstrip("=")).strip()
            if phrase.startswith("*"):
                # German, Dutch and Swedish write words together: Aufbaupanel, Hallenstrahler
                end = phrase.strip("*")
                self._by_end[end] = _Phrase((), notion, value, language, True, "", end)
                self._shortest_end = min(self._shortest_end, len(end))
                continue
            is_stem = phrase.endswith("*")
            phrase = phrase.rstrip("*")
            if not phrase:
                continue
            if is_ideographic(phrase[0]) or "\u3040" <= phrase[0] <= "\u30ff":
                entry = _Phrase((phrase[1:],), notion, value, language, True, cased, phrase)
                self._ideographic.setdefault(phrase[0], []).append(entry)
                continue
            words = _WORD.findall(phrase)
            if not words:
                continue
            entry = _Phrase(tuple(words[1:]), notion, value, language, is_stem, cased, phrase)
            if is_stem and len(words) == 1:
                self._by_stem.setdefault(words[0], []).append(entry)
                self._shortest = min(self._shortest, len(words[0]))
            else:
                self._by_word.setdefault(words[0], []).append(entry)
        for table in (self._by_word, self._by_stem, self._ideographic):
            for entries in table.values():
                entries.sort(key=lambda each: -len(" ".join(each.rest)))

    def find(self, text: str, low: str | None = None) -> Iterator[Found]:
        """Yield the phrases in a text, the longest at each place, none inside another."""
        low = folded(text) if low is None else low
        reached = 0
        known = self._known
        for start, end, word in _words_in(low):
            if end <= reached:
                continue
            if start >= reached and word.isascii():
                # most words begin nothing, and are known for that
                phrases = known.get(word)
                if phrases is None:
                    phrases = self._beginning_with(word)
                if phrases:
                    found = self._at_word(text, low, start, end)
                    if found is not None:
                        yield found
                        reached = found.end
                continue
            position = max(start, reached)
            while position < end:
                character = low[position]
                if is_ideographic(character) or "\u3040" <= character <= "\u30ff":
                    found = self._at_ideograph(low, position)
                    if found is not None:
                        yield found
                        position = reached = found.end
                    else:
                        position += 1
                    continue
                # a Latin or Arabic word inside a run of ideographs begins here
                stop = position + 1
                while stop < end and not is_ideographic(low[stop]):
                    stop += 1
                found = self._at_word(text, low, position, stop)
                if found is not None:
                    yield found
                    reached = found.end
                    position = max(stop, reached)
                else:
                    position = stop

    def _at_ideograph(self, low: str, start: int) -> Found | None:
        for entry in self._ideographic.get(low[start], ()):
            end = start + 1 + len(entry.rest[0])
            if low.startswith(entry.rest[0], start + 1):
                return Found(start, end, entry.notion, entry.value, entry.language, entry.phrase)
        return None

    def _at_word(self, text: str, low: str, start: int, stop: int) -> Found | None:
        best: Found | None = None
        ahead = stop
        while ahead < stop + _LONGEST_GAP and low[ahead : ahead + 1] in _GAPS and ahead < len(low):
            ahead += 1
        for offset, entry, is_whole in self._beginning_with(low[start:stop]):
            if entry.rest and not low.startswith(entry.rest[0], ahead):
                continue
            if is_whole:  # a stem or the end of words written together
                if best is not None and best.start == start + offset:
                    return best
                return Found(start + offset, stop, entry.notion, entry.value, entry.language, entry.phrase)
            if best is not None and best.start != start + offset:
                return best
            end = self._rest_ends(low, stop, entry)
            if end < 0 or (entry.is_cased and text[start + offset : end] != entry.is_cased):
                continue
            if best is None or end > best.end:
                best = Found(start + offset, end, entry.notion, entry.value, entry.language, entry.phrase)
        return best

    def _beginning_with(self, word: str) -> tuple[tuple[int, _Phrase, bool], ...]:
        """Return the phrases that may begin with a word, as (letters before it, phrase, whether the word is all of it)."""
        known = self._known.get(word)
        if known is not None:
            return known
        made: list[tuple[int, _Phrase, bool]] = []
        for variant, offset in self._variants(word):
            made += [(offset, entry, False) for entry in self._by_word.get(variant, ())]
            for length in range(min(len(variant), 24), self._shortest - 1, -1):
                made += [(offset, entry, True) for entry in self._by_stem.get(variant[:length], ())]
            for length in range(min(len(variant) - 2, 24), self._shortest_end - 1, -1):
                compound = self._by_end.get(variant[-length:])
                if compound is not None:
                    made.append((offset, compound, True))
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known[word] = tuple(made)
        return self._known[word]

    @staticmethod
    def _variants(word: str) -> Iterator[tuple[str, int]]:
        yield word, 0
        # Arabic writes "and", "the", "for" onto the word
        if "\u0600" <= word[0] <= "\u06ff":
            for prefix in ("وال", "بال", "لل", "ال", "و", "ب", "ل"):
                if word.startswith(prefix) and len(word) > len(prefix) + 2:
                    yield word[len(prefix) :], len(prefix)
        # Korean writes its particles behind the word
        elif "\uac00" <= word[-1] <= "\ud7a3":
            for particle in _PARTICLES:
                if word.endswith(particle) and len(word) > len(particle) + 1:
                    yield word[: -len(particle)], 0

    @staticmethod
    def _rest_ends(low: str, position: int, entry: _Phrase) -> int:
        for part in entry.rest:
            gap = 0
            while gap < _LONGEST_GAP and position < len(low) and low[position] in _GAPS:
                position += 1
                gap += 1
            if not low.startswith(part, position):
                return -1
            position += len(part)
        if entry.is_stem:
            while position < len(low) and low[position].isalpha() and not is_ideographic(low[position]):
                position += 1
            return position
        following = low[position : position + 1]
        if following.isalnum() and not is_ideographic(following):
            return -1
        return position


def rows_of(name: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the phrases of a table of words as (notion, value, language, phrase)."""
    written = resources.files("ordolux.rules").joinpath("tables", name).read_text(encoding="utf-8")
    for row in csv.DictReader(written.splitlines()):
        for word in row["words"].split(";"):
            if word.strip():
                yield row["notion"], row["value"], row["language"], word.strip()


@cache
def lexicon(*notions: str) -> Lexicon:
    """Return the vocabulary of some notions from ``tables/reading_words.csv``."""
    wanted = frozenset(notions)
    return Lexicon(row for row in _all_rows() if row[0] in wanted)


@cache
def _all_rows() -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        row
        for name in ("reading_words.csv", "reading_terms.csv", "reading_kinds.csv")
        for row in rows_of(name)
    )


@cache
def all_words() -> frozenset[str]:
    """Return every single word of every vocabulary, folded."""
    return frozenset(word for row in _all_rows() for word in _WORD.findall(folded(row[3]).strip("=*")))


@cache
def words_of(notion: str) -> dict[str, str]:
    """Return the folded words of a notion with their values."""
    return {
        folded(word).strip("=*"): value
        for kind, value, _, word in _all_rows()
        if kind == notion and not word.startswith("*")
    }
