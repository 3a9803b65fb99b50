"""The clauses of a proforma invoice, versioned: a paper names the version that it prints, and old versions stay.

Drafts for the company's lawyer: subjects after the trade's habit (P/I clauses on quality, warranty, after-sales,
title and risk, delay, force majeure, disputes).
"""

from dataclasses import dataclass

CLAUSES_VERSION = "2026-1"


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One clause in both languages."""

    title: str
    text: str
    title_zh: str
    text_zh: str


CLAUSES: dict[str, tuple[ClauseText, ...]] = {
    "2026-1": (
        ClauseText(
            "Quality and inspection",
            "From each batch 10 % of the pieces are drawn at random and tested for luminous flux and colour temperature; "
            "all pieces are inspected for appearance. The draw can be repeated by the buyer. Reports are open to the buyer.",
            "质量与检验",
            "每批随机抽取 10% 的产品检测光通量和色温；全部产品进行外观检验。抽样过程可由买方复核，检验报告对买方公开。",
        ),
        ClauseText(
            "Quality assurance period",
            "24 months from delivery unless the specification says otherwise. Faulty products are replaced free of charge "
            "when a test report shows a defect of material or workmanship.",
            "质量保证期",
            "除规格另有规定外，自交货之日起 24 个月。检测报告证明存在材料或工艺缺陷的，免费更换。",
        ),
        ClauseText(
            "After-sales service",
            "Visible damage is to be reported within 14 days after arrival, hidden defects within the quality assurance "
            "period. Technical questions are answered within 24 hours.",
            "售后服务",
            "可见损坏应在到货后 14 天内提出，隐蔽缺陷在质量保证期内提出。技术咨询 24 小时内答复。",
        ),
        ClauseText(
            "Delivery",
            "The delivery time starts when the deposit is credited. After a grace of 14 days, delay costs 0.5 % of the "
            "delayed value per week, at most 5 %.",
            "交货",
            "交货期自定金到账之日起算。宽限 14 天后，每周按延迟货值的 0.5% 支付违约金，最高 5%。",
        ),
        ClauseText(
            "Title and risk",
            "The goods remain the seller's property until paid in full; risk passes as the Incoterms 2020 rule says.",
            "所有权与风险",
            "货款付清前货物所有权归卖方；风险按《国际贸易术语解释通则 2020》转移。",
        ),
        ClauseText(
            "Changes",
            "Price, delivery time and technical parameters are fixed by both signatures; a change needs a signed amendment.",
            "变更",
            "价格、交货期和技术参数经双方签署后锁定；变更须签署补充协议。",
        ),
        ClauseText(
            "Disputes",
            "Negotiation for 30 days, then arbitration at the Shenzhen Court of International Arbitration, seat Shenzhen, one "
            "arbitrator, in English; Chinese law governs.",
            "争议解决",
            "协商 30 天；协商不成的，提交深圳国际仲裁院仲裁，仲裁地深圳，仲裁员一名，仲裁语言为英文，适用中国法律。",
        ),
    )
}
