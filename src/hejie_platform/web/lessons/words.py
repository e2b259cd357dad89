"""What the calculators ask and answer, and the questions to expect in the talks."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hejie_platform.core import formats

Text = str | Promise
ASKS: Mapping[str, Text] = {
    "instalment": _("What would a month cost?"),
    "longer": _("What does a longer time cost?"),
    "payoff": _("What do I owe on a day?"),
    "penalty": _("What does lateness cost?"),
    "left": _("What is left a month?"),
    "contact": _("May they call at this hour?"),
    "credit": _("Until when does the entry stay?"),
    "limitation": _("When does the time to claim end?"),
    "confirmation": _("Until when can we ask the court?"),
}
LINES: Mapping[str, Text] = {
    "instalment_minor": _("A month"),
    "longer_instalment_minor": _("A month, over the longer time"),
    "less_a_month_minor": _("Less a month"),
    "extra_minor": _("More in the end"),
    "total_minor": _("Everything together"),
    "interest_minor": _("Of this interest"),
    "last_on": _("Last payment on"),
    "payoff_minor": _("Closes the loan on that day"),
    "saved_minor": _("Less than if paid to the end"),
    "usual_minor": _("Interest of these days at the agreed rate"),
    "late_minor": _("Interest of these days at the late rate"),
    "added_minor": _("Added for lateness"),
    "most_uplift_rate": _("The most that a bank may add"),
    "left_minor": _("Left for all debts a month"),
    "ends_on": _("Ends on"),
}
QUESTIONS: tuple[Text, ...] = (
    _("What happened, and since when?"),
    _("What comes in a month, and from where?"),
    _("What does your household need a month?"),
    _("What do you owe elsewhere, in one sum?"),
    _("How much can you pay a month for certain, even in a bad month?"),
    _("When will it get better, and why do you think so?"),
    _("What could you pay at once, if anything?"),
    _("What would you do if a payment became impossible?"),
)


def lines(found: Mapping[str, Any]) -> list[tuple[Text, str]]:
    """The answer of a calculator as labels and texts."""
    return [(LINES[name], _shown(value)) for name, value in found.items() if name in LINES]


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return formats.day_text(value)
    if isinstance(value, Fraction):
        return formats.rate_text(value)
    return "–" if value is None else formats.money_text(value)
