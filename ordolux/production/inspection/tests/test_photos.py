"""The photos of defects in the inspection report: what they show, upright, small; a bad one is named and stops nothing."""

import io
import time

import pytest
from PIL import Image, ImageDraw

from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Firm
from ordolux.production.conftest import MORNING, statements
from ordolux.production.inspection.deeds import (
    DefectPhoto,
    FoundDefect,
    PhotoOfNoPiece,
    inspect_appearance,
)
from ordolux.production.inspection.models import AppearancePhoto, Batch, BatchState
from ordolux.production.inspection.papers import SEVERITIES, photos, report_paper
from ordolux.production.inspection.reactions import print_report
from ordolux.production.inspection.tests.test_inspection import batch, made, passed

__all__ = ["batch", "made", "passed"]

WORDS = {severity: english for severity, (english, _) in SEVERITIES.items()}
TURNED = 6
"""The orientation of EXIF for a camera that was held upright: to be turned a quarter clockwise."""


def taken(width: int = 4032, height: int = 3024, *, turned: int = 1, shade: str = "#8FA0B8") -> bytes:
    """A photo of a telephone's size: a ground with a red corner, stored as the camera turned it."""
    picture = Image.effect_noise((width // 4, height // 4), 40).convert("RGB").resize((width, height))
    picture = Image.blend(picture, Image.new("RGB", picture.size, shade), 0.7)
    ImageDraw.Draw(picture).rectangle((0, 0, width // 5, height // 5), fill="#D01818")
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "a camera that tells where it was"
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=88, exif=exif)
    return target.getvalue()


def photo(code: str, data: bytes, kind: str = "image/jpeg", **more: object) -> DefectPhoto:
    """A stored photo of a defect."""
    return DefectPhoto(code, store_bytes(data, kind).sha256, **more)  # type: ignore[arg-type]


def looked(passed: Batch, lin, *some: DefectPhoto) -> Batch:
    """Every piece looked at: three scratched ones, two peeling, one with dirt that is accepted."""
    found = (
        FoundDefect(("M04",), 3, "scrap"),
        FoundDefect(("M05",), 2, "scrap"),
        FoundDefect(("m02",), 1, "good"),
    )
    inspect_appearance(passed, good=295, rework=0, scrap=5, defects=found, photos=some, by=lin, at=MORNING)
    passed.refresh_from_db()
    return passed


def test_each_photo_tells_defect_class_zone_piece_and_words_the_worst_class_first(passed: Batch, lin):
    small = taken(400, 300)
    looked(
        passed, lin, photo("m02", small), photo("M04", small, unit=17, caption="beside the cap"),
        photo("M05", small, unit=300),
    )  # fmt: skip

    told = photos.defect_photos(passed, WORDS, "en")

    assert [(p.number, p.title, p.severity, p.zone, p.piece, p.words) for p in told] == [
        (1, "M04 scratch", "Major", "A (visible in use)", "17", "beside the cap"),
        (2, "M05 coating peeling, blister, rust", "Major", "A", "300", ""),
        (3, "m02 dirt, finger mark, glue overflow", "Minor", "A", "", ""),
    ]
    assert photos.defect_photos(passed, WORDS, "zh")[0].title == "M04 划伤"


def test_a_photo_of_a_telephone_is_upright_small_and_tells_nothing_of_its_camera(passed: Batch, lin):
    data = taken(turned=TURNED)
    looked(passed, lin, photo("M04", data))

    [told] = photos.defect_photos(passed, WORDS, "en")

    assert told.photo is not None
    assert len(data) > 1_000_000 > 8 * len(told.photo.data)
    assert b"tells where" in data and b"tells where" not in told.photo.data
    shown = Image.open(io.BytesIO(told.photo.data)).convert("RGB")
    assert shown.size == (480, 640)
    # stored at the top left, and after a quarter turn clockwise at the top right
    red = [shown.getpixel(place) for place in ((460, 20), (20, 20))]
    assert red[0][0] > 180 > red[1][0]


@pytest.mark.parametrize(
    ("data", "kind", "why"),
    [
        (b"\xff\xd8\xff" + bytes(900), "image/jpeg", "damaged"),
        (b"GIF89a" + bytes(90), "image/gif", "image/gif"),
    ],
)
def test_a_bad_photo_is_named_in_the_report_and_the_batch_is_finished(passed: Batch, lin, data, kind, why):
    looked(passed, lin, photo("M05", data, kind, unit=9), photo("M04", taken(400, 300)))

    bad, good = photos.defect_photos(passed, WORDS, "en")
    assert bad.photo is None and why in bad.problem and bad.piece == "9"
    assert good.photo is not None and not good.problem

    print_report(Event.objects.get(name="batch.inspected"), "tick")

    passed.refresh_from_db()
    assert passed.state == BatchState.FINISHED


def test_the_report_with_as_many_photos_as_it_prints_is_archival_and_bounded(passed: Batch, lin):
    data = taken(800, 600)
    some = [photo("M04", data, unit=n) for n in range(1, photos.MOST_PHOTOS + 4)]
    looked(passed, lin, *some)
    with statements() as asked:
        paper = report_paper(passed, Firm.objects.get(), "en")
    assert len(paper.photos) == photos.MOST_PHOTOS
    assert paper.photos_left_out == 3
    assert len(asked) < 20

    begun = time.process_time()
    print_report(Event.objects.get(name="batch.inspected"), "tick")
    spent = time.process_time() - begun

    pdf = Document.objects.get(kind="inspection_report").file.read()
    assert b"<pdfaid:part>2" in pdf
    assert len(pdf) < 4_000_000
    assert spent < 10


def test_a_photo_shows_a_piece_of_its_batch(passed: Batch, lin):
    with pytest.raises(PhotoOfNoPiece):
        looked(passed, lin, photo("M04", b"x", unit=301))
    assert not AppearancePhoto.objects.exists()
