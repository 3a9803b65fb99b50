"""A drawn picture of a lamp from its parameters: outline by shape, holder by cap, tint of the light by colour temperature.

It is a drawing and looks like one; nothing in it is invented beyond what the parameters say.
"""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

_EIGHTH_MM = 3.175
_CODE = re.compile(r"(A|G|P|C|CA|B|T|ST|R|BR|PAR|MR|AR)(\d{1,3})")
# these carry the diameter in eighths of an inch, all others in millimetres
_IN_EIGHTHS = frozenset({"A19", "A21", "G25", "G30", "B11", "CA10", "T5", "T8", "T12"})
_EIGHTHS_KINDS = frozenset({"BR", "PAR", "MR"})
LINE, GLASS, METAL, SHADE, PAPER = "#3d4a5c", "#fdfdfb", "#d6dbe2", "#9aa7b8", "#ffffff"


def diameter_mm(shape: str) -> int | None:
    """The largest diameter that a shape code says: A60 is 60 mm, PAR38 is 121 mm; None for no code."""
    found = _CODE.fullmatch(shape)
    if found is None:
        return None
    figure = int(found[2])
    in_eighths = shape in _IN_EIGHTHS or found[1] in _EIGHTHS_KINDS
    return round(figure * _EIGHTH_MM) if in_eighths else figure


def tint_of(cct_k: float | None) -> str:
    """The colour of the light for a drawing, from warm to cold; white where it is not known."""
    if cct_k is None:
        return "#fff7e0"
    for limit, tint in (
        (2400, "#ffd08a"),
        (2850, "#ffdc9f"),
        (3300, "#ffe5b8"),
        (4400, "#fff2d8"),
        (5400, "#f7f7f2"),
    ):
        if cct_k < limit:
            return tint
    return "#e3edff"


def lamp_svg(values: Mapping[str, object], *, title: str) -> str:
    """Draw a lamp with these parameters (``shape``, ``cap``, ``cct_k``, ``beam_deg``) as a square SVG picture.

    Equal parameters give equal bytes. ``title`` is what a screen reader says.
    """
    shape, cap = str(values.get("shape") or ""), str(values.get("cap") or "")
    found = _CODE.fullmatch(shape)
    kind = found[1] if found else ""
    tint = tint_of(_number(values.get("cct_k")))
    if kind == "T" and shape in ("T5", "T8", "T12"):
        body = _tube(tint, 26 if shape == "T5" else 40)
    elif kind in ("MR", "AR", "PAR", "R", "BR") or cap in ("GU10", "GU5.3", "GU4", "G53"):
        body = _reflector(kind or "MR", cap, tint) + _beam(_number(values.get("beam_deg")), tint)
    elif kind or cap.startswith(("E", "B")):
        body = _bulb(kind or "A", tint) + _cap(cap)
    else:
        body = _luminaire(tint)
    size = diameter_mm(shape)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" width="320" height="320" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect width="320" height="320" fill="{PAPER}"/>'
        f'<g stroke="{LINE}" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round">{body}</g>'
        f"{_size(size, kind) if size else ''}</svg>"
    )


def _bulb(kind: str, tint: str) -> str:
    outlines = {
        "G": "M132 214 C132 200 126 192 116 184 A72 72 0 1 1 204 184 C194 192 188 200 188 214 Z",
        "P": "M132 214 C132 200 124 190 116 180 A68 68 0 1 1 204 180 C196 190 188 200 188 214 Z",
        "C": "M134 214 C130 196 112 176 112 142 C112 98 150 66 160 40 C170 66 208 98 208 142 C208 176 190 196 186 214 Z",
        "ST": "M134 214 C134 190 108 170 108 120 C108 72 132 50 160 50 C188 50 212 72 212 120 C212 170 186 190 186 214 Z",
        "T": "M132 214 L128 70 C128 52 144 44 160 44 C176 44 192 52 192 70 L188 214 Z",
    }
    outlines["CA"] = outlines["B"] = outlines["C"]
    outline = outlines.get(
        kind,
        "M132 214 C132 186 92 168 92 120 C92 76 122 48 160 48 C198 48 228 76 228 120 C228 168 188 186 188 214 Z",
    )
    shine = (
        ""
        if kind in ("C", "B", "CA")
        else f'<path d="M120 112 C120 90 132 76 148 72" fill="none" stroke="{PAPER}" stroke-width="7"/>'
    )
    neck = f'<path d="M130 204 L190 204 L184 228 L136 228 Z" fill="{METAL}"/>'
    return f'<path d="{outline}" fill="{tint}"/>{shine}{neck}'


def _cap(cap: str) -> str:
    if cap.startswith("B"):
        pins = '<circle cx="134" cy="246" r="4" fill="none"/><circle cx="186" cy="246" r="4" fill="none"/>'
        return (
            f'<path d="M137 228 L183 228 L183 270 L137 270 Z" fill="{METAL}"/>{pins}'
            f'<path d="M148 270 L148 277 M172 270 L172 277" fill="none"/>'
        )
    half = {"E40": 34, "E39": 34, "E14": 16, "E12": 15, "E17": 18}.get(cap, 25)
    rows = "".join(
        f'<path d="M{160 - half} {y} L{160 + half} {y + 5}" fill="none"/>' for y in range(236, 266, 9)
    )
    return (
        f'<path d="M{160 - half} 228 L{160 + half} 228 L{160 + half} 270 L{160 - half} 270 Z" fill="{METAL}"/>{rows}'
        f'<path d="M{160 - half + 4} 270 L{160 + half - 4} 270 L168 282 L152 282 Z" fill="{SHADE}"/>'
    )


def _reflector(kind: str, cap: str, tint: str) -> str:
    half = {"MR": 62, "PAR": 84, "R": 80, "BR": 84, "AR": 92}.get(kind, 62)
    front = f'<ellipse cx="160" cy="196" rx="{half}" ry="15" fill="{tint}"/>'
    bowl = (
        f'<path d="M{160 - half} 196 C{160 - half} 150 134 128 134 96 L186 96 '
        f'C186 128 {160 + half} 150 {160 + half} 196 Z" fill="{GLASS}"/>'
    )
    if cap == "GU10":
        pins = "".join(
            f'<path d="M{x} 60 L{x} 42 M{x - 6} 42 L{x + 6} 42" fill="none" stroke-width="6"/>'
            for x in (146, 174)
        )
        base = f'<path d="M134 96 L136 60 L184 60 L186 96 Z" fill="{METAL}"/>'
    elif cap.startswith("E"):
        return f'{bowl}{front}<g transform="rotate(180 160 160)"><g transform="translate(0 -4)">{_cap(cap)}</g></g>'
    elif cap == "G53":
        pins = '<path d="M144 70 L144 54 L134 54 M176 70 L176 54 L186 54" fill="none" stroke-width="4"/>'
        base = f'<path d="M136 96 L138 70 L182 70 L184 96 Z" fill="{METAL}"/>'
    else:
        pins = '<path d="M150 68 L150 42 M170 68 L170 42" fill="none" stroke-width="3"/>'
        base = f'<path d="M136 96 L140 68 L180 68 L184 96 Z" fill="{METAL}"/>'
    return f"{pins}{base}{bowl}{front}"


def _beam(degrees: float | None, tint: str) -> str:
    if degrees is None or not 4 <= degrees <= 140:
        return ""
    reach = min(92.0, 74 * degrees / 90 + 12)
    return (
        f'<path d="M{160 - 18} 212 L{160 - reach:.0f} 268 L{160 + reach:.0f} 268 L{160 + 18} 212 Z" fill="{tint}" '
        f'opacity="0.75" stroke="none"/>'
        f'<path d="M160 212 L160 268" fill="none" stroke-width="1" stroke-dasharray="4 4"/>'
        f'<text x="160" y="290" text-anchor="middle" font-family="sans-serif" font-size="15" fill="{LINE}" stroke="none">'
        f"{degrees:g}°</text>"
    )


def _tube(tint: str, height: int) -> str:
    top = 160 - height // 2
    ends = "".join(
        f'<rect x="{x}" y="{top - 2}" width="26" height="{height + 4}" rx="4" fill="{METAL}"/>'
        for x in (28, 266)
    )
    pins = '<path d="M28 152 L16 152 M28 168 L16 168 M292 152 L304 152 M292 168 L304 168" fill="none" stroke-width="4"/>'
    return f'<rect x="44" y="{top}" width="232" height="{height}" rx="6" fill="{tint}"/>{ends}{pins}'


def _luminaire(tint: str) -> str:
    return (
        f'<rect x="62" y="92" width="196" height="136" rx="12" fill="{METAL}"/>'
        f'<rect x="78" y="108" width="164" height="104" rx="6" fill="{tint}"/>'
    )


def _size(size: int, kind: str) -> str:
    y = 26 if kind != "T" else 118
    reach = 100 if kind == "T" else 74
    return (
        f'<text x="160" y="{y}" text-anchor="middle" font-family="sans-serif" font-size="15" fill="{LINE}">'
        f'Ø {size} mm</text><path d="M{160 - reach} {y - 5} L{160 - 42} {y - 5} M{160 + 42} {y - 5} L{160 + reach} {y - 5}" '
        f'stroke="{SHADE}" fill="none"/>'
    )


def _number(value: object) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if 0 < number < 1e6 else None
