"""Packing list and commercial invoice are issued together from what was packed; their papers are printed afterwards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.documents.models import Document, new_code
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import Gapless, draw_gapless, next_number
from ordolux.orders.agreement.models import Order, OrderLine
from ordolux.orders.proforma.models import Proforma
from ordolux.production.inspection.queries import finished_batches
from ordolux.rules.money import Money
from ordolux.rules.packing import packing_findings
from ordolux.rules.parts import allocate, by_line
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import Gate
from ordolux.shipping.packing.amounts import amounts_of, before
from ordolux.shipping.packing.cartons import Packed, pack_pieces, packing_data
from ordolux.shipping.packing.models import CommercialInvoice, DocumentSet, PackedCartons, PackingList
from ordolux.shipping.parts.next_step import expect_next_part
from ordolux.shipping.plan.gates import check_gate
from ordolux.shipping.plan.models import ShippingPlan
from ordolux.shipping.plan.quantities import batches_left, carried_by, lines_of


class PapersIssuedAlready(Refusal):
    """There is one packing list and one invoice for a plan."""

    message = N_("{packing_list} and {invoice} are issued for {plan} already.")


class PapersNotIssued(Refusal):
    """There is nothing to bundle."""

    message = N_("Packing list and commercial invoice of {plan} are not issued yet; issue them first.")


class NothingPacked(Refusal):
    """No batch is finished."""

    message = N_("No finished batch of {order} can be packed.")


class PackingContradicts(Refusal):
    """Cartons, weights or pieces do not agree with each other."""

    message = N_("The packing of {plan} contradicts itself: {reasons}")


class PackingDiffers(Refusal):
    """More is packed than the customer confirmed."""

    message = N_("{packed} pieces are finished and {planned} were confirmed; revise the plan first.")


@deed("papers.issue", roles={Role.LOGISTICS})
def issue_shipping_papers(plan: ShippingPlan, *, by: Actor, at: datetime) -> CommercialInvoice:
    """Issue packing list and commercial invoice of a confirmed plan for the pieces that were inspected and packed.
    Everything that the papers state is fixed here; the gapless number of the invoice is drawn last.

    Raises PlanNotConfirmed, GateClosed, PapersIssuedAlready, NothingPacked, PackingContradicts.
    """
    order = Order.objects.get(pk=plan.order_id)
    order.deal = plan.deal
    check_gate(plan, order, Gate.SHIP, at)
    issued = CommercialInvoice.objects.select_related("packing_list").filter(packing_list__plan=plan).first()
    if issued is not None:
        raise PapersIssuedAlready(packing_list=issued.packing_list, invoice=issued, plan=plan)
    lines = lines_of(order)
    packed = _pack(plan, lines)
    _check_packing(plan, order, packed)

    language = "zh" if plan.content["consignee"]["language"].startswith("zh") else "en"
    packing_list = _packing_list(plan, order, packed, language, at)
    packing_list.save(force_insert=True)
    PackedCartons.objects.bulk_create(
        PackedCartons(
            deal=plan.deal,
            packing_list=packing_list,
            order_line=packed.lines[line.item],
            batch_number=line.lot,
            first_carton=line.first_carton,
            last_carton=line.last_carton,
            pieces_per_carton=line.pieces_per_carton,
            pieces=line.pieces,
            net_kg=line.net_kg,
            gross_kg=line.gross_kg,
            volume_m3=line.volume_m3,
        )
        for line in packed.plan.lines
    )
    snapshot = _invoice_snapshot(plan, order, packing_list, packed, lines)
    total = Money.of(snapshot["total"]["amount"], snapshot["total"]["currency"])
    invoice = CommercialInvoice(
        deal=plan.deal, order=order, packing_list=packing_list, issued_at=at, language=language,
        snapshot=snapshot, code=new_code(),
    )  # fmt: skip
    invoice.total = total
    plan.deal.expect(Role.LOGISTICS, "shipment.book")
    expect_next_part(plan)
    # Drawn last: the counter of the gapless series is held until this deed's commit.
    invoice.number = draw_gapless(Gapless.COMMERCIAL_INVOICE, at)
    invoice.save(force_insert=True)
    record_event(
        "commercialinvoice.issued", invoice, by=by, at=at, total=total, pieces=packing_list.pieces,
        packing_list=packing_list.number,
    )  # fmt: skip
    return invoice


@deed("papers.bundle", roles={Role.LOGISTICS})
def ask_for_document_set(plan: ShippingPlan, *, by: Actor, at: datetime) -> DocumentSet:
    """Have all papers of a consignment put into one file; a job makes it.

    Raises PapersNotIssued.
    """
    if not PackingList.objects.filter(plan=plan).exists():
        raise PapersNotIssued(plan=plan)
    wanted = DocumentSet.objects.create(deal=plan.deal, plan=plan, asked_at=at, asked_by=by.name)
    record_event("documentset.asked", wanted, by=by, at=at, plan=plan.number)
    return wanted


@deed("papers.file_bundle", roles={Role.SYSTEM})
def file_document_set(
    wanted: DocumentSet, *, file: StoredFile, names: Sequence[str], by: Actor, at: datetime
) -> DocumentSet:
    """Link the file that a job made."""
    wanted.file_id, wanted.names, wanted.made_at = file.sha256, list(names), at
    wanted.save(update_fields=["file", "names", "made_at"])
    record_event("documentset.made", wanted, by=by, at=at, sha256=file.sha256, papers=len(names))
    return wanted


@deed("papers.file", roles={Role.SYSTEM})
def file_shipping_papers(
    invoice: CommercialInvoice,
    *,
    invoice_pdf: StoredFile,
    packing_list_pdf: StoredFile,
    by: Actor,
    at: datetime,
) -> Document:
    """Link both printed papers."""
    packing_list = PackingList.objects.get(pk=invoice.packing_list_id)
    packing_list.deal = invoice.deal
    invoice.sha256 = invoice_pdf.sha256
    invoice.save(update_fields=["sha256"])
    attach_document(
        packing_list, kind="packing_list", title=packing_list.number, file=packing_list_pdf,
        language=packing_list.language, code=packing_list.code, by=by, at=at,
    )  # fmt: skip
    document = attach_document(
        invoice, kind="commercial_invoice", title=invoice.number, file=invoice_pdf, language=invoice.language,
        code=invoice.code, by=by, at=at,
    )  # fmt: skip
    record_event("commercialinvoice.filed", invoice, by=by, at=at, sha256=invoice_pdf.sha256)
    return document


def _pack(plan: ShippingPlan, lines: Sequence[OrderLine]) -> Packed:
    """Pack what is finished: everything that was ordered, or what a part carries, from the batches that it names and for
    pieces without one from those that no other part takes."""
    batches = finished_batches(plan.order_id)
    left = batches_left(batches, plan)
    if not plan.is_part:
        found = allocate({line.pk: line.pieces for line in lines}, left)
        return pack_pieces(lines, [each for each in found if each.batch is not None], batches)
    carried = carried_by(plan)
    named = [each for each in carried if each.batch is not None]
    gone: dict[int | None, int] = {}
    for each in named:
        gone[each.batch] = gone.get(each.batch, 0) + each.pieces
    left = [replace(each, pieces=each.pieces - gone.get(each.batch, 0)) for each in left]
    found = allocate(by_line(each for each in carried if each.batch is None), left)
    return pack_pieces(lines, [*named, *(each for each in found if each.batch is not None)], batches)


def _check_packing(plan: ShippingPlan, order: Order, packed: Packed) -> None:
    if not packed.is_final or not packed.plan.lines:
        raise NothingPacked(order=order)
    found = [finding for finding in packing_findings(packed.plan.lines) if finding.code != "heavy_carton"]
    if found:
        raise PackingContradicts(
            plan=plan, reasons=" ".join(finding.sentence() for finding in found), findings=found
        )
    if packed.plan.pieces > plan.packing["pieces"]:
        raise PackingDiffers(packed=packed.plan.pieces, planned=plan.packing["pieces"])


def _packing_list(
    plan: ShippingPlan, order: Order, packed: Packed, language: str, at: datetime
) -> PackingList:
    data = packing_data(packed, order.mode)
    content = plan.content
    return PackingList(
        number=next_number("packing_list", at), deal=plan.deal, order=order, plan=plan, issued_at=at,
        cartons=packed.plan.cartons, pieces=packed.plan.pieces, net_kg=packed.plan.net_kg,
        gross_kg=packed.plan.gross_kg, volume_m3=packed.plan.volume_m3, language=language, code=new_code(),
        snapshot=plain({
            "seller": content["seller"], "consignee": content["consignee"], "order": order.number, "plan": plan.number,
            "mode": order.mode, "incoterm": order.incoterm, "place": order.place, "loading": content["loading"],
            "destination": content["destination"], "marks": _marks(content, packed.plan.cartons), "packing": data,
            **({"part": plan.part} if plan.is_part else {}),
        }),
    )  # fmt: skip


def _marks(content: dict[str, Any], cartons: int) -> list[str]:
    return [f"C/NO. 1-{cartons}" if mark.startswith("C/NO.") else mark for mark in content["marks"]]


def _invoice_snapshot(
    plan: ShippingPlan, order: Order, packing_list: PackingList, packed: Packed, lines: Sequence[OrderLine]
) -> dict[str, Any]:
    """What the invoice states: shipped pieces at the agreed prices, and fees, blocks, freight and insurance as agreed,
    which are due whatever the last piece; of an order in parts each states its share of them, the last the rest."""
    currency = order.total.currency
    shipped: dict[int, int] = {}
    for carton in packed.plan.lines:
        shipped[int(carton.item)] = shipped.get(int(carton.item), 0) + carton.pieces
    rows = [(line, shipped[line.position]) for line in lines if shipped.get(line.position)]
    amounts = amounts_of(order, lines, shipped, before(plan))
    proforma = Proforma.objects.filter(order=order, state="countersigned").order_by("-revision").first()
    told: dict[str, Any] = plain({
        **{name: packing_list.snapshot[name] for name in
           ("seller", "consignee", "order", "plan", "mode", "incoterm", "place", "loading", "destination", "marks")},
        "packing_list": packing_list.number,
        "proforma": proforma.number if proforma else "",
        "bank": proforma.snapshot.get("bank", {}) if proforma else {},
        "payment_term": order.payment_term, "is_free": order.is_free, "currency": currency,
        "lines": [
            {"position": line.position, "description": line.description, "model": line.product.number,
             "hs_code": line.product.hs_code, "pieces": pieces, "unit_price": line.unit_price,
             "amount": amounts.lines[line.position]}
            for line, pieces in rows
        ],
        "goods": amounts.goods, "charges": amounts.charges,
        # of an order in parts the charges are a share of all, with the credits in it
        "credits": proforma.snapshot.get("credits", []) if proforma and not plan.is_part else [],
        "freight": amounts.freight, "insurance": amounts.insurance, "total": amounts.total,
        **({"part": plan.part} if plan.is_part else {}),
        "pieces": packing_list.pieces, "cartons": packing_list.cartons, "net_kg": packing_list.net_kg,
        "gross_kg": packing_list.gross_kg, "volume_m3": packing_list.volume_m3,
    })  # fmt: skip
    return told
