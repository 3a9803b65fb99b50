"""Purchasing through its pages: Gao sees what is missing, asks, compares, orders, receives; lots are counted and held."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.edges.letters import production as letters
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person, Supplier
from ordolux.foundation.stock.models import Lot, LotState
from ordolux.production.conftest import MORNING, Works, build_works
from ordolux.production.job.deeds import plan_jobs
from ordolux.production.job.models import Job, JobState
from ordolux.production.materials.deeds import net_materials
from ordolux.production.materials.models import (
    Offer,
    Peg,
    Purchase,
    PurchaseState,
    RequestForQuotation,
    RequestState,
)
from tests.cast import sign_in
from tests.days import works_day

SYSTEM = Actor.system()
ODD = [
    "😀",
    "‮abc",
    "x" * 10_000,
    "<script>alert(1)</script>",
    "{x}",
    "%s",
    "9" * 60,
    "NaN",
    "-1",
    "9999-12-31",
    "1e400",
]


@pytest.fixture
def works(db: None) -> Works:
    """The factory."""
    return build_works()


@pytest.fixture
def gao(db: None) -> Client:
    """Gao buys."""
    return signed_in("gao", "purchasing")


@pytest.fixture
def draft(works: Works) -> Purchase:
    """A drafted purchase for which a job waits."""
    return drafted(works)


def drafted(works: Works, pieces: int = 60) -> Purchase:
    """A released order whose material was netted."""
    order = works.order((works.bulb, pieces))
    plan_jobs(order, by=SYSTEM, at=clock.now())
    net_materials(order, by=SYSTEM, at=clock.now())
    return Purchase.objects.get(order=order)


def signed_in(name: str, *roles: str) -> Client:
    """The browser of one of our people."""
    person = Person.objects.create(
        email=f"{name}@example.test", name=name.title(), roles=list(roles), made_at=MORNING
    )
    return sign_in(Client(), person)


def supplier(name: str) -> Supplier:
    """Another supplier."""
    return Supplier.objects.create(
        number=f"S-{name}", legal_name=name, email=f"{name.lower()}@x.example", made_at=MORNING
    )


def paper(name: str = "paper.pdf") -> SimpleUploadedFile:
    """A small file to upload."""
    return SimpleUploadedFile(name, b"%PDF-1.4 " + name.encode(), "application/pdf")


def words(answer: Any) -> str:
    """The text of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def offered(gao: Client, purchase: Purchase, who: Supplier, price: str, key: str) -> Any:
    """Record an offer with this price for each line."""
    prices = {f"price_{line.position}": price for line in purchase.lines.all()}
    return gao.post(f"/desk/production/purchases/{purchase.number}/offers/new", {
        "key": key, "supplier": who.number, "currency": "CNY", "due_on": (works_day() + timedelta(days=5)).isoformat(),
        "valid_until": (works_day() + timedelta(days=20)).isoformat(), **prices,
    })  # fmt: skip


def test_the_landing_page_tells_what_jobs_miss_and_by_when(gao: Client, draft: Purchase) -> None:
    page = words(gao.get("/desk/"))
    for line in draft.lines.select_related("part"):
        assert line.part.number in page
    assert draft.order.number in page
    assert "Ask for offers" in page


def test_each_supplier_gets_a_letter_of_his_own_and_no_price_of_ours(gao: Client, draft: Purchase) -> None:
    others = [supplier("Bright"), supplier("Cold")]
    page = f"/desk/production/purchases/{draft.number}/asking"
    shown = gao.get(page).content.decode()
    assert re.search(rf'value="{draft.supplier.number}"[^>]*checked', shown)

    answer = gao.post(page, {"key": "1", "suppliers": [o.number for o in others],
                             "answer_by": (works_day() + timedelta(days=3)).isoformat()})  # fmt: skip
    assert answer.status_code == 302, words(answer)
    for event in Event.objects.filter(name="request_for_quotation.sent").order_by("id"):
        letters.request_for_quotation(event, f"tick{event.pk}")

    sent = list(Message.objects.filter(letter="request_for_quotation").order_by("id"))
    assert [m.to_addresses for m in sent] == [["bright@x.example"], ["cold@x.example"]]
    price = f"{draft.lines.first().unit_price.amount:.2f}"
    assert all(price not in m.text and "Cold" not in m.text for m in sent)
    assert (
        gao.post(page, {"key": "2", "suppliers": [others[0].number], "answer_by": "2099-01-01"}).status_code
        == 422
    )


def test_the_best_offer_is_ordered_with_one_press_and_the_job_follows_it(
    gao: Client, draft: Purchase
) -> None:
    dear, cheap = supplier("Dear"), supplier("Cheap")
    offered(gao, draft, dear, "9.99", "1")
    assert offered(gao, draft, cheap, "0.01", "2").status_code == 302
    pegged = Peg.objects.filter(purchase_line__purchase=draft).count()
    landing = gao.get("/desk/").content.decode()
    best = re.search(r'action="(/desk/production/offers/\d+/order)"', landing)[1]
    assert "Order the best offer: Cheap" in re.sub(r"\s+", " ", landing)

    made = gao.post(best, {"key": "3"})

    fresh = Purchase.objects.get(supplier=cheap)
    draft.refresh_from_db()
    assert made.headers["Location"] == f"/desk/production/purchases/{fresh.number}"
    assert (fresh.state, draft.state) == (PurchaseState.ORDERED, PurchaseState.CANCELLED)
    assert Peg.objects.filter(purchase_line__purchase=fresh).count() == pegged > 0
    assert fresh.lines.first().unit_price.amount == Decimal("0.01")
    assert fresh.number in words(gao.get(f"/desk/production/purchases/{draft.number}"))


def test_an_offer_without_every_price_is_refused_and_a_newer_one_replaces_the_old(
    gao: Client, draft: Purchase
) -> None:
    who = supplier("Bright")
    assert offered(gao, draft, who, "", "0").status_code == 422
    assert not Offer.objects.exists()
    offered(gao, draft, who, "2", "1")
    offered(gao, draft, who, "1", "2")
    assert Offer.objects.filter(replaced_at=None).count() == 1
    assert Offer.objects.count() == 2
    old = Offer.objects.exclude(replaced_at=None).get()
    refused = gao.post(f"/desk/production/offers/{old.pk}/order", {"key": "3"})
    assert refused.status_code == 422
    assert "newer offer" in words(refused)


def test_a_cancelled_purchase_is_drafted_again_so_that_no_need_is_forgotten(
    gao: Client, draft: Purchase
) -> None:
    page = f"/desk/production/purchases/{draft.number}"
    gao.post(f"{page}/order", {"key": "1"})
    assert gao.post(f"{page}/cancellation", {"key": "2", "reason": ""}).status_code == 422
    assert gao.post(f"{page}/cancellation", {"key": "3", "reason": "he cannot deliver"}).status_code == 302
    letters.purchase_cancelled(Event.objects.get(name="purchase.cancelled"), "tick")

    again = Purchase.objects.get(state=PurchaseState.DRAFTED)
    assert again.number in words(gao.get("/desk/"))
    assert Message.objects.get(letter="purchase_cancelled").to_addresses == [draft.supplier.email]
    assert not Peg.objects.filter(purchase_line__purchase=draft).exists()


def test_a_supplier_whose_every_certificate_has_lapsed_gets_no_order(
    gao: Client, works: Works, draft: Purchase
) -> None:
    works.certificate(valid_until=date(2020, 1, 1), valid_from=date(2019, 1, 1))
    refused = gao.post(f"/desk/production/purchases/{draft.number}/order", {"key": "1"})
    assert refused.status_code == 422
    assert "has lapsed" in words(refused)
    assert "lapsed" in words(gao.get("/desk/"))


def test_a_retired_supplier_is_not_asked_and_comes_back(gao: Client, draft: Purchase) -> None:
    page = f"/desk/suppliers/{draft.supplier.number}"
    assert gao.post(f"{page}/retirement", {"key": "1", "reason": "failed the audit"}).status_code == 302
    assert draft.supplier.legal_name not in words(
        gao.get(f"/desk/production/purchases/{draft.number}/asking")
    )
    refused = gao.post(f"/desk/production/purchases/{draft.number}/order", {"key": "2"})
    assert "failed the audit" in words(refused)
    gao.post(f"{page}/return", {"key": "3"})
    assert gao.post(f"/desk/production/purchases/{draft.number}/order", {"key": "4"}).status_code == 302


def test_a_delivery_is_let_in_with_one_report_for_all_lots_and_one_press(
    gao: Client, draft: Purchase
) -> None:
    page = f"/desk/production/purchases/{draft.number}"
    gao.post(f"{page}/order", {"key": "o"})
    certificate = {"key": "c", "scheme": "ISO 9001", "certificate_number": "Q-1", "scope": "LED", "valid_from": "2020-01-01",
                   "valid_until": "2099-01-01", "file": paper()}  # fmt: skip
    gao.post(f"/desk/suppliers/{draft.supplier.number}/certificates/new", certificate)
    said: dict[str, Any] = {
        "key": "r",
        "delivered_on": works_day().isoformat(),
        "papers": "accepted",
        "report": paper(),
    }
    for line in draft.lines.all():
        said |= {
            f"quantity-{line.position}": f"{line.missing:f}",
            f"lot-{line.position}": f"L{line.position}",
        }
    answer = gao.post(f"{page}/receipt", said)

    assert answer.status_code == 302, words(answer)
    assert Lot.objects.filter(state=LotState.RELEASED).count() == draft.lines.count()
    assert Job.objects.get().state == JobState.READY
    assert "No job waits for material." in words(gao.get("/desk/"))

    lot = Lot.objects.first()
    shown = words(gao.get(f"/desk/stock/{lot.number}"))
    assert draft.number in shown
    assert gao.get(f"/desk/stock/{lot.number}/papers/report").content.startswith(b"%PDF")
    assert gao.get(f"/desk/stock/{lot.number}/papers/certificate").content.startswith(b"%PDF")


def test_another_day_of_delivery_needs_a_reason_and_is_late_until_then(gao: Client, draft: Purchase) -> None:
    page = f"/desk/production/purchases/{draft.number}"
    gao.post(f"{page}/order", {"key": "o"})
    later = (works_day() + timedelta(days=400)).isoformat()
    assert gao.post(f"{page}/date", {"key": "1", "expected_on": later}).status_code == 422
    gao.post(f"{page}/date", {"key": "2", "expected_on": later, "reason": "the smelter stands"})
    assert "the smelter stands" in words(gao.get(page))
    assert "too late" in words(gao.get("/desk/"))


def test_the_landing_page_takes_fifteen_statements_with_many_shortages(gao: Client, works: Works) -> None:
    drafted(works)
    few = _statements(gao)
    for _ in range(8):
        drafted(works)
    assert _statements(gao) <= few <= 15 + 3


def test_a_request_that_is_declined_closes_and_the_others_stay(gao: Client, draft: Purchase) -> None:
    others = [supplier("Bright"), supplier("Cold")]
    gao.post(f"/desk/production/purchases/{draft.number}/asking",
             {"key": "1", "suppliers": [o.number for o in others], "answer_by": "2099-01-01"})  # fmt: skip
    request = RequestForQuotation.objects.get(supplier=others[0])
    gao.post(f"/desk/production/requests/{request.number}/decline", {"key": "2", "reason": "no capacity"})
    states = set(RequestForQuotation.objects.values_list("state", flat=True))
    assert states == {RequestState.DECLINED, RequestState.SENT}
    assert "no capacity" in words(gao.get(f"/desk/production/purchases/{draft.number}"))


def test_odd_words_in_any_field_are_answered_and_buy_nothing(gao: Client, draft: Purchase) -> None:
    page = f"/desk/production/purchases/{draft.number}"
    before = (Offer.objects.count(), RequestForQuotation.objects.count())
    for place, word in enumerate(ODD):
        for address, said in (
            (f"{page}/asking", {"suppliers": word, "answer_by": word, "words": word}),
            (f"{page}/offers/new", {"supplier": word, "currency": word[:3], "price_1": word, "due_on": word}),
            (f"{page}/receipt", {"delivered_on": word, "quantity-1": word}),
            (f"{page}/receipt", {"delivered_on": "2026-01-01", "quantity-1": word, "lot-1": word}),
            (f"{page}/certificates", {"valid_from": word, "valid_until": word, "scheme": word}),
            (f"{page}/date", {"expected_on": word, "reason": word}),
            ("/desk/suppliers/new", {"legal_name": word, "country": word, "email": word, "phone": word}),
        ):
            answer = gao.post(address, {"key": f"{place}{address}", **said}, follow=True)
            assert answer.status_code in (200, 400, 404, 409, 422), (address, word[:20], answer.status_code)
        for address in (
            "/desk/stock",
            "/desk/suppliers",
            "/desk/production/shortages",
            "/desk/suppliers/certificates",
        ):
            assert (
                gao.get(address, {"q": word[:300], "sort": word[:60], "show": word[:60]}).status_code == 200
            )
    assert (Offer.objects.count(), RequestForQuotation.objects.count()) == before


def _statements(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/desk/").status_code == 200
    return len(asked)
