"""What we ask about proforma invoices."""

from datetime import datetime

from ordolux.foundation.deals.models import Deal
from ordolux.orders.proforma.models import Proforma, ProformaState


def proformas_of(deal: Deal) -> list[Proforma]:
    """The proforma invoices of a deal, oldest first."""
    return list(Proforma.objects.filter(deal=deal).order_by("id"))


def proformas_to_lapse(at: datetime) -> list[Proforma]:
    """Issued ones whose time to sign has ended."""
    return list(
        Proforma.objects.filter(state=ProformaState.ISSUED, sign_by__lt=at)
        .select_related("deal")
        .order_by("id")
    )


def proformas_to_sign(at: datetime) -> list[Proforma]:
    """Issued ones that were received and can still be signed."""
    return list(
        Proforma.objects.filter(state=ProformaState.ISSUED, sign_by__gte=at)
        .select_related("deal", "deal__buyer")
        .order_by("id")
    )
