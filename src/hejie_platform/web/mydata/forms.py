"""The forms of one's own data."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.web import forms
from hejie_platform.web.mydata import words


class SureForm(forms.Form):
    """Nothing but the button."""


class EraseForm(forms.Form):
    """One tick, so that nobody presses it by mistake."""

    sure = forms.BooleanField(
        label=_("I have read what goes and what stays. I cannot get it back."),
        error_messages={"required": _("Please tick this if you are sure.")},
    )


class CorrectionForm(forms.Form):
    about = forms.ChoiceField(label=_("What is wrong?"), choices=list(words.ABOUT.items()))
    case = forms.ChoiceField(label=_("Which case does it belong to?"), required=False)
    recorded = forms.CharField(
        label=_("How it stands now"),
        required=False,
        max_length=300,
        help_text=_("For your legal name we know it; leave it empty."),
    )
    wished = forms.CharField(label=_("How it should read"), max_length=300)
    words = forms.WordsField(label=_("Why? What shows it?"), required=False, rows=4)

    def __init__(self, *args: Any, cases: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.fields["case"]
        case.choices = [("", _("No case")), *((ref, ref) for ref in cases)]


class DecisionForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("Correct it")), ("no", _("Leave it as it is"))],
    )
    reason = forms.ChoiceField(
        label=_("If it stays: why?"),
        required=False,
        choices=[("", _("It is corrected")), *words.REASONS.items()],
    )
    words = forms.WordsField(
        label=_("In your words"), rows=4, help_text=_("The person who asked reads this.")
    )
