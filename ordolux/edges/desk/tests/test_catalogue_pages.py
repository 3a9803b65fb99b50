"""The catalogue, its library and the engineer's questions on the desk: forms that end in deeds, errors beside their fields,
statements that do not grow, and the click budgets of the engineer."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.deeds import NewBillLine, set_bill
from ordolux.foundation.catalogue.models import BillLine, Family, Part, PriceList, Product
from ordolux.foundation.files import store_bytes
from ordolux.foundation.library.deeds import add_document
from ordolux.foundation.library.models import DocumentState, ProductDocument
from ordolux.inquiries.customisation.deeds import ask_engineer
from ordolux.inquiries.customisation.models import Question
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.tests import house
from tests.cast import Cast, assemble, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

SPOT, BULB = "MZ-GU10-70-830", "MZ-A60-90-827"
HAN = Actor("Han Yu", frozenset({Role.ENGINEER}))
MEI = Actor("Mei Wen", frozenset({Role.SALES}))
AT = house.MONDAY


def furnished() -> Cast:
    """Everybody, two products, an inquiry with a question, a drawing that waits."""
    cast = assemble()
    house.furnish()
    inquiry = house.opened()
    ask_engineer(inquiry, line=1, text="Can the housing be black?", by=MEI, at=AT)
    add_document(kind="drawing", title_en="Outline", product=Product.objects.get(number=SPOT),
                 file=store_bytes(b"%PDF-1.7", "application/pdf"), by=HAN, at=AT)  # fmt: skip
    return cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The same in a transaction that is taken back."""
    return furnished()


def han(cast: Cast) -> Client:
    return sign_in(Client(), cast.han)


def mei(cast: Cast) -> Client:
    return sign_in(Client(), cast.mei)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def values_of(number: str) -> dict[str, Any]:
    return {f"p-{code}": value for code, value in Product.objects.get(number=number).values.items()}


def test_every_page_of_the_catalogue_opens_and_takes_few_statements(cast: Cast) -> None:
    part = Part.objects.order_by("number")[0].number
    paths = ["/desk/", "/desk/products", f"/desk/products/{SPOT}", "/desk/families", "/desk/families/spot", "/desk/parts",
             f"/desk/parts/{part}", "/desk/library", f"/desk/library/{ProductDocument.objects.get().number}",
             "/desk/questions", f"/desk/questions/{Question.objects.get().number}", f"/desk/products/{SPOT}/bill",
             f"/desk/products/{SPOT}/bill/similar", f"/desk/products/{SPOT}/change", f"/desk/products/{SPOT}/packing",
             f"/desk/products/{SPOT}/costing", "/desk/products/new", f"/desk/products/new?like={SPOT}",
             f"/desk/products/{SPOT}/library/new?kind=drawing", "/desk/parts/new", "/desk/families/new",
             "/desk/families/spot/parameters/new", "/desk/families/spot/names"]  # fmt: skip
    client = han(cast)
    family = Family.objects.get(code="spot")
    house.add_spot(family, "MZ-LIKE-IT", at=AT)

    def statements(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200, path
        return len(asked)

    few = {path: statements(path) for path in paths}
    for number in range(12):
        house.add_spot(family, f"MZ-MORE-{number:02d}", at=AT)
        ask_engineer(Inquiry.objects.get(), line=1, text=f"Question {number}", by=MEI, at=AT)
        add_document(kind="drawing", title_en=f"Outline {number}", product=Product.objects.get(number=SPOT),
                     file=store_bytes(b"%PDF-1.7", "application/pdf"), by=HAN, at=AT)  # fmt: skip
    for path, count in few.items():
        assert statements(path) <= count <= 18, path


def test_prices_and_costs_are_for_those_who_may_read_them(cast: Cast) -> None:
    seen = words(sign_in(Client(), cast.lin).get(f"/desk/products/{SPOT}"))
    assert "Cost of a piece" not in seen and "In force" not in seen
    assert "Cost of a piece" in words(mei(cast).get(f"/desk/products/{SPOT}"))
    assert sign_in(Client(), cast.lin).get("/desk/price-lists").status_code == 403


def test_a_product_is_added_like_another_with_its_bill(cast: Cast) -> None:
    form = {
        "key": "k", "number": "MZ-GU10-70-865", "name_en": "GU10 spot cold", "name_zh": "GU10射灯 冷白", "hs_code": "853952",
        "warranty_months": "36", **values_of(SPOT), "p-cct_k": "6500", "pieces_per_carton": "100", "length_mm": "560",
        "width_mm": "290", "height_mm": "300", "net_weight_per_piece_kg": "0.045", "carton_tare_kg": "1.1",
        "price_usd": "1.80", "cost_cny": "6.2", "margin_percent": "20", "pieces_per_hour": "150",
        "minimum_order_pieces": "500", "like": SPOT,
    }  # fmt: skip
    answer = mei(cast).post(f"/desk/products/new?like={SPOT}", form)

    assert answer.status_code == 302, words(answer)[:2000]
    made = Product.objects.get(number="MZ-GU10-70-865")
    assert (made.values["cct_k"], made.margin, made.minimum_order_pieces) == ("6500", Decimal("0.2"), 500)
    assert made.bill_lines.count() == BillLine.objects.filter(product__number=SPOT).count()

    again = mei(cast).post(f"/desk/products/new?like={SPOT}", {**form, "key": "k2"})
    assert again.status_code == 422 and "exists already" in words(again)


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [("p-cct_k", "warm", "number"), ("p-cct_k", "99999", "10000"), ("name_en", "", "required"), ("hs_code", "x", "valid value"),
     ("warranty_months", "-1", "0"), ("name_zh", "名" * 500, "160")],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(
    cast: Cast, field: str, value: str, what: str
) -> None:
    form = {
        "key": "k",
        "name_en": "New",
        "name_zh": "新",
        "hs_code": "853952",
        "warranty_months": "24",
        **values_of(SPOT),
    }
    answer = han(cast).post(f"/desk/products/{SPOT}/change", {**form, field: value})
    assert answer.status_code == 422
    assert what in words(answer) and 'aria-invalid="true"' in words(answer)
    assert Product.objects.get(number=SPOT).version == 1


def test_a_change_that_another_made_meanwhile_is_told(cast: Cast) -> None:
    form = {"key": "k", "seen": "1", "name_en": "One", "name_zh": "一", "hs_code": "853952", "warranty_months": "24",
            **values_of(SPOT)}  # fmt: skip
    assert han(cast).post(f"/desk/products/{SPOT}/change", form).status_code == 302
    answer = mei(cast).post(f"/desk/products/{SPOT}/change", {**form, "key": "k2", "name_en": "Two"})
    assert answer.status_code == 409
    assert Product.objects.get(number=SPOT).name_en == "One"


def test_a_price_list_is_made_and_withdrawn(cast: Cast) -> None:
    client = mei(cast)
    form = {"key": "k", "valid_from": "2026-03-09", "remark": "LEDs dearer", "from-0": "1", "EUR-0": "1.90", "USD-0": "2",
            "from-1": "1000", "EUR-1": "1.70"}  # fmt: skip
    assert client.post(f"/desk/products/{SPOT}/prices", form).status_code == 302
    made = PriceList.objects.filter(product__number=SPOT).latest("id")
    assert made.breaks.count() == 3
    assert client.post(f"/desk/price-lists/{made.number}/withdrawal", {"key": "w"}).status_code == 302
    made.refresh_from_db()
    assert made.withdrawn_at is not None

    wrong = client.post(
        f"/desk/products/{SPOT}/prices", {"key": "k3", "valid_from": "2026-03-09", "EUR-0": "1.90"}
    )
    assert wrong.status_code == 422 and "from how many pieces" in words(wrong)


def test_a_bill_is_changed_in_rows_and_an_unknown_part_is_named(cast: Cast) -> None:
    form = {
        "key": "k",
        "part-0": "LED-2835",
        "quantity-0": "14",
        "loss-0": "2",
        "part-1": "DRV-7W",
        "quantity-1": "1",
    }
    assert han(cast).post(f"/desk/products/{SPOT}/bill", form).status_code == 302
    lines = BillLine.objects.filter(product__number=SPOT).order_by("part__number")
    assert [(line.part.number, line.scrap) for line in lines] == [
        ("DRV-7W", 0),
        ("LED-2835", Decimal("0.02")),
    ]

    wrong = han(cast).post(f"/desk/products/{SPOT}/bill", {**form, "key": "k2", "part-1": "NONE"})
    assert wrong.status_code == 422 and "There is no part NONE" in words(wrong)


def test_a_family_and_a_parameter_of_it_need_no_code(cast: Cast) -> None:
    client = han(cast)
    form = {"key": "k", "code": "tube", "name_en": "Tube", "name_zh": "灯管", "known": ["power_w", "cct_k"]}
    assert client.post("/desk/families/new", form).status_code == 302
    more = {"key": "k2", "code": "length_mm", "label_en": "Length", "label_zh": "长度", "kind": "number", "unit": "mm",
            "minimum": "100", "maximum": "2400"}  # fmt: skip
    assert client.post("/desk/families/tube/parameters/new", more).status_code == 302
    assert [p.code for p in Family.objects.get(code="tube").parameters.all()] == [
        "power_w",
        "cct_k",
        "length_mm",
    ]
    assert "length_mm" in words(client.get("/desk/products/new?family=tube"))
    wrong = client.post(
        "/desk/families/tube/parameters/new", {**more, "key": "k3", "code": "x", "kind": "choice"}
    )
    assert wrong.status_code == 422 and "which values" in words(wrong)


def test_sales_cannot_release_a_drawing_and_the_engineer_can(cast: Cast) -> None:
    drawing = ProductDocument.objects.get()
    assert mei(cast).post(f"/desk/library/{drawing.number}/release", {"key": "k"}).status_code == 403
    assert han(cast).post(f"/desk/library/{drawing.number}/release", {"key": "k"}).status_code == 302
    drawing.refresh_from_db()
    assert drawing.state == DocumentState.RELEASED


def test_sales_asks_and_the_answer_stands_on_the_order_page(cast: Cast) -> None:
    inquiry = Inquiry.objects.get()
    answer = mei(cast).post(
        f"/desk/inquiries/{inquiry.number}/feasibility", {"key": "a", "line": "1", "text": "IP65?"}
    )
    assert answer.status_code == 302
    question = Question.objects.latest("id")
    place = f"/desk/questions/{question.number}/answer"
    wrong = han(cast).post(place, {"key": "b", "verdict": "not_feasible"})
    assert wrong.status_code == 422 and "Say what has to change" in words(wrong)
    said = {"key": "c", "verdict": "with_change", "answer": "With a gasket", "cost_amount": "0.40", "cost_currency": "CNY",
            "days_effect": "4"}  # fmt: skip
    assert han(cast).post(place, said).status_code == 302

    assert "The engineer answered" in words(mei(cast).get(f"/desk/orders/{inquiry.deal.number}"))
    page = words(mei(cast).get(f"/desk/orders/{inquiry.deal.number}/records"))
    assert "Feasible with a change" in page and "0.40" in page and "+4 working days" in page


@pytest.mark.parametrize(
    "odd", ["<script>", "☃" * 10_000, "{x}%s", "NaN", "9" * 400, "-1", "9999-99-99", "\u202e", "'; --"]
)
def test_odd_words_in_any_field_are_no_fault(cast: Cast, odd: str) -> None:
    client = sign_in(Client(raise_request_exception=False), cast.han)
    seller = sign_in(Client(raise_request_exception=False), cast.mei)
    number = Question.objects.get().number
    for who, path, names in (
        (
            client,
            f"/desk/products/{SPOT}/change",
            ("name_en", "p-cct_k", "p-cap", "hs_code", "warranty_months", "reason"),
        ),
        (client, f"/desk/products/{SPOT}/packing", ("pieces_per_carton", "carton_tare_kg")),
        (client, f"/desk/products/{SPOT}/costing", ("cost_amount", "margin_percent", "cost_currency")),
        (seller, f"/desk/products/{SPOT}/prices", ("valid_from", "from-0", "EUR-0", "remark")),
        (client, f"/desk/products/{SPOT}/bill", ("part-0", "quantity-0", "loss-0")),
        (client, f"/desk/products/{SPOT}/bill/copy", ("similar",)),
        (client, "/desk/families/new", ("code", "known")),
        (client, "/desk/parts/new", ("number", "supplier")),
        (
            client,
            f"/desk/questions/{number}/answer",
            ("verdict", "cost_amount", "days_effect", "cost_currency"),
        ),
        (client, f"/desk/products/{SPOT}/library/new", ("kind", "title_en", "address", "valid_until")),
        (seller, f"/desk/inquiries/{Inquiry.objects.get().number}/feasibility", ("line", "text")),
    ):
        for name in names:
            answer = who.post(path, {"key": f"{path}{name}", name: odd})
            assert answer.status_code in (302, 404, 409, 422), (path, name, answer.status_code)
    for path in (
        "/desk/products?family={}",
        "/desk/products/new?family={}&like={}",
        "/desk/families/{}",
        "/desk/library?kind={}",
    ):
        assert client.get(path.replace("{}", odd)).status_code in (200, 302, 400, 404)


# ── budgets, in a browser ────────────────────────────────────────────────────


def open_today(page: "Page", live_site: Any, cast: Cast) -> None:
    client = sign_in(Client(), cast.han)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_site.url}]
    )
    page.goto(live_site.at("/desk/"))


def test_feasibility_is_answered_in_two_clicks(page: "Page", live_site: Any) -> None:
    open_today(page, live_site, furnished())
    page.get_by_role("button", name="Feasible as asked").click()
    page.get_by_text("Answered: sales sees it").wait_for()
    assert Question.objects.get().verdict == "feasible"


def test_a_refusal_is_answered_in_two_clicks_and_its_reason(page: "Page", live_site: Any) -> None:
    open_today(page, live_site, furnished())
    page.get_by_role("link", name="With a change, or not").click()
    page.get_by_label("What has to change, or why not").fill("No black in this alloy")
    page.get_by_label("Not feasible").press("Space")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.get_by_text("Answered: sales sees it").wait_for()
    assert Question.objects.get().verdict == "not_feasible"


def test_a_bill_from_a_similar_product_takes_three_clicks(page: "Page", live_site: Any) -> None:
    cast = furnished()
    other = house.add_spot(Family.objects.get(code="spot"), "MZ-GU10-70-840", at=clock.now())
    set_bill(other, bill=(), by=HAN, at=clock.now())
    set_bill(
        Product.objects.get(number=SPOT), bill=(NewBillLine("LED-2835", Decimal(14)),), by=HAN, at=clock.now()
    )
    open_today(page, live_site, cast)
    page.get_by_role("link", name="Take the bill of a similar product").first.click()
    page.get_by_role("button", name="Take this bill").first.click()
    page.get_by_text("was taken; change what differs").wait_for()
    assert BillLine.objects.get(product=other).quantity_per_piece == 14


def test_a_drawing_is_looked_at_and_released_in_three_clicks(page: "Page", live_site: Any) -> None:
    open_today(page, live_site, furnished())
    page.get_by_role("link", name="Outline").click()
    page.get_by_role("button", name="Release").click()
    page.get_by_text("Released: it is in force").wait_for()
    assert ProductDocument.objects.get().state == DocumentState.RELEASED
