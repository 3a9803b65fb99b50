"""The order page of both sides: the same truth, within its budget of statements, whatever the size."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.edges.ui.order_records import records_of
from ordolux.edges.ui.order_stages import stages
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.deeds import (
    EmptyMessage,
    NoteChangedAlready,
    NotYourNote,
    add_note,
    post_message,
    revise_note,
    strike_note,
)
from ordolux.foundation.correspondence.models import Attachment, Message
from ordolux.foundation.deals.deeds import NotOneOfOurs, assign_deal
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.parties.models import Person
from ordolux.orders.agreement.models import Order
from ordolux.production.inspection.models import Batch
from tests.cast import AT, sign_in
from tests.faults.spine import Scene

SIDES = ("lines", "money", "people", "files")


@pytest.fixture
def claimed(db: None) -> Any:
    """Business that went all the way to a claim: every record of every stage is there."""
    return Scene().claimed()


def asked(client: Client, path: str) -> tuple[int, str]:
    """The statements that a page takes, and the page."""
    with CaptureQueriesContext(connection) as told:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(told), answer.content.decode()


def test_every_tab_of_the_order_page_takes_fifteen_statements_for_both_sides(claimed: Any) -> None:
    deal = claimed.deal
    anna = Person.objects.get(email="anna@nordlicht.example")
    mei = Person.objects.get(email__startswith="mei@")
    for person, place in ((anna, "portal"), (mei, "desk")):
        client = sign_in(Client(), person)
        few = {side: asked(client, f"/{place}/orders/{deal.number}?side={side}")[0] for side in SIDES}
        for number in range(60):
            post_message(deal, text=f"line {number}", by=anna.actor(), at=AT + timedelta(seconds=number))
        for side in SIDES:
            count, _ = asked(client, f"/{place}/orders/{deal.number}?side={side}")
            assert count <= max(few[side], 15) <= 15, (place, side, count)  # the sign-in counted


def test_the_timeline_is_cut_into_pages_by_key_and_loses_nothing(claimed: Any) -> None:
    deal = claimed.deal
    anna = Person.objects.get(email="anna@nordlicht.example")
    for number in range(95):  # many at the same moment, so that the key must tell them apart
        post_message(deal, text=f"word-{number:03d}", by=anna.actor(), at=AT)
    client = sign_in(Client(), anna)
    path, seen, pages = f"/portal/orders/{deal.number}?show=messages", [], 0
    while path:
        _, page = asked(client, path)
        seen += re.findall(r"word-\d{3}", page)
        older = re.search(r'href="(\?[^"]*before=[^"]*)#timeline"', page)
        path = f"/portal/orders/{deal.number}{older[1].replace('&amp;', '&')}" if older else ""
        pages += 1
    assert sorted(seen) == [f"word-{number:03d}" for number in range(95)]
    assert pages >= 3


def test_a_damaged_key_shows_the_first_page(claimed: Any, client: Client) -> None:
    sign_in(client, Person.objects.get(email="anna@nordlicht.example"))
    for key in ("x", "W10", "WyIyMDI2IiwgMSwgMV0", "%00" if False else "AAAA", "9" * 5000):
        assert (
            client.get(
                f"/portal/orders/{claimed.deal.number}?before={key}&show=weather&side=moon"
            ).status_code
            == 200
        )


def test_both_sides_read_the_same_stages_with_plan_and_actual(claimed: Any) -> None:
    deal = Deal.objects.get(pk=claimed.deal_id)
    order = Order.objects.get(deal=deal)
    told = stages(deal, records_of(deal, Actor.system()), AT, "Europe/Berlin")
    assert [stage.state for stage in told] == ["done", "done", "done", "done", "now"]
    assert "plan" in told[1].plan
    assert "delivered" in told[3].actual
    assert str(order.promised_on.year) not in told[3].late


def test_lateness_has_words_and_a_cause(db: None) -> None:
    scene = Scene()
    order = scene.made()
    deal = order.deal
    batch = Batch.objects.filter(deal=deal).first()
    assert batch is not None
    batch = Batch.objects.create(deal=deal, number="B-late", job=batch.job, position=9, pieces=10)
    for state in ("released", "produced", "failed"):
        Batch.objects.filter(pk=batch.pk).update(state=state)
    Deal.objects.filter(pk=deal.pk).update(stage="production")
    deal.refresh_from_db()
    late = AT + timedelta(days=400)
    told = stages(deal, records_of(deal, Actor.system()), late, "Europe/Berlin")
    assert re.search(rf"^\d+ days late: batch {batch.number} failed its test$", told[2].late)
    assert (
        told[2].late == stages(deal, records_of(deal, scene.port.anna.actor()), late, "Europe/Berlin")[2].late
    )


def test_the_view_as_customer_shows_what_the_customer_sees_and_no_note(claimed: Any) -> None:
    deal = claimed.deal
    mei = Person.objects.get(email__startswith="mei@")
    add_note(deal, text="they always ask for 2 % more", by=mei.actor(), at=AT)
    post_message(deal, text="the cartons are green", by=mei.actor(), at=AT)
    ours = sign_in(Client(), mei)
    theirs = sign_in(Client(), Person.objects.get(email="anna@nordlicht.example"))
    own = asked(ours, f"/desk/orders/{deal.number}")[1]
    preview = asked(ours, f"/desk/orders/{deal.number}/as-customer")[1]
    real = asked(theirs, f"/portal/orders/{deal.number}")[1]
    assert "2 % more" in own
    for page in (preview, real):
        assert "2 % more" not in page
        assert "the cartons are green" in page
        assert "Material ordered" not in page
    titles = [re.findall(r'<div class="ox-ev__h"><p><b>(.*?)</b>', page) for page in (preview, real)]
    assert titles[0] == titles[1], "the same timeline"
    assert "<textarea" not in preview


def test_a_note_is_changed_by_a_new_version_and_struck_with_a_reason(claimed: Any) -> None:
    deal = claimed.deal
    mei = Person.objects.get(email__startswith="mei@")
    other = Actor("Tang", frozenset({Role.SALES}), person_id=Person.objects.get(email__startswith="ling").pk)
    note = add_note(deal, text="call on Monday", by=mei.actor(), at=AT)
    with pytest.raises(NotYourNote):
        revise_note(note, text="call never", by=other, at=AT)
    with pytest.raises(EmptyMessage):
        strike_note(note, reason=" ", by=mei.actor(), at=AT)
    fresh = revise_note(note, text="call on Tuesday", by=mei.actor(), at=AT)
    with pytest.raises(NoteChangedAlready):
        revise_note(note, text="call on Friday", by=mei.actor(), at=AT)
    client = sign_in(Client(), mei)
    page = asked(client, f"/desk/orders/{deal.number}")[1]
    assert "call on Tuesday" in page
    assert "Changed; the version before" in page
    answer = client.post(f"/desk/notes/{fresh.number}/strike", {"reason": "they called us"})
    assert answer.status_code == 302
    page = asked(client, f"/desk/orders/{deal.number}")[1]
    assert "<s>call on Tuesday" in page
    assert "they called us" in page
    assert Message.objects.get(pk=note.pk).text == "call on Monday", "nothing is removed"


def test_files_go_with_a_note_and_only_our_side_gets_them(claimed: Any) -> None:
    deal = claimed.deal
    mei = sign_in(Client(), Person.objects.get(email__startswith="mei@"))
    anna = sign_in(Client(), Person.objects.get(email="anna@nordlicht.example"))
    sent = SimpleUploadedFile("../../pri<ce>.txt", b"our cost", "text/plain")
    answer = mei.post(f"/desk/orders/{deal.number}/notes", {"text": "see file", "files": [sent]})
    assert answer.status_code == 302
    file = Attachment.objects.latest("id")
    assert file.name == "price.txt"
    page = asked(mei, f"/desk/orders/{deal.number}?side=files")[1]
    assert "price.txt" in page
    assert "price.txt" not in asked(anna, f"/portal/orders/{deal.number}?side=files")[1]
    assert anna.get(f"/portal/messages/{file.message.number}/files/{file.pk}").status_code == 404


def test_an_order_is_assigned_to_one_of_ours_only(claimed: Any) -> None:
    deal = claimed.deal
    mei = Person.objects.get(email__startswith="mei@")
    anna = Person.objects.get(email="anna@nordlicht.example")
    with pytest.raises(NotOneOfOurs):
        assign_deal(deal, to=anna, by=mei.actor(), at=AT)
    client = sign_in(Client(), mei)
    client.post(f"/desk/orders/{deal.number}/assignment", {"to": str(anna.pk)})
    assert Deal.objects.get(pk=deal.pk).owner_id != anna.pk
    client.post(f"/desk/orders/{deal.number}/assignment", {"to": str(mei.pk)})
    assert Deal.objects.get(pk=deal.pk).owner_id == mei.pk


@pytest.mark.parametrize("what", ["print", "records"])
def test_the_whole_order_on_paper_and_by_stage(claimed: Any, what: str) -> None:
    deal = claimed.deal
    for name, place in (("mei@", "desk"), ("anna@", "portal")):
        client = sign_in(Client(), Person.objects.get(email__startswith=name))
        count, page = asked(client, f"/{place}/orders/{deal.number}/{what}")
        assert count <= 20
        assert deal.title in page
