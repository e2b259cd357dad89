"""Money: a whole number of minor units in one currency.

A difference may be negative; what people type may not (see `parse`). Two currencies never meet in one sum.
"""

from dataclasses import dataclass
from typing import Final

from hejie.money.currencies import digits

MAX_MINOR: Final = 10**15
"""Largest amount taken from outside: exact in a 64-bit float too, so that batch arithmetic stays exact."""


class MixedCurrencies(TypeError):
    """Two currencies in one sum: a mistake in the program, never in the input."""


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` units of `currency`: Money(123456) is 1,234.56 yuan. Raises Faulty for an unknown currency."""

    minor: int
    currency: str = "CNY"

    def __post_init__(self) -> None:
        check_whole(minor=self.minor)
        digits(self.currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    @property
    def text(self) -> str:
        """A plain decimal without symbol or grouping: "1234.56"."""
        return decimal_text(self.minor, self.currency)

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency} in one sum")
        return other.minor


def check_whole(**given: object) -> None:
    """Raises TypeError for what is no whole number, a truth value included: a mistake in the program."""
    wrong = [
        name for name, number in given.items() if isinstance(number, bool) or not isinstance(number, int)
    ]
    if wrong:
        raise TypeError(f"{', '.join(wrong)}: a whole number is wanted, not {given[wrong[0]]!r}")


def decimal_text(minor: int, currency: str = "CNY") -> str:
    """Minor units as a plain decimal.

    >>> decimal_text(-5), decimal_text(1234, "JPY"), decimal_text(1234, "KWD")
    ('-0.05', '1234', '1.234')
    """
    places = digits(currency)
    whole, rest = divmod(abs(minor), 10**places)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"
