"""The forms of what remains after talks."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.afterwards.actions import MOST_MONTHS, MOST_WORDS, Share
from hejie_platform.core import formats
from hejie_platform.web import forms

PROOFS = "image/png,image/jpeg,application/pdf"


class PressForm(forms.Form):
    """One press, once."""


class PlanForm(forms.Form):
    """An own plan: an amount for each loan, from when, for how long, and whether to be reminded."""

    first_on = forms.DayField(label=_("First payment on"), help_text=_("Then on the same day of each month."))
    months = forms.IntegerField(
        label=_("For how many months?"), min_value=1, max_value=MOST_MONTHS, initial=12
    )
    reminds = forms.BooleanField(
        label=_("Remind me three days before, and on the day"),
        required=False,
        initial=True,
        help_text=_("Never at night, and without naming a debt."),
    )

    def __init__(self, *args: Any, shares: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shares = shares
        own = self.fields
        self.fields = {}
        for one in shares:
            self._add(one)
        self.fields |= own

    def _add(self, one: Any) -> None:
        ref, name = one.loan.ref, one.name
        self.fields[f"pay_{ref}"] = forms.MoneyField(
            label=str(_("{name}: each month")).format(name=name),
            required=False,
            initial=one.monthly_minor,
            help_text=_hint(one),
        )
        self.fields[f"first_{ref}"] = forms.BooleanField(
            label=str(_("{name}: pay this one first")).format(name=name), required=False, initial=one.is_first
        )

    @property
    def chosen(self) -> list[Share]:
        """What was typed, loan by loan."""
        given = self.cleaned_data
        return [
            Share(one.loan.ref, given[f"pay_{one.loan.ref}"] or 0, given[f"first_{one.loan.ref}"])
            for one in self.shares
        ]


def _hint(one: Any) -> str:
    owed = one.loan.balance_minor
    if owed is None:
        return str(_("What is owed is not known."))
    if one.interest_minor is None:
        return str(_("{owed} owed.")).format(owed=formats.money_text(owed))
    return str(_("{owed} owed; about {interest} of interest is added each month.")).format(
        owed=formats.money_text(owed), interest=formats.money_text(one.interest_minor)
    )


class PaidForm(forms.Form):
    """What was paid of one's own plan."""

    amount = forms.MoneyField(label=_("How much did you pay?"), least_minor=1)
    paid_on = forms.DayField(label=_("On which day?"))
    receipt = forms.FileField(
        label=_("A receipt"),
        accept=PROOFS,
        required=False,
        help_text=_("A screenshot or PDF, if you have one. Only you see it, until you add it to a pack."),
    )


class WordForm(forms.Form):
    """A word for the other side."""

    text = forms.WordsField(label=_("Your words"), rows=4, max_length=MOST_WORDS)


class LaterForm(forms.Form):
    """When to be asked."""

    ask_on = forms.DayField(label=_("Ask me on"))


class FactsForm(forms.Form):
    """Which facts go onto a sheet that both sides sign."""

    claim_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    chosen = forms.ChoicesField(label=_("Which facts are undisputed?"))
    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False)

    def __init__(
        self, *args: Any, choices: Iterable[tuple[str, Any]], claim_hash: str, notice: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rows = list(choices)
        chosen: Any = self.fields["chosen"]
        chosen.choices, chosen.initial = rows, [code for code, _label in rows]
        self.fields["claim_hash"].initial = claim_hash
        _set_notice(self, notice)


class SignFactsForm(forms.Form):
    """Sign the sheet that was read."""

    seen_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False)

    def __init__(self, *args: Any, seen_hash: str, notice: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_hash"].initial = seen_hash
        _set_notice(self, notice)


def _set_notice(form: forms.Form, notice: Any) -> None:
    """The notice beside its tick; who acts without legal effect is asked for none."""
    if notice:
        form.fields["notice_seen"].help_text = notice
    else:
        del form.fields["notice_seen"]


class PackForm(forms.Form):
    """Which of one's own papers go into a pack."""

    papers = forms.ChoicesField(
        label=_("Which of your papers go in?"),
        required=False,
        help_text=_(
            "Only papers about this lender, and general ones. Leave out what the other side need not see."
        ),
    )

    def __init__(
        self, *args: Any, choices: Iterable[tuple[str, Any]], ticked: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        papers: Any = self.fields["papers"]
        papers.choices, papers.initial = list(choices), ticked
        if not papers.choices:
            del self.fields["papers"]
