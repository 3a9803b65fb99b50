"""What sort of message it is: an inquiry, an answer to our offer, a complaint, or nothing for the desk.

What the writer's own newest text asks us to do decides, sentence by sentence (``acts.py``); articles with quantities stand
in every sort of message of this trade and count little. Each sentence that speaks for a kind is kept as a reason with its
weight. The signs of machines in the headers decide by themselves.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from ordolux.rules.reading.acts import Sentence, said_text, told, total
from ordolux.rules.reading.languages import language_of

KINDS = ("inquiry", "quote_accept", "quote_negotiate", "order_status", "complaint", "invoice", "newsletter", "out_of_office",
         "spam", "other")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signs:
    """What the headers say: an automatic answer, a bounce, a mailing list, and whether it answers a mail of ours."""

    automatic: bool = False
    bounce: bool = False
    listed: bool = False
    is_reply: bool = False
    is_forward: bool = False
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message says for its kind: its subject, the newest text, what was quoted, and the articles read in it."""

    subject: str
    body: str
    signs: Signs
    articles: int = 0
    counted: int = 0
    quoted: str = ""


@dataclass(slots=True)
class _Weighing:
    weights: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    reasons: list[tuple[str, float, str]] = field(default_factory=list)

    def add(self, kind: str, points: float, reason: str) -> None:
        """Let a sentence or a sign speak for a kind."""
        self.weights[kind] += points
        self.reasons.append((kind, points, reason))


IN_DOUBT = 0.5
"""How much sooner a message is taken for an inquiry, where anything says that it is one."""
_MACHINE = re.compile(
    r"no-?reply|newsletter|marketing|noreply|mailing|promo|digest|news@|updates@|alerts?@|notification",
    re.IGNORECASE,
)
_BOUNCE = re.compile(r"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)
_NUMBERED = r"[ .]{0,2}(?:no|nr|n°|nº|№|number|num|#|号)?[ .:#]{0,3}[A-Z]{0,5}[-/ ]?(?:[A-Z]{0,4}[-/])?\d{2,}"
_ORDER_NUMBER = re.compile(
    r"(?:\border|\bpo\b|p\.o\.|bestellung|auftrag\w*|commande|\bbc\b|pedido|orden(?: de compra)?|\boc\b|ordine"
    r"|encomenda|zamówieni\w+|sipariş\w*|beställning|order\w*|заказ\w*|订单|합의|주문\w*|발주\w*|طلب\w*)"
    + _NUMBERED,
    re.IGNORECASE,
)
_OFFER_NUMBER = re.compile(
    r"(?:quotation|quote|\boffer|\bpi\b|proforma|angebot\w*|devis|offre|cotización|oferta|proposta|cotação|orçamento"
    r"|preventivo|offerta|offerte|ofert\w+|wycen\w+|teklif\w*|offert\w*|предложени\w+|\bкп\b|عرض\w*|报价单?|견적\w*)"
    + _NUMBERED,
    re.IGNORECASE,
)
_OFFER_CODE = re.compile(r"\b(?:[A-Z]{1,4}[-/])?(?:Q|QT|QTN|QUO|PI)[-/ ]?(?:\d{2,4}[-/])?\d{2,}\b")
"""Numbers that begin as those of quotations and proforma invoices customarily do."""
_PRICE = re.compile(
    r"(?:usd|eur|us\$|\$|€|£|gbp|cny|rmb|¥)\s?\d|\d\s?(?:usd|eur|\$|€|£|gbp|cny|rmb|元|dolar|دولار|달러|만원|kr\b)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d[.,]\d\d(?!\d)|\d\s?%|%\s?\d")
_PROFORMA = re.compile(
    r"pr[oó][ -]?forma|\bpi\b|проформ|形式发票|프로포마|(?:فاتورة|الفاتورة) (?:ال)?(?:أولية|مبدئية)",
    re.IGNORECASE,
)
_CONFIRMS = (
    "confirm",
    "bestat",
    "potwierd",
    "teyit",
    "bekraft",
    "подтверд",
    "تاكيد",
    "نوكد",
    "确认",
    "확정",
    "bevestig",
    "conferm",
)
_PLURAL_IN_SUBJECT = re.compile(r"^\W*\d{1,3}\b|[(\[]\d{1,3}[)\]]")


def kind_of(heard: Heard) -> tuple[str, dict[str, float], list[tuple[str, float, str]]]:
    """Return the kind of a message, the weight of each kind, and the reasons as (kind, weight, sentence)."""
    body = said_text(heard.body)
    language = language_of(body) or language_of(f"{heard.subject}\n{body}")
    said = told(body, language)
    title = told(heard.subject, language)
    weighing = _Weighing()
    fresh = [] if heard.signs.is_reply else title  # a reply repeats the subject of the mail before
    has_prior = _has_prior(heard, said, title)
    has_order = bool(_ORDER_NUMBER.search(f"{heard.subject}\n{body[:3_000]}"))
    _machines(heard, said, title, weighing)
    _asking(heard, said, title, weighing, has_prior=has_prior)
    _answering(said, fresh, weighing, has_prior=has_prior)
    _following(said, fresh, weighing, has_order=has_order)
    _complaining(said, fresh, weighing, has_order=has_order)
    _billing(said, title, weighing)
    _selling(heard, said, title, weighing, has_prior=has_prior)
    _leaving(said, fresh, weighing, has_prior=has_prior)
    weights = _weighed(heard, weighing)
    best = max(weights, key=lambda kind: weights[kind])
    if weights[best] < 2.0:
        best = (
            "inquiry" if heard.counted or total([*said, *title], "offer") or _wishes(heard, said) else "other"
        )
    return best, weights, weighing.reasons


def _shown(said: list[Sentence], *acts: str) -> str:
    """Return the words of some acts, as a reason to show."""
    found = [one.text[f.start : f.end] for one in said for act in acts for f in one.words.get(act, ())]
    return ", ".join(dict.fromkeys(found))


def _wishes(heard: Heard, said: list[Sentence]) -> bool:
    """Tell whether articles are named in what he wishes or asks, however vaguely."""
    return bool(heard.articles) and any(one.is_question or one.has("want") for one in said)


def _has_prior(heard: Heard, said: list[Sentence], title: list[Sentence]) -> bool:
    """Tell whether an offer of ours went before: he names it, or quotes our mail with prices in it."""
    return bool(
        total([*said, *title], "prior")
        or _OFFER_NUMBER.search(f"{heard.subject}\n{heard.body[:3_000]}")
        or _OFFER_CODE.search(f"{heard.subject}\n{heard.body[:3_000]}")
        or _PRICE.search(heard.quoted)
    )


def _machines(heard: Heard, said: list[Sentence], title: list[Sentence], weighing: _Weighing) -> None:
    """Weigh what machines send: bounces, automatic answers, lists and digests."""
    signs = heard.signs
    absent, absent_title = total(said, "absence"), total(title, "absence")
    if signs.bounce or _BOUNCE.search(signs.sender):
        weighing.add("other", 30, signs.sender)
    if signs.automatic:
        weighing.add("out_of_office", 16 if absent or absent_title else 6, heard.subject)
    elif absent_title:
        weighing.add("out_of_office", 9 + 2 * min(absent, 3), heard.subject)
    elif absent >= 2:
        weighing.add("out_of_office", 3.0 * min(absent, 3), _shown(said, "absence"))
    elif absent and len(heard.body.split()) < 90 and not heard.counted:
        weighing.add("out_of_office", 4, _shown(said, "absence"))
    if signs.listed:
        weighing.add("newsletter", 7, heard.subject)
    if signs.is_reply and not signs.listed:
        return  # a person answers
    bulk, leads = total([*said, *title], "bulk"), total([*said, *title], "leads")
    if bulk:
        weighing.add("newsletter", 2.8 * min(bulk, 4), _shown([*said, *title], "bulk"))
    if leads:
        weighing.add("newsletter", 2.0 * min(leads, 4), _shown([*said, *title], "leads"))
    if (bulk or leads) and _PLURAL_IN_SUBJECT.search(heard.subject):
        weighing.add("newsletter", 3, heard.subject)
    if (bulk or leads) and _MACHINE.search(signs.sender):
        weighing.add("newsletter", 2, signs.sender)


def _asking(
    heard: Heard, said: list[Sentence], title: list[Sentence], weighing: _Weighing, *, has_prior: bool
) -> None:
    """Weigh the wish for an offer of goods."""
    strong = weak = 0
    for one in said:
        if one.is_row and not one.has("want"):
            continue
        if one.has("pitch") and not one.has("want"):
            continue
        if has_prior and (
            (one.has("cheaper") and not one.has("got"))
            or one.has("refuse")
            or (one.has("accept", "issue") and not one.is_question)
        ):
            continue
        if one.has("ask"):
            strong += 1
            if strong <= 3:
                weighing.add("inquiry", 5 if strong == 1 else 2.5, one.text)
        elif one.has("offer") and one.has("want") and not one.has("prior", "bill"):
            weak += 1
            if weak <= 2:
                weighing.add("inquiry", 3 if weak == 1 else 1.5, one.text)
    if any(one.has("ask") for one in title):
        weighing.add("inquiry", 1.5 if heard.signs.is_reply else 4, heard.subject)
    weighing.add(
        "inquiry",
        3.2 if heard.counted > 1 else 2.5 if heard.counted else 1.0 if heard.articles else 0.0,
        "articles",
    )


def _answering(said: list[Sentence], title: list[Sentence], weighing: _Weighing, *, has_prior: bool) -> None:
    """Weigh what is said to an offer: yes, yes if, or too dear."""
    yes = conditions = 0.0
    last_yes = -9
    for place, one in enumerate([*title, *said]):
        if one.is_row:
            continue
        if one.has("refuse"):
            continue
        wished = one.has("want", "strong_cond", "cond") or one.is_question
        if one.has("cheaper") and one.has("prior", "offer", "terms", "accept", "pi"):
            points = (5 if wished or not one.has("accept") else 1.5) if has_prior else 1.0
            conditions += points
            weighing.add("quote_negotiate", min(points, max(0.0, 14 - conditions + points)), one.text)
        elif one.has("cheaper") and has_prior and wished:
            conditions += 2.5
            weighing.add("quote_negotiate", 2.5, one.text)
        if one.has("rate") and has_prior and (one.has("prior", "offer", "terms") or _AMOUNT.search(one.text)):
            points = 5.0 if wished or _AMOUNT.search(one.text) else 3.0
            conditions += points
            weighing.add("quote_negotiate", points if conditions <= 14 else 0, one.text)
        accepts = one.has("accept") and not _asks_us_to_confirm(one)
        if one.has("pi") and one.has("want") and _PROFORMA.search(one.text):
            yes += 4
            weighing.add("quote_accept", 4, one.text)
            last_yes = place
        if one.has("issue"):
            yes += 5
            weighing.add("quote_accept", 5 if yes <= 12 else 0, one.text)
            last_yes = place
        elif accepts and one.has("prior", "offer", "pi") and not one.is_question:
            points = 5 if has_prior or one.has("pi") else 3
            yes += points
            weighing.add("quote_accept", points if yes <= 12 else 0, one.text)
            last_yes = place
        elif accepts and has_prior and not one.is_question:
            yes += 2.5
            weighing.add("quote_accept", 2.5 if yes <= 12 else 0, one.text)
            last_yes = place
        if one.has("strong_cond") and (one.has("accept", "issue", "prior") or place - last_yes <= 1):
            weighing.add("quote_negotiate", 6 if has_prior or yes else 1, one.text)
            conditions += 6
        elif one.has("cond") and accepts and has_prior:
            weighing.add("quote_negotiate", 2, one.text)
            conditions += 2
    if yes and conditions >= 5:
        # a yes with conditions is a wish for other terms
        weighing.add("quote_negotiate", yes, "a yes with conditions")


def _asks_us_to_confirm(one: Sentence) -> bool:
    """Tell whether the only word of a yes is a wish that we confirm something."""
    words = [found.phrase for found in one.words.get("accept", ())]
    return all(word.startswith(_CONFIRMS) for word in words) and (one.has("want") or one.is_question)


def _following(said: list[Sentence], title: list[Sentence], weighing: _Weighing, *, has_order: bool) -> None:
    """Weigh the question for goods that are ordered: where they are, when they come."""
    points = 0.0
    for one in [*title, *said]:
        if one.is_row:
            continue
        asks = one.is_question or one.has("want", "late")
        worth = 0.0
        if one.has("cargo") and one.has("track") and (one.has("when", "late") or asks):
            worth = 4.0
        elif one.has("cargo") and ((one.has("when") and asks) or one.has("late")) and not one.has("ask"):
            worth = 3.5
        elif one.has("track") and asks and not one.has("terms", "ask"):
            worth = 3.0
        elif one in title and one.has("cargo", "track"):
            worth = 1.5
        if one.has("terms") and not one.has("late", "when"):
            worth *= 0.3
        points += worth
        if worth and points <= 14:
            weighing.add("order_status", worth, one.text)
    if points and has_order:
        weighing.add("order_status", 3, "number of an order")


def _complaining(
    said: list[Sentence], title: list[Sentence], weighing: _Weighing, *, has_order: bool
) -> None:
    """Weigh what is said of goods delivered: what is wrong with them, what shall be made good."""
    everything = [*title, *said]
    defects, remedies = total(everything, "defect"), total(everything, "remedy")
    delivered = has_order or any(one.has("got", "cargo") for one in everything)
    points = 0.0
    for one in everything:
        worth = 0.0
        if one.has("claim"):
            worth = 4.0 if defects or one in title else 2.0
        elif one.has("defect") and one.has("got", "cargo", "remedy"):
            worth = 4.0
        elif one.has("short") and one.has("got", "remedy") and re.search(r"\d", one.text):
            worth = 3.0
        elif one.has("defect"):
            worth = 2.0
        elif one.has("remedy") and (defects or has_order):
            worth = 2.5 if defects else 1.5
        if one.is_row:
            worth *= 0.5
        points += worth
        if worth and points <= 15:
            weighing.add("complaint", worth if delivered else worth * 0.5, one.text)
    if defects and remedies and delivered:
        weighing.add("complaint", 2, "defect and remedy")


def _billing(said: list[Sentence], title: list[Sentence], weighing: _Weighing) -> None:
    """Weigh a demand for payment."""
    bills = [one for one in [*title, *said] if one.has("bill") and not one.has("issue")]
    due = total([*said, *title], "due")
    if not bills or not due:
        return
    worth = 4.0 if any(one in title for one in bills) else 2.0
    weighing.add("invoice", worth + min(len(bills), 3) * 1.0 + min(due, 4) * 1.6, bills[0].text)


def _selling(
    heard: Heard, said: list[Sentence], title: list[Sentence], weighing: _Weighing, *, has_prior: bool
) -> None:
    """Weigh who offers goods or services to us, and who is after our money."""
    everything = [*title, *said]
    seller, pitch = total(everything, "seller"), total(everything, "pitch")
    service, phish = total(everything, "service"), total(everything, "phish")
    if phish >= 2:
        weighing.add("spam", 4.0 * min(phish, 4), _shown(everything, "phish"))
    asked = any(one.has("ask") for one in everything)
    priced = sum(len(_PRICE.findall(one.text)) for one in everything)
    has_prices = priced >= 2 and not has_prior and not asked and not heard.signs.is_reply
    if has_prices and not any(one.has("bill", "cheaper", "paid") for one in everything):
        # who states prices without having been offered any has something to sell
        weighing.add("spam", 4 + 2 * any(one.has("maker") for one in everything), "prices of his own")
    points = 2.0 * min(seller, 4) + 2.0 * min(pitch, 4) + 1.5 * min(service, 3)
    both = (seller > 0) + (pitch > 0) + (service > 0) + has_prices
    if both >= 2 and seller + pitch + service == 2 and not has_prices:
        points = 2.5  # two words in passing
    if both >= 2:
        weighing.add(
            "spam", points + (2 if both >= 3 else 0), _shown(everything, "seller", "pitch", "service")
        )
    elif points:
        weighing.add("spam", min(points * 0.4, 1.8), _shown(everything, "seller", "pitch", "service"))


def _leaving(said: list[Sentence], title: list[Sentence], weighing: _Weighing, *, has_prior: bool) -> None:
    """Weigh refusals, advices of payment and what else asks for nothing."""
    refusals = paid = 0
    if total(said, "rival") and total(said, "chose") and not total(said, "cheaper"):
        weighing.add("other", 5 if has_prior else 2, "another was chosen")
    if total(said, "nodeal"):
        weighing.add("other", 3.5 if has_prior else 1.5, "no deal")
    for one in [*title, *said]:
        if one.has("refuse") and not one.is_row:
            refusals += 1
            if refusals <= 3:
                weighing.add("other", 3.5 if has_prior or one.has("offer") else 2, one.text)
        if one.has("paid"):
            paid += 1
            if paid <= 3:
                weighing.add("other", 5 if one in title else 3.5, one.text)
    for act in ("greet", "visit"):
        found = total([*title, *said], act)
        if found:
            weighing.add("other", 1.5 * min(found, 3) + 2 * any(one.has(act) for one in title), act)


def _weighed(heard: Heard, weighing: _Weighing) -> dict[str, float]:
    """Return the weights after what speaks against each other was set off."""
    made = {kind: weighing.weights.get(kind, 0.0) for kind in KINDS}
    asks = sum(points for kind, points, why in weighing.reasons if kind == "inquiry" and why != "articles")
    if asks >= 5:
        # who asks for an offer may mention all the rest; who only complains or follows up asks for none
        for kind in ("order_status", "complaint", "invoice", "other", "quote_accept"):
            if made[kind] < 1.3 * asks:
                made[kind] *= 0.5
    if made["complaint"] >= 5:
        made["order_status"] *= 0.6
    if made["spam"] >= 9:
        made["inquiry"] *= 0.45
        made["quote_negotiate"] *= 0.4
    if made["newsletter"] >= 7:
        made["inquiry"] *= 0.5
    elif made["inquiry"] and not made["newsletter"]:
        made["inquiry"] += IN_DOUBT  # an inquiry that is lost costs more than one too many
    return made
