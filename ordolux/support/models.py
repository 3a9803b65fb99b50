"""All tables of the fifth stage."""

from ordolux.support.warranty.models import Claim, Evidence, Warranty

__all__ = ["Claim", "Evidence", "Warranty"]
