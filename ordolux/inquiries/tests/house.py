"""A small house for the tests of this stage: firm, products, rates and people, made by the deeds that make them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import connection

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.calendars.deeds import fill_calendar_year
from ordolux.foundation.catalogue.deeds import (
    CartonPacking,
    NewBillLine,
    NewParameter,
    NewPrice,
    add_family,
    add_part,
    add_product,
)
from ordolux.foundation.catalogue.models import Family, Product
from ordolux.foundation.correspondence.deeds import Reading, read_message, receive_message
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.deeds import add_person, register_company, register_supplier, set_firm
from ordolux.foundation.parties.models import Person
from ordolux.foundation.rates.deeds import add_exchange_rate, add_fee_rate, add_insurance_rate, add_rate_card
from ordolux.foundation.rates.models import FeeBasis
from ordolux.inquiries.inquiry.deeds import ConfirmedLine, confirm_inquiry, open_inquiry
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.reading.deeds import keep_reading
from ordolux.inquiries.reading.opening import understand, understood_of
from ordolux.inquiries.review.deeds import take_reading
from ordolux.rules.money import Money
from ordolux.rules.reading.message import Part
from ordolux.rules.workdays import day_at

SYSTEM = Actor.system()
STAFF = Actor(
    name="set-up",
    roles=frozenset({Role.SALES, Role.MANAGER, Role.ADMINISTRATOR, Role.PURCHASING, Role.LOGISTICS}),
)
# Monday 9 March 2026, 16:00 in Shenzhen
MONDAY = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
YEAR = {
    "valid_from": date(2026, 1, 1),
    "valid_until": date(2026, 12, 31),
    "source": "forwarder's list of January 2026",
}

MAIL = """Dear Mei,

please quote 300 pcs GU10 7 W 3000 K 36°, FCA Shenzhen, for delivery to Hamburg, Germany.

Anna Petersen
"""


def furnish(at: datetime = MONDAY) -> None:
    """Enter firm, calendars, rates and two products."""
    by: dict[str, object] = {"by": STAFF, "at": at}
    set_firm(
        legal_name="Mingzhou Lighting Co., Ltd.",
        legal_name_zh="中山市明舟照明有限公司",
        address="88 Dengdu Road, Guzhen, Zhongshan, China",
        email="sales@mingzhou.example",
        **by,
    )
    for year in (2026, 2027):
        fill_calendar_year(calendar="CN", year=year, **by)
    supplier = register_supplier(legal_name="Guzhen Parts", email="parts@guzhen.example", **by)
    add_part(
        number="LED-2835",
        name_en="LED package 2835",
        name_zh="2835灯珠",
        supplier=supplier,
        lead_time_workdays=7,
        unit_cost=Money.of("0.03", "CNY"),
        **by,
    )
    add_part(
        number="DRV-7W",
        name_en="Driver 7 W",
        name_zh="7W驱动",
        supplier=supplier,
        lead_time_workdays=5,
        unit_cost=Money.of("1.10", "CNY"),
        **by,
    )
    parameters = (
        NewParameter(
            "power_w", "Power", "功率", "number", "W", Decimal("0.5"), Decimal(500), is_required=True
        ),
        NewParameter(
            "cct_k",
            "Colour temperature",
            "色温",
            "number",
            "K",
            Decimal(1800),
            Decimal(10000),
            is_required=True,
        ),
        NewParameter("beam_deg", "Beam angle", "光束角", "number", "°", Decimal(5), Decimal(360)),
        NewParameter("cap", "Cap", "灯头", "choice", choices=("GU10", "E27", "E14")),
        NewParameter("shape", "Shape", "外形", "text"),
    )
    bulb = add_family(code="bulb", name_en="Bulb", name_zh="球泡", parameters=parameters, **by)
    spot = add_family(code="spot", name_en="Spot", name_zh="射灯", parameters=parameters, **by)
    add_spot(spot, "MZ-GU10-70-830", at=at)
    add_product(
        bulb,
        number="MZ-A60-90-827",
        name_en="A60 bulb 9 W",
        name_zh="A60球泡 9W",
        values={"power_w": 9, "cct_k": 2700, "cap": "E27", "shape": "A60"},
        packing=CartonPacking(100, 600, 440, 250, Decimal("0.0600"), Decimal("1.5")),
        prices=(NewPrice(1, Money.of("1.2000", "EUR")), NewPrice(10000, Money.of("0.9500", "EUR"))),
        bill=(NewBillLine("LED-2835", Decimal(18), Decimal("0.02")),),
        cost=Money.of("5.60", "CNY"),
        margin=Decimal("0.15"),
        pieces_per_hour=400,
        **by,
    )
    add_exchange_rate(base="USD", currency="CNY", rate=Decimal("7.10"), buffer=Decimal("0.02"), **YEAR, **by)
    add_exchange_rate(base="EUR", currency="CNY", rate=Decimal("7.80"), buffer=Decimal("0.02"), **YEAR, **by)
    for clauses, rate in (("A", "0.0015"), ("C", "0.0010")):
        add_insurance_rate(clauses=clauses, rate=Decimal(rate), minimum=Money.of("15", "USD"), **YEAR, **by)
    for code, block, amount in (
        ("inland", "pre_carriage", "900"),
        ("customs", "export_clearance", "450"),
        ("terminal", "origin_terminal", "300"),
        ("loading", "load_on_vessel", "120"),
        ("on_carriage", "on_carriage", "2600"),
    ):
        add_fee_rate(
            code=code, name_en=code, name_zh=code, block=block, amount=Money.of(amount, "CNY"), **YEAR, **by
        )
    add_fee_rate(
        code="documents",
        name_en="Documents",
        name_zh="单证费",
        amount=Money.of("25", "USD"),
        basis=FeeBasis.SHIPMENT,
        **YEAR,
        **by,
    )
    card = {
        "origin": "Shenzhen",
        "destination": "Hamburg",
        "countries": ("DE",),
        "currency": "USD",
        "carrier": "Elbe Line",
    }
    add_rate_card(
        service="sea_lcl", days_min=35, days_max=45, lines={"per_revenue_ton": "55"}, **card, **YEAR, **by
    )
    add_rate_card(
        service="sea_fcl",
        days_min=33,
        days_max=43,
        lines={"per_container": {"20GP": "1450", "40HQ": "2600"}},
        **card,
        **YEAR,
        **by,
    )
    add_rate_card(
        service="air",
        days_min=6,
        days_max=9,
        lines={"breaks": [["45", "6.0"], ["100", "5.0"], ["500", "4.2"]]},
        **card,
        **YEAR,
        **by,
    )
    add_rate_card(
        service="truck",
        days_min=18,
        days_max=22,
        **card,
        **YEAR,
        **by,
        lines={"breaks": [["100", "2.9"]], "max_shipment_kg": "400"},
    )


def add_spot(family: Family, number: str, *, at: datetime = MONDAY) -> Product:
    """A GU10 spot of 7 W."""
    return add_product(
        family,
        number=number,
        name_en="GU10 spot 7 W",
        name_zh="GU10射灯 7W",
        values={"power_w": 7, "cct_k": 3000, "beam_deg": 36, "cap": "GU10"},
        packing=CartonPacking(100, 560, 290, 300, Decimal("0.0450"), Decimal("1.1")),
        prices=(
            NewPrice(1, Money.of("1.6500", "EUR")),
            NewPrice(500, Money.of("1.4800", "EUR")),
            NewPrice(1, Money.of("1.8000", "USD")),
        ),
        bill=(
            NewBillLine("LED-2835", Decimal(14), Decimal("0.02")),
            NewBillLine("DRV-7W", Decimal(1), Decimal("0.005")),
        ),
        cost=Money.of("6.20", "CNY"),
        margin=Decimal("0.20"),
        pieces_per_hour=300,
        by=STAFF,
        at=at,
    )


def mei() -> Person:
    """Mei sells."""
    return add_person(email="mei@mingzhou.example", name="Mei Wen", roles=["sales"], by=SYSTEM, at=MONDAY)


def anna() -> Person:
    """Anna buys for Nordlicht in Hamburg."""
    nordlicht = register_company(
        legal_name="Nordlicht Leuchten GmbH",
        country="DE",
        zone="Europe/Berlin",
        calendar="DE",
        currency="EUR",
        by=STAFF,
        at=MONDAY,
    )
    return add_person(
        email="anna@nordlicht.example",
        name="Anna Petersen",
        roles=["buyer", "signatory", "payer"],
        company=nordlicht,
        by=STAFF,
        at=MONDAY,
    )


def mail(
    text: str = MAIL,
    *,
    sender: str = "anna@nordlicht.example",
    name: str = "Anna Petersen",
    at: datetime = MONDAY,
) -> Message:
    """A mail that has arrived and was read and understood."""
    raw = store_bytes(f"From: {sender}\n\n{text}".encode(), "message/rfc822")
    message = receive_message(
        raw=raw,
        envelope_from=sender,
        envelope_to=["sales@mingzhou.example"],
        peer="203.0.113.5",
        by=SYSTEM,
        at=at,
    )
    reading = Reading(
        message_id=f"<{raw.sha256[:12]}@test>",
        from_address=sender,
        from_name=name,
        subject="Inquiry for spots",
        text=text,
    )
    message = read_message(message, reading=reading, by=SYSTEM, at=at)
    parts = [Part("subject", reading.subject, "subject"), Part("body", text, "text")]
    understood = understood_of(
        parts, from_name=name, from_address=sender, told_on=day_at("Asia/Shanghai", at)
    )
    keep_reading(message, understood=understood, by=SYSTEM, at=at)
    return message


def read_now(inquiry: Inquiry) -> Inquiry:
    """The inquiry after its message was read, as the worker does it."""
    assert inquiry.message is not None
    at = inquiry.message.at
    reading = keep_reading(inquiry.message, understood=understand(inquiry.message), by=SYSTEM, at=at)
    return take_reading(inquiry, reading=reading, by=SYSTEM, at=at)


def opened(text: str = MAIL, **said: object) -> Inquiry:
    """An inquiry that was opened from a mail."""
    return open_inquiry(mail(text, **said), by=SYSTEM, at=MONDAY)  # type: ignore[arg-type]  # the arguments of mail()


def confirmed(
    inquiry: Inquiry,
    seller: Actor,
    contact: Person,
    lines: tuple[ConfirmedLine, ...],
    *,
    incoterm: str = "FCA",
    place: str = "Shenzhen",
    currency: str = "EUR",
    payment_term: str = "TT_30_70_BS",
    at: datetime = MONDAY,
) -> Inquiry:
    """The inquiry as sales confirms it."""
    return confirm_inquiry(
        inquiry,
        lines=lines,
        buyer=contact.company,
        contact=contact,
        incoterm=incoterm,
        place=place,
        destination_country="DE",
        payment_term=payment_term,
        currency=currency,
        by=seller,
        at=at,
    )


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The SQL statements of what runs inside, without BEGIN, COMMIT and savepoints."""
    seen: list[str] = []

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's wrapper signature
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield seen
