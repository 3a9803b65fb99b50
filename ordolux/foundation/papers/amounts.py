"""How papers write money, quantities, days and moments: as text, once, the same in PDF, Word and mail.

Nothing is rounded here: an amount that is not rounded yet is a fault of the caller.
"""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from ordolux.rules.money import UNIT_PRICE_DECIMALS, Money

MINUS = "\u2212"

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
WEEKDAYS_ZH = "一二三四五六日"

CURRENCIES_ZH = {
    "AED": "阿联酋迪拉姆",
    "AUD": "澳大利亚元",
    "CAD": "加拿大元",
    "CHF": "瑞士法郎",
    "CNY": "人民币",
    "DKK": "丹麦克朗",
    "EUR": "欧元",
    "GBP": "英镑",
    "HKD": "港元",
    "INR": "印度卢比",
    "JPY": "日元",
    "KRW": "韩元",
    "KWD": "科威特第纳尔",
    "NOK": "挪威克朗",
    "PLN": "波兰兹罗提",
    "SAR": "沙特里亚尔",
    "SEK": "瑞典克朗",
    "SGD": "新加坡元",
    "USD": "美元",
}


class NotRounded(ValueError):
    """A fault: an amount with more decimals than a document shows would be printed."""


def grouped(number: Decimal | int | str) -> str:
    """Return the digits in groups of three with a decimal point, as they are: 43667.65 → 43,667.65."""
    value = Decimal(number)
    return (MINUS if value < 0 else "") + f"{abs(value):,f}"


def figure(money: Money) -> str:
    """Return the amount of a line or a total, without its currency: 43,667.65; −86.40; 1,000 (JPY)."""
    if not money.is_rounded:
        raise NotRounded(f"{money} is not rounded for a document")
    return grouped(money.rounded().amount)


def price(money: Money) -> str:
    """Return a price per piece with four decimals, without its currency: 0.9200."""
    shown = money.as_unit_price()
    if shown != money:
        raise NotRounded(f"{money} has more than {UNIT_PRICE_DECIMALS} decimals")
    return grouped(shown.amount)


def with_currency(money: Money) -> str:
    """Return the amount with its currency in front: EUR 43,667.65."""
    return f"{money.currency} {figure(money)}"


def in_words(money: Money, language: str) -> str:
    """Return the amount in words as contracts write it, in English or in Chinese capital numerals (大写).

    EUR 43,667.65 is "EUR forty-three thousand six hundred and sixty-seven and 65/100" and
    欧元肆万叁仟陆佰陆拾柒元陆角伍分.
    Other languages get the English words.
    """
    if not money.is_rounded:
        raise NotRounded(f"{money} is not rounded for a document")
    amount = abs(money.rounded().amount)
    if language.startswith("zh"):
        sign = "负" if money.is_negative else ""
        return (
            CURRENCIES_ZH.get(money.currency, money.currency)
            + sign
            + _capital_numerals(amount, money.decimals)
        )
    sign = "minus " if money.is_negative else ""
    whole = int(amount)
    from num2words import num2words  # loaded with the first paper that spells an amount

    # num2words takes an int in "currency" mode for cents, so only the whole part is turned into words.
    words = num2words(whole, lang="en").replace(",", "")
    if money.decimals == 0:
        return f"{money.currency} {sign}{words}"
    part = int((amount - whole).scaleb(money.decimals))
    return f"{money.currency} {sign}{words} and {part:0{money.decimals}d}/{10**money.decimals}"


def _capital_numerals(amount: Decimal, decimals: int) -> str:
    """Write an amount in capital numerals: 元, 角, 分 for two decimals; a decimal point (点) for three."""
    import cn2an  # loaded with the first Chinese paper

    if decimals == 3 and amount != int(amount):
        return str(cn2an.an2cn(str(amount.normalize()), "up")) + "元"
    text = str(cn2an.an2cn(f"{amount:f}", "rmb"))
    return text if text.endswith(("整", "分")) else text + "整"


def day_text(day: date, language: str) -> str:
    """Return a day in full: 15 September 2026, or 2026年9月15日."""
    if language.startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_text(day: date, language: str) -> str:
    """Return a day with its weekday, short: Tue 15 Sep 2026, or 2026年9月15日 周二."""
    if language.startswith("zh"):
        return f"{day_text(day, language)} 周{WEEKDAYS_ZH[day.weekday()]}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def moment_text(moment: datetime, language: str, place: str = "") -> str:
    """Return a moment in the zone it carries, with the place or the offset: Fri 18 Sep 2026, 23:59 (Hamburg).

    Without a place, English takes the town of the zone (Europe/Berlin: Berlin), Chinese the offset.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a moment on a paper carries its zone")
    minutes = int(offset.total_seconds()) // 60
    sign = "+" if minutes >= 0 else MINUS
    if not place and isinstance(moment.tzinfo, ZoneInfo) and not language.startswith("zh"):
        place = moment.tzinfo.key.rpartition("/")[2].replace("_", " ")
    zone = place or ("UTC" if minutes == 0 else f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}")
    open_mark, close_mark = ("（", "）") if language.startswith("zh") else (" (", ")")
    separator = " " if language.startswith("zh") else ", "
    return f"{weekday_text(moment.date(), language)}{separator}{moment:%H:%M}{open_mark}{zone}{close_mark}"
