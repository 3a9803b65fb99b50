"""Small orders first, large ones in batches: the class of an order and how it is split.

A batch is the unit of sampling, report, traceability and part shipment.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ordolux.rules.refusal import N_, Refusal


class OrderClass(StrEnum):
    """Size of an order; small ones are made first."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"

    @property
    def rank(self) -> int:
        """Return the place in the queue: 0 for small, 2 for large."""
        return list(OrderClass).index(self)


@dataclass(frozen=True, slots=True)
class ClassPolicy:
    """The factory's limits in pieces; policy data, to be changed without code.

    An order that one line finishes within `small_up_to_shifts` is small too. Large orders are made in batches
    of at most `batch_most` pieces.
    """

    small_up_to: int = 500
    medium_up_to: int = 5_000
    small_up_to_shifts: Decimal = Decimal(1)
    batch_most: int = 5_000


class QuantityNotPositive(Refusal):
    """Nothing cannot be split."""

    message = N_("A quantity must be above zero, not {pieces}.")


class CartonLargerThanBatch(Refusal):
    """Not even one carton fits into a batch."""

    message = N_("A carton of {carton} pieces does not fit into a batch of at most {most}.")


def order_class(
    pieces: int, policy: ClassPolicy | None = None, line_shifts: Decimal | None = None
) -> OrderClass:
    """Return the class of an order by its pieces or by the shifts one line needs. Raises QuantityNotPositive."""
    policy = policy or ClassPolicy()
    if pieces < 1:
        raise QuantityNotPositive(pieces=pieces)
    if pieces <= policy.small_up_to or (line_shifts is not None and line_shifts <= policy.small_up_to_shifts):
        return OrderClass.SMALL
    return OrderClass.MEDIUM if pieces <= policy.medium_up_to else OrderClass.LARGE


def split_batches(pieces: int, most: int, carton: int = 1) -> tuple[int, ...]:
    """Split a quantity into as few batches as `most` allows, of even size, in full cartons.

    Only the last batch may end with a broken carton. 12 000 with at most 5 000 gives 3 x 4 000 rather than
    5 000 + 5 000 + 2 000, so that no batch is too small for its setup and its sample.
    Raises QuantityNotPositive, CartonLargerThanBatch.
    """
    if pieces < 1 or carton < 1:
        raise QuantityNotPositive(pieces=pieces if pieces < 1 else carton)
    if pieces <= most:
        return (pieces,)
    if carton > most:
        raise CartonLargerThanBatch(carton=carton, most=most)
    cartons = -(-pieces // carton)
    count = -(-cartons // (most // carton))
    even, more = divmod(cartons, count)
    sizes = [(even + (index < more)) * carton for index in range(count)]
    sizes[-1] -= cartons * carton - pieces
    return tuple(sizes)


@dataclass(frozen=True, slots=True)
class BatchMake:
    """What must be the same throughout a batch."""

    item: str
    led_bin: str
    bom_revision: str
    label_version: str
    cct_k: int


def may_share_batch(first: BatchMake, second: BatchMake) -> bool:
    """Tell whether two quantities may be made as one batch: same item, LED bin, BOM, label and CCT."""
    return first == second


class PiecesLost(Refusal):
    """Pieces have vanished or appeared on the way."""

    message = N_("{step}: {came_in} pieces went in, but {accounted} are accounted for.")


def check_step_count(
    step: str, came_in: int, *, good: int, rework: int = 0, scrap: int = 0, in_process: int = 0
) -> None:
    """Pass a production step in which `in = good + rework + scrap + in process`. Raises PiecesLost."""
    accounted = good + rework + scrap + in_process
    if min(good, rework, scrap, in_process) < 0 or accounted != came_in:
        raise PiecesLost(step=step, came_in=came_in, accounted=accounted)
