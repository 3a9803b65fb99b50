"""Golden samples: sealed once, measured, found by production when the customer approved them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import Enclosure
from ordolux.foundation.deeds import NotAllowedNow, NotFound
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.models import Person
from ordolux.orders.samples.deeds import DayImpossible, SaySampleReason, judge_samples
from ordolux.orders.samples.golden.deeds import (
    KeptAlready,
    NoSuchSampleLine,
    NotAPhoto,
    NotMeasured,
    SealMissing,
    SealTaken,
    keep_golden_sample,
    withdraw_golden_sample,
)
from ordolux.orders.samples.models import GoldenPhoto, GoldenSample, SampleOrder
from ordolux.orders.samples.queries import golden_samples_of
from ordolux.orders.samples.tests import bench
from ordolux.orders.samples.tests.bench import HAN, LIN, SENT_AT

SAID = {
    "position": 1, "seal_number": "S-0017", "kept_in": "Cabinet 3", "on": SENT_AT.date(),
    "measured": {"power": "6.9", "cct": "3012", "x": "", "y": " "}, "by": LIN, "at": SENT_AT,
}  # fmt: skip


def keep(sample: SampleOrder, **other: object) -> GoldenSample:
    return keep_golden_sample(sample, **{**SAID, **other})  # type: ignore[arg-type]  # of the case


def test_production_finds_the_golden_sample_of_what_the_customer_approved(anna: Person, mei: Actor) -> None:
    sample = bench.shipped(anna, mei)
    photo = Enclosure("seal.png", store_bytes(b"\x89PNG", "image/png").sha256)
    golden = keep(sample, photos=[photo])
    assert golden.measured == {"power": "6.9", "cct": "3012"}
    assert GoldenPhoto.objects.get().name == "seal.png"
    product = sample.lines.get().product_id
    assert golden_samples_of(anna.company_id, [product]) == []  # he has not approved it yet
    judge_samples(sample, verdict="approved", by=anna.actor(), at=SENT_AT)
    assert golden_samples_of(anna.company_id, [product]) == [golden]
    assert golden_samples_of(anna.company_id, [product + 1]) == []
    assert golden_samples_of(None, [product]) == []

    with pytest.raises(SaySampleReason):
        withdraw_golden_sample(golden, reason="", by=HAN, at=SENT_AT)
    withdraw_golden_sample(golden, reason="the seal broke", by=HAN, at=SENT_AT)
    assert golden_samples_of(anna.company_id, [product]) == []
    with pytest.raises(NotAllowedNow):
        withdraw_golden_sample(golden, reason="again", by=HAN, at=SENT_AT)
    with pytest.raises(SealTaken):
        keep(sample)
    assert keep(sample, seal_number="S-0018").pk != golden.pk


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"position": 2}, NoSuchSampleLine),
        ({"seal_number": " "}, SealMissing),
        ({"kept_in": ""}, SealMissing),
        ({"measured": {}}, NotMeasured),
        ({"measured": {"power": "seven"}}, NotMeasured),
        ({"measured": {"power": "-1"}}, NotMeasured),
        ({"measured": {"weight": "1"}}, NotMeasured),
        ({"on": (SENT_AT + timedelta(days=2)).date()}, DayImpossible),
        ({"photos": [Enclosure("a.png", "0" * 64)]}, NotFound),
        ({"photos": [Enclosure("a.png", "0" * 64)] * 11}, NotAPhoto),
    ],
)
def test_a_piece_that_is_not_measured_sealed_and_placed_is_not_kept(
    anna: Person, mei: Actor, wrong: dict, refusal: type[Exception]
) -> None:
    sample = bench.shipped(anna, mei)
    with pytest.raises(refusal):
        keep(sample, **wrong)
    assert not GoldenSample.objects.exists()


def test_one_is_kept_of_a_line_and_never_of_samples_that_are_not_ready(anna: Person, mei: Actor) -> None:
    with pytest.raises(NotAllowedNow):
        keep(bench.cleared(anna, mei))
    sample = bench.shipped(anna, mei)
    golden = keep(sample)
    with pytest.raises(KeptAlready):
        keep(sample, seal_number="S-0099")
    paper = Enclosure("a.pdf", store_bytes(b"%PDF", "application/pdf").sha256)
    with pytest.raises(KeptAlready):
        keep(sample, seal_number="S-0099", photos=[paper])
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        GoldenSample.objects.filter(pk=golden.pk).update(measured={"power": "9"})
