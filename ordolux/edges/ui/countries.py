"""Countries in words: what stands in a record as DE is shown as Germany."""

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
