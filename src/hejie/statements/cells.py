"""One printed cell to one value: dates, amounts, text. Every function answers None rather than guess.

`hejie.money.parse` reads what people type; this reads what programs print, a hundred thousand times, and knows
fewer spellings: "¥28.16", "￥8.00", "1,234.50", "28.160000000000004" (a spreadsheet's float).
"""

import re
import unicodedata
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal

PADDING = " \t\r\n\u00a0\u3000\ufeff"
_PLAIN_AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,2})?")
_ANY_AMOUNT = re.compile(r"([+-]?)(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.([0-9]{0,20}))?")
_CODES = "CNY|RMB|人民币|GBP|EUR|USD|HKD|AUD|CAD|SGD"
_DOLLARS = r"(?:US|HK|AU?|CA?|SG?|NZ)?\$"
_CURRENCY_NAMES = re.compile(rf"^([-+−–(]?)(?:{_CODES}|{_DOLLARS})|(?:{_CODES}|{_DOLLARS})(?=\)?$)")
_CURRENCY_MARKS = str.maketrans("", "", "¥￥£€元 \u00a0")
_WAY = re.compile(r"(?<=[0-9])\s*(?:CR|DR)\.?$", re.I)  # a credit or a debit, after the amount
_MOMENT = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[ T]+([0-9]{1,2}):?([0-9]{2})(?::?([0-9]{2})(?:\.0+)?)?)?"
)
_MONTHS = 12
_USUAL = len("2026-06-01 09:05:00")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?: +([0-9]{1,2}):?([0-9]{2})(?::?([0-9]{2}))?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})( .*)?")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH = re.compile(
    rf"([0-9]{{1,2}})[ -]({'|'.join(_MONTH_NAMES)})[a-z]{{0,6}}\.?,?[ -]([0-9]{{4}})", re.I
)
_SERIAL = re.compile(r"([34567][0-9]{4})(?:\.([0-9]{1,12}))?")
_DAY_ZERO = datetime(1899, 12, 30)
_WEEKDAY = re.compile(r"\s*\(?(?:星期|周)[一二三四五六日天]\)?\s*")
_CLOCK_WORDS = re.compile(r"([0-9]{1,2})[时点]([0-9]{1,2})分(?:([0-9]{1,2})秒)?")
_HALF_BEFORE = re.compile(r"\s*(凌晨|早上|上午|中午|下午|晚上)\s*([0-9]{1,2})(:[0-9:]+)$")
_HALF_AFTER = re.compile(r"\s+([0-9]{1,2})(:[0-9:]+)\s*([AaPp])\.?[Mm]\.?$")
_NOON = 12
_NO_HOUR = 24
_LATER = frozenset({"中午", "下午", "晚上", "p"})
_ZONE = re.compile(r"(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})$")


def text(cell: str) -> str:
    """The cell without padding, tabs, byte-order mark or non-breaking space at its ends."""
    return cell.strip(PADDING)


def heading(cell: str) -> str:
    """A column name in one spelling: half width, no spaces: "金额（元） " is "金额(元)"."""
    return "".join(unicodedata.normalize("NFKC", text(cell)).split())


def amount(cell: str) -> int | None:
    """Signed minor units of a two-digit currency, or None.

    >>> amount("￥1,234.5"), amount("28.160000000000004"), amount("28.165"), amount("=1+1")
    (123450, 2816, None, None)
    """
    if not cell:
        return None
    bare = cell.translate(_CURRENCY_MARKS)
    if not _PLAIN_AMOUNT.fullmatch(bare):
        return _unusual(bare)
    whole, _, cents = bare.partition(".")
    return int(whole) * 100 + int((cents + "00")[:2])


def is_marked_by_way(cell: str) -> bool:
    """Whether an amount says itself that it is a credit or a debit: "12.00CR"."""
    return _WAY.search(text(cell)) is not None


def _unusual(bare: str) -> int | None:
    """With a sign, thousands, full-width digits, brackets or a closing minus for "less", or a currency's name.

    >>> _unusual("（１，２３４．５０）"), _unusual("12.00-"), _unusual("CNY1,000.00"), _unusual("CNY"), _unusual("-HK$5")
    (-123450, -1200, 100000, None, -500)
    """
    plain = _CURRENCY_NAMES.sub(r"\1", unicodedata.normalize("NFKC", bare).translate(_CURRENCY_MARKS))
    plain = plain.replace("−", "-").replace("–", "-")
    way = _WAY.search(plain)
    if way is not None:
        plain = ("-" if way[0].upper().startswith("D") else "") + plain[: way.start()]
    if len(plain) > 2 and plain[0] == "(" and plain[-1] == ")" and plain[1] not in "+-":
        plain = f"-{plain[1:-1]}"
    elif len(plain) > 1 and plain[-1] == "-" and plain[0] not in "+-":
        plain = f"-{plain[:-1]}"
    return _exact(plain.replace(",", "")) if _ANY_AMOUNT.fullmatch(plain) else None


def _exact(bare: str) -> int | None:
    """Whole fen, forgiving only the noise of a binary float (below a ten-thousandth of a fen)."""
    fen = Decimal(bare) * 100
    nearest = fen.to_integral_value()
    return int(nearest) if abs(fen - nearest) < Decimal("0.0001") else None


def moment(cell: str, zone: tzinfo, *, day_first: bool | None = None) -> datetime | None:
    """A date, with its time where printed, in `zone`; None when it is no date of the calendar. `day_first` tells how
    03/04/2026 is meant, where the file shows it.

    >>> from datetime import UTC
    >>> moment("2026/6/1 9:05", UTC).isoformat(), moment("2026-02-30", UTC), moment("03/04/2026", UTC)
    ('2026-06-01T09:05:00+00:00', None, None)
    """
    try:
        usual = len(cell) == _USUAL and cell[4] == cell[7] == "-" and cell[10] == " " and cell[-1] < "A"
        if usual and cell.isascii():
            return datetime.fromisoformat(cell).replace(tzinfo=zone)
        parts = _parts(cell, day_first) if cell else None
        if parts is None:
            return None
        return datetime(*(int(part) for part in parts if part), tzinfo=zone)  # type: ignore[arg-type,misc]  # mypy cannot count the parts: 3, 5 or 6
    except ValueError:
        return None


def day_order(cell: str) -> bool | None:
    """Whether a day such as 25/12/2026 begins with the day; None where it does not tell.

    >>> day_order("25/12/2026"), day_order("12/25/2026"), day_order("03/04/2026"), day_order("2026-12-25")
    (True, False, None, None)
    """
    turned = _DAY_FIRST.fullmatch(cell)
    if turned is None or turned[2] == ".":
        return None
    first, second = int(turned[1]), int(turned[3])
    return None if max(first, second) <= _MONTHS or min(first, second) > _MONTHS else first > _MONTHS


def serial(cell: str, zone: tzinfo) -> datetime | None:
    """A day as a spreadsheet counts it, for columns of days only, to the second.

    >>> from datetime import UTC
    >>> serial("45660.5", UTC).isoformat(), serial("4566", UTC)
    ('2025-01-03T12:00:00+00:00', None)
    """
    match = _SERIAL.fullmatch(cell)
    if match is None:
        return None
    seconds = round(Decimal(f"0.{match[2] or 0}") * 86_400)
    return (_DAY_ZERO + timedelta(days=int(match[1]), seconds=seconds)).replace(tzinfo=zone)


def _as_clocks_say(plain: str) -> str:
    """A moment in the words of people, in figures: without its weekday, on a clock of twenty-four hours.

    >>> _as_clocks_say("2026-3-1 下午 3:05"), _as_clocks_say("2026-3-1 12:05 AM"), _as_clocks_say("2026-3-1 (周日)")
    ('2026-3-1 15:05', '2026-3-1 0:05', '2026-3-1')
    """
    figures = _CLOCK_WORDS.sub(_clock, _WEEKDAY.sub(" ", plain)).strip()
    before, after = _HALF_BEFORE.search(figures), _HALF_AFTER.search(figures)
    if before:
        return f"{figures[: before.start()]} {_hour(before[2], before[1])}{before[3]}"
    if after:
        return f"{figures[: after.start()]} {_hour(after[1], after[3].lower())}{after[2]}"
    return figures


def _clock(match: re.Match[str]) -> str:
    return ":".join(part.zfill(2) for part in match.groups() if part)


def _hour(printed: str, half: str) -> int:
    """The hour of the day; a clock that counts to twenty-four beside such a word is believed. Twelve at night may be the
    end of the day or its beginning: no hour."""
    hour = int(printed)
    if half == "晚上" and hour == _NOON:
        return _NO_HOUR
    if half in _LATER:
        return hour if hour >= _NOON or (half == "中午" and hour > 1) else hour + _NOON
    return 0 if hour == _NOON else hour


def _parts(cell: str, day_first: bool | None) -> tuple[str | None, ...] | None:
    """Year, month, day and perhaps a time. "25.12.2026" is read, "03/04/2026" alone is not: it is two days at once."""
    plain = cell if cell.isascii() else unicodedata.normalize("NFKC", cell)
    match = _MOMENT.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if match is None and (spoken := _as_clocks_say(plain)) != plain:
        match = _MOMENT.fullmatch(spoken)
    if match is None and "T" in plain:
        match = _MOMENT.fullmatch(_ZONE.sub("", plain))
    if match is not None:
        return match.groups()
    named = _NAMED_MONTH.fullmatch(plain)
    if named is not None:
        return named[3], str(_MONTH_NAMES.index(named[2].lower()) + 1), named[1]
    turned = _DAY_FIRST.fullmatch(plain)
    if turned is None:
        return None
    first, mark, second, year, time = turned.groups()
    shown = day_first if mark != "." and day_order(plain.partition(" ")[0]) is None else day_order(plain)
    if mark != "." and shown is None:
        return None
    day, month = (first, second) if mark == "." or shown else (second, first)
    again = _MOMENT.fullmatch(f"{year}-{month}-{day}{time or ''}")
    return again.groups() if again else None
