"""An article asked for, as a bundle of values; the rules by which words and shapes become a kind of product."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ordolux.rules.reading.values import Value

IDENTITY = frozenset({"product", "shape", "power_w", "power_w_per_m", "power_range_w", "model"})
"""What makes an article another article; a quantity with none of it is a variant of the article before."""

MOST_VALUES_OF_ONE = 300
"""Values of one article; what comes behind is left away."""

VARIANT = frozenset(
    {"cct_k", "cct_range_k", "colour", "beam_deg", "cap", "housing_colour", "size_mm", "dimming", "finish"}
)

FREE = frozenset(
    {"housing_word", "each", "half", "same", "all", "sample_line", "bare", "percent", "date", "standard", "money",
     "measure", "product_generic", "like", "place", "finish", "part_quantity", "light_sources", "pieces_per_carton"}
)  # fmt: skip
"""What is no property of an article by itself."""

OWN = frozenset(
    {"quantity", "quantity_max", "model", "power_w", "power_range_w", "flux_lm", "price", "equivalent_w", "equivalent",
     "light_sources", "pieces_per_carton", "quantity_total"}
)  # fmt: skip
"""What is never carried from one article to the next."""

_EXCLUSIVE = (
    frozenset({"cct_k", "cct_range_k", "colour"}),
    frozenset({"power_w", "power_range_w"}),
    frozenset({"product", "shape"}),
)


def family_of(name: str) -> frozenset[str]:
    """Return the fields that a stated value of this field makes superfluous to carry over."""
    return next((family for family in _EXCLUSIVE if name in family), frozenset({name}))


@dataclass(slots=True)
class Item:
    """Values that belong together, with the stretch of text they come from."""

    values: list[Value]
    start: int
    end: int
    row: int = 0
    clause: int = 0
    block: int = 0
    marked: bool = False
    part: int = 0
    from_table: bool = False
    text: str = ""
    notes: list[str] = field(default_factory=list)

    def has(self, *names: str) -> bool:
        """Tell whether any of the fields is there."""
        # asked a million times in a long text: loops by hand cost half of what generators do
        for value in self.values:  # noqa: SIM110
            if value.field in names:
                return True
        return False

    def get(self, name: str) -> Value | None:
        """Return the first value of a field."""
        for value in self.values:
            if value.field == name:
                return value
        return None

    def all(self, name: str) -> list[Value]:
        """Return every value of a field."""
        return [value for value in self.values if value.field == name]

    def fields(self) -> set[str]:
        """Return the fields that are properties of an article."""
        return {value.field for value in self.values} - FREE

    @property
    def has_identity(self) -> bool:
        """Tell whether it names an article by itself."""
        for value in self.values:  # noqa: SIM110
            if value.field in IDENTITY:
                return True
        return False

    def absorb(self, other: "Item") -> None:
        """Take over the values of another stretch."""
        if len(self.values) < MOST_VALUES_OF_ONE:
            self.values += other.values
        self.end = max(self.end, other.end)
        self.start = min(self.start, other.start)

    def inherit(self, others: Iterable[Value], sure: float = 0.7, *, keep: frozenset[str] = OWN) -> None:
        """Take what is unsaid from others; what is carried over is less sure."""
        own: set[str] = set()
        for value in self.values:
            if value.field != "product" or value.sure > 0.4:  # a panel with a driver is no driver
                own |= family_of(value.field)
        for value in others:
            if value.field not in own and value.field not in keep and value.field not in FREE:
                self.values.append(
                    Value(value.field, value.value, value.start, value.end, value.unit, value.stated,
                          min(value.sure, sure), value.part, value.raw, value.group)
                )  # fmt: skip


_SHAPE_TYPES = (
    ("MR", "spot_lamp"), ("PAR", "spot_lamp"), ("AR", "spot_lamp"), ("BR", "spot_lamp"), ("JCDR", "spot_lamp"),
    ("ST", "filament"), ("CA", "candle"), ("P45", "globe"), ("ED", "bulb"), ("BT", "bulb"), ("JDR", "spot_lamp"),
)  # fmt: skip
_CAP_TYPES = {
    "GU10": "spot_lamp", "GU5.3": "spot_lamp", "GU4": "spot_lamp", "G53": "spot_lamp", "G13": "tube", "G5": "tube",
    "FA8": "tube", "R17D": "tube", "G4": "capsule", "G9": "capsule", "GY6.35": "capsule", "R7S": "capsule",
    "GX53": "disc_lamp", "GX70": "disc_lamp", "G24D": "plug_lamp", "G24Q": "plug_lamp", "G23": "plug_lamp",
    "2G11": "plug_lamp", "GX24D": "plug_lamp", "GX24Q": "plug_lamp", "2G7": "plug_lamp", "2G10": "plug_lamp",
    "S14S": "tube", "S14D": "tube",
}  # fmt: skip
_LAMPS = frozenset({"bulb", "candle", "globe", "filament", "corn", "spot_lamp", "capsule", "tube", "disc_lamp",
                    "plug_lamp"})  # fmt: skip


def type_of_shape(shape: str) -> str | None:
    """Return the kind of lamp that a shape stands for."""
    for start, kind in _SHAPE_TYPES:
        if shape.startswith(start):
            return kind
    number = "".join(c for c in shape if c.isdigit())
    size = int(number) if number else 0
    match shape[:1]:
        case "A":
            return "bulb"
        case "C" | "B":
            return "candle"
        case "G":
            return "globe"
        case "R":
            return "spot_lamp"
        case "T":
            if size in (5, 6, 8, 9, 10, 12):
                return "tube"
            return "bulb"
        case "U":
            return "bulb"
    return None


def type_of_cap(cap: str) -> str | None:
    """Return the kind of lamp that a cap stands for."""
    return _CAP_TYPES.get(cap.upper())


def product_type(item: Item) -> tuple[str, Value | None, float] | None:
    """Return the kind of product of an article, the value that says so, and how sure that is."""
    said = item.all("product")
    said = [value for value in said if value.sure > 0.4 or value.value == "with_fitting"] or said
    shape = item.get("shape")
    cap = item.get("cap")
    by_shape = type_of_shape(str(shape.value)) if shape else None
    by_cap = type_of_cap(str(cap.value)) if cap else None
    kinds = [str(value.value) for value in said]
    if "with_fitting" in kinds:
        fitting = said[kinds.index("with_fitting")]
        said = [value for value in said if value.value != "with_fitting"]
        kinds = [str(value.value) for value in said]
        if "tube" in kinds or by_shape == "tube":
            return "linear_light", fitting, 0.9
    luminaires = [v for v in said if v.value not in _LAMPS]
    if luminaires:
        main = luminaires[0]
        names = {str(v.value) for v in luminaires}
        # what it stands beside says what it is: a panel downlight is a downlight, a driver of a panel a panel
        if main.value in ("driver", "accessory", "module", "other") and len(names) > 1 and main.start > 0:
            later = [v for v in luminaires if v.value not in ("driver", "accessory", "module", "other")]
            if (
                later
                and (later[0].start < main.start or main.value in ("driver", "module"))
                and main.start - later[0].start < 400
            ):
                main = later[0] if later[0].start < main.start else main
        return str(main.value), main, main.sure
    if "filament" in kinds:
        return "filament", said[kinds.index("filament")], 1.0
    if "corn" in kinds:
        return "corn", said[kinds.index("corn")], 1.0
    if by_shape == "tube" and "tube" in kinds:
        return "tube", said[kinds.index("tube")], 1.0
    for kind in ("candle", "plug_lamp", "disc_lamp", "capsule"):
        if kind in kinds:
            return kind, said[kinds.index(kind)], 1.0
    if by_cap in ("capsule", "disc_lamp", "plug_lamp", "tube") and by_cap:
        return by_cap, cap, 0.9
    if by_cap == "spot_lamp":
        return by_cap, cap, 0.9
    if by_shape in ("spot_lamp", "tube"):
        return by_shape, shape, 0.9
    if "globe" in kinds and by_shape in (None, "globe"):
        return "globe", said[kinds.index("globe")], 1.0
    if by_shape and by_shape != "bulb":
        return by_shape, shape, 0.8
    if kinds:
        best = next((v for v in said if v.value != "bulb"), said[0])
        if by_shape == "bulb" and best.value in ("globe", "tube"):
            return "bulb", shape, 0.8
        return str(best.value), best, best.sure
    if by_shape:
        return by_shape, shape, 0.8
    if cap and str(cap.value)[:1] in "EB":
        return "bulb", cap, 0.6
    return None
