"""The forms of the calculators (sent by GET, nothing kept) and of the sheet for the talks."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms as plain
from django.utils.translation import gettext_lazy as _

from hejie import money
from hejie_platform.notices.queries import say
from hejie_platform.web import forms
from hejie_platform.web.apply.words import CAUSES

LONGEST_MONTHS = 360
LONGEST_DAYS = 3650
LAST_HOUR = 23


class RateField(plain.CharField):
    """A rate or share typed as 12% or 0.12; cleans to an exact fraction."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found, faults = money.parse_rate(text)
        if faults:
            raise forms.ValidationError([say(fault.code, fault.facts) for fault in faults])
        return found if isinstance(found, Fraction) else None


class Calculator(plain.Form):
    """What all calculators share."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.speak_kindly(self.fields.values())


def _months(label: Any) -> plain.IntegerField:
    return plain.IntegerField(label=label, min_value=1, max_value=LONGEST_MONTHS)


class LoanForm(Calculator):
    owed = forms.MoneyField(label=_("Amount owed"), least_minor=100)
    rate = RateField(label=_("Rate a year"), max_length=20, help_text=_("Such as 12%."))


class InstalmentForm(LoanForm):
    months = _months(_("Number of months"))


class LongerForm(InstalmentForm):
    more_months = _months(_("How many months longer?"))


class PayoffForm(InstalmentForm):
    start = forms.DayField(label=_("Borrowed on"))
    day = forms.DayField(label=_("Paid off on"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("start") and given.get("day") and given["day"] < given["start"]:
            self.add_error("day", _("This day lies before the loan began."))
        return given


class PenaltyForm(LoanForm):
    uplift = RateField(
        label=_("How much is added to the rate when late?"),
        max_length=20,
        help_text=_("Such as 50%. See your contract."),
    )
    days = plain.IntegerField(label=_("Days late"), min_value=1, max_value=LONGEST_DAYS)


class LeftForm(Calculator):
    income = forms.MoneyField(label=_("Income a month"))
    living = forms.MoneyField(label=_("Food, rent, health, children a month"))
    saved = forms.MoneyField(label=_("Kept for emergencies a month"))


class ContactForm(Calculator):
    day = forms.DayField(label=_("On which day?"))
    hour = plain.IntegerField(label=_("At what hour? (0 to 23)"), min_value=0, max_value=LAST_HOUR)


class CreditForm(Calculator):
    day = forms.DayField(label=_("When will everything be paid?"))


class LimitationForm(Calculator):
    day = forms.DayField(label=_("Last payment, promise or demand"))


class ConfirmationForm(Calculator):
    day = forms.DayField(label=_("The agreement took effect on"))


FORMS: Mapping[str, type[Calculator]] = {
    "instalment": InstalmentForm,
    "longer": LongerForm,
    "payoff": PayoffForm,
    "penalty": PenaltyForm,
    "left": LeftForm,
    "contact": ContactForm,
    "credit": CreditForm,
    "limitation": LimitationForm,
    "confirmation": ConfirmationForm,
}


class PrepareForm(forms.Form):
    """One's own sheet."""

    cause = forms.ChoiceField(
        label=_("What happened?"),
        choices=[("", _("Please choose")), *CAUSES.items()],
        widget=forms.Select,
        required=False,
    )
    goal = forms.WordsField(label=_("What do you want to reach?"), rows=3, required=False)
    stop = forms.WordsField(
        label=_("At which point would you rather not agree?"),
        rows=3,
        required=False,
        help_text=_("For example the most you can pay a month. Nobody but you sees this."),
    )
    notes = forms.WordsField(label=_("Your own notes"), rows=5, required=False)
