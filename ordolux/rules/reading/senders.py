"""Who asks: firm, person, mail address and numbers, from the headers, the signature and the labels of a form."""

import itertools
import re
from collections.abc import Sequence

from ordolux.rules.reading.cells import label_of
from ordolux.rules.reading.names import FIRM_EAST, clean_name, company_in, looks_like_person
from ordolux.rules.reading.signatures import PHONE_LABEL, Customer, signature
from ordolux.rules.reading.text import folded, plain
from ordolux.rules.reading.values import Value

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")


_HIDDEN_EMAIL = re.compile(
    r"(?<![\w.])(?P<u>[A-Za-z0-9._%+-]{1,40})[ ]{0,2}(?:[\[({<][ ]{0,2}(?:at|@|arroba|chiocciola|собака"
    r"|ат)[ ]{0,2}[\])}>]|[ ](?:at|AT|arroba|chiocciola|собака)[ ]|＠|\(a\)|#at#)[ "
    r"]{0,2}(?P<d>[A-Za-z0-9-]{1,40}(?:(?:\.|[ ]{0,2}[\[({][ ]{0,2}(?:dot|punkt|point|punto|ponto|\.)[ "
    r"]{0,2}[\])}][ ]{0,2}|[ ](?:dot|DOT|punto|punkt)[ ])[A-Za-z0-9-]{1,30}){1,4})"
)


_DOT = re.compile(
    r"[ ]{0,2}[\[({][ ]{0,2}(?:dot|punkt|point|punto|ponto|\.)[ ]{0,2}[\])}][ ]{0,2}|[ ](?:dot|punto|punkt)[ ]",
    re.IGNORECASE,
)


_PORTAL = re.compile(
    r"no-?reply|do-?not-?reply|noreply|notification|notify|portal|alibaba|made-in-china|globalsources"
    r"|indiamart|tradekey|ec21|dhgate|exporthub|europages|wlw|webform|web-form|website|webmaster|system@"
    r"|mailer|service@|rfq@|leads?@|inquiry@|inquiries@|forms?@|formmail|wordpress|crm@|robot"
    r"|contact-form|marketplace|messag(?:e|ing)@|platform|fax2mail|faxserver|fax[ -]?gateway|^fax@|scanner|scan@|typeform"
    r"|jotform|hubspot|salesforce|shopify|tenders?@",
    re.IGNORECASE,
)


_TELEPHONE = re.compile(r"(?<![\w/])(?:\+|00|\()?\(?\+?\d[\d\s()./\-–]{5,22}\d(?!\w)")


_OBVIOUS = re.compile(
    r"(?:we are|i am (?:from|with)|this is [\w .]{2,30} from|from|on behalf of|wir sind die|wir sind|wir, "
    r"die|firma|nous sommes(?: la société)?|la société|somos(?: la empresa)?|la empresa|somos a|a empresa"
    r"|siamo(?: la)?|la ditta|wij zijn|firma|jesteśmy|мы(?: компания)?|компания|нас зовут|نحن شركة|نحن"
    r"|我们是|我司是|我是|저희는)\s+(?P<n>[^\n,.;:!?]{3,60})",
    re.IGNORECASE,
)


_LONGEST_LINE = 400
"""Characters of a line in which numbers are looked for."""


def is_portal(address: str) -> bool:
    """Tell whether an address is that of a machine or marketplace, not of the customer."""
    return _PORTAL.search(address) is not None


def phone_of(text: str) -> str:
    """Return the digits of a number, with a leading plus if written."""
    text = re.sub(r"\(0\)", "", text)
    digits = re.sub(r"\D", "", text)
    return ("+" if text.strip().startswith(("+", "(+")) else "") + digits


_NUMBERS_OF_OFFICES = re.compile(
    r"(?:vat|ust|nip|cnpj|cuit|rut|ein|iban|swift|hrb|siret|p\.iva|инн|кпп|огрн)\b", re.IGNORECASE
)


def _telephone_numbers(text: str, start: int, customer: Customer, part: int) -> None:
    extension = _EXTENSION.search(plain(text))
    if extension is not None and customer.fax is None:
        stem = extension["t"][: -len(extension["x"])]
        customer.fax = Value(
            "fax", phone_of(stem + extension["f"]), extension.start("t"), extension.end(), part=part
        )
    for line in re.finditer(r"[^\n]+", text):
        flat = plain(line[0])
        if _NUMBERS_OF_OFFICES.search(flat) and not PHONE_LABEL.search(flat):
            continue
        flat = flat[:_LONGEST_LINE]
        for m in _TELEPHONE.finditer(flat):
            digits = re.sub(r"\D", "", m[0])
            if not 6 <= len(digits) <= 16:
                continue
            if re.fullmatch(
                r"\s*\d{4}\s?-\s?\d{4}\s*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|20\d\d-\d\d-\d\d.*", m[0].strip()
            ):
                continue
            labels = list(PHONE_LABEL.finditer(flat, max(0, m.start() - 40), m.start()))
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
    found = [(m[0].rstrip("."), m.start(), m.end()) for m in _ADDRESS.finditer(text)]
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
            signature(text, part, customer, from_name if not portal else "")
    for part, text, own in texts:
        if own and not portal:
            _all_in_one_line(text, part, customer, from_name)
    for part, text, own in texts:
        if own or portal:
            _telephone_numbers(text, 0, customer, part)
    header_name = clean_name(re.sub(r"\s*(?:via|through|\()\s*.*$", "", from_name)) if not portal else ""
    if "@" in header_name:
        header_name = ""
    if "," in header_name and not company_in(header_name):
        last, _, first = header_name.partition(",")
        header_name = f"{first.strip()} {last.strip()}"
    if header_name:
        if company_in(header_name) or FIRM_EAST.search(header_name):
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
    if is_machine and not from_address:
        _letter_paper(texts, customer)
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
    if customer.company is None and not portal:
        _head_of_paper([(part, text) for part, text, own in texts if not own], from_address, customer)
    return customer


def _head_of_paper(papers: Sequence[tuple[int, str]], from_address: str, customer: Customer) -> None:
    """Read the firm, and its telephone, from the head of an attached paper when the sender's address names it too."""
    domain = folded(from_address.rpartition("@")[2])
    for part, text in papers:
        for m in itertools.islice(_FULL_LINE.finditer(text[:1_000]), 4):
            for piece in _BESIDE.split(m[0]):
                firm = company_in(piece.strip())
                if firm and any(
                    len(word) >= 4 and word in domain for word in _NAME_WORD.findall(folded(firm))
                ):
                    at = m.start() + m[0].find(piece)
                    customer.company = Value("company", firm, at, at + len(piece), part=part)
                    if customer.phone is None:
                        _telephone_numbers(m[0], m.start(), customer, part)
                    return


_FULL_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BESIDE = re.compile(r"\s[-–—|•·]\s|,\s|\t")
_NAME_WORD = re.compile(r"[^\W\d_]+")


_NAME_FIRM_NUMBER = re.compile(
    r"^[ \t>]*(?P<n>[^\W\d_][^\n,|/\d]{1,40}?)[ ]?[,|/–-][ ]?(?P<c>[^\n\d,|/]{3,50}?)[ ,|/–-]{1,4}"
    r"(?P<t>\+?[\d(][\d ()./-]{6,20}\d)[ .]*$",
    re.MULTILINE,
)
"""tunde, BrightHome Ventures 0803 555 2211"""


def _all_in_one_line(text: str, part: int, customer: Customer, header_name: str) -> None:
    """Read a name, a firm and a number that close a mail in one line."""
    wanted = set(folded(header_name).split())
    for m in _NAME_FIRM_NUMBER.finditer(text, max(0, len(text) - 400)):
        name = m["n"].strip()
        if not (looks_like_person(name) or wanted & set(folded(name).split())):
            continue
        firm = m["c"].strip()
        if not firm[:1].isupper() or not (company_in(firm) or len(firm.split()) in (2, 3)):
            continue
        if customer.company is None:
            customer.company = Value("company", firm, m.start("c"), m.end("c"), part=part)
        if customer.phone is None:
            customer.phone = Value("phone", phone_of(m["t"]), m.start("t"), m.end("t"), part=part)


_EXTENSION = re.compile(
    r"(?P<t>\d[\d /()-]{4,20}[ -](?P<x>\d{1,4}))[ ,;|]{1,3}(?:(?:tele)?fax|faks|f)\.?"
    r"[ :]{0,2}(?:durchwahl |-)[ ]?(?P<f>\d{1,4})(?!\d)",
    re.IGNORECASE,
)
"""Tel. 0851/555 01-20 Fax -29: the fax has the number of the telephone with another end."""


def _letter_paper(texts: Sequence[tuple[int, str, bool]], customer: Customer) -> None:
    """Read a fax or a letter: the firm stands on its head, who signs at its end."""
    for part, text, _ in texts[:1]:
        lines = [(m[0].strip(), m.start()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
        for line, at in lines[:3]:
            name = company_in(line)
            if (
                customer.company is None
                and name
                and not re.match(r"(?:to|an|para|à)\s*:", line, re.IGNORECASE)
            ):
                customer.company = Value("company", name, at, at + len(line), part=part)
        for line, at in reversed(lines[-3:]):
            if (
                customer.contact is None
                and len(line.split()) > 1
                and looks_like_person(line)
                and at > lines[0][1]
            ):
                customer.contact = Value("contact", clean_name(line), at, at + len(line), part=part)


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
            digits = _TELEPHONE.search(plain(value)) or re.search(r"\+?\d[\d ()-]{5,}", plain(value))
            if digits and 6 <= len(re.sub(r"\D", "", digits[0])) <= 16:
                setattr(customer, name, Value(name, phone_of(digits[0]), m.start(2), m.end(2), part=part))
        elif name == "company" and len(value) <= 80:
            customer.company = Value("company", value, m.start(2), m.end(2), part=part)
        elif name == "contact":
            cleaned = clean_name(re.split(r"[,(<|/]|\s-\s", value)[0])
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
