"""Golden samples: a piece is measured, photographed, sealed and kept; one day it is no longer the reference."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.deeds import Enclosure
from ordolux.foundation.deeds import NotAllowedNow, NotFound, deed, record_event
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import our_day
from ordolux.orders.samples.deeds import DayImpossible, SaySampleReason
from ordolux.orders.samples.models import (
    KEEPABLE,
    MEASURED,
    GoldenPhoto,
    GoldenSample,
    GoldenState,
    SampleLine,
    SampleOrder,
)
from ordolux.rules.refusal import N_, Refusal

MOST_PHOTOS = 10
PICTURES = frozenset({"image/jpeg", "image/png"})


class SealMissing(Refusal):
    """What is kept is sealed, and can be found."""

    message = N_("Write the number of the seal and where the piece is kept.")


class SealTaken(Refusal):
    """A seal is used once."""

    message = N_("The seal {seal} is on another golden sample already.")


class KeptAlready(Refusal):
    """There is one reference per line."""

    message = N_("{golden} is kept of this line already; take it back first.")


class NoSuchSampleLine(Refusal):
    """A line that the sample order does not have."""

    message = N_("There is no line {position} in {sample}.")


class NotMeasured(Refusal):
    """At least one value, each a number of a plausible size."""

    message = N_("Write at least one measured value, each as a number: {value} is none.")


class NotAPhoto(Refusal):
    """A photo is a picture."""

    message = N_("{name} is no JPEG or PNG picture, or there are more than {most}.")


@deed("golden_sample.keep", roles={Role.INSPECTOR, Role.ENGINEER})
def keep_golden_sample(
    sample: SampleOrder, *, position: int, seal_number: str, kept_in: str, on: date, measured: Mapping[str, str],
    by: Actor, at: datetime, photos: Sequence[Enclosure] = (), remark: str = "",
) -> GoldenSample:  # fmt: skip
    """Keep one piece of a line as golden sample: sealed under a number, with what was measured (``MEASURED``: code →
    number) and photos. It is the reference of production and inspection once the customer approved the samples.

    Raises NotAllowedNow, NoSuchSampleLine, SealMissing, SealTaken, KeptAlready, NotMeasured, NotAPhoto, DayImpossible.
    """
    if sample.state not in KEEPABLE:
        raise NotAllowedNow(record=str(sample), state=sample.state, wanted=str(GoldenState.KEPT))
    line = SampleLine.objects.filter(sample_order=sample, position=position).first()
    if line is None:
        raise NoSuchSampleLine(position=position, sample=sample)
    if not seal_number.strip() or not kept_in.strip():
        raise SealMissing()
    before = GoldenSample.objects.filter(line=line, state=GoldenState.KEPT).first()
    if before is not None:
        raise KeptAlready(golden=before)
    if GoldenSample.objects.filter(seal_number=seal_number.strip()[:40]).exists():
        raise SealTaken(seal=seal_number.strip())
    if on > our_day(at):
        raise DayImpossible(day=on)
    values = {code: _figure(said) for code, said in measured.items() if said.strip()}
    if not values or values.keys() - MEASURED.keys():
        raise NotMeasured(value=", ".join(values.keys() - MEASURED.keys()) or "–")
    kept = _photos(photos)
    golden = GoldenSample.objects.create(
        number=next_number("golden_sample", at), deal=sample.deal, line=line, seal_number=seal_number.strip()[:40],
        kept_in=kept_in.strip()[:120], measured=values, remark=remark.strip()[:500], sealed_on=on, sealed_by=by.name,
    )  # fmt: skip
    GoldenPhoto.objects.bulk_create(
        GoldenPhoto(golden_sample=golden, deal=sample.deal, file_id=sha256, name=name)
        for name, sha256 in kept
    )
    record_event(
        "golden_sample.kept", golden, by=by, at=at, seal=golden.seal_number, measured=values, photos=len(kept),
        sample=sample,
    )  # fmt: skip
    return golden


@deed("golden_sample.withdraw", roles={Role.INSPECTOR, Role.ENGINEER, Role.MANAGER})
def withdraw_golden_sample(golden: GoldenSample, *, reason: str, by: Actor, at: datetime) -> GoldenSample:
    """Say that a golden sample is no longer the reference, and why. Raises SaySampleReason, NotAllowedNow."""
    if not reason.strip():
        raise SaySampleReason()
    golden.withdrawn_because = reason.strip()[:300]
    golden.move_to(
        GoldenState.WITHDRAWN, by=by, at=at, fields=("withdrawn_because",), reason=golden.withdrawn_because
    )
    return golden


def _figure(said: str) -> str:
    try:
        value = Decimal(said.strip())
    except InvalidOperation:
        raise NotMeasured(value=said.strip()[:20]) from None
    if not value.is_finite() or not 0 <= value < 10**7:
        raise NotMeasured(value=said.strip()[:20])
    return f"{value:f}"


def _photos(photos: Sequence[Enclosure]) -> list[tuple[str, str]]:
    if len(photos) > MOST_PHOTOS:
        raise NotAPhoto(name=photos[0].name, most=MOST_PHOTOS)
    stored = StoredFile.objects.in_bulk([photo.sha256 for photo in photos]) if photos else {}
    for photo in photos:
        found = stored.get(photo.sha256)
        if found is None:
            raise NotFound()
        if found.media_type not in PICTURES:
            raise NotAPhoto(name=photo.name, most=MOST_PHOTOS)
    return [(photo.name[:255], photo.sha256) for photo in photos]
