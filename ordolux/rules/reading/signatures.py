"""The lines behind the closing words: who signs, for which firm."""

import re
from dataclasses import dataclass

from ordolux.rules.reading.names import (
    CLOSING,
    FIRM,
    FIRM_EAST,
    ROLE,
    clean_name,
    company_in,
    looks_like_person,
    without_place,
)
from ordolux.rules.reading.text import Lexicon, folded, lexicon
from ordolux.rules.reading.values import Value

_CLOSING_INLINE = re.compile(
    r"^\s*(?:best regards|kind regards|regards|thanks|rgds|br|saludos|cordialement|mfg|mit freundlichen "
    r"grüßen|saluti|cordiali saluti|att|atenciosamente|pozdrawiam|saygılarımla|mvh|с уважением|groeten"
    r"|thanks and regards|thanks & regards|sincerely|cheers|مع التحية|谢谢|此致)\s*[,.:;/ "
    r"-]{1,3}\s*(?P<n>[^\W\d_].{1,48})$",
    re.IGNORECASE,
)


PHONE_LABEL = re.compile(
    r"(?<![^\W\d_])(?P<f>tele?fax|fax|faks|факс|فاكس|传真|팩스|télécopie)"
    r"|(?<![^\W\d_])(?P<f2>f)(?=\s?[.:)|]|\s\+)|(?<![^\W\d_])(?P<p>tel(?:efon\w?|ephone|éfono|efone|efoon"
    r"|éphone)?|tél|phone|ph|mobile|mob|mobil\w?|cell(?:ulare|ular)?|cel|handy|whats ?app|wa|wechat|gsm|m"
    r"|t|p|call|móvil|movil|fone|portable|telefoon|cep|kom|тел\w{0,5}|моб\w{0,6}|هاتف|جوال|تلفون|موبايل"
    r"|واتساب|ت|电话|手机|联系电话|微信|전화|휴대폰|핸드폰|연락처|tlf|tlm|telm|telf|tfno|direct|direkt|direktwahl|durchwahl|växel|vxl|pbx|fono|fijo|fixo|celular|ddi|main|switchboard|line|office"
    r"|mobiel)(?![^\W\d_])",
    re.IGNORECASE,
)


_CLOSING_WITHIN = re.compile(
    r"(?:gracias|saludos|abra[cç]os?|besos|cheers|atte|thanks|thank you|regards|thx|merci|cordialement"
    r"|danke|grüße|grazie|saluti|obrigad[oa]|cordialmente|bedankt|dziękuję|teşekkürler|tack|спасибо|с "
    r"уважением)[,.! ]{1,3}(?P<n>[^\W\d_][^\d,/|–—-]{2,36}?)(?:[ ]*[,/|–—-][ ]*(?P<c>[^\n]{3,50}))?$",
    re.IGNORECASE,
)


_GUESSED = 0.6
"""How sure a firm is that is known only by standing below a person; a line with a legal form is surer."""


@dataclass(slots=True)
class Customer:
    """Who asks, each with the place it was read from."""

    company: Value | None = None
    contact: Value | None = None
    email: Value | None = None
    phone: Value | None = None
    fax: Value | None = None


def _no_names() -> Lexicon:
    return lexicon("correct", "add", "request", "product", "each", "all", "document", "heading")


def _signed_above_a_firm(lines: list[tuple[str, int]]) -> int | None:
    """Return where a name stands by itself right above a firm near the end: a signature without closing words."""
    first = max(1, len(lines) - 8)
    for index in range(first, len(lines)):
        bare = lines[index][0].strip(" >\t*_|")
        above = lines[index - 1][0].strip(" >\t*_|")
        firm = company_in(bare)
        if firm is None or len(firm) < len(bare) - 30 or len(above) > 48:
            continue
        if (
            len(clean_name(above).split()) > 1
            and looks_like_person(above)
            and not any(_no_names().find(above))
        ):
            return index - 1
    return None


_FOR_A_FIRM = re.compile(
    r"^[ >]*(?:for(?: and on behalf of)?|i\.?[ ]?a\.?|p\.?[ ]?p\.?a?\.?|per|pour|p/"
    r"|za)[ ,:]{1,2}(?:m/s\.?[ ])?(?P<c>[^\n]{4,60})$",
    re.IGNORECASE,
)
"""A letter signed for its firm: For Example Traders Pvt. Ltd."""


def signature(text: str, part: int, customer: Customer, header_name: str) -> None:
    """Read the lines behind the closing words."""
    lines = [(m[0], m.start()) for m in re.finditer(r"[^\n]+", text)]
    begin = None
    inline = None
    for index, (line, _) in enumerate(lines):
        bare = line.strip(" >\t")
        m = _CLOSING_INLINE.match(bare)
        if CLOSING.match(bare) or line in ("--", "-- "):
            begin = index + 1
            inline = None
        elif m and looks_like_person(re.split(r"[,/|]", m["n"])[0]):
            begin, inline = index, m
    for index in range(max(0, len(lines) - 8), len(lines)):
        m = _FOR_A_FIRM.match(lines[index][0])
        firm = company_in(m["c"]) if m else None
        if m and firm and len(firm) >= len(m["c"].strip(" .")) - 2:
            if customer.company is None:
                at = lines[index][1] + m.start("c")
                customer.company = Value("company", m["c"].strip(), at, at + len(m["c"]), part=part)
            begin = index + 1 if begin is None else begin
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
                    "contact", clean_name(m["n"]), at + m.start("n"), at + m.end("n"), part=part
                )
            firm = re.split(r"\s?[|/]\s|,\s?(?=[+\d])", m["c"] or "")[0].strip(" .")
            if firm and customer.company is None:
                customer.company = Value(
                    "company", without_place(firm), at + m.start("c"), at + m.end("c"), part=part
                )
            return
    if begin is None:
        begin = _signed_above_a_firm(lines)
    if begin is None:
        begin = max(0, len(lines) - 4)
        loose = True
    else:
        loose = False
    if inline is not None:
        line, at = lines[begin]
        pieces = [p.strip() for p in re.split(r"[,/|]", inline["n"])]
        if customer.contact is None and looks_like_person(pieces[0]):
            customer.contact = Value("contact", clean_name(pieces[0]), at, at + len(line), part=part)
        for piece in pieces[1:]:
            if (
                customer.company is None
                and len(piece) > 3
                and (
                    company_in(piece)
                    or (
                        len(pieces) == 2
                        and piece[:1].isupper()
                        and not ROLE.search(piece)
                        and not re.search(r"\d", piece)
                    )
                )
            ):
                customer.company = Value("company", piece, at, at + len(line), part=part)
        begin += 1
    behind_person = False
    for line, at in lines[begin : begin + 14]:
        bare = line.strip(" >\t*_|/")
        if not bare or CLOSING.match(bare):
            continue
        firm = company_in(bare)
        if (
            firm
            and len(firm) >= len(bare) - 24
            and not (
                looks_like_person(re.split(r",\s", bare)[0])
                and len(re.split(r",\s", bare)) > 1
                and FIRM.search(re.split(r",\s", bare)[1])
                and len(re.split(r",\s", bare)[1].split()) > 1
            )
        ):
            if (
                customer.company is None or (customer.company.sure == _GUESSED and FIRM.search(firm))
            ) and not re.match(
                r"(?:purchas|sales|procure|export|import|project)\w* (?:manager|department|dept|director|engineer)",
                firm,
                re.IGNORECASE,
            ):
                customer.company = Value("company", firm, at, at + len(line), part=part)
            person = re.split(r",\s|\s[-–—|]\s", bare)[0]
            if (
                customer.contact is None
                and len(person.split()) > 1
                and person != firm
                and looks_like_person(person)
            ):
                customer.contact = Value("contact", clean_name(person), at, at + len(person), part=part)
            continue
        first, *rest = [p.strip() for p in re.split(r"\s[|/–—-]\s|,\s|\t|\s{3,}", bare) if p.strip()] or [
            bare
        ]
        if customer.contact is None and re.search("[\u4e00-\u9fff\uac00-\ud7a3]", bare):
            named = next(
                (
                    w
                    for w in re.split(r"[\s,，/|：:()（）]+", bare)
                    if looks_like_person(w) and not FIRM_EAST.search(w) and not any(_no_names().find(w))
                ),
                None,
            )
            if named and len(bare) <= 24:
                customer.contact = Value("contact", clean_name(named), at, at + len(bare), part=part)
                continue
        if customer.contact is None and not loose and looks_like_person(first):
            customer.contact = Value("contact", clean_name(first), at, at + len(first), part=part)
            behind_person = True
            for piece in rest:
                if customer.company is None and (company_in(piece) or FIRM_EAST.search(piece)):
                    customer.company = Value(
                        "company", company_in(piece) or piece, at, at + len(line), part=part
                    )
            continue
        if (
            customer.company is None
            and firm
            and (
                not ROLE.search(firm)
                or (
                    FIRM.search(firm)
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
        if firm and FIRM.search(firm) and customer.company is not None and customer.company.sure == _GUESSED:
            customer.company = Value("company", firm, at, at + len(line), part=part)
            continue
        if behind_person and customer.company is None and not loose:
            if (
                not re.search(r"\d|@|www\.|http", bare)
                and not ROLE.search(bare)
                and len(bare.split()) <= 6
                and not PHONE_LABEL.match(bare)
            ):
                name = bare.strip(" ,;")
                name = without_place(name) if FIRM.search(name) else re.split(r",\s|\s[-–—|/]\s", name)[0]
                customer.company = Value("company", name, at, at + len(line), part=part, sure=_GUESSED)
            elif not ROLE.search(bare):
                behind_person = False
