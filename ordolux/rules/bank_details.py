"""Checks of bank details by shape and check digit: IBAN (ISO 13616), BIC (ISO 9362), ABA, CNAPS.

A right check digit says that a number was not mistyped; it does not say whose account it is. China, Hong Kong
and the United States use no IBAN: a plain account number is right there.
"""

import re

from ordolux.rules.refusal import N_, Finding

IBAN_LENGTHS: dict[str, int] = {
    # The lengths of the SWIFT IBAN registry, compared with those of the schwifty library.
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
    "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
    "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20,
    "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22,
    "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25,
    "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25,
    "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
    "BI": 27, "DJ": 27, "FK": 18, "HN": 28, "MN": 20, "NI": 28, "OM": 23, "RU": 33, "SD": 18, "SO": 23,
    "YE": 30,
}  # fmt: skip

_ABA_WEIGHTS = (3, 7, 1)
_ABA_DIGITS = 9


def plain_iban(iban: str) -> str:
    """Return an IBAN without spaces, in capitals."""
    return re.sub(r"\s", "", iban).upper()


def iban_remainder(iban: str) -> int:
    """Return the remainder of an IBAN modulo 97, which is 1 for a right one (ISO 13616-1, ISO 7064 MOD
    97-10).

    The first four characters go to the end and letters become numbers: A is 10, Z is 35.
    """
    plain = plain_iban(iban)
    if not re.fullmatch(r"[A-Z0-9]{5,34}", plain):
        raise ValueError("an IBAN has 5 to 34 letters and digits")
    return int("".join(str(int(each, 36)) for each in plain[4:] + plain[:4])) % 97


def iban_findings(iban: str) -> tuple[Finding, ...]:
    """Return what is wrong with an IBAN: shape, country, length, check digits. No finding: it is well
    formed.
    """
    plain = plain_iban(iban)
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{1,30}", plain):
        return (Finding("iban_shape", N_("An IBAN begins with two letters and two digits.")),)
    country = plain[:2]
    if country not in IBAN_LENGTHS:
        return (Finding("iban_country", N_("We know no IBAN of {country}."), {"country": country}),)
    findings: list[Finding] = []
    if len(plain) != IBAN_LENGTHS[country]:
        findings.append(
            Finding(
                "iban_length",
                N_("An IBAN of {country} has {expected} characters, this one has {given}."),
                {"country": country, "expected": IBAN_LENGTHS[country], "given": len(plain)},
            )
        )
    if iban_remainder(plain) != 1:
        findings.append(Finding("iban_check_digits", N_("The check digits of this IBAN are wrong.")))
    return tuple(findings)


def is_iban(iban: str) -> bool:
    """Tell whether an IBAN is well formed and its check digits are right."""
    return not iban_findings(iban)


def bic_findings(bic: str, *, country: str | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with a BIC: four letters bank, two country, two location, perhaps three branch
    (ISO 9362).

    With `country` the BIC must be of that country: a bank in Shenzhen has a BIC with CN.
    """
    plain = bic.strip().upper()
    if not re.fullmatch(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", plain):
        return (
            Finding(
                "bic_shape", N_("A BIC has 8 or 11 characters: bank, country, location and perhaps branch.")
            ),
        )
    if country is not None and plain[4:6] != country:
        return (
            Finding(
                "bic_country",
                N_("This BIC is of {given}, the bank is in {expected}."),
                {"given": plain[4:6], "expected": country},
            ),
        )
    return ()


def is_bic(bic: str) -> bool:
    """Tell whether a BIC has the right shape."""
    return not bic_findings(bic)


def head_office_bic(bic: str) -> str:
    """Return the eleven characters of a BIC; without a branch it is the head office (XXX)."""
    plain = bic.strip().upper()
    return plain if len(plain) > 8 else f"{plain}XXX"


def is_aba_number(number: str) -> bool:
    """Tell whether this is a routing number of the United States: nine digits, weights 3 7 1, sum a multiple
    of 10.
    """
    if not re.fullmatch(r"\d{9}", number):
        return False
    weights = _ABA_WEIGHTS * (_ABA_DIGITS // len(_ABA_WEIGHTS))
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True)) % 10 == 0


def is_cnaps_code(code: str) -> bool:
    """Tell whether this has the twelve digits of a bank code for renminbi inside China."""
    return re.fullmatch(r"\d{12}", code) is not None
