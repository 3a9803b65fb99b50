"""What sign-ins and first pages of the demonstration company need: firm, people, a few products, two lanes.

It is loaded before the address is printed; everything else follows behind (``filling.py``).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings

from ordolux.edges.public.signing_in import demonstration_secret, give_second_factor
from ordolux.foundation import clock
from ordolux.foundation.actors import STAFF_ROLES, Actor, Role
from ordolux.foundation.calendars.deeds import fill_calendar_year
from ordolux.foundation.capacity.deeds import open_line, set_planning_policy
from ordolux.foundation.catalogue.deeds import (
    CartonPacking,
    NewBillLine,
    NewParameter,
    NewPrice,
    add_family,
    add_part,
    add_product,
)
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.deeds import (
    add_person,
    add_supplier_certificate,
    approve_bank_account,
    propose_bank_account,
    register_company,
    register_supplier,
    set_firm,
    set_password,
)
from ordolux.foundation.parties.models import Firm, Person
from ordolux.foundation.rates.deeds import add_exchange_rate, add_fee_rate, add_insurance_rate, add_rate_card
from ordolux.foundation.rates.models import FeeBasis
from ordolux.inquiries.policy.deeds import set_answer_policy
from ordolux.production.inspection.deeds import add_instrument
from ordolux.rules.money import Money
from ordolux.rules.parameters import PARAMETERS

# Known to everybody who reads this file: a demonstration must never be reachable by strangers.
PASSWORD = "lamp-order-demo-2026"  # noqa: S105 - printed at each start of a demonstration
SOURCE = "demonstration"
# the company is that old: its deals begin a little later
OLD = timedelta(days=580)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of our people in the demonstration."""

    email: str
    name: str
    title: str
    roles: tuple[Role, ...]


STAFF = (
    Colleague("mei", "Mei Wen", "Sales", (Role.SALES,)),
    Colleague("han", "Han Yu", "Engineer", (Role.ENGINEER,)),
    Colleague("zhou", "Zhou Lan", "Finance", (Role.FINANCE,)),
    Colleague("gao", "Gao Feng", "Purchasing", (Role.PURCHASING,)),
    Colleague("chen", "Chen Bo", "Planner", (Role.PLANNER,)),
    Colleague("lin", "Lin Xia", "Inspector", (Role.INSPECTOR,)),
    Colleague("wei", "Wei Qiang", "Logistics", (Role.LOGISTICS,)),
    Colleague("ling", "Ling Yue", "Support", (Role.SUPPORT,)),
    Colleague("ma", "Ma Ning", "Marketing", (Role.MARKETING,)),
    Colleague("tang", "Tang Rui", "Manager", (Role.MANAGER,)),
    Colleague("adele", "Adele Song", "Administrator", (Role.ADMINISTRATOR,)),
)
CUSTOMERS = (
    ("anna@nordlicht.example", "Anna Petersen", "Nordlicht Leuchten GmbH"),
    ("omar@alnoor.example", "Omar Haddad", "Al Noor Lighting LLC"),
)


def load() -> None:
    """Enter firm, people, catalogue, suppliers, rates and calendars; does nothing when they are there."""
    if Firm.objects.exists():
        return
    at = clock.now()
    by = Actor(name="demonstration", roles=STAFF_ROLES | {Role.SYSTEM})
    who: dict[str, Any] = {"by": by, "at": at - OLD}
    set_firm(
        legal_name="Mingzhou Lighting Co., Ltd.", legal_name_zh="中山市明舟照明有限公司",
        address="88 Dengdu Road, Guzhen\nZhongshan 528421, Guangdong, China", phone="+86 760 5550 0142",
        email=settings.ORDOLUX_MAIL_ADDRESS, tax_number="91442000MA5XXXXX0X", website="mingzhou-lighting.example", **who,
    )  # fmt: skip
    _people(who)
    _calendars(at, who)
    _lines(at, who)
    _policy(who)
    _suppliers_and_parts(at, who)
    _products(who)
    _rates(at, who)


def sign_ins() -> list[str]:
    """What a person needs to sign in to the demonstration, a line each."""
    domain = settings.ORDOLUX_MAIL_DOMAIN
    lines = [f"staff      {f'{c.email}@{domain}':<26} {c.title}" for c in STAFF]
    lines.append(f"           password of all: {PASSWORD}; second factor: bin/ordolux code <mail address>")
    lines += [
        f"customer   {email:<26} {name}, {company} (code by mail: read it at /postbox)"
        for email, name, company in CUSTOMERS
    ]
    return lines


def _people(who: dict[str, Any]) -> None:
    ours: dict[str, Person] = {}
    for colleague in STAFF:
        person = add_person(
            email=f"{colleague.email}@{settings.ORDOLUX_MAIL_DOMAIN}", name=colleague.name, title=colleague.title,
            roles=[role.value for role in colleague.roles], **who,
        )  # fmt: skip
        ours[colleague.email] = set_password(person, password=PASSWORD, **who)
        give_second_factor(person, demonstration_secret(person.email))
    for currency, account in (("USD", "7550014200882160"), ("EUR", "7550014200882178")):
        proposed = propose_bank_account(
            currency=currency, beneficiary="Mingzhou Lighting Co., Ltd.", bank_name="Pearl River Commercial Bank, Zhongshan",
            bank_address="1 Riverside Avenue, Zhongshan, China", bic="PRVBCNBSZSN", account_number=account,
            proposed_by=ours["zhou"], **who,
        )  # fmt: skip
        approve_bank_account(proposed, approved_by=ours["tang"], **who)
    nordlicht = register_company(
        legal_name="Nordlicht Leuchten GmbH", country="DE", address="Speicherstadt 14\n20457 Hamburg, Germany",
        tax_number="DE812345678", zone="Europe/Berlin", calendar="DE", currency="EUR", domain="nordlicht.example", **who,
    )  # fmt: skip
    al_noor = register_company(
        legal_name="Al Noor Lighting LLC", country="AE", address="Warehouse 7, Al Quoz 3\nDubai, United Arab Emirates",
        zone="Asia/Dubai", calendar="AE", currency="USD", domain="alnoor.example", **who,
    )  # fmt: skip
    customer = ["buyer", "signatory", "payer"]
    add_person(email="anna@nordlicht.example", name="Anna Petersen", title="Head of purchasing", roles=customer,
               company=nordlicht, **who)  # fmt: skip
    add_person(email="omar@alnoor.example", name="Omar Haddad", title="Managing partner", roles=customer,
               company=al_noor, **who)  # fmt: skip


def _calendars(at: datetime, who: dict[str, Any]) -> None:
    for country in ("CN", "DE", "AE"):
        for year in (at.year, at.year + 1, at.year + 2):
            fill_calendar_year(calendar=country, year=year, **who)


def _policy(who: dict[str, Any]) -> None:
    """In a demonstration every inquiry waits for the visitor, who wants to see what sales does."""
    set_answer_policy(
        drafts=False,
        sends=False,
        most=Money.of("2000", "USD"),
        only_known=True,
        least_sure=Decimal("0.90"),
        **who,
    )


def _lines(at: datetime, who: dict[str, Any]) -> None:
    set_planning_policy(
        small_up_to_pieces=500, medium_up_to_pieces=5000, largest_batch_pieces=5000, frozen_days=2,
        sample_percent=Decimal(10), sample_least=5, **who,
    )  # fmt: skip
    day: dict[str, Any] = {"opens": time(8), "closes": time(18)}
    open_line(code="L1", name_en="Bulb line", name_zh="球泡线", families=("bulb", "spot"), **day, **who)
    open_line(code="L2", name_en="Spot line", name_zh="射灯线", families=("spot",), **day, **who)
    add_instrument(
        number="S-1", name="Integrating sphere 1.5 m", serial="no. 2207", calibrated_on=at.date() - timedelta(days=40),
        calibrated_until=at.date() + timedelta(days=325), by=who["by"], at=at,
    )  # fmt: skip


def _suppliers_and_parts(at: datetime, who: dict[str, Any]) -> None:
    led = register_supplier(legal_name="Xiamen Lumen Chips Ltd.", email="orders@lumenchips.example", **who)
    metal = register_supplier(legal_name="Guzhen Metalworks", email="sales@guzhenmetal.example", **who)
    paper = register_supplier(legal_name="Zhongshan Packing Factory", email="office@zspacking.example", **who)
    begins = at.date() - timedelta(days=200)
    for supplier, scheme, scope in (
        (led, "ISO 9001", "LED packages and drivers"), (metal, "ISO 9001", "lamp caps, housings, heat sinks"),
        (paper, "ISO 9001", "boxes and cartons"),
    ):  # fmt: skip
        file = store_bytes(f"{scheme} certificate of {supplier.legal_name}, {scope}".encode(), "text/plain")
        add_supplier_certificate(
            supplier, scheme=scheme, certificate_number=f"Q-{supplier.pk:05d}", scope=scope, valid_from=begins,
            valid_until=at.date() + timedelta(days=43) if supplier == paper else begins + timedelta(days=1095),
            file=file, **who,
        )  # fmt: skip
    rows = (
        ("LED-2835", "LED package 2835", "2835灯珠", led, 7, "0.032", "4000", "4000", True),
        ("DRV-7", "Driver 7 W, isolated", "7W隔离驱动", led, 9, "1.150", "1000", "500", True),
        ("DRV-9", "Driver 9 W, isolated", "9W隔离驱动", led, 9, "1.250", "1000", "500", True),
        (
            "HSG-GU10",
            "Housing GU10 with lens 36°",
            "GU10外壳含36°透镜",
            metal,
            6,
            "1.400",
            "500",
            "100",
            False,
        ),
        ("HSG-A60", "Housing A60 with diffuser", "A60外壳含灯罩", metal, 6, "1.100", "500", "100", False),
        ("CAP-GU10", "Cap GU10", "GU10灯头", metal, 5, "0.220", "500", "500", False),
        ("CAP-E27", "Cap E27", "E27灯头", metal, 5, "0.200", "500", "500", False),
        ("BOX-1", "Gift box", "彩盒", paper, 4, "0.180", "500", "100", False),
    )
    for number, en, zh, supplier, days, cost, least, multiple, critical in rows:
        add_part(
            number=number, name_en=en, name_zh=zh, supplier=supplier, lead_time_workdays=days,
            unit_cost=Money.of(cost, "CNY"), minimum_order=Decimal(least), order_multiple=Decimal(multiple),
            certificate_scheme="ISO 9001", is_critical=critical, **who,
        )  # fmt: skip


def _products(who: dict[str, Any]) -> None:
    needed = ("power_w", "cct_k", "flux_lm", "cap")
    offered = (
        *needed,
        "cri",
        "sdcm_steps",
        "beam_deg",
        "power_factor",
        "dimming",
        "life_h",
        "shape",
        "voltage_v",
        "chip",
    )
    parameters = tuple(
        NewParameter(
            code,
            spec.label_en,
            spec.label_zh,
            spec.kind.value,
            spec.unit,
            spec.minimum if spec.kind.value == "number" else None,
            spec.maximum if spec.kind.value == "number" else None,
            choices=spec.choices,
            is_required=code in needed,
        )
        for code in offered
        if (spec := PARAMETERS[code])
    )
    spot = add_family(code="spot", name_en="Spot", name_zh="射灯", parameters=parameters, **who)
    bulb = add_family(code="bulb", name_en="Bulb", name_zh="球泡灯", parameters=parameters, **who)
    common: dict[str, Any] = {
        "cri": 80,
        "sdcm_steps": 5,
        "dimming": "no",
        "life_h": 25000,
        "chip": "SMD2835",
        "power_factor": "0.5",
    }
    carton: dict[str, Any] = {"carton_tare_kg": Decimal("1.1")}

    def bill(driver: str, housing: str, cap: str, leds: int) -> tuple[NewBillLine, ...]:
        return (
            NewBillLine("LED-2835", Decimal(leds), Decimal("0.02")), NewBillLine(driver, Decimal(1), Decimal("0.01")),
            NewBillLine(housing, Decimal(1), Decimal("0.01")), NewBillLine(cap, Decimal(1), Decimal("0.01")),
            NewBillLine("BOX-1", Decimal(1), Decimal("0.005")),
        )  # fmt: skip

    for cct in (2700, 3000, 4000):
        add_product(
            spot, number=f"MZ-GU10-70-8{cct // 100}", name_en=f"GU10 spot 7 W {cct} K 36°", name_zh=f"GU10射灯 7W {cct}K 36°",
            summary_en="Aluminium spot with lens, for shops and hotels.", summary_zh="铝制透镜射灯，适用于商店和酒店。",
            values={**common, "power_w": 7, "cct_k": cct, "flux_lm": 560, "cap": "GU10", "beam_deg": 36, "shape": "MR16"},
            packing=CartonPacking(100, 560, 290, 300, Decimal("0.0450"), **carton),
            prices=(
                NewPrice(1, Money.of("1.6500", "EUR")), NewPrice(1000, Money.of("1.4800", "EUR")),
                NewPrice(1, Money.of("1.8000", "USD")), NewPrice(1000, Money.of("1.6200", "USD")),
            ),
            bill=bill("DRV-7", "HSG-GU10", "CAP-GU10", 14), cost=Money.of("6.20", "CNY"), margin=Decimal("0.20"),
            pieces_per_hour=150, setup_hours=Decimal(2), **who,
        )  # fmt: skip
        add_product(
            bulb, number=f"MZ-A60-90-8{cct // 100}", name_en=f"A60 bulb 9 W {cct} K E27", name_zh=f"A60球泡灯 9W {cct}K E27",
            summary_en="Bulb with even light all around, 806 lm.", summary_zh="全周光球泡，806流明。",
            values={**common, "power_w": 9, "cct_k": cct, "flux_lm": 806, "cap": "E27", "beam_deg": 220, "shape": "A60"},
            packing=CartonPacking(100, 600, 440, 250, Decimal("0.0600"), Decimal("1.5")),
            prices=(
                NewPrice(1, Money.of("1.2500", "EUR")), NewPrice(5000, Money.of("1.0200", "EUR")),
                NewPrice(10000, Money.of("0.9500", "EUR")), NewPrice(1, Money.of("1.3600", "USD")),
                NewPrice(10000, Money.of("1.0300", "USD")),
            ),
            bill=bill("DRV-9", "HSG-A60", "CAP-E27", 12), cost=Money.of("5.60", "CNY"), margin=Decimal("0.15"),
            pieces_per_hour=400, setup_hours=Decimal(3), **who,
        )  # fmt: skip


def _rates(at: datetime, who: dict[str, Any]) -> None:
    begins = date(at.year, 1, 1)
    held: dict[str, Any] = {"valid_from": begins, "valid_until": date(at.year + 2, 12, 31), "source": SOURCE}
    for base, rate in (("USD", "7.10"), ("EUR", "7.80")):
        add_exchange_rate(
            base=base, currency="CNY", rate=Decimal(rate), buffer=Decimal("0.02"), **held, **who
        )
    for clauses, share in (("A", "0.0015"), ("C", "0.0010")):
        add_insurance_rate(clauses=clauses, rate=Decimal(share), minimum=Money.of("15", "USD"), **held, **who)
    for code, en, zh, block, amount in (
        ("inland", "Haul to the port", "内陆运输", "pre_carriage", "900"),
        ("customs", "Export customs", "出口报关", "export_clearance", "450"),
        ("terminal", "Terminal handling", "码头操作费", "origin_terminal", "300"),
        ("loading", "Loading", "装船费", "load_on_vessel", "120"),
        ("on_carriage", "On-carriage", "目的地运输", "on_carriage", "2600"),
    ):  # fmt: skip
        add_fee_rate(
            code=code, name_en=en, name_zh=zh, block=block, amount=Money.of(amount, "CNY"), **held, **who
        )
    add_fee_rate(code="documents", name_en="Documents", name_zh="单证费", amount=Money.of("25", "USD"),
                 basis=FeeBasis.SHIPMENT, **held, **who)  # fmt: skip
    for country, port, lcl, fcl, hq, days, air in (
        ("DE", "Hamburg", "55", "1450", "2600", (35, 45), "4.2"), ("AE", "Jebel Ali", "38", "980", "1750", (22, 30), "3.1"),
    ):  # fmt: skip
        lane: dict[str, Any] = {
            "origin": "Shenzhen",
            "destination": port,
            "countries": (country,),
            "currency": "USD",
        }
        add_rate_card(service="sea_lcl", carrier="Pearl Consol", days_min=days[0], days_max=days[1],
                      lines={"per_revenue_ton": lcl}, **lane, **held, **who)  # fmt: skip
        add_rate_card(service="sea_fcl", carrier="Elbe Line", days_min=days[0] - 2, days_max=days[1] - 2,
                      lines={"per_container": {"20GP": fcl, "40HQ": hq}}, **lane, **held, **who)  # fmt: skip
        add_rate_card(service="air", carrier="Sky Cargo", days_min=6, days_max=9, lines={
            "breaks": [["45", "6.0"], ["100", "5.0"], ["500", air]]}, **lane, **held, **who)  # fmt: skip
        add_rate_card(service="courier", carrier="Swift Parcel", days_min=4, days_max=6, lines={
            "breaks": [["21", "7.8"], ["70", "6.9"]]}, **lane, **held, **who)  # fmt: skip
    add_rate_card(service="truck", carrier="Silk Road Trucks", origin="Shenzhen", destination="Hamburg", countries=("DE",),
                  currency="USD", days_min=18, days_max=22, lines={"breaks": [["100", "2.9"]]}, **held, **who)  # fmt: skip
