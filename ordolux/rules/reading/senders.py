"""Who asks: firm, person, mail address and numbers, from the headers, the signature and the labels of a form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ordolux.rules.reading.tables import label_of
from ordolux.rules.reading.text import Lexicon, folded, lexicon, plain
from ordolux.rules.reading.values import Value

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_HIDDEN_EMAIL = re.compile(
    r"(?<![\w.])(?P<u>[A-Za-z0-9._%+-]{1,40})[ ]{0,2}(?:[\[({<][ ]{0,2}(?:at|@|arroba|chiocciola|собака|ат)[ ]{0,2}[\])}>]|[ ](?:at|AT|arroba|chiocciola|собака)[ ]|＠|\(a\)|#at#)[ ]{0,2}(?P<d>[A-Za-z0-9-]{1,40}(?:(?:\.|[ ]{0,2}[\[({][ ]{0,2}(?:dot|punkt|point|punto|ponto|\.)[ ]{0,2}[\])}][ ]{0,2}|[ ](?:dot|DOT|punto|punkt)[ ])[A-Za-z0-9-]{1,30}){1,4})"
)
_DOT = re.compile(
    r"[ ]{0,2}[\[({][ ]{0,2}(?:dot|punkt|point|punto|ponto|\.)[ ]{0,2}[\])}][ ]{0,2}|[ ](?:dot|punto|punkt)[ ]",
    re.IGNORECASE,
)
_PORTAL = re.compile(
    r"no-?reply|do-?not-?reply|noreply|notification|notify|portal|alibaba|made-in-china|globalsources|indiamart|tradekey|ec21|dhgate|exporthub|europages|wlw|webform|web-form|website|webmaster|system@|mailer|service@|rfq@|leads?@|inquiry@|inquiries@|forms?@|formmail|wordpress|crm@|robot|contact-form|marketplace|messag(?:e|ing)@|platform|fax2mail|faxserver|scanner|scan@|typeform|jotform|hubspot|salesforce|shopify|tenders?@",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?<![\w])(?:GmbH(?: ?& ?Co\.? ?KG)?|mbH|e\.?K\.?|KG|OHG|UG|AG|Ltd\.?a?|Limited|LLC|L\.L\.C\.?|LLP|Inc\.?|Incorporated|Corp\.?|Corporation|Co\.|Company|Pty|Pvt\.?|PLC|plc|S\.?A\.?R\.?L\.?|SARL|S\.?A\.?S\.?U?|SASU?|S\.A\.|SA|S\.?R\.?L\.?|S\.?r\.?l\.?|S\.?p\.?[Aa]\.?|s\.p\.a\.|s\.a\.s\.|s\.n\.c\.|snc|s\.c\.|SAC|S\.A\.C\.?|EIRL|E\.I\.R\.L\.?|C[ií]a\.?|CV|S\.?L\.?U?\.?|SLU?|S\.A\. de C\.V\.|SA de CV|Ltda|LTDA|EIRELI|ME|Lda|B\.?V\.?|N\.?V\.?|VOF|AB|A/S|ApS|AS|ASA|Oy|Oyj|Sp\. ?z ?o\.? ?o\.?|S\.A\.|sp\.j\.|A\.?Ş\.?|Ltd\. Şti\.|Şti\.?|San\. ve Tic\.|Tic\.|s\.?r\.?o\.?|d\.?o\.?o\.?|Kft\.?|Zrt|SRL|OOO|ООО|ЗАО|ОАО|АО|ПАО|ИП|ТОО|FZE|FZCO|FZ-LLC|FZC|WLL|W\.L\.L\.?|Est\.|Establishment|Enterprises?|Trading|Traders|Group|Holdings?|Industries|Industrial|Imports?|Exports?|Importers?|Lighting|Electric(?:al)?s?|Electronics?|Elektro\w*|Electro\w*|Eletr\w+|Lights|Lamps|Solutions|Supply|Supplies|Distribut\w+|Wholesale|Contracting|Contractors|Engineering|Hardware|Leuchten|Licht\w*|Beleuchtung|Éclairage|Eclairage|Luminaires|Iluminaci[oó]n|Ilumina[cç][aã]o|Illuminazione|Verlichting|Oświetlenie|Aydınlatma|Belysning|Hotels?|Construction\w*|Bau\w{0,10}|Technik|Systems?|International|Projects?|Developments?|Design|Stadtwerke|Municipality|University|School|Store|Stores|SIA|UAB|OÜ|EOOD|a\.s\.|ТД|НПО|ТПК|Торговый дом)(?![\w])"
)
_FIRM_WORD = re.compile(
    r"(?<![\w])(?:Materia(?:is|les|l)|Ferreter[ií]a|Comercial|Com[eé]rcio|Importadora|Distribuidora|Distribution|Electroforniture|Elettro\w+|Forniture|Luminotecnica|Leuchtmittel|Elektrik|Handel\w*|Elektrohandel|Hurt\w*|Hurtownia|Retail\w*|Fixtures|Partners|Associates|Architects|Consultants|Services|Ventures|Resources|Agencies|Brothers|Bros\.?|Sons|Suppliers|Marine|Solar|Energy|Power|Tech\w*|Cent(?:re|er)|Shop|Market)(?![\w])"
)
"""Words of firms' names that also stand elsewhere: they count in a line in which every word begins with a capital."""
_FIRM_EAST = re.compile(
    r"[\u4e00-\u9fffA-Za-z()（）]{2,30}?(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|商行|工程部|照明厂|贸易行|经营部|株式会社)|(?:주식회사|㈜|\(주\))\s?[\uac00-\ud7a3A-Za-z]{2,20}|[\uac00-\ud7a3A-Za-z]{2,20}\s?(?:주식회사|㈜|\(주\))|(?:شركة|مؤسسة|مجموعة|مصنع)\s[\u0600-\u06ff ]{2,40}"
)
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|ing|eng|engr|herr|frau|sr|sra|srta|sig|sig\.ra|dott|dott\.ssa|dipl\.?-?ing|m\.|mme|mlle|dhr|mevr|pan|pani|prof|г-н|г-жа|sayın|arq|lic|先生|女士|المهندس|السيد|الأستاذ|م\.|أ\.|mag|b\.?sc|mba)\.?\s+",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(
    r"(?:,?\s(?:先生|女士|小姐|经理|总|工|님|씨|부장|과장|대리|차장|팀장|사장|이사|bey|hanım|ph\.?d\.?|mba|b\.?sc|m\.?sc|p\.?eng))$|(?<=[\u4e00-\u9fff])(?:先生|女士|小姐|经理)$|(?<=[\uac00-\ud7a3])(?:님|씨)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"manager|director|buying|orders?\b|office|info\b|admin|team|purchas|procure|buyer|sales|engineer|assistant|officer|owner|ceo|cto|coo|president|founder|department|dept|head of|einkauf|einkäufer|geschäftsführ|leiter|vertrieb|achat|acheteu|responsable|directeur|gérant|compras|gerente|jefe|encargad|comprador|diretor|acquist|ufficio|titolare|responsabile|direttore|inkoop|inkoper|hoofd|zakup|kierownik|dyrektor|specjalista|satın ?alma|müdür|uzman|inköp|chef|ansvarig|менеджер|директор|отдел|снабжен|закуп|специалист|инженер|مدير|المشتريات|قسم|مهندس|采购|经理|总监|主管|工程师|部|구매|부장|과장|대리|팀장|담당|이사|사원|차장|architect|consultant|coordinator|executive|administrator|secretary|technician|project|proprietor|partner|planner|estimator|import",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\s*(?:(?:with |mit |met )?(?:best|kind|kindest|warm|warmest|many|friendly)?\s*(?:regards|wishes|greetings)|rgds|brgds|br|b\.?r\.?,?|thanks(?: and regards| & regards| a lot| in advance| again)?|thx|tks|many thanks|thank you(?: very much| in advance| and best regards)?|sincerely|yours (?:faithfully|sincerely|truly)|cheers|mit freundlichen grüßen|mit freundlichem gruß|freundliche grüße|freundlichen grüßen|viele grüße|beste grüße|schöne grüße|mfg|lg|gruß|grüße|cordialement|bien cordialement|salutations(?: distinguées)?|bien à vous|sincères salutations|merci(?: d'avance)?|saludos(?: cordiales)?|un saludo|cordiales saludos|atentamente|atte\.?|abrazos?|slds\.?|sds\.?|hasta pronto|cordialmente|gracias|muchas gracias|un cordial saludo|atenciosamente|att\.?|abraços|obrigad[oa]|grato|cordiali saluti|distinti saluti|saluti|grazie|un cordiale saluto|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|groeten|mvg|bedankt|pozdrawiam|z poważaniem|z wyrazami szacunku|dziękuję|saygılarımla|saygılar|iyi çalışmalar|teşekkürler|selamlar|med vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|hälsningar|mvh|tack|с уважением|с наилучшими пожеланиями|спасибо|заранее спасибо|مع التحية|تحياتي|مع خالص التحية|شكرا|وشكرا|تفضلوا بقبول|谢谢|祝好|此致|顺祝商祺|商祺|致敬|敬礼|敬上|感谢|感謝|謝謝|谢谢！|顺颂商祺|顺祝商祺|祝商安|祝生意兴隆|감사합니다|감사드립니다|올림|드림|(?:よろしく|宜しく)お願い\w*|以上|敬具|(?:med )?venlig hilsen|(?:med )?vennlig hilsen|hilsen|ystävällisin terveisin|terveisin|s pozdravem|s úctou|üdvözlettel|cu stimă|lep pozdrav|srdačan pozdrav|hartelijke groet(?:en)?|pozdr\.?|bien à toi|bàv|ats)\s*[,.!:;。，-]*\s*$",
    re.IGNORECASE,
)
_CLOSING_INLINE = re.compile(
    r"^\s*(?:best regards|kind regards|regards|thanks|rgds|br|saludos|cordialement|mfg|mit freundlichen grüßen|saluti|cordiali saluti|att|atenciosamente|pozdrawiam|saygılarımla|mvh|с уважением|groeten|thanks and regards|thanks & regards|sincerely|cheers|مع التحية|谢谢|此致)\s*[,.:;/ -]{1,3}\s*(?P<n>[^\W\d_].{1,48})$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w/])(?:\+|00|\()?\(?\+?\d[\d\s()./\-–]{5,22}\d(?!\w)")
_PHONE_LABEL = re.compile(
    r"(?<![^\W\d_])(?P<f>tele?fax|fax|faks|факс|فاكس|传真|팩스|télécopie)|(?<![^\W\d_])(?P<f2>f)(?=\s?[.:)|])|(?<![^\W\d_])(?P<p>tel(?:efon\w?|ephone|éfono|efone|efoon|éphone)?|tél|phone|ph|mobile|mob|mobil\w?|cell(?:ulare|ular)?|cel|handy|whats ?app|wa|wechat|gsm|m|t|p|call|móvil|movil|fone|portable|telefoon|cep|kom|тел\w{0,5}|моб\w{0,6}|هاتف|جوال|تلفون|موبايل|واتساب|ت|电话|手机|联系电话|微信|전화|휴대폰|핸드폰|연락처|tlf|tlm|telm|telf|tfno|direct|office|mobiel)(?![^\W\d_])",
    re.IGNORECASE,
)
_OBVIOUS = re.compile(
    r"(?:we are|i am (?:from|with)|this is [\w .]{2,30} from|from|on behalf of|wir sind die|wir sind|wir, die|firma|nous sommes(?: la société)?|la société|somos(?: la empresa)?|la empresa|somos a|a empresa|siamo(?: la)?|la ditta|wij zijn|firma|jesteśmy|мы(?: компания)?|компания|нас зовут|نحن شركة|نحن|我们是|我司是|我是|저희는)\s+(?P<n>[^\n,.;:!?]{3,60})",
    re.IGNORECASE,
)


_CLOSING_WITHIN = re.compile(
    r"(?:gracias|saludos|abra[cç]os?|besos|cheers|atte|thanks|thank you|regards|thx|merci|cordialement|danke|grüße|grazie|saluti|obrigad[oa]|cordialmente|bedankt|dziękuję|teşekkürler|tack|спасибо|с уважением)[,.! ]{1,3}(?P<n>[^\W\d_][^\d,/|–—-]{2,36}?)(?:[ ]*[,/|–—-][ ]*(?P<c>[^\n]{3,50}))?$",
    re.IGNORECASE,
)


_LONGEST_LINE = 400
"""Characters of a line in which numbers are looked for."""


@dataclass(slots=True)
class Customer:
    """Who asks, each with the place it was read from."""

    company: Value | None = None
    contact: Value | None = None
    email: Value | None = None
    phone: Value | None = None
    fax: Value | None = None


def is_portal(address: str) -> bool:
    """Tell whether an address is that of a machine or marketplace, not of the customer."""
    return _PORTAL.search(address) is not None


def is_closing(line: str) -> bool:
    """Tell whether a line is the closing words of a letter, perhaps with the name behind."""
    bare = line.strip(" >\t")
    return _CLOSING.match(bare) is not None or re.fullmatch(r"-- ?", line) is not None


def _clean_name(name: str) -> str:
    name = name.strip(" \t,.;:|/-–—*\"'<>()")
    name = re.sub(r"(?<=\w)\s+(?:x{1,3}|:\)|;\))$", "", name)
    for _ in range(3):
        shorter = _TITLE.sub("", name)
        shorter = _TITLE_AFTER.sub("", shorter).strip(" ,")
        if shorter == name:
            break
        name = shorter
    return name


def looks_like_person(line: str) -> bool:
    """Tell whether a line is a name of a person and nothing else."""
    name = _clean_name(line)
    if not 2 <= len(name) <= 48 or re.search(r"\d|@|www|http|:", name):
        return False
    if _FIRM.search(name) and not re.fullmatch(r"[A-ZÀ-Þ][\w'’-]+ (?:Design|Store|Group)", name):
        return False
    if _ROLE.search(name):
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
        return 1 <= len(words) <= 4 and not _FIRM_EAST.search(name)
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
        piece = _without_place(piece)
        east = _FIRM_EAST.search(piece)
        if east and len(piece) <= 60:
            return east[0].strip()
        m = _FIRM.search(piece) or (_FIRM_WORD.search(piece) if _is_titled(piece) else None)
        if (m and (piece[:1].isupper() or piece[:1] in "«“\"'")) or (m and piece[:1].isdigit()):
            if m is None or len(piece.split()) > 9 or len(piece.split()) < 2:
                continue
            return piece.rstrip(",;")
    return None


def _without_place(piece: str) -> str:
    """Leave away the town or country behind the name of a firm: Acme Ltd, Lagos, Nigeria."""
    pieces = re.split(r"(,\s+|\s[-–—]\s|\s\()", piece)
    if len(pieces) > 2 and len(pieces[0].split()) > 1 and looks_like_person(pieces[0]) and _FIRM.search("".join(pieces[2:])):
        pieces = pieces[2:]  # "Hans Maier, Maier Handel GmbH"
    while len(pieces) > 2 and not _FIRM.search(pieces[-1]) and _FIRM.search("".join(pieces[:-2])):
        pieces = pieces[:-2]
    while (
        len(pieces) > 2
        and pieces[1].strip() in "-–—"
        and _FIRM.search("".join(pieces[2:]))
        and (_ROLE.search(pieces[0]) or not _FIRM.search(pieces[0]))
    ):
        pieces = pieces[2:]
    return "".join(pieces)


def phone_of(text: str) -> str:
    """Return the digits of a number, with a leading plus if written."""
    text = re.sub(r"\(0\)", "", text)
    digits = re.sub(r"\D", "", text)
    return ("+" if text.strip().startswith(("+", "(+")) else "") + digits


def _numbers(text: str, start: int, customer: Customer, part: int) -> None:
    for line in re.finditer(r"[^\n]+", text):
        flat = plain(line[0])
        if re.search(
            r"(?:vat|ust|nip|cnpj|cuit|rut|ein|iban|swift|hrb|siret|p\.iva|инн|кпп|огрн)\b",
            flat,
            re.IGNORECASE,
        ) and not _PHONE_LABEL.search(flat):
            continue
        flat = flat[:_LONGEST_LINE]
        for m in _PHONE.finditer(flat):
            digits = re.sub(r"\D", "", m[0])
            if not 6 <= len(digits) <= 16:
                continue
            if re.fullmatch(
                r"\s*\d{4}\s?-\s?\d{4}\s*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|20\d\d-\d\d-\d\d.*", m[0].strip()
            ):
                continue
            labels = list(_PHONE_LABEL.finditer(flat, max(0, m.start() - 40), m.start()))
            nearest = labels[-1] if labels and m.start() - labels[-1].end() <= 22 else None
            international = m[0].strip().startswith(("+", "(+", "00"))
            if nearest is None and not international:
                alone = re.fullmatch(r"[\s|/,;()-]*", flat[: m.start()] + flat[m.end() :]) is not None
                # a cell of its own: Susan Lee | Pacific Fixtures Inc. | 604-555-0119
                alone = alone or (
                    re.search(r"[|•·][ ]*$", flat[: m.start()]) is not None
                    and re.match(r"[ ]*(?:$|[|•·])", flat[m.end() :]) is not None
                )
                alone = alone or (
                    re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", m[0].replace("-", "").replace(" ", "")) is not None
                    and len(flat) < 40
                )
                if not (alone and 8 <= len(digits) <= 13 and line.start() > 0):
                    continue
            if re.match(
                r"\s*(?:to|an|para|à|кому|到|致|수신|fax to|attn)\s?[:：]", flat, re.IGNORECASE
            ) and re.match(r"(?:00)?86", digits):
                continue
            if (
                nearest is not None
                and nearest["p"]
                and len(nearest["p"]) == 1
                and not re.match(r"\s*[.:)|]?\s*[+(\d]", flat[nearest.end() : m.start() + 1])
            ) and not international:
                continue
            both = nearest is not None and re.search(
                r"(?:tel\w*|phone)\.?\s*[/&+]\s*(?:tele)?fax|fax\.?\s*[/&+]\s*tel",
                flat[max(0, nearest.start() - 10) : nearest.end() + 8],
                re.IGNORECASE,
            )
            is_fax = nearest is not None and (nearest["f"] or nearest["f2"]) is not None and not both
            value = Value(
                "fax" if is_fax else "phone",
                phone_of(m[0]),
                start + line.start() + m.start(),
                start + line.start() + m.end(),
                part=part,
            )
            if is_fax and customer.fax is None:
                customer.fax = value
            elif not is_fax and customer.phone is None:
                customer.phone = value
            if both and customer.fax is None:
                customer.fax = value


def emails_in(text: str) -> list[tuple[str, int, int]]:
    """Return the mail addresses in a text, those written with (at) resolved."""
    found = [(m[0].rstrip("."), m.start(), m.end()) for m in _EMAIL.finditer(text)]
    for m in _HIDDEN_EMAIL.finditer(text):
        address = f"{m['u']}@{_DOT.sub('.', m['d'])}"
        if "." in address.partition("@")[2]:
            found.append((address, m.start(), m.end()))
    return sorted(found, key=lambda each: each[1])


def read_sender(
    from_name: str,
    from_address: str,
    reply_to: Sequence[str],
    texts: Sequence[tuple[int, str, bool]],
    is_machine: bool = False,
) -> Customer:
    """Return who asks. ``texts`` are (part, text, whether it was written by the sender), most important first.

    ``is_machine`` says that the From header is no person's (a form, a fax, a portal).
    """
    customer = Customer()
    portal = is_machine or is_portal(from_address) or is_portal(from_name)
    for part, text, _ in texts:
        _labelled(text, part, customer)
    for part, text, own in texts:
        if own or portal:
            _signature(text, part, customer, from_name if not portal else "")
    for part, text, own in texts:
        if own or portal:
            _numbers(text, 0, customer, part)
    header_name = _clean_name(re.sub(r"\s*(?:via|through|\()\s*.*$", "", from_name)) if not portal else ""
    if "@" in header_name:
        header_name = ""
    if "," in header_name and not company_in(header_name):
        last, _, first = header_name.partition(",")
        header_name = f"{first.strip()} {last.strip()}"
    if header_name:
        if company_in(header_name) or _FIRM_EAST.search(header_name):
            if customer.company is None:
                customer.company = Value("company", header_name, 0, 0, part=-1)
        elif looks_like_person(
            header_name.title() if header_name.isupper() or header_name.islower() else header_name
        ):
            signed = customer.contact
            shown = header_name.title() if header_name.isupper() else header_name
            if signed is None:
                customer.contact = Value("contact", shown, 0, 0, part=-1)
            else:
                mine, its = set(folded(shown).split()), set(folded(str(signed.value)).split())
                same_script = str(signed.value).isascii() == shown.isascii() or bool(mine & its)
                initials = any(len(w.strip(".")) == 1 for w in its)
                if (same_script and len(mine) > len(its) and (its & mine or initials)) or (
                    initials and len(mine) >= len(its) and mine & its
                ):
                    customer.contact = Value("contact", shown, 0, 0, part=-1)
    if customer.email is None or not portal:
        labelled = customer.email
        address = ""
        if not portal and from_address:
            address = from_address
            if labelled is not None and str(labelled.value).casefold() != from_address.casefold():
                # another address given with the name holds
                address = str(labelled.value)
        for other in reply_to:
            if portal and not is_portal(other) and labelled is None:
                address = other
                break
        if not address and portal and labelled is None:
            for part, text, _ in texts:
                for found, start, end in emails_in(text):
                    if not is_portal(found):
                        customer.email = Value("email", found, start, end, part=part)
                        break
                if customer.email:
                    break
        if address:
            if labelled is not None and address == labelled.value:
                pass
            else:
                customer.email = Value("email", address, 0, 0, part=-1)
    if customer.company is None:
        for part, text, own in texts:
            if not (own or portal):
                continue
            for m in _OBVIOUS.finditer(text[:6_000]):
                name = company_in(m["n"].strip())
                if name and not re.match(
                    r"(?:a|an|the|ein\w*|une?|una?|um|una|interested|looking|planning|in)\s",
                    name,
                    re.IGNORECASE,
                ):
                    customer.company = Value(
                        "company", name.strip(), m.start("n"), m.start("n") + len(name), part=part
                    )
                    break
            if customer.company:
                break
    return customer


def _no_names() -> Lexicon:
    return lexicon("correct", "add", "request", "product", "each", "all", "document", "heading")


def _labelled(text: str, part: int, customer: Customer) -> None:
    """Read `Company: …`, `Name: …` and the like."""
    for m in re.finditer(
        r"^[ \t>*-]*([^:\n=\t]{1,36}?)[ \t]*[:=\t][ \t]*(\S[^\n]*)$", plain(text), re.MULTILINE
    ):
        name = label_of(m[1])
        if name not in ("company", "contact", "email", "phone", "fax"):
            continue
        value = text[m.start(2) : m.end(2)].strip(" ,;|")
        if not value or getattr(customer, name) is not None:
            continue
        if name == "email":
            found = emails_in(value)
            if found and not is_portal(found[0][0]):
                customer.email = Value("email", found[0][0], m.start(2), m.end(2), part=part)
            elif name == "email" and not found:
                continue
        elif name in ("phone", "fax"):
            digits = _PHONE.search(plain(value)) or re.search(r"\+?\d[\d ()-]{5,}", plain(value))
            if digits and 6 <= len(re.sub(r"\D", "", digits[0])) <= 16:
                setattr(customer, name, Value(name, phone_of(digits[0]), m.start(2), m.end(2), part=part))
        elif name == "company" and len(value) <= 80:
            customer.company = Value("company", value, m.start(2), m.end(2), part=part)
        elif name == "contact":
            cleaned = _clean_name(re.split(r"[,(<|/]|\s-\s", value)[0])
            mail = emails_in(value)
            if (
                mail
                and customer.email is None
                and not is_portal(mail[0][0])
                and folded(m[1]).strip() not in ("from", "to")
            ):
                customer.email = Value("email", mail[0][0], m.start(2), m.end(2), part=part)
            if cleaned and looks_like_person(
                cleaned.title() if cleaned.islower() or cleaned.isupper() else cleaned
            ):
                customer.contact = Value("contact", cleaned, m.start(2), m.end(2), part=part)


def _signature(text: str, part: int, customer: Customer, header_name: str) -> None:
    """Read the lines behind the closing words."""
    lines = [(m[0], m.start()) for m in re.finditer(r"[^\n]+", text)]
    begin = None
    inline = None
    for index, (line, _) in enumerate(lines):
        bare = line.strip(" >\t")
        m = _CLOSING_INLINE.match(bare)
        if _CLOSING.match(bare) or re.fullmatch(r"-- ?", line):
            begin = index + 1
            inline = None
        elif m and looks_like_person(re.split(r"[,/|]", m["n"])[0]):
            begin, inline = index, m
    if begin is None:
        # a signature without closing words: the name from the header stands in a line by itself
        wanted = folded(header_name).split()
        for index in range(max(0, len(lines) - 14), len(lines)):
            words = set(re.findall(r"[^\W_]+", folded(lines[index][0])))
            if (
                wanted
                and words
                and len(lines[index][0]) < 60
                and (set(wanted) & words)
                and looks_like_person(re.split(r"[,|/(]|\s[-–—]\s", lines[index][0].strip(" /-–—"))[0])
            ):
                begin = index
                break
    if begin is None and lines:
        m = _CLOSING_WITHIN.search(lines[-1][0])
        if m and looks_like_person(m["n"]):
            at = lines[-1][1]
            if customer.contact is None:
                customer.contact = Value(
                    "contact", _clean_name(m["n"]), at + m.start("n"), at + m.end("n"), part=part
                )
            firm = re.split(r"\s?[|/]\s|,\s?(?=[+\d])", m["c"] or "")[0].strip(" .")
            if firm and customer.company is None:
                customer.company = Value(
                    "company", _without_place(firm), at + m.start("c"), at + m.end("c"), part=part
                )
            return
    if begin is None:
        begin = max(0, len(lines) - 4)
        loose = True
    else:
        loose = False
    if inline is not None:
        line, at = lines[begin]
        pieces = [p.strip() for p in re.split(r"[,/|]", inline["n"])]
        if customer.contact is None and looks_like_person(pieces[0]):
            customer.contact = Value("contact", _clean_name(pieces[0]), at, at + len(line), part=part)
        for piece in pieces[1:]:
            if (
                customer.company is None
                and len(piece) > 3
                and (
                    company_in(piece)
                    or (
                        len(pieces) == 2
                        and piece[:1].isupper()
                        and not _ROLE.search(piece)
                        and not re.search(r"\d", piece)
                    )
                )
            ):
                customer.company = Value("company", piece, at, at + len(line), part=part)
        begin += 1
    behind_person = False
    for line, at in lines[begin : begin + 14]:
        bare = line.strip(" >\t*_|/")
        if not bare or _CLOSING.match(bare):
            continue
        firm = company_in(bare)
        if (
            firm
            and len(firm) >= len(bare) - 24
            and not (
                looks_like_person(re.split(r",\s", bare)[0])
                and len(re.split(r",\s", bare)) > 1
                and _FIRM.search(re.split(r",\s", bare)[1])
                and len(re.split(r",\s", bare)[1].split()) > 1
            )
        ):
            if customer.company is None and not re.match(
                r"(?:purchas|sales|procure|export|import|project)\w* (?:manager|department|dept|director|engineer)",
                firm,
                re.IGNORECASE,
            ):
                customer.company = Value("company", firm, at, at + len(line), part=part)
            person = re.split(r",\s|\s[-–—|]\s", bare)[0]
            if customer.contact is None and len(person.split()) > 1 and person != firm and looks_like_person(person):
                customer.contact = Value("contact", _clean_name(person), at, at + len(person), part=part)
            continue
        first, *rest = [p.strip() for p in re.split(r"\s[|/–—-]\s|,\s|\t|\s{3,}", bare) if p.strip()] or [
            bare
        ]
        if customer.contact is None and re.search("[\u4e00-\u9fff\uac00-\ud7a3]", bare):
            named = next(
                (
                    w
                    for w in re.split(r"[\s,，/|：:()（）]+", bare)
                    if looks_like_person(w) and not _FIRM_EAST.search(w) and not any(_no_names().find(w))
                ),
                None,
            )
            if named and len(bare) <= 24:
                customer.contact = Value("contact", _clean_name(named), at, at + len(bare), part=part)
                continue
        if customer.contact is None and not loose and looks_like_person(first):
            customer.contact = Value("contact", _clean_name(first), at, at + len(first), part=part)
            behind_person = True
            for piece in rest:
                if customer.company is None and (company_in(piece) or _FIRM_EAST.search(piece)):
                    customer.company = Value(
                        "company", company_in(piece) or piece, at, at + len(line), part=part
                    )
            continue
        if (
            customer.company is None
            and firm
            and (
                not _ROLE.search(firm)
                or (
                    _FIRM.search(firm)
                    and not re.match(
                        r"(?:purchas|sales|procure|export|import|project)\w* (?:manager|department|dept|director|engineer)",
                        firm,
                        re.IGNORECASE,
                    )
                )
            )
        ):
            customer.company = Value("company", firm, at, at + len(line), part=part)
            continue
        if behind_person and customer.company is None and not loose:
            if (
                not re.search(r"\d|@|www\.|http", bare)
                and not _ROLE.search(bare)
                and len(bare.split()) <= 6
                and not _PHONE_LABEL.match(bare)
            ):
                name = bare.strip(" ,;")
                name = _without_place(name) if _FIRM.search(name) else re.split(r",\s|\s[-–—|/]\s", name)[0]
                customer.company = Value("company", name, at, at + len(line), part=part, sure=0.6)
            elif not _ROLE.search(bare):
                behind_person = False


__all__ = ["Customer", "emails_in", "is_portal", "read_sender"]
