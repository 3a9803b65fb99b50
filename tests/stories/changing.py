"""What happens beside the straight way: what both sides signed is amended by both, and samples are asked for and judged."""

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.stories import bank

if TYPE_CHECKING:
    from tests.stories.play import Business, Play

MORE = 400
BULB = "MZ-A60-90-827"


def amend(play: "Play", it: "Business") -> None:
    """The customer needs more pieces: shown first, then signed by both; only then the order is another one."""
    from ordolux.orders.models import Amendment

    tell, house, mei = play.tell, play.house, play.staff.mei
    old_total, old_pieces = it.order.total, it.order.pieces
    address = f"/desk/money/orders/{it.order.number}/amendments/new"
    mei.open(address)
    tell.step(
        f"Mei writes {MORE} pieces over the {old_pieces} of {it.order.number} and looks at what it leads to."
    )
    said = {"pieces-1": MORE, "reason": "The hotel has one floor more."}
    page = mei.submit(address, **said, step="look")
    tell.fact("the page tells it, and nothing is issued", ("What it leads to" in page.tree.text_content(),
              Amendment.objects.filter(order=it.order).count()), (True, 0))  # fmt: skip
    mei.open(address)
    mei.submit(address, **said, step="issue")
    house.settle()
    amendment = Amendment.objects.get(order=it.order)
    tell.fact(
        f"{amendment.number} is issued and printed",
        (amendment.state, bool(amendment.sha256)),
        ("issued", True),
    )

    visitor = play.customer(it)
    visitor.open(f"/portal/amendments/{amendment.number}")
    visitor.submit("/code")
    house.settle()
    tell.step(f"{it.buyer} signs the amendment with the code from his mail; Mei countersigns.")
    visitor.submit("/signature", digits=play.box.code_for(it.email), name=it.buyer, consent="yes")
    house.settle()
    it.order.refresh_from_db()
    tell.fact("one signature changes nothing", it.order.pieces, old_pieces)
    mei.open(f"/desk/amendments/{amendment.number}")
    mei.submit("/countersignature")
    house.settle()
    it.order.refresh_from_db()
    amendment.refresh_from_db()
    it.pieces = MORE
    tell.fact(
        "with both the order has the new quantity", (amendment.state, it.order.pieces), ("effective", MORE)
    )
    line = it.order.lines.get()
    price = (line.unit_price.amount * (MORE - old_pieces)).quantize(Decimal("0.01"))
    tell.fact("and its total is higher by their price", it.order.total.amount - old_total.amount, price)
    tell.fact(
        "its instalments make the new total",
        sum(part.due.amount for part in it.order.instalments.all()), it.order.total.amount,
    )  # fmt: skip


def samples(play: "Play", it: "Business") -> None:
    """A customer asks for a sample, pays its fee by the bank, gets the parcel and says what he thinks."""
    from ordolux.orders.models import SampleOrder

    tell, house, visitor, staff = play.tell, play.house, play.customer(it), play.staff
    tell.step(f"{it.buyer} asks for two samples of {BULB}.")
    visitor.open(f"/portal/samples/new?product={BULB}")
    visitor.submit(
        "/samples/new", **{"pieces-0": 2, "deliver_to": f"{it.company}\nDubai", "country": it.country}
    )
    house.settle()
    sample = SampleOrder.objects.get(contact__email=it.email)
    desk, portal = f"/desk/samples/{sample.number}", f"/portal/samples/{sample.number}"
    staff.mei.open(f"{desk}/offer")
    staff.mei.submit("/offer", words="From stock.")
    visitor.open(portal)
    visitor.submit("/acceptance")
    house.settle()
    sample.refresh_from_db()
    tell.fact(f"{sample.number} is offered and accepted for {sample.total}", sample.state, "accepted")

    play.statements += 1
    raw, play.balances[it.currency] = bank.statement(
        account=play.account_of(it), currency=it.currency, number=play.statements, on=play.today(),
        opening=play.balances[it.currency],
        credits=[bank.Credit(sample.total.amount, it.company, f"samples {sample.number}", f"PRV{play.statements:06d}")],
    )  # fmt: skip
    tell.step(f"{it.company} pays {sample.total}; Zhou uploads the bank's statement.")
    play.upload(f"statement-{play.statements:02d}-{it.currency}.xml", raw)
    sample.refresh_from_db()
    tell.fact("the payment names the samples and clears them by itself", sample.state, "cleared")

    wei = staff.wei
    wei.open(desk)
    wei.submit("/readiness")
    wei.open(f"{desk}/parcel")
    wei.submit("/parcel", carrier="DHL Express", tracking_number="1234567890", on=play.today().isoformat())
    house.settle()
    house.go_on(days=3)
    visitor.open(portal)
    visitor.submit("/arrival")
    visitor.open(portal)
    tell.step(f"{it.buyer} has the samples and approves them.")
    visitor.submit("/verdict", verdict="approved", words="As we want them.")
    house.settle()
    sample.refresh_from_db()
    tell.fact("the samples are approved", sample.state, "approved")
