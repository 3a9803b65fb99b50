"""What each paper is told: one frozen dataclass per document, which `papers.render` and `papers.word` print.

Money arrives as text made by `amounts` (`figure`, `price`, `with_currency`, `in_words`), days and moments
as `date` and `datetime` (a moment carries the zone in which it is to be read), so that a template decides
nothing but the layout. `to_data` turns a contract into the plain values that the templates read.

`second_language` prints the labels a second time, small ("zh" beside English); texts have their second
version in the field `second_…`. Everything that is empty is left out of the paper.
"""

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, ClassVar

import segno

from ordolux.foundation.papers import amounts

# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A company on a paper. `address` in one or several lines; `identifiers` as "HRB 148201, VAT DE
    812345678".
    """

    name: str
    address: str
    second_name: str = ""
    contact: str = ""
    phone: str = ""
    mail: str = ""
    identifiers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify:
    """Where anyone checks the paper: the short code, the page to read aloud, and the address that the QR
    code opens.
    """

    code: str
    page: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One labelled statement: "Port of loading" · "Yantian, China"."""

    label: str
    text: str
    second_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One row of the sums: `amount` as text; `strong` for the total, after which the shares (deposit,
    balance) follow.
    """

    label: str
    amount: str
    second_label: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of the terms, with its heading."""

    title: str
    text: str
    second_title: str = ""
    second_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture (JPEG or PNG, small enough for paper: at most 1600 pixels wide) with a caption."""

    caption: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectPhoto:
    """A photo of a defect: what it shows, on which piece, in the inspector's words. ``photo`` is None for one that
    cannot be shown; ``problem`` then says why.
    """

    number: int
    title: str
    severity: str
    zone: str = ""
    piece: str = ""
    words: str = ""
    photo: Photo | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """One line of goods with the snapshot of its specification. `unit_price` and `amount` by `price` and
    `figure`.
    """

    number: int
    title: str
    model: str
    specification: str
    pieces: int
    unit_price: str
    amount: str
    second_title: str = ""
    buyer_item: str = ""
    hs_code: str = ""
    origin: str = ""
    cartons: int | None = None
    volume_m3: str = ""
    price_steps: tuple[Sum, ...] = ()
    """How the price came about: list price, quantity break, options, fees. Never cost or margin."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way the goods can travel; `refused_because` when it cannot be offered (then the sums stay
    empty).
    """

    name: str
    how: str
    transit: str = ""
    arrives_on: date | None = None
    days: int | None = None
    freight: str = ""
    insurance: str = ""
    total: str = ""
    chosen: bool = False
    refused_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One step of a delivery plan. `kind`: preparation, materials, production, inspection, packing,
    transport, customs.

    `length` says the unit: "10 working days", "44 days". First and last day belong to the step.
    """

    name: str
    kind: str
    starts_on: date
    ends_on: date
    length: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPlan:
    """All steps of one way, in order, with the day of arrival and the one total in days."""

    name: str
    steps: tuple[PlanStep, ...]
    arrives_on: date
    total_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where the offer differs from the wish of line `number`, or a question about it."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One payment: "Deposit 30 %" · "13,100.30" · "with the order, by T/T"."""

    label: str
    amount: str
    due: str
    second_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs: `role` is "buyer" or "seller" (it names the signature field), the company and the person
    with title.
    """

    role: str
    company: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One typed parameter: "Luminous flux" · "806" · "lm" · "at 25 °C, ±10 %"."""

    name: str
    value: str
    unit: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterGroup:
    """Parameters under one heading: electrical, light, mechanical, life."""

    title: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEvent:
    """One thing that happened on the way to a signature."""

    at: datetime
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """One material of a purchase order. `quantity` with its own unit."""

    number: int
    code: str
    description: str
    quantity: str
    unit: str
    unit_price: str
    amount: str
    due_on: date
    specification: str = ""
    second_description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A measuring instrument and the last day of its calibration."""

    name: str
    serial: str
    calibrated_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """How the sample was drawn, so that anyone can repeat the draw. `secret` is empty until the batch is
    closed.
    """

    rule: str
    drawn: int
    of: int
    secret_hash: str
    secret: str = ""
    algorithm: str = ""
    units: tuple[str, ...] = ()
    drawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """The results of one measured quantity over the sample. Limits are empty where there is none."""

    name: str
    unit: str
    lower_limit: str
    upper_limit: str
    minimum: str
    mean: str
    maximum: str
    deviation: str
    tested: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectClass:
    """Appearance of all pieces, one class of defects (critical, major, minor): how many found, how many are
    allowed.
    """

    name: str
    found: int
    accept: int
    reject: int
    examples: str = ""
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CartonLine:
    """A range of like cartons: "1–60"; a mixed carton has one line per model with the same range. Size in
    millimetres.
    """

    cartons: str
    title: str
    model: str
    pieces_per_carton: int
    carton_count: int
    pieces: int
    net_kg: str
    gross_kg: str
    size_mm: str
    volume_m3: str
    second_title: str = ""
    buyer_item: str = ""
    batch: str = ""
    sscc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTotals:
    """The totals of a packing list, and the pallets."""

    cartons: int
    pieces: int
    net_kg: str
    gross_kg: str
    volume_m3: str
    pallets: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """One line of a commercial invoice: the description for customs, code and origin, the quantity that was
    shipped.
    """

    number: int
    description: str
    model: str
    hs_code: str
    origin: str
    pieces: int
    unit_price: str
    amount: str
    second_description: str = ""
    note: str = ""
    """For a free piece: "Value for customs purposes only"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """One line of a credit note."""

    number: int
    description: str
    quantity: str
    unit_price: str
    amount: str
    second_description: str = ""


# ── Papers ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What every paper has: number, version, day, the seller, how to verify it, the sheet and a second
    language.
    """

    template: ClassVar[str]
    number: str
    version: int
    issued_on: date
    seller: Party
    verify: Verify
    sheet: str = "a4"
    """"a4" or "us-letter"."""
    second_language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Paper):
    """An offer with its price chain, the ways it can travel, the dated plan and the terms."""

    template: ClassVar[str] = "inquiries/quotation/papers/quotation.typ"
    buyer: Party
    subject: str
    inquiry: str
    answered_in: str = ""
    currency: str
    incoterm: str
    payment_term: str
    loading_place: str = ""
    valid_until: datetime
    lines: tuple[GoodsLine, ...]
    sums: tuple[Sum, ...]
    total: str
    total_label: str
    in_words: str
    price_note: str = ""
    pieces: int
    cartons: int
    weight_kg: str
    volume_m3: str
    ways: tuple[Way, ...] = ()
    ways_note: str = ""
    plans: tuple[DeliveryPlan, ...] = ()
    plan_note: str = ""
    days_off: tuple[date, ...] = ()
    answers: tuple[Answer, ...] = ()
    terms: tuple[Clause, ...] = ()
    how_to_accept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Datasheet(Paper):
    """A product's data on one or two pages. The plots are SVG text (see `plots`); empty ones are left out."""

    template: ClassVar[str] = "foundation/catalogue/papers/datasheet.typ"
    product: str
    second_product: str = ""
    model: str
    family: str = ""
    summary: str = ""
    highlights: tuple[Fact, ...] = ()
    groups: tuple[ParameterGroup, ...]
    light_distribution_svg: str = ""
    light_distribution_text: str = ""
    chromaticity_svg: str = ""
    chromaticity_text: str = ""
    drawing_svg: str = ""
    drawing_text: str = ""
    photo: Photo | None = None
    approvals: tuple[Fact, ...] = ()
    packing: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proforma(Paper):
    """The offer in the form of an invoice that becomes the contract when both have signed. Printed as PDF
    and as Word.
    """

    template: ClassVar[str] = "orders/proforma/papers/proforma.typ"
    word_template: ClassVar[str] = "orders/proforma/papers/proforma.docx"
    place: str = ""
    buyer: Party
    notify: Party | None = None
    consignee: Party | None = None
    order: str
    quotation: str
    purchase_order: str = ""
    sign_by: str
    """The day when it is known ("Fri 18 Sep 2026, 23:59 (Hamburg)"), else the rule in short."""
    sign_by_rule: str
    """ "Three working days after receipt (calendar of Hamburg, Germany); receipt is the first of …"."""
    currency: str
    incoterm: str
    lines: tuple[GoodsLine, ...]
    sums: tuple[Sum, ...]
    total: str
    total_label: str
    in_words: str
    second_in_words: str = ""
    pieces: int
    cartons: int | None = None
    weight_kg: str = ""
    volume_m3: str = ""
    delivery: tuple[Fact, ...]
    instalments: tuple[Instalment, ...]
    bank: tuple[Fact, ...]
    bank_notice_title: str
    bank_notice: str
    second_bank_notice: str = ""
    clauses: tuple[Clause, ...]
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedValue:
    """One change of an amendment: of what ("Line 1 · A60 bulb", empty: the order), which value, from what to what."""

    of: str
    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendedInstalment:
    """An instalment before and after an amendment; empty where there is none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Paper):
    """What changes in a contract that both sides signed, old beside new. Printed as PDF and as Word."""

    template: ClassVar[str] = "orders/amendment/papers/amendment.typ"
    word_template: ClassVar[str] = "orders/amendment/papers/amendment.docx"
    place: str
    """ "Amendment 1 to PI-2026-0817"."""
    buyer: Party
    order: str
    for_document: str
    for_document_on: date
    sign_by: str
    sign_by_rule: str
    reason: str
    currency: str
    changes: tuple[ChangedValue, ...]
    instalments: tuple[AmendedInstalment, ...]
    settlement: str
    """What is still to be paid or goes back because of it; empty when nothing moves."""
    total: str
    total_label: str
    in_words: str
    second_in_words: str = ""
    stays: str
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Paper):
    """The page that tells how a document was signed; `papers.with_pages` appends it before the seal is
    set.
    """

    template: ClassVar[str] = "orders/signature/papers/evidence.typ"
    document_title: str
    document_number: str
    document_version: int
    document_sha256: str
    document_pages: int
    signer_name: str
    signer_title: str = ""
    signer_company: str
    signer_mail: str
    ip_address: str
    user_agent: str
    method: str
    """How the name was given: "drawn" or "typed"."""
    typed_name: str = ""
    consent_text: str
    code_sent_to: str
    code_sent_at: datetime
    code_confirmed_at: datetime
    signed_at: datetime
    events: tuple[EvidenceEvent, ...]
    journal_hash: str = ""
    level_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Paper):
    """Money received: what, for what, what is still open."""

    template: ClassVar[str] = "orders/payment/papers/receipt.typ"
    buyer: Party
    for_document: str
    currency: str
    amount: str
    in_words: str
    second_in_words: str = ""
    received_on: date
    payer: str
    bank_reference: str
    account: str = ""
    allocations: tuple[Sum, ...]
    outstanding: tuple[Sum, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNote(Paper):
    """Money given back or set off, with the reason and the document it corrects."""

    template: ClassVar[str] = "orders/credit/papers/credit_note.typ"
    buyer: Party
    for_document: str
    for_document_on: date
    reason: str
    currency: str
    lines: tuple[CreditLine, ...]
    sums: tuple[Sum, ...]
    total: str
    total_label: str
    in_words: str
    second_in_words: str = ""
    settlement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleProforma(Paper):
    """Samples: what they are worth for customs, and what is to be paid before they leave."""

    template: ClassVar[str] = "orders/samples/papers/sample_proforma.typ"
    buyer: Party
    deliver_to: Party
    quotation: str = ""
    currency: str
    lines: tuple[InvoiceLine, ...]
    pieces: int
    net_kg: str
    value: str
    value_label: str
    value_in_words: str
    customs_statement: str
    sums: tuple[Sum, ...]
    total: str
    total_label: str
    terms: tuple[Fact, ...]
    bank: tuple[Fact, ...] = ()
    bank_notice_title: str = ""
    bank_notice: str = ""
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseOrder(Paper):
    """Materials ordered from a supplier, with the papers that must come along."""

    template: ClassVar[str] = "production/materials/papers/purchase_order.typ"
    supplier: Party
    deliver_to: Party
    currency: str
    delivery_term: str
    payment_term: str
    for_job: str = ""
    lines: tuple[MaterialLine, ...]
    sums: tuple[Sum, ...]
    total: str
    total_label: str
    in_words: str
    second_in_words: str = ""
    required_papers: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionReport(Paper):
    """What was measured and looked at in one batch, and the verdict."""

    template: ClassVar[str] = "production/inspection/papers/inspection_report.typ"
    buyer: Party
    order: str
    proforma: str = ""
    batch: str
    product: str
    second_product: str = ""
    model: str
    specification: str
    golden_sample: str = ""
    quantity: int
    inspected_on: tuple[date, ...]
    place: str
    inspectors: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    draw: Draw
    results: tuple[ResultRow, ...]
    sampling_rule: str = ""
    stability: tuple[Fact, ...] = ()
    stability_svg: str = ""
    chromaticity_svg: str = ""
    chromaticity_text: str = ""
    appearance: tuple[DefectClass, ...]
    inspected_pieces: int
    good_pieces: int
    reworked_pieces: int = 0
    rejected_pieces: int = 0
    photos: tuple[DefectPhoto, ...] = ()
    photos_left_out: int = 0
    packing_checks: tuple[Fact, ...] = ()
    deviations: tuple[str, ...] = ()
    accepted: bool
    verdict: str
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingPaper(Paper):
    """The common head of the papers that travel with the goods: they agree in parties, references and
    marks.
    """

    buyer: Party
    consignee: Party | None = None
    notify: Party | None = None
    references: tuple[Fact, ...]
    transport: tuple[Fact, ...]
    incoterm: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackingList(ShippingPaper):
    """What is in which carton, with weights and volumes."""

    template: ClassVar[str] = "shipping/packing/papers/packing_list.typ"
    lines: tuple[CartonLine, ...]
    totals: PackTotals
    note: str = ""
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommercialInvoice(ShippingPaper):
    """What was shipped and what it is worth, for customs and for payment."""

    template: ClassVar[str] = "shipping/packing/papers/commercial_invoice.typ"
    currency: str
    payment_term: str
    lines: tuple[InvoiceLine, ...]
    sums: tuple[Sum, ...]
    total: str
    total_label: str
    in_words: str
    second_in_words: str = ""
    pieces: int
    cartons: int
    net_kg: str
    gross_kg: str
    origin_statement: str
    bank: tuple[Fact, ...] = ()
    bank_notice_title: str = ""
    bank_notice: str = ""
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingPlan(Paper):
    """How a shipment will travel, for the customer to confirm."""

    template: ClassVar[str] = "shipping/plan/papers/shipping_plan.typ"
    buyer: Party
    order: str
    way: str
    incoterm: str
    route: tuple[Fact, ...]
    packing: tuple[Fact, ...]
    marks: tuple[str, ...] = ()
    plan: DeliveryPlan
    plan_note: str = ""
    days_off: tuple[date, ...] = ()
    insurance: tuple[Fact, ...] = ()
    currency: str = ""
    sums: tuple[Sum, ...] = ()
    confirm_by: str
    how_to_confirm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDecision(Paper):
    """Our decision about a warranty claim, with its reasons and what happens next."""

    template: ClassVar[str] = "support/warranty/papers/claim_decision.typ"
    buyer: Party
    claim: str
    order: str
    product: str
    second_product: str = ""
    model: str
    pieces: int
    serials: str = ""
    reported_on: date
    failure: str
    test_report: str
    warranty: tuple[Fact, ...]
    outcome: str
    """"approved", "partly" or "refused"."""
    decision: str
    reasons: tuple[str, ...]
    remedies: tuple[Fact, ...] = ()
    next_steps: tuple[str, ...] = ()
    contact: str


PAPERS: tuple[type[Paper], ...] = (
    Quotation,
    Datasheet,
    Proforma,
    Amendment,
    Evidence,
    Receipt,
    CreditNote,
    PurchaseOrder,
    InspectionReport,
    PackingList,
    CommercialInvoice,
    ShippingPlan,
    ClaimDecision,
)

# ── Contract → data ─────────────────────────────────────────────────────────────────────────────────────────


def to_data(paper: Paper, language: str) -> dict[str, Any]:
    """Return the paper as plain values for the templates: text, numbers, lists, and for each day its
    texts.
    """
    data = _plain(paper, language)
    assert isinstance(data, dict)
    data["language"] = language
    data["verify"]["svg"] = qr_svg(paper.verify.url)
    return data


def qr_rows(text: str) -> list[str]:
    """Return the QR code of the text as rows of 0 and 1 (error correction M, no quiet zone)."""
    code = segno.make_qr(text, error="m", boost_error=False)
    return ["".join(str(int(cell)) for cell in row) for row in code.matrix]


def qr_svg(text: str) -> str:
    """Return the QR code of the text as SVG, one path of horizontal runs."""
    rows = qr_rows(text)
    runs = []
    for y, row in enumerate(rows):
        x = 0
        for dark, cells in groupby(row):
            length = len(list(cells))
            if dark == "1":
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path d="{"".join(runs)}" fill="#16202E"/></svg>'
    )


def _plain(value: object, language: str) -> Any:
    match value:
        case Photo():
            return {"caption": value.caption, "svg": photo_svg(value.data)}
        case datetime():
            return {
                "text": amounts.moment_text(value, language),
                "iso": value.isoformat(timespec="seconds"),
                "ordinal": value.date().toordinal(),
            }
        case date():
            return {
                "text": amounts.day_text(value, language),
                "short": amounts.weekday_text(value, language),
                "iso": value.isoformat(),
                "ordinal": value.toordinal(),
            }
        case Decimal():
            return amounts.grouped(value)
        case None | bool() | int() | str():
            return value
        case Mapping():
            return {str(key): _plain(inner, language) for key, inner in value.items()}
        case tuple() | list():
            return [_plain(inner, language) for inner in value]
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name), language) for field in fields(value)}
        case _:
            raise TypeError(f"a paper cannot print a {type(value).__name__}")


def photo_svg(data: bytes) -> str:
    """Wrap a photo in SVG, the one way in which a template can take a picture out of its data."""
    from PIL import Image  # loaded by the few papers that carry pictures

    with Image.open(io.BytesIO(data)) as picture:
        width, height = picture.size
        kind = {"JPEG": "jpeg", "PNG": "png"}.get(picture.format or "")
    if kind is None:
        raise ValueError("a photo on a paper is JPEG or PNG")
    encoded = base64.b64encode(data).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/{kind};base64,{encoded}"/></svg>'
    )
