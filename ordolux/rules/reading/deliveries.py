"""When a customer wants the goods: a day or so many days."""

import re
from collections.abc import Iterator
from datetime import date

from ordolux.rules.reading.days import days_in
from ordolux.rules.reading.payments import DAYS_NEAR, DELIVERY, PAYING
from ordolux.rules.reading.values import Value

_UNTIL = re.compile(
    r"(?:\bby\b|before|until|no later than|not later than|bis (?:zum|spätestens|ende)|vor dem|avant|antes "
    r"del?|prima del|entro|voor|przed|do dnia|önce|kadar|innan|före|senast|\bдо\b|не позднее|قبل|之前"
    r"|以前|까지)[^.\n]{0,16}$|^\s*$",
    re.IGNORECASE,
)


_OFFER = re.compile(
    r"offer|quot|bid|tender|closing|submission|submit|valid|angebot|offert|devis|offre|cotiza|oferta"
    r"|propuesta|orçament|cotaç|proposta|preventiv|offerta|wycen|ofert|teklif|предложен|котировк|عرض|报价"
    r"|投标|截标|견적|reply|answer|antwort|response|respond|sample|muster|muestra|échantillon|amostra"
    r"|campion|样品|образ|exhibition|\bfair\b|\bvisit|\bmesse\b|meeting|\bcall\b|date:|datum:|sent:"
    r"|gesendet",
    re.IGNORECASE,
)


_IS_FINE = re.compile(
    r"[ ]*(?:is|would be|wäre|ist|est|serait|sería|es|è|is ook)?[ ]*(?:fine|ok\b|okay|good|in ordnung|at "
    r"the latest|latest|spätestens"
    r"|au plus tard|a más tardar|al più tardi|uiterlijk|najpóźniej|senast|en geç|не позднее|最晚|之前|前)",
    re.IGNORECASE,
)


_END_OF_SENTENCE = re.compile(
    r"(?<!\bmax)(?<!\bmin)(?<!\bca)(?<!\bapprox)(?<!\bmáx)(?<!\bmaks)(?<!\bспд)[.!?。；](?=\s|$)",
    re.IGNORECASE,
)
"""A point behind "max" or "ca" ends no sentence."""


# ------------------------------------------------------------------ delivery


def delivery(text: str, flat: str, low: str, told_on: date | None) -> Iterator[Value]:
    """Yield the day and the days within which the goods are wished; ``told_on`` is the day of the message."""
    days = sorted(days_in(low, told_on), key=lambda each: each.start)
    for day in days:
        start = max(flat.rfind("\n", 0, day.start) + 1, day.start - 70)
        before = flat[start : day.start]
        sentence = re.split(r"[.!?。；;](?=\s|$)|(?<=[。；])", before)[-1]
        after = re.split(r"[.!?。\n]", flat[day.end : day.end + 30])[0]
        wanted = list(DELIVERY.finditer(sentence))
        offered = list(_OFFER.finditer(sentence))
        if not wanted and not offered and _IS_FINE.match(after) and (told_on is None or day.day > told_on):
            yield Value("delivery_date", day.day, day.start, day.end, sure=0.6)
            break
        if offered and (not wanted or offered[-1].start() > wanted[-1].start()):
            continue
        if not wanted and not offered and _UNTIL.search(sentence) and (told_on is None or day.day > told_on):
            yield Value("delivery_date", day.day, day.start, day.end, sure=0.7)
            break
        if not wanted and not (DELIVERY.search(after) and not _OFFER.search(after)):
            continue
        if told_on is not None and day.day < told_on:
            if day.other is None or day.other < told_on:
                continue
            yield Value("delivery_date", day.other, day.start, day.end, sure=0.7)
            return
        yield Value("delivery_date", day.day, day.start, day.end, sure=0.6 if day.other else 1.0)
        break
    for m in DAYS_NEAR.finditer(flat):
        if any(day.start <= m.start() < day.end for day in days):
            continue  # the 15th of April is no fifteen days
        start = max(flat.rfind("\n", 0, m.start()) + 1, m.start() - 50)
        sentence = _END_OF_SENTENCE.split(flat[start : m.start()])[-1]
        after = re.split(r"[.!?。\n,]", flat[m.end() : m.end() + 40])[0]
        wanted = list(DELIVERY.finditer(sentence))
        paying = list(PAYING.finditer(sentence))
        if paying and (not wanted or paying[-1].start() > wanted[-1].start()):
            continue
        if PAYING.search(re.split(r"[,;，；、]", sentence)[-1]) and not DELIVERY.search(
            re.split(r"[,;，；、]", sentence)[-1]
        ):
            continue  # "by the end of April, payment 14 days"
        if re.search(
            r"payment|credit|net |warrant|garant|zahl|paiement|pago|pagam|valid|ödeme|оплат|付款|质保"
            r"|gültig|quote within|reply within|quotation within|offer within|отсроч",
            re.split(r"[,;，；、]", sentence)[-1][-34:],
            re.IGNORECASE,
        ):
            continue
        if re.match(
            r"[ ]*(?:net|payment|credit|after b/l|from b/l|after bl|after invoice|warranty|nach rechnung"
            r"|na factu|data fattura|date de facture"
            r"|fin de mois|fecha factura|od faktury|po fakturze|fatura tarihinden|efter faktura|после)",
            after,
            re.IGNORECASE,
        ):
            continue
        offered = list(_OFFER.finditer(sentence))
        if offered and (not wanted or offered[-1].start() > wanted[-1].start()):
            continue
        if wanted or re.match(
            r"[ ]*(?:delivery|lead ?time|after (?:order|deposit|po)|from order|ab (?:auftrag|bestell)"
            r"|lieferzeit|de entrega|de délai|após|dopo ordine|交货|发货|内交货|内发货|내 납품|이내 납품)",
            after,
            re.IGNORECASE,
        ):
            number = int(m[2] or m[1])
            factor = 7 if m[4] else 30 if m[5] else 1
            if 1 <= number * factor <= 400:
                yield Value("delivery_days", number * factor, m.start(), m.end(), unit="d")
                break
