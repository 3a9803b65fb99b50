"""The customer's own pages: what waits, what is to be paid, his company, and what he can ask for."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.edges.portal.payments import dues_of
from ordolux.edges.ui.places import PLACES
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotFound, NotPermitted
from ordolux.foundation.parties.colleagues.deeds import (
    BuyerNeeded,
    NotYourself,
    change_colleague,
    invite_colleague,
    remove_colleague,
)
from ordolux.foundation.parties.deeds import WrongRoles
from ordolux.foundation.parties.models import DeliveryAddress, Person
from ordolux.inquiries.models import Inquiry, Quotation
from ordolux.inquiries.quotation.deeds import revise_quotation, send_quotation
from ordolux.orders.tests import desk
from tests.access.world import World, begin_business
from tests.cast import AT, Cast, assemble, sign_in
from tests.faults.spine import Scene


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return assemble()


def anna_of(_: Any = None) -> Person:
    """Anna of the small house."""
    return Person.objects.get(email="anna@nordlicht.example")


def test_the_start_page_takes_fifteen_statements_for_one_deal_and_for_fifty(db: None) -> None:
    world = World()
    client = sign_in(Client(), world.cast.anna)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/portal/").status_code == 200
        counts.append(len(asked))
        for _ in range(50):
            begin_business(buyer=world.cast.nordlicht, by=Actor.system(), at=AT)
    assert counts[0] == counts[1] <= 15


def test_whatever_waits_leads_to_its_record_in_one_statement(db: None) -> None:
    world = World()
    client = sign_in(Client(), world.cast.anna)
    begin = {"buyer": world.cast.nordlicht, "by": Actor.system(), "at": AT}
    ours = [name for name, place in PLACES.items() if place.portal and place.model]
    assert len({PLACES[name].model for name in ours}) > 4
    for name in ours:
        deal = begin_business(**begin)
        Deal.objects.filter(pk=deal.pk).update(next_role="buyer", next_deed=name)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/portal/")
    assert page.status_code == 200
    assert len(asked) <= 15


def test_what_waits_depends_on_the_role(db: None) -> None:
    scene = Scene()
    proforma = desk.received(desk.issued(scene.placed()))
    anna = anna_of()
    link = f"/portal/proformas/{proforma.number}"
    for roles, waits in ((["signatory"], True), (["buyer"], False), (["payer"], False)):
        Person.objects.filter(pk=anna.pk).update(roles=roles)
        page = sign_in(Client(), anna).get("/portal/").content.decode()
        assert (link in page) is waits, roles


def test_the_deposit_is_due_once_both_have_signed_and_names_its_words(db: None) -> None:
    scene = Scene()
    order = scene.placed()
    anna = anna_of()
    assert dues_of(anna.actor()) == []
    proforma = desk.confirmed(order, anna.actor(), scene.office.mei)
    due = dues_of(anna.actor())
    assert [(d.part.position, d.reference.split()[0]) for d in due] == [(1, proforma.number)]
    page = sign_in(Client(), anna).get("/portal/payments").content.decode()
    for words in ("7550014200882178", "PRVBCNBSZSN", "Our account never changes by e-mail", "/verify?code="):
        assert words in page
    assert "Account: 7550014200882178" in due[0].all_as_text.splitlines()


@pytest.mark.parametrize("path", ["orders", "quotations", "documents", "payments"])
def test_each_list_is_exported_and_keeps_staff_columns_back(db: None, path: str) -> None:
    scene = Scene()
    desk.confirmed(scene.placed(), anna_of(scene.office).actor(), scene.office.mei)
    client = sign_in(Client(), anna_of())
    told = b"".join(client.get(f"/portal/{path}?form=csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert len(told.splitlines()) >= 2 or path == "documents"
    assert "Owner" not in told.splitlines()[0]
    assert client.get(f"/portal/{path}?form=xlsx").status_code == 200
    assert client.get(f"/portal/{path}?q=%27%22%3B--&sort=-number").status_code == 200


def test_a_change_is_asked_for_and_the_quotation_stays_open(db: None) -> None:
    scene = Scene()
    quotation = scene.sent()
    client = sign_in(Client(), anna_of())
    answer = client.post(f"/portal/quotations/{quotation.number}/change", {"wish": " "})
    assert answer.status_code == 422
    answer = client.post(f"/portal/quotations/{quotation.number}/change", {"wish": "Can it be 4000 K?"})
    assert answer.status_code == 302
    assert "4000 K" in Message.objects.latest("id").text
    assert Quotation.objects.get(pk=quotation.pk).state == "sent"


def test_a_refusal_without_a_reason_keeps_what_was_typed(db: None) -> None:
    quotation = Scene().sent()
    client = sign_in(Client(), anna_of())
    answer = client.post(f"/portal/quotations/{quotation.number}/refusal", {"reason": ""})
    assert answer.status_code in (302, 422)
    assert Quotation.objects.get(pk=quotation.pk).state in ("sent", "declined")


def test_two_versions_stand_side_by_side_differences_first(db: None) -> None:
    scene = Scene()
    first = scene.sent()
    mei = scene.office.mei
    second = revise_quotation(first, by=mei, at=desk.NOON + timedelta(hours=1))
    send_quotation(second, by=mei, at=desk.NOON + timedelta(hours=2))
    client = sign_in(Client(), anna_of())
    page = client.get(f"/portal/quotations/{second.number}").content.decode()
    assert "What is different from the version before" in page
    answer = client.get(f"/portal/quotations/{second.number}/comparison")
    assert answer.status_code == 200
    assert "What stayed the same" in answer.content.decode()
    assert client.get(f"/portal/quotations/{first.number}/comparison").status_code == 302


def test_an_order_is_ordered_again_with_other_pieces(db: None) -> None:
    order = Scene().placed()
    client = sign_in(Client(), anna_of())
    path = f"/portal/orders/{order.number}/again"
    assert client.get(path).status_code == 200
    for nonsense in ("many", "", "-3", "1e9", "99999999999", "🙂"):
        answer = client.post(path, {"pieces-1": nonsense})
        assert answer.status_code == 422, nonsense
    before = Inquiry.objects.count()
    answer = client.post(path, {"pieces-1": "500", "remark": "as last time"})
    assert answer.status_code == 302
    fresh = Inquiry.objects.latest("id")
    assert Inquiry.objects.count() == before + 1
    assert fresh.lines.get().pieces == 500


def test_a_buyer_lets_a_colleague_in_and_nobody_becomes_staff(cast: Cast) -> None:
    anna = cast.anna.actor()
    jan = invite_colleague(email="jan@nordlicht.example", name="Jan Voss", roles=["payer"], by=anna, at=AT)
    assert (jan.company, jan.roles) == (cast.nordlicht, ["payer"])
    for roles in (["manager"], ["buyer", "administrator"], ["system"], [], ["nonsense"]):
        with pytest.raises(WrongRoles):
            invite_colleague(email="x@nordlicht.example", name="X", roles=roles, by=anna, at=AT)
        with pytest.raises(WrongRoles):
            change_colleague(jan, roles=roles, by=anna, at=AT)
    with pytest.raises(NotPermitted):
        invite_colleague(email="y@nordlicht.example", name="Y", roles=["buyer"], by=jan.actor(), at=AT)
    with pytest.raises(NotFound):
        change_colleague(cast.omar, roles=["payer"], by=anna, at=AT)
    with pytest.raises(NotFound):
        remove_colleague(cast.mei, by=anna, at=AT)


def test_a_company_always_keeps_a_buyer(cast: Cast) -> None:
    anna = cast.anna.actor()
    with pytest.raises(NotYourself):
        remove_colleague(cast.anna, by=anna, at=AT)
    with pytest.raises(BuyerNeeded):
        change_colleague(cast.anna, roles=["payer"], by=anna, at=AT)
    jan = invite_colleague(email="jan@nordlicht.example", name="Jan Voss", roles=["buyer"], by=anna, at=AT)
    change_colleague(Person.objects.get(pk=cast.anna.pk), roles=["payer"], by=jan.actor(), at=AT)
    with pytest.raises(BuyerNeeded):
        change_colleague(jan, roles=["payer"], by=jan.actor(), at=AT)


def test_a_removed_colleague_is_out_at_once(cast: Cast) -> None:
    jan = invite_colleague(
        email="jan@nordlicht.example", name="Jan Voss", roles=["buyer"], by=cast.anna.actor(), at=AT
    )
    his = sign_in(Client(), jan)
    assert his.get("/portal/").status_code == 200
    hers = sign_in(Client(), cast.anna)
    assert hers.post(f"/portal/company/people/{jan.pk}/removal").status_code == 302
    assert his.get("/portal/").status_code == 302
    assert hers.post(f"/portal/company/people/{cast.omar.pk}/removal").status_code == 404


def test_the_company_page_and_its_forms(cast: Cast) -> None:
    client = sign_in(Client(), cast.anna)
    assert "Nordlicht" in client.get("/portal/company").content.decode()
    answer = client.post("/portal/company/people/new", {"email": "not a mail", "name": "", "language": "en"})
    assert answer.status_code == 422
    said = {"email": "Jan@Nordlicht.example", "name": "Jan", "roles": ["payer"], "language": "en"}
    assert client.post("/portal/company/people/new", said).status_code == 302
    answer = client.post("/portal/company/people/new", said)
    assert answer.status_code == 422
    assert "belongs to somebody already" in answer.content.decode()
    said = {"label": "South", "address": "Hafenstr. 1\n20457 Hamburg", "country": "DE"}
    assert client.post("/portal/company/addresses/new", said).status_code == 302
    place = DeliveryAddress.objects.get()
    foreign = sign_in(Client(), cast.omar)
    assert foreign.post(f"/portal/company/addresses/{place.pk}/removal").status_code == 404
    assert client.post(f"/portal/company/addresses/{place.pk}/removal").status_code == 302
    assert DeliveryAddress.objects.get().removed_at is not None
    answer = client.post("/portal/company/me", {"language": "zh-hans", "zone": "Asia/Shanghai"})
    assert answer.status_code == 302
    assert Person.objects.get(pk=cast.anna.pk).language == "zh-hans"
    assert client.post("/portal/company/me", {"language": "xx", "zone": "Moon/Base"}).status_code == 422


def test_whoever_is_no_buyer_changes_nothing_of_the_company(cast: Cast) -> None:
    Person.objects.filter(pk=cast.anna.pk).update(roles=["payer"])
    client = sign_in(Client(), Person.objects.get(pk=cast.anna.pk))
    assert client.get("/portal/company").status_code == 200
    assert client.get("/portal/company/people/new").status_code == 403
    assert Role.BUYER not in Person.objects.get(pk=cast.anna.pk).actor().roles
