"""The datasheet of a product: what it prints, and the job that prints it."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.catalogue.models import Parameter, Product
from ordolux.foundation.catalogue.queries import parameters_of
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.library.deeds import file_datasheet
from ordolux.foundation.library.models import ItemKind, ProductDocument
from ordolux.foundation.library.queries import datasheet_in_force, documents_of
from ordolux.foundation.papers import contracts as c
from ordolux.foundation.papers import plots
from ordolux.foundation.parties.models import Firm
from ordolux.rules.chromaticity_plot import PlotWords, chromaticity_svg
from ordolux.rules.lamp_picture import lamp_svg
from ordolux.rules.light import NominalUnknown, quadrangle
from ordolux.rules.workdays import day_at

PDF = "application/pdf"
LIGHT = ("flux_lm", "efficacy_lm_w", "cct_k", "sdcm_steps", "cri", "beam_deg", "ugr", "chip")
ELECTRICAL = ("power_w", "power_w_per_m", "voltage_v", "supply", "power_factor", "dimming", "driver")
PRINTABLE = frozenset({"image/jpeg", "image/png"})


def print_datasheet(event: Event, key: str) -> None:
    """Somebody asked for a datasheet that is not printed yet: print it and file it."""
    product = Product.objects.select_related("family").get(pk=event.subject_id)
    language = str(event.facts.get("language", "en"))
    firm = Firm.objects.first()
    if firm is None or datasheet_in_force(product, language) is not None:
        return
    at, code = clock.now(), new_code()
    paper = datasheet_paper(
        product, parameters_of([product.family_id])[product.family_id], firm, issued_on=day_at(firm.zone, at), code=code,
        language=language, documents=list(documents_of(product).select_related("file")),
    )  # fmt: skip
    pdf = papers.render(paper.template, paper, language=language, timestamp=at)
    file_datasheet.once(key)(
        product, file=store_bytes(pdf, PDF), code=code, language=language, version=product.version, by=Actor.system(),
        at=at,
    )  # fmt: skip


def datasheet_paper(
    product: Product, parameters: Sequence[Parameter], firm: Firm, *, issued_on: date, code: str, language: str,
    documents: Sequence[ProductDocument] = (),
) -> c.Datasheet:  # fmt: skip
    """Everything that a product's datasheet prints: its parameters in groups, the light that they mean, its packing."""
    zh = language.startswith("zh")

    def say(english: str, chinese: str) -> str:
        return chinese if zh else english

    rows = {
        parameter.code: c.Parameter(
            name=parameter.label_zh if zh else parameter.label_en,
            value=shown_value(product.values[parameter.code], language),
            unit=parameter.unit,
        )
        for parameter in parameters
        if product.values.get(parameter.code) not in (None, "")
    }
    groups = [
        (say("Light", "光"), [row for code_, row in rows.items() if code_ in LIGHT]),
        (say("Electrical", "电气"), [row for code_, row in rows.items() if code_ in ELECTRICAL]),
        (
            say("Mechanical and life", "机械与寿命"),
            [row for code_, row in rows.items() if code_ not in (*LIGHT, *ELECTRICAL)],
        ),
    ]
    size = f"{product.carton_length_mm} × {product.carton_width_mm} × {product.carton_height_mm} mm"
    gross = product.net_weight_kg * product.pieces_per_carton + product.carton_tare_kg
    light, words = light_distribution(product.values)
    site = settings.ORDOLUX_PUBLIC_URL
    return c.Datasheet(
        number=f"DS-{product.number}",
        version=product.revision,
        issued_on=issued_on,
        seller=c.Party(
            name=firm.legal_name_zh if zh and firm.legal_name_zh else firm.legal_name,
            second_name=firm.legal_name if zh else firm.legal_name_zh, address=firm.address, phone=firm.phone,
            mail=firm.email, identifiers=firm.tax_number,
        ),
        verify=c.Verify(
            code=code, page=f"{site.split('://')[-1]}/verify", url=f"{site}/verify?code={code}"
        ),
        product=product.name_zh if zh else product.name_en,
        second_product=product.name_en if zh else product.name_zh,
        model=product.number,
        family=product.family.name_zh if zh else product.family.name_en,
        summary=product.summary_zh if zh else product.summary_en,
        highlights=tuple(
            c.Fact(label=rows[each].name, text=f"{rows[each].value} {rows[each].unit}".strip())
            for each in ("flux_lm", "power_w", "cct_k", "beam_deg") if each in rows
        ),
        groups=tuple(c.ParameterGroup(title=title, parameters=tuple(some)) for title, some in groups if some),
        light_distribution_svg=light,
        light_distribution_text=say(
            f"Computed from flux and beam angle, not measured: {words}." if words else "",
            f"由光通量和光束角计算，非实测：{words}。" if words else "",
        ),
        chromaticity_svg=_chromaticity(product.values, say),
        chromaticity_text=say("Agreed box of ANSI C78.377", "ANSI C78.377 约定色区"),
        drawing_svg=lamp_svg(product.values, title=product.number),
        drawing_text=say("Not to scale", "示意图，未按比例"),
        photo=_photo(product, documents),
        approvals=tuple(
            c.Fact(
                label=item.title_zh if zh else item.title_en,
                text=say("valid until", "有效期至") + f" {item.valid_until}" if item.valid_until else say("held", "已取得"),
            )
            for item in documents if item.kind == ItemKind.CERTIFICATE
        ),
        packing=(
            c.Fact(
                label=say("Carton", "外箱"),
                text=f"{product.pieces_per_carton} {say('pieces', '只')}, {size}, {gross:,.1f} kg",
            ),
            c.Fact(label=say("HS code, proposed", "建议税号"), text=product.hs_code),
            c.Fact(label=say("Warranty", "质保"), text=f"{product.warranty_months} {say('months', '个月')}"),
        ),
    )  # fmt: skip


def shown_value(value: Any, language: str) -> str:
    """A parameter's value as people read it: 25,000 instead of 25000, yes and no as words."""
    zh = language.startswith("zh")
    if isinstance(value, bool) or str(value).lower() in ("yes", "no", "true", "false"):
        is_so = str(value).lower() in ("yes", "true")
        return ("是" if is_so else "否") if zh else "yes" if is_so else "no"
    text = str(value)
    return f"{int(text):,}" if text.isdecimal() and len(text) > 4 else text


def light_distribution(values: Mapping[str, Any]) -> tuple[str, str]:
    """The light distribution that flux and beam angle mean (I = I₀ cosᵐ α, half of I₀ at half the angle), as a picture
    and its peak in words; empty where the light goes all around."""
    try:
        flux, beam = float(values["flux_lm"]), float(values["beam_deg"])
    except (KeyError, TypeError, ValueError):
        return "", ""
    if not (math.isfinite(flux) and 0 < flux < 1e6 and 4 <= beam <= 150):
        return "", ""
    power = math.log(0.5) / math.log(math.cos(math.radians(beam / 2)))
    peak = flux * (power + 1) / (2 * math.pi)
    plane = [
        (float(a), 1000 * (power + 1) / (2 * math.pi) * math.cos(math.radians(a)) ** power)
        for a in range(0, 90, 2)
    ]
    return plots.polar_svg({"C0–C180": plane}), f"{peak:,.0f} cd"


def _chromaticity(values: Mapping[str, Any], say: Any) -> str:
    try:
        nominal = int(float(values.get("cct_k") or 0))
        quadrangle(nominal)
    except (ValueError, OverflowError, NominalUnknown):
        return ""
    words = PlotWords(say("Colour", "颜色"), say("Planckian locus", "普朗克轨迹"), say("steps", "步"))
    return chromaticity_svg([], nominal, words=words)


def _photo(product: Product, documents: Sequence[ProductDocument]) -> c.Photo | None:
    for item in documents:
        if (
            item.kind == ItemKind.PICTURE and item.is_public and item.product_id == product.pk
            and item.file and item.file.media_type in PRINTABLE
        ):  # fmt: skip
            return c.Photo(caption=product.number, data=item.file.read())
    return None
