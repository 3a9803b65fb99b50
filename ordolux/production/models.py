"""All tables of production, in the order in which they lean on each other."""

from ordolux.production.inspection.models import (
    AppearanceLook,
    AppearancePhoto,
    Batch,
    Draw,
    FailedPiece,
    Instrument,
    Judgement,
    Nonconformance,
    Reading,
    ReadingSheet,
    SealedSecret,
)
from ordolux.production.job.models import Job
from ordolux.production.materials.models import (
    Offer,
    OfferLine,
    Peg,
    Purchase,
    PurchaseLine,
    RequestForQuotation,
    Requirement,
)
from ordolux.production.schedule.models import PlanMove, PlanPublication

__all__ = [
    "AppearanceLook",
    "AppearancePhoto",
    "Batch",
    "Draw",
    "FailedPiece",
    "Instrument",
    "Job",
    "Judgement",
    "Nonconformance",
    "Offer",
    "OfferLine",
    "Peg",
    "PlanMove",
    "PlanPublication",
    "Purchase",
    "PurchaseLine",
    "Reading",
    "ReadingSheet",
    "RequestForQuotation",
    "Requirement",
    "SealedSecret",
]
