"""Steps of the demonstration in which somebody wishes what is not in the catalogue: the engineer and marketing have work."""

from ordolux.inquiries.customisation.deeds import answer_question, ask_engineer
from ordolux.inquiries.customisation.models import Question, Verdict
from ordolux.process.demonstration.life import Life, Piece, Step
from ordolux.rules.money import Money
from ordolux.support.promotion.deeds import approve_promotion, request_promotion
from ordolux.support.promotion.models import PromotionRequest, RequestKind


def ask_works(life: Life, it: Piece) -> None:
    """Sales asks the engineer before it promises anything."""
    wish = it.said.get("wish", "The customer wants the housing in matt black. Can we, and what does it cost?")
    life.once("mei", ask_engineer, "works", life.inquiry(it), line=0, text=wish)


def works_answer(life: Life, it: Piece) -> None:
    """The engineer can, for a little more."""
    question = Question.objects.get(inquiry=life.inquiry(it))
    life.once(
        "han", answer_question, "works", question, verdict=Verdict.WITH_CHANGE, cost_effect=Money.of("0.08", "USD"),
        days_effect=3, answer="Matt black powder coating; the ring needs one more pass. First sample in a week.",
    )  # fmt: skip


def wish_material(life: Life, it: Piece) -> None:
    """The customer asks for something to sell with."""
    buyer = life.buyer(it)
    if it.said.get("fair"):
        life.once(
            it.buyer, request_promotion, "wish", kind=RequestKind.FAIR, language=buyer.language,
            fair_name="Autumn lighting fair", fair_place="Hong Kong",
            what="Two sample cases with spots and tubes for our stand, and somebody of yours for two days.",
        )  # fmt: skip
    else:
        life.once(
            it.buyer, request_promotion, "wish", kind=RequestKind.BROCHURE, language=buyer.language,
            what="A brochure of eight pages in our company's name with the spots that we buy, 500 copies or as PDF.",
        )  # fmt: skip


def grant_material(life: Life, it: Piece) -> None:
    """Marketing says yes."""
    wish = PromotionRequest.objects.filter(company=life.buyer(it).company).latest("id")
    life.once("ma", approve_promotion, "wish", wish, answer="With pleasure; you have the PDF on Friday.")


WISHES: dict[str, Step] = {
    "ask_works": ask_works, "works_answer": works_answer, "wish_material": wish_material, "grant_material": grant_material,
}  # fmt: skip
