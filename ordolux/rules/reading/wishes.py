"""What a customer wishes for the whole order: terms, place, payment, delivery, papers, marks, each with its place."""

import itertools
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from ordolux.rules.reading.days import days_in
from ordolux.rules.reading.geography import country_lexicon, place_lexicon, place_of
from ordolux.rules.reading.text import folded, lexicon, plain, words_of
from ordolux.rules.reading.values import Value

_EDGE = "(?<![A-Za-zÀ-ɏ])"
_END = "(?![A-Za-zÀ-ɏ])"
_INCOTERM = re.compile(
    rf"{_EDGE}(?:(?P<c>EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP|DDU|DAT|CNF|CandF)|(?P<x>ex[ -]?works?|ex[ -]?factory|ab werk|franco fabrique|départ usine|depart usine|en fábrica|franco fabbrica|c&f|c & f|c\+f|c and f|cost and freight|free on board|出厂价|工厂交货|ex fabriek|франко-завод)){_END}",
    re.IGNORECASE,
)
_TERM_OF = {"CNF": "CFR", "CANDF": "CFR", "DDU": "DAP", "DAT": "DPU", "C&F": "CFR", "C & F": "CFR", "C+F": "CFR", "C AND F": "CFR",
            "COST AND FREIGHT": "CFR", "FREE ON BOARD": "FOB"}  # fmt: skip
_NOT_A_TERM = re.compile(
    r"[ ]{0,2}(?P<p>(?:[A-Z][\w.'-]{1,20},?[ ]){0,4})(?i:destination|factory|jobsite|job site)(?![a-z])"
)
"""US "FOB Tampa FL destination" is delivered there and none of the Incoterms."""
_AFTER_TERM = re.compile(
    r"[\s:,(\-–]{0,4}(?:incoterms[®]?[ ]?(?:20\d\d)?[ ,]{0,2})?(?:price|prices|preis|prix|precio|prezzo|preço|basis|term|terms|价格?|价)?[\s:,(\-–]{0,3}(?:the |our )?(?:port|seaport|sea port|hafen|puerto|porto|puerto de|porto di|porto de|port de|haven|port of|to|airport|by sea|by air|порт|ميناء|港|市|port in|nach|bis|a|à|al)?(?![a-zà-ÿ])\s{0,2}",
    re.IGNORECASE,
)
_PLACE_WORDS = re.compile(
    r"[A-ZÀ-ÞЀ-Я][\w'’.-]{1,24}(?:[ -](?:de |del |la |el |da |do |am |sur |upon |of )?[A-ZÀ-Þ][\w'’.-]{1,24}){0,2}"
)
_NOT_PLACES = frozenset(
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
_DEPOSIT_NUMBER = re.compile(
    r"(?<![\d.,])(?:%[ ]?(?=\d))?(\d{1,3})(?:(?<=%\d)|(?<=%\d\d)|(?<=%[ ]\d\d)|[ ]?(?:%|percent|prozent|por ciento|процентов))",
    re.IGNORECASE,
)
"""30 %, and %30 as the Turks write it."""
_PERCENT_SPLIT = re.compile(r"(?<![\d.,/])(\d{2})[ ]?%?[ ]?[/:+-][ ]?(\d{2})[ ]?%?(?!\d|[./]\d)")
_BALANCE = re.compile(
    r"balance|rest|remain|before ship|against|b/l|copy|sald|solde|resto|restant|antes de|avant|vor |bei |prima|saldo|contra|przed|önce|före|остал|перед|до отгруз|прим|قبل|الباقي|尾款|余款|发货前|见提单|출고 ?전|잔금|선적 ?전",
    re.IGNORECASE,
)
_DAYS_NEAR = re.compile(
    r"(?<![\d.,])(\d{1,3})(?:[ ]?(?:-|to|bis|~|–|à|a|до)[ ]?(\d{1,3}))?[ -]?(?:(days?|tagen?|tage|jours?|d[ií]as?|dias?|giorni|gg|dagen|dagar|dni|g[uü]n|дн\w{1,2}|天|日|يوم\w?|أيام|일|个工作日|工作日|working days|workdays|werktage\w?|net|arbeitstage\w?|calendar days)|(weeks?|wochen?|semaines?|semanas?|settimane|weken|tygodni\w?|hafta|veckor|недел\w|周|个?星期|أسابيع|주)|(months?|monat\w{0,2}|mois|mes(?:es|i)?|mesi|maanden|miesi\w+|ay|m[aå]nader|месяц\w{0,2}|个月|أشهر|شهر|개월))(?![a-z])",
    re.IGNORECASE,
)
_NET = re.compile(
    r"(?<![a-z])(?:net|netto|à|a|vade|月结|账期|терм)[ ]?(\d{1,3})(?!\d|[ ]?%|[ ]?kg)", re.IGNORECASE
)
_SIGHT = re.compile(
    r"at sight|sight|bei sicht|à vue|a la vista|a vista|即期|по предъявлении|zicht", re.IGNORECASE
)
_DELIVERY = re.compile(
    r"deliver|shipment|ship |shipped|shipping date|ship by|arriv|needed by|need (?:it|them|the goods)? ?(?:by|before|until)|need by|in stock by|required by|goods by|on site|latest|lead ?time|liefer|eintreff|benötigt (?:bis|bis zum)|bis spätestens|termin|livr|expéd|délai|entreg|plazo|embarque|prazo|consegn|entro|spedi|lever|dostaw|termin|wysył|teslim|sevk|leverans|поставк|отгруз|доставк|срок|تسليم|توريد|شحن|交货|交期|到货|发货|交付|出货|出荷|纳期|纳品|纳入|납기|납품|선적|도착",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:\bby\b|before|until|no later than|not later than|bis (?:zum|spätestens|ende)|vor dem|avant|antes del?|prima del|entro|voor|przed|do dnia|önce|kadar|innan|före|senast|\bдо\b|не позднее|قبل|之前|以前|까지)[^.\n]{0,16}$|^\s*$",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"offer|quot|bid|tender|closing|submission|submit|valid|angebot|offert|devis|offre|cotiza|oferta|propuesta|orçament|cotaç|proposta|preventiv|offerta|wycen|ofert|teklif|предложен|котировк|عرض|报价|投标|截标|견적|reply|answer|antwort|response|respond|sample|muster|muestra|échantillon|amostra|campion|样品|образ|exhibition|\bfair\b|\bvisit|\bmesse\b|meeting|\bcall\b|date:|datum:|sent:|gesendet",
    re.IGNORECASE,
)
_CERTIFICATES = re.compile(
    r"(?<![A-Za-z0-9-])(?P<m>CE|R[oO][hH][sS]|UL|[cC]-?UL(?:us)?|ETL|[cC]-?ETL(?:us)?|T[UÜ]V|T[uü]v|GS|ENEC|VDE|SAA|RCM|C-Tick|PSE|KC|BIS|SASO|SABER|Saber|EAC|INMETRO|Inmetro|NOM|SONCAP|P[vV]o[cC]|PVOC|CB|DLC|FCC|E[rR][pP]|REACH|Reach|UKCA|G-?[mM]ark|GCC|ECAS|ESMA|EQM|CSA|SEC|RETILAP|RETIE|NRCS|SABS|LOA|Energy ?Star|ENERGY ?STAR|BSMI|CCC|3C|CQC|DEKRA|KEMA|SEMKO|ISO ?9001|ISO ?14001|ISO|WEEE|EMC|LVD|IECEE|ICES|NSF|ATEX|IECEx|SIRIM|PSB|TISI|SNI|KEBS|BSCI|EPREL|MEPS|MEPS|GEMS|CoC|COC|SII|NEMKO|Nemko|S-Mark|IRAM|IEC|JA8|Title ?24|T24|HACCP|D-Mark|SLS|KS|Zhaga|DALI-2|IDA|COI|CoO|CITC|NEMA|BV|LCIE|NF|CCC认证|PCT|ГОСТ|GOST|ЕАС|ТР ТС|PKN|CITC|NEMKO|ASTA|BSI|Kitemark)(?![A-Za-z0-9])"
)
_CERTIFICATE_WORDS = {"سابر": "SABER", "ساسو": "SASO", "欧盟认证": "CE", "ЕАС": "EAC"}
_NOT_ALONE = frozenset(
    {
        "SEC",
        "ISO",
        "IEC",
        "NOM",
        "GCC",
        "BV",
        "COC",
        "COO",
        "LOA",
        "KS",
        "NF",
        "3C",
        "COI",
        "NEMA",
        "NSF",
        "SII",
        "IDA",
        "PCT",
        "EMC",
        "LVD",
        "KC",
        "CB",
        "BIS",
        "GS",
        "REACH",
        "IRAM",
        "DALI-2",
        "ISO9001",
        "ISO14001",
    }
)
_CERTIFICATE_NEAR = re.compile(
    r"cert|approv|compl|zertif|prüf|conform|norm|standard|认证|证书|认证|сертиф|شهاد|onay|homolog|listed|mark|report|valid|required|requ|인증|zgodn|godk|keur|belge|/|,|&|\+|and|und|y|et",
    re.IGNORECASE,
)
_CERTIFICATE_STRICT = re.compile(
    r"cert|approv|zertif|report|scheme|认证|证书|сертиф|شهاد|인증", re.IGNORECASE
)
_CURRENCY = re.compile(
    r"(?<![A-Za-z])(?P<c>USD|EUR|GBP|CNY|RMB|AUD|CAD|INR|SAR|AED|PLN|TRY|SEK|NOK|DKK|CHF|JPY|KRW|BRL|MXN|RUB|ZAR|KWD|QAR|OMR|EGP|SGD|HKD|NZD|CLP|COP|PEN|ARS|US ?\$|US dollars?|U\.S\. dollars?)(?![A-Za-z])|(?P<e>€|(?<![a-zA-Z])euros?(?![a-z]))|(?P<d>(?<![a-zA-Z])(?:us[ -]?)?(?:dollars?|dólares|dolares|dollari|dolar|dolarów|dollarn?)(?![a-z])|доллар\w{0,2}(?: сша)?|美元|美金|دولار|달러|долл)|(?P<p>(?<![a-zA-Z])(?:pounds?|sterling)(?![a-z])|英镑)|(?P<y>人民币|юан\w{1,2}|yuan)|(?P<r>руб\w{0,4}|₽)|(?P<s>(?<![A-Za-z$])(?:A\$|C\$|S\$|HK\$|NZ\$|\$|£|₺|zł|₩|₹))(?=[ ]?\d|(?<=zł)|(?<=₺)|(?<=₹))|(?P<eu>евро|欧元|يورو|유로)",
    re.IGNORECASE,
)
_CODES = {"RMB": "CNY", "TL": "TRY", "US$": "USD", "US $": "USD", "US DOLLAR": "USD", "US DOLLARS": "USD", "U.S. DOLLAR": "USD",
          "U.S. DOLLARS": "USD"}  # fmt: skip
_SIGNS = {"$": "USD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "HK$": "HKD", "NZ$": "NZD", "£": "GBP", "₺": "TRY",
          "ZŁ": "PLN", "₩": "KRW", "₹": "INR"}  # fmt: skip
_NEGATION = re.compile(
    r"(?:\bno\b|\bnot\b|without|don'?t|do not|kein|keine|ohne|nicht|pas de|sans|sin\b|no se|não|sem\b|senza|non\b|geen|bez\b|nie\b|gerek yok|yok|inte|ingen|без|не нужн|لا |بدون|不需要|无需|不要|없이|필요 ?없)",
    re.IGNORECASE,
)
_REQUESTING = re.compile(
    r"send|provid|attach|includ|share|suppl|need|want|please|pls|kindly|require|request|with\b|also|submit|forward|e-?mail|let (?:me|us) have|give|together|plus|quote|schick|send|bitte|beifüg|benötig|zusend|brauch|mit\b|inkl|stellen|envoy|fourn|joint|joindre|merci|svp|s.il vous|veuillez|avec|besoin|transmet|env[ií]|adjunt|mand|necesit|incluir|por favor|con\b|anex|precis|favor|com\b|inviar|inviate|invia|alleg|fornir|mandar|serve|cortes|con\b|stuur|graag|toevoeg|nodig|met\b|przes|prosz|załącz|dołącz|potrzeb|gönder|lütfen|ilet|ekle|paylaş|skicka|bifoga|behöver|gärna|пришл|прилож|направ|предостав|нужн|просим|прошу|вышл|أرسل|ارسل|إرسال|ارسال|يرجى|الرجاء|نحتاج|مع|تزويد|提供|发|附|需要|请|要|寄|보내|첨부|부탁|요청|필요|함께|포함",
    re.IGNORECASE,
)
_ALREADY = re.compile(
    r"(?:attached|enclosed|see|as per|according to|per the|based on|find|anbei|im anhang|siehe|gemäß|laut|ci-joint|ci-après|selon|adjunto|según|em anexo|conforme|allegat\w|in allegato|come da|bijgaand|zie|w załączeniu|zgodnie|ekte|ekteki|bifogad|enligt|во вложении|согласно|مرفق|المرفق|附件|见附|按照|根据|첨부된)[^.\n]{0,28}$",
    re.IGNORECASE,
)
_NEEDS_A_VERB = frozenset({"certificate", "packing_info", "manual", "drawing", "datasheet", "photos"})
_SAMPLE_DONE = re.compile(
    r"(?:approved|received|tested|your|last|previous) samples?|samples? (?:was|were|is|are) (?:ok|approved|good|received)|sample order later",
    re.IGNORECASE,
)


def wishes(text: str, part: int, told_on: date | None = None) -> Iterator[Value]:
    """Yield the wishes that one text states; for each field the first is the most important one."""
    low = folded(text)
    flat = plain(text)
    yield from _terms(text, flat, low)
    yield from _payments(text, flat, low)
    yield from _delivery(text, flat, low, told_on)
    yield from _papers(text, flat, low)
    yield from _reference(text, flat, low)
    yield from _warranty(flat, low)
    yield from _currencies(flat, low)
    del part


# ------------------------------------------------------------------ terms and places


def _terms(text: str, flat: str, low: str) -> Iterator[Value]:
    for m in _INCOTERM.finditer(flat):
        upper = m[0].upper()
        code = _TERM_OF.get(upper) or (upper if m["c"] else "EXW")
        if code == "FOB" and (domestic := _NOT_A_TERM.match(flat, m.end())):
            for found in place_lexicon().find(text[domestic.start("p") : domestic.end("p")]):
                name, country = place_of(found, text[domestic.start("p") : domestic.end("p")])
                start = domestic.start("p") + found.start
                yield Value("destination_place", name, start, start + len(name), unit=code)
                yield Value("destination_country", country, start, start + len(name), unit="term")
                break
            continue
        if not m["c"] and m[0].casefold() == "en fábrica":
            code = "EXW"
        if m["c"] and m[0].islower() and code in ("FAS", "DAP", "DAT", "CIP"):
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
    if first is None or first[0].casefold().strip(".") in _NOT_PLACES:
        return None
    words = _PLACE_WORDS.match(window)
    if words is None:
        return None
    name = words[0].strip(" .,-'")
    kept = []
    for word in name.split(" "):
        if word.casefold().strip(".") in _NOT_PLACES:
            break
        kept.append(word)
    name = " ".join(kept).strip(" .,-")
    if len(name) < 3 or (name.isupper() and len(name) < 4):
        return None
    countries = list(country_lexicon().find(name))
    if countries:
        return start, start + len(name), name, countries[0].value
    return start, start + len(name), name, None


_TOWARDS = re.compile(
    r"(?:(?:deliver(?:y|ed|ies)?|delivery address|ship(?:ment|ping|ped)?(?: it| them| goods)?|landed|send(?: it| them)?)(?: is)?(?: (?:to|in|at|for|by (?:sea|air) to))?"
    r"|goods (?:go|to)|arrival (?:at|in)|destination(?: port)?|port of (?:discharge|destination)|discharge port"
    r"|liefer\w{0,9}(?: (?:nach|an|in|bis|frei|frei haus))?|frei(?: haus)?|zielort|bestimmungsort|anlieferung(?: (?:in|nach))?"
    r"|livr\w{1,6}(?: (?:à|a|au|en|sur|dans))?|rendue?s?(?: (?:à|au))?(?: port(?: de)?)?|franco|expédi\w{1,4} (?:à|vers)"
    r"|entreg\w{1,3}(?: (?:en|em|no|na|a))?|puest[oa]s? en|destino(?: final)?|puerto de destino|enviar? a|envío a|porto de destino"
    r"|consegn\w{1,4}(?: (?:a|in|presso))?|resa|destinazione|spedi\w{2,6} (?:a|in)"
    r"|(?:ge)?lever\w{1,5}(?: (?:in|te|naar|aan|till|i))?|leverans|levering|dosta\w{1,4}(?: (?:do|w|na))?|wysyłk\w do|teslim\w{0,4}|sevk\w{0,3}"
    r"|fritt(?: levererat)?|levererat(?: till)?|доставк\w{1,2}(?: (?:в|до|на))?|поставк\w{1,2}(?: (?:в|до))?|порт назначения|отгрузк\w (?:в|до)"
    r"|التسليم(?: (?:في|الى|إلى))?|تسليم(?: (?:في|ميناء))?|الشحن(?: (?:إلى|الى|ل))?|شحن (?:إلى|الى)|توصيل (?:إلى|الى)|ميناء|ال?وصول"
    r"|目的港|目的地|运到|发到|送到|发往|送货到|送货至|送至|运至|寄到|交货地点|到港|船运到|도착항|도착지|납품(?:지|장소)|纳入先|纳品先|仕向地"
    r"|(?<![^\W_])(?:to|nach|naar|till|til|para|pra|vers|до|إلى|الى)|[到至])[ :：]{0,3}"
    r"(?:the |our |port of |port |puerto de |porto di |porto de |o porto de |warehouse in |store in |city of |г\. ?|город |порт[ау]? )?$",
    re.IGNORECASE,
)
_TOWARDS_BEHIND = re.compile(
    r"'?\w{0,3}[ ]?(?:teslim|limanı|liman teslim|까지|항|도착|으?로 배송|港|交货|到港|渡し|着|纳入)", re.IGNORECASE
)
"""What stands behind a place in Turkish, Korean, Japanese and Chinese."""
_FROM_THERE = re.compile(
    r"(?:我司|我们是|本公司|敝司|弊社|당사|project|projects|hotel|mall|tender|importer|importers|distributor|distributors|wholesaler|company|based|located|market|stores?|shop|office|customers?|clients?|business|trading|we are|supplier|retailer|contractor|warehouse|building|projekt|projet|proyecto|progetto|projeto|unternehmen|firma|händler|importeur|grossist|société|basée?|importateur|empresa|importador\w?|distribuidor\w?|azienda|importatore|sede|gevestigd|bedrijf|importer|siedzib\w|merkezli|företag|компани\w|находимся|импортер|объект|проект|شركة|مشروع|في|مقرنا|市场|公司|项目|客户|进口商|본사|시장)[^.\n]{0,24}?(?:in|of|from|for|à|a|en|au|aus|für|em|no|na|w|i|de|del|di|в|из|في|من|la|the|:)?[ ]{0,2}(?:the )?$",
    re.IGNORECASE,
)


_UNKNOWN_TOWN = re.compile(
    r"(?i:deliver(?:y|ed)?(?: is)?(?: to| at| in)|ship(?:ment|ping|ped)?(?: it| them)? to|lieferung (?:nach|an|in|frei)|livraison (?:à|au)|entrega en|entrega em|consegna a|levering (?:in|te)|leverans till|fritt levererat|lieferadresse|frei haus|franco|rendu(?: port de)?|delivered|pra|para o porto de|port of|porto di|porto de|puerto de)[ ](?:our (?:site|warehouse|store|office|works) in |the )?(?P<p>[A-ZÀ-Þ][a-zà-ÿ'’-]{2,24}(?:[ -][A-ZÀ-Þ][a-zà-ÿ'’-]{2,24}){0,2})(?![a-zà-ÿ])"
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
            why = "toward" if behind or _TOWARDS.search(before) else "there" if _FROM_THERE.search(before) else "named"
            if country in ("CN", "TW") and why != "toward" or country == "HK" and why == "named":
                continue
            yield Value(kind, (name, country), found.start, found.end, unit=why, part=part)
    for m in _UNKNOWN_TOWN.finditer(flat):
        name = m["p"]
        if any(True for _ in place_lexicon().find(name)) or any(True for _ in country_lexicon().find(name)):
            continue
        if name.split()[0].casefold() in _NOT_PLACES or name in _MONTH_NAMES:
            continue
        yield Value("place", (name, None), m.start("p"), m.end("p"), unit="toward", part=part)


# ------------------------------------------------------------------ payment


def _payments(text: str, flat: str, low: str) -> Iterator[Value]:
    found = list(lexicon("payment", "deposit").find(text, low))
    methods = [f for f in found if f.notion == "payment"]
    deposits = [f for f in found if f.notion == "deposit"]
    cad = re.search(
        r"(?:payment|terms|pago|paiement|zahlung|pagamento|by|via|付款)[^.\n]{0,18}\bCAD\b|\bCAD\b (?:payment|terms|at sight)",
        flat,
    )
    if cad:
        yield Value("payment", "DP", cad.start(), cad.end())
    for f in methods:
        if f.value == "TT" and re.search(r"(?:not|no) (?:by )?$", low[max(0, f.start - 8) : f.start]):
            continue
        yield Value("payment", f.value, f.start, f.end)
    percent = None
    for m in _DEPOSIT_NUMBER.finditer(flat):
        near = [d for d in deposits if -30 <= d.start - m.end() <= 24 or -4 <= m.start() - d.end <= 16]
        near = [d for d in near if "\n" not in flat[min(m.end(), d.end) : max(m.start(), d.start)]]
        tt = [
            d
            for d in methods
            if d.value == "TT" and (0 <= d.start - m.end() <= 6 or 0 <= m.start() - d.end <= 4)
        ]
        if near or tt:
            percent = m
            break
    if percent is None:
        shares = list(_DEPOSIT_NUMBER.finditer(flat))
        for one, two in itertools.pairwise(shares):
            between = flat[one.end() : min(len(flat), two.end() + 40)]
            if int(one[1]) + int(two[1]) == 100 and two.start() - one.end() < 60 and _BALANCE.search(between):
                percent = one
                break
    if percent is not None and 0 < int(percent[1]) <= 100:
        yield Value("deposit_percent", int(percent[1]), percent.start(), percent.end(), unit="%")
        if not methods and not cad:
            yield Value("payment", "TT", percent.start(), percent.end(), sure=0.8)
    else:
        for m in _PERCENT_SPLIT.finditer(flat):
            near_t = [d for d in (*methods, *deposits) if abs(d.start - m.start()) <= 24]
            if int(m[1]) + int(m[2]) == 100 and near_t:
                yield Value("deposit_percent", int(m[1]), m.start(), m.end(), unit="%")
                break
        else:
            for d in deposits:
                if re.match(
                    r"(?:100 ?% )?(?:in advance|vorkasse|vorauskasse|prepaid|prepayment|cash in advance|anticipado|d'avance|peşin)",
                    low[d.start : d.end + 2],
                ) and re.search(
                    r"payment|zahl|pago|paiement|pagament|betal|оплат|付款|결제|ödeme|terms",
                    low[max(0, d.start - 40) : d.end + 30],
                ):
                    if not methods:
                        yield Value("payment", "TT", d.start, d.end, sure=0.8)
                    break
            else:
                if (
                    deposits
                    and not methods
                    and re.search(
                        r"deposit|acompte|acconto|anzahlung|定金|订金",
                        low[deposits[0].start : deposits[0].end],
                    )
                ):
                    yield Value("payment", "TT", deposits[0].start, deposits[0].end, sure=0.7)
    if not methods and not deposits:
        for m in _DAYS_NEAR.finditer(flat):
            before = re.split(r"[,;，、]\s?|[.!?。]\s", flat[max(0, m.start() - 34) : m.start()])[-1]
            around = before + "|" + re.split(r"[,;，、\n]|[.!?。]\s", flat[m.end() : m.end() + 24])[0]
            if _PAYING.search(around.replace("\n", " ")) and not _DELIVERY.search(around):
                yield Value("payment", "OA", m.start(), m.end(), sure=0.8)
                yield Value(
                    "payment_days",
                    int(m[2] or m[1]) * (7 if m[4] else 30 if m[5] else 1),
                    m.start(),
                    m.end(),
                    unit="d",
                )
                break
    for f in methods:
        line_start = flat.rfind("\n", 0, f.start) + 1
        line_end = flat.find("\n", f.end)
        window_start = max(line_start, f.start - 34)
        window = flat[window_start : min(f.end + 40, line_end if line_end >= 0 else len(flat))]
        if f.value == "LC" and _SIGHT.search(window):
            yield Value("payment_days", 0, f.start, f.end, unit="d")
            break
        near_days = _DAYS_NEAR.search(window) if f.value in ("LC", "OA", "DA", "TT", "DP") else None
        if near_days and not re.search(
            r"deliver|liefer|livr|d[ée]lai|entreg|plazo|prazo|lead|lever|consegn|dostaw|termin|teslim|交|배송|납기|valid|production"
            r"|shipment within|поставк|срок|تسليم",
            window[max(0, near_days.start() - 18) : near_days.start()]
            + window[near_days.end() : near_days.end() + 10],
            re.IGNORECASE,
        ):
            number = int(near_days[2] or near_days[1])
            factor = 7 if near_days[4] else 30 if near_days[5] else 1
            yield Value(
                "payment_days",
                number * factor,
                window_start + near_days.start(),
                window_start + near_days.end(),
                unit="d",
            )
            break
        n = _NET.search(window) if f.value in ("OA", "TT") else None
        if n:
            yield Value("payment_days", int(n[1]), window_start + n.start(), window_start + n.end(), unit="d")
            break


_IS_FINE = re.compile(
    r"[ ]*(?:is|would be|wäre|ist|est|serait|sería|es|è|is ook)?[ ]*(?:fine|ok\b|okay|good|in ordnung|at the latest|latest|spätestens"
    r"|au plus tard|a más tardar|al più tardi|uiterlijk|najpóźniej|senast|en geç|не позднее|最晚|之前|前)",
    re.IGNORECASE,
)
_PAYING = re.compile(
    r"(?<![a-z])(?:t/?t|l/?c)(?![a-z])|fattur|factu|faktur|invoice|rechnung|payment|pay\b|credit|zahlung|zahlbar|zahlen|paiement|payable|règlement|pago|pagar|pagament|betaling|betalen|płatnoś|ödeme|betalning|оплат|отсроч|الدفع|آجل|付款|账期|月结|결제|지급|net\b|netto",
    re.IGNORECASE,
)


# ------------------------------------------------------------------ delivery


def _delivery(text: str, flat: str, low: str, told_on: date | None) -> Iterator[Value]:
    days = sorted(days_in(low, told_on), key=lambda each: each.start)
    for day in days:
        start = max(flat.rfind("\n", 0, day.start) + 1, day.start - 70)
        before = flat[start : day.start]
        sentence = re.split(r"[.!?。；;](?=\s|$)|(?<=[。；])", before)[-1]
        after = re.split(r"[.!?。\n]", flat[day.end : day.end + 30])[0]
        wanted = list(_DELIVERY.finditer(sentence))
        offered = list(_OFFER.finditer(sentence))
        if not wanted and not offered and _IS_FINE.match(after) and (told_on is None or day.day > told_on):
            yield Value("delivery_date", day.day, day.start, day.end, sure=0.6)
            break
        if offered and (not wanted or offered[-1].start() > wanted[-1].start()):
            continue
        if not wanted and not offered and _UNTIL.search(sentence) and (told_on is None or day.day > told_on):
            yield Value("delivery_date", day.day, day.start, day.end, sure=0.7)
            break
        if not wanted and not (_DELIVERY.search(after) and not _OFFER.search(after)):
            continue
        if told_on is not None and day.day < told_on:
            if day.other is None or day.other < told_on:
                continue
            yield Value("delivery_date", day.other, day.start, day.end, sure=0.7)
            return
        yield Value("delivery_date", day.day, day.start, day.end, sure=0.6 if day.other else 1.0)
        break
    for m in _DAYS_NEAR.finditer(flat):
        if any(day.start <= m.start() < day.end for day in days):
            continue  # the 15th of April is no fifteen days
        start = max(flat.rfind("\n", 0, m.start()) + 1, m.start() - 50)
        sentence = re.split(r"[.!?。；](?=\s|$)", flat[start : m.start()])[-1]
        after = re.split(r"[.!?。\n,]", flat[m.end() : m.end() + 40])[0]
        wanted = list(_DELIVERY.finditer(sentence))
        paying = list(_PAYING.finditer(sentence))
        if paying and (not wanted or paying[-1].start() > wanted[-1].start()):
            continue
        if re.search(
            r"payment|credit|net |warrant|garant|zahl|paiement|pago|pagam|valid|ödeme|оплат|付款|质保|gültig|quote within|reply within|quotation within|offer within|отсроч",
            re.split(r"[,;，；、]", sentence)[-1][-34:],
            re.IGNORECASE,
        ):
            continue
        if re.match(
            r"[ ]*(?:net|payment|credit|after b/l|from b/l|after bl|after invoice|warranty|nach rechnung|na factu|data fattura|date de facture"
            r"|fin de mois|fecha factura|od faktury|po fakturze|fatura tarihinden|efter faktura|после)",
            after,
            re.IGNORECASE,
        ):
            continue
        offered = list(_OFFER.finditer(sentence))
        if offered and (not wanted or offered[-1].start() > wanted[-1].start()):
            continue
        if wanted or re.match(
            r"[ ]*(?:delivery|lead ?time|after (?:order|deposit|po)|from order|ab (?:auftrag|bestell)|lieferzeit|de entrega|de délai|após|dopo ordine|交货|发货|内交货|内发货|내 납품|이내 납품)",
            after,
            re.IGNORECASE,
        ):
            number = int(m[2] or m[1])
            factor = 7 if m[4] else 30 if m[5] else 1
            if 1 <= number * factor <= 400:
                yield Value("delivery_days", number * factor, m.start(), m.end(), unit="d")
                break


# ------------------------------------------------------------------ papers, marks, samples


def _papers(text: str, flat: str, low: str) -> Iterator[Value]:
    for f in lexicon("document").find(text, low):
        start = max(low.rfind("\n", 0, f.start) + 1, f.start - 110)
        end = low.find("\n", f.end)
        sentence = low[start : f.end + 70 if end < 0 else min(end, f.end + 70)]
        before = flat[start : f.start]
        if _ALREADY.search(before[-34:]):
            continue
        if _NEGATION.search(before[-14:]):
            continue
        if f.value == "certificate" and not re.search(
            r"cop|send|provid|schick|zusend|envoy|fourn|env[ií]|mand|inviar|przes|gönder|skicka|stuur|пришл|предостав|прилож|أرسل|ارسل|إرسال|提供|发|附|보내|첨부|declaration|konformit|conformit|attach|need|please",
            sentence,
            re.IGNORECASE,
        ):
            continue
        if not _REQUESTING.search(sentence) and (f.value in _NEEDS_A_VERB or len(sentence) > 80):
            continue
        if (
            f.value == "packing_info"
            and f.phrase == "packing"
            and not re.search(
                r"detail|info|data|dimension|size|weight|list|send|provide|please|pls|what|&|and|,",
                sentence[max(0, f.start - start - 30) : f.end - start + 24],
            )
        ):
            continue
        if f.value in ("photos", "video") and re.search(
            r"(?:see|attached|my|our) ", before[-12:], re.IGNORECASE
        ):
            continue
        yield Value("document", f.value, f.start, f.end)
    for f in lexicon("sample_line").find(text, low):
        before = flat[max(flat.rfind("\n", 0, f.start) + 1, f.start - 26) : f.start]
        around = flat[max(0, f.start - 12) : f.end + 26]
        after = flat[f.end : f.end + 22]
        if (
            _NEGATION.search(before[-22:])
            or _SAMPLE_DONE.search(around)
            or re.match(r"[ :]*(?:not |no\b|не |nein|non\b|不|无)", after, re.IGNORECASE)
        ):
            continue
        yield Value("sample_requested", True, f.start, f.end)
        break
    for m in _CERTIFICATES.finditer(flat):
        name = m["m"]
        clean = {"ROHS": "RoHS", "TÜV": "TUV", "TUV": "TUV", "ERP": "ErP", "PVOC": "PVoC", "REACH": "REACH", "SABER": "SABER",
                 "CUL": "cUL", "CETL": "cETL", "C-UL": "cUL", "ENERGYSTAR": "Energy Star", "G-MARK": "G-Mark", "GMARK": "G-Mark",
                 "ЕАС": "EAC", "INMETRO": "INMETRO", "C-TICK": "C-Tick"}.get(name.upper().replace(" ", ""), name)  # fmt: skip
        if name in _NOT_ALONE or clean in _NOT_ALONE:
            around = flat[max(0, m.start() - 26) : m.start()] + " " + flat[m.end() : m.end() + 22]
            strict = name in ("CB", "NEMA", "BV", "COC", "COO", "LOA")
            if not (_CERTIFICATE_STRICT if strict else _CERTIFICATE_NEAR).search(around):
                continue
        if (
            name == "CE"
            and re.search(r"[A-Z]{2,} $", flat[max(0, m.start() - 4) : m.start()])
            and flat[m.end() : m.end() + 5].strip().isupper()
        ):
            pass
        yield Value("certificate", clean, m.start(), m.end())
    for word, name in _CERTIFICATE_WORDS.items():
        place = flat.find(word)
        if place >= 0:
            yield Value("certificate", name, place, place + len(word))


# ------------------------------------------------------------------ reference, warranty, currency


@cache
def _reference_pattern() -> re.Pattern[str]:
    words = sorted(
        (w for w, v in words_of("heading").items() if v == "reference" and len(w) > 2), key=len, reverse=True
    )
    joined = "|".join(re.escape(w) for w in words)
    return re.compile(
        rf"(?<![a-z])(?:{joined})[ .]{{0,2}}(?:no|nr|number|num|n°|nº|№|id|code)?[ .]{{0,2}}[:#=.№]{{0,2}}[ ]{{0,2}}((?=[a-z0-9/_.-]{{0,24}}\d)[a-z0-9][a-z0-9/_.-]{{2,28}})"
    )


_YOUR = re.compile(
    r"(?:your|ihr\w{0,2}|votre|su|sua|vostr\w|uw|wasz\w|er|ваш\w{0,2}|贵司|귀사)[ ]$", re.IGNORECASE
)


_NAMED_CODE = re.compile(
    r"(?<![^\W_])(?:anfrage|preisanfrage|inquiry|enquiry|rfq|demande(?: de prix)?|richiesta(?: d[ie]? ?offerta)?|zapytanie(?: ofertowe)?|solicitud"
    r"|pedido de cotação|offerteaanvraag|förfrågan|offertförfrågan|teklif talebi|запрос|заявка|aanvraag)[ :]{1,2}"
    r"((?=[a-z/.-]{0,12}\d)(?=[^\s]{0,12}[/-])[a-z0-9][a-z0-9/_.-]{2,24}\d)(?![^\W_])",
    re.IGNORECASE,
)
"""A word for an inquiry and right behind it a code with a stroke: Zapytanie ofertowe ZO/77/2026."""


def _reference(text: str, flat: str, low: str) -> Iterator[Value]:
    for m in (*_reference_pattern().finditer(low), *_NAMED_CODE.finditer(flat)):
        if _YOUR.search(flat[max(0, m.start() - 8) : m.start()]):
            continue
        code = flat[m.start(1) : m.end(1)].strip(".-/_")
        if re.fullmatch(r"\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}", code) or len(code) < 3:
            continue
        if re.fullmatch(r"(?:[a-z]{1,5})?\d{1,4}(?:w|k|v|lm|mm|pcs)", code, re.IGNORECASE):
            continue
        yield Value("reference", code, m.start(1), m.start(1) + len(code))
        return


_WARRANTY = re.compile(r"warrant|guarant|garant|garanz|gwaranc|гарант|ضمان|质保|保修|보증|保固", re.IGNORECASE)
_YEARS = re.compile(
    r"(?<![\d.,])(\d{1,2})[ ]?(?:[/-]|to|-)?[ ]?(?:(years?|yrs?|y\b|jahr\w{0,2}|ans?\b|años?|anos?|anni|anno|jaar|lat\b|lata|rok|y[ıi]l\w{0,2}|år|год\w?|лет|года|年|سن\w{1,4}|년)|(months?|monat\w{0,2}|mois|meses|mesi|maanden|miesi\w+|ay\b|månader|месяц\w{0,2}|个月|شهر|개월))",
    re.IGNORECASE,
)
_WORD_YEARS = re.compile(
    r"(?P<n>one|two|three|five|一|两|二|三|五|zwei|drei|fünf|deux|trois|cinq|dos|tres|cinco|due|tre|cinque|dois|três|два|три|пять|سنتين)[ -]{0,2}(?:years?|jahre?|ans|años|anni|anos|года|лет|年)?",
    re.IGNORECASE,
)
_NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "five": 5, "一": 1, "两": 2, "二": 2, "三": 3, "五": 5, "zwei": 2, "drei": 3, "fünf": 5,
                 "deux": 2, "trois": 3, "cinq": 5, "dos": 2, "tres": 3, "cinco": 5, "due": 2, "tre": 3, "cinque": 5, "dois": 2,
                 "três": 3, "два": 2, "три": 3, "пять": 5, "سنتين": 2}  # fmt: skip


def _warranty(flat: str, low: str) -> Iterator[Value]:
    for word in _WARRANTY.finditer(flat):
        start, end = max(0, word.start() - 40), min(len(flat), word.end() + 60)
        best: tuple[int, Value] | None = None
        for m in _YEARS.finditer(flat, start, end):
            between = flat[min(m.end(), word.end()) : max(m.start(), word.start())]
            if ("\n" in between.strip(" ") and between.strip() == "") or re.search(r"[.;!?]\s|\n", between):
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
            if number_w and (
                re.search(r"year|jahr|ans|año|anni|ano|год|лет|年|سنتين", said[0], re.IGNORECASE)
            ):
                yield Value("warranty_years", number_w, said.start(), said.end(), unit="a")
                return


def _currencies(flat: str, low: str) -> Iterator[Value]:
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
            r"(?:in|price\w*|quot\w*|offer\w*|currency|preis\w*|angebot|en|prix|precio\w*|moneda|em|pre[cç]o\w*|prezz\w*|valuta|prijs\w*|cen\w*|waluta|fiyat\w*|para birimi|pris\w*|цен\w*|валют\w*|в|بال|السعر|价\w*|报|币种|가격\w*|:|/)[ :(]{0,3}$",
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
