"""Codes in a text: caps, shapes, chips, protection, colour codes, models, containers, reference products."""

import itertools
import re

from ordolux.rules.reading.text import lexicon, words_of
from ordolux.rules.reading.values import MOST_VALUES, Scan

_CAP = re.compile(
    r"(?<![A-Za-z0-9])(?=[BEЕFGKPRSW2])"
    r"(?:(?P<e>[EЕ][ -]?(?:10|11|12|14|17|26|27|39|40))|(?P<b>B[ -]?(?:15|22)[dD]?)|(?P<ba>BA15d)"
    r"|G[UXZ][ -]?(?P<gu53>5[.,]3)|(?P<gu>GU[ -]?(?:10|24|11|4))|GZ[ -]?(?P<gz>10)|GY?(?P<gy>6[.,]35)|(?P<gx>GX[ -]?(?:53|70))"
    r"|(?P<g24>G[ -]?24)[ -]?(?P<g24k>[dqDQ])?(?:-?[1-4])?|(?P<gx24>GX24[dqDQ]?)"
    r"|(?P<g>G[ -]?(?:13|23|53|4|5|9|12|22|38))(?![.,]?\d)|(?P<p2g>2GX?(?:7|8|10|11|13))|(?P<gxyz>G[XYZ](?:9\.5|16|22|23))"
    r"|(?P<fa>F[ac][2468])|(?P<sv>SV(?:7|8\.5))"
    r"|(?P<iec>(?!(?:R(?:39|50|63|80|90|95)|P45)s)(?:(?:BA[UWXYZ]?|BY|P[GKXYZ]?|RX?|S|K)(?:\d{1,2}(?:\.\d)?)[sdtqp]"
    r"|G[RUXYZ]?[XYZ]?(?:\d{1,2})[dq]|W\d(?:\.\d)?x\d{1,2}(?:\.\d)?[dq])(?:-\d)?))(?:'?s)?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""Caps by their designation in IEC 60061. Those of the trade are listed, as loosely as people write them; any other (group
``iec``) by the rule of IEC 60061-4, clause 3: letters of the kind (B bayonet, G pins, K cables, P prefocus, R recessed, S shell
and W wedge; with A, G, K, R, U to Z for variants), millimetres, and s, d, t, q or p for one to five contacts: P28s,
BAY15d, PX26d. Without its letter of contacts such a word may be anything."""


_SHAPE = re.compile(
    r"(?<![A-Za-z0-9])(?<!T/)(?P<n>A(?:15|19|21|50|55|60|65|67|70|75|80|95)|G(?:16\.5|25|30|40|45|50|60"
    r"|80|90|95|100|120|125|150|200)|C(?:30|35|37|A35|32)|CA(?:10|11|35|37)|P45|B(?:10|11|35|38)"
    r"|ST[ -]?(?:19|21|38|48|57|58|64)|PAR[ -]?(?:16|20|30L?|36|38|46|56|64)|MR[ -]?(?:8|11|16)|AR[ "
    r"-]?(?:48|70|111)|T[ -]?(?:5|6|8|9|10|12|20|22|25|26|28|30|32|45|50|60|70|80|100|120|140|160|185)"
    r"|R(?:39|50|63|80|90|95)|BR(?:20|25|30|40)|ED(?:17|28|37)|BT(?:28|37|56)|JCDR|JDR|D45|U(?:45|60))(?:'?s)?(?![A-Za-z0-9])",
    re.IGNORECASE,
)


_IP = re.compile(r"(?<![A-Za-z])IP[ -]?(?P<n>[0-6][0-9])(?P<k>K)?(?![0-9])", re.IGNORECASE)


_FIGURE = re.compile(
    r"(?<![A-Za-z])(?:UGR|SDCM|MacAdam|THD|SVM|Pst ?LM|R9|PF)[ ]{0,2}[<>≤≥=:]{0,2}[ "
    r"]{0,2}\d{1,2}(?:[.,]\d{1,2})?(?![\d.,]*[A-Za-z])",
    re.IGNORECASE,
)
"""Figures that are neither quantities nor fields of a line: glare, steps, power factor, flicker."""


_METRE_AND_CM = re.compile(r"(?<![\w.,])([1-3])m(\d\d)(?![\w.,]\d|\w)", re.IGNORECASE)
"""1m20, as the French write 1.20 m."""


_SUPPLY_ALONE = re.compile(r"(?<![A-Za-z/])(AC|DC)(?=[ -](?:LED|bulb|lamp|tube|only|version|type)\b)")


_LAMP_MAKERS = (
    "Philips|Signify|Osram|Ledvance|GE|Sylvania|Feilo|Lithonia|Acuity|Cooper|Eaton|Hubbell|RAB|Cree"
    "|Zumtobel|Thorn|Trilux|Fagerhult|"
    "Glamox|iGuzzini|Erco|ERCO|Flos|Schr[ée]der|Schreder|AEC|Disano|Opple|NVC|Panasonic|Toshiba|Iwasaki"
    "|Megaman|Paulmann|Regiolux|"
    "Ridi|Waldmann|Ledinaire|CoreLine|Aura|Radium|Havells|Wipro|Bajaj|Crompton|Syska|Gewiss|Beghelli|Performance in Lighting|"
    "Lutron|Juno|Halo|Kichler|Maxlite|TCP|Satco|Feit|Eglo|Legrand|Faro|Simon|Artemide|Bega|BEGA|Ansell"
    "|Aurora|JCC|Collingwood|Verbatim"
)
"""Makers of lamps and luminaires that buyers name as a reference."""


_EQUAL_TO = re.compile(
    r"(?i:(?:or )?(?:equal|equivalent|similar|comparable|identical) to|replacements? (?:for|of)"
    r"|replac(?:es|ing)|like|ersatz f[üu]r|ersetzt|"
    r"[äa]hnlich wie|vergleichbar mit|[ée]quivalent [àa]|similaire [àa]|type|remplace|similar a"
    r"|equivalente (?:a|à|al)|reemplazo de|"
    r"reemplaza(?: a)?|simile a|sostituisce|substitui|similar à|vergelijkbaar met|ter vervanging van"
    r"|zamiennik|odpowiednik|zamiast|"
    r"motsvarande|ersätter|muadili|аналог|взамен|замена|替代|代替|相当于|同等于?|类似|대체|동급|بديل|مثل)[ :]{1,2}"
    rf"(?P<n>(?:{_LAMP_MAKERS})(?:[ -][A-Z0-9][\w./-]{{0,15}}){{0,4}})"
    rf"|(?P<n2>(?:{_LAMP_MAKERS})(?:[ -][A-Z0-9][\w./-]{{0,15}}){{0,4}}),?[ ](?i:or (?:equal|equivalent"
    rf"|similar)|oder gleichwertig|"
    r"ou [ée]quivalent|o equivalente|o similar|ou similar|of gelijkwaardig|lub równoważn\w+|eller "
    r"motsvarande|veya muadili|или аналог|或同等|或等同)"
)


_UNKNOWN_MAKE = re.compile(
    r"(?<![\w.])(?P<n>(?:[A-Z][a-zA-Z&'-]{2,15}|[A-Z]{3,12})(?:[ -](?:[A-Z][A-Za-z0-9-]{1,15}|\d[\w-]{0,9})){0,3}),?[ ]?"
    r"(?i:or (?:approved )?(?:equal|equivalent|similar)|/equal|oder gleichwertig|oder ähnlich|ou [ée]quivalent|ou similaire"
    r"|o equivalente|o similar|o simile|ou equivalente|ou similar|of gelijkwaardig|lub równoważn\w+|eller motsvarande"
    r"|veya muadili|или аналог\w*|或同等|或等同|或类似|同等品|또는 동급|أو ما يعادل\w*)"
)
"""A name with capitals right before "or equal" is a make, whether we know it or not."""


_CUES = (
    "equal", "equiv", "similar", "simile", "comparable", "identical", "replac", "remplac", "reemplaz", "like", "ersatz",
    "ersetz",
    "ahnlich", "vergleichbar", "vergelijkbaar", "vervang", "type", "gleichwertig", "gelijkwaardig", "sostituisc", "substitui",
    "zamien", "odpowiednik", "zamiast", "rownowazn", "równoważn", "motsvarande", "ersatter", "muadil", "аналог", "взамен",
    "замена", "替代", "代替", "相当于", "同等", "等同", "类似", "대체", "동급", "بديل", "مثل", "يعادل",
)  # fmt: skip
"""One of these stands in every text that likens an article to another; looked for first, because it costs nothing."""


_IK = re.compile(r"(?<![A-Za-z])IK[ -]?(?P<n>0[0-9]|10)(?![0-9])", re.IGNORECASE)


_CLASS = re.compile(
    r"(?<![A-Za-z])(?:class|klasse|clase|classe|klasa|класс|сlass)[ ]?(?P<n>III|II|I)(?![A-Za-z])",
    re.IGNORECASE,
)


_MAKERS = ("Philips Lumileds|Cree|Bridgelux|Nichia|Osram|Samsung|Lumileds|Philips|Epistar|Sanan|Seoul|Citizen|Honglitronic"
           "|Hongli|MLS|Refond"
           "|NationStar|Everlight|Lextar|Luminus|Epileds|Tyanshine|Edison|LG|Sharp|Toyonia|Getian|Kinglight|"
           "Bright|San'an|San’an|Luxeon")  # fmt: skip


_OTHER_OF_MAKER = re.compile(
    r"[ ]?(?:driver|power suppl|treiber|netzteil|alimentation|fuente|alimentatore|zasilacz|sürücü|drivdon"
    r"|драйвер|блок|电源|驱动|드라이버)",
    re.IGNORECASE,
)


_ALSO_LAMPS = frozenset({"philips", "osram", "samsung", "lg", "sharp", "bright", "edison"})
"""Makers of chips that also make other things: alone they name a chip only beside such a word."""


_MAKER_ZH = {"科锐": "Cree", "普瑞": "Bridgelux", "日亚": "Nichia", "欧司朗": "Osram", "三星": "Samsung", "飞利浦": "Philips",
             "晶元": "Epistar", "三安": "Sanan", "首尔": "Seoul", "西铁城": "Citizen", "鸿利": "Honglitronic", "木林森": "MLS",
             "瑞丰": "Refond", "国星": "NationStar", "亿光": "Everlight", "삼성": "Samsung", "서울반도체": "Seoul"}  # fmt: skip


_CHIP = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?P<maker>{_MAKERS})(?:[ ]?(?:semi(?:conductor)?|LED|chips?))?"
    r"(?:[ /-]{1,2}(?P<series>XP-?[A-Z]\d?|XT-?E|XHP\d{2}(?:\.\d)?|XM-?L\d?|CXB?\d{4}|LM\d{3}[A-Z]?(?:[ "
    r"](?:EVO|Pro))?|LH\d{3}[A-Z]?|\d{4}L?(?![\d.,]?[A-Za-z0-9])|Lumen?[A-Z]\w{2,8}|"
    r"Luxeon(?:[ ][A-Z0-9]{1,4})?|Oslon(?:[ ][A-Z]\w{2,8})?|Duris(?:[ ][A-Z]\d)?|COB|SMD[ ]?\d{4}"
    r"|V\d{1,2}|Vero[ ]?\d{0,2}|CLU\d{3}|CSP|3V|Square))?"
    r"|(?P<smd>(?:SMD|EMC|LED)[ -]?(?P<code>2016|2216|2835|3014|3020|3030|3528|4014|5050|5054|5630|5730|7030|7070|3535))"
    r"|(?P<smd2>(?:2016|2216|2835|3014|3528|4014|5050|5630|5730|7030|7070)[ -]?(?:SMD|LEDs?|chips?|灯珠|珠))"
    r"|(?P<bare>2835|3014|3528|4014|5630|5730|5050|3030|2216|2110|3535)(?![\w.,]?\d|[ ]?(?:pcs|pc|k\b|lm"
    r"|w\b|只|个|套|sets|uds|stk|шт|m\b|mm))"
    r"|(?P<cob>COB|CSP))(?![A-Za-z])(?!\.\d)",
    re.IGNORECASE,
)


_MODEL = re.compile(
    r"(?<![\w./-])(?!(?:RFQ|PO|INV|REF|SO|PI|CI|NO|IEC|EN|ISO|DIN|TEL|FAX|GST|VAT|USD|EUR|GB|UGR|CCT|CRI"
    r"|LM|TM|DALI|RAL|AC|DC|Q|ID|HS|IES|KW|WK|BS|UL|IP|IK|PF|RA|REV|QTY|MOQ|AT|UP|ENQ|BID|TENDER)[-_ ]?\d)"
    r"[A-Z]{2,6}(?:-[A-Z0-9]{1,8}){1,4}(?<=[A-Z0-9])(?![\w.-]|/\d)(?<!-[A-Z]{2})"
)


_CODE = re.compile(
    r"(?<![\w.,/+#-])(?P<r>[789])(?P<k>18|22|27|30|35|40|50|57|60|65)(?![\w%°]|[.,-]\d|[ ]?(?:lm|mm|pcs"
    r"|pc|v\b|w\b|k\b|units|stk|sets?|шт|uds|只|个|m\b|rolls?|pz|szt|adet|st\b|개))"
)


_CODE_SLASH = re.compile(r"(?<=/)(?P<r>[89])(?P<k>27|30|35|40|50|65)(?![\w%°.,-])")


_CONTAINER = re.compile(
    r"(?:(?<![\w.,])(?P<n>[1-9]\d?)[ ]{0,2}[x*][ ]{0,2}|(?<![\w.,]))(?P<c>(?P<s>20|40)[ ]?(?:'|ft|feet"
    r"|foot|尺|英尺|-foot|футов\w*|pies|fuß|قدم)?[ -]{0,2}(?P<h>HQ|HC|high[ -]?cube|GP|DC|FCL|container"
    r"|containers|尺高柜|高柜|尺柜|柜|контейнер\w{0,3}|contenedor\w{0,2}|conteneur\w?|FT|конт|حاوية"
    r"|컨테이너))(?![A-Za-z])",
    re.IGNORECASE,
)


_CONTAINER_BEFORE = re.compile(r"(?P<n>[1-9]\d?)[ ]{0,2}(?:x[ ]?|\*[ ]?|个|台|full[ ]|units of )?$")


# ------------------------------------------------------------------ codes


def scan_codes(scan: Scan) -> None:
    """Read every code of a scan."""
    _scan_words_of_makers(scan)
    if not _DIGIT.search(scan.plain):
        return
    for m in scan.each(_SUPPLY_ALONE):
        scan.add("supply", m[1].upper(), m.start(1), m.end(1))
    for m in scan.each(_IP):
        scan.add("ip", f"IP{m['n']}", m.start(), m.end())
    for m in scan.each(_FIGURE):
        scan.add("measure", (m[0], "figure"), m.start(), m.end())
    for m in scan.each(_METRE_AND_CM):
        millimetres = int(m[1]) * 1000 + int(m[2]) * 10
        scan.add("size_mm", (millimetres,), m.start(), m.end(), unit="list", sure=0.9)
    for m in scan.each(_IK):
        scan.add("ik", f"IK{m['n']}", m.start(), m.end())
    for m in scan.each(_CLASS):
        scan.add("protection_class", m["n"].upper(), m.start(), m.end())
    for m in scan.each(_CONTAINER):
        kind = (m["h"] or "").casefold()
        high = kind.startswith(("hq", "hc", "high")) or "高" in kind
        unit = "container_20" if m["s"] == "20" else "container_40hq" if high else "container_40"
        count, start = int(m["n"] or 0), m.start()
        if not count:
            before = _CONTAINER_BEFORE.search(scan.plain, max(0, m.start() - 14), m.start())
            count, start = (int(before["n"]), before.start()) if before else (1, m.start())
            scan.claim(start, m.end())
        scan.add("quantity", count, start, m.end(), unit=unit)
    for m in scan.each(_RAL):
        scan.add("housing_colour", f"RAL{m[1]}", m.start(), m.end())
    for m in scan.each(_CAP):
        scan.add("cap", _cap_of(m), m.start(), m.end())
    for m in scan.each(_SHAPE):
        scan.add("shape", re.sub(r"[ -]", "", m["n"]).upper(), m.start(), m.end())
    for m in scan.each(_MODEL):
        if re.search(r"\d", m[0]):
            scan.add("model", m[0], m.start(), m.end(), sure=0.7)
    for pattern in (_CODE, _CODE_SLASH):
        for m in scan.each(pattern):
            group = scan.new_group()
            scan.add("cct_k", int(m["k"]) * 100, m.start(), m.end(), unit="K", group=group, sure=0.8)
            scan.add("cri", int(m["r"]) * 10, m.start(), m.end(), unit="Ra", sure=0.8)


_RAL = re.compile(r"(?<![A-Za-z])RAL[ -]?(\d{4})(?!\d)", re.IGNORECASE)


_DIGIT = re.compile(r"\d")


def _scan_words_of_makers(scan: Scan) -> None:
    """Read names of makers, of reference products and of chips."""
    likened = any(cue in scan.low for cue in _CUES)
    for m in scan.each(_EQUAL_TO) if likened else ():
        name = m["n"] or m["n2"]
        scan.add("equivalent", name.rstrip(" .,-"), m.start(), m.end(), sure=0.8)
    for m in itertools.islice(_UNKNOWN_MAKE.finditer(scan.plain), MOST_VALUES) if likened else ():
        words = re.findall(r"[a-z]+", m["n"].casefold())
        named = any(True for _ in lexicon("product", "colour", "housing_colour", "material").find(m["n"]))
        is_make = (
            not named
            and not words_of("no_make").keys() & set(words)
            and not _CHIP.match(scan.plain, m.start("n"))
        )
        if is_make and scan.is_free(m.start(), m.end()):
            scan.claim(m.start(), m.end())
            scan.add("equivalent", m["n"].rstrip(" .,-"), m.start(), m.end(), sure=0.6)
    for m in scan.each(_CHIP):
        if m["maker"] and _OTHER_OF_MAKER.match(scan.plain, m.end()):
            continue
        if m["maker"] and not m["series"] and m["maker"].casefold() in _ALSO_LAMPS:
            around = scan.plain[max(0, m.start() - 14) : m.end() + 8]
            if not re.search(r"chip|led|smd|puce|灯珠|芯片|光源|чип|칩|cob", around, re.IGNORECASE):
                continue
        for name in _chip_of(m).split("|"):
            scan.add("chip", name, m.start(), m.end(), sure=0.7 if m["bare"] else 1.0)
    for word, maker in _MAKER_ZH.items():
        start = scan.plain.find(word)
        while start >= 0:
            if scan.is_free(start, start + len(word)):
                scan.claim(start, start + len(word))
                scan.add("chip", maker, start, start + len(word))
            start = scan.plain.find(word, start + 1)


def _chip_of(m: re.Match[str]) -> str:
    if m["smd"]:
        return f"SMD{m['code']}"
    if m["smd2"]:
        return f"SMD{m['smd2'][:4]}"
    if m["bare"]:
        return f"SMD{m['bare']}"
    if m["cob"]:
        return m["cob"].upper()
    series = m["series"] or ""
    if series.upper() in ("COB", "CSP") or series.upper().startswith("SMD"):
        return f"{m['maker']}|{series.upper().replace(' ', '')}"
    return f"{m['maker']} {series}".strip()


def _cap_of(m: re.Match[str]) -> str:
    name = m.lastgroup or ""
    if name == "g24k":
        return f"G24{m['g24k'].lower()}"
    tight = re.sub(r"[ -]", "", m[name]) if m[name] else ""
    tight = tight.upper()
    match name:
        case "e":
            return "E" + tight[1:]
        case "b":
            return f"B{tight[1:3]}d"
        case "gu53":
            return "GU5.3"
        case "gz":
            return "GU10"
        case "gy":
            return "GY6.35"
        case "g24":
            return "G24d"
        case "gx24":
            return tight[:4] + tight[4:].lower()
        case "iec":
            stem, _, _ = m[name].partition("-")
            return (
                stem[:-1].upper().replace("X", "x") + stem[-1].lower()
                if stem[:1] in "wW"
                else (stem[:-1].upper() + stem[-1].lower())
            )
        case "fa":
            return tight[0] + tight[1].lower() + tight[2:]
        case "ba":
            return "BA15d"
        case _:
            return tight.upper()
