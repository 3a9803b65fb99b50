"""The customer's number for the inquiry, the warranty and the currency he wishes."""

import re
from collections.abc import Iterator
from functools import cache

from ordolux.rules.reading.text import words_of
from ordolux.rules.reading.values import Value

_CURRENCY = re.compile(
    r"(?<![A-Za-z])(?P<c>USD|EUR|GBP|CNY|RMB|AUD|CAD|INR|SAR|AED|PLN|TRY|SEK|NOK|DKK|CHF|JPY|KRW|BRL|MXN"
    r"|RUB|ZAR|KWD|QAR|OMR|EGP|SGD|HKD|NZD|CLP|COP|PEN|ARS|US ?\$|US dollars?|U\.S\. "
    r"dollars?)(?![A-Za-z])|(?P<e>€|(?<![a-zA-Z])euros?(?![a-z]))|(?P<d>(?<![a-zA-Z])(?:us[ "
    r"-]?)?(?:dollars?|dólares|dolares|dollari|dolar|dolarów|dollarn?)(?![a-z])|доллар\w{0,2}(?: сша)?"
    r"|美元|美金|دولار|달러|долл)|(?P<p>(?<![a-zA-Z])(?:pounds?|sterling)(?![a-z])|英镑)|(?P<y>人民币"
    r"|юан\w{1,2}|yuan)|(?P<r>руб\w{0,4}|₽)|(?P<s>(?<![A-Za-z$])(?:A\$|C\$|S\$|HK\$|NZ\$|\$|£|₺|z[łl](?![^\W\d_])|₩"
    r"|₹))(?=[ ]?\d|(?<=zł)|(?<=zl)|(?<=₺)|(?<=₹))|(?P<eu>евро|欧元|يورو|유로)",
    re.IGNORECASE,
)


_CODES = {"RMB": "CNY", "TL": "TRY", "US$": "USD", "US $": "USD", "US DOLLAR": "USD", "US DOLLARS": "USD", "U.S. DOLLAR": "USD",
          "U.S. DOLLARS": "USD"}  # fmt: skip


_SIGNS = {"$": "USD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "HK$": "HKD", "NZ$": "NZD", "£": "GBP", "₺": "TRY",
          "ZŁ": "PLN", "ZL": "PLN", "₩": "KRW", "₹": "INR"}  # fmt: skip


# ------------------------------------------------------------------ reference, warranty, currency


@cache
def _reference_pattern() -> re.Pattern[str]:
    words = sorted(
        (w for w, v in words_of("heading").items() if v == "reference" and len(w) > 2), key=len, reverse=True
    )
    joined = "|".join(re.escape(w) for w in words)
    return re.compile(
        rf"(?<![a-z])(?:{joined})[ .]{{0,2}}(?:no|nr|number|num|n°|nº|№|id|code)?[ "
        rf".]{{0,2}}[ ]{{0,14}}[:#=.№]{{0,2}}[ ]{{0,2}}((?=[a-z0-9/_.-]{{0,24}}\d)[a-z0-9][a-z0-9/_.-]{{2,28}})"
    )


_YOUR = re.compile(
    r"(?:your|ihr\w{0,2}|votre|su|sua|vostr\w|uw|wasz\w|er|ваш\w{0,2}|贵司|귀사)[ ]$", re.IGNORECASE
)


_NAMED_CODE = re.compile(
    r"(?<![^\W_])(?:\w{0,12}anfrage|vergabe-nr\.?|vergabe nr\.?|procedura n\.?|procedimiento|expediente"
    r"|invitaci[oó]n(?: a cotizar)?|cotizaci[oó]n|ifb|rfp|itb|itt|eoi|rft|inquiry|enquiry|rfq|demande(?: de prix)?"
    r"|richiesta(?: d[ie]? "
    r"?offerta)?|zapytanie(?: ofertowe)?|solicitud"
    r"|licitaci[óo]n|licitação|concurso|concorrência|tender|bid|ausschreibung|vergabe|appel d'offres|consultation|gara"
    r"|aanbesteding|przetarg|ihale|upphandling|тендер|закупка|pedido de cotação|offerteaanvraag|förfrågan"
    r"|offertförfrågan|teklif talebi|запрос|заявка|aanvraag)[ :]{1,2}"
    r"((?=[a-z/.-]{0,12}\d)(?=[^\s]{0,12}[/-]|[^\s.]{1,6}\.[^\s.]{1,6}\.)[a-z0-9][a-z0-9/_.-]{2,24}\d|\d{5,9})(?![^\W_])"
    r"|(?<![^\W_/-])((?:rfq|rfp|ifb|itb|enq|inq|eoi)[-/](?:[a-z]{1,6}[-/]){0,3}[\d/-]{0,12}\d)(?![^\W_])",
    re.IGNORECASE,
)
"""A word for an inquiry and right behind it a code with a stroke: Zapytanie ofertowe ZO/77/2026."""


def reference(text: str, flat: str, low: str) -> Iterator[Value]:
    """Yield the customer's number for the inquiry."""
    for m in (*_reference_pattern().finditer(low), *_NAMED_CODE.finditer(flat)):
        if _YOUR.search(flat[max(0, m.start() - 8) : m.start()]):
            continue
        group = 1 if m[1] else 2
        code = flat[m.start(group) : m.end(group)].strip(".-/_")
        if re.fullmatch(r"\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}", code) or len(code) < 3:
            continue
        if re.fullmatch(r"(?:[a-z]{1,5})?\d{1,4}(?:w|k|v|lm|mm|pcs)", code, re.IGNORECASE):
            continue
        yield Value("reference", code, m.start(group), m.start(group) + len(code))
        return


_WARRANTY = re.compile(
    r"warr?[ae]n|guar?r?[ae]n|gurant|garant|gewährleist|gew[aä]hr|rękojm|takuu|garanz|gwaranc|гарант|ضمان|质保|保修|보증|保固",
    re.IGNORECASE,
)


_YEARS = re.compile(
    r"(?<![\d.,])(\d{1,2})[)]?[ ]?(?:[/-]|to|-)?[ ]?(?:(years?|yrs?|y\b|jahr\w{0,2}|ans?\b|años?|anos?|anni"
    r"|anno|jaar|lat\b|lata|rok|y[ıi]l\w{0,2}|år|год\w?|лет|года|年|سن\w{1,4}|년)|(months?|monat\w{0,2}"
    r"|mois|meses|mesi|maanden|miesi\w+|ay\b|månader|месяц\w{0,2}|个月|شهر|개월))",
    re.IGNORECASE,
)


_WORD_YEARS = re.compile(
    r"(?P<n>one|two|three|five|ثلاث|خمس|سنة|一|两|二|三|五|zwei|drei|fünf|deux|trois|cinq|dos|tres|cinco|due|tre"
    r"|cinque|dois|três|два|три|пять|سنتين)[ -]{0,2}(?:years?|jahre?|ans|años|anni|anos|года|лет|年|سنوات)?",
    re.IGNORECASE,
)


_NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "five": 5,
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "五": 5,
    "zwei": 2,
    "drei": 3,
    "fünf": 5,
    "deux": 2,
    "trois": 3,
    "cinq": 5,
    "dos": 2,
    "tres": 3,
    "cinco": 5,
    "due": 2,
    "tre": 3,
    "cinque": 5,
    "dois": 2,
    "três": 3,
    "два": 2,
    "три": 3,
    "пять": 5,
    "سنتين": 2,
    "ثلاث": 3,
    "خمس": 5,
    "سنة": 1,
}


def warranty(flat: str, low: str) -> Iterator[Value]:
    """Yield the years of warranty that are wished."""
    for word in _WARRANTY.finditer(flat):
        start, end = max(0, word.start() - 40), min(len(flat), word.end() + 60)
        best: tuple[int, Value] | None = None
        for m in _YEARS.finditer(flat, start, end):
            between = flat[min(m.end(), word.end()) : max(m.start(), word.start())]
            if "\n\n" in between or re.search(r"[.;!?]\s|\n[ \t]*(?:[-*•(]|\w{1,2}[.)])|:[ \t]*\n", between):
                continue
            years = int(m[1]) / (12 if m[3] else 1)
            distance = min(abs(m.start() - word.end()), abs(word.start() - m.end()))
            if 0 < years <= 20 and (best is None or distance < best[0]):
                number = int(years) if float(years).is_integer() else round(years, 2)
                best = (distance, Value("warranty_years", number, m.start(), m.end(), unit="a"))
        if best is not None:
            yield best[1]
            return
        for said in _WORD_YEARS.finditer(flat, start, end):
            number_w = _NUMBER_WORDS.get(said["n"].casefold())
            if number_w and (re.search(r"year|jahr|ans|año|anni|ano|год|лет|年|سن", said[0], re.IGNORECASE)):
                yield Value("warranty_years", number_w, said.start(), said.end(), unit="a")
                return


def currencies(flat: str, low: str) -> Iterator[Value]:
    """Yield the currencies named; the unit says how: wanted, with an amount, or only named."""
    for m in _CURRENCY.finditer(flat):
        if m["c"]:
            code = _CODES.get(m["c"].upper(), m["c"].upper())
            if m["c"].islower() and code not in ("USD", "EUR", "GBP", "RMB", "CNY"):
                continue
        elif m["e"] or m["eu"]:
            code = "EUR"
        elif m["d"]:
            code = "USD"
        elif m["p"]:
            code = "GBP"
        elif m["y"]:
            code = "CNY"
        elif m["s"]:
            code = _SIGNS[m["s"].upper()]
        else:
            code = "RUB"
        before = low[max(0, m.start() - 24) : m.start()]
        after = low[m.end() : m.end() + 18]
        amount = re.search(r"\d[ ]?$", before) or re.match(r"[ ]?\d", after)
        wanted = re.search(
            r"(?:in|price\w*|quot\w*|offer\w*|currency|preis\w*|angebot|en|prix|precio\w*|moneda|em"
            r"|pre[cç]o\w*|prezz\w*|valuta|prijs\w*|cen\w*|waluta|fiyat\w*|para birimi|pris\w*|цен\w*"
            r"|валют\w*|в|بال|السعر|价\w*|报|币种|가격\w*|:|/)[ :(]{0,3}$",
            before,
        ) or re.match(r"[ ]?(?:price|preis|prix|precio|prezzo|preço|价|报价|pricing|fob|cif|\)|기준)", after)
        if code == "CAD" and re.search(r"payment|pay |paiement", before):
            continue
        yield Value(
            "currency",
            code,
            m.start(),
            m.end(),
            unit="wanted" if wanted and not amount else "amount" if amount else "named",
        )
