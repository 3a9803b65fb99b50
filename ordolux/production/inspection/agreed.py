"""What the order line agreed about light, as the rules judge it."""

from decimal import Decimal, InvalidOperation
from typing import Any

from ordolux.production.inspection.models import Reading
from ordolux.production.job.models import Job
from ordolux.rules.light import AgreedLight, LampReading
from ordolux.rules.refusal import N_, Refusal

# IEC 62612 and the house rule: what holds when the order is silent.
STEPS_WHEN_SILENT = Decimal(5)


class LightNotAgreed(Refusal):
    """The order line does not say what light was agreed."""

    message = N_("The order line of {job} names no {missing}; there is nothing to judge against.")


def agreed_light(job: Job) -> AgreedLight:
    """The light that the job's order line agreed: flux, power, CCT; colour steps, CRI and power factor where named.

    Raises LightNotAgreed.
    """
    values = job.line.values
    flux, power, kelvin = (number_of(values, code) for code in ("flux_lm", "power_w", "cct_k"))
    missing = [
        name
        for name, value in (("flux", flux), ("power", power), ("colour temperature", kelvin))
        if not value
    ]
    if missing or flux is None or power is None or kelvin is None:
        raise LightNotAgreed(job=job.number, missing=", ".join(missing))
    return AgreedLight(
        rated_flux_lm=flux,
        rated_power_w=power,
        nominal_cct_k=int(kelvin),
        sdcm_steps=number_of(values, "sdcm_steps") or STEPS_WHEN_SILENT,
        cri_min=number_of(values, "cri"),
        power_factor_min=number_of(values, "power_factor"),
    )


def number_of(values: dict[str, Any], code: str) -> Decimal | None:
    """The agreed value of a parameter as a number, kept bare or with its unit; None when there is none."""
    said = values.get(code)
    if isinstance(said, dict):
        said = said.get("value")
    if said is None or said == "":
        return None
    try:
        return Decimal(str(said))
    except InvalidOperation:
        return None


def as_rule(reading: Reading) -> LampReading:
    """A stored reading as the rules judge it."""
    return LampReading(
        reading.minute,
        reading.flux_lm,
        reading.power_w,
        reading.x,
        reading.y,
        reading.cct_k,
        reading.cri,
        reading.power_factor,
        reading.supply_v,
        reading.ambient_c,
    )
