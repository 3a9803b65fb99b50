"""The language of a message: by its script, else by the small words that every sentence needs."""

import re
from functools import cache

from ordolux.rules.reading.text import folded

_SMALL_WORDS = {
    "en": "nos should each ps sorry size colour color both same also quantity the and for with you please "
    "your our we are is of to in this that from have need can will be would like quote price send as "
    "per best regards hello hi dear thanks thank us me what how any on at it pls need half all best "
    "price quote dear sir needed looking kindly send offer no each also but they these our i my qty "
    "delivery deliver ship shipping port target payment deposit order need needs required white warm "
    "cool black light lights bulb bulbs type if so do does you're your than more less first only "
    "about make no not or was were has had been its it's but by up out new",
    "de": "stuck leuchte leuchten lieferung zahlung muster farbe weiss schwarz je und der die das wir sie "
    "mit fur bitte ihr ihre ihnen uns ein eine einen auch nicht ist sind von zu im den des bei auf "
    "fur guten tag sehr geehrte freundlichen grussen angebot benotigen hallo danke bis ab stk wie "
    "noch oder",
    "es": "unidades luminaria luminarias lampara lamparas focos foco tubos paneles necesito cotizacion "
    "entrega pago muestras el la los las de que y para con por favor un una nos su sus del al en "
    "necesitamos buenos dias saludos cordiales estimados gracias precio hola somos cotizar tambien "
    "es se le como mas o",
    "fr": "pieces lampe lampes livraison paiement couleur echantillon le la les des et pour avec vous nous "
    "votre vos un une du au en est sont merci de bonjour cordialement pouvez prix devis par sur dans "
    "nos ce cette ou aussi salutations veuillez",
    "it": "pz pezzi lampada lampade consegna pagamento colore faretti pannelli campioni il lo la gli le di "
    "e per con vi voi noi vostro un una del della dei al in buongiorno cordiali saluti prezzo grazie "
    "richiesta siamo abbiamo anche sono che si da nostro preventivo gentili",
    "pt": "unidades lampada lampadas entrega pagamento cor pecas paineis refletor amostra pra o a os as de "
    "e para com por favor um uma nos seu sua do da dos das em no na preco obrigado bom dia prezados "
    "precisamos gostariamos tambem que sao cotacao orcamento atenciosamente voces ao",
    "nl": "stuks lamp lampen levering betaling kleur wit zwart de het een en voor met wij u uw ons van "
    "graag bedankt prijs offerte goedendag vriendelijke groet op in is zijn ook niet aan dat die "
    "naar stuks beste kunt zoeken ontvangen te bij",
    "pl": "sztuk oprawa oprawy zarowka zarowki dostawa platnosc barwa kolor i w na z do prosze o dla nie "
    "jest oraz sie po za dzien dobry pozdrawiam cena oferte szt ze to sa lub nasza firma jestesmy "
    "bardzo zapytanie wycene od",
    "tr": "ampul panel teslim odeme renk beyaz siyah ve icin bir ile lutfen fiyat teklif adet bu merhaba "
    "iyi gunler saygilarimla de da olan var mi en kadar rica ederiz ediyoruz gonderir misiniz "
    "ihtiyacimiz veya sayin",
    "sv": "lampor leverans betalning farg vit svart varmvit och for med vi ni er ett en att som pa av till "
    "hej vanliga halsningar pris offert st tack kan det den ar har inte onskar behover samt vara oss "
    "eller",
    "da": "og for med vi af til en et der er ikke hej venlig hilsen tilbud pris stk tak jeg som pa det har",
    "no": "og for med vi av til en et som er ikke hei vennlig hilsen tilbud pris stk takk jeg det har pa",
    "fi": "ja on ei ole terveisin hei tarjous hinta kpl kiitos me olemme ovat myos voitteko",
    "cs": "a v na pro je se dobry den prosim cena nabidku ks dekuji jsme od do s pozdravem za",
    "hu": "es a az egy hogy nem kerem ajanlat ar db koszonom udvozlettel van vagy",
    "ro": "si de la pentru cu va rugam pret oferta buc multumim buna ziua in pe din sau este",
    "id": "dan yang untuk dengan kami mohon harga penawaran di ke dari terima kasih ini salam anda tolong",
    "vi": "va cho cua voi chung toi gia bao cac la co khong xin den",
    "hr": "i za sa molimo ponudu cijena kom hvala postovani mi je od do na u",
    "el": "και το να για με την του",
}


@cache
def _index() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for language, words in _SMALL_WORDS.items():
        for word in set(words.split()):
            table.setdefault(folded(word), []).append(language)
    return table


_WORDS = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
"""Words by themselves: the w of 48w is no Polish one."""
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_LONGEST = 6_000
_MARKS = (
    ("de", "ßüöä"),
    ("es", "ñ¿¡"),
    ("pt", "ãõ"),
    ("fr", "èêùœ"),
    ("pl", "łżśźćęą"),
    ("tr", "ğışİ"),
    ("sv", "å"),
)


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is written in, None for none."""
    sample = text[:_LONGEST]
    letters = sum(1 for c in sample if c.isalpha())
    if not letters:
        return None
    counts = {language: len(pattern.findall(sample)) for language, pattern in _SCRIPTS}
    weight = {"zh": 2.5, "ja": 2.5, "ko": 2.0}
    scores = {language: count * weight.get(language, 1.0) for language, count in counts.items()}
    if counts["ja"] and counts["ja"] * 8 > counts["zh"]:
        scores["ja"] += scores["zh"]
        scores["zh"] = 0
    best = max(scores, key=lambda language: scores[language])
    latin = letters - sum(counts.values())
    if scores[best] > 0.35 * max(1, latin) and counts[best] >= 4:
        if best == "ru" and re.search("[іїєґ]", sample) and not re.search("[ыэъ]", sample):
            return "uk"
        return best
    tally: dict[str, float] = {}
    for m in _WORDS.finditer(folded(sample)):
        languages = _index().get(m[0])
        if languages:
            for language in languages:
                tally[language] = tally.get(language, 0) + (0.4 if len(m[0]) == 1 else 1) / len(languages)
    for language, marks in _MARKS:
        here = sum(sample.count(mark) for mark in marks)
        if here:
            tally[language] = tally.get(language, 0) + min(3.0, 0.5 * here)
    if not tally:
        return "en" if latin else None
    return max(tally, key=lambda language: (tally[language], language == "en"))
