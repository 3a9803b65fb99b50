"""The works in which the tests of production play: products, suppliers, lines, and orders that are released or not."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.capacity.models import ProductionLine
from ordolux.foundation.catalogue.models import BillLine, Family, Part, Product
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import Company, Firm, Person, Supplier, SupplierCertificate
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.quotation.models import Quotation
from ordolux.orders.agreement.models import Order, OrderLine, OrderState
from ordolux.production.inspection.deeds import TakenReading
from ordolux.rules.money import Money

# Monday, 08:00 in Shanghai
MORNING = datetime(2026, 9, 21, 0, 0, tzinfo=UTC)
GOOD_LIGHT = {
    "flux_lm": Decimal("810"),
    "power_w": Decimal("9.0"),
    "x": Decimal("0.4342"),
    "y": Decimal("0.4030"),
}
_numbers = count(1)


@pytest.fixture
def chen() -> Actor:
    """Plans production."""
    return Actor(name="Chen", roles=frozenset({Role.PLANNER}))


@pytest.fixture
def lin() -> Actor:
    """Inspects."""
    return Actor(name="Lin", roles=frozenset({Role.INSPECTOR}))


@pytest.fixture
def wu() -> Actor:
    """Buys material."""
    return Actor(name="Wu", roles=frozenset({Role.PURCHASING}))


@pytest.fixture
def system() -> Actor:
    """The product itself."""
    return Actor.system()


@dataclass
class Works:
    """The factory: what it makes, from what, on which lines, for whom."""

    buyer: Company
    other_buyer: Company
    bulb: Product
    spot: Product
    led: Part
    driver: Part
    supplier: Supplier

    def order(
        self,
        *lines: tuple[Product, int],
        state: str = OrderState.RELEASED,
        buyer: Company | None = None,
        promised_on: date | None = None,
    ) -> Order:
        """An order with these lines, released unless said otherwise."""
        pieces = sum(each for _, each in lines)
        deal = Deal.objects.create(
            number=next_number("deal", MORNING),
            buyer=buyer or self.buyer,
            title="Lamps",
            opened_at=MORNING,
            changed_at=MORNING,
        )
        inquiry = Inquiry.objects.create(
            number=next_number("inquiry", MORNING), deal=deal, received_at=MORNING
        )
        quotation = Quotation.objects.create(
            number=next_number("quotation", MORNING),
            deal=deal,
            inquiry=inquiry,
            currency="USD",
            incoterm="FCA",
            place="Shenzhen",
            destination_country="DE",
            payment_term="TT_30_70_BS",
            pieces=pieces,
            cartons=1,
            gross_kg=1,
            volume_m3=1,
            drafted_at=MORNING,
            valid_until=MORNING + timedelta(days=30),
        )
        order = Order(
            number=next_number("order", MORNING),
            deal=deal,
            quotation=quotation,
            placed_at=MORNING,
            incoterm="FCA",
            place="Shenzhen",
            payment_term="TT_30_70_BS",
            mode="air",
            pieces=pieces,
            delivery_days=40,
            promised_on=promised_on or date(2026, 11, 20),
        )
        order.total = Money(Decimal(pieces), "USD")
        order.insurance = order.freight = Money.zero("USD")
        order.save()
        for position, (product, each) in enumerate(lines, 1):
            line = OrderLine(
                order=order,
                deal=deal,
                position=position,
                product=product,
                product_revision=1,
                description=product.name_en,
                values=product.values,
                pieces=each,
            )
            line.unit_price, line.amount = Money(Decimal(1), "USD"), Money(Decimal(each), "USD")
            line.save()
        for reached in (OrderState.CONFIRMED, OrderState.RELEASED):
            if order.state != state:
                order.state = reached
                order.save(update_fields=["state"])
        return order

    def product(self, number: str, **more: Any) -> Product:
        """One more model of bulb, made of one LED part and one driver."""
        made = Product(
            number=number,
            family=self.bulb.family,
            name_en=number,
            name_zh=number,
            values=self.bulb.values,
            pieces_per_carton=100,
            carton_length_mm=500,
            carton_width_mm=400,
            carton_height_mm=300,
            net_weight_kg=Decimal("0.05"),
            carton_tare_kg=1,
            pieces_per_hour=500,
            setup_hours=1,
            margin=Decimal("0.2"),
        )
        for name, value in more.items():
            setattr(made, name, value)
        made.cost = Money(Decimal("3.10"), "CNY")
        made.save()
        BillLine.objects.create(product=made, part=self.led, quantity_per_piece=12, scrap=Decimal("0.02"))
        BillLine.objects.create(product=made, part=self.driver, quantity_per_piece=1, scrap=Decimal("0.01"))
        return made

    def certificate(
        self, *, valid_until: date = date(2027, 6, 30), valid_from: date = date(2025, 7, 1)
    ) -> SupplierCertificate:
        """A qualification certificate of the supplier."""
        return SupplierCertificate.objects.create(
            supplier=self.supplier,
            scheme="ISO 9001",
            certificate_number=f"QMS-{next(_numbers)}",
            scope="LED packages",
            valid_from=valid_from,
            valid_until=valid_until,
            file=stored(b"certificate %d" % next(_numbers)),
            made_at=MORNING,
        )


def stored(data: bytes, media_type: str = "application/pdf") -> StoredFile:
    """A file in the store (its row; the bytes are not read by these tests)."""
    sha256 = hashlib.sha256(data).hexdigest()
    file, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": len(data), "media_type": media_type}
    )
    return file


def build_works() -> Works:
    """The factory as every test finds it: two buyers, a bulb and a spot, one supplier, one line, no stock."""
    zones = {"zone": "Europe/Berlin", "calendar": "DE", "made_at": MORNING}
    buyer = Company.objects.create(number="C-1", legal_name="Nordlicht Leuchten GmbH", country="DE", **zones)
    other = Company.objects.create(number="C-2", legal_name="Al Noor Trading LLC", country="AE", **zones)
    Firm.objects.create(
        legal_name="Mingzhou Lighting Co., Ltd.",
        address="1 Lamp Road\nShenzhen",
        email="sales@mingzhou.example",
    )
    supplier = Supplier.objects.create(
        number="S-1", legal_name="Hongyu LED", email="sales@hongyu.example", made_at=MORNING
    )
    family = Family.objects.create(code="bulb", name_en="Bulb", name_zh="球泡灯")
    values = {
        "flux_lm": {"value": "806", "unit": "lm"},
        "power_w": {"value": "9", "unit": "W"},
        "cct_k": {"value": "3000", "unit": "K"},
        "sdcm_steps": {"value": "5", "unit": "SDCM"},
    }
    bulb = Product(family=family, values=values)
    led, driver = (
        Part(
            number=number,
            name_en=number,
            name_zh=number,
            supplier=supplier,
            lead_time_workdays=days,
            minimum_order=least,
            order_multiple=multiple,
            certificate_scheme="ISO 9001",
        )
        for number, days, least, multiple in (("LED-2835", 10, 4000, 4000), ("DRV-9W", 7, 1000, 500))
    )
    for part in (led, driver):
        part.unit_cost = Money(Decimal("0.05"), "CNY")
        part.save()
    works = Works(buyer, other, bulb, bulb, led, driver, supplier)
    works.bulb = works.product("A60-9W")
    works.spot = works.product("GU10-7W")
    ProductionLine.objects.create(
        code="L1", name_en="Line 1", name_zh="一号线", opens=time(8), closes=time(20), efficiency=Decimal(1)
    )
    return works


@pytest.fixture
def works(db: None) -> Works:
    """The factory, in a test whose changes are rolled back."""
    return build_works()


def good_readings(units: list[int], **changes: Decimal) -> tuple[TakenReading, ...]:
    """Readings at 0 (cold), 15, 30, 45 and 60 minutes of lamps as they were agreed; ``changes`` spoil them."""
    light = GOOD_LIGHT | changes
    return tuple(
        TakenReading(
            unit=unit,
            minute=Decimal(minute),
            flux_lm=light["flux_lm"] + warm_up,
            power_w=light["power_w"],
            x=light["x"],
            y=light["y"],
        )
        for unit in units
        for minute, warm_up in (
            (1, Decimal(50)),
            (15, Decimal(2)),
            (30, Decimal(2)),
            (45, Decimal(1)),
            (60, Decimal(0)),
        )
    )


@contextmanager
def statements(most: int = 15 + 4) -> Iterator[list[str]]:
    """The statements that a deed sends, without the marks by which a test is rolled back; at most 15, and 4 for journal
    and job."""
    sent: list[str] = []
    with CaptureQueriesContext(connection) as asked:
        yield sent
    sent += [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(sent) <= most, "\n".join(f"{n} {sql[:150]}" for n, sql in enumerate(sent, 1))


def person(company: Company, email: str = "anna@nordlicht.example") -> Person:
    """Somebody of a buyer's company."""
    return Person.objects.create(email=email, name="Anna", company=company, roles=["buyer"], made_at=MORNING)
