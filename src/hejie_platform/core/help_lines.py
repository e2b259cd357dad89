"""Whom to call, by the law around us: the numbers of a country stand in its law pack, sentences name them by their code.

    filled("Call {legal_aid} for free legal advice.")     "Call 12348 for free legal advice."

Where a country has no such line, the sentence says what to look for instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_noop

from hejie import rules
from hejie_platform.core import law

# What stands in a sentence for a line that a country does not have.
INSTEAD: Final[Mapping[str, str]] = {
    "legal_aid": gettext_noop("a free legal advice service"),
    "regulator": gettext_noop("the financial regulator"),
    "central_bank": gettext_noop("the central bank"),
    "police": gettext_noop("the police"),
    "fraud": gettext_noop("the police"),
    "government": gettext_noop("the advice office of your town"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line in the language of the page."""

    number: str
    name: str
    what: str
    hours: str

    @property
    def href(self) -> str:
        """The address that dials it."""
        return "tel:" + self.number.replace(" ", "")


def lines(topic: str) -> list[Line]:
    """The lines of a topic, in the order of the law pack."""
    return [_shown(one) for one in law.here().help_lines if one.topic == topic]


def _shown(one: rules.HelpLine) -> Line:
    if (get_language() or "zh").startswith("zh"):
        return Line(one.number, one.name_zh, one.what_zh, one.hours_zh)
    return Line(one.number, one.name, one.what, one.hours)


def number(code: str) -> str:
    """The number of a line; "" where the country has none of this code."""
    return next((one.number for one in law.here().help_lines if one.code == code), "")


def numbers() -> dict[str, str]:
    """What stands in a sentence for each code: the number, or what to look for."""
    return {code: number(code) or gettext(INSTEAD[code]) for code in INSTEAD}


def filled(sentence: str | Promise) -> str:
    """A sentence with the numbers that it names by their codes."""
    return str(sentence).format_map(numbers())
