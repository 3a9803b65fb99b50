"""All tables of the fifth stage."""

from ordolux.support.promotion.models import Brochure, Fair, PromotionRequest
from ordolux.support.warranty.models import Claim, Evidence, Warranty

__all__ = ["Brochure", "Claim", "Evidence", "Fair", "PromotionRequest", "Warranty"]
