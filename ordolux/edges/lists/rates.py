"""Lists of rates: what carriers charge, what currencies are worth, fees, insurance."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from ordolux.edges.lists.listing import Column, Filter, Kind, Listing, listing
from ordolux.edges.lists.money import our_day, trimmed
from ordolux.foundation.actors import Role
from ordolux.foundation.rates.deeds import RATE_KEEPERS
from ordolux.foundation.rates.models import ExchangeRate, FeeRate, InsuranceRate, RateCard
from ordolux.rules.freight import Service
from ordolux.rules.refusal import N_

READERS = RATE_KEEPERS | {Role.PURCHASING}
SERVICES = {
    Service.SEA_LCL: N_("Sea, part load"),
    Service.SEA_FCL: N_("Sea, full container"),
    Service.AIR: N_("Air"),
    Service.COURIER: N_("Courier"),
    Service.RAIL_LCL: N_("Rail, part load"),
    Service.RAIL_FCL: N_("Rail, full container"),
    Service.TRUCK: N_("Truck"),
}
BASES = {
    "shipment": N_("per shipment"),
    "revenue_ton": N_("per revenue ton"),
    "carton": N_("per carton"),
    "piece": N_("per piece"),
}
HOLDS = (("now", N_("in force")), ("later", N_("later")), ("past", N_("past")))


def _holding(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    today: date = our_day()
    match value:
        case "now":
            return rows.filter(valid_from__lte=today, valid_until__gte=today)
        case "later":
            return rows.filter(valid_from__gt=today)
    return rows.filter(valid_until__lt=today)


def _validity() -> tuple[Column, ...]:
    return (
        Column("valid_from", N_("Valid from"), lambda r: r.valid_from, Kind.DAY, sort="valid_from"),
        Column("valid_until", N_("Valid until"), lambda r: r.valid_until, Kind.DAY, sort="valid_until"),
        Column("source", N_("Source"), lambda r: r.source, sort="source"),
    )


_SHOW = Filter("show", N_("Show"), HOLDS, _holding)

RATE_CARDS = listing(
    Listing(
        name="rate-cards",
        title=N_("Rate cards"),
        rows=lambda actor: RateCard.objects.visible_to(actor),
        columns=(
            Column("number", N_("Number"), lambda r: str(r.pk), sort="pk"),
            Column(
                "service",
                N_("Service"),
                lambda r: r.service,
                Kind.CHOICE,
                sort="service",
                labels={s.value: word for s, word in SERVICES.items()},
            ),
            Column("carrier", N_("Carrier"), lambda r: r.carrier, sort="carrier"),
            Column("origin", N_("From"), lambda r: r.origin, sort="origin"),
            Column("destination", N_("To"), lambda r: r.destination, sort="destination"),
            Column("countries", N_("Countries"), lambda r: ", ".join(r.countries)),
            Column("currency", N_("Currency"), lambda r: r.currency, sort="currency"),
            Column("days", N_("Days"), lambda r: f"{r.days_min}–{r.days_max}"),
            *_validity(),
        ),
        order=("-pk",),
        search=("carrier", "origin", "destination", "source"),
        filters=(
            Filter(
                "service",
                N_("Service"),
                tuple((s.value, word) for s, word in SERVICES.items()),
                lambda rows, value: rows.filter(service=value),
            ),
            _SHOW,
        ),
        roles=READERS,
        views={"desk": "desk:rate_card"},
        number=lambda r: str(r.pk),
        empty=N_("Enter a carrier's prices for a lane; quotations use them from the day they hold."),
    )
)

EXCHANGE_RATES = listing(
    Listing(
        name="exchange-rates",
        title=N_("Exchange rates"),
        rows=lambda actor: ExchangeRate.objects.visible_to(actor),
        columns=(
            Column("number", N_("Number"), lambda r: str(r.pk), sort="pk", is_shown=False),
            Column("base", N_("Base currency"), lambda r: r.base, sort="base"),
            Column("rate", N_("Rate"), lambda r: trimmed(r.rate), Kind.FIGURE, sort="rate"),
            Column("currency", N_("Currency"), lambda r: r.currency, sort="currency"),
            Column(
                "buffer",
                N_("Buffer in %"),
                lambda r: trimmed(r.buffer * 100),
                Kind.FIGURE,
                sort="buffer",
            ),
            *_validity(),
        ),
        order=("-pk",),
        search=("base", "currency", "source"),
        filters=(_SHOW,),
        roles=READERS,
        number=lambda r: str(r.pk),
        empty=N_("Enter how much of one currency buys one of another."),
    )
)

FEES = listing(
    Listing(
        name="fees",
        title=N_("Fees"),
        rows=lambda actor: FeeRate.objects.visible_to(actor),
        columns=(
            Column("code", N_("Code"), lambda r: r.code, sort="code"),
            Column("name", N_("Name"), lambda r: r.name_en, sort="name_en"),
            Column("name_zh", N_("Chinese name"), lambda r: r.name_zh, sort="name_zh"),
            Column("amount", N_("Amount"), lambda r: r.amount, Kind.MONEY, sort="amount_amount"),
            Column("basis", N_("Counted"), lambda r: r.basis, Kind.CHOICE, sort="basis", labels=BASES),
            Column("countries", N_("Countries"), lambda r: ", ".join(r.countries)),
            *_validity(),
        ),
        order=("-pk",),
        search=("code", "name_en", "name_zh", "source"),
        filters=(_SHOW,),
        roles=READERS,
        number=lambda r: str(r.pk),
        empty=N_("Enter what is charged beside the freight."),
    )
)

INSURANCE_RATES = listing(
    Listing(
        name="insurance-rates",
        title=N_("Insurance rates"),
        rows=lambda actor: InsuranceRate.objects.visible_to(actor),
        columns=(
            Column("clauses", N_("Clauses"), lambda r: r.clauses, sort="clauses"),
            Column("rate", N_("Premium in %"), lambda r: trimmed(r.rate * 100), Kind.FIGURE, sort="rate"),
            Column("minimum", N_("At least"), lambda r: r.minimum, Kind.MONEY, sort="minimum_amount"),
            *_validity(),
        ),
        order=("-pk",),
        search=("clauses", "source"),
        filters=(_SHOW,),
        roles=READERS,
        number=lambda r: str(r.pk),
        empty=N_("Enter what cargo insurance costs."),
    )
)
