"""The plots of a judged sample: its colours in both scales, and its flux against the limits; each with its table twin."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from ordolux.rules.chromaticity_plot import PlotWords, SamplePoint, chromaticity_svg
from ordolux.rules.light import AgreedLight, LightLimits, Verdict
from ordolux.rules.light_plots import FluxPoint, FluxWords, flux_svg


def judged_plots(judged: Any, agreed: AgreedLight | None) -> str:
    """The plots of a judgement; nothing when nothing was measured or agreed."""
    units = judged.measured_units if judged is not None else []
    if agreed is None or not units:
        return ""
    points = [SamplePoint(str(u["unit"]), float(u["x"]), float(u["y"]), Verdict(u["verdict"])) for u in units]
    flux = [FluxPoint(str(u["unit"]), float(u["flux_lm"]), _flux_is_in(u)) for u in units]
    limits = LightLimits()
    rated = float(agreed.rated_flux_lm)
    words = FluxWords(
        gettext("Luminous flux of the sample"),
        gettext("rated"),
        gettext("mean"),
        gettext("least"),
        gettext("most"),
    )
    picture = flux_svg(
        flux,
        least=rated * float(limits.flux_each_least_percent) / 100,
        most=rated * float(limits.flux_most_percent) / 100,
        rated=rated,
        mean_least=rated * float(limits.flux_mean_least_percent) / 100,
        for_print=False,
        words=words,
    )
    return mark_safe(  # noqa: S308  # made by our own rules from numbers; its labels are escaped there
        f'{colour_plots(points, agreed.nominal_cct_k)}<div class="ox-plot">{picture}</div>'
    )


def colour_plots(points: Sequence[SamplePoint], nominal_cct_k: int) -> str:
    """The chromaticity diagrams of a sample in xy and in u′v′; a switch shows one of them."""
    drawn = []
    for space, name in (("xy", "xy"), ("uv", "u′v′")):
        words = PlotWords(
            gettext("Chromaticity of the sample, {scale}").format(scale=name),
            gettext("Planckian locus"),
            gettext("steps"),
        )
        svg = chromaticity_svg(points, nominal_cct_k, for_print=False, words=words, space=space)
        drawn.append(f'<div class="ox-plot ox-plot--{space}">{svg}</div>')
    return mark_safe("".join(drawn))  # noqa: S308  # made by our own rules from numbers; its labels are escaped there


def _flux_is_in(unit: dict[str, Any]) -> bool:
    return not any(
        check["code"] == "S1" and check["verdict"] == Verdict.FAILED.value for check in unit["checks"]
    )
