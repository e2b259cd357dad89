"""What the library calls its subjects, how strong a rule is, and the units of its values."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from hejie import rules
from hejie_platform.core import formats
from hejie_platform.notices.queries import word

Text = str | Promise
SUBJECTS: Mapping[str, Text] = {
    "rates": _("Interest, costs and their limits"),
    "restructuring": _("Extensions and new terms"),
    "contracts": _("Contracts, payments and guarantees"),
    "collection": _("How collectors may contact you"),
    "credit": _("Credit records"),
    "mediation": _("Mediation and court confirmation"),
    "time": _("Time to claim, and ways in court"),
    "complaints": _("Complaints and where to go next"),
    "signatures": _("Electronic signatures and evidence"),
    "data": _("Your personal data"),
    "platform": _("Our own rules"),
    "other": _("Other rules"),
}
STRENGTH: Mapping[str, Text] = {
    "law": _("Law or a binding regulation"),
    "court": _("A court's interpretation: courts decide by it"),
    "guidance": _("Guidance of an authority: not law, but it is expected to be followed"),
    "standard": _("A standard or self-regulation: it binds those who agreed to it"),
    "platform": _("Our own rule: it binds nobody but this platform"),
}
BASIS: Mapping[str, Text] = {
    "read_in_text": _("read in the text itself"),
    "secondary": _("read in a report about the text"),
    "recalled": _("known from memory, not yet read in the text"),
}
UNITS: Mapping[str, Text] = {
    "calls": _("calls"),
    "count": _("times"),
    "days": _("days"),
    "days_list": _("days"),
    "months": _("months"),
    "multiple": _("times the reference rate"),
    "people": _("people"),
    "working_days": _("working days"),
    "years": _("years"),
    "weeks": _("weeks"),
    "hours": _("hours"),
    "decimals": _("decimals"),
    "payments": _("payments"),
    "day": _("days"),
}
RATES = frozenset({"per_year", "ratio", "per_day"})


def is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def says(rule: rules.Rule) -> str:
    """The rule in our own words, in the reader's language."""
    return rule.says_zh if is_chinese() else rule.says


def title(rule: rules.Rule) -> str:
    """The instrument. It and its article are cited as they are written, whatever the language."""
    return rule.instrument if is_chinese() else rule.instrument_en


def strength(rule: rules.Rule, rests_on: str) -> Text:
    """How strong the rule is, in plain words."""
    return STRENGTH["court" if rule.force == "judicial_interpretation" else rests_on]


def value(row: rules.Row) -> tuple[str, str]:
    """What a value is called and what it is."""
    return word("name", row.name), _amount(row)


def _amount(row: rules.Row) -> str:
    given: Any = row.value
    if isinstance(given, bool):
        return gettext("yes") if given else gettext("no")
    if row.unit in RATES and isinstance(given, Fraction | int):
        return formats.rate_text(Fraction(given))
    if row.unit == "minor":
        return formats.money_text(given)
    if isinstance(given, date):
        return formats.day_text(given)
    if isinstance(given, tuple):
        given = gettext(", ").join(str(one) for one in given)
    unit = UNITS.get(row.unit)
    return f"{given} {unit}" if unit else str(given)
