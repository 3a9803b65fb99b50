"""What a customer wishes for the whole order: terms, place, payment, delivery, papers, marks, each with its place."""

import re
from collections.abc import Iterator
from datetime import date

from ordolux.rules.reading.conditions import currencies, reference, warranty
from ordolux.rules.reading.deliveries import delivery
from ordolux.rules.reading.destinations import NOT_PLACES
from ordolux.rules.reading.geography import country_lexicon, place_lexicon, place_of
from ordolux.rules.reading.papers import papers
from ordolux.rules.reading.payments import payments
from ordolux.rules.reading.text import folded, plain
from ordolux.rules.reading.values import Value

_EDGE = "(?<![A-Za-zÀ-ɏ])"


_END = "(?![A-Za-zÀ-ɏ])"


_INCOTERM = re.compile(
    rf"{_EDGE}(?:(?P<c>EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP|DDU|DAT|CNF|CandF)|(?P<x>ex[ -]?works?"
    rf"|ex[ -]?factory|ab werk|franco fabrique|départ usine|depart usine|en fábrica|franco fabbrica|c&f|c "
    rf"& f|c\+f|c and f|cost and freight|free on board|出厂价|工厂交货|ex fabriek|франко-завод)){_END}",
    re.IGNORECASE,
)


_TERM_OF = {
    "CNF": "CFR",
    "CANDF": "CFR",
    "DDU": "DAP",
    "DAT": "DPU",
    "C&F": "CFR",
    "C & F": "CFR",
    "C+F": "CFR",
    "C AND F": "CFR",
    "COST AND FREIGHT": "CFR",
    "FREE ON BOARD": "FOB",
}


_NOT_A_TERM = re.compile(
    r"[ ]{0,2}(?P<p>(?:[A-Z][\w.'-]{1,20},?[ ]){0,4})(?i:destination|factory|jobsite|job site)(?![a-z])"
)
"""US "FOB Tampa FL destination" is delivered there and none of the Incoterms."""


_AFTER_TERM = re.compile(
    r"[\s:,(\-–]{0,4}(?:incoterms[®]?[ ]?(?:20\d\d)?[ ,]{0,2})?(?:price|prices|preis|prix|precio|prezzo"
    r"|preço|basis|term|terms|价格?|价)?[\s:,(\-–]{0,3}(?:the |our )?(?:port|seaport|sea port|hafen"
    r"|puerto|porto|puerto de|porto di|porto de|port de|haven|port of|to|airport|by sea|by air|порт|ميناء"
    r"|港|市|port in|nach|bis|a|à|al)?(?![a-zà-ÿ])\s{0,2}",
    re.IGNORECASE,
)


_PLACE_WORDS = re.compile(
    r"[A-ZÀ-ÞЀ-Я][\w'’.-]{1,24}(?:[ -](?:de |del |la |el |da |do |am |sur |upon |of )?[A-ZÀ-Þ][\w'’.-]{1,24}){0,2}"
)


def wishes(text: str, part: int, told_on: date | None = None) -> Iterator[Value]:
    """Yield the wishes that one text states; for each field the first is the most important one."""
    low = folded(text)
    flat = plain(text)
    yield from _terms(text, flat, low)
    yield from payments(text, flat, low)
    yield from delivery(text, flat, low, told_on)
    yield from papers(text, flat, low)
    yield from reference(text, flat, low)
    yield from warranty(flat, low)
    yield from currencies(flat, low)
    del part


# ------------------------------------------------------------------ terms and places


def _terms(text: str, flat: str, low: str) -> Iterator[Value]:
    for m in _INCOTERM.finditer(flat):
        upper = m[0].upper()
        code = _TERM_OF.get(upper) or (upper if m["c"] else "EXW")
        if code == "FOB" and (domestic := _NOT_A_TERM.match(flat, m.end())):
            for found in place_lexicon().find(text[domestic.start("p") : domestic.end("p")]):
                town, its_country = place_of(found, text[domestic.start("p") : domestic.end("p")])
                start, end = domestic.start("p") + found.start, domestic.start("p") + found.end
                yield Value("destination_place", town, start, end, unit=code)
                yield Value("destination_country", its_country, start, end, unit="term")
                break
            continue
        if not m["c"] and m[0].casefold() == "en fábrica":
            code = "EXW"
        if m["c"] and not m[0].isupper() and upper in ("FAS", "DAP", "DAT", "CIP"):
            continue
        yield Value("incoterm", code, m.start(), m.end())
        place = _place_behind(text, flat, low, m.end()) or _place_before(text, flat, m.start())
        if place is not None:
            start, end, name, country = place
            loading = code in ("EXW", "FCA", "FAS", "FOB")
            yield Value(
                "loading_place" if loading else "destination_place",
                name,
                start,
                end,
                sure=1.0 if country else 0.6,
                unit=code,
            )
            if country and not loading:
                yield Value("destination_country", country, start, end, unit="term")


def _place_before(text: str, flat: str, position: int) -> tuple[int, int, str, str | None] | None:
    """Find a place that stands right before its term, as in 부산항 CIF or Mersin CIF."""
    start = max(flat.rfind("\n", 0, position) + 1, position - 22)
    window = text[start:position]
    for found in reversed(list(place_lexicon().find(window))):
        if re.fullmatch(
            r"[\s:,(-]{0,3}(?:port|limanı|항|港|порт)?[\s:,(-]{0,3}", window[found.end :], re.IGNORECASE
        ):
            name, country = place_of(found, window)
            return start + found.start, start + found.end, name, country
    return None


def _place_behind(text: str, flat: str, low: str, position: int) -> tuple[int, int, str, str | None] | None:
    m = _AFTER_TERM.match(flat, position)
    start = m.end() if m else position
    stop = min(len(flat), start + 44)
    window = text[start:stop].split("\n")[0]
    # "CIF / CFR Jeddah", "FOB or CIF Hamburg": the place stands behind the second term
    for found in place_lexicon().find(window):
        if found.start <= 14 and not re.search(r"[.;]\s|\d{3}", window[: found.start]):
            name, country = place_of(found, window)
            # "Port of" and the like are left away; a longer name as written ("Hamburg Altona") is kept to the known
            return start + found.start, start + found.end, name, country
        break
    first = re.match(r"[\w'’.-]+", window)
    if first is None or first[0].casefold().strip(".") in NOT_PLACES:
        return None
    words = _PLACE_WORDS.match(window)
    if words is None:
        return None
    name = words[0].strip(" .,-'")
    kept = []
    for word in name.split(" "):
        if word.casefold().strip(".") in NOT_PLACES:
            break
        kept.append(word)
    name = " ".join(kept).strip(" .,-")
    if len(name) < 3 or (name.isupper() and len(name) < 4):
        return None
    countries = list(country_lexicon().find(name))
    if countries:
        return start, start + len(name), name, countries[0].value
    return start, start + len(name), name, None
