"""All papers of a consignment in one ZIP file; the same papers give the same bytes."""

import io
import zipfile
from collections.abc import Iterable

from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import read_bytes
from ordolux.shipping.packing.carton_lists import packing_list_workbook
from ordolux.shipping.packing.models import PackingList
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
    """The ZIP of everything that a consignment has now, and the names in it."""
    found = Document.objects.filter(
        deal=plan.deal_id, kind__in=KINDS, superseded_at__isnull=True, is_for_customer=True
    )
    papers = sorted(found, key=lambda paper: (KINDS.index(paper.kind), paper.pk))
    files = [(f"{paper.title}.pdf", read_bytes(str(paper.file_id))) for paper in papers]
    for packing_list in PackingList.objects.filter(plan=plan):
        files.append((f"{packing_list.number} cartons.pdf", carton_list_pdf(packing_list)))
        files.append((f"{packing_list.number}.xlsx", packing_list_workbook(packing_list, HEADS)))
    return _zipped(files)


def _zipped(files: Iterable[tuple[str, bytes]]) -> tuple[bytes, list[str]]:
    kept, names = io.BytesIO(), []
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, data) in enumerate(files, 1):
            clean = "".join(c if c.isalnum() or c in " .-_" else "_" for c in name)
            names.append(f"{place:02d} {clean}")
            archive.writestr(zipfile.ZipInfo(names[-1], _THEN), data)
    return kept.getvalue(), names
