"""The purchase order as its paper states it."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.foundation.parties.models import Firm
from ordolux.production.materials.models import Purchase


def firm_as_party(firm: Firm) -> c.Party:
    """Ourselves as a paper names us."""
    return c.Party(
        name=firm.legal_name, second_name=firm.legal_name_zh, address=firm.address, phone=firm.phone, mail=firm.email,
        identifiers=firm.tax_number,
    )  # fmt: skip


def verify_of(code: str) -> c.Verify:
    """Where anyone can verify a paper with this code."""
    site = settings.ORDOLUX_PUBLIC_URL
    return c.Verify(code=code, page=f"{site.split('://')[-1]}/verify", url=f"{site}/verify?code={code}")


def purchase_paper(purchase: Purchase, firm: Firm) -> c.PurchaseOrder:
    """Everything that the paper prints, in English with Chinese labels beside it."""
    ours = firm_as_party(firm)
    supplier = purchase.supplier
    lines = tuple(
        c.MaterialLine(
            number=line.position,
            code=line.part.number,
            description=line.part.name_en,
            second_description=line.part.name_zh,
            quantity=papers.grouped(line.quantity.quantize(Decimal(1))),
            unit=line.part.unit,
            unit_price=papers.price(line.unit_price),
            amount=papers.figure(line.amount),
            due_on=purchase.due_on,
            specification=f"Certificate: {line.part.certificate_scheme}"
            if line.part.certificate_scheme
            else "",
        )
        for line in purchase.lines.select_related("part").order_by("position")
    )
    ordered = purchase.ordered_at
    assert ordered is not None
    return c.PurchaseOrder(
        number=purchase.number,
        version=1,
        issued_on=ordered.astimezone(ZoneInfo(firm.zone)).date(),
        seller=ours,
        verify=verify_of(purchase.code),
        second_language="zh",
        supplier=c.Party(
            name=supplier.legal_name, address=supplier.address or supplier.country, mail=supplier.email
        ),
        deliver_to=ours,
        currency=purchase.total.currency,
        delivery_term="DAP works / 送货到厂",
        payment_term="30 days after receipt / 收货后 30 天",
        for_job=purchase.order.number,
        lines=lines,
        sums=(c.Sum(label="Total / 合计", amount=papers.figure(purchase.total), strong=True),),
        total=papers.figure(purchase.total),
        total_label="Total / 合计",
        in_words=papers.in_words(purchase.total, "en"),
        second_in_words=papers.in_words(purchase.total, "zh"),
        required_papers=(
            "Qualification certificate, valid on the day of delivery / 交货日有效的资质证书",
            "Test report of each delivered lot with its lot number / 每批次附批号的检测报告",
        ),
    )
