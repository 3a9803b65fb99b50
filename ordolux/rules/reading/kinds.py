"""What sort of message it is: an inquiry, an answer to our offer, a complaint, or nothing for the desk.

Words of each kind are weighed (``tables/reading_kinds.csv``); what stands in the subject counts more, articles with
quantities speak for an inquiry, and the signs of machines in the headers decide by themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ordolux.rules.reading.text import lexicon

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


_BULK = re.compile(
    r"no-?reply|newsletter|marketing|noreply|mailing|promo|digest|news@|updates@|notification", re.IGNORECASE
)
_BOUNCE = re.compile(r"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)
_OUR_ORDER = re.compile(
    r"(?:order|po|p\.o\.|bestellung|auftrag|commande|pedido|ordine|encomenda|zamówieni\w+|sipariş\w*"
    r"|beställning|заказ\w*|订单|발주|주문|طلب)[ .]{0,2}(?:no|nr|n°|nº|№|number|#|号)?[ "
    r".:#]{0,3}[A-Z]{0,5}[-/]?\d{3,}",
    re.IGNORECASE,
)
_SELLING = re.compile(
    r"(?:we (?:are|offer|provide|supply|specialize|can offer|help)|our (?:company|team|services|agency"
    r"|platform)|i (?:can|help)|wir bieten|nous proposons|ofrecemos|offriamo|oferecemos|мы предлагаем"
    r"|我们提供|我司提供|提供服务|我们是专业)[^.\n]{0,80}(?:seo|service|logistic|freight|website|web|app"
    r"|marketing|loan|leads|database|ranking|pcb|packaging|mould|mold|component|machine|equipment"
    r"|visitors|traffic|backlink|kredit|物流|货代|运输|推广|发票|包装|模具|设备|认证服务|代理|客户资源"
    r"|услуг|servic|dienst|hosting|insurance|certification|exhibition|consult|outsourc|translation|chips? "
    r"at|inspection)",
    re.IGNORECASE,
)
_WANTS_OFFER = re.compile(
    r"quot|offer|price|rfq|enquir|inquir|interested in|looking for|angebot|anfrage|preis|devis|prix|cotiz"
    r"|precio|presupuesto|oferta|orçamento|cotaç|preço|preventivo|prezz|offert|prijs|wycen|ofert|cen[aęy]"
    r"|fiyat|teklif|pris|цен|предложени|стоимост|سعر|أسعار|عرض|报价|询价|价格|求购|견적|가격|단가",
    re.IGNORECASE,
)


def kind_of(
    subject: str,
    body: str,
    whole: str,
    articles: int,
    counted: int,
    signs: Signs,
    languages: Sequence[str] = (),
) -> tuple[str, dict[str, float]]:
    """Return the kind of a message with the weight of each; ``articles`` were read in it, ``counted`` have quantities.

    ``body`` is what the writer says now, ``whole`` also what he quotes or forwards.
    """
    scores: dict[str, float] = dict.fromkeys(KINDS, 0.0)
    seen: set[str] = set()
    for weight, text in ((1.8, subject), (1.0, body[:8_000])):
        for found in lexicon("kind").find(text):
            kind, _, points = found.value.partition(":")
            mark = f"{kind}:{found.phrase}:{weight}"
            if mark in seen:
                continue
            seen.add(mark)
            scores[kind] += float(points) * weight
    # several words of a kind do not add up without end
    for kind in scores:
        scores[kind] = min(scores[kind], 18.0)
    requests = sum(1 for _ in lexicon("request").find(body[:8_000]))
    subject_asks = sum(1 for _ in lexicon("request").find(subject))
    offers = sum(1 for _ in lexicon("reply_to_offer").find(f"{subject}\n{body[:4_000]}"))
    inquiry = (
        min(requests, 5) * 1.2 + min(subject_asks, 2) * 2.0 + min(counted, 5) * 2.2 + min(articles, 4) * 1.0
    )
    if signs.is_reply:
        inquiry -= min(subject_asks, 2) * 1.2  # a reply repeats the subject of the mail before
    elif _WANTS_OFFER.search(subject):
        inquiry += 2
    if signs.bounce or _BOUNCE.search(signs.sender):
        scores["other"] += 20
    if signs.automatic:
        scores["out_of_office"] += 10 if scores["out_of_office"] else 6
    if scores["out_of_office"] and re.match(
        r"\s*(?:auto|out of|abwesen|réponse auto|absence|respuesta auto|fuera|risposta auto|automati"
        r"|frånvaro|autosvar|自动|자동|부재|рез|автоотв|رد تلقائي|ofis|otomatik|nieobec)",
        subject,
        re.IGNORECASE,
    ):
        scores["out_of_office"] += 10
    if signs.listed:
        scores["newsletter"] += 6
        inquiry -= 4
    if _BULK.search(signs.sender) and scores["newsletter"]:
        scores["newsletter"] += 4
    if _SELLING.search(body[:6_000]):
        scores["spam"] += 6
    order = _OUR_ORDER.search(f"{subject}\n{body[:3_000]}")
    if order:
        scores["order_status"] += 2 if scores["order_status"] else 0
        scores["complaint"] += 2 if scores["complaint"] else 0
    if not offers and not signs.is_reply:
        scores["quote_negotiate"] *= 0.35
        scores["quote_accept"] *= 0.6
    elif offers:
        scores["quote_negotiate"] += 2 if scores["quote_negotiate"] else 0
        scores["quote_accept"] += 1 if scores["quote_accept"] else 0
    # a yes with conditions is a negotiation
    if (
        scores["quote_accept"]
        and scores["quote_negotiate"] >= 5
        and re.search(
            r"\b(?:if|provided|subject to|on condition|wenn|falls|sofern|si\b|se\b|als\b|jeśli|eğer|om\b"
            r"|если|при условии|إذا|如果|若|만약)",
            body,
            re.IGNORECASE,
        )
    ):
        scores["quote_negotiate"] += 6
    if counted >= 1 and scores["complaint"] < 8:
        scores["complaint"] *= 0.5
    if counted >= 2:
        scores["invoice"] *= 0.5
        scores["newsletter"] *= 0.6
        scores["order_status"] *= 0.5
        scores["quote_negotiate"] *= 0.6
        scores["quote_accept"] *= 0.7
        scores["spam"] *= 0.7
    scores["inquiry"] = inquiry
    best = max(scores, key=lambda kind: scores[kind])
    if scores[best] < 2.0:
        best = "inquiry" if articles or _WANTS_OFFER.search(body[:4_000]) else "other"
    return best, scores
