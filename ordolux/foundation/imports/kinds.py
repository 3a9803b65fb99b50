"""What can be imported: for each kind of table its columns, who may, and what its rows do.

A kind reads what is there in a constant number of statements, compares, and writes in bulk; the rules are those of the
deeds by which single records are kept.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model

from ordolux.foundation.actors import CUSTOMER_ROLES, Actor, Role
from ordolux.foundation.catalogue.deeds import (
    CATALOGUE_KEEPERS,
    NewPrice,
    ParameterUnknown,
    PartUnknown,
    _check_prices,
    checked_values,
)
from ordolux.foundation.catalogue.models import (
    BillLine,
    Family,
    Part,
    PriceBreak,
    PriceList,
    Product,
    ProductRevision,
)
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.imports.noting import undone_records
from ordolux.foundation.imports.tables import (
    ROW_TWICE,
    Column,
    Row,
    Sheet,
    code,
    day,
    folded,
    mail,
    number,
    read_sheet,
    text,
    whole,
    yes,
)
from ordolux.foundation.numbers import next_numbers
from ordolux.foundation.parties.deeds import _company_facts
from ordolux.foundation.parties.models import Company, Person, Supplier, SupplierCertificate, our_day
from ordolux.foundation.stock.models import Lot, LotState, StockMove
from ordolux.foundation.stock.moves import received
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Refusal

CHUNK = 1000

FAMILY_UNKNOWN = N_("There is no product family “{family}”.")
PRODUCT_UNKNOWN = N_("There is no product “{product}”.")
PART_UNKNOWN = N_("There is no part “{part}”.")
SUPPLIER_UNKNOWN = N_("There is no supplier “{supplier}”.")
SUPPLIER_TWICE = N_("Several suppliers are called “{supplier}”; name it by its number.")
MAIL_TAKEN = N_("{email} belongs to somebody of another company already.")
CERTIFICATE_UNKNOWN = N_("{supplier} has no certificate “{certificate}”; enter it with its file first.")
LOT_DIFFERS = N_(
    "The lot {lot} is in the store already with another quantity; adjust it there, with a reason."
)


@dataclass(frozen=True, slots=True)
class Context:
    """Who imports when, and the file that it comes from."""

    by: Actor
    at: datetime
    file: StoredFile | None = None
    source: str = ""

    @property
    def day(self) -> date:
        """The day of the import (one statement)."""
        return our_day(self.at)


@dataclass(slots=True)
class Step:
    """What one row does: ``new``, ``changed`` (with the fields as they were and will be) or ``unchanged``."""

    row: int
    label: str
    action: str
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """What a whole table does; ``write`` carries it out inside a deed and returns the records that it made.

    ``touches`` are the rows that it will change or remove: what they were is noted first, so that it can be taken back.
    """

    steps: list[Step] = field(default_factory=list)
    findings: list[Any] = field(default_factory=list)
    touches: dict[type[Model], list[int]] = field(default_factory=dict)
    write: Callable[[], list[Model]] = list

    def counts(self) -> dict[str, int]:
        """How many rows do what."""
        return {
            name: sum(step.action == name for step in self.steps) for name in ("new", "changed", "unchanged")
        }


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table."""

    name: str
    word: str
    says: str
    roles: frozenset[Role]
    columns: tuple[Column, ...]
    plan: Callable[[Sheet, Context], Plan]
    takes_more: bool = False


def plan_of(kind: Kind, cells: Sequence[Sequence[str]], context: Context) -> Plan:
    """What this table would do now; with findings it does nothing."""
    sheet = read_sheet(cells, kind.columns, takes_more=kind.takes_more)
    if not sheet.rows:
        return Plan(findings=sheet.findings)
    plan = kind.plan(sheet, context)
    plan.findings = sheet.findings
    return plan


# ── what kinds share ────────────────────────────────────────────────────────


def _unique(sheet: Sheet, key: Callable[[Row], Any], label: Callable[[Row], str]) -> list[Row]:
    """The rows whose key stands in no row before; the others are findings."""
    seen: dict[Any, int] = {}
    kept = []
    for row in sheet.rows:
        told = key(row)
        if told in seen:
            sheet.wrong(row.number, ROW_TWICE, key=label(row), first=seen[told])
        else:
            seen[told] = row.number
            kept.append(row)
    return kept


def _compare(record: Model, told: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {
        name: (_shown(getattr(record, name)), _shown(value))
        for name, value in told.items()
        if getattr(record, name) != value
    }


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {each}" for key, each in sorted(value.items()))[:300]
    return "" if value is None else str(value)[:300]


def _set(records: Iterable[tuple[Any, dict[str, Any]]]) -> list[Any]:
    changed = []
    for record, told in records:
        for name, value in told.items():
            setattr(record, name, value)
        if hasattr(record, "version"):
            record.version += 1
        changed.append(record)
    return changed


def _suppliers(sheet: Sheet, rows: Sequence[Row]) -> dict[int, Supplier]:
    """The supplier that each row names, by number or legal name."""
    wanted = {str(row.values["supplier"]) for row in rows}
    found: dict[str, list[Supplier]] = {}
    for supplier in Supplier.objects.filter(number__in=wanted) | Supplier.objects.filter(
        legal_name__in=wanted
    ):
        for word in {supplier.number, supplier.legal_name}:
            found.setdefault(word, []).append(supplier)
    told = {}
    for row in rows:
        mine = found.get(str(row.values["supplier"]), [])
        if len(mine) == 1:
            told[row.number] = mine[0]
        else:
            sheet.wrong(
                row.number, SUPPLIER_TWICE if mine else SUPPLIER_UNKNOWN, supplier=row.values["supplier"]
            )
    return told


# ── customers with their people ─────────────────────────────────────────────


def _plan_companies(sheet: Sheet, context: Context) -> Plan:
    plan = Plan()
    facts_of: dict[str, dict[str, Any]] = {}
    people: dict[str, tuple[Row, str]] = {}
    for row in sheet.rows:
        values = row.values
        try:
            facts = _company_facts(**{
                name: str(values[name]) for name in (
                    "legal_name", "country", "zone", "calendar", "address", "tax_number", "language", "currency",
                    "payment_term", "domain",
                )
            })  # fmt: skip
        except Refusal as refusal:
            sheet.refuse(row.number, refusal)
            continue
        key = facts["legal_name"].casefold()
        if key in facts_of and facts_of[key] != facts and not values["contact_email"]:
            sheet.wrong(row.number, ROW_TWICE, key=facts["legal_name"], first="")
            continue
        facts_of.setdefault(key, facts)
        if values["contact_email"]:
            people[values["contact_email"]] = (row, key)
    names = [facts["legal_name"] for facts in facts_of.values()]
    present = {
        company.legal_name.casefold(): company for company in Company.objects.filter(legal_name__in=names)
    }
    taken = {
        p.email.lower(): p for p in Person.objects.filter(email__in=list(people)).select_related("company")
    }
    first = {str(row.values["legal_name"]).strip().casefold(): row.number for row in reversed(sheet.rows)}
    new: list[dict[str, Any]] = []
    changed: list[tuple[Company, dict[str, Any]]] = []
    for key, facts in facts_of.items():
        company = present.get(key)
        changes = _compare(company, facts) if company else {}
        if company is None:
            new.append(facts)
        elif changes:
            changed.append((company, facts))
        action = "new" if company is None else "changed" if changes else "unchanged"
        plan.steps.append(Step(first[key], facts["legal_name"], action, changes))
    newcomers = []
    for address, (row, key) in people.items():
        person = taken.get(address)
        if person is None:
            newcomers.append((address, row, key))
            plan.steps.append(Step(row.number, address, "new"))
        elif person.company is None or person.company.legal_name.casefold() != key:
            sheet.wrong(row.number, MAIL_TAKEN, email=address)
        else:
            plan.steps.append(Step(row.number, address, "unchanged"))
    plan.touches[Company] = [company.pk for company, _ in changed]

    def write() -> list[Model]:
        numbers = next_numbers("company", context.at, len(new)) if new else []
        made = Company.objects.bulk_create(
            [Company(number=n, made_at=context.at, **facts) for n, facts in zip(numbers, new, strict=True)],
            CHUNK,
        )
        Company.objects.bulk_update(
            _set(changed), [*facts_of[next(iter(facts_of))], "version"], CHUNK
        ) if changed else None
        whole_list = {company.legal_name.casefold(): company for company in (*present.values(), *made)}
        rows = []
        for address, row, key in newcomers:
            company = whole_list[key]
            person = Person(
                email=address, name=str(row.values["contact_name"] or address.partition("@")[0])[:120], company=company,
                roles=sorted(role.value for role in CUSTOMER_ROLES), language=company.language, zone=company.zone,
                made_at=context.at,
            )  # fmt: skip
            person.set_unusable_password()
            rows.append(person)
        return [*made, *Person.objects.bulk_create(rows, CHUNK)]

    plan.write = write
    return plan


# ── suppliers and parts ─────────────────────────────────────────────────────


def _plan_suppliers(sheet: Sheet, context: Context) -> Plan:
    rows = _unique(sheet, lambda r: r.values["legal_name"].casefold(), lambda r: r.values["legal_name"])
    present = {
        each.legal_name.casefold(): each
        for each in Supplier.objects.filter(legal_name__in=[row.values["legal_name"] for row in rows])
    }
    return _plan_simple(
        rows, lambda row: present.get(row.values["legal_name"].casefold()), lambda row: dict(row.values), Supplier,
        context, number_kind="supplier", label=lambda row: str(row.values["legal_name"]), at_field="made_at",
    )  # fmt: skip


def _plan_parts(sheet: Sheet, context: Context) -> Plan:
    rows = _unique(sheet, lambda r: r.values["number"], lambda r: r.values["number"])
    suppliers = _suppliers(sheet, rows)
    present = {
        part.number: part for part in Part.objects.filter(number__in=[row.values["number"] for row in rows])
    }

    def facts(row: Row) -> dict[str, Any]:
        told = {k: v for k, v in row.values.items() if k not in ("supplier", "unit_cost", "currency")}
        return told | {
            "supplier_id": suppliers[row.number].pk, "unit_cost_amount": row.values["unit_cost"],
            "unit_cost_currency": row.values["currency"],
        }  # fmt: skip

    return _plan_simple(
        [row for row in rows if row.number in suppliers], lambda row: present.get(row.values["number"]), facts, Part,
        context, label=lambda row: str(row.values["number"]),
    )  # fmt: skip


def _plan_simple(
    rows: Sequence[Row], present: Callable[[Row], Any], facts: Callable[[Row], dict[str, Any]], model: type[Model],
    context: Context, *, label: Callable[[Row], str], number_kind: str = "", at_field: str = "",
    beside: Callable[[list[Any], list[Any]], list[Any]] = lambda _new, _changed: [],
) -> Plan:  # fmt: skip
    """Rows that are one record each: new ones are made, others compared field by field."""
    plan = Plan()
    new: list[dict[str, Any]] = []
    changed: list[tuple[Any, dict[str, Any]]] = []
    for row in rows:
        told, record = facts(row), present(row)
        changes = _compare(record, told) if record is not None else {}
        if record is None:
            new.append(told)
        elif changes:
            changed.append((record, told))
        action = "new" if record is None else "changed" if changes else "unchanged"
        plan.steps.append(Step(row.number, label(row), action, changes))
    plan.touches[model] = [record.pk for record, _ in changed]

    def write() -> list[Model]:
        numbers = next_numbers(number_kind, context.at, len(new)) if number_kind and new else []
        made = [model(**told) for told in new]
        for place, record in enumerate(made):
            if number_kind:
                record.number = numbers[place]  # type: ignore[attr-defined]  # what is numbered has a number
            if at_field:
                setattr(record, at_field, context.at)
        model._default_manager.bulk_create(made, CHUNK)
        if changed:
            names = {name for _, told in changed for name in told} | (
                {"version"} if hasattr(changed[0][0], "version") else set()
            )
            model._default_manager.bulk_update(
                _set(changed), sorted(n.removesuffix("_id") for n in names), CHUNK
            )
        return [*made, *beside(made, [record for record, _ in changed])]

    plan.write = write
    return plan


# ── products, prices, bills of materials ────────────────────────────────────


def _plan_products(sheet: Sheet, context: Context) -> Plan:
    rows = _unique(sheet, lambda r: r.values["number"], lambda r: r.values["number"])
    families = {f.code: f for f in Family.objects.prefetch_related("parameters")}
    present = {p.number: p for p in Product.objects.filter(number__in=[row.values["number"] for row in rows])}
    facts_of: dict[int, dict[str, Any]] = {}
    for row in rows:
        family = families.get(row.values["family"])
        if family is None:
            sheet.wrong(row.number, FAMILY_UNKNOWN, family=row.values["family"])
            continue
        record = present.get(row.values["number"])
        try:
            codes = {folded(p.code): p.code for p in family.parameters.all()} | {
                folded(word): p.code
                for p in family.parameters.all()
                for word in (p.label_en, p.label_zh)
                if word
            }
            given = {codes.get(folded(head), head): value for head, value in row.more.items()}
            values = checked_values(family, {**(record.values if record else {}), **given})
        except Refusal as refusal:
            sheet.refuse(row.number, refusal)
            continue
        told = {k: v for k, v in row.values.items() if k not in ("family", "cost", "currency")}
        facts_of[row.number] = told | {
            "family_id": family.pk, "values": values, "cost_amount": row.values["cost"],
            "cost_currency": row.values["currency"],
        }  # fmt: skip
        if record is not None and record.family_id != family.pk:
            sheet.refuse(row.number, ParameterUnknown(family=family.code, parameter=record.number))

    def note_revisions(new: list[Any], changed: list[Any]) -> list[Any]:
        first = ProductRevision.objects.bulk_create(
            [
                ProductRevision(
                    product=p, revision=p.revision, name_en=p.name_en, name_zh=p.name_zh, values=p.values,
                    reason=context.source[:300], made_by=context.by.name[:120], made_at=context.at,
                )
                for p in new
            ],
            CHUNK,
        )  # fmt: skip
        again = []
        for product in changed:
            product.revision += 1
            again.append(
                ProductRevision(
                    product=product, revision=product.revision, name_en=product.name_en, name_zh=product.name_zh,
                    values=product.values, reason=context.source[:300], made_by=context.by.name[:120], made_at=context.at,
                )
            )  # fmt: skip
        Product.objects.bulk_update(changed, ["revision"], CHUNK) if changed else None
        ProductRevision.objects.bulk_create(again, CHUNK)
        return first  # later revisions stay: what a product was is never forgotten

    return _plan_simple(
        [row for row in rows if row.number in facts_of], lambda row: present.get(row.values["number"]),
        lambda row: facts_of[row.number], Product, context, label=lambda row: str(row.values["number"]),
        beside=note_revisions,
    )  # fmt: skip


def _of_products(sheet: Sheet) -> dict[str, Product]:
    numbers = {row.values["product"] for row in sheet.rows}
    found = {product.number: product for product in Product.objects.filter(number__in=numbers)}
    for row in sheet.rows:
        if row.values["product"] not in found:
            sheet.wrong(row.number, PRODUCT_UNKNOWN, product=row.values["product"])
    return found


def _plan_prices(sheet: Sheet, context: Context) -> Plan:
    products = _of_products(sheet)
    plan = Plan()
    asked: dict[str, list[Row]] = {}
    for row in sheet.rows:
        if row.values["product"] in products:
            asked.setdefault(row.values["product"], []).append(row)
    in_force: dict[int, PriceList] = {}
    lists = PriceList.objects.filter(
        product__number__in=list(asked), withdrawn_at=None, valid_from__lte=context.day
    ).order_by("valid_from", "id")
    for each in lists:
        in_force[each.product_id] = each  # the newest that is in force counts
    before: dict[int, set[tuple[int, str, Decimal]]] = {}
    for price in PriceBreak.objects.filter(price_list__in=list(in_force.values())):
        told = vars(price)
        before.setdefault(price.product_id, set()).add(
            (price.from_pieces, told["unit_price_currency"], told["unit_price_amount"])
        )
    fresh: list[tuple[Product, list[NewPrice]]] = []
    for name, rows in asked.items():
        product = products[name]
        prices = [
            NewPrice(row.values["from_pieces"], Money(row.values["unit_price"], row.values["currency"]))
            for row in rows
        ]
        try:
            _check_prices(name, tuple(prices), product.minimum_order_pieces)
        except Refusal as refusal:
            sheet.refuse(rows[0].number, refusal)
            continue
        wanted = {(p.from_pieces, p.unit_price.currency, p.unit_price.amount) for p in prices}
        was = before.get(product.pk, set())
        action = "unchanged" if wanted == was else "changed" if was else "new"
        plan.steps.append(
            Step(
                rows[0].number,
                name,
                action,
                {"prices": (_prices(was), _prices(wanted))} if action == "changed" else {},
            )
        )
        if action != "unchanged":
            fresh.append((product, prices))

    def write() -> list[Model]:
        today = context.day
        numbers = next_numbers("price_list", context.at, len(fresh)) if fresh else []
        made = PriceList.objects.bulk_create(
            [
                PriceList(number=n, product=product, valid_from=today, remark=context.source[:200],
                          made_by=context.by.name[:120], made_at=context.at)
                for n, (product, _) in zip(numbers, fresh, strict=True)
            ],
            CHUNK,
        )  # fmt: skip
        rows = []
        for price_list, (product, prices) in zip(made, fresh, strict=True):
            for price in prices:
                row = PriceBreak(product=product, price_list=price_list, from_pieces=price.from_pieces)
                row.unit_price = price.unit_price
                rows.append(row)
        PriceBreak.objects.bulk_create(rows, CHUNK)
        for product, _ in fresh:
            product.version += 1
        Product.objects.bulk_update([product for product, _ in fresh], ["version"], CHUNK) if fresh else None
        return list(made)

    plan.write = write
    return plan


def _prices(told: set[tuple[int, str, Decimal]]) -> str:
    return ", ".join(f"≥{pieces} {amount:f} {currency}" for pieces, currency, amount in sorted(told))[:300]


def _plan_bills(sheet: Sheet, context: Context) -> Plan:
    products = _of_products(sheet)
    rows = _unique(
        sheet,
        lambda r: (r.values["product"], r.values["part"]),
        lambda r: f"{r.values['product']} {r.values['part']}",
    )
    parts = {
        part.number: part for part in Part.objects.filter(number__in={row.values["part"] for row in rows})
    }
    plan = Plan()
    asked: dict[str, list[Row]] = {}
    for row in rows:
        if row.values["part"] not in parts:
            sheet.refuse(row.number, PartUnknown(part=row.values["part"]))
        elif row.values["product"] in products:
            asked.setdefault(row.values["product"], []).append(row)
    present: dict[int, dict[str, BillLine]] = {}
    for line in BillLine.objects.filter(product__number__in=list(asked)).select_related("part"):
        present.setdefault(line.product_id, {})[line.part.number] = line
    fresh: list[tuple[Product, list[Row]]] = []
    for name, wanted in asked.items():
        product = products[name]
        was = {n: (line.quantity_per_piece, line.scrap) for n, line in present.get(product.pk, {}).items()}
        now = {row.values["part"]: (row.values["quantity_per_piece"], row.values["scrap"]) for row in wanted}
        action = "unchanged" if was == now else "changed" if was else "new"
        differing = [part for part in sorted({*was, *now}) if was and was.get(part) != now.get(part)]
        changes = {part: (_bill(was.get(part)), _bill(now.get(part))) for part in differing}
        plan.steps.append(Step(wanted[0].number, name, action, changes))
        if action != "unchanged":
            fresh.append((product, wanted))

    plan.touches[BillLine] = [
        line.pk for product, _ in fresh for line in present.get(product.pk, {}).values()
    ]

    def write() -> list[Model]:
        BillLine.objects.filter(product__in=[product for product, _ in fresh]).delete()
        made = BillLine.objects.bulk_create(
            [
                BillLine(product=product, part=parts[row.values["part"]],
                         quantity_per_piece=row.values["quantity_per_piece"], scrap=row.values["scrap"])
                for product, wanted in fresh for row in wanted
            ],
            CHUNK,
        )  # fmt: skip
        for product, _ in fresh:
            product.version += 1
        Product.objects.bulk_update([product for product, _ in fresh], ["version"], CHUNK) if fresh else None
        return list(made)

    plan.write = write
    return plan


def _bill(told: tuple[Decimal, Decimal] | None) -> str:
    return f"{told[0].normalize():f} ({told[1].normalize():f})" if told else ""


# ── opening stock ───────────────────────────────────────────────────────────


def _plan_stock(sheet: Sheet, context: Context) -> Plan:
    rows = _unique(
        sheet,
        lambda r: (r.values["part"], r.values["lot_number"]),
        lambda r: f"{r.values['part']} {r.values['lot_number']}",
    )
    parts = {
        part.number: part
        for part in Part.objects.filter(number__in={row.values["part"] for row in rows}).select_related(
            "supplier"
        )
    }
    lots = {
        (lot.part_id, lot.lot_number): lot
        for lot in Lot.objects.filter(
            part__in=list(parts.values()), lot_number__in={row.values["lot_number"] for row in rows}
        ).exclude(pk__in=undone_records(Lot))
    }
    opened = {
        move.lot_id: move.on_hand_change
        for move in StockMove.objects.filter(lot__in=list(lots.values()), kind="received")
    }
    papers = {
        (paper.supplier_id, paper.certificate_number): paper
        for paper in SupplierCertificate.objects.filter(
            supplier__in={part.supplier_id for part in parts.values()}
        )
    }
    plan = Plan()
    fresh: list[tuple[Row, Part, SupplierCertificate]] = []
    for row in rows:
        part = parts.get(row.values["part"])
        if part is None:
            sheet.wrong(row.number, PART_UNKNOWN, part=row.values["part"])
            continue
        paper = papers.get((part.supplier_id, row.values["certificate"]))
        if paper is None:
            sheet.wrong(
                row.number,
                CERTIFICATE_UNKNOWN,
                supplier=part.supplier.legal_name,
                certificate=row.values["certificate"],
            )
            continue
        lot = lots.get((part.pk, row.values["lot_number"]))
        label = f"{part.number} {row.values['lot_number']}"
        if lot is None:
            fresh.append((row, part, paper))
            plan.steps.append(Step(row.number, label, "new"))
        elif opened.get(lot.pk) == row.values["quantity"]:
            plan.steps.append(Step(row.number, label, "unchanged"))
        else:
            sheet.wrong(row.number, LOT_DIFFERS, lot=label)

    def write() -> list[Model]:
        today = context.day
        numbers = next_numbers("goods_receipt", context.at, len(fresh)) if fresh else []
        made = Lot.objects.bulk_create(
            [
                # what no test report lets in waits in quarantine until somebody looks at it
                Lot(number=n, part=part, supplier=part.supplier, lot_number=row.values["lot_number"],
                    state=LotState.QUARANTINED, delivered_on=row.values["delivered_on"] or today,
                    certificate=paper, test_report=context.file, state_because=context.source[:300], made_at=context.at)
                for n, (row, part, paper) in zip(numbers, fresh, strict=True)
            ],
            CHUNK,
        )  # fmt: skip
        moves = StockMove.objects.bulk_create(
            [
                received(lot, row.values["quantity"], of=lot, by=context.by, at=context.at)
                for lot, (row, _, _) in zip(made, fresh, strict=True)
            ],
            CHUNK,
        )
        return [*made, *moves]

    plan.write = write
    return plan


# ── the register ────────────────────────────────────────────────────────────

_CURRENCY = Column("currency", "Currency", "币种", code(3), is_required=True, example="USD")
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("companies", N_("Customers"), N_("Companies with their people, one person in a row."),
             frozenset({Role.SALES, Role.MANAGER}), (
            Column("legal_name", "Legal name", "公司名称", text(200),
                   is_required=True, example="Nordlicht Leuchten GmbH"),
            Column("country", "Country", "国家", code(2), is_required=True, example="DE"),
            Column("zone", "Time zone", "时区", text(60), is_required=True, example="Europe/Berlin"),
            Column("calendar", "Calendar", "工作日历", code(2), "CN", example="DE"),
            Column("address", "Address", "地址", text(1000), "", example="Speicherstadt 14, 20457 Hamburg"),
            Column("tax_number", "Tax number", "税号", text(40), "", example="DE812345678"),
            Column("language", "Language", "语言", text(10), "en", example="en"),
            Column("currency", "Currency", "币种", code(3), "USD", example="EUR"),
            Column("payment_term", "Payment term", "付款条件", text(20), "TT_30_70_BS", example="TT_30_70_BS"),
            Column("domain", "Mail domain", "邮箱域名", text(200), "", example="nordlicht.example"),
            Column("contact_name", "Contact", "联系人", text(120), "", example="Anna Petersen"),
            Column("contact_email", "Contact's mail", "联系人邮箱", mail, "", example="anna@nordlicht.example"),
        ), _plan_companies),
        Kind("suppliers", N_("Suppliers"), N_("Those from whom material is bought."),
             frozenset({Role.PURCHASING, Role.MANAGER}), (
            Column("legal_name", "Legal name", "供应商名称", text(200), is_required=True, example="Pearl Chips Ltd."),
            Column("email", "Mail address", "邮箱", mail, is_required=True, example="sales@pearl.example"),
            Column("country", "Country", "国家", code(2), "CN", example="CN"),
            Column("address", "Address", "地址", text(1000), "", example="7 Lamp Street, Zhongshan"),
        ), _plan_suppliers),
        Kind("parts", N_("Parts"), N_("What is bought to make products."),
             CATALOGUE_KEEPERS | {Role.PURCHASING}, (
            Column("number", "Number", "编号", text(40), is_required=True, example="LED-2835-30"),
            Column("name_en", "Name", "英文名称", text(160), is_required=True, example="LED 2835, 3000 K"),
            Column("name_zh", "Chinese name", "中文名称", text(160), "", example="LED 2835 3000K"),
            Column("unit", "Unit", "单位", text(10), "pcs", example="pcs"),
            Column("supplier", "Supplier", "供应商", text(200), is_required=True, example="Pearl Chips Ltd."),
            Column("lead_time_workdays", "Lead time", "采购周期", whole(0, 1000), is_required=True, example="7"),
            Column("unit_cost", "Unit cost", "单价", number(), is_required=True, example="0.0215"),
            _CURRENCY,
            Column("minimum_order", "Minimum order", "最小订量", number(places=3), Decimal(0), example="1000"),
            Column("order_multiple", "Order multiple", "订量倍数", number("0.001", places=3), Decimal(1), example="100"),
            Column("safety_stock", "Safety stock", "安全库存", number(places=3), Decimal(0), example="0"),
            Column("certificate_scheme", "Certificate", "认证", text(60), "", example="RoHS"),
            Column("is_critical", "Critical", "关键件", yes, False, example="no"),
        ), _plan_parts),
        Kind("products", N_("Products"),
             N_("Models with packing and cost; each further column is a parameter of the family."),
             CATALOGUE_KEEPERS, (
            Column("number", "Number", "型号", text(40), is_required=True, example="MZ-GU10-70-830",
                   also=("Article number", "Article no", "Item number", "Item no", "Model", "SKU", "货号", "产品型号")),
            Column("family", "Family", "系列", text(30), is_required=True, example="spot"),
            Column("name_en", "Name", "英文名称", text(160), is_required=True, example="GU10 spot 7 W",
                   also=("Description", "Product name", "品名")),
            Column("name_zh", "Chinese name", "中文名称", text(160), "", example="GU10 射灯 7W"),
            Column("pieces_per_carton", "Pieces per carton", "每箱数量", whole(1, 100_000),
                   is_required=True, example="100", also=("Pcs per carton", "Pcs/carton", "Pcs/ctn", "装箱数")),
            Column("carton_length_mm", "Carton length", "箱长", whole(1, 5000), is_required=True, example="420", unit="mm"),
            Column("carton_width_mm", "Carton width", "箱宽", whole(1, 5000), is_required=True, example="320", unit="mm"),
            Column("carton_height_mm", "Carton height", "箱高", whole(1, 5000), is_required=True, example="280", unit="mm"),
            Column("net_weight_kg", "Net weight per piece", "单件净重", number("0.0001", "1000"),
                   is_required=True, example="0.045", unit="kg"),
            Column("carton_tare_kg", "Carton tare", "箱重", number("0", "1000"), is_required=True, example="0.6", unit="kg"),
            Column("cost", "Cost", "成本", number(), is_required=True, example="8.40"),
            _CURRENCY,
            Column("margin", "Margin", "毛利率", number("0", "0.99"), is_required=True, example="0.25"),
            Column("pieces_per_hour", "Pieces per hour", "每小时产量", whole(1, 1_000_000),
                   is_required=True, example="400"),
            Column("setup_hours", "Setup hours", "换线工时", number("0", "1000", 2), Decimal(2), example="2"),
            Column("minimum_order_pieces", "Minimum order", "最小订量", whole(1), 1, example="100"),
            Column("warranty_months", "Warranty", "保修月数", whole(0, 240), 24, example="24"),
            Column("hs_code", "HS code", "海关编码", text(10), "853952", example="853952"),
            Column("summary_en", "Summary", "英文简介", text(2000), "", example=""),
            Column("summary_zh", "Chinese summary", "中文简介", text(2000), "", example=""),
        ), _plan_products, takes_more=True),
        Kind("prices", N_("Price lists"),
             N_("All prices of a product, one quantity break in a row; a new list follows the present one."),
             frozenset({Role.SALES, Role.MANAGER}), (
            Column("product", "Product", "型号", text(40), is_required=True, example="MZ-GU10-70-830"),
            Column("from_pieces", "From pieces", "起订数量", whole(1), is_required=True, example="100"),
            Column("unit_price", "Unit price", "单价", number("0.0001"), is_required=True, example="1.85"),
            _CURRENCY,
        ), _plan_prices),
        Kind("bills", N_("Bills of materials"),
             N_("All parts of a product, one part in a row; a bill is replaced as a whole."),
             frozenset({Role.ENGINEER, Role.PURCHASING}), (
            Column("product", "Product", "型号", text(40), is_required=True, example="MZ-GU10-70-830"),
            Column("part", "Part", "物料编号", text(40), is_required=True, example="LED-2835-30"),
            Column("quantity_per_piece", "Quantity per piece", "单件用量", number("0.0001", "10000000"),
                   is_required=True, example="12"),
            Column("scrap", "Scrap", "损耗率", number("0", "0.99"), Decimal(0), example="0.02"),
        ), _plan_bills),
        Kind("stock", N_("Opening stock"),
             N_("Lots that lie in the store; they wait in quarantine until they are let in."),
             frozenset({Role.PURCHASING, Role.INSPECTOR}), (
            Column("part", "Part", "物料编号", text(40), is_required=True, example="LED-2835-30"),
            Column("lot_number", "Supplier's lot", "供应商批号", text(80), is_required=True, example="L2609-11"),
            Column("quantity", "Quantity", "数量", number("0.001", places=3), is_required=True, example="25000"),
            Column("certificate", "Certificate number", "证书编号", text(80), is_required=True, example="CN-4711"),
            Column("delivered_on", "Delivered on", "到货日期", day, example="2026-09-14"),
        ), _plan_stock),
    )
}  # fmt: skip
EVERYBODY = frozenset[Role]().union(*(kind.roles for kind in KINDS.values()))
