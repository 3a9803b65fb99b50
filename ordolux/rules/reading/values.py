"""Values in a text: numbers with their units, caps, shapes, chips, colour words, each with its place.

Numbers are read as people write them: the unit behind (9 W), the label before (CCT: 4000), several joined by a range,
a list or a cross (220-240V, 5/7/9W, 600x600). What was claimed by one reading is free for no other, and every
pattern is bounded, so that the time grows with the length of the text only.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ordolux.rules.reading.text import Found, folded, lexicon, plain, words_of

MOST_VALUES = 3_000
"""Values of one part that are read; a part with more is no inquiry of a person."""


@dataclass(slots=True)
class Value:
    """One value: field, content, its place in the part, whether it is stated or implied, how sure it is (0 to 1)."""

    field: str
    value: Any
    start: int
    end: int
    unit: str = ""
    stated: bool = True
    sure: float = 1.0
    part: int = 0
    raw: str = ""
    group: int = 0  # values of one list share it


COUNT_UNITS = frozenset({"pcs", "set", "m", "roll", "carton", "pack", "pair"})
_MULTIPLIERS = {
    "k": 1000, "千": 1000, "万": 10_000, "萬": 10_000, "тыс": 1000, "тыс.": 1000, "tsd": 1000, "tys": 1000, "mil": 1000,
    "bin": 1000, "ألف": 1000, "الف": 1000, "آلاف": 1000, "천": 1000, "만": 10_000, "lakh": 100_000, "lakhs": 100_000,
    "lac": 100_000, "dozen": 12, "dozens": 12, "doz": 12, "dz": 12, "thousand": 1000, "tausend": 1000, "mille": 1000,
    "mila": 1000, "duizend": 1000, "tusen": 1000, "dutzend": 12, "douzaine": 12, "douzaines": 12, "docena": 12,
    "docenas": 12, "dozzina": 12, "dozzine": 12, "duzia": 12, "duzias": 12, "tuzin": 12, "duzine": 12, "dussin": 12,
    "打": 12, "дюжин": 12, "тысяч": 1000, "тысячи": 1000, "tysiac": 1000, "tysiecy": 1000, "hundred": 100, "百": 100,
}  # fmt: skip
_UNITS: dict[str, str] = {
    **dict.fromkeys(("w", "watt", "watts", "wat", "wt", "wts", "вт", "ватт", "ватта", "瓦", "瓦特", "واط", "وات",
                     "와트", "vatios", "vatio", "wattów", "wattow", "vat", "ватт.", "w.", "вата"), "W"),
    **dict.fromkeys(("kw", "квт"), "kW"),
    **dict.fromkeys(("kelvin", "к", "كلفن", "كلفين", "кельвин", "кельвинов", "켈빈", "开尔文", "开"), "K"),
    **dict.fromkeys(("v", "volt", "volts", "vac", "vdc", "в", "вольт", "伏", "伏特", "فولت", "볼트", "voltios", "voltios",
                     "voltov", "vacdc", "volti"), "V"),
    **dict.fromkeys(("lm", "lumen", "lumens", "lms", "лм", "люмен", "люменов", "流明", "لومن", "루멘", "lumenes", "lumeny",
                     "lumenow"), "lm"),
    **dict.fromkeys(("°", "deg", "degree", "degrees", "grad", "grados", "graus", "gradi", "gr", "градусов", "градус",
                     "градуса", "度", "도", "derece", "stopni", "graden", "grader", "درجة", "degs", "degre", "degres"),
                    "°"),
    **dict.fromkeys(("mm", "мм", "毫米", "مم", "ملم", "milimetros", "millimeter", "millimetres", "밀리"), "mm"),
    **dict.fromkeys(("cm", "см", "厘米", "公分", "سم", "centimeter", "센치"), "cm"),
    **dict.fromkeys(("ft", "feet", "foot", "pies", "pie", "pieds", "pied", "fuss", "fuß", "'", "英尺", "قدم", "piedi",
                     "pes", "stopy", "футов", "fot", "尺", "피트"), "ft"),
    **dict.fromkeys(("inch", "inches", "in", '"', "''", "zoll", "pulgadas", "pulgada", "pouces", "pouce", "pollici",
                     "polegadas", "寸", "英寸", "inc", "дюйм", "дюйма", "дюймов", "인치", "بوصة", "tum", "cali"), "inch"),
    **dict.fromkeys(("%", "percent", "prozent", "pct", "процентов"), "%"),
    **dict.fromkeys(("year", "years", "yr", "yrs", "jahr", "jahre", "jahren", "ans", "an", "año", "años", "ano", "anos",
                     "anni", "anno", "jaar", "lat", "lata", "rok", "yil", "ar", "год", "года", "лет", "年", "سنة", "سنوات",
                     "سنتين", "년"), "a"),
    **dict.fromkeys(("day", "days", "tage", "tagen", "tag", "jours", "jour", "dias", "día", "giorni", "giorno", "dagen",
                     "dag", "dni", "dzien", "gun", "dagar", "день", "дня", "дней", "天", "日", "يوم", "يوما", "أيام", "일",
                     "working", "workdays", "workday", "werktage", "gg", "个工作日", "工作日"), "d"),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "woche", "wochen", "semaine", "semaines", "semana", "semanas",
                     "settimana", "settimane", "weken", "tygodni", "tygodnie", "tydzien", "hafta", "veckor", "vecka",
                     "неделя", "недели", "недель", "周", "个星期", "星期", "أسبوع", "أسابيع", "اسابيع", "주"), "wk"),
    **dict.fromkeys(("month", "months", "monat", "monate", "monaten", "mois", "mes", "meses", "mese", "mesi", "maand",
                     "maanden", "miesiac", "miesiace", "miesiecy", "ay", "manad", "manader", "месяц", "месяца", "месяцев",
                     "个月", "月", "شهر", "أشهر", "개월"), "mo"),
    **dict.fromkeys(("h", "hrs", "hours", "hour", "std", "stunden", "heures", "horas", "ore", "uur", "godzin", "saat",
                     "timmar", "час", "часов", "ч", "小时", "ساعة", "시간"), "h"),
    **dict.fromkeys(("hz", "гц", "kg", "g", "кг", "a", "ma", "kv", "кв", "va", "wh", "wp", "ah", "mah", "khz", "mhz",
                     "ghz", "cd", "lux", "lx", "sdcm", "step", "steps", "ugr", "c", "f", "db", "nm", "pin", "pins", "sqm",
                     "cbm", "m2", "m3", "℃", "usd", "eur", "kgs", "pole", "wire", "phase", "phasen", "joule"), "other"),
}  # fmt: skip
_NUMBER = re.compile(
    # digits grouped by a gap begin no name: "T8 120 cm" is no 8,120
    r"(?<![A-Za-z])\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3}){0,3}(?![\d])(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:([.,'])\d{3})(?:\2\d{3}){0,3}(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d{1,9}(?:[.,]\d{1,3})?(?!\d)"
)
_SUFFIX = re.compile(r"[ ]{0,2}(?:-[ ]?)?(°|%|\"|''|'|℃|[^\W\d_]{1,16}\.?)")
_UNIT_TAIL = re.compile(
    r"[ ]{0,2}/[ ]{0,2}(m|meter|metre|metro|м|mtr|米|w|watt|вт|瓦|pcs?|piece|roll|rolls|reel|ctn|carton|box|set|箱|卷|rollo|rolle|pc|unit|stk|st|卷|只|个|год|year)(?![^\W_])",
    re.IGNORECASE,
)
_RANGE_LINK = re.compile(
    r"\s{0,2}(?:-{1,2}|~|\.{2,3}|to|bis|till|a|à|al|до|至|到|إلى|الى|tot|do|ile|till|até|–|…)\s{0,2}",
    re.IGNORECASE,
)
_LIST_LINK = re.compile(
    r"\s{0,2}(?:/|、|,|&|\+|;|or|and|und|oder|et|ou|y|o|e|en|of|oraz|lub|ve|veya|och|eller|и|или|和|或|及|و|أو|또는|와|과|\||respectively)\s{0,2}(?=\d)",
    re.IGNORECASE,
)
_CROSS_LINK = re.compile(r"\s{0,2}(?:x|\*|by|mal|por|на|х)\s{0,2}", re.IGNORECASE)
_LINKS = (("range", _RANGE_LINK), ("list", _LIST_LINK), ("cross", _CROSS_LINK))
_ADJACENT_BEFORE = frozenset(
    [
        "ac",
        "dc",
        "acdc",
        "ra",
        "cri",
        "irc",
        "d",
        "l",
        "ø",
        "x",
        "usd",
        "eur",
        "pf",
        "cct",
        "us",
        "w",
        "h",
        "qty",
        "rs",
        "hk",
        "cut",
        "aed",
        "sar",
    ]
)

_NAMED_NUMBER = re.compile(r"(?:cri|ra|irc|ip|pf|ugr|class|no|nr|ik)[ ]{0,2}[>≥=:.]{0,2}[ ]{0,2}\Z")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,300}", re.IGNORECASE)
_PHONE = re.compile(r"\+\s?\d[\d ()./-]{6,22}\d|(?<!\d)00\d[\d ()./-]{7,20}\d")
_ISO_DATE = re.compile(
    r"(?<!\d)(?:20\d\d[-/.][01]?\d[-/.][0-3]?\d|[0-3]?\d[-/.][01]?\d[-/.](?:20)?\d\d)(?![\d])"
)
_STANDARD = re.compile(
    r"(?<![A-Za-z])(?:EN|IEC|ISO|DIN|GB/?T?|BS|AS/NZS|UL|NBR|NOM|IS|SASO|SANS|GOST|ГОСТ|RFQ|PO|P\.O\.|EU|HS)[ -]?(?:IEC[ ])?\d[\d.:/-]{1,18}|(?<![A-Za-z])(?:LM-?(?:79|80|82)|TM-?21)"
)
_CAP = re.compile(
    r"(?<![A-Za-z0-9])(?:(?P<e>[EЕ][ -]?(?:10|11|12|14|17|26|27|39|40))|(?P<b>B[ -]?(?:15|22)[dD]?)|(?P<ba>BA15d)"
    r"|G[UXZ][ -]?(?P<gu53>5[.,]3)|(?P<gu>GU[ -]?(?:10|24|11|4))|GZ[ -]?(?P<gz>10)|GY?(?P<gy>6[.,]35)|(?P<gx>GX[ -]?(?:53|70))"
    r"|(?P<g24>G[ -]?24)[ -]?(?P<g24k>[dqDQ])?(?:-?[1-4])?|(?P<gx24>GX24[dqDQ]?)"
    r"|(?P<g>G[ -]?(?:13|23|53|4|5|9|12))(?![.,]?\d)|(?P<p2g>2G(?:11|7|10))|(?P<r>R7[sS])"
    r"|(?P<s>S14[sSdD])|(?P<p>P(?:28s|43t|21s))|(?P<ba9>BA(?:9s|20d))|(?P<fa>F[aA]8)|(?P<rd>R17[dD]))(?:'?s)?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_SHAPE = re.compile(
    r"(?<![A-Za-z0-9])(?<!T/)(?P<n>A(?:15|19|21|50|55|60|65|67|70|75|80|95)|G(?:16\.5|25|30|40|45|50|60|80|90|95|100|120|125|150|200)|C(?:30|35|37|A35|32)|CA(?:10|11|35|37)|P45|B(?:10|11|35|38)"
    r"|ST[ -]?(?:19|21|38|48|57|58|64)|PAR[ -]?(?:16|20|30L?|36|38|46|56|64)|MR[ -]?(?:8|11|16)|AR[ -]?(?:48|70|111)|T[ -]?(?:5|6|8|9|10|12|20|22|25|26|28|30|32|45|50|60|70|80|100|120|140|160|185)"
    r"|R(?:39|50|63|80|90|95)|BR(?:20|25|30|40)|ED(?:17|28|37)|BT(?:28|37|56)|JCDR|JDR|D45|U(?:45|60))(?:'?s)?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_IP = re.compile(r"(?<![A-Za-z])IP[ -]?(?P<n>[0-6][0-9])(?P<k>K)?(?![0-9])", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?<![A-Za-z])(?:UGR|SDCM|MacAdam|THD|SVM|Pst ?LM|R9|PF)[ ]{0,2}[<>≤≥=:]{0,2}[ ]{0,2}\d{1,2}(?:[.,]\d{1,2})?(?![\d.,]*[A-Za-z])",
    re.IGNORECASE,
)
"""Figures that are neither quantities nor fields of a line: glare, steps, power factor, flicker."""
_METRE_AND_CM = re.compile(r"(?<![\w.,])([1-3])m(\d\d)(?![\w.,]\d|\w)", re.IGNORECASE)
"""1m20, as the French write 1.20 m."""
_SUPPLY_ALONE = re.compile(r"(?<![A-Za-z/])(AC|DC)(?=[ -](?:LED|bulb|lamp|tube|only|version|type)\b)")
_LAMP_MAKERS = (
    "Philips|Signify|Osram|Ledvance|GE|Sylvania|Feilo|Lithonia|Acuity|Cooper|Eaton|Hubbell|RAB|Cree|Zumtobel|Thorn|Trilux|Fagerhult|"
    "Glamox|iGuzzini|Erco|ERCO|Flos|Schr[ée]der|Schreder|AEC|Disano|Opple|NVC|Panasonic|Toshiba|Iwasaki|Megaman|Paulmann|Regiolux|"
    "Ridi|Waldmann|Ledinaire|CoreLine|Aura|Radium|Havells|Wipro|Bajaj|Crompton|Syska|Gewiss|Beghelli|Performance in Lighting|"
    "Lutron|Juno|Halo|Kichler|Maxlite|TCP|Satco|Feit|Eglo|Legrand|Faro|Simon|Artemide|Bega|BEGA|Ansell|Aurora|JCC|Collingwood|Verbatim"
)
"""Makers of lamps and luminaires that buyers name as a reference."""
_EQUAL_TO = re.compile(
    r"(?i:(?:or )?(?:equal|equivalent|similar|comparable|identical) to|replacements? (?:for|of)|replac(?:es|ing)|like|ersatz f[üu]r|ersetzt|"
    r"[äa]hnlich wie|vergleichbar mit|[ée]quivalent [àa]|similaire [àa]|type|remplace|similar a|equivalente (?:a|à|al)|reemplazo de|"
    r"reemplaza(?: a)?|simile a|sostituisce|substitui|similar à|vergelijkbaar met|ter vervanging van|zamiennik|odpowiednik|zamiast|"
    r"motsvarande|ersätter|muadili|аналог|взамен|замена|替代|代替|相当于|同等于?|类似|대체|동급|بديل|مثل)[ :]{1,2}"
    rf"(?P<n>(?:{_LAMP_MAKERS})(?:[ -][A-Z0-9][\w./-]{{0,15}}){{0,4}})"
    rf"|(?P<n2>(?:{_LAMP_MAKERS})(?:[ -][A-Z0-9][\w./-]{{0,15}}){{0,4}}),?[ ](?i:or (?:equal|equivalent|similar)|oder gleichwertig|"
    r"ou [ée]quivalent|o equivalente|o similar|ou similar|of gelijkwaardig|lub równoważn\w+|eller motsvarande|veya muadili|или аналог|或同等|或等同)"
)
_IK = re.compile(r"(?<![A-Za-z])IK[ -]?(?P<n>0[0-9]|10)(?![0-9])", re.IGNORECASE)
_CLASS = re.compile(
    r"(?<![A-Za-z])(?:class|klasse|clase|classe|klasa|класс|сlass)[ ]?(?P<n>III|II|I)(?![A-Za-z])",
    re.IGNORECASE,
)
_MAKERS = ("Philips Lumileds|Cree|Bridgelux|Nichia|Osram|Samsung|Lumileds|Philips|Epistar|Sanan|Seoul|Citizen|Honglitronic|Hongli|MLS|Refond"
           "|NationStar|Everlight|Lextar|Luminus|Epileds|Tyanshine|Edison|LG|Sharp|Toyonia|Getian|Getian|Kinglight|"
           "Bright|San'an|San’an|Luxeon")  # fmt: skip
_OTHER_OF_MAKER = re.compile(
    r"[ ]?(?:driver|power suppl|treiber|netzteil|alimentation|fuente|alimentatore|zasilacz|sürücü|drivdon|драйвер|блок|电源|驱动|드라이버)",
    re.IGNORECASE,
)
_ALSO_LAMPS = frozenset({"philips", "osram", "samsung", "lg", "sharp", "bright", "edison"})
"""Makers of chips that also make other things: alone they name a chip only beside such a word."""
_MAKER_ZH = {"科锐": "Cree", "普瑞": "Bridgelux", "日亚": "Nichia", "欧司朗": "Osram", "三星": "Samsung", "飞利浦": "Philips",
             "晶元": "Epistar", "三安": "Sanan", "首尔": "Seoul", "西铁城": "Citizen", "鸿利": "Honglitronic", "木林森": "MLS",
             "瑞丰": "Refond", "国星": "NationStar", "亿光": "Everlight", "삼성": "Samsung", "서울반도체": "Seoul"}  # fmt: skip
_CHIP = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?P<maker>{_MAKERS})(?:[ ]?(?:semi(?:conductor)?|LED|chips?))?"
    r"(?:[ /-]{1,2}(?P<series>XP-?[A-Z]\d?|XT-?E|XHP\d{2}(?:\.\d)?|XM-?L\d?|CXB?\d{4}|LM\d{3}[A-Z]?(?:[ ](?:EVO|Pro))?|LH\d{3}[A-Z]?|\d{4}L?(?![\d.,]?[A-Za-z0-9])|Lumen?[A-Z]\w{2,8}|"
    r"Luxeon(?:[ ][A-Z0-9]{1,4})?|Oslon(?:[ ][A-Z]\w{2,8})?|Duris(?:[ ][A-Z]\d)?|COB|SMD[ ]?\d{4}|V\d{1,2}|Vero[ ]?\d{0,2}|CLU\d{3}|CSP|3V|Square))?"
    r"|(?P<smd>(?:SMD|EMC|LED)[ -]?(?P<code>2016|2216|2835|3014|3020|3030|3528|4014|5050|5054|5630|5730|7030|7070|3535))"
    r"|(?P<smd2>(?:2016|2216|2835|3014|3528|4014|5050|5630|5730|7030|7070)[ -]?(?:SMD|LEDs?|chips?|灯珠|珠))"
    r"|(?P<bare>2835|3014|3528|4014|5630|5730|5050|3030|2216|2110|3535)(?![\w.,]?\d|[ ]?(?:pcs|pc|k\b|lm|w\b|只|个|套|sets|uds|stk|шт|m\b|mm))"
    r"|(?P<cob>COB|CSP))(?![A-Za-z])(?!\.\d)",
    re.IGNORECASE,
)
_MODEL = re.compile(
    r"(?<![\w./-])(?!(?:RFQ|PO|INV|REF|SO|PI|CI|NO|IEC|EN|ISO|DIN|TEL|FAX|GST|VAT|USD|EUR|GB|UGR|CCT|CRI|LM|TM|DALI|RAL|AC|DC|Q|ID|HS|IES|KW|WK|BS|UL|IP|IK|PF|RA|REV|QTY|MOQ|AT|UP|ENQ|BID|TENDER)[-_ ]?\d)"
    r"[A-Z]{2,6}(?:-[A-Z0-9]{1,8}){1,4}(?<=[A-Z0-9])(?![\w.-]|/\d)(?<!-[A-Z]{2})"
)
_CODE = re.compile(
    r"(?<![\w.,/+#-])(?P<r>[789])(?P<k>18|22|27|30|35|40|50|57|60|65)(?![\w%°]|[.,-]\d|[ ]?(?:lm|mm|pcs|pc|v\b|w\b|k\b|units|stk|sets?|шт|uds|只|个|m\b|rolls?|pz|szt|adet|st\b|개))"
)
_CODE_SLASH = re.compile(r"(?<=/)(?P<r>[89])(?P<k>27|30|35|40|50|65)(?![\w%°.,-])")
_CONTAINER = re.compile(
    r"(?:(?<![\w.,])(?P<n>[1-9]\d?)[ ]{0,2}[x*][ ]{0,2}|(?<![\w.,]))(?P<c>(?P<s>20|40)[ ]?(?:'|ft|feet|foot|尺|英尺|-foot|футов\w*|pies|fuß|قدم)?[ -]{0,2}(?P<h>HQ|HC|high[ -]?cube|GP|DC|FCL|container|containers|尺高柜|高柜|尺柜|柜|контейнер\w{0,3}|contenedor\w{0,2}|conteneur\w?|FT|конт|حاوية|컨테이너))(?![A-Za-z])",
    re.IGNORECASE,
)
_CONTAINER_BEFORE = re.compile(r"(?P<n>[1-9]\d?)[ ]{0,2}(?:x[ ]?|\*[ ]?|个|台|full[ ]|units of )?$")
_CRI_LETTERS = frozenset({"ra", "cri", "irc"})
_HEADING_FIELDS = {
    "quantity": "quantity", "power": "power_w", "cct": "cct_k", "beam": "beam_deg", "voltage": "voltage_v",
    "cri": "cri", "flux": "flux_lm", "efficacy": "efficacy_lm_w", "length": "size_mm", "diameter": "size_mm",
    "size": "size_mm", "price": "price", "ip": "ip", "warranty": "warranty",
}  # fmt: skip


@cache
def _unit_words() -> dict[str, str]:
    return {
        word: value
        for word, value in words_of("unit").items()
        if word not in ("m", "mb", "bar", "each piece")
    }


@cache
def _folded_units() -> dict[str, str]:
    return {folded(word): unit for word, unit in _UNITS.items()}


@cache
def _folded_multipliers() -> dict[str, int]:
    return {folded(word): factor for word, factor in _MULTIPLIERS.items()}


_LATIN_HEAD = re.compile(r"[a-z]{1,6}")
_EASTERN = re.compile("[\u2e80-\u9fff\uac00-\ud7a3]")


@cache
def _eastern_suffixes() -> tuple[tuple[str, str], ...]:
    """Units in scripts without spaces, longest first."""
    table = {**_folded_units(), **{w: f"count:{u}" for w, u in _unit_words().items()}}
    return tuple(
        sorted(((w, u) for w, u in table.items() if _EASTERN.match(w)), key=lambda each: -len(each[0]))
    )


def number_of(text: str, unit: str) -> float | None:
    """Return what a number means before a unit: 5.000 pcs are five thousand, 7,5 W seven and a half."""
    bare = text.strip()
    grouped = re.fullmatch(r"(\d{1,3})((?:[.,' ]\d{3})+)(?:[.,](\d{1,2}))?", bare)
    if grouped:
        mark = grouped[2][0]
        several = len(grouped[2]) > 4
        thousands = (
            several
            or mark in "' "
            or unit in COUNT_UNITS | {"mm", "lm", "K", "h", "count"}
            or (unit == "W" and grouped[1] != "0")
        ) and not grouped[1].startswith("0")
        if thousands:
            whole = float(re.sub(r"\D", "", grouped[1] + grouped[2]))
            return whole + (float(f"0.{grouped[3]}") if grouped[3] else 0)
    try:
        return float(bare.replace("'", "").replace(" ", "").replace(",", "."))
    except ValueError:
        return None


@dataclass(slots=True)
class _Number:
    start: int
    end: int  # behind the unit
    text: str
    unit: str = ""
    factor: int = 1
    per: str = ""
    link: str = ""  # how it is joined to the next number
    supply: str = ""  # AC or DC written onto the unit
    before: str = ""  # letters written onto it: AC, DC, Ra, D
    label: str = ""
    number_end: int = 0


class Scan:
    """One part with the values found in it and the stretches that are taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = plain(text)
        self.low = folded(text)
        self.taken = bytearray(len(text))
        self.values: list[Value] = []
        self._groups = 0

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no other reading claimed the stretch."""
        return not any(self.taken[start:end])

    def claim(self, start: int, end: int) -> None:
        """Take a stretch."""
        self.taken[start:end] = b"\1" * (end - start)

    def add(self, field: str, value: Any, start: int, end: int, **more: Any) -> Value:
        """Keep a value."""
        made = Value(field, value, start, end, **more)
        self.values.append(made)
        return made

    def new_group(self) -> int:
        """Return a number for the values of one list."""
        self._groups += 1
        return self._groups

    def each(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the free matches of a pattern and claim them."""
        for count, m in enumerate(pattern.finditer(self.plain)):
            if count > MOST_VALUES:
                return
            if self.is_free(m.start(), m.end()):
                self.claim(m.start(), m.end())
                yield m


_NOTIONS = ("product", "product_generic", "colour", "housing_colour", "housing_word", "material", "dimming", "each",
            "half", "same", "all", "sample_line", "cap_word")  # fmt: skip


def scan(text: str) -> Scan:
    """Return every value of a text in the order of its places."""
    found = Scan(text)
    for pattern in (_EMAIL, _URL, _PHONE):
        for _ in found.each(pattern):
            pass
    for m in found.each(_ISO_DATE):
        found.add("date", m[0], m.start(), m.end())
    _scan_codes(found)
    _scan_words(found)
    for m in found.each(_STANDARD):
        found.add("standard", m[0], m.start(), m.end())
    _scan_numbers(found)
    found.values.sort(key=lambda value: (value.start, value.end))
    _cartons(found)
    return found


_OF_CONTENT = re.compile(
    r"[ ]{0,2}(?:x|\*|@|of|à|a|de|da|di|von|zu|mit|with|je|av|met|по|na|od|each|contain\w{0,4}|holding|\(|每箱装?|装|，|,|-|=|/)?[ ]{0,2}"
)
_PACKED = frozenset({"carton", "pack"})


def _cartons(scan: Scan) -> None:
    """Read "20 cartons of 50 pcs" and "50 pcs x 20 cartons" as cartons and what one holds."""
    for before, after in itertools.pairwise([v for v in scan.values if v.field in ("quantity", "bare")]):
        gap = scan.plain[before.end : after.start]
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


# ------------------------------------------------------------------ codes


def _scan_codes(scan: Scan) -> None:
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


_DIGIT = re.compile(r"\d")


def _scan_words_of_makers(scan: Scan) -> None:
    """Read names of makers, of reference products and of chips."""
    for m in scan.each(_EQUAL_TO):
        name = m["n"] or m["n2"]
        scan.add("equivalent", name.rstrip(" .,-"), m.start(), m.end(), sure=0.8)
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
        case "p" | "ba9":
            return tight[:-1] + tight[-1].lower()
        case "r" | "fa" | "rd" | "s" | "ba":
            fixed = {"r": "R7s", "fa": "Fa8", "rd": "R17d", "ba": "BA15d"}
            return fixed.get(name) or f"S14{tight[-1].lower()}"
        case _:
            return tight.upper()


# ------------------------------------------------------------------ words

_CASE_SENSITIVE_CAPS = {"ES": "E27", "SES": "E14", "BC": "B22d", "SBC": "B15d", "GES": "E40"}


def _scan_words(scan: Scan) -> None:
    for found in lexicon(*_NOTIONS).find(scan.text, scan.low):
        if not scan.is_free(found.start, found.end):
            continue
        _take_word(scan, found)


_TOGETHER_WITH = re.compile(
    r"(?<![^\W_])(?:with|w/|incl\.?|including|mit|inkl\.?|avec|con|com|met|med|включая|带|含|مع)[ ](?:a |an |the |einem |un |une |uma |een )?$"
)
"""What stands behind such a word belongs to the article: a lamp with driver, a flood light with panel."""


def _take_word(scan: Scan, found: Found) -> None:
    notion, value = found.notion, found.value
    if notion in ("housing_word", "each", "half", "same", "all", "sample_line"):
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
    if notion != "product_generic":
        scan.claim(found.start, found.end)
    beside = notion == "product" and _TOGETHER_WITH.search(scan.low, max(0, found.start - 12), found.start)
    scan.add(notion, value, found.start, found.end, sure=0.4 if beside else 1.0)


# ------------------------------------------------------------------ numbers


def _scan_numbers(scan: Scan) -> None:
    numbers = list(_numbers(scan))
    index = 0
    while index < len(numbers):
        chain = [numbers[index]]
        while chain[-1].link and index + len(chain) < len(numbers):
            chain.append(numbers[index + len(chain)])
            if len(chain) > 12:
                break
        _take_chain(scan, chain)
        index += len(chain)


def _numbers(scan: Scan) -> Iterator[_Number]:
    text, low = scan.plain, scan.low
    numbers: list[_Number] = []
    reached = 0
    for m in _NUMBER.finditer(text):
        if len(numbers) > MOST_VALUES:
            break
        if m.start() < reached or scan.taken[m.start()]:
            continue
        start, end, written = m.start(), m.end(), m[0]
        if scan.taken[end - 1]:  # "1 830": the code behind was taken already
            written = re.match(r"\d+", written)[0]  # type: ignore[index]
            end = start + len(written)
            if scan.taken[end - 1]:
                continue
        before = re.search(r"[a-z_ø]{0,6}\Z", low[max(0, start - 6) : start])
        adjacent = before[0] if before else ""
        if (adjacent and adjacent not in _ADJACENT_BEFORE) or low[start - 1 : start].isdigit():
            continue
        is_code = (
            re.search(r"[a-z]{1,8}\d{0,4}[-_/]\Z", low[max(0, start - 13) : start]) is not None
            and not adjacent
        )
        number = _Number(start, end, written, before=adjacent, number_end=end)
        if not _read_suffix(scan, number):
            continue
        if is_code and not number.unit:
            continue
        reached = number.end
        numbers.append(number)
    for number, following in itertools.pairwise(numbers):
        written_on = 0 if following.before.endswith("x") else len(following.before)
        gap = text[number.end : following.start - written_on]
        if len(gap) > 16 or "\n" in gap or "\t" in gap:
            continue
        if (
            gap.isspace()
            and number.unit == following.unit
            and number.unit in ("W", "K", "°")
            and not number.per
        ):
            number.link = "list"
            continue
        if "," in gap and _NAMED_NUMBER.search(low[max(0, number.start - 8) : number.start]):
            continue
        for name, pattern in _LINKS:
            # a letter may close the separator only when a number follows at once
            if pattern.fullmatch(gap) or (
                name == "list"
                and (joint := pattern.match(text[number.end : following.start + 1]))
                and joint[0] == gap
            ):
                number.link = name
                break
    yield from numbers


def _read_suffix(scan: Scan, number: _Number) -> bool:
    """Read the unit behind a number; False when letters make it part of a name."""
    text, low = scan.plain, scan.low
    position = number.end
    for _ in range(3):
        m = _SUFFIX.match(low, position)
        if m is None:
            break
        word, gap = m[1], low[position : m.start(1)]
        eastern = _EASTERN.match(word)
        if eastern:
            known = next(((w, u) for w, u in _eastern_suffixes() if low.startswith(w, m.start(1))), None)
            factor = next(
                (f for w, f in _MULTIPLIERS.items() if _EASTERN.match(w) and low.startswith(w, m.start(1))),
                None,
            )
            if factor and number.factor == 1 and not number.unit:
                number.factor, position = factor, m.start(1) + 1
                number.end = position
                if low.startswith("分", position):
                    break
                continue
            if known and not number.unit:
                number.unit = known[1].removeprefix("count:")
                if number.unit == "m":
                    number.unit = "metre"
                number.end = m.start(1) + len(known[0])
            break
        clean = word.rstrip(".")
        latin = _LATIN_HEAD.match(clean)
        if latin is not None and _EASTERN.match(clean[latin.end() :]):
            clean = latin[0]  # 22W的
        factor = _folded_multipliers().get(clean)
        if clean == "k" and not number.unit:
            value = number_of(number.text, "count") or 0
            if 1500 <= value <= 12_000 and value % 50 == 0 and "-" not in gap:
                number.unit, number.end = "K", m.end(1) - (len(word) - len(clean))
                break
            if value < 1500 and not gap.strip():
                number.factor, number.end = 1000, m.end(1) - (len(word) - len(clean))
                position = number.end
                continue
            break
        if factor and clean != "k" and not number.unit and number.factor == 1:
            number.factor, number.end = factor, m.end(1) - (len(word) - len(clean))
            position = number.end
            continue
        unit = None if number.unit else _folded_units().get(clean)
        counted = None if number.unit else _unit_words().get(clean)
        if unit == "a" and clean == "ar" and gap:
            unit = None
        if clean in ("a", "c", "f", "g", "d", "o", "e", "y", "gr", "in", "an", "h") and gap:
            # a lone letter behind a gap is a word, not a unit ("500 a", "6 in")
            unit = None if clean != "h" else unit
        if clean == "d" and not gap:
            value = number_of(number.text, "°") or 0
            unit = (
                "°"
                if value in (8, 10, 12, 15, 20, 24, 25, 30, 36, 38, 40, 45, 55, 60, 90, 110, 120, 180)
                else None
            )
            if unit:
                number.unit, number.end = unit, m.end(1)
            break
        if clean in ("st", "ad", "un", "ud", "me", "und", "par", "box", "light", "lights", "lamp", "lamps", "lampes",
                     "luminaires", "luminarias", "bulbs") and gap and clean in ("und", "light", "lights", "lamp", "lamps",
                                                                                "lampes", "luminaires", "luminarias",
                                                                                "bulbs"):  # fmt: skip
            counted = None
        if unit == "K" and clean == "к":
            value = number_of(number.text, "K") or 0
            if value < 1500:
                unit = None
                if not gap:
                    number.factor, number.end = 1000, m.end(1)
                    position = number.end
                    continue
        if unit == "V" and clean == "в" and gap:
            unit = None
        if unit == "V" and clean in ("vac", "vdc"):
            number.supply = clean[1:]
        if clean == "m" and not number.unit and "-" not in gap:
            number.unit, number.end = "metre", m.end(1)
            break
        if clean in ("м", "m.") and not number.unit:
            number.unit, number.end = "metre", m.end(1)
            break
        if unit:
            if unit == "ft" and clean == "'" and low[m.end(1) : m.end(1) + 1].isalpha():
                break
            if scan.taken[m.start(1)]:
                break
            number.unit, number.end = unit, m.end(1) - (len(word) - len(clean))
            if unit == "kW":
                number.unit, number.factor = "W", 1000
            break
        if counted:
            number.unit, number.end = counted, m.end(1) - (len(word) - len(clean))
            if counted == "m":
                number.unit = "metre"
            break
        if not gap and clean and low[position : position + 1].isalpha() and not scan.taken[m.start(1)]:
            if number.factor != 1:
                return True
            if clean.startswith("x") and len(clean) == 1:
                return True  # "2x18W"
            rest = _split_letters(clean)
            if rest:
                number.unit, number.end = rest[0], m.start(1) + rest[1]
                break
            return False  # part of a name
        break
    tail = _UNIT_TAIL.match(text, number.end)
    if tail and number.unit in ("W", "lm", "metre", "pcs", "", "V", "other"):
        number.per = folded(tail[1])
        number.end = tail.end()
    elif not tail:
        leds = re.compile(
            r"[ ]{0,2}(?:leds?|diodes?|diod|диод\w{0,3}|灯|珠|颗|led)[ ]{0,2}/[ ]{0,2}(?:m|meter|metre|mtr|м|米)(?![a-z])"
        ).match(low, number.number_end)
        if leds:
            number.unit, number.per, number.end = "pcs", "m", leds.end()
    return True


def _split_letters(word: str) -> tuple[str, int] | None:
    """Read units that were written together with what follows: 9wled, 1200mmx, 12vdc."""
    for unit in ("vacdc", "vac", "vdc", "watts", "watt", "mm", "cm", "lm", "pcs", "w", "v"):
        if word.startswith(unit) and word[len(unit) :] in ("x", "ac", "dc", "led", "leds", "e", "ra", "cri"):
            known = _folded_units().get(unit) or _unit_words().get(unit)
            if known:
                return known, len(unit)
    return None


_LABEL_GAP = re.compile(
    r"[\s:=≥>≤<~()\[\].]{0,6}(?:more than|not less than|no less than|greater than|above|over|minimum of|und mehr|mayor que|mayor de|superior a|supérieur à|minimo|mínimo|más de|больше|выше|min\.?|max\.?|minimum|approx\.?|ca\.?|about|at least|mind\.|mindestens|circa|of|is|von|de|ab|über|mayor a|不低于|大于|约|≥|>|от|не менее|>=)?[\s:=≥>≤<~()]{0,5}$"
)


@cache
def _labels() -> dict[str, str]:
    return {
        word: value
        for word, value in words_of("heading").items()
        if value in _HEADING_FIELDS and len(word) > 1
    }


def _label_before(scan: Scan, position: int) -> str:
    low = scan.low
    start = max(0, position - 44)
    window = low[start:position]
    window = window[
        max(window.rfind("\n"), window.rfind("\t") if not window.rstrip(" \t").endswith(":") else -1) + 1 :
    ]
    gap = _LABEL_GAP.search(window)
    words = window[: gap.start()] if gap else window
    if not words:
        return ""
    parts = re.findall(r"[^\W_]+['/]?[^\W_]*", words)
    for length in (3, 2, 1):
        if len(parts) >= length:
            label = _labels().get(" ".join(parts[-length:]))
            if label:
                return label
    if parts and _EASTERN.match(parts[-1]):
        for length in range(min(6, len(parts[-1])), 1, -1):
            label = _labels().get(parts[-1][-length:])
            if label:
                return label
    return ""


_CCT_LIKE = frozenset(
    (1800, 2000, 2200, 2400, 2500, 2700, 2800, 3000, 3200, 3500, 4000, 4200, 4500, 5000, 5500, 5700, 6000, 6200, 6400,
     6500, 7000, 8000, 10_000)
)  # fmt: skip
_EQUIVALENT_BEFORE = re.compile(
    r"(?:replac\w{0,6}|replacement (?:for|of)|ersetz\w{0,4}|equal to|equivalent (?:to|of)|equiv\.?(?: to)?|instead of|ersatz f[üu]r|remplac\w{0,4}"
    r"|reemplaz\w{0,3}|sustituy\w{0,3}|sostitui\w{0,4}|substitu\w{0,3}|equivalente?(?: (?:a|à|to))?|[ée]quivalent(?: (?:[àa]|to))?|[äa]quivalent(?: zu)?|entspricht|corresponde a|pari a|odpowiednik|eşdeğer\w{0,2}|motsvarar|gelijk aan|vervang\w{0,3}|zast[ęe]puj\w{0,3}|yerine|ersätt\w{0,3}|замен\w{0,3}|аналог\w{0,3}|替代|代替|取代|相当于|相當於"
    r"|대체|existing|old|bisherige\w?|alte\w?|vorhandene\w?|anciens?|antigu\w{1,2}|actuales|vecch\w{1,2}|antig\w{1,2}|stary\w?|eski|بديل|يعادل|traditional|halogen|incandescent|metal halide|sodium|hps|cfl)[\s:(]{0,3}(?:the |a |der |die |das |of |our |old |existing |für |an |un |une |el |la |de |los |les |il |to )?(?:\d{1,4}[ ]?x[ ]?)?$",
    re.IGNORECASE,
)
_EQUIVALENT_AFTER = re.compile(
    r"[ ]{0,2}[-]?[ (]{0,2}(?:eq\b|eq\.|equiv|equal\b|replacement|ersatz|halogen|incandescent|glühlampe|gluhlampe|[äa]quivalent|[ée]quiv|metal[ ]?halide|mh\b|hps|hid\b|hqi|hql|sodium|mercury|cfl|fluorescent|leuchtstoff|conventional|traditional|old\b|de substitu|al[óo]gen|hal[óo]gen|incandesc|equivalen|conventionele|gloeilamp|halogeenlamp|żar[óo]wk\w{0,3} trady|eşdeğer|галоген|накалив|дрл|днат|替代|卤素|白炽|金卤|钠灯|等效|استبدال|هالوجين|motsvar|대체|할로겐)",
    re.IGNORECASE,
)


_ANOTHER_WATTS = re.compile(r"[^\d\n,;]{0,18}\d{1,4}[ ]?(?:w|вт|瓦|واط)(?![a-z/])", re.IGNORECASE)


def _take_chain(scan: Scan, chain: list[_Number]) -> None:
    """Give a unit to every number of a chain (5/7/9W) and keep what it says."""
    first = chain[0]
    label = _label_before(scan, first.start - len(first.before))
    # units run back from the last number that has one
    unit, per = "", ""
    for position in range(len(chain) - 1, -1, -1):
        number = chain[position]
        if number.unit:
            unit, per = number.unit, number.per
        elif (
            unit
            and number.link
            and number.factor == 1
            and not (number.link == "cross" and unit not in ("mm", "cm", "ft", "inch", "metre"))
            and not (number.link == "list" and _too_different(number, unit, scan, len(chain)))
        ):
            number.unit, number.per = unit, per
        else:
            unit = per = ""
    # pieces of a chain with one unit and one kind of link
    pieces: list[list[_Number]] = [[first]]
    for before, number in itertools.pairwise(chain):
        same = number.unit == before.unit and number.per == before.per and not before.before.startswith("x")
        if (
            same
            and (True)
            and not (
                number.unit == "" and before.link == "list" and not (number.factor == before.factor == 1000)
            )
        ):
            pieces[-1].append(number)
        else:
            pieces.append([number])
    crossed = ""
    for place, piece in enumerate(pieces):
        if place + 1 < len(pieces) and piece[-1].link == "cross" and not piece[-1].unit:
            crossed = piece[-1].text  # "2x18W", "3x1W": so many light sources
            following = pieces[place + 1][0]
            if following.unit == "W" and not following.per:
                count = number_of(crossed, "count") or 1
                value = number_of(following.text, "W") or 0
                several = len(pieces[place + 1]) > 1
                # 3x1W and 2x18W are one lamp of several sources; 20 x 150W are twenty lamps
                one_lamp = not several and (count == 1 or value <= 5 or (count <= 4 and value <= 60))
                if one_lamp and value:
                    scan.claim(piece[-1].start, following.end)
                    made = scan.add(
                        "power_w", round(value * count, 3), piece[-1].start, following.end, unit="W", sure=0.7
                    )
                    scan.add("light_sources", (int(count), value), made.start, made.end)
                    pieces[place + 1] = []
                    piece = []
                elif count >= 2:
                    scan.claim(piece[-1].start, piece[-1].number_end)
                    scan.add(
                        "quantity", int(count), piece[-1].start, piece[-1].number_end, unit="pcs", sure=0.9
                    )
                    piece = []
        if piece:
            _take_piece(scan, piece, label if place == 0 else "")


def _too_different(number: _Number, unit: str, scan: Scan, length: int) -> bool:
    """Tell whether a number without a unit can hardly have the unit that follows: 500, 9W."""
    value = number_of(number.text, unit) or 0
    gap = scan.plain[number.end : number.end + 3]
    if "/" in gap or "、" in gap or "+" in gap or "&" in gap:
        return unit == "K" and value not in _CCT_LIKE and value < 1000
    if "," in gap and length < 3:
        return True
    match unit:
        case "W":
            return value > 60 and "," in gap
        case "K":
            return value not in _CCT_LIKE
        case "V":
            return value < 5
        case "°":
            return value > 180
        case "mm":
            return value < 20
        case "pcs" | "set" | "roll":
            # "100 or 250 pcs"; "A60, 500 pcs" is no list of quantities
            return ("," in gap and length < 3) or ";" in gap or value < 5
        case _:
            return True


def _take_piece(scan: Scan, piece: list[_Number], label: str) -> None:
    unit, per, start, end = piece[0].unit, piece[0].per, piece[0].start, piece[-1].end
    if not scan.is_free(start, piece[-1].number_end) and len(piece) == 1:
        return
    links = {number.link for number in piece[:-1]}
    texts = [number.text for number in piece]
    factor = piece[-1].factor
    field_of_label = _HEADING_FIELDS.get(label, "")
    if not unit and piece[0].before in _CRI_LETTERS:
        unit = "Ra"
    if unit == "" and factor == 1 and field_of_label:
        unit = {"power_w": "W", "cct_k": "K", "beam_deg": "°", "voltage_v": "V", "cri": "Ra", "flux_lm": "lm",
                "efficacy_lm_w": "lm/W", "quantity": "pcs", "size_mm": "mm?", "price": "price", "ip": "IP",
                "warranty": "a"}[field_of_label]  # fmt: skip
        if unit == "mm?" and label == "size" and not links:
            unit = "mm?"
    if unit == "lm" and per in ("w", "watt", "вт", "瓦"):
        unit = "lm/W"
    if unit == "W" and per in ("m", "meter", "metre", "metro", "м", "mtr", "米"):
        unit = "W/m"
    if unit in ("pcs", "") and per in ("m", "meter", "metre", "metro", "м", "mtr", "米"):
        unit = "1/m"
    if unit in ("pcs", "metre", "", "set") and per in ("ctn", "carton", "box", "箱"):
        scan.add("pieces_per_carton", number_of(texts[0], "count"), start, end)
        scan.claim(start, end)
        return
    if unit == "metre" and per:
        scan.add("metres_per_roll", number_of(texts[0], "W"), start, end)
        scan.claim(start, end)
        return
    reader = _READERS.get(unit)
    numbers = [n for text in texts if (n := number_of(text, unit or "count")) is not None]
    if factor != 1:
        numbers = [
            n * (number.factor if number.factor != 1 else factor)
            for n, number in zip(numbers, piece, strict=False)
        ]
    if not numbers:
        return
    if reader is not None:
        reader(scan, piece, numbers, links, start, end)
    elif unit in COUNT_UNITS:
        _take_count(scan, piece, numbers, links, unit)
    elif unit == "":
        _take_bare(scan, piece, numbers, links, factor)
    else:
        scan.add("measure", (numbers[0], unit), start, end, unit=unit)
        scan.claim(start, end)


def _take_list(
    scan: Scan, field: str, unit: str, piece: list[_Number], numbers: list[float], sure: float = 1.0
) -> None:
    group = scan.new_group() if len(numbers) > 1 else 0
    for number, value in zip(piece, numbers, strict=False):
        content: Any = int(value) if float(value).is_integer() else value
        scan.add(field, content, number.start, number.end, unit=unit, group=group, sure=sure)
    scan.claim(piece[0].start, piece[-1].end)


def _watts(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    before = scan.plain[max(0, start - 40) : start]
    after = _EQUIVALENT_AFTER.match(scan.plain, end)
    if after and _ANOTHER_WATTS.match(scan.plain, after.end()):
        after = None  # "9 W (equivalent to 60 W)": the other number is that of the old lamp
    if after or _EQUIVALENT_BEFORE.search(before):
        scan.claim(start, end)
        scan.add("equivalent_w", numbers[-1], start, end, unit="W")
        return
    if "range" in links and len(numbers) == 2 and numbers[0] < numbers[1]:
        scan.claim(start, end)
        scan.add("power_range_w", (numbers[0], numbers[1]), start, end, unit="W")
        return
    _take_list(scan, "power_w", "W", piece, numbers)


def _watts_per_metre(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    _take_list(scan, "power_w_per_m", "W/m", piece, numbers)


def _kelvins(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    numbers = [n * 1000 if n < 10.1 else n for n in numbers]
    if not all(1500 <= n <= 12_000 for n in numbers):
        return
    if "range" in links and len(numbers) == 2 and numbers[0] < numbers[1]:
        scan.claim(start, end)
        scan.add("cct_range_k", (int(numbers[0]), int(numbers[1])), start, end, unit="K")
        return
    _take_list(scan, "cct_k", "K", piece, numbers)


def _degrees(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    following = scan.low[end : end + 4]
    if re.match(r"\s?[cf]\b", following) or not all(3 <= n <= 360 for n in numbers):
        scan.claim(start, end)
        return
    if re.match(r"\s?k\b", following) and numbers[0] > 1000:
        return
    if re.search(
        r"(?:rotat|tilt|adjust|schwenk|orientab|orientable|可调角|旋转|dreh|girator|surge|temp)\w{0,8}[\s:]{0,3}(?:\w{1,8}\s)?$",
        scan.low[max(0, start - 24) : start],
    ):
        scan.claim(start, end)
        return
    _take_list(scan, "beam_deg", "°", piece, numbers)


_SUPPLY_AFTER = re.compile(r"[ ]{0,2}[(]?(AC[ ]?/[ ]?DC|DC[ ]?/[ ]?AC|AC|DC)(?![A-Za-z])", re.IGNORECASE)
_SUPPLY_BEFORE = re.compile(r"(?<![A-Za-z])(AC[ ]?/[ ]?DC|AC|DC)[ :]{0,2}$", re.IGNORECASE)


def _volts(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    if not all(1 <= n <= 1000 for n in numbers):
        return
    low, high = min(numbers), max(numbers)
    if high <= 10 and low in (0, 1):
        return
    supply = ""
    after = _SUPPLY_AFTER.match(scan.plain, end)
    window = max(0, start - 8)
    before = _SUPPLY_BEFORE.search(scan.plain, window, start)
    letters = next(
        (n.before or n.supply for n in piece if (n.before or n.supply) in ("ac", "dc", "acdc")), ""
    )
    begin = start
    if letters:
        supply = {"ac": "AC", "dc": "DC", "acdc": "AC/DC"}[letters]
        begin = start - len(letters) if scan.low[start - len(letters) : start] == letters else start
        before = _SUPPLY_BEFORE.search(scan.plain, window, start)
        if before and len(before[1]) > 2:
            supply = "AC/DC"
    elif before:
        supply, begin = before[1].upper().replace(" ", ""), before.start()
    if after:
        said = after[1].upper().replace(" ", "")
        supply = said if not supply or supply == said else "AC/DC"
        end = after.end()
    supply = "AC/DC" if supply == "DC/AC" else supply
    if supply == "AC" and re.match(r"[ ]{0,2}/[ ]{0,2}DC", scan.plain[end : end + 6]):
        supply = "AC/DC"
    scan.claim(begin, end)
    scan.add("voltage_v", (low, high), begin, end, unit="V")
    if supply:
        scan.add("supply", supply, begin, end)


def _lumens(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    scan.claim(start, end)
    if re.match(
        r"[ ]{0,2}(?:/|per|pro|par|por|na|на|每)[ ]{0,2}(?:m|meter|metre|метр|米)\b", scan.low[end : end + 14]
    ):
        return
    scan.add("flux_lm", min(numbers), start, end, unit="lm")


def _lumens_per_watt(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    scan.claim(start, end)
    scan.add("efficacy_lm_w", min(numbers), start, end, unit="lm/W")


def _rendering(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    if 50 <= numbers[0] <= 100:
        scan.claim(start, end)
        scan.add("cri", numbers[0], start, end, unit="Ra")


def _leds_per_metre(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    scan.claim(start, end)
    scan.add("led_per_m", numbers[0], start, end, unit="1/m")


def _lengths(factor: float) -> Any:
    def take(
        scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
    ) -> None:
        if piece[0].unit == "ft" and (len(numbers) > 4 or max(numbers) > 12):
            return
        if piece[0].unit == "inch" and max(numbers) > 60:
            return
        sizes = [round(n * factor, 1) for n in numbers]
        if factor == 300:
            sizes = [{2400.0: 2400.0}.get(s, s) for s in sizes]
        scan.claim(start, end)
        kind = "cross" if "cross" in links else "range" if "range" in links else "list"
        content = tuple(int(s) if float(s).is_integer() else s for s in sizes)
        scan.add("size_mm", content, start, end, unit=kind, sure=0.9)

    return take


def _labelled_size(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    # without a unit: 60x60 are centimetres, 600x600 millimetres, 1.2 metres
    if "cross" in links:
        factor = 10 if max(numbers) <= 240 else 1
        if max(numbers) <= 4:
            factor = 300
        if 4 < max(numbers) <= 9:
            return
    else:
        factor = 1000 if max(numbers) < 4 else 1
    sizes = tuple(round(n * factor) for n in numbers)
    scan.claim(start, end)
    scan.add("size_mm", sizes, start, end, unit="cross" if "cross" in links else "list", sure=0.8)


def _metres(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    # a length of 1.2 m or a quantity of metres: from twenty on they are counted
    if len(piece) == 1 and (number_of(piece[0].text, "count") or 0) * piece[0].factor >= 20:
        _take_count(scan, piece, [(number_of(piece[0].text, "count") or 0) * piece[0].factor], links, "m")
        return
    scan.claim(start, end)
    kind = "cross" if "cross" in links else "range" if "range" in links else "list"
    scan.add("metres", tuple(number_of(n.text, "W") or 0 for n in piece), start, end, unit=kind)
    if len(piece) == 1 and re.fullmatch(r"\d{1,3}([.,' ]\d{3})+", piece[0].text):
        scan.values[-1].value = (number_of(piece[0].text, "count") or 0,)


def _ip_number(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    if 0 <= numbers[0] <= 69 and len(piece[0].text) == 2:
        scan.claim(start, end)
        scan.add("ip", f"IP{int(numbers[0]):02d}", start, end)


def _price(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    scan.claim(start, end)
    scan.add("price", numbers[0], start, end)


def _percent(
    scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    scan.claim(start, end)
    for number, value in zip(piece, numbers, strict=False):
        scan.add("percent", value, number.start, number.end)


_READERS = {
    "W": _watts,
    "W/m": _watts_per_metre,
    "K": _kelvins,
    "°": _degrees,
    "V": _volts,
    "lm": _lumens,
    "lm/W": _lumens_per_watt,
    "Ra": _rendering,
    "1/m": _leds_per_metre,
    "mm": _lengths(1),
    "cm": _lengths(10),
    "ft": _lengths(300),
    "inch": _lengths(25),
    "mm?": _labelled_size,
    "metre": _metres,
    "IP": _ip_number,
    "price": _price,
    "%": _percent,
}


def _take_count(scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], unit: str) -> None:
    start, end = piece[0].start, piece[-1].end
    if piece[0].per and piece[0].per != "m":
        # "10 pcs/carton"
        scan.add("pieces_per_carton", numbers[0], start, end)
        scan.claim(start, end)
        return
    low = scan.low
    if re.match(
        r"[ ]{0,2}(?:per|pro|/|je|par|por|в|na|في)[ ]{0,2}(?:carton|ctn|box|karton|caja|cartone|коробк)",
        low[end : end + 16],
    ):
        scan.add("pieces_per_carton", numbers[0], start, end)
        scan.claim(start, end)
        return
    if (
        re.match(
            r"[ ]{0,2}(?:per|pro|/|je|par|por)[ ]{0,2}(?:order|month|year|set|monat|jahr|mois|an\b|mes|año)",
            low[end : end + 16],
        )
        and False
    ):
        return
    if re.search(
        r"(?:moq|minimum order|mindestmenge|最小起订)[^\d\n]{0,14}$", low[max(0, start - 30) : start]
    ):
        scan.claim(start, end)
        return
    if _PRICE_BEFORE.search(scan.plain, max(0, start - 6), start):
        scan.claim(start, end)
        scan.add("money", numbers[0], start, end)
        return
    scan.claim(start, end)
    if len(numbers) > 1 and numbers == sorted(set(numbers)) and links <= {"range", "list"} and (
        len(numbers) == 2 or _ASKS_STEPS.search(scan.plain, max(0, start - 60), min(len(scan.plain), end + 40))
    ):
        scan.add("quantity", int(numbers[0]), start, end, unit=unit)
        scan.add("quantity_max", int(numbers[-1]), start, end, unit=unit)
        return
    if "cross" in links:
        return
    group = scan.new_group() if len(numbers) > 1 else 0
    for number, value in zip(piece, numbers, strict=False):
        if value >= 1:
            scan.add("quantity", int(-(-value // 1)), number.start, number.end, unit=unit, group=group)


_ASKS_STEPS = re.compile(r"price|preis|prix|precio|prezz|preço|prijs|cen|fiyat|pris|цен|سعر|价|가격|価格", re.IGNORECASE)
"""Several quantities of one article are steps for which prices are asked."""
_PRICE_BEFORE = re.compile(
    r"(?:USD|EUR|US\$|CNY|RMB|GBP|INR|AED|SAR|\$|€|£|¥|￥|Rs\.?)[ ]{0,2}$", re.IGNORECASE
)
_PRICE_AFTER = re.compile(
    r"[ ]{0,2}(?:USD|EUR|US\$|\$|€|£|元|美元|美金|руб|CNY|RMB|dollars?|euros?|zł|TL|SEK|AED|SAR)",
    re.IGNORECASE,
)


def _take_bare(scan: Scan, piece: list[_Number], numbers: list[float], links: set[str], factor: int) -> None:
    start, end = piece[0].start, piece[-1].end
    if _PRICE_BEFORE.search(scan.plain, max(0, start - 6), start) or _PRICE_AFTER.match(scan.plain, end):
        scan.claim(start, end)
        scan.add("money", numbers[0], start, end)
        return
    if "cross" in links and len(numbers) in (2, 3):
        if all(n in (1, 2, 3, 4) for n in numbers):
            if len(numbers) == 2:
                # 2x4 troffers are counted in feet
                scan.add("size_feet", tuple(int(n * 300) for n in numbers), start, end)
            return
        if min(numbers[:2]) >= 10:
            _labelled_size(scan, piece, numbers, links, start, end)
        return
    if factor != 1:
        values = numbers
        scan.claim(start, end)
        if (
            all(n / 1000 in (2.7, 3, 3.5, 4, 5, 5.7, 6, 6.5) for n in values)
            and "list" in links
            and "/" in scan.plain[start:end]
        ):
            _take_list(scan, "cct_k", "K", piece, values, 0.7)
            return
        for number, value in zip(piece, values, strict=False):
            scan.add("bare", value, number.start, number.end, unit="k")
        return
    for number, value in zip(piece, numbers, strict=False):
        scan.add("bare", value, number.start, number.end, unit="range" if "range" in links else "")


def copy_of(value: Value, /, **changes: Any) -> Value:
    """Return a copy of a value with changes."""
    return replace(value, **changes)
