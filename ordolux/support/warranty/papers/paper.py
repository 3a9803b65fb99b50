"""The decision about a claim as its paper states it."""

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.foundation.parties.models import Company, Firm
from ordolux.inquiries.quotation.papers.paper import verify_of
from ordolux.orders.proforma.papers.paper import seller_of, speaker
from ordolux.rules.workdays import day_at
from ordolux.support.warranty.models import Claim, ClaimState, Evidence, FailureMode

FAILURES_ZH = {
    FailureMode.DEAD: "不亮", FailureMode.FLICKER: "闪烁", FailureMode.DIM: "光暗", FailureMode.COLOUR_SHIFT: "色漂移",
    FailureMode.DRIVER_NOISE: "驱动器噪音", FailureMode.WATER: "进水", FailureMode.MECHANICAL: "机械损坏",
    FailureMode.CAP: "灯头松动", FailureMode.WRONG_ITEM: "错货", FailureMode.OTHER: "其他",
}  # fmt: skip


def decision_paper(
    claim: Claim, evidence: list[Evidence], *, buyer: Company, firm: Firm, language: str, code: str
) -> c.ClaimDecision:
    """The paper of a decided claim, which comes with warranty, line, product, order and replacement."""
    say = speaker(language)
    warranty = claim.warranty
    line, order = warranty.line, warranty.order
    yes = claim.state != ClaimState.REJECTED
    report = next((each for each in reversed(evidence) if each.kind == "test_report"), None)
    assert claim.decided_at is not None, "only a decided claim is printed"
    seller = {
        "name": firm.legal_name, "name_zh": firm.legal_name_zh, "address": firm.address, "email": firm.email,
        "phone": firm.phone, "tax_number": firm.tax_number,
    }  # fmt: skip
    mode = FailureMode(claim.failure_mode)
    reasons = [claim.reason] if claim.reason else []
    if yes and report is not None:
        reasons.append(say(
            "The claim came within the warranty, and the test report shows a manufacturing defect.",
            "索赔在质保期内，检测报告表明为制造缺陷。"))  # fmt: skip
    return c.ClaimDecision(
        number=claim.number, version=1, issued_on=day_at(firm.zone, claim.decided_at), seller=seller_of(seller, language),
        verify=verify_of(code),
        buyer=c.Party(name=buyer.legal_name, address=buyer.address or buyer.country, identifiers=buyer.tax_number),
        claim=claim.number, order=order.number,
        product=say(line.product.name_en, line.product.name_zh), model=line.product.number, pieces=claim.pieces,
        serials=claim.date_code, reported_on=day_at(firm.zone, claim.submitted_at),
        failure=f"{say(str(mode.label), FAILURES_ZH[mode])}: {claim.description}"[:600],
        test_report=" · ".join(filter(None, (report.report_number or report.name, report.tested_by))) if report
        else say("none", "无"),
        warranty=(
            c.Fact(label=say("Delivered", "交货"), text=papers.day_text(warranty.starts_on, language)),
            c.Fact(label=say("Ends", "到期"), text=papers.day_text(warranty.ends_on, language)
                   + say(f" ({warranty.months} months)", f"（{warranty.months}个月）")),
        ),
        outcome="approved" if yes else "refused",
        decision=say(f"{claim.pieces} new pieces, free of charge.", f"免费补发 {claim.pieces} 件。") if yes
        else say("The claim is not accepted.", "不予受理。"),
        reasons=tuple(reasons),
        remedies=(c.Fact(label=say("Replacement", "补货"), text=claim.replacement.deal.number),)
        if yes and claim.replacement is not None else (),
        next_steps=(say("We make and ship the replacement and send you the tracking link.",
                        "我们将安排生产和发货，并提供跟踪链接。"),) if yes else (),
        contact=firm.email,
    )  # fmt: skip
