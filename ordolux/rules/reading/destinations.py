"""Countries and places in a text, with how surely the goods go there."""

import re
from collections.abc import Iterator

from ordolux.rules.reading.geography import country_lexicon, is_seldom, place_lexicon, place_of
from ordolux.rules.reading.text import plain
from ordolux.rules.reading.values import Value

NOT_PLACES = frozenset(
    [
        "price",
        "prices",
        "usd",
        "eur",
        "china",
        "please",
        "thanks",
        "regards",
        "best",
        "payment",
        "and",
        "or",
        "incoterms",
        "incoterm",
        "delivery",
        "we",
        "our",
        "your",
        "the",
        "in",
        "for",
        "with",
        "all",
        "also",
        "t/t",
        "lc",
        "l/c",
        "cif",
        "fob",
        "exw",
        "ddp",
        "dap",
        "cfr",
        "quote",
        "offer",
        "shipment",
        "port",
        "terms",
        "basis",
        "by",
        "sea",
        "air",
        "samples",
        "sample",
        "moq",
        "total",
        "unit",
        "kindly",
        "thank",
        "if",
        "is",
        "are",
        "mit",
        "und",
        "bitte",
        "preis",
        "inkl",
        "incl",
        "including",
        "including",
        "warranty",
        "what",
        "can",
        "lead",
        "time",
        "packing",
        "validity",
        "ce",
        "rohs",
        "qty",
        "note",
        "dear",
        "hi",
        "hello",
        "kind",
        "mfg",
        "sgs",
        "both",
        "per",
        "see",
        "as",
    ]
)


_MONTH_NAMES = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Januar",
        "Februar",
        "März",
        "Mai",
        "Juni",
        "Juli",
        "Oktober",
        "Dezember",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Time",
        "Date",
        "Terms",
        "Term",
    ]
)


_TOWARDS = re.compile(
    r"(?:(?:deliver(?:y|ed|ies)?|delivery address|ship(?:ment|ping|ped)?(?: it| them| goods)?|landed"
    r"|send(?: it| them)?)(?: is)?(?: (?:to|in|at|for|by (?:sea|air) to))?"
    r"|goods (?:go|to)|arrival (?:at|in)|destination(?: port)?|port of (?:discharge|destination)|discharge port"
    r"|liefer\w{0,9}(?: (?:nach|an|in|bis|frei|frei haus))?|frei(?: haus)?|zielort|bestimmungsort|anlieferung(?: (?:in|nach))?"
    r"|frei baustelle|franco cantiere|franco chantier|franko budowa|vrij werf|livr\w{1,6}(?: (?:à|a|au|en|sur"
    r"|dans))?|rendue?s?(?: (?:à|au))?(?: port(?: de)?)?|franco|expédi\w{1,4} (?:à|vers)"
    r"|entreg\w{1,3}(?: (?:en|em|no|na|a))?|puest[oa]s? en|destino(?: final)?|puerto de destino|enviar? a"
    r"|envío a|porto de destino"
    r"|consegn\w{1,4}(?: (?:a|in|presso))?|resa|destinazione|spedi\w{2,6} (?:a|in)"
    r"|(?:ge)?lever\w{1,5}(?: (?:in|te|naar|aan|till|i))?|leverans|levering|dosta\w{1,4}(?: (?:do|w|na))?"
    r"|wysy[łl]k\w do|teslim\w{0,4}|sevk\w{0,3}"
    r"|fritt(?: levererat)?|levererat(?: till)?|доставк\w{1,2}(?: (?:в|до|на))?|поставк\w{1,2}(?: (?:в"
    r"|до))?|порт назначения|отгрузк\w (?:в|до)"
    r"|التسليم(?: (?:في|الى|إلى))?|تسليم(?: (?:في|ميناء))?|الشحن(?: (?:إلى|الى|ل))?|شحن (?:إلى|الى)|توصيل "
    r"(?:إلى|الى)|ميناء|ال?وصول"
    r"|(?<![A-Za-z])F\.O\.R\.?|ships?(?: it| them)? to|目的港|目的地[\u4e00-\u9fff]{0,4}?|运到|发到|送到"
    r"|发往|送货到|送货至|送至|运至"
    r"|寄到|交货地点|到港|船运到|도착항|도착지"
    r"|납품(?:지|장소)|纳入先|纳品先|仕向地"
    r"|(?<![^\W_])(?:to|nach|naar|till|til|para|pra|vers|до|إلى|الى)|[到至])[ :：]{0,3}"
    r"(?:our (?:yard|site|warehouse|store|office|depot|works) in |"
    r"(?:(?:our|ns\.?|unser\w*|notre|nuestr\w|noss[ao]|onze?|vår\w?) )?(?:bygg(?:arbets)?plats\w*|bouwplaats"
    r"|baustelle|verwendungsstelle|lager|magazzino"
    r"|magazyn\w*|plac budowy|budow\w|entrepôt|dépôt|chantier|almac[eé]n|bodega|obra|armazém|estaleiro"
    r"|depo\w*|şantiye\w*|склад\w?|объект\w?"
    r"|municipal stores?,?|district warehouse,?|project site,?|job ?site,?|warehouse,?|stores?,?|site)[ ]?(?:in "
    r"|i |te |di |a |à |en |de |em |w |at |of |, )?"
    r"|the |our |port of |port |puerto de "
    r"|porto di |porto de |o porto de |warehouse in |store in |city "
    r"of |г\. ?|город |порт[ау]? )?$",
    re.IGNORECASE,
)


_TOWARDS_BEHIND = re.compile(
    r"'?\w{0,3}[ ]?(?:teslim|liman[ıi]|liman teslim|까지|항|도착|으?로 배송|港|交货|到港|渡し|着|纳入)",
    re.IGNORECASE,
)
"""What stands behind a place in Turkish, Korean, Japanese and Chinese."""


_FROM_THERE = re.compile(
    r"(?:我司|我们是|本公司|敝司|弊社|당사|project|projects|hotel|mall|tender|importer|importers"
    r"|distributor|distributors|wholesaler|company|based|located|market|stores?|shop|office|customers?"
    r"|clients?|business|trading|we are|supplier|retailer|contractor|warehouse|building|projekt|projet"
    r"|proyecto|progetto|projeto|unternehmen|firma|händler|importeur|grossist|société|basée?|importateur"
    r"|empresa|importador\w?|distribuidor\w?|azienda|importatore|sede|gevestigd|bedrijf|importer"
    r"|siedzib\w|merkezli|företag|компани\w|находимся|импортер|объект|проект|شركة|مشروع|في|مقرنا|市场"
    r"|公司|项目|客户|进口商|본사|시장)[^.\n]{0,24}?(?:in|of|from|for|à|a|en|au|aus|für|em|no|na|w|i|de"
    r"|del|di|в|из|في|من|la|the|:)?[ ]{0,2}(?:the )?$",
    re.IGNORECASE,
)


_UNKNOWN_TOWN = re.compile(
    r"(?i:(?:place of delivery|delivery address|deliver(?:y)? to|miejsce dostawy|lugar de entrega|luogo di consegna"
    r"|lieu de livraison|local de entrega|lieferort"
    r"|lieferanschrift|leveransadress|leveransort|leveringsadres|afleveradres|teslim yeri|destination|destino)[ ]?:"
    r"|deliver(?:y|ed)?(?: is)?(?: to| at| in)|ship(?:ment|ping|ped)?(?: it| them)? to|lieferung "
    r"(?:nach|an|in|frei(?: Baustelle)?)|livraison (?:à|au)|entrega en|entrega em|consegna a|levering (?:in|te)|leverans "
    r"till|fritt levererat|lieferadresse|frei haus|franco|rendu(?: port de)?|delivered|pra|para o porto "
    r"de|livraison franco (?:à|a)|franco (?:à|a)|lieferung frei verwendungsstelle|frei verwendungsstelle"
    r"|port of|porto di|porto de|puerto de)[ ](?:our (?:site|warehouse|store|office|works) in |the "
    r")?(?P<p>[A-ZÀ-Þ][a-zà-ÿ'’]{2,24}(?:[ -](?:(?:les|lez|le|la|sur|sous|en|de|del|du|am|an der)[ -])?"
    r"[A-ZÀ-Þ][a-zà-ÿ'’]{2,24}){0,3})(?![a-zà-ÿ])"
)


def countries_and_places(text: str, part: int) -> Iterator[Value]:
    """Yield countries and places a text names, with how surely the goods go there (unit: why)."""
    flat = plain(text)
    for kind, lexicon_ in (("country", country_lexicon()), ("place", place_lexicon())):
        for found in lexicon_.find(text):
            before = flat[max(0, found.start - 60) : found.start].split("\n")[-1]
            if kind == "country":
                name, country = text[found.start : found.end], found.value
            else:
                name, country = place_of(found, text)
                if flat[found.start : found.start + 1].islower() and name.isascii():
                    continue
            if kind == "country" and name.isascii() and name.islower() and len(name) < 5:
                continue
            if re.search(r"made in |origin|manufactured in |standard[s]?[ ]?$", before, re.IGNORECASE):
                continue
            if found.start and "\u0600" <= flat[found.start] <= "\u06ff" and flat[found.start - 1] == "ل":
                before += "إلى "  # written onto the name
            behind = _TOWARDS_BEHIND.match(flat, found.end)
            why = (
                "toward"
                if behind or _TOWARDS.search(before)
                else "there"
                if _FROM_THERE.search(before)
                else "named"
            )
            if why == "named" and kind == "place" and is_seldom(found):
                continue
            if (country in ("CN", "TW") and why != "toward") or (country == "HK" and why == "named"):
                continue
            yield Value(kind, (name, country), found.start, found.end, unit=why, part=part)
    for m in _UNKNOWN_TOWN.finditer(flat):
        name = m["p"]
        if any(True for _ in place_lexicon().find(name)) or any(True for _ in country_lexicon().find(name)):
            continue
        if name.split()[0].casefold() in NOT_PLACES or name in _MONTH_NAMES:
            continue
        yield Value("place", (name, None), m.start("p"), m.end("p"), unit="toward", part=part)
