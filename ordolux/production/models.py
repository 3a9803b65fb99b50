"""All tables of production, in the order in which they lean on each other."""

from ordolux.production.inspection.models import (
    AppearanceLook,
    Batch,
    Draw,
    Judgement,
    Nonconformance,
    Reading,
    ReadingSheet,
    SealedSecret,
)
from ordolux.production.job.models import Job
from ordolux.production.materials.models import Peg, Purchase, PurchaseLine, Requirement

__all__ = [
    "AppearanceLook",
    "Batch",
    "Draw",
    "Job",
    "Judgement",
    "Nonconformance",
    "Peg",
    "Purchase",
    "PurchaseLine",
    "Reading",
    "ReadingSheet",
    "Requirement",
    "SealedSecret",
]
