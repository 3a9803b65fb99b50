"""What the lived-in company does beside the usual way: samples, letters of credit, credit limits, amendments, goods in parts.

Each kind of record stands in several states, so that its pages are seen, measured and pictured with something on them.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.lived_in import BULB, SPOT, Life, Piece, fresh, stages_until_made, until_released, works_day

HOTEL = "Hotel am Hafen, Baustelle 4. Obergeschoss\nAm Sandtorkai 1234567890\n20457 Hamburg"


def in_parts(life: Life) -> None:
    """One order of two lines whose first part is under way while the rest waits for the customer's word."""
    from ordolux.shipping.models import ShippingPlan
    from ordolux.shipping.packing.deeds import issue_shipping_papers
    from ordolux.shipping.parts.deeds import TravelsNow, split_plan
    from ordolux.shipping.plan.deeds import confirm_plan, send_plan

    it = Piece("in parts", "anna", ((SPOT, 600), (BULB, 400)))
    stages_until_made(life, [it])
    split_plan(life.plan(it), now=(TravelsNow(1, 600),), **life.by("wei"))
    life.work()
    life.balance(it)
    first, rest = ShippingPlan.objects.filter(order=life.order(it)).order_by("id")
    for plan in (first, rest):
        send_plan(fresh(plan), **life.by("wei"))
    life.work()
    confirm_plan(
        fresh(first),
        plan_version=fresh(first).plan_version,
        confirmed_by=life.people["anna"],
        **life.by("anna"),
    )
    issue_shipping_papers(fresh(first), **life.by("wei"))
    life.work()


def samples(life: Life) -> None:
    """Samples in every state, with a golden sample."""
    from ordolux.orders.samples import deeds
    from ordolux.orders.samples.fees.deeds import note_fee
    from ordolux.orders.samples.golden.deeds import keep_golden_sample

    def ask(pieces: int = 3, wish: str = "") -> Any:
        return deeds.ask_for_samples(
            lines=[deeds.SampleAsked(SPOT, pieces), deeds.SampleAsked(BULB, 2)], deliver_to=HOTEL, country="DE", wish=wish,
            **life.by("anna"),
        )  # fmt: skip

    ask(wish="Please in warm white, for the mock-up room. " * 8)
    offered, accepted, cleared, prepared, shipped, judged, refused, declined = (ask() for _ in range(8))
    deeds.decline_samples(declined, reason="This model ends; please look at its successor.", **life.by("mei"))
    life.go_on(hours=2)
    for one in (offered, accepted, cleared, prepared, shipped, judged, refused):
        deeds.offer_samples(fresh(one), words="Two of each from stock.", **life.by("mei"))
    life.go_on(hours=2)
    for one in (accepted, cleared, prepared, shipped, judged, refused):
        deeds.accept_samples(fresh(one), **life.by("anna"))
    life.go_on(days=1)
    for one in (cleared, prepared, shipped, judged, refused):
        note_fee(
            fresh(one), amount=fresh(one).total.amount, reference=f"card {one.number}", on=works_day(life.by("zhou")["at"]),
            **life.by("zhou"),
        )  # fmt: skip
    for one in (prepared, shipped, judged, refused):
        deeds.prepare_samples(fresh(one), **life.by("wei"))
    keep_golden_sample(
        fresh(judged), position=1, seal_number="GS-0417", kept_in="cabinet 3, shelf B", on=works_day(life.by("lin")["at"]),
        measured={"luminous_flux": "571", "cct": "3012", "power": "6.94"}, remark="Limit sample for colour, too.",
        **life.by("lin"),
    )  # fmt: skip
    for number, one in enumerate((shipped, judged, refused)):
        deeds.ship_samples(
            fresh(one), carrier="DHL Express", tracking_number=f"12345678{number:02}",
            on=works_day(life.by("wei")["at"]), **life.by("wei"),
        )  # fmt: skip
    life.go_on(days=3)
    deeds.judge_samples(
        fresh(judged), verdict="approved", words="Light and finish as agreed. 很好。", **life.by("anna")
    )
    deeds.judge_samples(fresh(refused), verdict="rejected", words="The ring is scratched.", **life.by("anna"))
    life.work()


def advised(order: Any, **changed: Any) -> Any:
    """The credit that we asked for, as a bank advises it."""
    from ordolux.orders.documentary.deeds import Advised
    from ordolux.orders.documentary.queries import wanted_of

    terms = wanted_of(order).terms
    return replace(
        Advised(
            f"IMLC{order.pk:04d}", "Elbe Bank AG", terms.beneficiary, terms.applicant, terms.amount.amount,
            terms.amount.currency, terms.expires_on, expires_at="Shenzhen", latest_shipment_on=terms.latest_shipment_on,
            usance_days=terms.usance_days, incoterm=terms.incoterm,
            documents=("commercial_invoice", "packing_list", "bill_of_lading", "certificate_of_origin"),
        ),
        **changed,
    )  # fmt: skip


def letter_of(it: Piece) -> Any:
    """The letter of credit of a piece of business."""
    from ordolux.orders.models import LetterOfCredit

    return LetterOfCredit.objects.get(deal=it.deal)


def signed(life: Life, pieces: list[Piece]) -> None:
    """Orders that both sides signed."""
    life.each(pieces, life.ask, life.confirm, life.send, life.accept, life.sign, life.countersign)


def letters(life: Life) -> None:
    """Letters of credit: to come, announced, with discrepancies, sent back, in force, with an amendment by the bank."""
    from ordolux.orders.documentary import deeds

    to_come, announced, discrepant, sent_back, in_force, changed = pieces = [
        Piece(f"credit {name}", "anna", ((SPOT, n),), term="LC_SIGHT") for name, n in (
            ("to come", 410), ("announced", 420), ("discrepant", 430), ("sent back", 440), ("in force", 450),
            ("amended by the bank", 460),
        )]  # fmt: skip
    signed(life, pieces)
    assert to_come.deal is not None
    soon = works_day(life.by("zhou")["at"]) + timedelta(days=5)
    deeds.announce_letter(
        life.order(announced), bank="Elbe Bank AG", expected_on=soon, reference="APP-77", **life.by("anna")
    )
    for it in (discrepant, sent_back):
        order = life.order(it)
        deeds.receive_letter(
            order, **life.by("zhou"),
            says=advised(order, beneficiary="Mingzou Lightning Co.", amount=order.total.amount - 100, incoterm="CIF",
                         partial_shipments=False),
        )  # fmt: skip
    life.work()
    deeds.ask_for_amendment(
        letter_of(sent_back),
        words="Please ask your bank for these.",
        **life.by("zhou"),
    )
    for it in (in_force, changed):
        order = life.order(it)
        letter = deeds.receive_letter(order, says=advised(order), **life.by("zhou"))
        deeds.accept_letter(fresh(letter), **life.by("zhou"))
    life.work()
    letter = letter_of(changed)
    deeds.receive_credit_amendment(
        letter,
        says=advised(life.order(changed), expires_on=letter.expires_on + timedelta(days=14)),
        **life.by("zhou"),
    )
    life.work()


def documents(life: Life) -> None:
    """Documents at a bank (D/P): presented, and refused."""
    from ordolux.orders.collection.deeds import note_refusal, present_documents

    presented, refused = pieces = [
        Piece(f"documents {name}", "anna", ((BULB, n),), term="DP")
        for name, n in (("presented", 510), ("refused", 520))
    ]
    stages_until_made(life, pieces)
    life.each(pieces, life.send_plan, life.confirm_plan, life.issue_papers, life.book)
    life.go_on(days=1)
    life.each(pieces, life.load, life.depart)
    made = [
        present_documents(
            life.order(it), bank="Elbe Bank AG", on=works_day(life.by("zhou")["at"]),
            documents=("commercial_invoice", "packing_list", "bill_of_lading"), reference=f"COL-{it.deal.pk}",
            **life.by("zhou"),
        )
        for it in (presented, refused)
    ]  # fmt: skip
    life.work()
    note_refusal(fresh(made[1]), reason="The drawee asks for a later date.", **life.by("zhou"))
    life.work()


def on_credit(life: Life) -> None:
    """Open account: one order within the limit, one that waits for a manager."""
    from ordolux.orders.limit.deeds import set_credit_limit

    within, beyond = pieces = [
        Piece(f"open account {name}", "omar", ((SPOT, n),), term="OA")
        for name, n in (("within", 300), ("beyond", 9000))
    ]
    set_credit_limit(
        life.people["omar"].company, amount=Decimal(6000), currency="USD",
        valid_until=works_day(life.by("zhou")["at"]) + timedelta(days=200), reason="Three years without a delay.",
        **life.by("zhou"),
    )  # fmt: skip
    signed(life, [within, beyond])
    assert pieces
    life.work()


def amendments(life: Life) -> None:
    """Amendments that wait for the customer, wait for us, and are in force."""
    from ordolux.orders.amendment import deeds
    from ordolux.orders.models import Amendment
    from ordolux.orders.signature.deeds import digits_of

    proposed, by_customer, done = pieces = [
        Piece(f"amendment {name}", "anna", ((SPOT, n),))
        for name, n in (("proposed", 610), ("signed by the customer", 620), ("in force", 630))
    ]
    until_released(life, pieces)
    for it in pieces:
        deeds.propose_amendment(
            life.order(it), reason="The customer wants more of them, and later.",
            lines=(deeds.LineAmended(position=1, pieces=it.lines[0][1] + 100),), **life.by("mei"),
        )  # fmt: skip
    life.work()
    for it in (by_customer, done):
        amendment = Amendment.objects.get(deal=it.deal)
        who = life.by("anna")
        deeds.try_amendment_code(
            amendment, digits=digits_of(deeds.send_amendment_code(amendment, **who)), **who
        )
        deeds.sign_amendment(
            fresh(amendment),
            name="Anna Petersen",
            consent=True,
            document_sha256=fresh(amendment).sha256,
            **who,
        )
    life.work()
    deeds.countersign_amendment(Amendment.objects.get(deal=done.deal), **life.by("mei"))
    life.work()
    assert proposed.deal is not None
