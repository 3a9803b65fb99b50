"""Countries in words: what stands in a record as DE is shown as Germany."""

from functools import cache

from babel import Locale
from django.utils import translation
from django.utils.translation import gettext

from ordolux.rules.refusal import N_

COUNTRIES = {
    "AE": N_("United Arab Emirates"), "AT": N_("Austria"), "AU": N_("Australia"), "BE": N_("Belgium"),
    "BR": N_("Brazil"), "CA": N_("Canada"), "CH": N_("Switzerland"), "CL": N_("Chile"), "CN": N_("China"),
    "CZ": N_("Czechia"), "DE": N_("Germany"), "DK": N_("Denmark"), "EG": N_("Egypt"), "ES": N_("Spain"),
    "FI": N_("Finland"), "FR": N_("France"), "GB": N_("United Kingdom"), "GR": N_("Greece"), "HK": N_("Hong Kong"),
    "HU": N_("Hungary"), "ID": N_("Indonesia"), "IE": N_("Ireland"), "IL": N_("Israel"), "IN": N_("India"),
    "IT": N_("Italy"), "JP": N_("Japan"), "KE": N_("Kenya"), "KR": N_("South Korea"), "KW": N_("Kuwait"),
    "MX": N_("Mexico"), "MY": N_("Malaysia"), "NG": N_("Nigeria"), "NL": N_("Netherlands"), "NO": N_("Norway"),
    "NZ": N_("New Zealand"), "OM": N_("Oman"), "PH": N_("Philippines"), "PL": N_("Poland"), "PT": N_("Portugal"),
    "QA": N_("Qatar"), "RO": N_("Romania"), "SA": N_("Saudi Arabia"), "SE": N_("Sweden"), "SG": N_("Singapore"),
    "SK": N_("Slovakia"), "TH": N_("Thailand"), "TR": N_("Türkiye"), "US": N_("United States"), "VN": N_("Vietnam"),
    "ZA": N_("South Africa"),
}  # fmt: skip


def country_word(code: str) -> str:
    """The name of a country in the reader's language; the code itself when we know no name."""
    return gettext(COUNTRIES[code]) if code in COUNTRIES else code


def in_chinese() -> bool:
    """Whether the page is shown in Chinese."""
    return (translation.get_language() or "").startswith("zh")


def countries() -> list[tuple[str, str]]:
    """All countries as (two letters, name in the reader's language), by name."""
    return _countries("zh_Hans" if in_chinese() else "en")


@cache
def _countries(language: str) -> list[tuple[str, str]]:
    left_out = {"ZZ", "EU", "EZ", "UN", "XA", "XB", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}
    names = Locale.parse(language).territories
    found = [
        (code, str(name))
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in left_out
    ]
    return sorted(found, key=lambda pair: pair[1].casefold() if language == "en" else pair[0])
