"""Chapters 8 to 10: shipping, warranty, and a conversation that is live."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.stories import post
from tests.stories.house import Listener
from tests.stories.making import paper
from tests.stories.telling import WORKS
from tests.stories.visitor import File

if TYPE_CHECKING:
    from tests.stories.play import Business, Play

CONTAINERS = {"small": "MSCU6639870", "large": "CSQU3054383"}  # the second is the example of ISO 6346
VESSEL, IMO = "Elbe Pioneer", "9074729"
WRONG_CONTAINER = "CSQU3054384"


def play(story: "Play") -> None:
    """From the finished goods to the replacement under warranty."""
    story.chapter(8, "Shipping: plan, papers, transport, tracking")
    for it in (story.small, story.large):
        plan_sent(story, it)
    confirm_in_portal(story, story.small)
    confirm_by_mail(story, story.large)
    story.chapter(10, "Customer and staff talk on the order, live")
    talk(story, story.large)
    story.chapter(8, "Shipping, continued")
    for it in (story.small, story.large):
        depart(story, it)
    for it in sorted((story.small, story.large), key=lambda one: str(one.shipment.arrives_on)):
        arrive(story, it)
        deliver(story, it)
    story.chapter(9, "Claim and replacement under warranty")
    claim(story, story.large)
    claim_too_late(story, story.small)


# ── 8 shipping ───────────────────────────────────────────────────────────────


def plan_sent(story: "Play", it: "Business") -> None:
    """The plan was drafted when production ended; logistics sends it."""
    from ordolux.shipping.models import ShippingPlan

    it.plan = ShippingPlan.objects.get(order=it.order)
    story.tell.fact(
        f"{it.name}: the plan {it.plan.number} was drafted when the last batch was finished",
        it.plan.state,
        "drafted",
    )
    wei = story.staff.wei
    wei.open(f"/desk/shipping/plans/{it.plan.number}")
    story.tell.step(f"Wei sends {it.plan.number} to {it.buyer}.")
    wei.submit(f"{it.plan.number}/sending")
    story.house.settle()
    it.plan.refresh_from_db()
    story.tell.fact("it is sent", it.plan.state, "sent")
    letter = story.box.newest(it.email, it.plan.number)
    story.tell.fact(
        "the letter brings it as PDF", [d[:5] for d in post.files_of(letter).values()][:1], [b"%PDF-"]
    )
    wei.open(f"/desk/shipping/plans/{it.plan.number}")
    story.tell.fact(
        "nothing can be booked before the customer confirms",
        wei.page.has_form("/booking") or wei.page.has_form("/papers"),
        False,
    )


def confirm_in_portal(story: "Play", it: "Business") -> None:
    """The customer presses the one button."""
    visitor = story.customer(it)
    visitor.open(f"/portal/shipping-plans/{it.plan.number}")
    story.tell.step(f"{it.buyer} confirms {it.plan.number} in the portal.")
    visitor.submit("/confirmation")
    _confirmed(story, it)


def confirm_by_mail(story: "Play", it: "Business") -> None:
    """The customer answers the letter; somebody else's answer confirms nothing."""
    letter = story.box.newest(it.email, it.plan.number)
    story.house.go_to(it.plan.confirm_by + timedelta(hours=1))
    story.tell.step(f"{it.buyer} has not answered in time.")
    reminded = story.box.newest(it.email, it.plan.number)
    it.plan.refresh_from_db()
    story.tell.fact(
        "she is reminded once, and silence is no yes",
        (str(reminded["Message-ID"]) != str(letter["Message-ID"]), it.plan.state),
        (True, "sent"),
    )
    words = f"Dear Wei,\n\nwe confirm {it.plan.number} v{it.plan.plan_version}.\n\nAnna Petersen\n"
    stranger = "somebody@elsewhere.example"
    for sender, name in ((stranger, "a stranger"), (it.email, it.buyer)):
        story.house.go_on(minutes=20)
        raw = post.write_mail(
            sender=sender, to="sales@ordolux.example", subject=f"Re: {letter['Subject']}", text=words, at=story.house.now(),
            message_id=f"confirm-{name.split()[0]}@{sender.split('@')[1]}", in_reply_to=str(letter["Message-ID"]),
        )  # fmt: skip
        story.keep(f"{it.name}-plan-answer-of-{name.replace(' ', '-')}.eml", raw)
        story.tell.step(
            f"{name.capitalize() if sender == stranger else name} answers by mail: “{words.splitlines()[2]}”"
        )
        post.send_mail(raw, sender=sender, to="sales@ordolux.example", port=story.house.smtp)
        story.house.settle()
        it.plan.refresh_from_db()
        if sender == stranger:
            story.tell.fact("a stranger confirms nothing", it.plan.state, "sent")
    _confirmed(story, it)


def _confirmed(story: "Play", it: "Business") -> None:
    story.house.settle()
    it.plan.refresh_from_db()
    story.tell.fact(
        f"the plan is confirmed by {it.buyer}",
        (it.plan.state, it.plan.confirmed_by.name),
        ("confirmed", it.buyer),
    )


def depart(story: "Play", it: "Business") -> None:
    """Papers, booking, bill of lading, container and vessel, departure; the tracking page opens by link."""
    from ordolux.shipping.models import CommercialInvoice, Shipment

    tell, house, wei = story.tell, story.house, story.staff.wei
    address = f"/desk/shipping/plans/{it.plan.number}"
    content = it.plan.content
    if it.term == "TT_30_70_BS":
        wei.open(address)
        tell.step("Wei wants to issue the shipping papers before the balance has come.")
        wei.submit("/papers", refused=True)
        tell.fact("that is refused", CommercialInvoice.objects.filter(packing_list__plan=it.plan).count(), 0)
        pay_balance(story, it)
    wei.open(address)
    tell.step(f"Wei issues packing list and commercial invoice of {it.plan.number}.")
    wei.submit("/papers")
    house.settle()
    invoice = CommercialInvoice.objects.select_related("packing_list").get(packing_list__plan=it.plan)
    packing = invoice.packing_list
    tell.fact(f"{invoice.number} states the price that was signed", invoice.total, it.order.total)
    tell.fact(
        f"the packing list counts {packing.cartons} cartons of 100", packing.cartons, -(-it.pieces // 100)
    )
    tell.fact(
        "both are on paper",
        [
            story.document(kind, record).file.read()[:5]
            for kind, record in (("commercial_invoice", invoice), ("packing_list", packing))
        ],
        [b"%PDF-"] * 2,
    )
    departs, arrives = (datetime.fromisoformat(content[name]).date() for name in ("departs_on", "arrives_on"))
    departs = max(departs, story.today())
    arrives = max(arrives, departs + timedelta(days=3))
    by_sea = content["mode"].startswith("sea")
    booked: dict[str, Any] = {"carrier": "Elbe Line" if by_sea else "Sky Cargo",
                              "booking_reference": f"BK-{it.name.upper()}-01",
                              "departs_on": departs, "arrives_on": arrives}  # fmt: skip
    if by_sea:
        wei.open(address)
        wei.submit(
            "/booking",
            refused=True,
            **booked,
            vessel=VESSEL,
            imo=IMO,
            voyage="048W",
            container=WRONG_CONTAINER,
        )
        tell.fact(
            f"the container {WRONG_CONTAINER} is refused: its check digit is wrong",
            Shipment.objects.filter(plan=it.plan).count(),
            0,
        )
        booked |= {"vessel": VESSEL, "imo": IMO, "voyage": "048W", "container": CONTAINERS[it.name]}
    wei.open(address)
    tell.step(
        f"Wei books the transport: {booked['carrier']}, {content['mode']}"
        f"{', container ' + CONTAINERS[it.name] + ', vessel ' + VESSEL if by_sea else ''}."
    )
    wei.submit("/booking", **booked)
    it.shipment = Shipment.objects.get(plan=it.plan)
    tell.fact(
        "it is booked",
        (it.shipment.state, it.shipment.container),
        ("booked", CONTAINERS[it.name] if by_sea else it.shipment.container),
    )
    house.go_to(max(house.now(), datetime.combine(departs, time(8), WORKS)))
    here = f"/desk/shipments/{it.shipment.number}"
    wei.open(here)
    tell.step("Wei notes the loading and the transport document.")
    wei.submit("/loading", **({"seal": "EL448213"} if by_sea else {}))
    wei.open(here)
    wei.submit("/bill", bl_number=f"ELBE{it.shipment.pk:07d}" if by_sea else "176-12345675",
               bl_kind="original" if by_sea else "air_waybill",
               on_board_on=story.today())  # fmt: skip
    house.go_on(hours=6)
    tell.step(f"{it.shipment.number} departs.")
    wei.open(here)
    wei.submit("/events", event="TRANSPORT DEPA", classifier="ACT", happened_at=_local(house.now()))
    house.settle()
    it.shipment.refresh_from_db()
    it.order.refresh_from_db()
    tell.fact(
        "it has departed and the order is shipped",
        (it.shipment.state, it.order.state),
        ("departed", "shipped"),
    )
    stranger = house.visitor(house.url, "somebody with the link", "")
    page = stranger.open(story.link_in(story.box.newest(it.email, "/track/")), may_fail=True)
    tell.fact(
        "the tracking page opens by link, without signing in",
        (page.status, "/track/" in page.address),
        (200, True),
    )
    tell.fact(
        "another link opens nothing",
        stranger.open(page.address[:-2] + "~~", may_fail=True).status in (404, 410),
    )
    it.tracking = (stranger, page)
    if it.term == "TT_30_70_BL":
        pay_balance(story, it)


def arrive(story: "Play", it: "Business") -> None:
    """The arrival moves the shipment and the tracking page."""
    house, wei = story.house, story.staff.wei
    stranger, before = it.tracking
    house.go_to(datetime.combine(it.shipment.arrives_on, time(9), WORKS))
    wei.open(f"/desk/shipments/{it.shipment.number}")
    story.tell.step(f"{it.shipment.number} of the {it.name} order arrives.")
    wei.submit(
        "/events",
        event="TRANSPORT ARRI",
        classifier="ACT",
        happened_at=_local(house.now()),
        location=it.shipment.destination,
    )
    house.settle()
    it.shipment.refresh_from_db()
    story.tell.fact("the event moves the shipment", it.shipment.state, "arrived")
    story.tell.fact("and the tracking page", stranger.open(before.address).body != before.body)


def pay_balance(story: "Play", it: "Business") -> None:
    """The balance comes by the bank's statement."""
    story.pay(it, it.order.instalments.order_by("position")[1], f"Balance {it.proforma.number}")
    it.deal.refresh_from_db()
    story.tell.fact("deposit and balance are the total", it.deal.paid, it.order.total)


def _local(moment: datetime) -> str:
    return moment.astimezone(WORKS).strftime("%Y-%m-%dT%H:%M")


# ── 9 delivery, warranty, claim ──────────────────────────────────────────────


def deliver(story: "Play", it: "Business") -> None:
    """The goods are delivered and the warranty begins."""
    from ordolux.support.models import Warranty

    story.house.go_on(days=1)
    wei = story.staff.wei
    here = f"/desk/shipments/{it.shipment.number}"
    wei.open(here)
    story.tell.step(f"{it.company} receives the goods; Wei enters the proof of delivery.")
    wei.submit(
        "/delivery",
        received_by=it.buyer,
        delivered_at=_local(story.house.now()),
        files={"proof": File("pod.pdf", paper("Received in good order"), "application/pdf")},
    )
    story.house.settle()
    it.shipment.refresh_from_db()
    it.order.refresh_from_db()
    story.tell.fact(
        "shipment and order are delivered",
        (it.shipment.state, it.order.state in ("delivered", "closed")),
        ("delivered", True),
    )
    warranty = Warranty.objects.get(order=it.order)
    on = it.order.delivered_on
    story.tell.fact(
        f"the warranty runs {warranty.months} months from {warranty.starts_on} to {warranty.ends_on}",
        (warranty.starts_on, (warranty.ends_on.year - on.year) * 12 + warranty.ends_on.month - on.month),
        (on, warranty.months),
    )


def claim(story: "Play", it: "Business") -> None:
    """Lamps fail: without test report nothing is replaced, with it the replacement starts at the top, free of charge."""
    from ordolux.foundation.deals.models import Deal
    from ordolux.inquiries.models import Inquiry, Quotation
    from ordolux.support.models import Claim

    tell, house = story.tell, story.house
    house.go_on(days=120)
    anna, ling = story.customer(it), story.staff.ling
    anna.open(f"/portal/claims/new/{it.order.number}")
    tell.step("After four months Anna claims 40 bulbs that flicker, without a test report.")
    anna.submit(
        f"/claims/new/{it.order.number}",
        files={},
        position=1,
        pieces=40,
        failure_mode=_mode(),
        description="They flicker after an hour and go dark.",
    )
    house.settle()
    it.claim = Claim.objects.get(deal=it.deal)
    ling.open(f"/desk/support/{it.claim.number}")
    tell.step("Ling wants to approve it.")
    tell.fact(
        "without a test report it is refused: her page offers no approval, only to ask for the report",
        (it.claim.state, ling.page.has_form("/approval"), ling.page.has_form("/report-request"),
         Deal.objects.filter(replaces=it.deal).count()),
        ("submitted", False, True, 0),
    )  # fmt: skip
    house.go_on(days=2)
    anna.open(f"/portal/claims/{it.claim.number}")
    tell.step("Anna adds the fault test report.")
    anna.submit(
        "/evidence", kind="test_report", report_number="FTR-7781", tested_by="Nordlicht laboratory",
        tested_on=story.today() - timedelta(days=1),
        tested_pieces=5,
        files={"test_report": File("fault-test-report.pdf", paper("Fault test report FTR-7781"), "application/pdf")},
    )  # fmt: skip
    ling.open(f"/desk/support/{it.claim.number}")
    tell.step("Ling approves the claim.")
    ling.submit("/approval")
    house.settle()
    it.claim.refresh_from_db()
    tell.fact("the claim is approved and the replacement begun", it.claim.state, "replaced")
    fresh = Deal.objects.get(replaces=it.deal)
    inquiry = Inquiry.objects.get(deal=fresh)
    tell.fact(
        f"{fresh.number} starts at the top: {inquiry.number} for 40 pieces, free",
        (inquiry.is_free, fresh.pieces, fresh.stage),
        (True, 40, "inquiry"),
    )
    quotation = Quotation.objects.get(inquiry=inquiry)
    tell.fact("its quotation comes to nothing", quotation.total.amount, Decimal(0))
    tell.fact(
        "and the decision is on paper", story.document("claim_decision", it.claim).file.read()[:5], b"%PDF-"
    )


def claim_too_late(story: "Play", it: "Business") -> None:
    """After the end of the warranty a test report does not help."""
    from ordolux.support.models import Claim, Warranty

    house, omar, ling = story.house, story.customer(it), story.staff.ling
    ends_on = Warranty.objects.get(order=it.order).ends_on
    house.go_to(datetime.combine(ends_on + timedelta(days=10), time(9), WORKS))
    omar.open(f"/portal/claims/new/{it.order.number}")
    story.tell.step(
        f"Omar claims 2 spots, with a test report, ten days after his warranty ended on {ends_on}."
    )
    omar.submit(
        f"/claims/new/{it.order.number}", position=1, pieces=2, failure_mode=_mode(), description="Two spots flicker.",
        report_number="T-1", tested_by="Al Noor", tested_on=story.today(), tested_pieces=2,
        files={"test_report": File("report.pdf", paper("Test report T-1"), "application/pdf")},
    )  # fmt: skip
    it.claim = Claim.objects.get(deal=it.deal)
    ling.open(f"/desk/support/{it.claim.number}")
    ling.submit("/approval", refused=True)
    it.claim.refresh_from_db()
    story.tell.fact("it is not approved", (it.claim.state, it.claim.is_in_time), ("submitted", False))
    ling.open(f"/desk/support/{it.claim.number}")
    ling.submit("/rejection", reason="The warranty ended before.")
    house.settle()
    it.claim.refresh_from_db()
    story.tell.fact(
        "it is rejected with its reason", (it.claim.state, bool(it.claim.reason)), ("rejected", True)
    )


def _mode() -> str:
    from ordolux.support.warranty.models import FailureMode

    return "flicker" if "flicker" in FailureMode.values else FailureMode.values[0]


# ── 10 conversation ──────────────────────────────────────────────────────────


def talk(story: "Play", it: "Business") -> None:
    """Both have the order open; each hears at once when the other says something."""
    from ordolux.foundation.correspondence.models import Message

    visitor, wei = story.customer(it), story.staff.wei
    address = f"/live/orders/{it.deal.number}"
    at_customer, at_desk = (Listener(who.listen(story.house.live_url + address)) for who in (visitor, wei))
    visitor.open(f"/portal/orders/{it.deal.number}")
    story.tell.step("Anna asks on the order: “Can you add 20 spare carton labels?”")
    visitor.submit(f"{it.deal.number}/messages", text="Can you add 20 spare carton labels?")
    story.tell.fact("Wei's open page hears it at once (server-sent event)", at_desk.hears())
    wei.open(f"/desk/orders/{it.deal.number}/conversation")
    story.tell.fact(
        "and shows what was said",
        b"spare carton labels" in wei.open(f"/desk/orders/{it.deal.number}/conversation").body,
    )
    at_customer.heard.clear()
    wei.open(f"/desk/orders/{it.deal.number}")
    story.tell.step("Wei answers: “Gladly, they come with the documents.”")
    wei.submit(f"{it.deal.number}/messages", text="Gladly, they come with the documents.")
    story.tell.fact("Anna's open page hears it at once", at_customer.hears())
    story.house.settle()
    said = list(
        Message.objects.filter(deal=it.deal, channel="portal").order_by("id").values_list("text", flat=True)
    )
    story.tell.fact(
        "both messages stand in the order, in order", [text.split()[0] for text in said], ["Can", "Gladly,"]
    )
    wei.open(f"/desk/orders/{it.deal.number}")
    wei.submit(f"{it.deal.number}/notes", text="Internal: labels cost 3 CNY.")
    story.tell.fact(
        "an internal note stays inside",
        b"3 CNY" in visitor.open(f"/portal/orders/{it.deal.number}").body,
        False,
    )
