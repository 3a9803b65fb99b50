"""Reading what a buyer wrote: lamps, quantities and terms, each with the place in the text where it stands.

Nothing ambiguous is resolved: a colour word that means two temperatures, a list that may be one lamp or
three, a date that may be in two months come back as questions. A value is `sure` only when it is written out;
what was carried over from another line or follows from habit is to be checked by a person.

Every pattern is bounded and starts at a fixed anchor, so that the time grows with the length of the text only.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import islice, pairwise

from ordolux.rules.parameters import ParameterValue, contradictions, suggested_cap
from ordolux.rules.refusal import N_, Finding

LONGEST_TEXT = 200_000
"""Characters that are read; what follows is named in a finding."""

_MOST_VALUES = 300
"""Values of one pattern that are read; a message with more is a price list, not an inquiry."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Confidence(StrEnum):
    """Whether a value is written out, or must be checked by a person."""

    SURE = "sure"
    CHECK = "check"


type ReadContent = Decimal | tuple[Decimal, Decimal] | str | bool | date


@dataclass(frozen=True, slots=True)
class ReadValue:
    """One value with its place: field, value, unit, start and end in the text, quoted text, confidence.

    `suggestion` is what an unresolved word usually means; it is shown and never taken over by itself.
    """

    field: str
    value: ReadContent
    unit: str
    start: int
    end: int
    quoted: str
    confidence: Confidence = Confidence.SURE
    suggestion: Decimal | str | None = None


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One article that is asked for: its place in the text and its values, several of a field when listed."""

    start: int
    end: int
    text: str
    values: tuple[ReadValue, ...]

    def get(self, name: str) -> ReadValue | None:
        """Return the first value of a field."""
        return next((value for value in self.values if value.field == name), None)

    def all(self, name: str) -> tuple[ReadValue, ...]:
        """Return every value of a field; more than one means a list that must be asked about."""
        return tuple(value for value in self.values if value.field == name)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message holds: article lines, terms of the whole, what is wrong or missing, what must be asked."""

    lines: tuple[ReadLine, ...]
    order: tuple[ReadValue, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Finding, ...]

    def get(self, name: str) -> ReadValue | None:
        """Return the first value of an order field such as `incoterm`."""
        return next((value for value in self.order if value.field == name), None)


# ------------------------------------------------------------------ numbers


def read_count(text: str) -> int | None:
    """Return a number of pieces: 5.000, 5,000, 5 000 and 5'000 are five thousand, 5k too; 5,5 is none."""
    plain = text.strip().casefold()
    factor = 1
    if plain.endswith("k"):
        plain, factor = plain[:-1].rstrip(), 1000
    if re.fullmatch(r"[0-9]{1,3}(?:([ .,'’\u00a0])[0-9]{3})(?:\1[0-9]{3}){0,2}", plain):
        return int(re.sub(r"[^0-9]", "", plain)) * factor
    if re.fullmatch(r"[0-9]{1,8}", plain):
        return int(plain) * factor
    half = re.fullmatch(r"([0-9]{1,3})[.,]([0-9])", plain) if factor == 1000 else None
    return int(half[1]) * 1000 + int(half[2]) * 100 if half else None


def read_measure(text: str) -> Decimal | None:
    """Return a measure with a decimal comma or point; one that could be thousands too is None (1.500, 1,500)."""
    plain = text.strip().replace(",", ".")
    if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,2})?", plain) or re.fullmatch(r"0\.[0-9]{3}", plain):
        return Decimal(plain)
    return None


# ------------------------------------------------------------------ patterns

_S = r"[ \t\u00a0]{0,3}"
_NUM = r"[0-9]{1,6}(?:[.,][0-9]{1,3})?"
_B = r"(?<![\w.,])"
_COUNT = r"[0-9]{1,3}(?:[ .,'’\u00a0][0-9]{3}){1,2}|[0-9]{1,3}[.,][0-9](?=[ ]?k)|[0-9]{1,7}"


_LETTER = "0-9A-Za-z_À-ɏЀ-ӿ"
"""Characters that continue a word; Chinese and Arabic ones do not, because E27 stands right beside them."""

_HEAD = f"(?<![{_LETTER}])"
_TAIL = f"(?![{_LETTER}])"


def _compiled(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    r"""Compile a pattern in which `\b` and `[\w` in lookarounds mean our own edge of a word."""
    bounded = re.sub(r"\\b(?=$|[|)])", lambda _: _TAIL, pattern).replace(r"\b", _HEAD)
    bounded = bounded.replace(r"(?<![\w", f"(?<![{_LETTER}").replace(r"(?![\w", f"(?![{_LETTER}")
    return re.compile(bounded, flags)


_FIRST = re.compile(r"(?:\((?:\?P<\w+>|\?:)?)*(\[[^\]]+\]|.)")


def _keywords(*alternatives: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Compile words of which one must stand there; positions where none can begin are left at once.

    A word in Latin or Cyrillic letters begins at the edge of a word, a Chinese or Arabic one anywhere.
    """
    spaced: list[str] = []
    free: list[str] = []
    firsts = {True: "", False: ""}
    for alternative in alternatives:
        found = _FIRST.match(alternative)
        first = found[1].strip("[]") if found else ""
        is_spaced = re.match(f"[{_LETTER}]", first) is not None
        (spaced if is_spaced else free).append(alternative)
        firsts[is_spaced] += first
    parts = []
    for words, is_spaced in ((spaced, True), (free, False)):
        if words:
            head = _HEAD if is_spaced else ""
            parts.append(f"(?=[{''.join(sorted(set(firsts[is_spaced])))}]){head}(?:{'|'.join(words)})")
    return _compiled("|".join(parts), flags)


_DIMMING = _keywords(
    r"(?P<no>non[ -]?dim(?:mable)?\b|not dimmable\b|nicht dimmbar\b|no regulable\b|non dimmerabile\b)",
    r"(?P<zero>0[ ]?-[ ]?10[ ]?V\b)",
    r"(?P<one>1[ ]?-[ ]?10[ ]?V\b)",
    r"(?P<dali>DALI\b)",
    r"(?P<dmx>DMX(?:512)?\b)",
    r"(?P<triac>triac\b)",
    r"(?P<phase>phase[ -]cut\b)",
    r"(?P<pwm>PWM\b)",
    r"(?P<smart>smart\b)",
    r"(?P<zigbee>zigbee\b)",
    r"(?P<tuya>tuya\b)",
    r"(?P<yes>d(?:imm?able|immbar[a-z]{0,3}|immerabil[ei]|im[aá]vel)\b)",
    r"(?P<yes_es>regulables?\b)",
    r"(?P<yes_fr>graduables?\b)",
    r"(?P<yes_ru>диммируем[а-я]{0,3})",
    r"(?P<no_zh>不可调光)",
    r"(?P<yes_zh>可调光)",
    r"(?P<yes_ar>قابل للتعتيم)",
)
_DIM_VALUES = {
    "no": "no",
    "zero": "0-10V",
    "one": "1-10V",
    "dali": "DALI",
    "dmx": "DMX512",
    "triac": "triac",
    "pwm": "PWM",
    "smart": "smart",
    "zigbee": "smart",
    "tuya": "smart",
    "phase": "triac",
    "no_zh": "no",
    **dict.fromkeys(("yes", "yes_es", "yes_fr", "yes_ru", "yes_zh", "yes_ar"), "yes"),
}
_EFFICACY = _compiled(
    rf"{_B}(?P<n>[0-9]{{2,3}}(?:[.,][0-9])?){_S}(?:lm{_S}/{_S}w|lumens?{_S}/{_S}w(?:att)?|lpw)\b"
)
_WATT = r"(?:w(?:atts?|att)?\b|вт\b|瓦|واط|وات)"
_PER_METRE = _compiled(rf"{_B}(?P<n>{_NUM}){_S}(?:w|watts?|вт){_S}/{_S}(?:m|meter|metre|м)\b")
_EQUIVALENT = _compiled(
    rf"(?:(?:\breplac(?:es|ing|e|ement)(?: for| of)?|\bersetzt|\bequal to|\bequivalent to|\binstead of"
    rf"|\bersatz für|替代|замена)"
    rf"{_S}(?P<a>{_NUM}){_S}-?{_WATT})"
    rf"|(?:{_B}(?P<b>{_NUM}){_S}-?{_S}{_WATT}{_S}(?:eq\b|equiv|replacement|ersatz|halogen|incandescent"
    rf"|equivalente|äquivalent))"
)
_POWER_LIST = _compiled(rf"{_B}(?P<all>[0-9]{{1,3}}(?:{_S}/{_S}[0-9]{{1,3}}){{1,6}}){_S}{_WATT}")
_POWER_TIMES = _compiled(rf"{_B}(?P<k>[1-9][0-9]?){_S}[x×*]{_S}(?P<n>{_NUM}){_S}{_WATT}")
_POWER_RANGE = _compiled(rf"{_B}(?P<a>[0-9]{{1,4}}){_S}[-–~]{_S}(?P<b>[0-9]{{1,4}}){_S}{_WATT}")
_POWER = _compiled(rf"{_B}(?P<n>{_NUM}){_S}-?{_WATT}")
_VOLTAGE_RANGE = _compiled(
    rf"(?<![0-9.,])(?P<s>\b(?:AC|DC){_S})?(?<![0-9.,])(?P<a>[0-9]{{1,3}}){_S}v?{_S}(?P<sep>[-–~/]|to\b"
    rf"|a\b){_S}(?P<b>[0-9]{{2,3}})"
    rf"{_S}(?:v(?:olts?)?|в)(?:{_S}(?P<t>AC/DC|AC|DC))?(?![\w])"
)
_VOLTAGE = _compiled(
    rf"(?P<s>\b(?:AC/DC|AC|DC){_S})?(?<![0-9.,])(?P<a>[0-9]{{1,3}}){_S}(?:v(?:olts?)?|в|伏)(?:{_S}"
    rf"(?P<t>AC/DC|AC|DC))?(?![\w/])"
)
_CCT_RANGE = _compiled(
    rf"{_B}(?P<a>[2-6][0-9]{{3}}){_S}k?{_S}[-–~]{_S}(?P<b>[2-6][0-9]{{3}}){_S}(?:k\b|kelvin)"
)
_CCT_LIST = _compiled(
    rf"{_B}(?P<all>[1-9][0-9]{{3}}{_S}k?(?:{_S}/{_S}[1-9][0-9]{{3}}{_S}k?){{1,6}}){_S}(?:k\b|kelvin|(?<=[kK]))"
)
_CCT = _compiled(rf"{_B}(?P<n>[1-9][0-9]{{3,4}}){_S}(?:k|к|kelvin)(?![\w])")
_BEAM_LIST = _compiled(
    rf"{_B}(?P<all>[0-9]{{1,3}}(?:{_S}/{_S}[0-9]{{1,3}}){{1,5}}){_S}(?:°|º|deg\b|degrees?\b)"
)
_BEAM = _compiled(
    rf"{_B}(?P<n>[0-9]{{1,3}}){_S}(?:[°º](?!{_S}c\b)|deg(?:rees?)?\b|grad\b|grados\b|gradi\b|graus\b"
    rf"|градус\w{{0,3}}|度)"
)
_CAP = _compiled(
    r"(?<![\w])(?:(?P<e>[EЕ])[ -]?(?P<en>40|39|27|26|17|14|12)|(?P<b>B)[ -]?(?P<bn>22|15)d?|(?P<ba>BA15d)"
    r"|G[UX][ -]?(?P<gu53>5[.,]3)|GU[ -]?(?P<gu>10|24|4)|GY?(?P<gy>6[.,]35)|GX[ -]?(?P<gx>53|70)"
    r"|G[ -]?(?P<g>13|23|53|4|5|9)(?![.,]?[0-9])|(?P<g24>G24)[ -]?(?P<g24k>[dq])?(?:-?[1-4])?|"
    r"(?P<p2g>2G11)|(?P<r>R7s)"
    r"|(?P<s>S14)(?P<sk>[sd])|(?P<fa>Fa8)|(?P<rd>R17d))(?![\w])"
)
_SHAPE = _compiled(
    r"(?<![\w])(?P<n>A(?:55|60|65|70|80|19|21)|G(?:45|80|95|120|125|25|30)|C(?:35|37)|P45|B11|CA10"
    r"|ST[ ]?64|PAR[ -]?(?:16|20|30|38)"
    r"|MR[ -]?(?:11|16)|AR[ -]?111|T(?:5|8|12)|R(?:39|50|63|80)|BR(?:20|30|40))(?![\w])"
)
_CRI = _compiled(
    rf"\b(?:CRI|Ra|IRC){_S}(?:>=|≥|>|=|:|min\.?)?{_S}(?P<n>[6-9][0-9])(?![0-9.,][0-9])|(?<![\w.,])[>≥]?"
    rf"(?P<m>[6-9][0-9]){_S}(?:CRI|Ra)\b"
)
_IP = _compiled(rf"\bIP{_S}-?(?P<n>[0-6][0-9])(?![0-9])")
_IK = _compiled(r"\bIK[ ]?(?P<n>0[0-9]|10)(?![0-9])")
_FLUX = _compiled(
    rf"{_B}(?:(?P<low>[0-9]{{2,6}}){_S}[-–]{_S})?"
    rf"(?P<n>[0-9]{{1,3}}[., ][0-9]{{3}}|[0-9]{{2,6}}){_S}(?:lm\b|lumens?\b|лм\b|流明)(?!{_S}/)"
)
_PF = _compiled(rf"\b(?:PF|power factor){_S}(?:>=|≥|>|=|:)?{_S}(?P<n>0[.,][0-9]{{1,2}})")
_FEET = _compiled(rf"{_B}(?P<n>[1-8]){_S}(?:ft\b|feet\b|foot\b|pies\b|')")
_MM = _compiled(rf"{_B}(?P<n>[0-9]{{2,4}}){_S}mm\b")
_SQUARE = _compiled(
    rf"{_B}(?P<a>[1-9][0-9]{{1,3}}){_S}(?P<u>cm|mm)?{_S}[x×*]{_S}(?P<b>[1-9][0-9]{{1,3}}){_S}(?P<v>cm"
    rf"|mm)?(?![\w×*]|{_S}w)"
)
_LED_PER_M = _compiled(rf"{_B}(?P<n>[0-9]{{2,3}}){_S}(?:leds?|pcs)?{_S}/{_S}m(?:eter|etre)?\b")
_CHIP = _keywords(
    r"(?P<p>SMD[ ]?[0-9]{4})\b",
    r"(?P<c>C(?:OB|SP|ree|itizen))\b",
    r"Bridgelux\b",
    r"Osram\b",
    r"Samsung\b",
    r"Lumileds\b",
    r"Epistar\b",
    r"Sanan\b",
    r"Nichia\b",
)
_WARRANTY = _compiled(
    rf"{_B}(?P<n>[1-9]|10){_S}-?{_S}(?:years?|yrs?|jahre?|años?|anni|ans|года?|лет|年){_S}(?:of{_S})?"
    rf"(?:warrant\w{{0,3}}|guarant\w{{0,3}}|garant\w{{0,4}}|гаранти\w{{0,3}}|质保|保修)"
    rf"|(?:warranty|guarantee|garantie|garantía|garanzia|гарантия|质保){_S}:?{_S}(?P<m>[1-9]|10){_S}"
    rf"(?:years?|yrs?|jahre?|años?|anni|ans|года?|лет|年)"
)
_UNITS = {
    "pcs": "pcs|pc|pieces?|pces|nos|units?|ea|stk|stück|stueck|uds?|unidades|unid|piezas"
    "|pzas|pz|pezzi|pièces|unités|шт|штук|只|个|個|支|盏|قطعة|حبة|adet|szt|stuks|stycken|개|ks|db|peças|pçs",
    "set": "sets?|套|комплект\\w{0,3}|satz|juegos?",
    "roll": "rolls?|reels?|rollos?|rollen?|bobine|rolos?|卷|рулон\\w{0,3}",
    "m": "meters?|metres?|metros?|meter|mtrs?|米",
    "carton": "cartons?|ctns?|箱",
    "pair": "pairs?|paar",
    "pack": "packs?|packungen",
}
_QUANTITY = _compiled(
    rf"(?<![\w.,/x×*°-])(?P<n>{_COUNT}){_S}(?P<k>k)?{_S}(?:"
    + "|".join(f"(?P<{unit}>(?:{words})(?![\\w]))" for unit, words in _UNITS.items() if unit != "m")
    + r"|(?P<m>(?:meters?|metres?|metros?|mtrs?)(?![\w])|米))"
)
_CJK_QUANTITY = _compiled(
    rf"(?<![0-9.,])(?P<n>{_COUNT}){_S}(?P<k>k)?{_S}(?:(?P<pcs>[只个個支盏])|(?P<set>套)|(?P<roll>卷))"
)
_LABELLED_QUANTITY = _compiled(
    rf"(?:\b(?:qty|quantity|menge|anzahl|cantidad|cant|quantità|quantité|qté|quantidade|кол-во"
    rf"|количество|miktar)\b|数量){_S}[.:=]?{_S}(?:of{_S})?(?P<n>{_COUNT}){_S}(?P<k>k\b)?(?![\w°%])"
)
_DASH_QUANTITY = _compiled(
    rf"(?<=[\s)])[-–—:=]{_S}(?P<n>[0-9]{{1,3}}(?:[ .,'’\u00a0][0-9]{{3}}){{1,2}}|[0-9]{{2,7}}"
    rf"|[0-9]{{1,3}}(?=k\b))(?P<k>k\b)?(?=[ \t]{{0,5}}(?:$|[,;\r\n]))"
)
_TIMES_QUANTITY = _compiled(rf"(?<![\w.,/x×*-])(?P<n>{_COUNT}){_S}[x×](?={_S}[A-Za-zА-я])")
_LAST_QUANTITY = _compiled(rf"(?<=[ \t])(?P<n>{_COUNT})(?P<k>k)?(?=[ \t.]{{0,3}}(?:$|[\r\n]))")
_ALSO_QUANTITY = _compiled(
    rf"\b(?:also|auch|también|anche|aussi|também){_S}(?P<n>{_COUNT})(?P<k>k)?(?=[ \t.]{{0,3}}(?:$|[\r\n,;]))"
)
_CONTAINER = _compiled(
    rf"(?:{_B}(?P<n>[1-9][0-9]?){_S}[x×*]{_S}|(?<![\w]))(?P<c>40{_S}'?{_S}HQ|40{_S}'?{_S}HC|40{_S}'?"
    rf"{_S}GP|20{_S}'?{_S}GP|20{_S}ft|40{_S}ft)(?![\w])"
)
_CODE = re.compile(
    r"(?<![\w.,/+-])(?P<r>[789])(?P<k>18|22|27|30|35|40|50|57|60|65)(?![\w.,-]*[0-9])(?![\w%°])"
)

_PRODUCTS: dict[str, tuple[str, ...]] = {
    "strip": (
        r"strips?(?: lights?)?\b",
        r"led[ -]?streifen",
        r"stripes?\b",
        r"tira(?:s)? (?:de )?led",
        r"strisc[ei]a?",
        r"灯带",
        r"лент[аы]",
    ),
    "tube": (
        r"tubes?\b",
        r"röhren?\b",
        r"tubos?\b",
        r"tubi\b",
        r"tubo\b",
        r"灯管",
        r"ламп[аы] т8",
    ),
    "panel": (
        r"panels?\b",
        r"paneles\b",
        r"panneaux?\b",
        r"pannelli\b",
        r"面板灯",
        r"平板灯",
        r"панел\w{1,3}",
    ),
    "downlight": (
        r"down[ -]?lights?\b",
        r"faretti? da incasso",
        r"einbaustrahler",
        r"筒灯",
        r"даунлайт\w{0,3}",
    ),
    "high_bay": (
        r"high[ -]?bays?\b",
        r"hallenstrahler\w{0,2}",
        r"工矿灯",
        r"campanas?\b",
    ),
    "flood_light": (
        r"flood[ -]?lights?\b",
        r"fluter\b",
        r"projecteurs?\b",
        r"proyector(?:es)?\b",
        r"投光灯",
        r"прожектор\w{0,3}",
        r"refletor(?:es)?\b",
    ),
    "street_light": (
        r"street[ -]?(?:lights?|lamps?|lanterns?)\b",
        r"straßenleuchten?",
        r"lampadaires?\b",
        r"路灯",
        r"уличн\w{2,4} светильник\w{0,3}",
    ),
    "track_light": (
        r"track[ -]?(?:lights?|spots?)\b",
        r"proiettori su binario",
        r"stromschienenstrahler",
        r"轨道灯",
    ),
    "candle": (
        r"candles?(?: (?:lamps?|bulbs?))?\b",
        r"kerzen?\b",
        r"蜡烛灯",
        r"velas?\b",
        r"свеча",
    ),
    "filament": (
        r"filament\b",
        r"filamento\b",
        r"灯丝灯",
    ),
    "bulb": (
        r"bulbs?\b",
        r"glühbirnen?\b",
        r"birnen\b",
        r"bombillas?\b",
        r"lampadine\b",
        r"lâmpadas?\b",
        r"ampoules?\b",
        r"球泡灯?",
        r"لمبة",
        r"ламп[аы]\b",
        r"лампочк\w{1,3}",
        r"żarówk\w{1,3}",
    ),
    "spot_lamp": (
        r"spot ?lights?\b",
        r"spots?\b",
        r"dicroicas?\b",
        r"strahler\b",
        r"射灯",
    ),
    "linear_light": (
        r"battens?\b",
        r"tri[ -]?proofs?\b",
        r"linear lights?\b",
        r"三防灯",
    ),
    "driver": (
        r"drivers? only\b",
        r"netzteile?\b",
    ),
}
_PRODUCT = _keywords(
    *(f"(?P<{code}_{n}>{word})" for code, words in _PRODUCTS.items() for n, word in enumerate(words))
)
_SAMPLE = _keywords(
    r"samples?\b",
    r"muestras?\b",
    r"muster\b",
    r"campion[ei]\b",
    r"échantillons?\b",
    r"amostras?\b",
    "样品",
    r"образ[а-я]{2,4}",
)
_SAME = _keywords(
    r"same\b",
    r"ditto\b",
    r"idem\b",
    r"dito\b",
    r"dieselbe\b",
    r"gleiche[rs]?\b",
    r"mism[ao]\b",
    r"même\b",
    r"stess[ao]\b",
    r"mesma\b",
    "то же",
    "та же",
    "同上",
    "同款",
)
_COMMON = _keywords(
    r"both\b",
    r"al(?:l|le)\b",
    r"beide\b",
    r"tod[oa]s\b",
    r"tutt[ie]\b",
    r"tou(?:te)?s\b",
    r"each\b",
    r"every\b",
    "均",
    "全部",
    r"все\b",
)
_OBSOLETE = frozenset({"DDU", "DAT", "DAF", "DES", "DEQ"})
_INCOTERM = _keywords(
    r"(?P<t>E(?:XW|x[ -]works|x[ -]factory)\b)",
    r"(?P<f>F(?:CA|AS|OB)\b)",
    r"(?P<c>C(?:FR|IF|PT|IP|NF|&F)\b)",
    r"(?P<d>D(?:AP|PU|DP|DU|AT)\b)",
)
_PLACE_AFTER = re.compile(
    r"[ \t:,]{0,3}(?:port(?: of)?[ \t]|seaport[ \t]|to[ \t])?(?P<p>[^\W\d_][\w.'-]{1,25})(?:[ ]"
    r"(?P<q>[^\W\d_][\w.'-]{1,25}))?(?:[ ](?P<r>[^\W\d_][\w.'-]{1,25}))?"
)
_NO_PLACE = _names(
    "price prices term terms basis in and or with please pls for the value incoterm incoterms "
    "delivery port sea by our your und oder bitte preis y o por precio et ou prix e prezzo usd "
    "eur on at as is are below quotation quote offer shipment payment also including we only "
    "both harga"
)
_DEPOSIT = _compiled(
    rf"(?<![\w.,])(?P<n>[1-9][0-9]?|100){_S}%{_S}(?:T/?T{_S})?(?:deposit|advance|in advance"
    rf"|down ?payment|prepay\w{{0,5}}|anzahlung|anticipo|acconto|аванс\w{{0,2}}|预付|定金|упфронт)"
)
_PAYMENT = _keywords(
    r"(?P<LC>L/?C\b)",
    r"(?P<LC_words>letter of credit\b)",
    r"(?P<LC_zh>信用证)",
    r"(?P<LC_ru>аккредитив)",
    r"(?P<TT>T/?T\b)",
    r"(?P<TT_zh>电汇)",
    r"(?P<TT_words>wire transfer\b)",
    r"(?P<DP>D/P\b)",
    r"(?P<DP_words>CAD\b)",
    r"(?P<DA>D/A\b)",
    r"(?P<OA>open account\b)",
    r"(?P<OA_net>net (?:30|45|60|90)\b)",
    r"(?P<PAYPAL>paypal\b)",
    r"(?P<WU>western union\b)",
)
_BANK_CHANGE = _keywords(
    r"(?:new|changed|different|updated)[ ](?:our[ ])?bank(?:ing)?[ ](?:account|details)\b",
    r"new account\b",
    r"changed bank\b",
    r"different bank\b",
    r"updated bank\b",
    r"bank(?:ing)? (?:account|details) (?:has|have) changed\b",
    r"neue (?:bankverbindung|kontonummer|iban)\b",
    r"nueva cuenta\b",
    r"nuovo conto\b",
    r"nouveau compte\b",
    "новый счёт",
    "новый счет",
    r"新(?:的)?(?:银行)?账户",
    "新帳戶",
    "新账号",
)
_CERTIFICATES = _keywords(
    *(
        rf"{name}\b"
        for name in _names(
            "CE RoHS ROHS UL ETL cUL TUV TÜV GS ENEC VDE SAA RCM PSE KC BIS SASO SABER EAC INMETRO "
            "NOM SONCAP PVOC PVoC CB DLC FCC ERP ErP REACH UKCA G-Mark ECAS"
        )
    ),
    "سابر",
    flags=re.RegexFlag(0),
)
_CURRENCY = re.compile(r"(?<![\w])(?P<n>USD|EUR|GBP|CNY|RMB|AUD|CAD|INR|SAR|AED)(?![\w])|(?P<e>€|\beuros?\b)")
_OFFER = _keywords(
    r"angebot",
    r"offer",
    r"quot",
    r"bid\b",
    r"tender",
    r"oferta",
    r"offerta",
    r"devis",
    r"cotiza",
    "报价",
    "предложен",
)
_ISO_DATE = re.compile(r"(?<![\w.-])(?P<y>20[0-9]{2})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![\w-])")
_DOT_DATE = re.compile(
    r"(?<![\w./-])(?P<a>[0-3]?[0-9])(?P<sep>[./-])(?P<b>[01]?[0-9]|[0-3][0-9])(?P=sep)"
    r"(?P<y>20[0-9]{2})(?![\w/-])"
)
_WANTED = _keywords(
    r"deliver",
    r"arriv",
    r"need(?:ed)?\b",
    r"before\b",
    r"until\b",
    r"no later\b",
    r"latest\b",
    r"ship",
    r"liefer",
    r"bis\b",
    r"entrega",
    r"antes del",
    r"consegna",
    r"entro\b",
    r"livraison",
    r"avant\b",
    "поставк",
    "срок",
    "交货",
    "交期",
)
_SELECTABLE = "selectable"


@dataclass(frozen=True, slots=True)
class ColourWord:
    """A colour word in one language: its class, the temperatures it can mean, and the usual one if any."""

    word: str
    language: str
    colour_class: str
    least_k: int | None
    most_k: int | None
    usual_k: int | None

    @property
    def is_ambiguous(self) -> bool:
        """Tell whether pages and markets disagree on the word, so that it must be asked about."""
        return self.usual_k is None and self.colour_class != _SELECTABLE


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("ordolux.rules").joinpath("tables", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def colour_words() -> dict[str, ColourWord]:
    """Return the colour words of 14 languages by word; short codes such as WW keep their capitals."""
    table: dict[str, ColourWord] = {}
    for row in _rows("colour_words.csv"):
        word = row["word"]
        is_code = word.isascii() and len(word) == 2
        if is_code and word.islower():
            continue  # German `tw` means daylight, English `TW` tunable: two small letters decide nothing
        if row["lang"] == "ja" and word == "白色":
            continue  # in Chinese mails it is the colour of the housing

        def number(name: str, row: dict[str, str] = row) -> int | None:
            return int(row[name]) if row[name] else None

        entry = ColourWord(
            word,
            row["lang"],
            row["class"],
            number("kelvin_min"),
            number("kelvin_max"),
            number("default_nominal_k"),
        )
        table.setdefault(word if is_code else word.casefold(), entry)
    return table


@cache
def _colour_phrases() -> "_Phrases":
    return _Phrases(colour_words())


@cache
def _colour_pattern() -> re.Pattern[str]:
    """Return a pattern of the colour words in scripts that are written without spaces."""
    words = sorted((w for w in colour_words() if _is_cjk(w)), key=len, reverse=True)
    return _keywords(*(re.escape(w) for w in words))


_WORD = re.compile(r"[^\W_]+")


class _Phrases:
    """Phrases found by their first word, so that a long list costs no more than a short one."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.by_first: dict[str, list[str]] = {}
        for phrase in sorted((p for p in phrases if not _is_cjk(p)), key=len, reverse=True):
            first = _WORD.search(phrase)
            if first is not None:
                self.by_first.setdefault(first[0].casefold(), []).append(phrase)

    def matches(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield each phrase in the text with its match, the longest at each place."""
        reached = 0
        for word in _WORD.finditer(text):
            if word.start() < reached:
                continue
            for phrase in self.by_first.get(word[0].casefold(), ()):
                end = word.start() + len(phrase)
                written = text[word.start() : end]
                # Codes such as WW are meant only in capitals.
                same = written == phrase if phrase.isupper() else written.casefold() == phrase.casefold()
                if same and not text[end : end + 1].isalnum():
                    found = _ANY.match(text, word.start(), end)
                    if found is not None:
                        reached = end
                        yield found, phrase
                    break


_ANY = re.compile(r".{1,80}", re.DOTALL)


def _is_cjk(word: str) -> bool:
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in word)


@cache
def places() -> dict[str, tuple[str, str]]:
    """Return ports and cities by folded name: (name as usually written, country)."""
    return {row["place"].casefold(): (row["place"], row["country"]) for row in _rows("ports.csv")}


_COUNTRIES = {
    "germany": "DE",
    "deutschland": "DE",
    "france": "FR",
    "spain": "ES",
    "españa": "ES",
    "italy": "IT",
    "italia": "IT",
    "ghana": "GH",
    "nigeria": "NG",
    "kenya": "KE",
    "tanzania": "TZ",
    "uganda": "UG",
    "egypt": "EG",
    "morocco": "MA",
    "south africa": "ZA",
    "saudi arabia": "SA",
    "united arab emirates": "AE",
    "kuwait": "KW",
    "qatar": "QA",
    "oman": "OM",
    "iraq": "IQ",
    "turkey": "TR",
    "türkiye": "TR",
    "russia": "RU",
    "poland": "PL",
    "polska": "PL",
    "netherlands": "NL",
    "india": "IN",
    "pakistan": "PK",
    "bangladesh": "BD",
    "nepal": "NP",
    "sri lanka": "LK",
    "thailand": "TH",
    "vietnam": "VN",
    "philippines": "PH",
    "indonesia": "ID",
    "malaysia": "MY",
    "australia": "AU",
    "new zealand": "NZ",
    "canada": "CA",
    "mexico": "MX",
    "méxico": "MX",
    "brazil": "BR",
    "brasil": "BR",
    "chile": "CL",
    "peru": "PE",
    "perú": "PE",
    "colombia": "CO",
    "argentina": "AR",
    "ecuador": "EC",
    "usa": "US",
    "united states": "US",
    "united kingdom": "GB",
    "ireland": "IE",
    "portugal": "PT",
    "greece": "GR",
    "sweden": "SE",
    "norway": "NO",
    "denmark": "DK",
    "finland": "FI",
    "japan": "JP",
    "korea": "KR",
}


@cache
def _place_phrases() -> _Phrases:
    return _Phrases([*places(), *_COUNTRIES])


# ------------------------------------------------------------------ models


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """A model of the catalogue with the other names under which it is ordered."""

    code: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelMatch:
    """A model that a text may mean: exact when its name stands there, else how much of it agrees in percent."""

    code: str
    score_percent: int
    is_exact: bool
    start: int
    end: int


_TOKEN = re.compile(r"[^\W_][\w./+-]{0,40}")


def _folded(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def match_model(text: str, models: Sequence[CatalogueModel]) -> tuple[ModelMatch, ...]:
    """Return the models that a text names, best first.

    Exact: a name stands in the text, whatever its spaces, dashes and capitals. Otherwise a name of at least
    five characters that begins like a word of the text (its score is the share that agrees): only to suggest.
    """
    names: dict[str, str] = {}
    for model in models:
        for name in (model.code, *model.names):
            if len(_folded(name)) >= 3:
                names.setdefault(_folded(name), model.code)
    tokens = [(m.start(), m.end()) for m in islice(_TOKEN.finditer(text), 2_000)]
    found: dict[str, ModelMatch] = {}
    for index, (start, _) in enumerate(tokens):
        for last in range(index, min(index + 3, len(tokens))):
            end = tokens[last][1]
            code = names.get(_folded(text[start:end].rstrip(".-/+")))
            if code is not None and code not in found:
                found[code] = ModelMatch(code, 100, True, start, end)
    if not found:
        for start, end in tokens:
            word = _folded(text[start:end])
            if len(word) < 5 or not any(c.isdigit() for c in word) or not any(c.isalpha() for c in word):
                continue
            for name, code in names.items():
                shared = len(word) if name.startswith(word) else len(name) if word.startswith(name) else 0
                score = shared * 100 // max(len(name), len(word))
                if shared >= 5 and (code not in found or found[code].score_percent < score):
                    found[code] = ModelMatch(code, score, False, start, end)
    return tuple(sorted(found.values(), key=lambda m: (-m.score_percent, m.start, m.code)))


# ------------------------------------------------------------------ scanning


@dataclass(slots=True)
class _Scan:
    """The text with a mark on every character that some value has taken."""

    text: str
    taken: bytearray = field(default_factory=bytearray)
    values: list[ReadValue] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.text))

    def each(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for found in islice(pattern.finditer(self.text), _MOST_VALUES):
            if self.is_free(found):
                yield found

    def is_free(self, found: re.Match[str]) -> bool:
        return self.taken.find(1, found.start(), found.end()) < 0

    def add(
        self,
        found: re.Match[str],
        name: str,
        value: ReadContent,
        unit: str = "",
        *,
        confidence: Confidence = Confidence.SURE,
        suggestion: Decimal | str | None = None,
        keep_free: bool = False,
    ) -> None:
        start, end = found.span()
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if not keep_free:
            self.taken[start:end] = b"\x01" * (end - start)
        self.values.append(
            ReadValue(name, value, unit, start, end, self.text[start:end], confidence, suggestion)
        )


def _scan_lamp(scan: _Scan) -> None:
    for m in scan.each(_DIMMING):
        scan.add(m, "dimming", _DIM_VALUES[m.lastgroup or "yes"])
    for pattern, name, unit in ((_EFFICACY, "efficacy_lm_w", "lm/W"), (_PER_METRE, "power_w_per_m", "W/m")):
        for m in scan.each(pattern):
            _measure(scan, m, name, m["n"], unit)
    for m in scan.each(_EQUIVALENT):
        _measure(scan, m, "equivalent_w", m["a"] or m["b"], "W")
    for m in scan.each(_POWER_LIST):
        for part in re.split(r"[\s/]+", m["all"]):
            scan.add(m, "power_w", Decimal(part), "W", confidence=Confidence.CHECK)
    for m in scan.each(_POWER_TIMES):
        scan.add(m, "light_sources", Decimal(m["k"]))
        _measure(scan, m, "power_w", m["n"], "W", Confidence.CHECK)
    for m in scan.each(_POWER_RANGE):
        scan.add(m, "power_range_w", (Decimal(m["a"]), Decimal(m["b"])), "W", confidence=Confidence.CHECK)
    for m in scan.each(_POWER):
        _measure(scan, m, "power_w", m["n"], "W")
    for m in scan.each(_VOLTAGE_RANGE):
        low, high = sorted((Decimal(m["a"]), Decimal(m["b"])))
        if high >= 10:
            kind = (m["s"] or m["t"] or "").strip().upper()
            check = Confidence.CHECK if m["sep"] == "/" else Confidence.SURE
            scan.add(m, "voltage_v", (low, high), "V", confidence=check)
            if kind:
                scan.add(m, "supply", kind)
    for m in scan.each(_VOLTAGE):
        volts = Decimal(m["a"])
        if 3 <= volts <= 480:
            scan.add(m, "voltage_v", (volts, volts), "V")
            kind = (m["s"] or m["t"] or "").strip().upper()
            if kind:
                scan.add(m, "supply", kind)
    for m in scan.each(_CCT_RANGE):
        scan.add(m, "cct_range_k", (Decimal(m["a"]), Decimal(m["b"])), "K", confidence=Confidence.CHECK)
    for m in scan.each(_CCT_LIST):
        for part in re.findall(r"[0-9]{4}", m["all"]):
            scan.add(m, "cct_k", Decimal(part), "K", confidence=Confidence.CHECK)
    for m in scan.each(_CCT):
        if 1800 <= int(m["n"]) <= 10000:
            scan.add(m, "cct_k", Decimal(m["n"]), "K")
    for m in scan.each(_BEAM_LIST):
        for part in re.split(r"[\s/]+", m["all"]):
            scan.add(m, "beam_deg", Decimal(part), "°", confidence=Confidence.CHECK)
    for m in scan.each(_BEAM):
        if 3 <= int(m["n"]) <= 360:
            scan.add(m, "beam_deg", Decimal(m["n"]), "°")
    for m in scan.each(_SHAPE):
        scan.add(m, "shape", re.sub(r"[ -]", "", m["n"]).upper())
    for m in scan.each(_CAP):
        scan.add(m, "cap", _cap_of(m))
    for m in scan.each(_CRI):
        scan.add(m, "cri", Decimal(m["n"] or m["m"]), "Ra")
    for m in scan.each(_IP):
        scan.add(m, "ip", f"IP{m['n']}")
    for m in scan.each(_IK):
        scan.add(m, "ik", f"IK{m['n']}")
    for m in scan.each(_FLUX):
        # of a range the lower end is what is asked for at least
        confidence = Confidence.CHECK if m["low"] else Confidence.SURE
        scan.add(
            m, "flux_lm", Decimal(re.sub(r"[^0-9]", "", m["low"] or m["n"])), "lm", confidence=confidence
        )
    for m in scan.each(_PF):
        _measure(scan, m, "power_factor", m["n"], "")
    for m in scan.each(_LED_PER_M):
        scan.add(m, "led_per_m", Decimal(m["n"]), "1/m")
    for m in scan.each(_WARRANTY):
        scan.add(m, "warranty_years", Decimal(m["n"] or m["m"]), "a")
    for m in scan.each(_CONTAINER):
        kind = re.sub(r"[^0-9a-z]", "", m["c"].casefold()).replace("hc", "hq")
        scan.add(m, "container", f"{m['n'] or 1}x{kind.upper()}")
    _scan_sizes(scan)


def _scan_sizes(scan: _Scan) -> None:
    for m in scan.each(_SQUARE):
        sides = [Decimal(m["a"]), Decimal(m["b"])]
        is_cm = "cm" in (m["u"], m["v"]) or (m["u"] is None and m["v"] is None and max(sides) <= 240)
        said = m["u"] or m["v"]
        for side in sides:
            size = side * 10 if is_cm else side
            scan.add(m, "size_mm", size, "mm", confidence=Confidence.SURE if said else Confidence.CHECK)
    for m in scan.each(_MM):
        scan.add(m, "size_mm", Decimal(m["n"]), "mm")
    for m in scan.each(_FEET):
        scan.add(m, "size_mm", Decimal(int(m["n"]) * 300), "mm", confidence=Confidence.CHECK)


def _measure(
    scan: _Scan, m: re.Match[str], name: str, text: str, unit: str, confidence: Confidence = Confidence.SURE
) -> None:
    value = read_measure(text)
    if value is not None and value > 0:
        scan.add(m, name, value, unit, confidence=confidence)
    else:
        scan.add(m, "unclear", text, unit, confidence=Confidence.CHECK)


def _cap_of(m: re.Match[str]) -> str:
    if m["e"]:
        return f"E{m['en']}"
    if m["b"]:
        return f"B{m['bn']}d"
    if m["gu53"]:
        return "GU5.3"
    for group, prefix in (("gu", "GU"), ("gx", "GX"), ("g", "G")):
        if m[group]:
            return f"{prefix}{m[group]}"
    if m["gy"]:
        return "GY6.35"
    if m["g24"]:
        return f"G24{(m['g24k'] or '').lower()}"
    if m["s"]:
        return f"S14{m['sk'].lower()}"
    fixed = {"ba": "BA15d", "p2g": "2G11", "r": "R7s", "fa": "Fa8", "rd": "R17d"}
    return next(cap for group, cap in fixed.items() if m[group])


def _scan_quantities(scan: _Scan) -> None:
    for pattern in (_LABELLED_QUANTITY, _CJK_QUANTITY, _QUANTITY):
        for m in scan.each(pattern):
            count = read_count(m["n"] + ("k" if m["k"] else ""))
            if count:
                groups = m.groupdict()
                unit = next((u for u in _UNITS if groups.get(u)), "pcs")
                scan.add(m, "quantity", Decimal(count), unit)
    for pattern in (_DASH_QUANTITY, _TIMES_QUANTITY, _ALSO_QUANTITY):
        for m in scan.each(pattern):
            k = "k" if "k" in m.re.groupindex and m["k"] else ""
            count = read_count(m["n"] + k)
            if count and count > 1:
                scan.add(m, "quantity", Decimal(count), "pcs", confidence=Confidence.CHECK)


_BEFORE_PRODUCT = re.compile(rf"(?<![\w.,/x×*-])(?P<n>{_COUNT})(?P<k>k)?[ ](?=[^\W\d_])")


def _scan_words(scan: _Scan) -> None:
    for m in scan.each(_CODE):
        rendering = Decimal(m["r"]) * 10
        scan.add(m, "cct_k", Decimal(m["k"]) * 100, "K")
        scan.values.append(replace(scan.values[-1], field="cri", value=rendering, unit="Ra"))
    table = colour_words()
    said = [
        (m, name) for m, name in islice(_colour_phrases().matches(scan.text), _MOST_VALUES) if scan.is_free(m)
    ]
    for m, name in said + [(m, m[0]) for m in scan.each(_colour_pattern())]:
        word = table[name]
        suggestion = None if word.usual_k is None else Decimal(word.usual_k)
        scan.add(m, "colour_word", word.colour_class, confidence=Confidence.CHECK, suggestion=suggestion)
    starts = {}
    for m in scan.each(_PRODUCT):
        scan.add(m, "product", (m.lastgroup or "").rpartition("_")[0])
        starts[m.start()] = m
    for m in scan.each(_BEFORE_PRODUCT):
        # "500 paneles", "10.000 tubos T8", "120 LED bulbs": a count directly before the article's name
        near = any(position in starts for position in range(m.end(), m.end() + 5))
        count = read_count(m["n"] + ("k" if m["k"] else ""))
        if near and count and count > 1:
            scan.add(m, "quantity", Decimal(count), "pcs")
    for m in scan.each(_CHIP):
        scan.add(m, "chip", m[0])


# ------------------------------------------------------------------ clauses and lines

_BREAK = re.compile(
    r"(?P<hard>\r?\n)|(?P<soft>[;；。，]|,(?![0-9])|,(?<=[^0-9],)|[.!?](?=[ \t]+[^\W\d_a-zа-я])|[ ](?="
    r"(?:and|und|y|et|e|и)[ ][0-9]{2}))"
)
_ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:stk|uds|ud|pcs|nos|no|nr|n|approx|ca|max|min|ref|art|шт|qty|cant|mr|ms|mrs|st|pz)$",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"\A[ \t]{0,8}(?:[-*•·–—]|[(]?[0-9]{1,3}[.)](?![0-9])|[a-z][.)])[ \t]")
_TECHNICAL = _names(
    "power_w power_w_per_m power_range_w cct_k cct_range_k beam_deg cap shape cri flux_lm ip "
    "voltage_v size_mm model"
)
_COMMON_FIELDS = _names(
    "cct_k cct_range_k colour_word voltage_v supply cri ip ik dimming beam_deg efficacy_lm_w "
    "power_factor chip warranty_years"
)
_ARTICLE = frozenset({"product", "shape", "power_w", "power_w_per_m", "cap", "model"})


@dataclass(slots=True)
class _Group:
    start: int
    end: int
    row: int
    values: list[ReadValue]

    def has(self, name: str) -> bool:
        return any(v.field == name for v in self.values)

    def clues(self) -> int:
        return len({v.field for v in self.values} & _TECHNICAL)


def _clauses(text: str) -> tuple[list[int], list[int]]:
    """Return where each clause starts and on which row it stands; wrapped lines of a mail stay together."""
    starts, rows, row, line_start = [0], [0], 0, 0
    for m in _BREAK.finditer(text):
        if m["hard"]:
            next_start = m.end()
            is_wrapped = m.start() - line_start >= 60 and not _starts_anew(text, next_start)
            line_start = next_start
            if is_wrapped:
                continue
            row += 1
        elif text[m.start()] == "." and _ABBREVIATION.search(text, max(0, m.start() - 8), m.start()):
            continue
        starts.append(m.end())
        rows.append(row)
    return starts, rows


def _starts_anew(text: str, position: int) -> bool:
    head = text[position : position + 24]
    return (
        not head.strip() or _LIST_MARK.match(head) is not None or head[:1].isdigit() or head[:1] in "|>\r\n\t"
    )


def _grouped(text: str, values: Sequence[ReadValue]) -> list[_Group]:
    """Collect the values of each clause, then join the clauses that tell of the same article."""
    starts, rows = _clauses(text)
    groups: list[_Group] = []
    for value in sorted(values, key=lambda v: (v.start, v.end)):
        index = bisect_right(starts, value.start) - 1
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        if groups and groups[-1].start == starts[index]:
            groups[-1].values.append(value)
        else:
            groups.append(_Group(starts[index], end, rows[index], [value]))
    joined: list[_Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        if last is not None and last.row == group.row and not _is_other_article(last, group, text):
            last.end = group.end
            last.values += group.values
        else:
            joined.append(group)
    return [part for group in joined for part in _split_by_quantity(group)]


def _split_by_quantity(group: _Group) -> list[_Group]:
    """Split a clause with several quantities that each directly follow their own article."""
    counts = [v for v in group.values if v.field == "quantity"]
    powers = {v.start for v in group.values if v.field in ("power_w", "cct_k")}
    if len(counts) < 2 or len(powers) < len(counts):
        return [group]
    parts, begin = [], group.start
    if any(v.field in _ARTICLE for v in group.values if v.start < counts[0].start):
        bounds = [v.end for v in counts[:-1]] + [group.end]
    else:
        bounds = [v.start for v in counts[1:]] + [group.end]
    for bound in bounds:
        own = [v for v in group.values if begin <= v.start < bound]
        parts.append(_Group(begin, bound, group.row, own))
        begin = bound
    return parts


def _is_other_article(last: _Group, group: _Group, text: str) -> bool:
    if _COMMON.search(text, group.start, group.end) and not group.has("quantity"):
        return True
    if group.has("quantity") and last.has("quantity"):
        return True
    for name in ("shape", "power_w", "product"):
        mine = {v.value for v in group.values if v.field == name}
        theirs = {v.value for v in last.values if v.field == name}
        if mine and theirs and not mine & theirs and (last.has("quantity") or group.has("quantity")):
            return True
    return False


def _last_quantity(scan: _Scan, groups: list[_Group]) -> None:
    """Take a bare number at the end of an article's line as its quantity, to be checked."""
    for group in groups:
        if group.has("quantity") or not group.has("power_w"):
            continue
        m = _LAST_QUANTITY.search(scan.text, max(group.start, group.end - 16), group.end)
        if m is None or scan.taken.find(1, m.start(), m.end()) >= 0:
            continue
        count = read_count(m["n"])
        if m["k"]:
            # "3K" alone: three thousand pieces or 3000 K
            scan.add(m, "unclear", m[0], confidence=Confidence.CHECK)
        elif count and count >= 10:
            scan.add(m, "quantity", Decimal(count), "pcs", confidence=Confidence.CHECK)
        else:
            continue
        group.values.append(scan.values[-1])


_HEADERS: tuple[tuple[str, str], ...] = (
    (
        "quantity",
        r"\b(?:qty|q'ty|quantity|pcs|menge|anzahl|stück|cantidad|cant|quantità|quantité|qté)\b|数量|кол-во",
    ),
    ("power_w", r"\b(?:watts?|wattage|power|leistung|potencia|potenza|puissance)\b|功率|мощность|^w$"),
    ("cct_k", r"\b(?:cct|kelvin|colou?r temp\w{0,8}|lichtfarbe|farbtemperatur)\b|色温|цветовая"),
    ("beam_deg", r"\b(?:beam|angle|abstrahlwinkel)\b|角度"),
    ("flux_lm", r"\b(?:lumens?|flux|lichtstrom|lm)\b|光通量"),
)
_HEADER_PATTERNS = tuple((name, _compiled(pattern)) for name, pattern in _HEADERS)
_HEADER_UNITS = {"quantity": "pcs", "power_w": "W", "cct_k": "K", "beam_deg": "°", "flux_lm": "lm"}


_MOST_ROWS = 2_000
_MOST_HEADERS = 50
_CELL = re.compile(rf"(?P<n>{_COUNT}|[0-9]{{1,4}}[.,][0-9]{{1,2}})")
_TWO_DIGITS = re.compile(r"[0-9]{2}")


def _header_of(line: str, mark: str) -> dict[int, str]:
    """Return which columns of a table's first row name a quantity, power, and so on."""
    columns = {}
    for index, cell in enumerate(line.split(mark)[:20]):
        word = cell.strip()
        if not word or len(word) > 40 or _TWO_DIGITS.search(word):
            continue
        for name, pattern in _HEADER_PATTERNS:
            if pattern.search(word):
                columns[index] = name
    return columns if "quantity" in columns.values() or len(columns) >= 2 else {}


def _scan_tables(scan: _Scan) -> None:
    """Read bare numbers in the columns of a table whose first row names them."""
    position, columns, mark, headers = 0, dict[int, str](), "", 0
    for line in scan.text.split("\n")[:_MOST_ROWS]:
        start, position = position, position + len(line) + 1
        if mark and line.count(mark) < max(columns):
            mark, columns = "", {}
        if not mark:
            sign = next((s for s in ("|", "\t") if line.count(s) >= 2), "")
            if sign and headers < _MOST_HEADERS:
                headers += 1
                columns = _header_of(line, sign)
                mark = sign if columns else ""
            continue
        offset = start
        for index, cell in enumerate(line.split(mark)[:20]):
            name = columns.get(index)
            inner = offset + len(cell) - len(cell.lstrip())
            m = _CELL.fullmatch(scan.text, inner, inner + len(cell.strip())) if name else None
            offset += len(cell) + 1
            if name is None or m is None or not scan.is_free(m):
                continue
            is_whole = name in ("quantity", "flux_lm", "cct_k")
            count = read_count(m["n"]) if is_whole else None
            value = Decimal(count) if count else None if is_whole else read_measure(m["n"])
            if value:
                scan.add(m, name, value, _HEADER_UNITS[name])


def _lines(scan: _Scan) -> list[_Group]:
    text = scan.text
    groups = _grouped(text, scan.values)
    _last_quantity(scan, groups)
    articles: list[_Group] = []
    commons: list[_Group] = []
    for group in groups:
        is_sample = _SAMPLE.search(text, group.start, group.end) is not None
        is_article = any(v.field in _ARTICLE for v in group.values)
        is_same = _SAME.search(text, group.start, group.end) is not None
        if is_sample and not group.clues() >= 2:
            continue
        has_count = group.has("quantity") or group.has("container")
        if has_count and not is_article and not group.clues() and not group.has("colour_word"):
            # "5000 pcs" on the next line belongs to the article above it
            if articles and not articles[-1].has("quantity") and group.row - articles[-1].row <= 2:
                articles[-1].values += group.values
                articles[-1].end = group.end
            continue
        if (has_count and (is_article or is_same or group.clues() or group.has("colour_word"))) or (
            is_article and group.clues() >= 2
        ):
            articles.append(group)
        elif group.values and not has_count:
            commons.append(group)
    if not articles:
        articles = [g for g in commons if any(v.field in _ARTICLE for v in g.values) and g.clues() >= 1][:20]
        commons = [g for g in commons if g not in articles]
    articles = _with_same(text, articles)
    return _with_commons(articles, commons)


def _with_same(text: str, articles: list[_Group]) -> list[_Group]:
    """Carry over from the article before what "same" leaves unsaid, to be checked."""
    for before, group in pairwise(articles):
        if _SAME.search(text, group.start, group.end):
            own = {v.field for v in group.values}
            if own & {"cct_k", "cct_range_k", "colour_word"}:
                own |= {"cct_k", "cct_range_k", "colour_word"}
            group.values += [
                replace(v, confidence=Confidence.CHECK)
                for v in before.values
                if v.field not in own | {"quantity", "container"}
            ]
        elif (
            not any(v.field == "product" for v in group.values)
            and group.row == before.row
            and group.has("power_w")
        ):
            # "flood lights 50w - 1k, 100w - 500": the second is a flood light too
            group.values += [
                replace(v, confidence=Confidence.CHECK) for v in before.values if v.field == "product"
            ]
    return articles


def _with_commons(articles: list[_Group], commons: list[_Group]) -> list[_Group]:
    """Give every article what is said once for all of them, to be checked."""
    rows = {article.row for article in articles}
    for group in commons:
        if any(v.field in ("product", "shape") for v in group.values):
            continue
        # "50w - 1k, 100w - 500, both IP66" speaks of its own row, a sentence of its own of all
        meant = [a for a in articles if a.row == group.row] if group.row in rows else articles
        for article in meant:
            own = {v.field for v in article.values if v not in group.values}
            if own & {"cct_k", "cct_range_k", "colour_word"}:
                own |= {"cct_k", "cct_range_k", "colour_word"}
            article.values += [
                replace(v, confidence=Confidence.CHECK)
                for v in group.values
                if v.field in _COMMON_FIELDS and v.field not in own
            ]
    return articles


# ------------------------------------------------------------------ terms of the whole


def _scan_terms(scan: _Scan, received_on: date | None) -> tuple[list[ReadValue], list[Finding]]:
    values: list[ReadValue] = []
    findings: list[Finding] = []

    def take(
        m: re.Match[str],
        name: str,
        value: ReadContent,
        confidence: Confidence = Confidence.SURE,
        unit: str = "",
    ) -> None:
        values.append(ReadValue(name, value, unit, m.start(), m.end(), m[0].strip(), confidence))

    for m in scan.each(_INCOTERM):
        rule = {
            "C&F": "CFR",
            "CNF": "CFR",
            "EX WORKS": "EXW",
            "EX-WORKS": "EXW",
            "EX FACTORY": "EXW",
            "EX-FACTORY": "EXW",
        }.get(m[0].upper(), m[0].upper())
        if rule in _OBSOLETE:
            findings.append(
                Finding(
                    "incoterm.obsolete",
                    N_("{rule} is not an Incoterms 2020 rule."),
                    {"rule": rule},
                    "incoterm",
                )
            )
        take(m, "incoterm", rule, Confidence.CHECK if rule in _OBSOLETE else Confidence.SURE)
        place = _place_after(scan.text, m.end())
        if place is not None:
            start, end, name, country = place
            sure = Confidence.SURE if country else Confidence.CHECK
            side = "loading_place" if rule in ("EXW", "FCA", "FAS", "FOB") else "destination_place"
            values.append(ReadValue(side, name, "", start, end, scan.text[start:end], sure))
            if country and side == "destination_place":
                values.append(
                    ReadValue("destination_country", country, "", start, end, scan.text[start:end], sure)
                )
    if not any(v.field == "destination_country" for v in values):
        for m, name in _place_phrases().matches(scan.text):
            country = _COUNTRIES.get(name) or places()[name][1]
            if country not in ("CN", "HK"):
                take(m, "destination_country", country, Confidence.CHECK)
                break
    for m in scan.each(_DEPOSIT):
        take(m, "deposit_percent", Decimal(m["n"]), unit="%")
    for m in scan.each(_PAYMENT):
        take(m, "payment", (m.lastgroup or "").partition("_")[0])
    for m in scan.each(_CERTIFICATES):
        take(m, "certificate", "SABER" if m[0] == "سابر" else m[0].upper().replace("TÜV", "TUV"))
    for m in scan.each(_CURRENCY):
        code = (m["n"] or "EUR").replace("RMB", "CNY")
        take(m, "currency", code)
    for m in scan.each(_SAMPLE):
        take(m, "sample_wanted", True, Confidence.CHECK)
        break
    for m in scan.each(_BANK_CHANGE):
        findings.append(
            Finding(
                "security.bank_change",
                N_("The message speaks of a new bank account: “{quoted}”. Change nothing; ask by telephone."),
                {"quoted": m[0]},
            )
        )
        break
    findings += _scan_dates(scan, values, received_on)
    return values, findings


def _place_after(text: str, position: int) -> tuple[int, int, str, str | None] | None:
    m = _PLACE_AFTER.match(text, position)
    if m is None or m["p"].casefold().strip(".") in _NO_PLACE:
        return None
    table = places()
    for last in ("r", "q", "p"):
        if m[last]:
            end = m.end(last)
            name = text[m.start("p") : end].strip(" .,-")
            known = table.get(name.casefold())
            if known:
                return m.start("p"), m.start("p") + len(name), known[0], known[1]
    if not m["p"][:1].isupper():
        return None
    name = m["p"].strip(" .,-")
    return m.start("p"), m.start("p") + len(name), name, None


def _scan_dates(scan: _Scan, values: list[ReadValue], received_on: date | None) -> list[Finding]:
    findings = []
    for pattern in (_ISO_DATE, _DOT_DATE):
        for m in scan.each(pattern):
            before = max(0, m.start() - 60), m.start()
            if _WANTED.search(scan.text, *before) is None or _OFFER.search(scan.text, *before) is not None:
                continue  # no day of delivery, or the day by which our offer is expected
            if pattern is _ISO_DATE:
                options = [(int(m["m"]), int(m["d"]))]
            else:
                first, second = int(m["a"]), int(m["b"])
                # 03.04. is the third of April where points are used; with strokes it may be the fourth of March.
                options = [(second, first)] if m["sep"] == "." else [(second, first), (first, second)]
            days = []
            for month, day in options:
                try:
                    days.append(date(int(m["y"]), month, day))
                except ValueError:
                    continue
            days = sorted(set(days))
            if len(days) == 1:
                past = received_on is not None and days[0] < received_on
                sure = Confidence.CHECK if past else Confidence.SURE
                values.append(ReadValue("wanted_on", days[0], "", m.start(), m.end(), m[0], sure))
            elif len(days) == 2:
                findings.append(
                    Finding(
                        "date.ambiguous",
                        N_("{quoted}: {first} or {second}?"),
                        {"quoted": m[0], "first": days[0], "second": days[1]},
                        "wanted_on",
                    )
                )
    return findings


# ------------------------------------------------------------------ findings and questions


def _parameters(line: ReadLine) -> dict[str, ParameterValue]:
    chosen: dict[str, ParameterValue] = {}
    for value in line.values:
        known = value.field in ("power_w", "flux_lm", "efficacy_lm_w", "voltage_v", "cap", "shape", "supply")
        if known and len(line.all(value.field)) == 1 and not isinstance(value.value, date):
            chosen[value.field] = value.value
    return chosen


def _judge_line(number: int, line: ReadLine) -> tuple[list[Finding], list[Finding]]:
    where = f"line {number}"
    findings = [replace(f, where=where) for f in contradictions(_parameters(line))]
    questions: list[Finding] = []

    def ask(code: str, message: str, **values: object) -> None:
        questions.append(Finding(f"ask.{code}", message, values, where))

    if line.get("quantity") is None:
        ask("quantity", N_("How many pieces?"))
    counts = {v.value for v in line.all("quantity")}
    if len(counts) > 1:
        ask("quantity", N_("Which quantity: {values}?"), values=_listed(line.all("quantity")))
    cct, words = line.all("cct_k"), line.all("colour_word")
    selectable = any(v.value == _SELECTABLE for v in words)
    if len({v.value for v in cct}) > 1 and not selectable:
        ask(
            "cct_list",
            N_("{values}: separate versions, or one lamp with selectable colour?"),
            values=_listed(cct),
        )
    if not cct:
        for word in words[:1]:
            if selectable:
                ask("cct_selectable", N_("Which colour temperatures shall be selectable?"))
            elif word.suggestion is None:
                ask("cct", N_("“{word}”: which colour temperature in K?"), word=word.quoted)
            else:
                ask("cct", N_("“{word}”: {suggestion} K?"), word=word.quoted, suggestion=word.suggestion)
        if not words and line.get("cct_range_k") is None:
            ask("cct", N_("Which colour temperature in K?"))
    elif len(cct) == 1 and isinstance(cct[0].value, Decimal):
        for word in words:
            entry = colour_words().get(word.quoted) or colour_words().get(word.quoted.casefold())
            if entry and entry.least_k and entry.most_k and not entry.least_k <= cct[0].value <= entry.most_k:
                findings.append(
                    Finding(
                        "reading.colour_contradiction",
                        N_("“{word}” and {kelvin} K do not fit together."),
                        {"word": word.quoted, "kelvin": cct[0].value},
                        where,
                    )
                )
    if len({v.value for v in line.all("power_w")}) > 1:
        ask(
            "power_list", N_("{values}: which power for which quantity?"), values=_listed(line.all("power_w"))
        )
    if line.get("light_sources") is not None:
        ask(
            "light_sources",
            N_("{quoted}: so many lamps, or one lamp with so many LEDs?"),
            quoted=line.all("light_sources")[0].quoted,
        )
    if len({v.value for v in line.all("beam_deg")}) > 1:
        ask("beam_list", N_("{values}: which beam for which quantity?"), values=_listed(line.all("beam_deg")))
    voltage = line.get("voltage_v")
    if voltage is None:
        ask("voltage", N_("Which supply voltage?"))
    elif isinstance(voltage.value, tuple) and voltage.value[1] <= 48 and line.get("supply") is None:
        ask("supply", N_("{quoted}: AC or DC?"), quoted=voltage.quoted)
    dimming = line.get("dimming")
    if dimming is not None and dimming.value == "yes":
        ask("dimming", N_("Dimmable with which dimmer?"))
    shape, cap = line.get("shape"), line.get("cap")
    if cap is None and shape is not None and isinstance(shape.value, str):
        volts = voltage.value if voltage is not None and isinstance(voltage.value, tuple) else None
        usual = suggested_cap(shape.value, volts)
        if usual:
            ask("cap", N_("{shape} with {suggestion}?"), shape=shape.value, suggestion=usual)
        elif shape.value in ("MR16", "AR111"):
            ask("cap", N_("{shape}: which cap and voltage?"), shape=shape.value)
    if line.get("power_w") is None and line.get("power_w_per_m") is None and line.get("flux_lm") is None:
        ask("power", N_("Which power or luminous flux?"))
    for unclear in line.all("unclear"):
        ask("unclear", N_("How is “{quoted}” meant?"), quoted=unclear.quoted)
    return findings, questions


def _listed(values: Iterable[ReadValue]) -> str:
    return ", ".join(dict.fromkeys(f"{v.value} {v.unit}".strip() for v in values))


# ------------------------------------------------------------------ the message


def read_message(
    text: str, models: Sequence[CatalogueModel] = (), *, received_on: date | None = None
) -> Reading:
    """Read the text of one message into article lines, terms, findings and questions.

    `models` are the names of the catalogue that the buyer may know. Quoted lines (`>`) and what follows the
    signature mark (`-- `) are not read. Values carry their place in `text` as given.
    """
    findings: list[Finding] = []
    readable = text[:LONGEST_TEXT]
    if len(text) > LONGEST_TEXT:
        findings.append(
            Finding(
                "reading.too_long",
                N_("Only the first {count} characters were read."),
                {"count": LONGEST_TEXT},
            )
        )
    scan = _Scan(_without_quotes(readable))
    for match in match_model(scan.text, models) if models else ():
        if match.is_exact:
            place = re.compile(r".{0,80}", re.DOTALL).match(scan.text, match.start, match.end)
            if place is not None:
                scan.add(place, "model", match.code, keep_free=True)
    _scan_lamp(scan)
    _scan_tables(scan)
    _scan_quantities(scan)
    _scan_words(scan)
    groups = _lines(scan)
    order, found = _scan_terms(scan, received_on)
    findings += found
    lines = tuple(
        ReadLine(
            group.start,
            group.end,
            text[group.start : group.end].strip(),
            tuple(
                replace(v, quoted=text[v.start : v.end])
                for v in sorted(group.values, key=lambda v: (v.start, v.end))
            ),
        )
        for group in groups
    )
    questions: list[Finding] = []
    for number, line in enumerate(lines, start=1):
        wrong, asked = _judge_line(number, line)
        findings += wrong
        questions += asked
    if not lines:
        questions.append(Finding("ask.article", N_("Which article, and how many?")))
    if not any(v.field == "destination_country" for v in order):
        questions.append(Finding("ask.destination", N_("To which country and place shall we deliver?")))
    if not any(v.field == "incoterm" for v in order):
        questions.append(Finding("ask.incoterm", N_("Which delivery term (Incoterms 2020) and place?")))
    return Reading(lines, tuple(order), tuple(findings), tuple(questions))


_QUOTED_LINE = re.compile(r"(?m)^[ \t]{0,3}>[^\n]*$")
_SIGNATURE = re.compile(r"(?m)^-- ?\r?$")


def _without_quotes(text: str) -> str:
    """Blank out quoted lines and the signature, keeping every place as it is."""
    blanked = _QUOTED_LINE.sub(lambda m: " " * len(m[0]), text)
    mark = _SIGNATURE.search(blanked)
    return blanked if mark is None else blanked[: mark.start()] + " " * (len(blanked) - mark.start())
