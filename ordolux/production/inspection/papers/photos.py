"""The photos that inspectors took of defects, small enough for the report; a photo that cannot be shown is named."""

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext

from ordolux.foundation import sandbox
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.papers import contracts as c
from ordolux.production.inspection.models import AppearancePhoto, Batch, FailedPiece, FailReason
from ordolux.rules.appearance import Severity, defects

MOST_PHOTOS: Final = 24
"""So many photos are printed; the report says how many more are kept with the batch."""
LONGEST_SIDE: Final = 640
"""Points of the longer side: 290 to the inch in a column of 5.6 cm. A photo then weighs 30 to 120 KiB."""
_CLASSES: Final = (*Severity, None)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A photo with what it shows; ``severity`` is None for a piece that failed by eye in the sample."""

    severity: Severity | None
    title: str
    zone: str
    piece: str
    words: str
    file: StoredFile


def defect_photos(batch: Batch, severities: dict[Severity, str], language: str) -> tuple[c.DefectPhoto, ...]:
    """The photos of a batch for its report in ``language``, the worst class first, each drawn anew in the sandbox.

    ``severities`` are the words for the classes. At most MOST_PHOTOS (two statements whatever their number); see
    ``photos_left_out``.
    """
    with translation.override("zh-hans" if language.startswith("zh") else "en"):
        taken = [*_of_looks(batch), *_of_samples(batch)]
        taken.sort(key=lambda each: _CLASSES.index(each.severity))
        by_eye = gettext("Failed by eye")
        return tuple(
            _printed(number, each, by_eye if each.severity is None else severities[each.severity])
            for number, each in enumerate(taken[:MOST_PHOTOS], 1)
        )


def photos_left_out(batch: Batch) -> int:
    """How many photos of a batch its report does not print."""
    looks = AppearancePhoto.objects.filter(look__batch=batch).count()
    samples = _failed_pieces(batch).count()
    return max(0, looks + samples - MOST_PHOTOS)


def _of_looks(batch: Batch) -> list[_Taken]:
    known = defects()
    found = AppearancePhoto.objects.filter(look__batch=batch).select_related("file").order_by("pk")
    return [
        _Taken(
            known[each.code].severity,
            f"{each.code} {gettext(known[each.code].defect)}",
            gettext(known[each.code].zone),
            str(each.unit or ""),
            each.caption,
            each.file,
        )
        for each in found
    ]


def _of_samples(batch: Batch) -> list[_Taken]:
    return [
        _Taken(None, gettext(FailReason(each.reason).label), "", str(each.unit), "", each.photo)
        for each in _failed_pieces(batch).select_related("photo").order_by("draw__round", "unit")
        if each.photo is not None
    ]


def _failed_pieces(batch: Batch) -> QuerySet[FailedPiece]:
    return FailedPiece.objects.filter(draw__batch=batch, photo__isnull=False, withdrawn_at__isnull=True)


def _printed(number: int, taken: _Taken, severity: str) -> c.DefectPhoto:
    drawn = sandbox.run("image", taken.file.read(), longest_side=LONGEST_SIDE, for_print=True)
    shown = drawn.ok and drawn.content
    return c.DefectPhoto(
        number=number,
        title=taken.title,
        severity=severity,
        zone=taken.zone,
        piece=taken.piece,
        words=taken.words,
        photo=c.Photo(caption=f"{severity}: {taken.title}", data=drawn.content) if shown else None,
        problem="" if shown else " ".join(gettext(f.message).format(**f.values) for f in drawn.findings),
    )
