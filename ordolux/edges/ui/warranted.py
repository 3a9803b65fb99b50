"""Which delivered goods failed: the choices of a claim's form, and what a choice says."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from ordolux.edges.ui.wording import day_words
from ordolux.support.warranty.models import Warranty


def warranted_choices(warranties: Sequence[Warranty]) -> list[tuple[str, str]]:
    """One choice for each warranty; those of an order in parts say when their goods came."""
    return [(_key(each), _words(each)) for each in warranties]


def warranted_told(choice: str) -> dict[str, Any]:
    """What a choice says, as arguments of ``claim.submit``."""
    position, _, part = choice.partition("/")
    return {"position": int(position), "part": part}


def _key(warranty: Warranty) -> str:
    position = str(warranty.line.position)
    return f"{position}/{warranty.plan}" if warranty.plan_id else position


def _words(warranty: Warranty) -> str:
    words = f"{warranty.line.product.number} · {warranty.line.description}"
    if not warranty.plan_id:
        return words
    came = gettext("came on %(day)s") % {"day": day_words(warranty.starts_on, "short")}
    return f"{words} · {came}"
