"""Production through its pages: Wu buys, Chen plans, Lin inspects, Anna looks, and everybody sees only what is his."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordolux.edges.letters import production as letters
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Company, Person
from ordolux.foundation.stock.models import Lot
from ordolux.production.conftest import MORNING, Works, build_works
from ordolux.production.inspection.models import Batch, BatchState, Draw, Reading, ReadingSheet, SealedSecret
from ordolux.production.inspection.reactions import print_report
from ordolux.production.job.deeds import plan_jobs
from ordolux.production.materials.deeds import net_materials
from ordolux.production.materials.models import Purchase, PurchaseState
from ordolux.production.materials.reactions import print_purchase
from tests.cast import sign_in
from tests.days import works_day

SYSTEM = Actor.system()
SPHERE = {"instrument": "Sphere 2 m, S/N 4711", "calibrated_until": "2099-12-31"}


@pytest.fixture
def works(db: None) -> Works:
    """The factory."""
    return build_works()


def signed_in(name: str, *roles: str, company: Company | None = None) -> Client:
    """The browser of somebody who has signed in."""
    person = Person.objects.create(
        email=f"{name}@example.test", name=name.title(), roles=list(roles), company=company, made_at=MORNING
    )
    return sign_in(Client(), person)


def pdf(text: str) -> SimpleUploadedFile:
    """A small file to upload."""
    return SimpleUploadedFile("paper.pdf", b"%PDF-1.4\n" + text.encode(), "application/pdf")


def through_receipt(works: Works, wu: Client, pieces: int = 60) -> Purchase:
    """An order whose material Wu has ordered and let in, through her pages."""
    order = works.order((works.bulb, pieces))
    plan_jobs(order, by=SYSTEM, at=clock.now())
    net_materials(order, by=SYSTEM, at=clock.now())
    purchase = Purchase.objects.get(order=order)
    page = f"/desk/production/purchases/{purchase.number}"
    wu.post(f"{page}/order", {"key": "o"})
    wu.post(f"{page}/certificates", {
        "key": "c", "scheme": "ISO 9001", "certificate_number": "Q-1", "scope": "LED", "valid_from": "2020-01-01",
        "valid_until": "2099-01-01", "file": pdf("certificate"),
    })  # fmt: skip
    answer = wu.post(f"{page}/receipt", receipt_of(purchase))
    assert answer.status_code == 302, re.sub(r"<[^>]+>", "", answer.content.decode())
    return purchase


def receipt_of(purchase: Purchase, *, report: bool = True) -> dict[str, object]:
    """The receipt form, filled in for everything that is missing."""
    said: dict[str, object] = {"key": "r", "delivered_on": works_day().isoformat()}
    for line in purchase.lines.all():
        said |= {
            f"quantity-{line.position}": f"{line.missing:f}",
            f"lot-{line.position}": f"L{line.position}",
        }
        if report:
            said |= {
                f"report-{line.position}": pdf(f"coa {line.position}"),
                f"accepted-{line.position}": "yes",
            }
    return said


def released(works: Works, wu: Client, chen: Client, pieces: int = 60) -> Batch:
    """A batch that Chen has scheduled and released through her pages."""
    through_receipt(works, wu, pieces)
    assert chen.post("/desk/production/schedule/making", {"key": "s"}).status_code == 302
    batch = Batch.objects.get()
    chen.post(f"/desk/batches/{batch.number}/release", {"key": "b"})
    batch.refresh_from_db()
    return batch


def as_csv(units: list[int], flux: str = "810") -> bytes:
    """An export of the sphere for these pieces."""
    rows = ["serial;time (min);Flux (lm);Power (W);x;y"]
    rows += [f"{unit};{minute};{flux};9.0;0.4342;0.4030" for unit in units for minute in (15, 30, 45, 60)]
    return "\n".join(rows).encode()


def upload(lin: Client, batch: Batch, content: bytes, key: str = "f") -> None:
    """Hand in an export through the page."""
    lin.post(f"/desk/batches/{batch.number}/readings/file", {
        "key": key, **SPHERE, "file": SimpleUploadedFile("run.csv", content, "text/csv"),
    })  # fmt: skip


def test_a_delivery_without_its_papers_is_refused_and_what_was_typed_stays(works):
    wu = signed_in("wu", "purchasing")
    order = works.order((works.bulb, 60))
    plan_jobs(order, by=SYSTEM, at=clock.now())
    net_materials(order, by=SYSTEM, at=clock.now())
    purchase = Purchase.objects.get()
    page = f"/desk/production/purchases/{purchase.number}"
    wu.post(f"{page}/order", {"key": "o"})

    answer = wu.post(f"{page}/receipt", receipt_of(purchase, report=False))

    assert answer.status_code == 422
    assert "no test report" in answer.content.decode()
    assert 'value="L1"' in answer.content.decode()
    assert not Lot.objects.exists()


def test_the_purchase_order_goes_to_the_supplier_and_never_to_the_customer(works):
    wu, anna = signed_in("wu", "purchasing"), signed_in("anna", "buyer", company=works.buyer)
    purchase = through_receipt(works, wu)
    print_purchase(Event.objects.get(name="purchase.ordered"), "tick")
    letters.purchase_order(Event.objects.get(name="purchase.filed"), "tick")
    letters.purchase_order(Event.objects.get(name="purchase.filed"), "tick")

    letter = Message.objects.get(letter="purchase_order")
    assert letter.to_addresses == ["sales@hongyu.example"]
    assert letter.attachments.count() == 1
    purchase.refresh_from_db()
    assert purchase.state == PurchaseState.RECEIVED
    page = anna.get(f"/portal/orders/{purchase.deal.number}").content.decode()
    assert "Hongyu" not in page
    assert purchase.number not in page


def test_the_secret_is_on_no_page_before_the_batch_is_closed_and_on_the_customers_after(works):
    wu, chen = signed_in("wu", "purchasing"), signed_in("chen", "planner")
    anna, omar = (
        signed_in("anna", "buyer", company=works.buyer),
        signed_in("omar", "buyer", company=works.other_buyer),
    )
    batch = released(works, wu, chen)
    secret, page = SealedSecret.objects.get().secret, f"/portal/batches/{batch.number}"

    before = anna.get(page).content.decode()
    assert batch.secret_hash in before
    for browser, address in ((anna, page), (chen, f"/desk/batches/{batch.number}")):
        assert secret not in browser.get(address).content.decode()

    chen.post(f"/desk/batches/{batch.number}/closing", {"key": "x"})

    after = anna.get(page).content.decode()
    assert secret in after
    assert "same pieces, same hash" in after
    assert omar.get(page).status_code == omar.get("/portal/batches/B-1999-0001").status_code == 404


def test_the_lines_of_code_on_the_customers_page_really_repeat_the_draw(works):
    wu, chen = signed_in("wu", "purchasing"), signed_in("chen", "planner")
    anna = signed_in("anna", "buyer", company=works.buyer)
    batch = released(works, wu, chen)
    chen.post(f"/desk/batches/{batch.number}/closing", {"key": "x"})

    import html

    shown = anna.get(f"/portal/batches/{batch.number}").content.decode()
    lines = html.unescape(re.search(r"<pre[^>]*><code>(.*?)</code>", shown, re.DOTALL)[1])
    said: list[object] = []
    exec(lines, {"print": said.append})  # the lines that our own page shows to the customer

    assert said == [Draw.objects.get().units]


def test_lin_hands_in_a_file_judges_and_looks_at_every_piece_and_anna_opens_the_report(works):
    wu, chen, lin = signed_in("wu", "purchasing"), signed_in("chen", "planner"), signed_in("lin", "inspector")
    anna = signed_in("anna", "buyer", company=works.buyer)
    batch = released(works, wu, chen)
    page = f"/desk/batches/{batch.number}"
    lin.post(f"{page}/closing", {"key": "x"})

    upload(lin, batch, as_csv(Draw.objects.get().units))
    assert Reading.objects.count() == 6 * 4
    assert b"Sign off" in lin.get(page).content
    lin.post(f"{page}/judgement", {"key": "j"})
    assert b"<svg" in lin.get(page).content
    lin.post(f"{page}/appearance", {"key": "a", "good": "58", "scrap": "2", "codes-1": "M05", "pieces-1": "2",
                                    "becomes-1": "scrap"})  # fmt: skip
    batch.refresh_from_db()
    assert (batch.state, batch.good_pieces) == (BatchState.INSPECTED, 58)
    print_report(Event.objects.get(name="batch.inspected"), "tick")
    letters.inspection_report(Event.objects.get(name="report.filed"), "tick")

    shown = anna.get(f"/portal/batches/{batch.number}").content.decode()
    report = re.search(r"/portal/documents/[\w-]+", shown)[0]
    assert anna.get(report).content.startswith(b"%PDF")
    lot = Lot.objects.first()
    assert anna.get(f"/portal/batches/{batch.number}/lots/{lot.number}/report").content.startswith(b"%PDF")
    assert Message.objects.filter(letter="inspection_report").exists()


@pytest.mark.parametrize(
    ("what", "says"),
    [("banana", "number"), ("9999999", "flux_lm"), ("-5", "flux_lm"), ("2900000", "flux_lm")],
)  # fmt: skip
def test_a_file_with_an_impossible_reading_is_kept_and_named_by_row_and_none_of_it_counts(works, what, says):
    wu, chen, lin = signed_in("wu", "purchasing"), signed_in("chen", "planner"), signed_in("lin", "inspector")
    batch = released(works, wu, chen)
    chen.post(f"/desk/batches/{batch.number}/closing", {"key": "x"})
    content = as_csv(Draw.objects.get().units).replace(b";810;", b";" + what.encode() + b";", 1)

    upload(lin, batch, content)

    assert not Reading.objects.exists()
    sheet = ReadingSheet.objects.get()
    assert sheet.is_refused
    assert "row 2" in sheet.findings[0]
    assert says in sheet.findings[0]
    assert lin.get(f"/desk/batches/{batch.number}/readings/{sheet.pk}").content == content
    assert "refused, original kept" in lin.get(f"/desk/batches/{batch.number}").content.decode()


def test_a_file_with_a_piece_that_was_not_drawn_is_refused(works):
    wu, chen, lin = signed_in("wu", "purchasing"), signed_in("chen", "planner"), signed_in("lin", "inspector")
    batch = released(works, wu, chen)
    chen.post(f"/desk/batches/{batch.number}/closing", {"key": "x"})
    outside = next(n for n in range(1, 61) if n not in Draw.objects.get().units)

    upload(lin, batch, as_csv([outside]))

    assert f"Piece {outside} was not drawn" in ReadingSheet.objects.get().findings[0]
    assert not Reading.objects.exists()


def test_a_typed_slip_is_refused_with_its_reason_and_stays_to_be_corrected(works):
    wu, chen, lin = signed_in("wu", "purchasing"), signed_in("chen", "planner"), signed_in("lin", "inspector")
    batch = released(works, wu, chen)
    chen.post(f"/desk/batches/{batch.number}/closing", {"key": "x"})
    unit = Draw.objects.get().units[0]
    said = {
        "key": "t",
        "unit": str(unit),
        **SPHERE,
        "flux_lm-15": "810",
        "power_w-15": "0.9",
        "x-15": "0.4342",
        "y-15": "0.403",
    }

    answer = lin.post(f"/desk/batches/{batch.number}/readings", said)
    assert answer.status_code == 422
    assert "lm/W" in answer.content.decode()
    assert 'value="0.9"' in answer.content.decode()

    assert lin.post(f"/desk/batches/{batch.number}/readings", said | {"power_w-15": "9"}).status_code == 302
    assert Reading.objects.get().unit == unit


def test_planning_and_quality_lists_are_read_with_three_statements_and_three_for_the_sign_in(
    works, django_assert_max_num_queries
):
    wu, chen = signed_in("wu", "purchasing"), signed_in("chen", "planner")
    released(works, wu, chen)
    for address in ("/desk/production", "/desk/quality", "/desk/production/purchases"):
        browser = wu if "purchases" in address else chen
        with django_assert_max_num_queries(3 + 3):
            assert browser.get(address).status_code == 200
    assert b"ox-gb" in chen.get("/desk/production/schedule").content
