"""Chapters 5 to 7: material, schedule, and the proof of quality."""

import hashlib
import hmac
import math
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.stories.telling import WORKS
from tests.stories.visitor import File, Visitor

if TYPE_CHECKING:
    from tests.stories.play import Business, Play

INSTRUMENT = "Integrating sphere 1.5 m, no. 2207"
# ANSI C78.377-2017: centres of the quadrangles of 2700 K and 3000 K.
CENTRES = {2700: (0.4578, 0.4101), 3000: (0.4338, 0.4030)}
MINUTES = ((15, 1.0060), (30, 1.0020), (45, 1.0005), (60, 1.0000))


def play(story: "Play") -> None:
    """From the released orders to the reports of all batches."""
    story.chapter(5, "Material: netted, ordered, let in with its papers only")
    order_material(story)
    receive_material(story)
    story.chapter(6, "Schedule: the small order first, the large one in batches")
    make_schedule(story)
    story.chapter(7, "Production and quality")
    batches = _batches(story)
    for batch in batches:
        make_batch(story, batch, fails=batch.deal_id == story.large.deal.pk and batch.position == 2)


def _batches(story: "Play") -> list[Any]:
    from ordolux.production.models import Batch

    return list(Batch.objects.select_related("job__line", "deal").order_by("planned_start_at", "id"))


# ── 5 material ───────────────────────────────────────────────────────────────


def order_material(story: "Play") -> None:
    """The need was netted by itself; purchasing orders what is missing."""
    from ordolux.production.models import Job, Purchase, Requirement

    tell = story.tell
    for it in (story.small, story.large):
        job = Job.objects.get(order=it.order)
        tell.fact(f"{it.name}: {job.number} for {job.pieces} pieces is planned", job.pieces, it.pieces)
        needed = {
            r.part.number: r.quantity for r in Requirement.objects.filter(job=job).select_related("part")
        }
        bought = {}
        for purchase in Purchase.objects.filter(order=it.order):
            for line in purchase.lines.select_related("part"):
                bought[line.part.number] = bought.get(line.part.number, Decimal(0)) + line.quantity
                tell_total = line.quantity * line.unit_price.amount
                if abs(tell_total - line.amount.amount) > Decimal("0.01"):
                    tell.fact(
                        f"{purchase.number}: {line.part.number} is quantity × price",
                        line.amount.amount,
                        tell_total,
                    )
        short = {part: quantity for part, quantity in needed.items() if bought.get(part, 0) < quantity}
        held = _held(story)
        tell.fact(
            f"{it.name}: all of {len(needed)} parts are bought or in the store",
            all(bought.get(p, 0) + held.get(p, 0) >= q for p, q in short.items()),
        )
    gao = story.staff.gao
    for purchase in Purchase.objects.filter(state="drafted").order_by("id"):
        gao.open(f"/desk/production/purchases/{purchase.number}")
        tell.step(f"Gao orders {purchase.number} from {purchase.supplier.legal_name} ({purchase.total}).")
        gao.submit(f"{purchase.number}/order")
    story.house.settle()
    tell.fact("every purchase is ordered", set(Purchase.objects.values_list("state", flat=True)), {"ordered"})
    first = Purchase.objects.select_related("supplier").order_by("id")[0]
    letter = story.box.newest(first.supplier.email, first.number)
    tell.fact(
        f"{first.supplier.legal_name} got the purchase order by mail", bool(list(letter.iter_attachments()))
    )


def _held(story: "Play") -> dict[str, Decimal]:
    from ordolux.production.models import Peg

    held: dict[str, Decimal] = {}
    for peg in Peg.objects.filter(lot__isnull=False).select_related("requirement__part"):
        held[peg.requirement.part.number] = held.get(peg.requirement.part.number, Decimal(0)) + peg.quantity
    return held


def receive_material(story: "Play") -> None:
    """Goods come: refused without test report, refused without a valid certificate, then let in."""
    from ordolux.production.models import Job, Purchase

    tell, house = story.tell, story.house
    last = max(Purchase.objects.values_list("due_on", flat=True))
    house.go_to(max(house.now(), datetime(last.year, last.month, last.day, 9, tzinfo=WORKS)))
    shown: set[str] = set()
    for purchase in Purchase.objects.select_related("supplier").order_by("id"):
        gao = story.staff.gao
        address = f"/desk/production/purchases/{purchase.number}"
        lines = list(purchase.lines.select_related("part").order_by("position"))
        lots = {
            f"lot-{line.position}": f"{line.part.number}-{story.today():%y%m%d}-{purchase.pk}"
            for line in lines
        }
        said: dict[str, Any] = dict(lots)
        reports = {
            f"report-{line.position}": _report(lots[f"lot-{line.position}"], line.part.number)
            for line in lines
        }  # fmt: skip
        if "report" not in shown:
            shown.add("report")
            tell.step(f"{purchase.supplier.legal_name} delivers {purchase.number} without test reports.")
            gao.open(address)
            gao.submit("/receipt", refused=True, files={}, **said)
            _still_outside(story, purchase, "the delivery is refused without a test report of the maker")
        if not _certified(purchase, story):
            shown.add("certificate")
            tell.step(
                f"{purchase.supplier.legal_name} delivers {purchase.number}; its certificate has run out meanwhile."
            )
            gao.open(address)
            gao.submit("/receipt", refused=True, files=reports, **said)
            _still_outside(story, purchase, "the delivery is refused without a valid certificate")
            gao.open(address)
            tell.step("The supplier sends his new certificate; Gao enters it.")
            gao.submit(
                "/certificates", scheme="ISO 9001", certificate_number="Q-2027-NEW", scope="boxes and cartons",
                valid_from=str(story.today() - timedelta(days=2)), valid_until=str(story.today() + timedelta(days=1000)),
                files={"file": File("certificate.pdf", paper("ISO 9001 certificate Q-2027-NEW"), "application/pdf")},
            )  # fmt: skip
        gao.open(address)
        tell.step(f"{purchase.number} is let in: certificate valid, {len(lines)} test reports accepted.")
        gao.submit("/receipt", files=reports, **said)
        house.settle()
        purchase.refresh_from_db()
        tell.fact(
            "it is received whole",
            (purchase.state, all(line.missing == 0 for line in purchase.lines.all())),
            ("received", True),
        )
    tell.fact("both refusals were seen, and the material of all jobs is complete",
              (shown, set(Job.objects.values_list("state", flat=True))), ({"report", "certificate"}, {"ready"}))  # fmt: skip
    ((below,),) = house.ask(
        "SELECT count(*) FROM (SELECT l.id FROM foundation_lot l LEFT JOIN foundation_stockmove m ON m.lot_id = l.id"
        " GROUP BY l.id HAVING l.on_hand <> coalesce(sum(m.on_hand_change), 0)"
        " OR l.reserved <> coalesce(sum(m.reserved_change), 0)) x"
    )
    tell.fact("every lot holds what its moves add up to", below, 0)


def _certified(purchase: Any, story: "Play") -> bool:
    return any(c.valid_from <= story.today() <= c.valid_until for c in purchase.supplier.certificates.all())


def _still_outside(story: "Play", purchase: Any, sentence: str) -> None:
    from ordolux.foundation.stock.models import Lot

    purchase.refresh_from_db()
    lots = Lot.objects.filter(
        supplier_id=purchase.supplier_id, delivered_on=story.today(), lot_number__endswith=f"-{purchase.pk}"
    ).count()
    story.tell.fact(sentence, (purchase.state, lots), ("ordered", 0))


# ── 6 schedule ───────────────────────────────────────────────────────────────


def make_schedule(story: "Play") -> None:
    """The planner makes the schedule: small first, although the large order is older; the large one in batches."""
    tell = story.tell
    chen = story.staff.chen
    chen.open("/desk/production/schedule")
    tell.step("Chen makes the schedule.")
    chen.submit("/schedule/making")
    story.house.settle()
    mine = {
        it.name: [b for b in _batches(story) if b.deal_id == it.deal.pk] for it in (story.small, story.large)
    }
    tell.fact("the small order is one batch", [b.pieces for b in mine["small"]], [story.small.pieces])
    tell.fact(
        f"the large order is three batches ({' + '.join(str(b.pieces) for b in mine['large'])})",
        (len(mine["large"]), sum(b.pieces for b in mine["large"])),
        (3, 12000),
    )
    tell.fact("the large order was placed first, the small one is made first",
              (story.large.order.pk < story.small.order.pk,
               mine["small"][0].planned_start_at < min(b.planned_start_at for b in mine["large"])), (True, True))  # fmt: skip
    ((overlaps,),) = story.house.ask(
        "SELECT count(*) FROM foundation_booking a JOIN foundation_booking b"
        " ON a.line_id = b.line_id AND a.id < b.id AND a.during && b.during"
        " AND a.cancelled_at IS NULL AND b.cancelled_at IS NULL"
    )
    tell.fact("no line is booked twice at one time", overlaps, 0)


# ── 7 production and quality ─────────────────────────────────────────────────


def make_batch(story: "Play", batch: Any, *, fails: bool) -> None:
    """A batch from its release to its report; ``fails``: its first sample is too dark."""
    tell, house = story.tell, story.house
    it = story.small if batch.deal_id == story.small.deal.pk else story.large
    chen, lin, buyer = story.staff.chen, story.staff.lin, story.customer(it)
    address = f"/desk/batches/{batch.number}"
    house.go_to(max(house.now(), batch.planned_start_at))
    chen.open(address)
    tell.step(f"Chen releases {batch.number} of the {it.name} order ({batch.pieces} pieces).")
    chen.submit("/release")
    batch.refresh_from_db()
    page = buyer.open(f"/portal/batches/{batch.number}").body.decode()
    ((drawn,),) = house.ask("SELECT count(*) FROM production_draw WHERE batch_id = %s", batch.pk)
    tell.fact(
        "the customer sees the hash of the secret before anything is drawn",
        (batch.secret_hash in page and len(batch.secret_hash) == 64, drawn),
        (True, 0),
    )
    house.go_to(max(house.now(), batch.planned_end_at))
    _close(story, batch, it)
    if it is story.small:
        _impossible_readings(story, batch)
        _one_typed(story, batch)
    _measure(story, batch, share=0.84 if fails else 1.01)
    tell.step(f"Lin judges the sample of {batch.number} against the signed parameters.")
    lin.open(f"{address}/signing-off")
    lin.submit("/signing-off", may_fail=fails)
    house.settle()
    batch.refresh_from_db()
    if fails:
        tell.fact("the sample fails and the batch is blocked", batch.state, "failed")
        tell.fact("a nonconformance is open", [n.state for n in batch.nonconformances.all()], ["opened"])
        house.go_on(hours=2)
        chen.open(address)
        tell.step("Chen takes the batch into rework: new LED boards.")
        chen.submit("/rework", what="LED boards of the wrong flux bin replaced")
        batch.refresh_from_db()
        first = batch.draws.get(round=1)
        tell.fact("a new secret is sealed", batch.secret_hash not in ("", first.secret_hash))
        house.go_on(hours=8)
        _close(story, batch, it)
        _measure(story, batch, share=1.01)
        lin.open(f"{address}/signing-off")
        tell.step("Lin judges the new sample.")
        lin.submit("/signing-off")
        house.settle()
        batch.refresh_from_db()
    tell.fact("the sample passes", batch.state, "passed")
    _look(story, batch)
    house.settle()
    batch.refresh_from_db()
    tell.fact(
        "every piece is accounted for",
        (batch.good_pieces + batch.scrap_pieces, batch.open_pieces),
        (batch.pieces, 0),
    )
    tell.fact("the batch is finished", batch.state, "finished")
    report = story.document("inspection_report", batch)
    answer = buyer.open(f"/portal/documents/{report.number}")
    tell.fact(
        "the customer opens the report, a PDF",
        (answer.media_type, hashlib.sha256(answer.body).hexdigest()),
        ("application/pdf", report.file_id),
    )
    other = story.customers.get("large" if it is story.small else "small")
    if other is not None:
        tell.fact(
            "the other customer does not",
            other.open(f"/portal/documents/{report.number}", may_fail=True).status,
            404,
        )


def _close(story: "Play", batch: Any, it: "Business") -> None:
    """The batch is closed: the secret is revealed, and we repeat the draw with plain hashlib."""
    chen = story.staff.chen
    chen.open(f"/desk/batches/{batch.number}")
    story.tell.step(f"{batch.number} is made; Chen closes it, the secret is revealed and the sample drawn.")
    chen.submit("/closing")
    story.house.settle()
    batch.refresh_from_db()
    draw = batch.draws.get(round=batch.round)
    story.tell.fact(
        "the secret fits the hash that was shown",
        hashlib.sha256(draw.secret.encode()).hexdigest(),
        batch.secret_hash,
    )
    size = max(5, math.ceil(batch.pieces / 10))
    seed = hashlib.sha256(f"{draw.label}|LOT={batch.pieces}|beacon={draw.secret}".encode()).digest()
    scored = sorted(
        (hmac.digest(seed, f"{draw.label}:{n}".encode(), "sha256"), n) for n in range(1, batch.pieces + 1)
    )
    story.tell.fact(
        f"repeated with plain hashlib, the same {size} pieces are drawn",
        draw.units,
        sorted(n for _, n in scored[:size]),
    )
    page = story.customer(it).open(f"/portal/batches/{batch.number}").body.decode()
    story.tell.fact("the customer can see the secret now", draw.secret in page)


def _impossible_readings(story: "Play", batch: Any) -> None:
    """Readings out of any physical range are refused, and their file is kept."""
    from ordolux.production.models import Reading

    draw = batch.draws.get(round=batch.round)
    raw = _csv(draw.units, 3000, flux=9_000_000, power=7)
    story.tell.step("Lin uploads a file in which a lamp gives nine million lumen.")
    _upload(story, batch, "impossible.csv", raw, refused=True)
    sheet = batch.sheets.latest("id")
    story.tell.fact(
        "it is refused with reasons, and the file kept",
        (sheet.is_refused, bool(sheet.findings), sheet.file.read() == raw),
        (True, True, True),
    )
    story.tell.fact("no reading was taken over", Reading.objects.filter(draw=draw).count(), 0)


def _one_typed(story: "Play", batch: Any) -> None:
    """One lamp is typed in."""
    draw = batch.draws.get(round=batch.round)
    unit = draw.units[0]
    lin = story.staff.lin
    lin.open(f"/desk/batches/{batch.number}")
    story.tell.step(f"Lin types the readings of piece {unit}.")
    x, y = CENTRES[3000]
    said = {}
    for minute, factor in MINUTES:
        said |= {f"flux_lm-{minute}": f"{565 * factor:.1f}", f"power_w-{minute}": f"{6.98 * factor:.3f}", f"x-{minute}": x,
                 f"y-{minute}": y, f"cct_k-{minute}": f"{_cct(x, y):.0f}", f"cri-{minute}": "83",
                 f"power_factor-{minute}": "0.55"}  # fmt: skip
    lin.submit(
        "/readings",
        unit=unit,
        instrument=INSTRUMENT,
        calibrated_until=str(story.today() + timedelta(days=200)),
        **said,
    )
    story.tell.fact("its four readings are kept", draw.readings.filter(unit=unit).count(), len(MINUTES))


def _measure(story: "Play", batch: Any, *, share: float) -> None:
    """The readings of the sample come as a CSV file of the instrument."""
    draw = batch.draws.get(round=batch.round)
    values = batch.job.line.values
    flux, power, kelvin = (
        float(values[code]["value"] if isinstance(values[code], dict) else values[code])
        for code in ("flux_lm", "power_w", "cct_k")
    )
    raw = _csv(draw.units, int(kelvin), flux=flux * share, power=power)
    story.tell.step(f"Lin imports the readings of {len(draw.units)} lamps from the instrument's CSV file.")
    _upload(story, batch, f"readings-{batch.number}-round-{batch.round}.csv", raw)
    sheet = batch.sheets.latest("id")
    measured = draw.readings.values("unit").distinct().count()
    story.tell.fact(
        "every drawn lamp is measured, and the file kept as it came",
        (sheet.is_refused, measured, sheet.file.read() == raw),
        (False, len(draw.units), True),
    )


def _upload(story: "Play", batch: Any, name: str, raw: bytes, *, refused: bool = False) -> None:
    story.keep(f"measurements/{name}", raw)
    lin: Visitor = story.staff.lin
    lin.open(f"/desk/batches/{batch.number}")
    lin.submit(
        "/readings/file", refused=refused, instrument=INSTRUMENT, calibrated_until=str(story.today() + timedelta(days=200)),
        files={"file": File(name, raw, "text/csv")},
    )  # fmt: skip


def _look(story: "Play", batch: Any) -> None:
    """Every piece is looked at; in the large order one goes to rework first."""
    lin = story.staff.lin
    address = f"/desk/batches/{batch.number}/appearance"
    lin.open(address)
    story.tell.step(f"Lin looks at every piece of {batch.number}.")
    lin.submit("/appearance", refused=True, good=batch.pieces - 1)
    batch.refresh_from_db()
    story.tell.fact(
        "a look that leaves one piece out is refused",
        (batch.state, batch.open_pieces),
        ("passed", batch.pieces),
    )
    rework = 1 if batch.pieces > 1000 else 0
    lin.open(address)
    said: dict[str, Any] = {"codes-1": _minor(), "pieces-1": 1, "becomes-1": "rework"} if rework else {}
    lin.submit("/appearance", good=batch.pieces - rework, **said)
    if rework:
        lin.open(address)
        lin.submit("/appearance", good=rework)


def _minor() -> str:
    from ordolux.rules.appearance import defects

    return next(code for code, one in defects().items() if str(one.severity) == "minor")


def _csv(units: list[int], kelvin: int, *, flux: float, power: float) -> bytes:
    """An export of the instrument: a row per lamp and minute, with decimal comma and semicolons."""
    x, y = CENTRES[kelvin]
    rows = ["Serial;Minute;Flux;Power;x;y;CCT;Ra;PF;Voltage"]
    for unit in units:
        bend = (unit % 7 - 3) * 0.0002
        here = (x + bend, y + bend / 2)
        for minute, factor in MINUTES:
            near = 1 + (unit % 5 - 2) * 0.004
            rows.append(
                f"{unit};{minute};{flux * factor * near:.2f};{power * factor * 0.995:.4f};{here[0]:.4f};{here[1]:.4f};"
                f"{_cct(*here):.0f};82,5;0,55;230,0".replace(".", ",")
            )
    return "\n".join(rows).encode()


def _cct(x: float, y: float) -> float:
    """McCamy 1992."""
    n = (x - 0.3320) / (0.1858 - y)
    return 449 * n**3 + 3525 * n**2 + 6823.3 * n + 5520.33


def _report(lot: str, part: str) -> File:
    return File(f"report-{part}.pdf", paper(f"Test report of lot {lot} of {part}: passed"), "application/pdf")


def paper(words: str) -> bytes:
    """A small PDF that says ``words``."""
    content = f"BT /F1 14 Tf 72 760 Td ({words}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
