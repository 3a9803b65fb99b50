"""A confirmed inquiry becomes a costed quotation with no typing."""

from datetime import date
from decimal import Decimal

import pytest

from ordolux.foundation.actors import Actor
from ordolux.foundation.catalogue.models import Family
from ordolux.foundation.parties.models import Person
from ordolux.foundation.rates.models import RateCard
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.quotation.deeds import (
    DiscountTooHigh,
    DraftWaits,
    NothingCanTravel,
    change_quotation,
    draft_quotation,
)
from ordolux.inquiries.quotation.models import FreightOption, Quotation, QuotationLine
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, SYSTEM, counted_statements
from ordolux.rules.money import Money, sum_of

pytestmark = pytest.mark.usefixtures("furnished")
SPOTS = (ConfirmedLine("MZ-GU10-70-830", 300, position=1),)
BULBS = (ConfirmedLine("MZ-A60-90-827", 12000),)


@pytest.fixture
def small(mei: Actor, anna: Person) -> Inquiry:
    """300 spots, FCA Shenzhen."""
    return house.confirmed(house.opened(), mei, anna, SPOTS)


@pytest.fixture
def large(mei: Actor, anna: Person) -> Inquiry:
    """12,000 bulbs, CIP Hamburg."""
    return house.confirmed(
        house.opened("12,000 pcs A60 9W E27"), mei, anna, BULBS, incoterm="CIP", place="Hamburg"
    )


def draft(inquiry: Inquiry) -> Quotation:
    return draft_quotation(inquiry, by=SYSTEM, at=MONDAY)


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


def test_every_cent_of_the_total_is_a_named_step(large: Inquiry) -> None:
    quotation = draft(large)

    steps = [Money.of(step["amount"], "EUR") for step in quotation.chain]
    assert sum_of(steps) == quotation.total
    assert [step["kind"] for step in quotation.chain][:3] == ["list", "break", "fee"]
    assert quotation.chain[-1]["kind"] == "tax"
    blocks = sum_of([block.amount for block in quotation.blocks.all()])
    lines = sum_of([line.amount for line in quotation.lines.all()])
    assert lines == quotation.goods == euros("11400.00")
    assert lines + blocks == quotation.total


def test_each_line_is_unit_price_times_pieces(large: Inquiry) -> None:
    line = draft(large).lines.get()

    assert line.unit_price == euros("0.9500")
    assert line.amount == (line.unit_price * line.pieces).rounded()


def test_under_fca_the_buyer_pays_the_carriage_and_insurance_is_offered(small: Inquiry) -> None:
    quotation = draft(small)

    assert quotation.insurance == "optional"
    sea = quotation.options.get(mode="sea_lcl")
    assert not sea.is_included
    assert sea.cost > euros("0")
    assert sea.total == quotation.total
    assert sea.insurance_premium is not None
    assert sea.total_with(insurance=True) == quotation.total + sea.insurance_premium
    assert "main_carriage" not in [block.name for block in quotation.blocks.all()]


def test_under_cip_carriage_and_insurance_are_in_the_price_of_each_way(large: Inquiry) -> None:
    quotation = draft(large)

    assert (quotation.insurance, quotation.insurance_clauses) == ("included", "A")
    names = [block.name for block in quotation.blocks.all()]
    assert {"main_carriage", "insurance", "pre_carriage"} <= set(names)
    lcl, air = (quotation.options.get(mode=mode) for mode in ("sea_lcl", "air"))
    assert lcl.is_included
    assert air.is_included
    assert air.total - lcl.total > air.cost - lcl.cost  # dearer carriage is insured for more
    assert lcl.is_proposed or quotation.options.get(mode="sea_fcl").is_proposed


def test_a_way_that_is_not_possible_says_why(large: Inquiry) -> None:
    quotation = draft(large)

    rail, truck = (quotation.options.get(mode=mode) for mode in ("rail_lcl", "truck"))
    assert (rail.is_feasible, [each["code"] for each in rail.reason]) == (False, ["no_rate_card"])
    assert (truck.is_feasible, [each["code"] for each in truck.reason]) == (False, ["shipment_too_heavy"])


def test_the_plan_counts_chinese_working_days_material_and_lines(small: Inquiry) -> None:
    plan = draft(small).plan

    steps = {step["name"]: step for step in plan["steps"]}
    # released five working days after Monday 9 March; two to prepare; the LED package needs seven
    assert plan["starts_on"] == "2026-03-16"
    assert (steps["preparation"]["ends_on"], steps["procurement"]["ends_on"]) == ("2026-03-18", "2026-03-27")
    assert steps["procurement"]["values"] == {"days": 7}
    assert sum(step["calendar_days"] for step in plan["steps"]) == plan["total_days"]
    assert (date.fromisoformat(plan["ends_on"]) - date.fromisoformat(plan["starts_on"])).days == plan[
        "total_days"
    ]


def test_more_pieces_take_longer(small: Inquiry, large: Inquiry) -> None:
    assert draft(large).plan["total_days"] > draft(small).plan["total_days"]


def test_without_our_price_in_the_currency_the_list_is_converted_at_the_buffered_rate(
    mei: Actor, anna: Person
) -> None:
    inquiry = house.confirmed(
        house.opened("5"), mei, anna, (ConfirmedLine("MZ-A60-90-827", 100),), currency="USD"
    )

    line = draft(inquiry).lines.get()

    # 1.2000 EUR at 7.644 CNY, then 6.958 CNY for 1 USD; the buffer is taken off once, from the currency that we ask in
    assert Decimal("1.31") < line.unit_price.amount < Decimal("1.36")
    assert line.unit_price.currency == "USD"


def test_a_second_draft_of_one_inquiry_is_refused(small: Inquiry) -> None:
    draft(small)

    with pytest.raises(DraftWaits):
        draft(small)
    assert Quotation.objects.count() == 1


def test_when_the_seller_pays_the_carriage_and_nothing_can_travel_there_is_no_quotation(
    mei: Actor, anna: Person
) -> None:
    inquiry = house.opened("12,000 pcs A60")
    house.confirmed(inquiry, mei, anna, BULBS, incoterm="CIP", place="Lima")
    inquiry.destination_country = "PE"
    inquiry.save(update_fields=["destination_country"])
    assert not RateCard.objects.filter(countries__contains=["PE"]).exists()

    with pytest.raises(NothingCanTravel):
        draft(inquiry)
    assert Quotation.objects.count() == QuotationLine.objects.count() == 0


def test_a_discount_changes_a_draft_and_is_a_step_of_its_own(small: Inquiry, mei: Actor) -> None:
    before = draft(small)

    after = change_quotation(
        before,
        discount_percent=Decimal(5),
        incoterm="FCA",
        place="Shenzhen",
        payment_term="TT_100",
        reason="First order",
        by=mei,
        at=MONDAY,
    )

    discount = after.blocks.get(kind="discount")
    assert discount.amount == -(after.goods * Decimal(5) / 100).rounded()
    assert after.total == before.total + discount.amount
    assert FreightOption.objects.filter(quotation=after).count() == 7
    with pytest.raises(DiscountTooHigh):
        change_quotation(after, discount_percent=Decimal(31), incoterm="FCA", place="Shenzhen", payment_term="TT_100",
                         by=mei, at=MONDAY)  # fmt: skip


def test_drafting_and_changing_take_as_many_statements_for_100_lines_as_for_one(
    mei: Actor, anna: Person
) -> None:
    family = Family.objects.get(code="spot")
    numbers = [house.add_spot(family, f"MZ-S{n:03}").number for n in range(100)]
    drafting, changing = [], []
    for count in (1, 10, 100):
        lines = tuple(ConfirmedLine(number, 100) for number in numbers[:count])
        inquiry = house.confirmed(house.opened(f"{count} pcs A60"), mei, anna, lines)
        with counted_statements() as seen:
            quotation = draft_quotation.once(f"draft-{count}")(inquiry, by=SYSTEM, at=MONDAY)
        drafting.append(len(seen))
        assert quotation.lines.count() == count
        with counted_statements() as seen:
            change_quotation.once(f"change-{count}", quotation.version)(
                quotation, discount_percent=Decimal(1), incoterm="FCA", place="Shenzhen", payment_term="TT_100",
                reason="autumn", by=mei,
                at=MONDAY,
            )  # fmt: skip
        changing.append(len(seen))

    assert len(set(drafting)) == len(set(changing)) == 1
    assert drafting[0] <= 19
    assert changing[0] <= 19
