"""The pages on which an administrator sets up mailboxes and sees how they go."""

from datetime import timedelta

import pytest
from django.test import Client

from ordolux.edges.mailbox.tests.test_fetching import a_mail, fetch, mailbox_at, server  # noqa: F401  # a fixture
from ordolux.foundation import clock
from ordolux.foundation.mailboxes.models import Mailbox, MailboxPlace
from tests import dovecot as real
from tests.cast import assemble, sign_in
from tests.days import works_day


@pytest.fixture
def adele(live_database) -> Client:
    return sign_in(Client(), assemble().adele)


def said_of(server: real.Dovecot, **changed: object) -> dict[str, object]:  # noqa: F811
    return {
        "name": "Sales", "address": "sales@ordolux.example", "host": "127.0.0.1", "encryption": "none",
        "port": server.port, "user": "sales", "password": real.PASSWORD, "folder": "INBOX",
        "since": (works_day() - timedelta(days=1)).isoformat(), **changed,
    }  # fmt: skip


def test_a_mailbox_is_added_tried_and_fetched(adele, server):  # noqa: F811
    empty = adele.get("/desk/mailboxes").content.decode()
    assert "No mailbox yet" in empty
    added = adele.post("/desk/mailboxes/new", said_of(server), follow=True)
    assert added.status_code == 200
    assert "not looked at yet" in added.content.decode()

    mailbox = Mailbox.objects.get()
    server.deliver(a_mail(1))
    tried = adele.post(f"/desk/mailboxes/{mailbox.pk}/trial", follow=True).content.decode()
    assert "It works: 1 mail lies in INBOX." in tried
    assert real.PASSWORD not in tried

    fetch(mailbox)
    page = adele.get("/desk/mailboxes").content.decode()
    assert "up to date" in page
    assert "fetch" in adele.get("/desk/health").content.decode()


def test_the_password_is_never_shown_and_kept_when_none_is_typed(adele, server):  # noqa: F811
    adele.post("/desk/mailboxes/new", said_of(server))
    mailbox = Mailbox.objects.get()
    form = adele.get(f"/desk/mailboxes/{mailbox.pk}/change").content.decode()
    assert "four lamps" not in form
    assert mailbox.secret not in form

    changed = adele.post(f"/desk/mailboxes/{mailbox.pk}/change", said_of(server, name="Office", password=""))
    assert changed.status_code == 302
    mailbox.refresh_from_db()
    assert mailbox.name == "Office"
    assert fetch(mailbox).taken == 0, "it opens with the password that was kept"

    moved = adele.post(f"/desk/mailboxes/{mailbox.pk}/change", said_of(server, host="127.0.0.2", password=""))
    assert moved.status_code == 422
    assert "Enter the password" in moved.content.decode()
    assert real.PASSWORD not in moved.content.decode()


def test_trouble_is_told_in_plain_words(adele, server):  # noqa: F811
    adele.post("/desk/mailboxes/new", said_of(server, password="wrong"))
    mailbox = Mailbox.objects.get()
    tried = adele.post(f"/desk/mailboxes/{mailbox.pk}/trial", follow=True).content.decode()
    assert "127.0.0.1 refused the user or the password" in tried

    MailboxPlace.objects.update(
        trouble="silent", said="timed out", troubled_since=clock.real_now(), backlog=7
    )
    page = adele.get(f"/desk/mailboxes/{mailbox.pk}").content.decode()
    assert "127.0.0.1 did not answer in time." in page
    assert "1 not fetched" in adele.get("/desk/health").content.decode()


def test_a_mailbox_is_paused_resumed_and_forgotten(adele, server):  # noqa: F811
    adele.post("/desk/mailboxes/new", said_of(server))
    mailbox = Mailbox.objects.get()
    here = f"/desk/mailboxes/{mailbox.pk}"
    adele.post(f"{here}/pausing", {"active": "no"})
    assert "paused" in adele.get(here).content.decode()
    adele.post(f"{here}/pausing", {"active": "yes"})
    assert Mailbox.objects.get().is_active
    adele.post(f"{here}/removal")
    assert not Mailbox.objects.exists()
    assert adele.get(here).status_code == 404
    assert adele.get(f"/desk/mailboxes/{2**70}").status_code == 404


def test_the_same_folder_twice_is_refused(adele, server):  # noqa: F811
    adele.post("/desk/mailboxes/new", said_of(server))
    again = adele.post("/desk/mailboxes/new", said_of(server, name="Other"))
    assert again.status_code == 422
    assert "already" in again.content.decode()
