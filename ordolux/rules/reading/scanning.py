"""Every value of a text: codes, words, numbers, and cartons with what one holds."""

import itertools
import re

from ordolux.rules.reading.chains import scan_numbers
from ordolux.rules.reading.codes import scan_codes
from ordolux.rules.reading.known_models import KNOWN_MODELS, is_known, words_like_models
from ordolux.rules.reading.text import Found, lexicon
from ordolux.rules.reading.units import unit_words
from ordolux.rules.reading.values import Scan

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,300}", re.IGNORECASE)


_PHONE = re.compile(r"\+\s?\d[\d ()./-]{6,22}\d|(?<!\d)00\d[\d ()./-]{7,20}\d")


_ISO_DATE = re.compile(
    r"(?<!\d)(?:20\d\d[-/.][01]?\d[-/.][0-3]?\d|[0-3]?\d[-/.][01]?\d[-/.](?:20)?\d\d)(?![\d])"
)


_STANDARD = re.compile(
    r"(?<![A-Za-z])(?:EN|IEC|ISO|DIN|GB/?T?|BS|AS/NZS|UL|NBR|NOM|IS|SASO|SANS|GOST|ГОСТ|RFQ|PO|P\.O\.|EU"
    r"|HS)[ -]?(?:IEC[ ])?\d[\d.:/-]{1,18}|(?<![A-Za-z])(?:LM-?(?:79|80|82)|TM-?21)"
)


_NOTIONS = ("product", "product_generic", "colour", "housing_colour", "housing_word", "material", "dimming", "each",
            "half", "same", "all", "sample_line", "cap_word", "finish")  # fmt: skip


def scan(text: str) -> Scan:
    """Return every value of a text in the order of its places."""
    found = Scan(text)
    for m in words_like_models(found.plain) if KNOWN_MODELS.get() else ():
        word = m[0].rstrip("./-")
        if is_known(word):
            found.claim(m.start(), m.start() + len(word))
            found.add("model", word.upper(), m.start(), m.start() + len(word))
    for pattern in (_EMAIL, _URL, _PHONE):
        for _ in found.each(pattern):
            pass
    for m in found.each(_ISO_DATE):
        found.add("date", m[0], m.start(), m.end())
    scan_codes(found)
    _scan_counts_in_words(found)
    _scan_words(found)
    for m in found.each(_STANDARD):
        found.add("standard", m[0], m.start(), m.end())
    for m in _LIKE_CODE.finditer(found.plain):
        which = 1 if m[1] else 2
        if found.is_free(*m.span(which)):
            found.claim(*m.span(which))
            found.add("like", m[which], *m.span(which))
    for m in _DITTO.finditer(found.plain):
        found.add("same", "same", m.start(), m.end())
    scan_numbers(found)
    found.values.sort(key=lambda value: (value.start, value.end))
    _corrected_at_once(found)
    _cartons(found)
    _parts_of_a_quantity(found)
    return found


_OF_CONTENT = re.compile(
    r"[^\S\n]{0,2}(?:[(\[,;،，:=@/*–-][^\S\n]{0,2}){0,2}"
    r"(?:(?:x|of|à|a|de|da|di|von|zu|mit|with|je|jede\w{0,2}|av|met|по|каждая|na|od|po|w|do|con|each|every|per|in|en|contain\w{0,4}"
    r"|holding|pro|par|chaque|cada|ogni|elk\w?|kazd\w{1,3}|her|var(?:je)?|bir|packed|gepackt|verpackt|كل"
    r"|في|بكل|فيها|تحتوي على)[ ]{1,2}){0,2}"
    r"(?:(?:carton|ctn|box|karton\w{0,3}|caja|caixa|cartone|colis|koli|kutu|doos|kartong|коробк\w|كرتونة?|الكرتونة|박스당?)"
    r"[ ]{1,2}(?:(?:of|with|ici|mit|de|da|zu|a|con|med|met|has|holds|فيها|بها|:|=)[ ]{1,2})?)?"
    r"(?:(?:每|一)?箱(?:装)?|装|x|@)?[ ]{0,2}"
)
"""What stands between cartons and what one holds: "40 cartons of 50", "500 koli (koli içi 100 adet)"."""


_CARTON_OF = re.compile(
    r"(?<![^\W_])(?:carton|ctn|box|karton|caja|caixa|cartone|colis|doos|kartong|коробка)[ ](?:of|de|da"
    r"|di|à|a|zu|von|van|po|med|по)[ ]$"
)


_PACKED = frozenset({"carton", "pack"})


def _cartons(scan: Scan) -> None:
    """Read "20 cartons of 50 pcs" and "50 pcs x 20 cartons" as cartons and what one holds."""
    for before, after in itertools.pairwise([v for v in scan.values if v.field in ("quantity", "bare")]):
        gap = scan.low[before.end : after.start]
        if not _OF_CONTENT.fullmatch(gap):
            continue
        if before.unit in _PACKED and (after.unit == "pcs" or (after.field == "bare" and gap.strip())):
            content = after
        elif after.unit in _PACKED and before.field == "quantity" and before.unit == "pcs" and gap.strip():
            content = before
        else:
            continue
        if 2 <= content.value <= 5_000:
            content.field, content.unit = "pieces_per_carton", ""
    for value in scan.values:
        # in a cell of its own: carton of 100
        if (
            value.field == "bare"
            and 2 <= value.value <= 5_000
            and _CARTON_OF.search(scan.low, max(0, value.start - 14), value.start)
        ):
            value.field, value.unit = "pieces_per_carton", ""


_SORRY = re.compile(
    r"[ ]{0,2}[(,;.–-]{0,3}[ ]{0,2}(?:sorry|sry|oops|no,|i mean|i meant|pardon|perdon|perdona|digo|scusate|scusi|anzi"
    r"|nein|nee|falsch|quatsch|correction|correct|rather|вернее|простите|то есть нет|aslinda|pardon|przepraszam|forlat"
    r"|عفوا|不对|不好意思|应该是|아니)[ ,:…]{1,3}"
)


def _corrected_at_once(scan: Scan) -> None:
    """Keep the second of "12 watts (sorry, 14 watts)"."""
    dropped = {
        id(before)
        for before, after in itertools.pairwise(scan.values)
        if before.field == after.field
        and after.start - before.end <= 16
        and _SORRY.fullmatch(scan.low, before.end, after.start)
    }
    if dropped:
        scan.values = [value for value in scan.values if id(value) not in dropped]


_OF_THEM_BEFORE = re.compile(
    r"(?:(?<![^\W_])(?:of which|of these|of those|of them|thereof|davon|hiervon|darunter|dont|d'entre eux|di cui|de los cuales"
    r"|de las cuales|de ellos|de ellas|dos quais|das quais|destes|destas|waarvan|w tym|z czego|z tego|varav|bunun|bunlarin"
    r"|bunlardan|из них|из которых|в том числе|그 ?중|이 ?중|منها|من بينها)|其中(?:的|有)?)"
    r"[ :,]{0,3}(?:(?:only|nur|about|ca\.?|circa|etwa|environ|есть)[ ])?$"
)
_OF_THEM_AFTER = re.compile(
    r"[ ]{0,2}(?:of (?:these|those|them|which)|thereof|davon|von diesen|d'entre (?:eux|elles)|de (?:esos|esas|ellos|ellas)"
    r"|di (?:questi|queste|essi)|destes|destas|ervan|z nich|av dem|из них)(?![^\W_])"
)


def _parts_of_a_quantity(scan: Scan) -> None:
    """Mark "20 of them", "davon 20", 其中20个 as a part of the quantity that was said before."""
    for value in scan.values:
        if value.field not in ("quantity", "bare") or value.unit == "range" or value.value < 1:
            continue
        low = scan.low
        if _OF_THEM_AFTER.match(low, value.end) or _OF_THEM_BEFORE.search(
            low, max(0, value.start - 28), value.start
        ):
            value.field, value.value = "part_quantity", int(value.value)


# ------------------------------------------------------------------ words

_CASE_SENSITIVE_CAPS = {"ES": "E27", "SES": "E14", "BC": "B22d", "SBC": "B15d", "GES": "E40"}


_IN_CHINESE = re.compile(
    r"(?<![一二两三四五六七八九十百千万点第])(?P<n>[一二两三四五六七八九十百千万]{1,9})(?=(?P<u>只|个|支|盏|套|条|件|米|卷|箱|颗|枚|台|组))"
)
_CHINESE_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"两": 2}
_CHINESE_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}


def _chinese_number(written: str) -> int:
    """Return what a number in Chinese words means: 三千五百, 一万二."""
    total = section = digit = 0
    last = 1
    for character in written:
        if character in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[character]
            continue
        last = _CHINESE_PLACES[character]
        if last == 10_000:
            total, section, digit = (total + section + digit) * last, 0, 0
        else:
            section, digit = section + (digit or 1) * last, 0
    # 一万二 is twelve thousand
    return total + section + (digit * last // 10 if last > 10 and digit else digit)


def _scan_counts_in_words(scan: Scan) -> None:
    for m in scan.each(_IN_CHINESE):
        pieces = _chinese_number(m["n"])
        if pieces >= 2:
            scan.add("quantity", pieces, m.start(), m.end("u"), unit=unit_words().get(m["u"], "pcs"))


def _scan_words(scan: Scan) -> None:
    for found in lexicon(*_NOTIONS).find(scan.text, scan.low):
        if not scan.is_free(found.start, found.end):
            continue
        _take_word(scan, found)


_TOGETHER_WITH = re.compile(
    r"(?<![^\W_])(?:with|w/|c/w|complete with|z|ze|ile|incl\.?|including|mit|inkl\.?|avec|con|com|met|med"
    r"|включая|带|含|مع)[ ](?:a "
    r"|an |the |einem |un |une |uma |een )?$"
)
"""What stands behind such a word belongs to the article: a lamp with driver, a flood light with panel."""


_LIKENED = re.compile(
    r"(?<![^\W_])(?:(?:same|data|specs?|parameters?) (?:as|like|of)|wie (?:bei )?(?:den|die|der)|daten wie"
    r"|comme (?:pour )?(?:les|la|le)"
    r"|como (?:para )?(?:las|los|la|el|os|as)|come (?:le|i|gli|la|il)|zoals (?:de|bij de)|(?:parametry|dane|tak samo) jak|jak"
    r"|samma som|som|как у|как|参数同|同)[ ]?(?:the )?$"
)
"""What stands behind is an article that was told before: globes, data as of the candles."""


_LIKE_CODE = re.compile(
    r"(?<![^\W_])(?i:same as|as(?: per| for)?|like|idem|ditto|wie|gleich wie|comme|como|igual (?:a|al|à"
    r"|que)|come|uguale ad?|zoals|idem als"
    r"|jak|takie? sam\w? jak|som|samma som|как|аналогично|同|参照|与|مثل|نفس)[ ]?"
    r"(?:([A-Z]{1,3}-?\d{1,3}[A-Za-z]?)(?![A-Za-z0-9])"
    r"|(?i:item|type|typ|typen?|pos(?:ition|\.)?|poz(?:ycj\w|\.)?|no\.?|nr\.?|sl\.?|sr\.?|line|ligne|repère|[íi]tem|art[íi]culo|voce|rad|regel"
    r"|позици\w|поз\.?|пункт\w?|第|البند|للبند)[ ]?((?:[A-Z]{1,3}[-/]?)?\d{1,3}(?:\.\d{1,3}){0,3}[A-Za-z]?"
    r"|[A-Z]{1,2}\d?)(?![A-Za-z0-9]))"
)
"""An article told before, by its code ("idem P1") or its place in the list ("otherwise as item 1")."""

_DITTO = re.compile(r"(?<![^\W_])-?[ ]?do[ ]?-(?=[ ,])|(?m:^|\t|[|])[ ]{0,4}(?:〃|〞|\"|''|,,|=)[ ](?=\S)")


def _take_word(scan: Scan, found: Found) -> None:
    notion, value = found.notion, found.value
    if notion == "all" and found.phrase == "以上" and scan.low[found.start - 1 : found.start].isdigit():
        return  # 90以上 is at least 90, not all that stands above
    if notion in ("housing_word", "each", "half", "same", "all", "sample_line", "finish"):
        scan.add(notion, value, found.start, found.end)
        return  # not claimed: a number may stand beside its label
    if notion == "cap_word":
        before = scan.low[max(0, found.start - 4) : found.start]
        if found.phrase in ("pin", "screw") and (
            re.search(r"[\d-] ?\Z|bi ?\Z|two \Z", before)
            or scan.low[found.end : found.end + 9].startswith((" terminal", " fix", " mount", "s"))
        ):
            return
        scan.claim(found.start, found.end)
        scan.add("cap", value, found.start, found.end, sure=0.8)
        return
    if notion == "product" and _LIKENED.search(scan.low, max(0, found.start - 24), found.start):
        scan.claim(found.start, found.end)
        scan.add("like", value, found.start, found.end)
        return  # "with the data of the candles" is no candle
    if notion != "product_generic":
        scan.claim(found.start, found.end)
    beside = notion == "product" and _TOGETHER_WITH.search(scan.low, max(0, found.start - 12), found.start)
    scan.add(notion, value, found.start, found.end, sure=0.4 if beside else 1.0)
