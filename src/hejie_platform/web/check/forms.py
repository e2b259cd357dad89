"""The few questions of the self-check."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie import rules
from hejie_platform.notices.queries import word
from hejie_platform.web import forms
from hejie_platform.web.apply.words import CAUSES
from hejie_platform.web.room.forms import RateField

ELSEWHERE = "elsewhere"
LONGEST_DAYS = 3650


class CheckForm(forms.Form):
    """About one loan. Nothing of it is kept."""

    lender = forms.ChoiceField(label=_("Who lent you the money?"))
    cause = forms.ChoiceField(
        label=_("What happened?"),
        choices=[("", _("Please choose")), *CAUSES.items()],
        widget=forms.Select,
    )
    balance = forms.MoneyField(label=_("How much do you owe there, about?"), least_minor=100)
    days_overdue = forms.IntegerField(
        label=_("For how many days have you been late?"),
        min_value=0,
        max_value=LONGEST_DAYS,
        help_text=_("0 if you are not late yet."),
    )
    monthly = forms.MoneyField(
        label=_("How much can you pay a month for it?"),
        help_text=_("After food, rent, health and children. 0 is an answer too."),
    )
    instalment = forms.MoneyField(
        label=_("How much is due a month now?"),
        required=False,
        help_text=_("Leave it empty if you do not know."),
    )
    court = forms.BooleanField(label=_("A court has decided about this debt"), required=False)

    lender_type = forms.CharField(
        label=_("If it is another lender: what kind?"),
        required=False,
        widget=forms.Select,
    )
    annual_rate = RateField(
        label=_("Rate a year, in percent"),
        required=False,
        help_text=_("With it we compare the legal limits."),
    )
    contract_on = forms.DayField(label=_("When was the contract signed?"), required=False)
    matures_on = forms.DayField(label=_("When does the loan end?"), required=False)
    last_event_on = forms.DayField(
        label=_("When did you last pay, or were last asked to pay?"),
        required=False,
        help_text=_("From this day the time runs in which the lender can go to court."),
    )

    def __init__(self, *args: Any, lenders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lender: Any = self.fields["lender"]
        lender.choices = [*lenders, (ELSEWHERE, _("Another lender"))]
        kinds = [(kind, word("lender_type", kind)) for kind in rules.LENDER_TYPES]
        self.fields["lender_type"].widget.choices = [("", _("I do not know")), *kinds]

    def clean_lender_type(self) -> str:
        """A kind that is known, or none."""
        given: str = self.cleaned_data["lender_type"]
        return given if given in rules.LENDER_TYPES else ""
