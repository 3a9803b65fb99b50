"""All papers of a consignment in one ZIP file; the same papers give the same bytes."""

import io
import zipfile
from collections.abc import Iterable

from django.db.models import Q

from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import read_bytes
from ordolux.production.inspection.models import Batch
from ordolux.shipping.packing.carton_lists import packing_list_workbook
from ordolux.shipping.packing.models import CommercialInvoice, PackedCartons, PackingList
from ordolux.shipping.packing.papers.paper import carton_list_pdf
from ordolux.shipping.plan.models import ShippingPlan

# the papers that travel with goods or prove them, in the order of the set
KINDS = (
    "shipping_plan", "commercial_invoice", "packing_list", "inspection_report", "proforma",
)  # fmt: skip
HEADS = (
    "Carton", "Model", "Description", "Batch", "Pieces", "Net kg", "Gross kg", "Length mm", "Width mm", "Height mm", "m3",
)  # fmt: skip
_THEN = (1980, 1, 1, 0, 0, 0)


def document_set(plan: ShippingPlan) -> tuple[bytes, list[str]]:
    """The ZIP of everything that a consignment has now, and the names in it; of an order in parts the papers of the goods
    that this part carries."""
    found = Document.objects.filter(
        deal=plan.deal_id, kind__in=KINDS, superseded_at__isnull=True, is_for_customer=True
    )
    if plan.is_part:
        found = found.filter(_of_part(plan))
    papers = sorted(found, key=lambda paper: (KINDS.index(paper.kind), paper.pk))
    files = [(f"{paper.title}.pdf", read_bytes(str(paper.file_id))) for paper in papers]
    for packing_list in PackingList.objects.filter(plan=plan):
        files.append((f"{packing_list.number} cartons.pdf", carton_list_pdf(packing_list)))
        files.append((f"{packing_list.number}.xlsx", packing_list_workbook(packing_list, HEADS)))
    return _zipped(files)


def _of_part(plan: ShippingPlan) -> Q:
    """Papers of this part: its plan, packing list and invoice, the reports of the batches in it, and what is of the order."""
    lists = PackingList.objects.filter(plan=plan)
    batches = PackedCartons.objects.filter(packing_list__in=lists).values("batch_number")
    return (
        Q(kind="proforma")
        | Q(kind="shipping_plan", subject_id=plan.pk)
        | Q(kind="packing_list", subject_id__in=lists.values("pk"))
        | Q(
            kind="commercial_invoice",
            subject_id__in=CommercialInvoice.objects.filter(packing_list__in=lists).values("pk"),
        )
        | Q(kind="inspection_report", subject_id__in=Batch.objects.filter(number__in=batches).values("pk"))
    )


def _zipped(files: Iterable[tuple[str, bytes]]) -> tuple[bytes, list[str]]:
    kept, names = io.BytesIO(), []
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, data) in enumerate(files, 1):
            clean = "".join(c if c.isalnum() or c in " .-_" else "_" for c in name)
            names.append(f"{place:02d} {clean}")
            archive.writestr(zipfile.ZipInfo(names[-1], _THEN), data)
    return kept.getvalue(), names
