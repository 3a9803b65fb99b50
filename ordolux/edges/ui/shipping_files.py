"""Files of a consignment for both sides: the packing list carton by carton, and sets of all papers."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext

from ordolux.edges.ui.files import download
from ordolux.rules.money import Money
from ordolux.shipping.packing.carton_lists import XLSX, packing_list_workbook
from ordolux.shipping.packing.models import DocumentSet, PackingList
from ordolux.shipping.packing.papers.paper import carton_list_pdf
from ordolux.shipping.plan.models import ShippingPlan


def packing_file(packing_list: PackingList, form: str) -> HttpResponse:
    """The packing list carton by carton as xlsx or pdf; 404 for any other form."""
    if form == "pdf":
        answer = HttpResponse(carton_list_pdf(packing_list), content_type="application/pdf")
    elif form == "xlsx":
        answer = HttpResponse(packing_list_workbook(packing_list, _heads()), content_type=XLSX)
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{packing_list.number}-cartons.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def set_file(plan: ShippingPlan, piece: int) -> HttpResponse:
    """A document set that was made; 404 while it is not there."""
    found = DocumentSet.objects.filter(plan=plan, pk=piece, file__isnull=False).first()
    if found is None:
        raise Http404
    return download(str(found.file_id), f"{plan.number}-documents.zip", "application/zip")


def offer_of(content: dict[str, Any]) -> dict[str, Any]:
    """The insurance that a plan offers, with its amounts as money; empty when it offers none."""
    told = content.get("insurance_offer") or {}
    if not told:
        return {}
    money = {
        name: Money.of(told[name]["amount"], told[name]["currency"]) for name in ("premium", "insured_value")
    }
    return {**money, "clauses": told["clauses"]}


def _heads() -> tuple[str, ...]:
    return (
        gettext("Carton"), gettext("Product"), gettext("Description"), gettext("Batch"), gettext("Pieces"),
        gettext("Net kg"), gettext("Gross kg"), gettext("Length mm"), gettext("Width mm"), gettext("Height mm"), "m³",
    )  # fmt: skip
