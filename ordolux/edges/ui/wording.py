"""How numbers, days, moments and lengths of time read, in the language of the page.

The forms follow the trade papers: currency code before the amount, thousands parted by commas, the true
minus sign,
the day of the week with every date, the place with every time of day.
"""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone_location
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from ordolux.rules.money import minor_units
from ordolux.rules.refusal import N_

TRACKING_EVENTS = {
    "SHIPMENT RECE": N_("Booking received"),
    "SHIPMENT DRFT": N_("Document drafted"),
    "SHIPMENT PENA": N_("Waits for approval"),
    "SHIPMENT PENU": N_("Waits for a change"),
    "SHIPMENT REJE": N_("Booking rejected"),
    "SHIPMENT APPR": N_("Document approved"),
    "SHIPMENT ISSU": N_("Document issued"),
    "SHIPMENT SURR": N_("Document surrendered"),
    "SHIPMENT SUBM": N_("Document submitted"),
    "SHIPMENT VOID": N_("Document voided"),
    "SHIPMENT CONF": N_("Booking confirmed"),
    "SHIPMENT REQS": N_("Booking requested"),
    "SHIPMENT CMPL": N_("Booking completed"),
    "SHIPMENT HOLD": N_("Held by customs"),
    "SHIPMENT RELS": N_("Released by customs"),
    "TRANSPORT DEPA": N_("Departed"),
    "TRANSPORT ARRI": N_("Arrived"),
    "EQUIPMENT LOAD": N_("Loaded on board"),
    "EQUIPMENT DISC": N_("Discharged"),
    "EQUIPMENT GTIN": N_("Gate in"),
    "EQUIPMENT GTOT": N_("Gate out"),
    "EQUIPMENT STUF": N_("Container stuffed"),
    "EQUIPMENT STRP": N_("Container emptied"),
    "EQUIPMENT PICK": N_("Picked up"),
    "EQUIPMENT DROP": N_("Dropped off"),
    "EQUIPMENT INSP": N_("Inspected on the way"),
    "EQUIPMENT RSEA": N_("Resealed"),
    "EQUIPMENT RMVD": N_("Taken off the transport"),
    "AIR DEP": N_("Flight departed"),
    "AIR ARR": N_("Flight arrived"),
    "AIR RCS": N_("Taken over by the airline"),
    "AIR RCF": N_("Received from the flight"),
    "AIR MAN": N_("Put on the flight"),
    "AIR NFD": N_("Consignee told"),
    "AIR DLV": N_("Delivered by the airline"),
}
MINUS = "\N{MINUS SIGN}"
_LOCALES = {"zh": Locale("zh", script="Hans"), "en": Locale("en")}

DAY_FORMS = {
    "en": {"full": "EEE d MMM y", "short": "EEE d MMM", "plain": "d MMM y"},
    "zh": {"full": "y年M月d日 EEE", "short": "M月d日 EEE", "plain": "y年M月d日"},
}


def page_locale() -> Locale:
    """Return the locale of the page's language; English where we have no words."""
    return _LOCALES[_tongue()]


def _tongue() -> str:
    return "zh" if (get_language() or "en").startswith("zh") else "en"


def number_words(value: Decimal | int | float | str, decimals: int | None = None) -> str:
    """Return the number with thousands parted: 43,667.65; exactly so many decimals, or those it has."""
    amount = value if isinstance(value, Decimal) else Decimal(str(value))
    if not amount.is_finite() or amount.adjusted() > 20:  # nothing of ours, but a sentence may have to say it
        return f"{amount:.6g}".replace("-", MINUS)
    pattern = "#,##0.##########" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(amount, format=pattern, locale="en").replace("-", MINUS)


def money_words(amount: Decimal, currency: str, decimals: int | None = None) -> str:
    """Return the bare amount with the decimals of its currency (ISO 4217), or as many as asked for."""
    return number_words(amount, minor_units(currency) if decimals is None else decimals)


def day_words(day: date, form: str = "full") -> str:
    """Return a day with its day of the week: Mon 26 Oct 2026; form is full, short or plain."""
    return format_date(day, DAY_FORMS[_tongue()][form], locale=page_locale())


def zone_of(zone: ZoneInfo | str | None) -> ZoneInfo:
    """Return the zone itself; None means the zone that is active for the person looking."""
    if isinstance(zone, ZoneInfo):
        return zone
    return ZoneInfo(zone or timezone.get_current_timezone_name())


def place_words(zone: ZoneInfo) -> str:
    """Return the city that names the zone: Shanghai, Berlin, Dubai."""
    if zone.key in {"UTC", "Etc/UTC"}:
        return "UTC"
    return get_timezone_location(zone, locale=page_locale(), return_city=True)


def moment_words(at: datetime, zone: ZoneInfo, form: str = "full") -> str:
    """Return a moment as clock and day at a place, without the place: Tue 15 Sep 2026, 17:12; form time
    gives 17:12.
    """
    local = at.astimezone(zone)
    clock = format_datetime(local, "HH:mm", locale=page_locale())
    if form == "time":
        return clock
    parting = " " if _tongue() == "zh" else ", "
    return day_words(local.date(), "short" if form == "short" else "full") + parting + clock


def minutes_words(minutes: int) -> str:
    """Return a length of time in its two biggest units: 2 days 6 h, 16 h 20 min, 5 min."""
    minutes = abs(minutes)
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    hour_words = gettext("%(hours)d h") % {"hours": hours}
    if days:
        day_part = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
        return f"{day_part} {hour_words}" if hours else day_part
    minute_words = gettext("%(minutes)d min") % {"minutes": left}
    if hours:
        return f"{hour_words} {minute_words}" if left else hour_words
    return minute_words
