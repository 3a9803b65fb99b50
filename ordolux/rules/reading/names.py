"""Names of firms and persons, and the closing words of a letter."""

import re

from ordolux.rules.reading.cells import label_of
from ordolux.rules.reading.text import lexicon

FIRM = re.compile(
    r"(?<![\w])(?:GmbH(?: ?& ?Co\.? ?KG)?|mbH|e\.?K\.?|KG|OHG|UG|AG|Ltd\.?a?|Limited|LLC|L\.L\.C\.?|LLP"
    r"|Inc\.?|Incorporated|Corp\.?|Corporation|Co\.|Company|Pty|Pvt\.?|PLC|plc|S\.?A\.?R\.?L\.?|SARL"
    r"|S\.?A\.?S\.?U?|SASU?|S\.A\.|SA|S\.?R\.?L\.?|S\.?r\.?l\.?|S\.?p\.?[Aa]\.?|s\.p\.a\.|s\.a\.s\."
    r"|s\.n\.c\.|snc|s\.c\.|SAC|S\.A\.C\.?|EIRL|E\.I\.R\.L\.?|C[ií]a\.?|CV|S\.?L\.?U?\.?|SLU?|S\.A\. de "
    r"C\.V\.|SA de CV|Ltda|LTDA|EIRELI|ME|Lda|B\.?V\.?|N\.?V\.?|VOF|AB|A/S|ApS|AS|ASA|Oy|Oyj|Sp\. ?z "
    r"?o\.? ?o\.?|S\.A\.|sp\.j\.|A\.?Ş\.?|Ltd\. Şti\.|Şti\.?|San\. ve Tic\.|Tic\.|s\.?r\.?o\.?"
    r"|d\.?o\.?o\.?|Kft\.?|Zrt|SRL|OOO|ООО|ЗАО|ОАО|АО|ПАО|ИП|ТОО|FZE|FZCO|FZ-LLC|FZC|WLL|W\.L\.L\.?|Est\."
    r"|Establishment|Enterprises?|Trading|Traders|Group|Holdings?|Industries|Industrial|Imports?|Exports?"
    r"|Importers?|Lighting|Electric(?:al)?s?|Electronics?|Elektro\w*|Electro\w*|Eletr\w+|Lights|Lamps"
    r"|Solutions|Supply|Supplies|Distribut\w+|Wholesale|Contracting|Contractors|Engineering|Hardware"
    r"|Leuchten|Licht\w*|Beleuchtung|Éclairage|Eclairage|Luminaires|Iluminaci[oó]n|Ilumina[cç][aã]o"
    r"|Illuminazione|Verlichting|Oświetlenie|Aydınlatma|Belysning|Hotels?|Construction\w*|Bau\w{0,10}"
    r"|Technik|Systems?|International|Projects?|Developments?|Design|Stadtwerke|Municipality|University"
    r"|School|Store|Stores|SIA|UAB|OÜ|EOOD|a\.s\.|ТД|НПО|ТПК|Торговый дом)(?![\w])"
)


_FIRM_WORD = re.compile(
    r"(?<![\w])(?:Materia(?:is|les|l)|Ferreter[ií]a|Comercial|Com[eé]rcio|Importadora|Distribuidora"
    r"|Distribution|Electroforniture|Elettro\w+|Forniture|Luminotecnica|Leuchtmittel|Elektrik|Handel\w*"
    r"|Elektrohandel|Hurt\w*|Hurtownia|Retail\w*|Fixtures|Partners|Associates|Architects|Consultants"
    r"|Municipal\w*|Parishad|District|Council|County|Gmina|Urząd|Commune|Comune|Ville|Mairie|Ayuntamiento|Alcaldía|Prefeitura"
    r"|Município|Municipio|Kommun\w*|Gemeente|Gemeinde|Stadt|Zweckverband|Landratsamt|Belediye\w*|Authority|Ministry|Hospital|Resort"
    r"|Администрация|Управление|Genossenschaft|Coop\w*|Comptoir|Établissements|Ets"
    r"|Services|Ventures|Resources|Agencies|Brothers|Bros\.?|Sons|Suppliers|Marine|Solar|Energy|Power"
    r"|Tech\w*|Cent(?:re|er)|Shop|Market)(?![\w])"
)
"""Words of firms' names that also stand elsewhere: they count in a line in which every word begins with a capital."""


FIRM_EAST = re.compile(
    r"[\u4e00-\u9fffA-Za-z()（）]{2,30}?(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|商行"
    r"|工程部|照明厂|贸易行|经营部|株式会社)|(?:주식회사|㈜|\(주\))\s?[\uac00-\ud7a3A-Za-z]{2,20}"
    r"|[\uac00-\ud7a3A-Za-z]{2,20}\s?(?:주식회사|㈜|\(주\))|(?:شركة|مؤسسة|مجموعة|مصنع)\s[\u0600-\u06ff "
    r"]{2,40}"
)


_TITLE = re.compile(
    r"^(?:geom|chief|er|engr?\.?[ºª]|eng[ºª]|arq\.?[ªº]|i\. ?[av]|dipl\.?-? ?ing\.? ?\(fh\)|rag|avv|alhaji"
    r"|sheikh|hon|mr|mrs|ms|miss|dr|ing|eng|engr|herr|frau|sr|sra|srta|sig|sig\.ra|dott|dott\.ssa|dipl\.?-?ing"
    r"|m\.|mme|mlle|dhr|mevr|pan|pani|prof|г-н|г-жа|sayın|arq|lic|先生|女士|المهندس|السيد|الأستاذ|م\.|أ\."
    r"|mag|b\.?sc|mba)\.?\s+",
    re.IGNORECASE,
)


_TITLE_AFTER = re.compile(
    r"(?:,?\s(?:先生|女士|小姐|经理|总|工|님|씨|부장|과장|대리|차장|팀장|사장|이사|bey|hanım|ph\.?d\.?"
    r"|mba|b\.?sc|m\.?sc|p\.?eng))$|(?<=[\u4e00-\u9fff])(?:先生|女士|小姐|经理)$"
    r"|(?<=[\uac00-\ud7a3])(?:님|씨)$",
    re.IGNORECASE,
)


ROLE = re.compile(
    r"manager|director|buying|orders?\b|office|info\b|admin|team|purchas|procure|buyer|sales|engineer"
    r"|assistant|officer|owner|ceo|cto|coo|president|founder|department|dept|head of|einkauf|einkäufer"
    r"|geschäftsführ|leiter|vertrieb|achat|acheteu|responsable|directeur|gérant|compras|gerente|jefe"
    r"|encargad|comprador|diretor|acquist|ufficio|titolare|responsabile|direttore|inkoop|inkoper|hoofd"
    r"|zakup|kierownik|dyrektor|specjalista|satın ?alma|müdür|uzman|inköp|chef|ansvarig|менеджер|директор"
    r"|отдел|снабжен|закуп|специалист|инженер|مدير|المشتريات|قسم|مهندس|采购|经理|总监|主管|工程师|部|구매"
    r"|부장|과장|대리|팀장|담당|이사|사원|차장|architect|consultant|coordinator|executive|administrator"
    r"|secretary|technician|project|proprietor|partner|planner|estimator|import",
    re.IGNORECASE,
)


CLOSING = re.compile(
    r"^\s*(?:(?:with |mit |met )?(?:best|kind|kindest|warm|warmest|many|friendly)?\s*(?:regards|wishes"
    r"|greetings)|rgds|brgds|br|b\.?r\.?,?|thanks(?: and regards| & regards| a lot| in advance| again)?"
    r"|thx|tks|thanking (?:you|u)|thank u|many thanks|thank you(?: very much| in advance| and best regards)?|sincerely|yours "
    r"(?:faithfully|sincerely|truly)|cheers|mit freundlichen grüßen|mit freundlichem gruß|freundliche "
    r"grüße|freundlichen grüßen|viele grüße|beste grüße|schöne grüße|mfg|lg|gruß|grüße|cordialement|bien "
    r"cordialement|salutations(?: distinguées)?|bien à vous|sincères salutations|merci(?: d'avance)?"
    r"|saludos(?: cordiales)?|un saludo|cordiales saludos|atentamente|atte\.?|abrazos?|slds\.?|sds\.?"
    r"|hasta pronto|cordialmente|gracias|muchas gracias|un cordial saludo|atenciosamente|att\.?|abraços"
    r"|obrigad[oa]|grato|cordiali saluti|distinti saluti|saluti|grazie|un cordiale saluto|met "
    r"vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|groeten|mvg|bedankt|pozdrawiam|z poważaniem|z "
    r"wyrazami szacunku|dziękuję|saygılarımla|saygılar|iyi çalışmalar|teşekkürler|selamlar|med "
    r"vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|hälsningar|mvh|tack|с уважением|с наилучшими "
    r"пожеланиями|спасибо|заранее спасибо|مع التحية|تحياتي|مع خالص التحية|شكرا|وشكرا|تفضلوا بقبول|谢谢"
    r"|祝好|此致|顺祝商祺|商祺|致敬|敬礼|敬上|感谢|感謝|謝謝|谢谢！|顺颂商祺|顺祝商祺|祝商安|祝生意兴隆"
    r"|감사합니다|감사드립니다|올림|드림|(?:よろしく|宜しく)お願い\w*|以上|敬具|(?:med )?venlig hilsen"
    r"|(?:med )?vennlig hilsen|hilsen|ystävällisin terveisin|terveisin|s pozdravem|s úctou|üdvözlettel|cu "
    r"stimă|lep pozdrav|srdačan pozdrav|hartelijke groet(?:en)?|pozdr\.?|bien à toi|bàv|ats)\s*[,.!:"
    r";。，-]*\s*$",
    re.IGNORECASE,
)


_FIRM_IN_CAPITALS = re.compile(FIRM.pattern, re.IGNORECASE)


def is_closing(line: str) -> bool:
    """Tell whether a line is the closing words of a letter, perhaps with the name behind."""
    bare = line.strip(" >\t")
    return CLOSING.match(bare) is not None or re.fullmatch(r"-- ?", line) is not None


def clean_name(name: str) -> str:
    """Return a name without titles, marks and kisses."""
    name = name.strip(" \t,.;:|/-–—*\"'<>()")
    name = re.sub(r"(?<=\w)\s+(?:x{1,3}|:\)|;\))$", "", name)
    name = re.sub(r"\s+\([^()]{1,30}\)?$", "", name)  # K. Ravi (prop.)
    for _ in range(3):
        shorter = _TITLE.sub("", name)
        shorter = _TITLE_AFTER.sub("", shorter).strip(" ,")
        if shorter == name:
            break
        name = shorter
    return name


def looks_like_person(line: str) -> bool:
    """Tell whether a line is a name of a person and nothing else."""
    name = clean_name(line)
    if not 2 <= len(name) <= 48 or re.search(r"\d|@|www|http|:", name):
        return False
    if FIRM.search(name) and not re.fullmatch(r"[A-ZÀ-Þ][\w'’-]+ (?:Design|Store|Group)", name):
        return False
    if ROLE.search(name):
        return False
    if re.search("[\u4e00-\u9fff]", name):
        return 2 <= len(name) <= 4 and re.fullmatch("[\u4e00-\u9fff·]+", name) is not None
    if re.search("[\uac00-\ud7a3]", name):
        return re.fullmatch("[\uac00-\ud7a3]{2,5}(?: [\uac00-\ud7a3]{1,3})?", name) is not None
    if re.search(r"[.!?;]\s", re.sub(r"(?<![^\W\d_])[^\W\d_]{1,3}\.", "", name)):
        return False  # two sentences are no name
    words = name.split()
    if not 1 <= len(words) <= 5:
        return False
    if re.search("[\u0600-\u06ff]", name):
        return 1 <= len(words) <= 4 and not FIRM_EAST.search(name)
    small = {
        "de",
        "da",
        "van",
        "von",
        "del",
        "der",
        "bin",
        "al",
        "el",
        "dos",
        "la",
        "le",
        "di",
        "ten",
        "den",
        "y",
        "ibn",
        "st.",
        "dela",
        "das",
        "af",
        "av",
        "bint",
        "abu",
        "ben",
        "ter",
        "van't",
        "zu",
        "ould",
        "e",
    }
    return all(word[:1].isupper() or word in small for word in words) and any(len(w) > 1 for w in words)


_OF_GOODS = re.compile(r"\d[ ]?(?:w|k|pcs|mm|cm|v|lm|stk|шт|个|只)(?![^\W_])", re.IGNORECASE)
"""A line with watts or pieces names no firm."""


_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4})(?<!Corp)(?<!Elec)(?<!Intl)(?<!Mfrs)[.!?]\s+|(?<=\d)[.!?]\s+")


def _is_titled(piece: str) -> bool:
    """Tell whether a line looks like a name: all its longer words begin with a capital, and it names no lamp."""
    words = re.findall(r"[^\W\d_]{4,}", piece)
    return (
        1 < len(piece.split()) <= 6
        and all(word[0].isupper() for word in words)
        and not re.search(r"\d|[.!?]$", piece)
        and not any(True for _ in lexicon("product").find(piece))
    )


def company_in(line: str) -> str | None:
    """Return the name of a firm if a line is or begins with one."""
    bare = line.strip(" \t*|-–—_,;")
    if not 3 <= len(bare) <= 90 or "@" in bare or bare.endswith("?"):
        return None
    for piece in re.split(r"\s?[|•·]\s?|\s[/–—]\s|\t|,\s(?=(?:tel|fax|phone|mob|www|e-?mail))", bare):
        if _OF_GOODS.search(piece) or (":" in piece and label_of(piece.partition(":")[0]) is not None):
            continue
        piece = _SENTENCE_END.split(piece.strip(" ,;|"))[-1]
        piece = re.split(r"(?i)(?:^|\s)(?:from|von der|von|de la part de)\s+(?=[A-ZÀ-Þ])", piece)[-1]
        piece = without_place(piece)
        east = FIRM_EAST.search(piece)
        if east and len(piece) <= 60:
            return east[0].strip()
        m = (
            FIRM.search(piece)
            or (_FIRM_IN_CAPITALS.search(piece) if piece.isupper() else None)
            or (_FIRM_WORD.search(piece) if _is_titled(piece) else None)
        )
        if (m and (piece[:1].isupper() or piece[:1] in "«“\"'")) or (m and piece[:1].isdigit()):
            if m is None or len(piece.split()) > 9 or len(piece.split()) < 2:
                continue
            return piece.rstrip(",;")
    return None


def without_place(piece: str) -> str:
    """Leave away the town or country behind the name of a firm: Acme Ltd, Lagos, Nigeria."""
    pieces = re.split(r"(,\s+|\s[-–—]\s|\s\()", piece)
    while (
        len(pieces) > 2
        and ROLE.search(pieces[0])
        and not FIRM.search(pieces[0])
        and len("".join(pieces[2:]).split()) > 1
        and FIRM.search("".join(pieces[2:]))
    ):
        pieces = pieces[2:]  # "Procurement, Acme Oy"
    if (
        len(pieces) > 2
        and len("".join(pieces[2:]).split()) > 1
        and len(pieces[0].split()) > 1
        and looks_like_person(pieces[0])
        and FIRM.search("".join(pieces[2:]))
    ):
        pieces = pieces[2:]  # "Hans Maier, Maier Handel GmbH"
    while len(pieces) > 2 and not FIRM.search(pieces[-1]) and FIRM.search("".join(pieces[:-2])):
        pieces = pieces[:-2]
    while (
        len(pieces) > 2
        and pieces[1].strip() in "-–—"
        and FIRM.search("".join(pieces[2:]))
        and (ROLE.search(pieces[0]) or not FIRM.search(pieces[0]))
    ):
        pieces = pieces[2:]
    return "".join(pieces)
