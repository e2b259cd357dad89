"""How amounts, days and moments read in the language of the reader: on pages, in notices and documents.

money_text(218000)                     "2,180 yuan"             "2,180 元"
money_text(218000, "GBP")              "£2,180"                 "£2,180"
amount_text(123456)                    "1,234.56"               for columns that say the unit once
day_text(date(2026, 11, 26))           "26 Nov 2026"            "2026年11月26日(周四)"
away_text(date(2026, 11, 26), today)   "in 5 days"              "5天后"
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from babel.numbers import get_currency_name, get_currency_symbol
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from hejie import money
from hejie_platform.core import clock, law

MINUS = "−"
NO_BREAK = "\u00a0"
_WEEKDAYS = "一二三四五六日"
# Money that people call by a word after the amount: its unit, and an amount in it. Any other has a sign before it.
SPOKEN: Mapping[str, tuple[str, str]] = {"CNY": (gettext_noop("yuan"), gettext_noop("%(amount)s yuan"))}


def amount_text(minor: int, currency: str = "") -> str:
    """Grouped in thousands, with every decimal of the currency and a true minus sign; no unit. The currency is that of the
    law around us where none is named."""
    whole, point, rest = money.decimal_text(abs(minor), currency or law.currency()).partition(".")
    sign = MINUS if minor < 0 else ""
    return f"{sign}{int(whole):,}{point}{rest}"


def money_text(minor: int, currency: str = "") -> str:
    """An amount with its unit, without decimals that say nothing."""
    currency = currency or law.currency()
    amount = amount_text(abs(minor), currency)
    whole, _, rest = amount.partition(".")
    shown, minus = (whole if rest.strip("0") == "" else amount), MINUS if minor < 0 else ""
    if currency in SPOKEN:
        return gettext(SPOKEN[currency][1]).replace(" ", NO_BREAK) % {"amount": minus + shown}
    sign = unit_text(currency)
    return f"{minus}{sign}{NO_BREAK if sign.isalpha() else ''}{shown}"


def unit_text(currency: str = "") -> str:
    """The unit of amounts: "yuan", "£"; the letters of a currency that has no sign in the reader's language."""
    currency = currency or law.currency()
    if currency in SPOKEN:
        return gettext(SPOKEN[currency][0])
    return str(get_currency_symbol(currency, locale="zh" if _is_chinese() else "en"))


def currency_name(currency: str) -> str:
    """What people call a currency: "British Pound", "英镑"."""
    return str(get_currency_name(currency, locale="zh" if _is_chinese() else "en"))


def unit_heading(currency: str = "") -> str:
    """The unit as the heading of a column: "Yuan", "£"."""
    unit = unit_text(currency)
    return unit[:1].upper() + unit[1:]


def in_unit(heading: str | Promise, currency: str = "") -> str:
    """A heading whose `{unit}` is the unit of the amounts under it: "To pay ({unit})" -> "To pay (yuan)"."""
    return str(heading).format(unit=unit_text(currency))


def _is_chinese() -> bool:
    return (get_language() or "en").startswith("zh")


def rate_text(rate: Fraction | str) -> str:
    """A yearly rate in percent, exact where it ends within six decimals: "14.4%"."""
    percent = Fraction(rate) * 100
    return f"{float(percent):.6f}".rstrip("0").rstrip(".") + "%"


def _chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日(周{_WEEKDAYS[day.weekday()]})"


def _english_day(day: date) -> str:
    return date_format(day, "j M Y", use_l10n=False)


# The first two letters of a language decide; a language without its own row reads like English.
DAYS: Mapping[str, Callable[[date], str]] = {"zh": _chinese_day, "en": _english_day}


def day_text(day: date) -> str:
    return DAYS.get((get_language() or "en")[:2], _english_day)(day)


def month_text(day: date) -> str:
    """The calendar month of a day: "Feb 2026"."""
    return f"{day.year}年{day.month}月" if _is_chinese() else date_format(day, "M Y", use_l10n=False)


def moment_text(moment: datetime) -> str:
    """Day and minute where the law of the case counts them."""
    local = moment.astimezone(clock.legal_zone())
    return gettext("%(day)s, %(time)s") % {"day": day_text(local.date()), "time": f"{local:%H:%M}"}


def away_text(day: date, today: date) -> str:
    """How far a day is from today."""
    days = (day - today).days
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
    return ngettext("%(count)d day ago", "%(count)d days ago", -days) % {"count": -days}


def legal_date(value: date | datetime) -> date:
    """The calendar day of a day or a moment."""
    return clock.legal_day(value) if isinstance(value, datetime) else value


def last_day(until: date | datetime) -> date | datetime:
    """A time limit as people say it: one that ends at midnight is said by its last day, "by 26 November"."""
    if isinstance(until, datetime) and until.astimezone(clock.legal_zone()).time() == time(0):
        return clock.legal_day(until) - timedelta(days=1)
    return until


ONE_OF_MANY = re.compile(r"(?<![\d,.])1 (day|month|year|instalment|period|time)s\b")


def singular(text: str) -> str:
    """An English sentence whose figure turned out to be one.

    >>> singular("within 1 days of the last of 21 days")
    'within 1 day of the last of 21 days'
    """
    return ONE_OF_MANY.sub(r"1 \1", text)
