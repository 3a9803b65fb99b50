"""Master data of the demonstration company, table by table, through the imports and deeds that people use.

Each step can be repeated: its deeds have keys, so that a second try finds the first result.
"""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from ordolux.foundation.calendars.deeds import fill_calendar_year
from ordolux.foundation.capacity.deeds import open_line
from ordolux.foundation.catalogue.deeds import NewParameter, add_family
from ordolux.foundation.catalogue.models import Family, Product
from ordolux.foundation.files import store_bytes
from ordolux.foundation.imports.deeds import apply_import, preview_import
from ordolux.foundation.imports.models import ImportState
from ordolux.foundation.library.deeds import add_document, release_document
from ordolux.foundation.library.models import DocumentState, ItemKind
from ordolux.foundation.parties.deeds import add_supplier_certificate
from ordolux.foundation.parties.models import Firm, Supplier
from ordolux.foundation.rates.deeds import add_exchange_rate, add_fee_rate, add_insurance_rate, add_rate_card
from ordolux.foundation.rates.models import ExchangeRate, FeeRate, InsuranceRate, RateCard
from ordolux.foundation.stock.deeds import release_lot
from ordolux.foundation.stock.models import Lot, LotState
from ordolux.process.demonstration import outside
from ordolux.process.demonstration.film import film
from ordolux.process.demonstration.tables import as_sheet, rows
from ordolux.rules.parameters import PARAMETERS
from ordolux.rules.photometric_files import Luminaire, as_eulumdat, as_ies

# Does a deed as somebody with a key of its own: do("mei", add_part, key, ...) → its result.
Do = Callable[..., Any]
SOURCE = "demonstration"

LAMPS = "power_w cct_k flux_lm cap"
LUMINAIRES = "power_w cct_k flux_lm"
COMMON = "cri sdcm_steps beam_deg power_factor dimming life_h chip"
# code, names, the parameters that every product of it must have, and those that it may have
FAMILIES = (
    ("candle", "Candle and golf ball", "蜡烛灯", LAMPS, "shape"),
    ("filament", "Filament lamp", "灯丝灯", LAMPS, "shape"),
    ("tube", "Tube", "灯管", f"{LAMPS} length_mm", "shape"),
    ("downlight", "Downlight", "筒灯", f"{LUMINAIRES} diameter_mm", "ip"),
    ("panel", "Panel", "面板灯", f"{LUMINAIRES} length_mm width_mm", ""),
    ("high_bay", "High bay", "工矿灯", LUMINAIRES, "ip ik"),
    ("flood_light", "Flood light", "投光灯", LUMINAIRES, "ip ik"),
    ("track_light", "Track light", "轨道灯", LUMINAIRES, ""),
)
LINES = (
    ("L1", "Bulb line", "球泡线", ("bulb", "candle", "filament", "spot"), time(18)),
    ("L2", "Spot and downlight line", "射灯筒灯线", ("spot", "downlight", "track_light"), time(18)),
    ("L3", "Luminaire line", "灯具线", ("tube", "panel", "high_bay", "flood_light"), time(20)),
)


def calendars(do: Do, present: datetime) -> None:
    """Holidays of all countries of customers, and those of the years that are over."""
    countries = ["CN", "DE", "AE", *sorted({row["calendar"] for row in rows("companies")} - {"DE"})]
    for country in countries:
        known = present.year if country in {"CN", "DE", "AE"} else present.year + 2
        for year in range(present.year - 2, known):
            do("tang", fill_calendar_year, f"{country}-{year}", calendar=country, year=year)


def customers(do: Do, present: datetime) -> None:
    """Companies with their people."""
    _import(do, "mei", "companies", rows("companies"))


def suppliers(do: Do, present: datetime) -> None:
    """Those from whom material is bought, with their certificates."""
    _import(do, "gao", "suppliers", rows("suppliers"))
    ours = {supplier.legal_name: supplier for supplier in Supplier.objects.all()}
    for row in rows("certificates"):
        begins, ends = (_day(present, row[column]) for column in ("begins_day", "ends_day"))
        said = (
            row["scheme"],
            f"Certificate {row['number']}",
            row["supplier"],
            row["scope"],
            f"{begins} - {ends}",
        )
        do(
            "gao",
            add_supplier_certificate,
            row["number"],
            ours[row["supplier"]],
            scheme=row["scheme"],
            certificate_number=row["number"],
            scope=row["scope"],
            valid_from=begins,
            valid_until=ends,
            file=store_bytes(outside.paper(*said), "application/pdf"),
        )


def families(do: Do, present: datetime) -> None:
    """Eight families more, and the parts that their products need."""
    for code, name_en, name_zh, needed, offered in FAMILIES:
        required = needed.split()
        parameters = tuple(
            _parameter(each, each in required) for each in (*required, *COMMON.split(), *offered.split())
        )
        do("han", add_family, code, code=code, name_en=name_en, name_zh=name_zh, parameters=parameters)
    _import(do, "gao", "parts", rows("parts"))


def products(do: Do, present: datetime) -> None:
    """Models with prices and bills of materials, a table for each family."""
    found = rows("products")
    for family, theirs in groupby(found, key=lambda row: row["family"]):
        _import(do, "han", "products", list(theirs), part=family)
    _import(do, "mei", "prices", rows("prices"))
    _import(do, "han", "bills", rows("bills"))


def works(do: Do, present: datetime) -> None:
    """Three lines, and what lay in the store when the company began."""
    for code, name_en, name_zh, made, closes in LINES:
        do(
            "chen",
            open_line,
            code,
            code=code,
            name_en=name_en,
            name_zh=name_zh,
            families=made,
            opens=time(8),
            closes=closes,
        )
    lots = [
        {
            **{name: value for name, value in row.items() if name != "delivered_day"},
            "delivered_on": _day(present, row["delivered_day"]).isoformat(),
        }
        for row in rows("stock")
    ]
    _import(do, "gao", "stock", lots)
    # the last two still wait for somebody to look at them
    seen = [row["lot_number"] for row in lots[:-2]]
    for lot in Lot.objects.filter(lot_number__in=seen, state=LotState.QUARANTINED).order_by("id"):
        do(
            "lin",
            release_lot,
            lot.lot_number,
            lot,
            reason="Test report of the supplier seen; incoming inspection passed.",
        )


def freight(do: Do, present: datetime) -> None:
    """Fourteen lanes by sea, air and courier, and what held before this year."""
    # the old year's rates hold into the new one, so that what was quoted in December does not end with it
    this_year, last = date(present.year, 1, 1), date(present.year, 1, 31)
    before = {"valid_from": date(present.year - 2, 1, 1), "valid_until": last, "source": SOURCE}
    until = {"valid_until": date(present.year + 2, 12, 31), "source": SOURCE}
    for row in rows("lanes"):
        lane = f"{row['country']}-{row['port']}"
        for service, carrier, days, lines in _cards(row):
            said: dict[str, Any] = {
                "service": service,
                "carrier": carrier,
                "origin": "Shenzhen",
                "destination": row["port"],
                "countries": (row["country"],),
                "currency": "USD",
                "days_min": days[0],
                "days_max": days[1],
            }
            do("wei", add_rate_card, f"{lane}-{service}-before", **said, lines=lines, **before)
            if not RateCard.objects.filter(
                service=service, destination=row["port"], valid_from=this_year
            ).exists():
                do(
                    "wei",
                    add_rate_card,
                    f"{lane}-{service}",
                    **said,
                    lines=lines,
                    valid_from=this_year,
                    **until,
                )
    for rate in ExchangeRate.objects.filter(valid_from=this_year, source=SOURCE).order_by("id"):
        was = (rate.rate * Decimal("1.012")).quantize(Decimal("0.0001"))
        do(
            "zhou",
            add_exchange_rate,
            f"{rate.base}-{rate.currency}",
            base=rate.base,
            currency=rate.currency,
            rate=was,
            buffer=rate.buffer,
            **before,
        )
    for premium in InsuranceRate.objects.filter(valid_from=this_year, source=SOURCE).order_by("id"):
        do(
            "zhou",
            add_insurance_rate,
            premium.clauses,
            clauses=premium.clauses,
            rate=premium.rate,
            minimum=premium.minimum,
            **before,
        )
    for fee in FeeRate.objects.filter(valid_from=this_year, source=SOURCE).order_by("id"):
        do(
            "wei",
            add_fee_rate,
            fee.code,
            code=fee.code,
            name_en=fee.name_en,
            name_zh=fee.name_zh,
            block=fee.block,
            basis=fee.basis,
            amount=fee.amount,
            **before,
        )


def library(do: Do, present: datetime) -> None:
    """What is known of families and products: instructions, declarations, a film, and light for planners."""
    for family in Family.objects.order_by("id"):
        said = (
            "Mounting instructions",
            family.name_en,
            "Switch off the mains before mounting.",
            "Let the lamp cool before you touch it.",
            "Do not cover the heat sink.",
        )
        _keep(
            do,
            "ma",
            f"manual-{family.code}",
            kind=ItemKind.MANUAL,
            title_en=f"Mounting instructions {family.name_en}",
            title_zh=f"{family.name_zh}安装说明",
            family=family,
            is_public=True,
            file=store_bytes(outside.paper(*said), "application/pdf"),
        )
        told = (
            "EU declaration of conformity",
            family.name_en,
            "2014/35/EU, 2014/30/EU, 2011/65/EU, (EU) 2019/2020",
            "A document of a demonstration: it declares nothing.",
        )
        _keep(
            do,
            "ma",
            f"declaration-{family.code}",
            kind=ItemKind.CERTIFICATE,
            title_en=f"Declaration of conformity {family.name_en}",
            title_zh=f"{family.name_zh}符合性声明",
            family=family,
            is_public=True,
            valid_until=_day(present, 700),
            file=store_bytes(outside.paper(*told), "application/pdf"),
        )
    spot = Product.objects.get(number="MZ-GU10-70-830")
    _keep(
        do,
        "ma",
        "film",
        kind=ItemKind.VIDEO,
        title_en="GU10 spot: from warm to neutral white",
        title_zh="GU10射灯：从暖白到中性白",
        product=spot,
        is_public=True,
        file=store_bytes(film("GU10 spot 7 W"), "video/webm"),
    )


def photometry(do: Do, present: datetime) -> None:
    """A photometric file in both formats for each product, computed from its flux, power and beam angle."""
    maker = Firm.objects.get().legal_name
    on = _day(present, -570)
    for product in Product.objects.order_by("id"):
        values = product.values
        lamp = Luminaire(
            number=product.number,
            name=product.name_en,
            maker=maker,
            flux_lm=Decimal(str(values["flux_lm"])),
            power_w=Decimal(str(values["power_w"])),
            beam_deg=Decimal(str(values["beam_deg"])),
            cct_k=int(values["cct_k"]),
            cri=int(values["cri"]),
            length_mm=int(values.get("length_mm", 0)),
            width_mm=int(values.get("width_mm", values.get("diameter_mm", 60))),
        )
        for ending, made, name_zh in (
            ("IES", as_ies(lamp, on), "IES配光文件"),
            ("LDT", as_eulumdat(lamp, on), "LDT配光文件"),
        ):
            _keep(
                do,
                "han",
                f"{product.number}-{ending}",
                kind=ItemKind.PHOTOMETRY,
                product=product,
                is_public=True,
                title_en=f"Photometric file {ending} {product.number}",
                title_zh=f"{product.number} {name_zh}",
                remark="Design values, not measured.",
                file=store_bytes(made, "text/plain"),
            )


STEPS: tuple[Callable[[Do, datetime], None], ...] = (
    calendars,
    customers,
    suppliers,
    families,
    products,
    works,
    freight,
    library,
    photometry,
)


def _keep(do: Do, who: str, key: str, **said: Any) -> None:
    item = do(who, add_document, key, **said)
    if item.state == DocumentState.DRAFTED:
        do(who, release_document, key, item)


def _import(do: Do, who: str, kind: str, found: list[dict[str, str]], part: str = "") -> None:
    """Give a table and import it, as a person does on the page of imports. Raises RuntimeError when it has findings."""
    sheet = as_sheet(found)
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(sheet)
    name = f"{kind}{'-' + part if part else ''}.csv"
    table = do(
        who,
        preview_import,
        name,
        kind=kind,
        name=name,
        rows=sheet,
        file=store_bytes(written.getvalue().encode(), "text/csv"),
    )
    if table.findings:
        raise RuntimeError(f"{name}: {table.findings[:3]}")
    if table.state != ImportState.APPLIED and table.counts["new"] + table.counts["changed"]:
        do(who, apply_import, name, table)


def _parameter(code: str, is_required: bool) -> NewParameter:
    spec = PARAMETERS[code]
    is_number = spec.kind.value == "number"
    return NewParameter(
        code,
        spec.label_en,
        spec.label_zh,
        spec.kind.value,
        spec.unit,
        spec.minimum if is_number else None,
        spec.maximum if is_number else None,
        choices=spec.choices,
        is_required=is_required,
    )


def _cards(row: dict[str, str]) -> list[tuple[str, str, tuple[int, int], dict[str, Any]]]:
    days = int(row["days_min"]), int(row["days_max"])
    return [
        ("sea_lcl", "Pearl Consol", days, {"per_revenue_ton": row["lcl_per_revenue_ton"]}),
        (
            "sea_fcl",
            "Elbe Line",
            (days[0] - 2, days[1] - 2),
            {"per_container": {"20GP": row["fcl_20gp"], "40HQ": row["fcl_40hq"]}},
        ),
        (
            "air",
            "Sky Cargo",
            (6, 9),
            {"breaks": [["45", row["air_45_kg"]], ["100", row["air_100_kg"]], ["500", row["air_500_kg"]]]},
        ),
        (
            "courier",
            "Swift Parcel",
            (4, 6),
            {"breaks": [["21", row["courier_21_kg"]], ["70", row["courier_70_kg"]]]},
        ),
    ]


def _day(present: datetime, days: str | int) -> date:
    return present.date() + timedelta(days=int(days))
