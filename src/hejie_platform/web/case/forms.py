"""The forms of a case: telling a change, and confirming to leave."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.intake.queries import LISTS
from hejie_platform.people.queries import name_of
from hejie_platform.web import forms
from hejie_platform.web.apply import words


class ChangeForm(forms.Form):
    """What changed, since when, and which lenders are told."""

    kind = forms.ChoiceField(label=_("What changed?"), choices=words.choices(words.CHANGES, LISTS.changes))
    since_on = forms.DayField(label=_("Since when"), required=False)
    income = forms.MoneyField(
        label=_("What the household earns each month from now on, after the costs of a business"),
        required=False,
        help_text=_("Leave it empty if it is as before. A larger change has the plans made anew."),
    )
    words = forms.WordsField(
        label=_("In your own words"),
        required=False,
        help_text=_("The lenders that you choose below read this."),
    )
    shown_to = forms.ChoicesField(label=_("Which lenders may read this?"), required=False)

    def __init__(self, *args: Any, lenders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lenders = {lender.ref: lender for lender in lenders}
        field: Any = self.fields["shown_to"]
        field.choices = [(ref, name_of(lender)) for ref, lender in self.lenders.items()]

    @property
    def chosen(self) -> list[Any]:
        """The lenders that were ticked."""
        return [self.lenders[ref] for ref in self.cleaned_data["shown_to"]]


class ConfirmForm(forms.Form):
    """Nothing but the press of a button."""
