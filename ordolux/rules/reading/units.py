"""Units and multipliers in the languages of the trade, and what a number means before them."""

import re
from functools import cache

from ordolux.rules.reading.text import folded, words_of

COUNT_UNITS = frozenset({"pcs", "set", "m", "roll", "carton", "pack", "pair"})


MULTIPLIERS = {
    "k": 1000, "千": 1000, "万": 10_000, "萬": 10_000, "тыс": 1000, "тыс.": 1000, "tsd": 1000, "tys": 1000, "mil": 1000,
    "bin": 1000, "ألف": 1000, "الف": 1000, "آلاف": 1000, "천": 1000, "만": 10_000, "lakh": 100_000, "lakhs": 100_000,
    "lac": 100_000, "dozen": 12, "dozens": 12, "doz": 12, "dz": 12, "thousand": 1000, "tausend": 1000, "mille": 1000,
    "mila": 1000, "duizend": 1000, "tusen": 1000, "dutzend": 12, "douzaine": 12, "douzaines": 12, "docena": 12,
    "docenas": 12, "dozzina": 12, "dozzine": 12, "duzia": 12, "duzias": 12, "tuzin": 12, "duzine": 12, "dussin": 12,
    "打": 12, "дюжин": 12, "тысяч": 1000, "тысячи": 1000, "tysiac": 1000, "tysiecy": 1000, "hundred": 100, "百": 100,
}  # fmt: skip


_UNITS: dict[str, str] = {
    **dict.fromkeys(("w", "watt", "watts", "wat", "wt", "wts", "вт", "ватт", "ватта", "瓦", "瓦特", "واط", "وات",
                     "와트", "vatios", "vatio", "wattów", "wattow", "vat", "ватт.", "w.", "вата"), "W"),
    **dict.fromkeys(("kw", "квт"), "kW"),
    **dict.fromkeys(("kelvin", "к", "كلفن", "كلفين", "кельвин", "кельвинов", "켈빈", "开尔文", "开"), "K"),
    **dict.fromkeys(("v", "volt", "volts", "vac", "vdc", "в", "вольт", "伏", "伏特", "فولت", "볼트", "voltios", "voltios",
                     "voltov", "vacdc", "volti"), "V"),
    **dict.fromkeys(("lm", "lumen", "lumens", "lms", "лм", "люмен", "люменов", "流明", "لومن", "루멘", "lumenes", "lumeny",
                     "lumenow"), "lm"),
    **dict.fromkeys(("°", "deg", "degree", "degrees", "grad", "grados", "graus", "gradi", "gr", "градусов", "градус",
                     "градуса", "度", "도", "derece", "stopni", "graden", "grader", "درجة", "degs", "degre", "degres"),
                    "°"),
    **dict.fromkeys(("mm", "мм", "毫米", "مم", "ملم", "milimetros", "millimeter", "millimetres", "밀리"), "mm"),
    **dict.fromkeys(("cm", "см", "厘米", "公分", "سم", "centimeter", "센치"), "cm"),
    **dict.fromkeys(("ft", "feet", "foot", "pies", "pie", "pieds", "pied", "fuss", "fuß", "'", "英尺", "قدم", "piedi",
                     "pes", "stopy", "футов", "fot", "尺", "피트"), "ft"),
    **dict.fromkeys(("inch", "inches", "in", '"', "''", "zoll", "pulgadas", "pulgada", "pouces", "pouce", "pollici",
                     "polegadas", "寸", "英寸", "inc", "дюйм", "дюйма", "дюймов", "인치", "بوصة", "tum", "cali"), "inch"),
    **dict.fromkeys(("%", "percent", "prozent", "pct", "процентов"), "%"),
    **dict.fromkeys(("year", "years", "yr", "yrs", "jahr", "jahre", "jahren", "ans", "an", "año", "años", "ano", "anos",
                     "anni", "anno", "jaar", "lat", "lata", "rok", "yil", "ar", "год", "года", "лет", "年", "سنة", "سنوات",
                     "سنتين", "년"), "a"),
    **dict.fromkeys(("day", "days", "tage", "tagen", "tag", "jours", "jour", "dias", "día", "giorni", "giorno", "dagen",
                     "dag", "dni", "dzien", "gun", "dagar", "день", "дня", "дней", "天", "日", "يوم", "يوما", "أيام", "일",
                     "working", "workdays", "workday", "werktage", "gg", "个工作日", "工作日"), "d"),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "woche", "wochen", "semaine", "semaines", "semana", "semanas",
                     "settimana", "settimane", "weken", "tygodni", "tygodnie", "tydzien", "hafta", "veckor", "vecka",
                     "неделя", "недели", "недель", "周", "个星期", "星期", "أسبوع", "أسابيع", "اسابيع", "주"), "wk"),
    **dict.fromkeys(("month", "months", "monat", "monate", "monaten", "mois", "mes", "meses", "mese", "mesi", "maand",
                     "maanden", "miesiac", "miesiace", "miesiecy", "ay", "manad", "manader", "месяц", "месяца", "месяцев",
                     "个月", "月", "شهر", "أشهر", "개월"), "mo"),
    **dict.fromkeys(("h", "hrs", "hours", "hour", "std", "stunden", "heures", "horas", "ore", "uur", "godzin", "saat",
                     "timmar", "час", "часов", "ч", "小时", "ساعة", "시간"), "h"),
    **dict.fromkeys(("hz", "гц", "kg", "g", "кг", "a", "ma", "kv", "кв", "va", "wh", "wp", "ah", "mah", "khz", "mhz",
                     "ghz", "cd", "lux", "lx", "sdcm", "step", "steps", "ugr", "c", "f", "db", "nm", "pin", "pins", "sqm",
                     "cbm", "m2", "m3", "℃", "usd", "eur", "kgs", "pole", "wire", "phase", "phasen", "joule"), "other"),
}  # fmt: skip


@cache
def unit_words() -> dict[str, str]:
    """Return the words of units that count, with their unit."""
    return {word: value for word, value in words_of("unit").items() if word not in ("m", "bar", "each piece")}


@cache
def folded_units() -> dict[str, str]:
    """Return the units of measure by their folded words."""
    return {folded(word): unit for word, unit in _UNITS.items()}


@cache
def folded_multipliers() -> dict[str, int]:
    """Return the multipliers (k, dozen, 万) by their folded words."""
    return {folded(word): factor for word, factor in MULTIPLIERS.items()}


EASTERN = re.compile("[\u2e80-\u9fff\uac00-\ud7a3]")


@cache
def eastern_suffixes() -> tuple[tuple[str, str], ...]:
    """Units in scripts without spaces, longest first."""
    table = {**folded_units(), **{w: f"count:{u}" for w, u in unit_words().items()}}
    return tuple(
        sorted(((w, u) for w, u in table.items() if EASTERN.match(w)), key=lambda each: -len(each[0]))
    )


_LAKHS = re.compile(r"\d{1,2}(?:,\d{2}){1,2},\d{3}(?:\.\d{1,2})?")
_GROUPED = re.compile(r"(\d{1,3})((?:[.,' ]\d{3})+)(?:[.,](\d{1,2}))?")


def number_of(text: str, unit: str) -> float | None:
    """Return what a number means before a unit: 5.000 pcs are five thousand, 7,5 W seven and a half."""
    bare = text.strip()
    if bare.isdecimal():
        return float(bare)
    if _LAKHS.fullmatch(bare):
        return float(bare.replace(",", ""))
    grouped = _GROUPED.fullmatch(bare)
    if grouped:
        mark = grouped[2][0]
        several = len(grouped[2]) > 4
        thousands = (
            several
            or mark in "' "
            or unit in COUNT_UNITS | {"mm", "lm", "K", "h", "count"}
            or (unit == "W" and grouped[1] != "0")
        ) and not grouped[1].startswith("0")
        if thousands:
            whole = float(re.sub(r"\D", "", grouped[1] + grouped[2]))
            return whole + (float(f"0.{grouped[3]}") if grouped[3] else 0)
    try:
        return float(bare.replace("'", "").replace(" ", "").replace(",", "."))
    except ValueError:
        return None
