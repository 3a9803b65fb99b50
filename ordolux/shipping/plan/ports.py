"""UN/LOCODEs of the places that we ship from and to most often; any other is typed by logistics.

Source: UN/LOCODE (UNECE Recommendation 16): two letters of the country and three of the place.
"""

import re

PLACES = {
    "CNSZX": "Shenzhen", "CNYTN": "Yantian", "CNSHK": "Shekou", "CNCAN": "Guangzhou", "CNNGB": "Ningbo",
    "CNSHA": "Shanghai", "CNTAO": "Qingdao", "CNXMN": "Xiamen", "CNZSN": "Zhongshan", "CNXIY": "Xi'an",
    "HKHKG": "Hong Kong",
    "DEHAM": "Hamburg", "DEBRV": "Bremerhaven", "DEFRA": "Frankfurt", "DEDUI": "Duisburg", "NLRTM": "Rotterdam",
    "NLAMS": "Amsterdam", "BEANR": "Antwerp", "FRLEH": "Le Havre", "FRPAR": "Paris", "GBFXT": "Felixstowe",
    "GBLHR": "London Heathrow", "GBLON": "London", "ESBCN": "Barcelona", "ESVLC": "Valencia", "ITGOA": "Genoa",
    "PLGDN": "Gdansk", "SEGOT": "Gothenburg", "DKCPH": "Copenhagen", "TRIST": "Istanbul", "AEJEA": "Jebel Ali",
    "AEDXB": "Dubai", "SADMM": "Dammam", "SAJED": "Jeddah", "SARUH": "Riyadh", "QAHMD": "Hamad", "EGALY": "Alexandria",
    "USLAX": "Los Angeles", "USLGB": "Long Beach", "USNYC": "New York", "USCHI": "Chicago", "CAVAN": "Vancouver",
    "CATOR": "Toronto", "MXZLO": "Manzanillo", "BRSSZ": "Santos", "AUSYD": "Sydney", "AUMEL": "Melbourne",
    "INNSA": "Nhava Sheva", "SGSIN": "Singapore", "JPTYO": "Tokyo", "KRPUS": "Busan", "ZADUR": "Durban",
    "NGLOS": "Lagos", "KEMBA": "Mombasa",
}  # fmt: skip

# where goods for a country arrive unless logistics says otherwise: by sea, by air, by land
GATEWAYS = {
    "DE": ("DEHAM", "DEFRA", "DEDUI"), "NL": ("NLRTM", "NLAMS", "NLRTM"), "BE": ("BEANR", "BEANR", "BEANR"),
    "FR": ("FRLEH", "FRPAR", "FRPAR"), "GB": ("GBFXT", "GBLHR", "GBLON"), "ES": ("ESVLC", "ESBCN", "ESBCN"),
    "IT": ("ITGOA", "ITGOA", "ITGOA"), "PL": ("PLGDN", "PLGDN", "PLGDN"), "SE": ("SEGOT", "SEGOT", "SEGOT"),
    "DK": ("DKCPH", "DKCPH", "DKCPH"), "TR": ("TRIST", "TRIST", "TRIST"), "AE": ("AEJEA", "AEDXB", "AEDXB"),
    "SA": ("SADMM", "SARUH", "SARUH"), "QA": ("QAHMD", "QAHMD", "QAHMD"), "EG": ("EGALY", "EGALY", "EGALY"),
    "US": ("USLAX", "USLAX", "USLAX"), "CA": ("CAVAN", "CAVAN", "CAVAN"), "MX": ("MXZLO", "MXZLO", "MXZLO"),
    "BR": ("BRSSZ", "BRSSZ", "BRSSZ"), "AU": ("AUSYD", "AUSYD", "AUSYD"), "IN": ("INNSA", "INNSA", "INNSA"),
    "SG": ("SGSIN", "SGSIN", "SGSIN"), "JP": ("JPTYO", "JPTYO", "JPTYO"), "KR": ("KRPUS", "KRPUS", "KRPUS"),
    "ZA": ("ZADUR", "ZADUR", "ZADUR"), "NG": ("NGLOS", "NGLOS", "NGLOS"), "KE": ("KEMBA", "KEMBA", "KEMBA"),
}  # fmt: skip

_FORM = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")


def is_place_code(code: str) -> bool:
    """Whether this has the form of a UN/LOCODE."""
    return _FORM.fullmatch(code) is not None


def place_name(code: str) -> str:
    """The name of a place with its code: "Hamburg (DEHAM)"; the code alone where we know no name."""
    return f"{PLACES[code]} ({code})" if code in PLACES else code


def usual_loading(mode: str) -> str:
    """Where goods leave unless logistics says otherwise."""
    return "CNYTN" if mode.startswith("sea") else "CNXIY" if mode.startswith("rail") else "CNSZX"


def usual_destination(mode: str, country: str, place: str) -> str:
    """Where goods arrive unless logistics says otherwise: the named place if we know its code, else the country's
    gateway; empty when neither is known."""
    for code, name in PLACES.items():
        if name.casefold() == place.strip().casefold() and code[:2] == country:
            return code
    by_sea, by_air, by_land = GATEWAYS.get(country, ("", "", ""))
    if mode.startswith("sea"):
        return by_sea
    return by_air if mode in ("air", "courier") else by_land
