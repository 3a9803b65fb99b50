"""What a machine that reads pages takes for something else: letters and figures of one shape, where the trade knows better."""

import re

_O = re.compile(
    r"(?<=[\dOo])[Oo](?=[\dOo]|[ ]?(?:[KW]|mm|cm|pcs)\b)|(?<=\d)[Oo](?![A-Za-z])|(?<=\d[Oo])[Oo](?![A-Za-z])"
)
_ONE = re.compile(
    r"(?<=\d)[Il|](?=\d|[ ]?(?:[KW]|mm|cm|pcs)\b)|(?<![A-Za-z\d])[Il](?=\d{1,3}[ ]?(?:W|pcs|mm)\b)"
)
_FIVE = re.compile(r"(?<![A-Za-z\d])S(?=[ ]?W\b)|(?<=\d)S(?=\d|W\b)")
_WORDS = (
    (re.compile(r"(?<![A-Za-z])p[eo0]s(?![A-Za-z])"), "pcs"),
    (re.compile(r"(?<![A-Za-z\d])A[G6][O0](?![A-Za-z\d])"), "A60"),
    (re.compile(r"(?<![A-Za-z\d])GU[1Il][O0o](?![A-Za-z\d])"), "GU10"),
    (re.compile(r"(?<![A-Za-z\d])E2[7T](?![A-Za-z\d])"), "E27"),
    (re.compile(r"(?<![A-Za-z\d])E[1Il]4(?![A-Za-z\d])"), "E14"),
    (re.compile(r"(?<![A-Za-z\d])MR[1Il]6(?![A-Za-z\d])"), "MR16"),
    (re.compile(r"(?<![A-Za-z\d])G[Il]3(?![A-Za-z\d])"), "G13"),
    (re.compile(r"(?<![A-Za-z\d])GUS(?=[.,]3(?!\d))"), "GU5"),
    (re.compile(r"(?<![A-Za-z\d])TB(?=[ ](?:LED|tube|lamp|\d{1,2}[ ]?W))"), "T8"),
    (re.compile(r"(?<![A-Za-z\d])CRl(?![A-Za-z])"), "CRI"),
)


_PROTECTION = re.compile(r"(?<![A-Za-z\d])[I1l]P[ ]?[\dGSOB]{2}(?![A-Za-z\d])")
_FIGURES = str.maketrans("GSOB", "6508")


def mended(text: str) -> str:
    """Return the text of a page with what was mistaken by its shape put right, no character moved: 3OOOK, AGO, GUI0, SW."""
    text = _FIVE.sub("5", _ONE.sub("1", _O.sub("0", text)))
    for pattern, word in _WORDS:
        text = pattern.sub(word, text)
    return _PROTECTION.sub(lambda m: f"IP{m[0][2:].translate(_FIGURES)}", text)
