"""The forms around figures: a period, an objection and its answer, an order."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.web import forms
from hejie_platform.web.insight import words


class PeriodForm(forms.Form):
    """The days that are counted."""

    since = forms.DayField(label=_("First day"))
    until = forms.DayField(label=_("Last day"), help_text=_("A day that is over."))


class ObjectionForm(forms.Form):
    """What is wrong with one's card."""

    words = forms.WordsField(
        label=_("What is wrong, and how do you know it?"),
        rows=5,
        help_text=_("Name the figure and the case numbers that you counted otherwise."),
    )


class AnswerForm(forms.Form):
    """What the supervisor found."""

    outcome = forms.ChoiceField(label=_("What you found"), choices=list(words.OUTCOMES.items()))
    words = forms.WordsField(label=_("Why"), rows=4)


class SureForm(forms.Form):
    """Nothing but the button."""


class OrderForm(forms.Form):
    """An order as its paper has it."""

    number = forms.CharField(label=_("Number of the order"), max_length=80)
    authority = forms.ChoiceField(label=_("Issued by"), widget=forms.Select)
    case = forms.CharField(label=_("Case number"), max_length=12)
    scope = forms.ChoiceField(label=_("What it opens"), choices=list(words.SCOPES.items()))
    until = forms.DayField(label=_("Last day of the order"))

    def __init__(self, *args: Any, authorities: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["authority"]
        field.choices = authorities
