"""Papers, marks and samples that a customer asks for."""

import re
from collections.abc import Iterator

from ordolux.rules.reading.text import lexicon
from ordolux.rules.reading.values import Value

_CERTIFICATES = re.compile(
    r"(?<![A-Za-z0-9-])(?P<m>CE|R[oO][hH][sS]|UL|[cC]-?UL(?:us)?|ETL|[cC]-?ETL(?:us)?|T[UÜ]V|T[uü]v|GS"
    r"|ENEC|VDE|SAA|RCM|C-Tick|PSE|KC|BIS|SASO|SABER|Saber|EAC|INMETRO|Inmetro|NOM|SONCAP|P[vV]o[cC]|PVOC"
    r"|CB|DLC|FCC|E[rR][pP]|REACH|Reach|UKCA|G-?[mM]ark|GCC|ECAS|ESMA|EQM|CSA|SEC|RETILAP|RETIE|NRCS|SABS"
    r"|LOA|Energy ?Star|ENERGY ?STAR|BSMI|CCC|3C|CQC|DEKRA|KEMA|SEMKO|ISO ?9001|ISO ?14001|ISO|WEEE|EMC"
    r"|LVD|IECEE|ICES|NSF|ATEX|IECEx|SIRIM|PSB|TISI|SNI|KEBS|BSCI|EPREL|MEPS|MEPS|GEMS|CoC|COC|SII|NEMKO"
    r"|Nemko|S-Mark|IRAM|IEC|JA8|Title ?24|T24|HACCP|D-Mark|SLS|KS|Zhaga|DALI-2|IDA|COI|CoO|CITC|NEMA|BV"
    r"|LCIE|NF|CCC认证|PCT|ГОСТ|GOST|ЕАС|ТР ТС|PKN|CITC|NEMKO|ASTA|BSI|Kitemark|INEN|TSE|NYCE|BSTI|PSQCA|UkrSEPRO"
    r"|IMQ|AENOR)(?![A-Za-z0-9])"
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
    r"cert|approv|compl|zertif|prüf|conform|norm|standard|认证|证书|认证|сертиф|شهاد|onay|homolog|listed"
    r"|mark|report|valid|required|requ|인증|zgodn|godk|keur|belge|/|,|&|\+|and|und|y|et",
    re.IGNORECASE,
)


_CERTIFICATE_STRICT = re.compile(
    r"cert|approv|zertif|report|scheme|认证|证书|сертиф|شهاد|인증", re.IGNORECASE
)


_NEGATION = re.compile(
    r"(?:\bno\b|\bnot\b|without|don'?t|do not|kein|keine|ohne|nicht|pas de|sans|sin\b|no se|não|sem\b"
    r"|senza|non\b|geen|bez\b|nie\b|gerek yok|yok|inte|ingen|без|не нужн|لا |بدون|不需要|无需|不要|없이"
    r"|필요 ?없)",
    re.IGNORECASE,
)


_NOT_NEEDED = re.compile(
    r"[^.\n;]{0,14}?(?:not (?:needed|required|necessary)|nicht (?:nötig|erforderlich|notwendig)"
    r"|non (?:necessari\w|serv\w+|occorr\w+)"
    r"|pas (?:nécessaires?|besoin)|no (?:es |son )?necesari\w+|não (?:é |são )?necessári\w+|niet nodig"
    r"|nie(?:potrzebn\w+| trzeba)"
    r"|gerekmez|behövs inte|не (?:нужн\w+|требу\w+)|غير مطلوب|不需要|不用|필요 ?없)",
    re.IGNORECASE,
)


_REQUESTING = re.compile(
    r"send|provid|attach|includ|share|suppl|need|want|please|pls|kindly|require|request|with\b|also"
    r"|submit|forward|e-?mail|let (?:me|us) have|give|together|plus|quote|schick|send|bitte|beifüg"
    r"|benötig|zusend|brauch|mit\b|inkl|stellen|envoy|fourn|joint|joindre|merci|svp|s.il vous|veuillez"
    r"|avec|besoin|transmet|env[ií]|adjunt|mand|necesit|incluir|por favor|con\b|anex|precis|favor|com\b"
    r"|inviar|inviate|invia|alleg|fornir|mandar|serve|cortes|con\b|stuur|graag|toevoeg|nodig|met\b|przes"
    r"|prosz|za[łl]ącz|do[łl]ącz|potrzeb|gönder|lütfen|ilet|ekle|paylaş|skicka|bifoga|behöver|gärna|пришл"
    r"|прилож|направ|предостав|нужн|просим|прошу|вышл|أرسل|ارسل|إرسال|ارسال|يرجى|الرجاء|نحتاج|مع|تزويد"
    r"|提供|发|附|需要|请|要|寄|보내|첨부|부탁|요청|필요|함께|포함"
    r"|cop(?:y|ies|ie)|kopi|vorrei|wünsch|would like|could you|voudr|souhait|quisi|gost|serv\w+ anche"
    r"|enclos|show|state|specify|list|mention|beil|einreich|vorleg|liefern|angeb|produire|présent|fournir|acompañ|aport|suministr"
    r"|agradec|solicit|enviem|apresent|juntar|richied|servono|corred|presentar|inoltr|gradit|bijvoeg|meestur|meeleveren"
    r"|overleg|należy|wymagan|dostarcz|isti?yoruz|rica|gerek|olmalı|beklen|krävs|lämna|önskar|medfölj|требу|желател|необходим|إرفاق|ارفاق|مطلوب|تقديم",
    re.IGNORECASE,
)


_ALREADY = re.compile(
    r"(?<!be )(?:attached|enclosed|see|as per|according to|per the|based on|find|anbei|im anhang|siehe|gemäß|laut"
    r"|ci-joint|ci-après|selon|adjunto|según|em anexo|conforme|allegat\w|in allegato|come da|bijgaand|zie"
    r"|w za[łl]ączeniu|zgodnie|ekte|ekteki|bifogad|enligt|во вложении|согласно|مرفق|المرفق|附件|见附|按照"
    r"|根据|첨부된)[^.\n]{0,28}$",
    re.IGNORECASE,
)


_NEEDS_A_VERB = frozenset({"certificate", "packing_info", "manual", "drawing", "photos"})


_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?][ ]")


_SAMPLE_DONE = re.compile(
    r"(?:approved|received|tested|your|last|previous) samples?|samples? (?:was|were|is|are) (?:ok"
    r"|approved|good|received)|sample order later",
    re.IGNORECASE,
)


# ------------------------------------------------------------------ papers, marks, samples


def papers(text: str, flat: str, low: str) -> Iterator[Value]:
    """Yield the papers, samples and marks that are asked for."""
    for f in lexicon("document").find(text, low):
        start = max(low.rfind("\n", 0, f.start) + 1, f.start - 110)
        end = low.find("\n", f.end)
        stop = f.end + 70 if end < 0 else min(end, f.end + 70)
        full_stop = _FULL_STOP.search(low, f.end, stop)
        stop = full_stop.start() if full_stop else stop
        length = stop - start
        sentence = f"{low[start:stop]}\n{flat[start:stop]}"
        before = flat[start : f.start]
        if _ALREADY.search(before[-34:]):
            continue
        if _NEGATION.search(flat, max(start, f.start - 14), f.start) or _NOT_NEEDED.match(flat, f.end):
            continue
        if f.value == "certificate" and flat[f.end : f.end + 2].strip().startswith(":"):
            continue  # the label before the marks
        if f.value == "certificate" and not re.search(
            r"cop|kopi|send|provid|joind|joint|allega|adjunt|beif|beil|bijvoeg|załącz|bifoga|ekle|schick|zusend|envoy|fourn|env[ií]|mand|inviar|przes|gönder|skicka|stuur"
            r"|пришл|предостав|прилож|أرسل|ارسل|إرسال|提供|发|附|보내|첨부|declaration|konformit"
            r"|conformit|attach|need|please",
            sentence,
            re.IGNORECASE,
        ):
            continue
        if not _REQUESTING.search(sentence) and (
            f.value in _NEEDS_A_VERB or length > 80 or f.phrase.startswith("spec")
        ):
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
        clean = {
            "ROHS": "RoHS",
            "TÜV": "TUV",
            "TUV": "TUV",
            "ERP": "ErP",
            "PVOC": "PVoC",
            "REACH": "REACH",
            "SABER": "SABER",
            "CUL": "cUL",
            "CETL": "cETL",
            "C-UL": "cUL",
            "ENERGYSTAR": "Energy Star",
            "G-MARK": "G-Mark",
            "GMARK": "G-Mark",
            "ЕАС": "EAC",
            "INMETRO": "INMETRO",
            "C-TICK": "C-Tick",
        }.get(name.upper().replace(" ", ""), name)
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
