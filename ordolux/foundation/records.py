"""How records are read: every question starts from who asks."""

from typing import Self

from django.db import models

from ordolux.foundation.actors import Actor


class Records[M: models.Model](models.QuerySet[M]):
    """Rows of a stage; ``visible_to`` is the one way by which an edge may look for one."""

    def visible_to(self, actor: Actor) -> Self:
        """The rows that ``actor`` may see: staff and the system all, a customer those of his company, others none."""
        if actor.is_staff or actor.is_system:
            return self
        if actor.is_customer:
            return self.of_company(actor.company_id)
        return self.none()

    def of_company(self, company_id: int | None) -> Self:
        """The rows that belong to a buyer's company and that it may see; a record without a deal overrides this."""
        return self.filter(deal__buyer_id=company_id)


class StaffRecords[M: models.Model](Records[M]):
    """Rows that customers never see: costs, suppliers, internal notes."""

    def of_company(self, company_id: int | None) -> Self:
        """None: what only the supplier may know."""
        return self.none()
