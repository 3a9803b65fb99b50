"""How a customer wishes to pay: method, deposit, days."""

import itertools
import re
from collections.abc import Iterator

from ordolux.rules.reading.text import lexicon
from ordolux.rules.reading.values import Value

_DEPOSIT_NUMBER = re.compile(
    r"(?<![\d.])(?<!\d,)(?:%[ ]?(?=\d))?(\d{1,3})(?:(?<=%\d)|(?<=%\d\d)|(?<=%[ ]\d\d)|[ ]?(?:%|percent"
    r"|prozent|por ciento|процентов))",
    re.IGNORECASE,
)
"""30 %, and %30 as the Turks write it."""


_PERCENT_SPLIT = re.compile(r"(?<![\d.,/])(\d{2})[ ]?%?[ ]?[/:+-][ ]?(\d{2})[ ]?%?(?!\d|[./]\d)")


_BALANCE = re.compile(
    r"balance|rest|remain|before ship|against|b/l|copy|sald|solde|resto|restant|antes de|avant|vor |bei "
    r"|prima|saldo|contra|przed|önce|före|остал|перед|до отгруз|прим|قبل|الباقي|尾款|余款|发货前|见提单"
    r"|출고 ?전|잔금|선적 ?전",
    re.IGNORECASE,
)


DAYS_NEAR = re.compile(
    r"(?<![\d.,])(\d{1,3})(?:[ ]?(?:-|to|bis|~|–|à|a|до)[ ]?(\d{1,3}))?[ -]?(?:(days?|tagen?|tage|jours?"
    r"|d[ií]as?|dias?|giorni|gg|dagen|dagar|dni|g[uü]n|дн\w{1,2}|天|日|يوم\w?|أيام|일|个工作日|工作日"
    r"|working days|workdays|werktage\w?|net|arbeitstage\w?|calendar days)|(weeks?|wochen?|semaines?"
    r"|semanas?|settimane|weken|tygodni\w?|hafta|veckor|недел\w|周|个?星期|أسابيع|주)|(months?"
    r"|monat\w{0,2}|mois|mes(?:es|i)?|mesi|maanden|miesi\w+|ay|m[aå]nader|месяц\w{0,2}|个月|أشهر|شهر"
    r"|개월))(?![a-z])",
    re.IGNORECASE,
)


_NET = re.compile(
    r"(?<![a-z])(?:net|netto|à|a|vade|月结|账期|терм)[ ]?(\d{1,3})(?!\d|[ ]?%|[ ]?kg)", re.IGNORECASE
)


_SIGHT = re.compile(
    r"at sight|sight|bei sicht|à vue|a la vista|a vista|即期|по предъявлении|zicht", re.IGNORECASE
)


DELIVERY = re.compile(
    r"deliver|shipment|ship |shipped|shipping date|ship by|arriv|needed by|need (?:it|them|the goods)? "
    r"?(?:by|before|until)|need by|in stock by|required by|goods by|on site|latest|lead ?time|liefer"
    r"|eintreff|benötigt (?:bis|bis zum)|bis spätestens|termin(?! płatn)|livr|expéd|délai|entreg|plazo|embarque"
    r"|prazo|consegn|entro|spedi|lever|dostaw|termin(?! płatn)|wysy[łl]|teslim|sevk|leverans|поставк|отгруз|доставк"
    r"|срок|تسليم|توريد|شحن|交货|交期|到货|发货|交付|出货|出荷|纳期|纳品|纳入|납기|납품|선적|도착",
    re.IGNORECASE,
)


_SENTENCE_ENDS = re.compile(
    r"(?<=[^\W\d_]{3})[.!?](?=\s)|(?<=\d)\.(?=\s[^\W\d_])|[。！？;；](?=\s|$)|[。！？]"
)


_DELIVERS = frozenset("送发發交运運")


# ------------------------------------------------------------------ payment


_NO_DEPOSIT = re.compile(
    r"(?<![^\W_])(?:no|not|never|without|don'?t|ohne|keine?|sans|pas d[e']|sin|ninguna?|sem|senza|zonder|geen|bez|utan|без)[ ]"
    r"(?:(?:any|do|pay|paying|give|make)[ ]){0,2}$|不(?:付|要)?$"
)
"""No advance; our company never does deposits."""


_END_OF_MONTH = re.compile(
    r"(?<![\d.,])(\d{2,3})[ ](?:days?|tage|jours?|d[ií]as|dias|giorni|gg\.?|dagen|dni)[ ,]{1,2}(?:from |after )?(?:einde maand"
    r"|end of (?:the )?month|e\.?o\.?m\b|fin de mois|fine mese|f\.m\.|fim do m[êe]s|fin de mes|monatsende|ab monatsende"
    r"|do końca miesiąca)",
    re.IGNORECASE,
)
"""Thirty days from the end of the month are credit, whether payment is named or not."""


def payments(text: str, flat: str, low: str) -> Iterator[Value]:
    """Yield method, deposit and days of payment."""
    found = list(lexicon("payment", "deposit").find(text, low))
    methods = [f for f in found if f.notion == "payment"]
    # 送货到 Singapore delivers there, 货到 alone pays on arrival
    methods = [f for f in methods if not (f.phrase == "货到" and text[f.start - 1 : f.start] in _DELIVERS)]
    deposits = [
        f
        for f in found
        if f.notion == "deposit" and not _NO_DEPOSIT.search(low, max(0, f.start - 24), f.start)
    ]
    cad = re.search(
        r"(?:payment|terms|pago|paiement|zahlung|pagamento|by|via|付款)[^.\n]{0,18}\bCAD\b|\bCAD\b (?:payment|terms|at sight)",
        flat,
    )
    if cad:
        yield Value("payment", "DP", cad.start(), cad.end())
    for f in methods:
        if f.value == "TT" and re.search(r"(?:not|no) (?:by )?$", low[max(0, f.start - 8) : f.start]):
            continue
        yield Value("payment", f.value, f.start, f.end)
    percent = None
    for m in _DEPOSIT_NUMBER.finditer(flat):
        near = [d for d in deposits if -30 <= d.start - m.end() <= 24 or -4 <= m.start() - d.end <= 16]
        near = [d for d in near if "\n" not in flat[min(m.end(), d.end) : max(m.start(), d.start)]]
        tt = [
            d
            for d in methods
            if d.value == "TT" and (0 <= d.start - m.end() <= 6 or 0 <= m.start() - d.end <= 4)
        ]
        if near or tt:
            percent = m
            break
    if percent is None:
        shares = list(_DEPOSIT_NUMBER.finditer(flat))
        for one, two in itertools.pairwise(shares):
            between = flat[one.end() : min(len(flat), two.end() + 40)]
            if int(one[1]) + int(two[1]) == 100 and two.start() - one.end() < 60 and _BALANCE.search(between):
                percent = one
                break
    if percent is not None and 0 < int(percent[1]) <= 100:
        yield Value("deposit_percent", int(percent[1]), percent.start(), percent.end(), unit="%")
        if not methods and not cad:
            yield Value("payment", "TT", percent.start(), percent.end(), sure=0.8)
    else:
        for m in _PERCENT_SPLIT.finditer(flat):
            near_t = [d for d in (*methods, *deposits) if abs(d.start - m.start()) <= 24]
            if int(m[1]) + int(m[2]) == 100 and near_t:
                yield Value("deposit_percent", int(m[1]), m.start(), m.end(), unit="%")
                break
        else:
            for d in deposits:
                if re.match(
                    r"(?:100 ?% )?(?:in advance|vorkasse|vorauskasse|prepaid|prepayment|cash in advance"
                    r"|anticipado|d'avance|peşin)",
                    low[d.start : d.end + 2],
                ) and re.search(
                    r"payment|zahl|pago|paiement|pagament|betal|оплат|付款|결제|ödeme|terms",
                    low[max(0, d.start - 40) : d.end + 30],
                ):
                    if not methods:
                        yield Value("payment", "TT", d.start, d.end, sure=0.8)
                    break
            else:
                if (
                    deposits
                    and not methods
                    and re.search(
                        r"deposit|acompte|acconto|anzahlung|定金|订金",
                        low[deposits[0].start : deposits[0].end],
                    )
                ):
                    yield Value("payment", "TT", deposits[0].start, deposits[0].end, sure=0.7)
    if not methods and (credit := _END_OF_MONTH.search(flat)):
        yield Value("payment", "OA", credit.start(), credit.end(), sure=0.8)
        yield Value("payment_days", int(credit[1]), credit.start(), credit.end(), unit="d")
    elif not methods and not deposits:
        for m in DAYS_NEAR.finditer(flat):
            before = re.split(r"[,;，、]\s?|[.!?。]\s", flat[max(0, m.start() - 34) : m.start()])[-1]
            around = before + "|" + re.split(r"[,;，、\n]|[.!?。]\s", flat[m.end() : m.end() + 24])[0]
            if PAYING.search(around.replace("\n", " ")) and not DELIVERY.search(around):
                yield Value("payment", "OA", m.start(), m.end(), sure=0.8)
                yield Value(
                    "payment_days",
                    int(m[2] or m[1]) * (7 if m[4] else 30 if m[5] else 1),
                    m.start(),
                    m.end(),
                    unit="d",
                )
                break
    for f in methods:
        line_start = flat.rfind("\n", 0, f.start) + 1
        line_end = flat.find("\n", f.end)
        window_start = max(line_start, f.start - 34)
        ends = list(_SENTENCE_ENDS.finditer(flat, window_start, f.start))
        window_start = ends[-1].end() if ends else window_start
        window_end = min(f.end + 40, line_end if line_end >= 0 else len(flat))
        stop = _SENTENCE_ENDS.search(flat, f.end, window_end)
        window = flat[window_start : stop.start() if stop else window_end]
        if f.value == "LC" and _SIGHT.search(window):
            yield Value("payment_days", 0, f.start, f.end, unit="d")
            break
        near_days = DAYS_NEAR.search(window) if f.value in ("LC", "OA", "DA", "TT", "DP") else None
        if near_days and not re.search(
            r"deliver|liefer|livr|d[ée]lai|entreg|plazo|prazo|lead|lever|consegn|dostaw|termin|teslim|交"
            r"|배송|납기|valid|production"
            r"|shipment within|поставк|срок|تسليم",
            window[max(0, near_days.start() - 18) : near_days.start()]
            + window[near_days.end() : near_days.end() + 10],
            re.IGNORECASE,
        ):
            number = int(near_days[2] or near_days[1])
            factor = 7 if near_days[4] else 30 if near_days[5] else 1
            yield Value(
                "payment_days",
                number * factor,
                window_start + near_days.start(),
                window_start + near_days.end(),
                unit="d",
            )
            break
        n = _NET.search(window) if f.value in ("OA", "TT") else None
        if n:
            yield Value("payment_days", int(n[1]), window_start + n.start(), window_start + n.end(), unit="d")
            break


PAYING = re.compile(
    r"(?<![a-z])(?:t/?t|l/?c)(?![a-z])|fattur|factu|faktur|invoice|rechnung|payment|pay\b|credit|zahlung"
    r"|zahlbar|zahlen|paiement|payable|règlement|pago|pagar|pagament|betaling|betalen|p[łl]atnoś|ödeme"
    r"|betalning|оплат|отсроч|الدفع|آجل|付款|账期|月结|결제|지급|net\b|netto",
    re.IGNORECASE,
)
