"""The end of the story: the journal is whole, the numbers have no gap, and every document is left in ``out/``."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stories.play import Play

GAPLESS = (
    ("proforma invoices", "SELECT number FROM orders_proforma ORDER BY id"),
    ("receipts", "SELECT receipt_number FROM orders_allocation ORDER BY id"),
    ("commercial invoices", "SELECT number FROM shipping_commercialinvoice ORDER BY id"),
)


def end(play: "Play") -> None:
    """Check what must hold over the whole, and collect the documents."""
    tell, house = play.tell, play.house
    tell.note("\nThe end")
    house.settle()
    for name, question in GAPLESS:
        by_year: dict[str, list[int]] = {}
        for (number,) in house.ask(question):
            year, place = re.findall(r"\d+", number)[-2:]
            by_year.setdefault(year, []).append(int(place))
        whole = {year: list(range(1, len(places) + 1)) for year, places in by_year.items()}
        told = ", ".join(f"{year}: {len(places)}" for year, places in by_year.items())
        tell.fact(
            f"the {name} ({told}) are numbered without a gap",
            {y: sorted(n) for y, n in by_year.items()},
            whole,
        )
    _heads(play)
    status, said = house.command("audit", "verify")
    tell.fact(f"ordolux audit verify: {said.strip()}", status, 0)
    ((events,),) = house.ask("SELECT count(*) FROM foundation_event")
    ((jobs,),) = house.ask("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'process.react'")
    tell.fact(f"each of the {events} events was carried on by exactly one job", jobs, events)
    documents(play)


def _heads(play: "Play") -> None:
    """What the heads of the deals say is what their payments say."""
    rows = play.house.ask(
        "SELECT d.number, coalesce(d.paid_amount, 0), coalesce((SELECT sum(credited_amount) FROM orders_allocation a"
        " WHERE a.deal_id = d.id), 0) + coalesce((SELECT sum(p.amount_amount) FROM orders_samplepayment p"
        " WHERE p.deal_id = d.id AND p.reversed_at IS NULL), 0) FROM foundation_deal d ORDER BY d.id"
    )
    play.tell.fact(
        f"the heads of {len(rows)} deals state what was paid",
        [(n, head) for n, head, _ in rows],
        [(n, paid) for n, _, paid in rows],
    )


def documents(play: "Play") -> None:
    """Download every paper as our own people would, and copy every letter from the post box."""
    from ordolux.foundation.documents.models import Document

    names = {it.deal.pk: it.name for it in (play.small, play.large) if it.deal is not None}
    for paper in Document.objects.order_by("id").select_related("deal"):
        whose = names.get(paper.deal_id, "replacement" if paper.deal_id else "house")
        sealed = "-sealed" if paper.is_sealed else ""
        words = f"{paper.pk:03d}-{paper.kind}-{paper.title}-v{paper.version}{sealed}-{paper.language}"
        title = f"{whose}/{re.sub(r'[^\w.-]+', '-', words)}"
        page = play.staff.mei.open(f"/desk/documents/{paper.number}")
        play.keep(f"{title}.pdf", page.body)
        if paper.word_file_id:
            play.keep(f"{title}.docx", play.staff.mei.open(f"/desk/documents/{paper.number}?form=docx").body)
    for place, (path, letter) in enumerate(play.box.letters(), 1):
        words = re.sub(r"\W+", "-", f"{letter['To']} {letter['Subject']}")[:90].strip("-")
        play.keep(f"letters/{place:03d}-{words}.eml", path.read_bytes())
    kept = [path for path in play.out.rglob("*") if path.is_file()]
    play.tell.note(f"{'':26}{len(kept)} files in out/")
