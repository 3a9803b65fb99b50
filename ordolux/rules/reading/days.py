"""Days as people write them: 15/11/2026, 15. November, end of October, week 30, 3月底.

A period stands for its last day; a day without a year is the next one after the message.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ordolux.rules.reading.text import folded

_MONTHS = (
    "january jan januar janvier janv enero ene gennaio gen janeiro stycznia styczen ocak januari января январь يناير",
    "february feb februar fevrier fevr febrero febbraio fevereiro fev lutego luty subat februari февраля февраль فبراير",
    "march mar marz maerz mars marzo marco marca marzec mart maart марта март مارس",
    "april apr avril avr abril abr aprile kwietnia kwiecien nisan апреля апрель أبريل ابريل",
    "may mai mayo maggio mag maio maja maj mayis mei мая май مايو",
    "june jun juni juin junio giugno giu junho czerwca czerwiec haziran июня июнь يونيو",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec temmuz июля июль يوليو",
    "august aug aout agosto ago sierpnia sierpien agustos augusti augustus августа август أغسطس اغسطس",
    "september sep sept septembre septiembre settembre set setembro wrzesnia wrzesien eylul сентября сентябрь سبتمبر",
    (
        "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika pazdziernik ekim "
        "октября октябрь أكتوبر اكتوبر"
    ),
    "november nov novembre noviembre novembro listopada listopad kasim ноября ноябрь نوفمبر",
    "december dec dezember dez decembre diciembre dic dicembre dezembro grudnia grudzien aralik декабря декабрь ديسمبر",
)


@cache
def _months() -> dict[str, int]:
    return {folded(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split()}


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day with its place in the text; ``other`` is the second reading of 03/04/2027."""

    day: date
    start: int
    end: int
    other: date | None = None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    names = "|".join(sorted(_months(), key=len, reverse=True))
    end_words = (
        "end of|end|late|ende|fin de|fin|finales de|fine|final de|fim de|fim|koniec|koncem|konca|sonu"
        "|slutet av|slutet|eind|конца|конец|конце|نهاية"
    )
    mid_words = (
        "mid of|mid|middle of|mitte|mi|mediados de|meta|meados de|polowa|polowie|mitten av|medio"
        "|середина|середине|منتصف"
    )
    first_words = (
        "beginning of|early|anfang|debut|principios de|inizio|inicio de|poczatek|poczatku|basi|borjan av"
        "|begin|начало|начале|بداية"
    )
    return {
        "iso": re.compile(r"(?<![\d.-])(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"),
        "numeric": re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})\2(20\d\d|\d\d)(?![\d])"),
        "short": re.compile(r"(?<![\d.,/-])(\d{1,2})\.(\d{1,2})\.(?!\d)"),
        "day_month": re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°|-го)?[ -]{{0,2}}(?:of |de |di |do "
            rf")?({names})\.?(?![a-zа-я])(?:,?[ -]{{0,2}}(?:de |del |do )?(20\d\d))?"
        ),
        "month_day": re.compile(
            rf"(?<![a-z])({names})\.?[ ]{{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?(?![\d])(?:,?[ "
            rf"]{{1,2}}(20\d\d))?(?![ ]?(?:pcs|w\b|k\b))"
        ),
        "first_week": re.compile(
            rf"(?:(first|1st|erste\w{{0,2}}|premiere|primera|prima|primeira|1\.|second|2nd|zweite\w{{0,2}}"
            rf"|deuxieme|segunda|seconda|2\.|third|3rd|dritte\w{{0,2}}|last|letzte\w{{0,2}}|derniere"
            rf"|ultima) (?:week|woche|semaine|semana|settimana)(?: of| in| im| de| di)? "
            rf"?)({names})(?![a-z])\.?(?: (20\d\d))?"
        ),
        "part": re.compile(
            rf"(?<![a-zа-я])(?:({end_words})|({mid_words})|({first_words}))[ ]({names})(?![a-zа-я])\.?(?:[ "
            rf"]{{1,2}}(?:de |del )?(20\d\d))?"
        ),
        "month": re.compile(
            rf"(?<![a-zа-я\d])({names})(?![a-zа-я])\.?[ ,]{{0,2}}(?:de |del )?(20\d\d)(?!\d)"
        ),
        "bare_month": re.compile(
            rf"(?<=\b)(?:in|by|during|before|until|im|bis|en|avant|para|antes de|entro|per|em|ate|w|do|i"
            rf"|fore|voor|в|до|к|في|قبل) ({names})(?![a-zа-я])"
        ),
        "week": re.compile(
            r"(?<![a-z])(?:kw|week|wk|cw|calendar week|semaine|semana|settimana|tydzien|vecka|uke|uge|hafta|неделя"
            r"|v(?=\.[ ]?\d))[ "
            r".]{0,2}(\d{1,2})(?!\d)(?:[ /]{1,3}(20\d\d))?"
        ),
        "quarter": re.compile(r"(?<![a-z])q([1-4])[ /-]?(20\d\d)?(?!\d)"),
        "zh": re.compile(
            r"(?:(20\d\d)[ ]?年[ ]?)?(\d{1,2})[ ]?[月월][ ]?(?:(\d{1,2})[ ]?[日号일]|(底|末|말)|(初|초)"
            r"|(中旬|中|중순)|(上旬))?(?!\d)"
        ),
    }


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def days_in(low: str, told_on: date | None) -> Iterator[FoundDay]:
    """Yield the days in a folded text; ``told_on`` is the day of the message."""
    patterns = _patterns()
    base = told_on or date(2026, 1, 1)
    taken: list[tuple[int, int]] = []

    def free(m: re.Match[str]) -> bool:
        return not any(start < m.end() and m.start() < end for start, end in taken)

    def year_for(month: int, day: int, said: str | None) -> int:
        if said:
            number = int(said)
            return number if number > 99 else 2000 + number
        guess = _safe(base.year, month, min(day, monthrange(base.year, month)[1]))
        return base.year + 1 if guess is not None and guess < base else base.year

    def keep(m: re.Match[str], day: date | None, other: date | None = None) -> Iterator[FoundDay]:
        if day is not None and 2000 <= day.year <= 2100:
            taken.append(m.span())
            yield FoundDay(day, m.start(), m.end(), other)

    for m in patterns["iso"].finditer(low):
        yield from keep(m, _safe(int(m[1]), int(m[2]), int(m[3])))
    for m in patterns["numeric"].finditer(low):
        if free(m):
            a, b, year = int(m[1]), int(m[3]), year_for(1, 1, m[4])
            first, second = _safe(year, b, a), _safe(year, a, b)
            if m[2] == ".":
                second = None
            yield from keep(m, first or second, second if first and second and first != second else None)
    for name in ("first_week", "part"):
        for m in patterns[name].finditer(low):
            if not free(m):
                continue
            if name == "first_week":
                month = _months()[m[2]]
                year = year_for(month, 28, m[3])
                word = m[1]
                number = (
                    0
                    if word.startswith(("first", "1", "erst", "prem", "prim"))
                    else 1
                    if word.startswith(("sec", "2", "zwei", "deux", "seg"))
                    else 2
                    if word.startswith(("third", "3", "dritt"))
                    else 9
                )
                yield from keep(
                    m, _last(year, month) if number == 9 else _safe(year, month, 7 * (number + 1))
                )
            else:
                month = _months()[m[4]]
                year = year_for(month, 28, m[5])
                yield from keep(m, _last(year, month) if m[1] else _safe(year, month, 15 if m[2] else 10))
    for m in patterns["day_month"].finditer(low):
        if free(m):
            month = _months()[m[2]]
            yield from keep(m, _safe(year_for(month, int(m[1]), m[3]), month, int(m[1])))
    for m in patterns["month_day"].finditer(low):
        if free(m):
            month = _months()[m[1]]
            yield from keep(m, _safe(year_for(month, int(m[2]), m[3]), month, int(m[2])))
    for name in ("month", "bare_month"):
        for m in patterns[name].finditer(low):
            if free(m):
                month = _months()[m[1]]
                yield from keep(m, _last(year_for(month, 28, m[2] if name == "month" else None), month))
    for m in patterns["week"].finditer(low):
        if free(m) and 1 <= int(m[1]) <= 53:
            year = int(m[2]) if m[2] else base.year
            try:
                sunday = date.fromisocalendar(year, int(m[1]), 7)
            except ValueError:
                continue
            if not m[2] and sunday < base:
                sunday = date.fromisocalendar(year + 1, min(int(m[1]), 52), 7)
            yield from keep(m, sunday)
    for m in patterns["quarter"].finditer(low):
        if free(m):
            month = 3 * int(m[1])
            yield from keep(m, _last(year_for(month, 28, m[2]), month))
    for m in patterns["zh"].finditer(low):
        if free(m) and 1 <= int(m[2]) <= 12:
            month = int(m[2])
            year = year_for(month, int(m[3] or 28), m[1])
            if m[3]:
                yield from keep(m, _safe(year, month, int(m[3])))
            elif m[6]:
                yield from keep(m, _safe(year, month, 15))
            elif m[5] or m[7]:
                yield from keep(m, _safe(year, month, 10))
            else:
                yield from keep(m, _last(year, month))
    for m in patterns["short"].finditer(low):
        if free(m) and 1 <= int(m[2]) <= 12:
            yield from keep(m, _safe(year_for(int(m[2]), int(m[1]), None), int(m[2]), int(m[1])))


def after_days(told_on: date, days: int) -> date:
    """Return the day so many days after another."""
    return told_on + timedelta(days=days)
