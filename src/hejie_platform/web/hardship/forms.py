"""Giving a file: what besides the statement, for what, until when."""

from django.utils.translation import gettext_lazy as _

from hejie_platform.intake.actions import HARDSHIP_ITEMS, HARDSHIP_PURPOSES
from hejie_platform.web import forms
from hejie_platform.web.hardship import words


class GiveForm(forms.Form):
    """The borrower's choice for one lender."""

    purpose = forms.ChoiceField(
        label=_("What may it be used for?"),
        choices=[(code, words.PURPOSES[code]) for code in HARDSHIP_PURPOSES],
    )
    items = forms.ChoicesField(
        label=_("What may this lender see besides the statement?"),
        choices=[(code, words.ITEMS[code]) for code in HARDSHIP_ITEMS],
        required=False,
    )
    until_day = forms.DayField(label=_("Until"), help_text=_("You can end it earlier at any time."))
    agree = forms.BooleanField(label=_("I agree that this lender receives these things for this purpose."))


class PressForm(forms.Form):
    """Nothing but the press of a button."""
