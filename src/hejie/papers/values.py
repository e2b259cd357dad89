"""One printed value to the text that a form would hold; None rather than a guess.

>>> read("money", ("5", "万"), methods={}), read("percent", ("18",), methods={}), in_words("伍万贰仟零叁元伍角整")
('50000.00', '9/50', 5200350)
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from hejie import money
from hejie.statements import cells

_DIGITS: Final = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
_SMALL_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")}
_UNITS: Final = {"拾": 10, "佰": 100, "仟": 1000}
_MYRIADS: Final = {"万": 10**4, "亿": 10**8}
_YEAR: Final = 12
_MOST_MONTHS: Final = 480

Groups = Sequence[str | None]


def read(kind: str, groups: Groups, *, methods: Mapping[str, str]) -> str | None:
    """The value of a match, read as `kind` (see words/contract.toml)."""
    if kind == "method":
        return next((method for word, method in methods.items() if word in (groups[0] or "")), None)
    return _READERS[kind](groups)


def in_words(text: str) -> int | None:
    """Minor units of an amount in capital words; None where they do not make one."""
    whole, mark, rest = text.replace("圆", "元").partition("元")
    yuan = _whole(whole)
    if not mark or yuan is None:
        return None
    minor = yuan * 100
    for unit, worth in (("角", 10), ("分", 1)):
        place = rest.find(unit)
        if place > 0 and rest[place - 1] in _DIGITS:
            minor += _DIGITS[rest[place - 1]] * worth
    return minor


def _whole(text: str) -> int | None:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _MYRIADS:
            total = (total + section + digit) * _MYRIADS[char]
            section = digit = 0
        else:
            return None
    return total + section + digit if text else None


def _money(groups: Groups) -> str | None:
    minor = cells.amount(groups[0] or "")
    times = 10_000 if len(groups) > 1 and groups[1] else 1
    if minor is None or not 0 < minor * times <= money.MAX_MINOR:
        return None
    return money.decimal_text(minor * times, "CNY")


def _money_in_words(groups: Groups) -> str | None:
    minor = in_words(groups[0] or "")
    return money.decimal_text(minor, "CNY") if minor and minor <= money.MAX_MINOR else None


def _share(per: int) -> Callable[[Groups], str | None]:
    def shared(groups: Groups) -> str | None:
        printed = groups[0] or ""
        number = str(_SMALL_DIGITS[printed]) if printed in _SMALL_DIGITS else printed
        try:
            share = Fraction(number) / per
        except (ValueError, ZeroDivisionError):
            return None
        return str(share) if 0 < share <= 10 else None

    return shared


def _months(groups: Groups) -> str | None:
    count = int(groups[0] or 0) * (_YEAR if groups[1] == "年" else 1)
    return str(count) if 0 < count <= _MOST_MONTHS else None


def _count(groups: Groups) -> str | None:
    count = int(groups[0] or 0)
    return str(count) if 0 < count <= _MOST_MONTHS else None


def _day(groups: Groups) -> str | None:
    try:
        return date(*(int(part or 0) for part in groups)).isoformat()
    except (ValueError, TypeError):
        return None


def _name(groups: Groups) -> str | None:
    return (groups[0] or "").strip(":,;") or None


_READERS: Final[Mapping[str, Callable[[Groups], str | None]]] = {
    "money": _money,
    "money_in_words": _money_in_words,
    "percent": _share(100),
    "per_mille": _share(1000),
    "per_ten_thousand": _share(10_000),
    "months": _months,
    "count": _count,
    "day": _day,
    "name": _name,
    "company_code": _name,
}
