"""The sixty deals of the demonstration company: who buys what, when it begins, and how far it comes.

Most of eighteen months' business was delivered; the rest stands at every place between the first mail and the claim. What
is chosen by chance (customer, products, pieces) comes from one seed, so that each company is like the other.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from ordolux.process.demonstration.life import Piece
from ordolux.process.demonstration.tables import rows

SEED = 2026
OFFER = ("ask", "confirm", "send")
BARGAIN = (*OFFER, "bargain", "discount", "send_again")
CONTRACT = ("accept", "sign", "countersign", "deposit")
MADE = ("buy", "receive", "schedule", "make")
MADE_NOW = ("buy", "receive", "schedule_lately", "make")
ON_THE_LINES_NOW = {
    31: (("MZ-GU10-70-830", 24_000), ("MZ-A60-90-827", 12_000)),
    35: (("MZ-A60-90-827", 18_000), ("MZ-GU10-70-830", 8_000)),
}
AGREED = ("send_plan", "confirm_plan", "balance", "papers", "book")
AWAY = ("load", "depart")
DELIVERED = (*CONTRACT, *MADE, *AGREED, *AWAY, "arrive", "deliver")
# what failed is made once more: nothing is paid
REPLACED = (
    "replacement", "send", "accept", "sign", "countersign", *MADE, "send_plan", "confirm_plan", "papers", "book", *AWAY,
    "arrive", "deliver",
)  # fmt: skip
# the second part is paid after the bill of lading
DELIVERED_BL = (
    *CONTRACT,
    *MADE,
    "send_plan",
    "confirm_plan",
    "papers",
    "book",
    *AWAY,
    "balance",
    "arrive",
    "deliver",
)

# samples that he liked come before the order, whose total their fee is taken off
SAMPLES = (
    "ask_samples", "offer_samples", "accept_samples", "pay_samples", "prepare_samples", "ship_samples", "judge_samples",
)  # fmt: skip
AMENDED = ("amend", "sign_amendment", "countersign_amendment")

# hours after the step before: least and most
WAITS: dict[str, tuple[float, float]] = {
    "replacement": (900, 1000),
    "ask_back": (1, 5), "reply": (20, 50), "dismiss": (2, 8), "confirm": (1, 9), "send": (0.5, 5), "bargain": (20, 60),
    "discount": (2, 9), "send_again": (1, 6), "refuse": (60, 140), "accept": (20, 96), "sign": (5, 30), "turn_down": (10, 40),
    "countersign": (1, 12), "deposit": (24, 90), "part_of_deposit": (24, 60), "cancel": (30, 90), "buy": (2, 18),
    "delay": (96, 140), "receive": (260, 400), "receive_some": (240, 300), "schedule": (1, 5), "make": (0.2, 1),
    "schedule_lately": (1, 5),
    "send_plan": (2, 18), "change_plan": (6, 30), "confirm_plan": (8, 48), "balance": (24, 80), "papers": (3, 20),
    "book": (2, 20), "load": (26, 50), "depart": (20, 30), "late_news": (100, 140), "arrive": (24, 48), "deliver": (24, 96),
    "ask_samples": (4, 20), "ask_samples_lately": (300, 400), "offer_samples": (1, 5), "accept_samples": (4, 20),
    "pay_samples": (1, 8), "prepare_samples": (2, 10), "ship_samples": (2, 10), "judge_samples": (110, 170),
    "amend": (5, 30), "amend_lately": (5, 30), "sign_amendment": (10, 40), "countersign_amendment": (2, 10),
    "split_plan": (2, 10), "send_rest": (30, 60),
    "ask_works": (0.3, 2), "works_answer": (2, 9), "wish_material": (24, 200), "grant_material": (4, 30),
    "chat": (3, 30), "claim": (500, 1100), "ask_report": (10, 60), "approve": (24, 90), "reject": (40, 90),
}  # fmt: skip

BUYERS = (
    "anna", "omar", "claire", "pieter", "sanne", "oliver", "karen", "diego", "fahad", "emily", "thabo", "mariana", "piotr",
    "astrid", "jonas",
)  # fmt: skip
# for goods that we bring to the customer's port: the place of his country
PORTS = {
    "anna": "Hamburg", "omar": "Jebel Ali", "claire": "Le Havre", "pieter": "Rotterdam", "sanne": "Rotterdam",
    "oliver": "Felixstowe", "karen": "New York", "diego": "Los Angeles", "fahad": "Dammam", "emily": "Melbourne",
    "thabo": "Durban", "mariana": "Santos", "piotr": "Gdansk", "astrid": "Gothenburg", "jonas": "Hamburg",
}  # fmt: skip
NAMES = (
    "harbour hotel", "spring range", "school renewal", "warehouse 4", "shop opening", "city hall", "clinic east wing",
    "autumn stock", "car park", "museum shop", "restaurant chain", "bakery branches", "office tower", "sports hall",
    "library reading room", "garden centre", "airport lounge", "cinema foyer", "supermarket aisles", "villa project",
    "cold store", "station hall", "art gallery", "winter stock", "student flats", "old town street", "pharmacy group",
    "boutique refit", "ferry terminal", "training centre",
)  # fmt: skip


def deals() -> list[Piece]:
    """All of them, by the day on which they begin."""
    made = sorted(_told(), key=lambda it: -it.begins_days_ago)
    assert len({it.name for it in made}) == len(made) == 60, len(made)
    return made


def _told() -> Iterator[Piece]:
    dice = Random(SEED)  # nobody guards anything with it
    goods = rows("goods")
    names = [*NAMES, *(f"{name} II" for name in NAMES)]

    def piece(days_ago: float, steps: tuple[str, ...], **told: Any) -> Piece:
        buyer = told.pop("buyer", None) or dice.choice(BUYERS)
        count = dice.choices((1, 2, 3), (6, 3, 1))[0]
        lines = []
        for row in dice.sample(goods, count):
            steps_of = dice.randint(int(row["least"]), int(row["most"]))
            lines.append((row["product"], steps_of * int(row["step_pieces"])))
        if told.pop("to_port", dice.random() < 0.3):
            told = {"incoterm": "CIP", "place": PORTS[buyer], **told}
        return Piece(names.pop(0), buyer, tuple(told.pop("lines", lines)), steps, days_ago, **told)

    yield from _delivered(piece)
    yield from _shipping(piece)
    yield from _in_production(piece)
    yield from _ordered(piece)
    yield from _asked(piece)


def _delivered(piece: Any) -> Iterator[Piece]:
    """Twenty-five that came to their end: six with a claim, and two that replace what failed."""
    ends: dict[int, dict[str, Any]] = {
        4: {"steps": (*DELIVERED, "claim", "approve"), "said": {"report": True}},
        7: {"steps": (*DELIVERED, "claim", "reject"), "said": {"report": True}},
        11: {"steps": (*DELIVERED, "claim", "approve"), "said": {"report": True}},
        1: {"steps": (*DELIVERED, "claim", "ask_report"), "days": 139},
        20: {"steps": (*DELIVERED, "claim"), "days": 128},
        22: {"steps": (*DELIVERED, "claim"), "said": {"report": True}},
        15: {"steps": (*DELIVERED, "wish_material", "grant_material")},
        17: {"steps": (*DELIVERED, "wish_material", "ask_samples_lately")},
        21: {"steps": (*DELIVERED, "wish_material", "ask_samples_lately", "offer_samples"), "said": {"fair": True}},
        3: {"said": {"fails": True}}, 9: {"said": {"fails": True}}, 14: {"said": {"fails": True}},
        5: {"steps": (*CONTRACT, *AMENDED, *DELIVERED[len(CONTRACT):])},
        6: {"said": {"days_late": 9}}, 12: {"said": {"days_late": 16}}, 18: {"said": {"days_late": 6}},
    }  # fmt: skip
    for place in range(23):
        told = ends.get(place, {})
        days = told.get("days", 548 - place * 19)
        said = dict(told.get("said", {}))
        is_air = place % 5 == 2 or place > 20
        offer = BARGAIN if place % 4 == 0 else OFFER
        if place % 6 == 5:
            offer = ("ask", "ask_back", "reply", *offer[1:])
        if place in (2, 10):
            offer = (*offer, *SAMPLES)
        rest = told.get("steps", DELIVERED)
        if place in (8, 13, 19):
            rest = DELIVERED_BL
        if place % 3 == 0:
            rest = (*rest[:4], "chat", *rest[4:])
        term = {"term": "TT_30_70_BL"} if place in (8, 13, 19) else {}
        mode = "air" if is_air else "sea_fcl" if place % 5 == 4 else "sea_lcl"
        made = piece(days, (*offer, *rest), said=said, mode=mode, **term)
        yield made
        if made.steps[-1] == "approve":
            again = {"buyer": made.buyer, "lines": made.lines, "to_port": False}
            yield piece(days, REPLACED, mode="air", replaces=made, **again)


def _shipping(piece: Any) -> Iterator[Piece]:
    """Nine that are finished and not yet with the customer."""
    until_made = (*OFFER, *CONTRACT, *MADE)
    booked = (*until_made, *AGREED)
    for days, steps, said in (
        (41, until_made, {}), (44, (*until_made, "send_plan"), {}), (47, (*until_made, "send_plan", "change_plan"), {}),
        (49, (*until_made, *AGREED[:2]), {}), (51, (*until_made, *AGREED[:4]), {}), (52, (*booked, "load"), {}),
        # in two parts: the second waits for the customer's word
        (60, (*until_made, "split_plan", *AGREED, *AWAY, "send_rest", "arrive", "deliver"), {}),
        (66, (*booked, *AWAY, "late_news", "arrive"), {"days_late": 40}),
        (74, (*booked, *AWAY, "arrive"), {"voyage": 12}),
    ):  # fmt: skip
        yield piece(days, steps, said=said, mode="sea_lcl")


def _in_production(piece: Any) -> Iterator[Piece]:
    """Eleven at every place of the works."""
    contract = (*OFFER, *CONTRACT)
    for days, steps, said in (
        (15, contract, {}), (18, (*contract, "amend_lately", "buy"), {}), (27, (*contract, "buy", "delay"), {}),
        (33, (*contract, "buy", "receive_some"), {}), (34, (*contract, "buy", "receive"), {}),
        (31, (*contract, *MADE_NOW), {}), (35, (*contract, *MADE_NOW), {}),
        (36, (*contract, *MADE), {"stops_at": "produced"}), (38, (*contract, *MADE), {"stops_at": "failed", "fails": True}),
        (39, (*contract, *MADE), {"stops_at": "reworked", "fails": True}), (37, (*contract, *MADE), {"half_looked_at": True}),
    ):  # fmt: skip
        # enough for days, so that the planner sees what runs today and what comes next
        large = {"lines": ON_THE_LINES_NOW[days]} if days in ON_THE_LINES_NOW else {}
        yield piece(days, steps, said=said, mode="sea_lcl", **large)


def _ordered(piece: Any) -> Iterator[Piece]:
    """Seven that wait for a signature or for money, or came to nothing."""
    for days, steps in (
        (6, (*OFFER, "accept")), (25, (*OFFER, "accept", "chat")), (8, (*OFFER, "accept", "sign")),
        (13, (*BARGAIN, "accept", "sign", "countersign")), (12, (*OFFER, "accept", "sign", "countersign", "part_of_deposit")),
        (70, (*OFFER, "accept", "turn_down")), (130, (*OFFER, "accept", "sign", "cancel")),
    ):  # fmt: skip
        yield piece(days, steps, mode="sea_lcl")


def _asked(piece: Any) -> Iterator[Piece]:
    """Eight that are no orders yet, or never became one."""
    chinese = "您好，\n\n请报价 GU10 7W 3000K 36度 射灯 2000 只，FOB 深圳，谢谢！\n\nOmar\n"
    for days, steps, told in (
        (250, (*OFFER, "refuse"), {}), (90, ("ask", "ask_works", "works_answer", *OFFER[1:]), {}), (6, BARGAIN[:4], {}),
        (40, ("ask", "dismiss"), {}),
        (4.2, ("ask", "confirm"), {}),
        (1.6, ("ask", "ask_works"), {"said": {"wish": "Is a beam angle of 15° possible with this reflector?"}}),
        (1.2, ("ask", "ask_back"), {}),
        (0.2, ("ask",), {"text": chinese, "buyer": "omar", "lines": (("MZ-GU10-70-830", 2000),)}),
    ):  # fmt: skip
        yield piece(days, steps, **told)
