"""The forms of the lender's desk."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as now_translated
from django.utils.translation import gettext_lazy as _

from hejie import dates, loans
from hejie_platform.negotiation import queries
from hejie_platform.notices.queries import say
from hejie_platform.web import forms
from hejie_platform.web.room import words
from hejie_platform.web.room.forms import RateField, _choices

METHODS = {
    "equal_instalment": _("Equal instalments"),
    "equal_principal": _("Equal principal"),
    "interest_only": _("Interest first, principal at the end"),
    "bullet": _("All at the end"),
    "daily_interest": _("Interest by the day, repaid at will"),
}


SCOPES = {
    "read": _("read talks and agreements"),
    "talks": _("begin, ask, refuse, reject"),
    "figures": _("say what is owed"),
    "payments": _("say that money came"),
}


class KeyForm(forms.Form):
    """What the new key is for, what it may do, and for how long."""

    label = forms.CharField(
        label=_("What is it for?"), max_length=80, help_text=_("For example: the core banking system.")
    )
    scopes = forms.ChoicesField(label=_("What may it do?"), choices=_choices(SCOPES))
    days = forms.IntegerField(
        label=_("For how many days?"), min_value=1, max_value=365, initial=180, help_text=_("At most 365.")
    )

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes. Valid forms only."""
        return {name: self.cleaned_data[name] for name in ("label", "scopes", "days")}


class AskForm(forms.Form):
    """What is asked for: items of the list, and words."""

    items = forms.ChoicesField(label=_("What do you need?"))
    words = forms.WordsField(
        label=_("In your words"),
        required=False,
        rows=3,
        help_text=_("The borrower reads this. Be kind and exact."),
    )

    def __init__(self, *args: Any, likely: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        order = sorted(queries.ASKS, key=lambda code: code.removeprefix("ask_paper_") not in likely)
        chosen: Any = self.fields["items"]
        chosen.choices = [(code, say(code)) for code in order]


class RefuseForm(forms.Form):
    """A refusal: a reason of the policy in force, each with its cure."""

    code = forms.ChoiceField(label=_("Reason, by your published policy"))
    words = forms.WordsField(
        label=_("In your words"),
        rows=3,
        help_text=_("The borrower reads this. Say what you looked at, and what would change your answer."),
    )

    def __init__(self, *args: Any, refusals: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["code"]
        chosen.choices = refusals


class StateForm(forms.Form):
    """What is owed on a day, bucket by bucket, and what each loan's contract says."""

    as_of = forms.DayField(label=_("As of"), help_text=_("The figures hold for the end of this day."))

    def __init__(self, *args: Any, loans_here: Sequence[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loans_here = loans_here
        day: Any = self.fields["as_of"]
        day.latest = today
        for name in loans.BUCKETS:
            self.fields[name] = forms.MoneyField(
                label=words.BUCKETS[name][0], help_text=words.BUCKETS[name][1], required=False
            )
        for loan in loans_here:
            self._add_loan(loan)
        self.fields["words"] = forms.WordsField(
            label=_("A note with it"), required=False, rows=3, help_text=_("The borrower reads this.")
        )

    def _add_loan(self, loan: Any) -> None:
        """The contract of one loan; what the borrower told stands in the fields to be corrected."""
        known = {
            "contract_on": forms.DayField(
                label=self._label(loan, _("contract of")), initial=loan.contract_on
            ),
            "matures_on": forms.DayField(label=self._label(loan, _("ends on")), initial=loan.matures_on),
            "received": forms.MoneyField(
                label=self._label(loan, _("paid out")), initial=loan.principal_minor
            ),
            "annual_rate": RateField(
                label=self._label(loan, _("rate a year, in percent")),
                initial=_percent(loan.annual_rate),
            ),
            "method": forms.CharField(
                label=self._label(loan, _("way of repaying")),
                widget=forms.Select(choices=_choices(METHODS)),
                initial=loan.method or "equal_instalment",
            ),
            "instalments": forms.IntegerField(
                label=self._label(loan, _("instalments")),
                min_value=1,
                max_value=600,
                initial=loan.instalments,
            ),
            "first_due": forms.DayField(
                label=self._label(loan, _("first instalment due")),
                initial=dates.add_months(loan.contract_on, 1) if loan.contract_on else None,
                required=False,
            ),
            "unpaid_since": forms.DayField(
                label=self._label(loan, _("oldest unpaid day")), initial=loan.overdue_since, required=False
            ),
            "overdue_uplift": RateField(
                label=self._label(loan, _("extra rate when late, in percent of the rate")), required=False
            ),
        }
        self.fields.update({f"{loan.ref}_{name}": field for name, field in known.items()})

    def _label(self, loan: Any, what: Any) -> str:
        name = loan.app_name or loan.ref
        return now_translated("{loan}: {what}").format(loan=name, what=what)

    @property
    def buckets(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] or 0 for name in loans.BUCKETS}

    @property
    def contracts(self) -> list[queries.Contract]:
        return [self._contract(loan) for loan in self.loans_here]

    def _contract(self, loan: Any) -> queries.Contract:
        given = {
            name.removeprefix(f"{loan.ref}_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith(f"{loan.ref}_")
        }
        return queries.Contract(
            ref=loan.ref, product=loan.purpose or "consumption", received_minor=given.pop("received"), **given
        )


def _percent(rate: str) -> str:
    return f"{float(rate) * 100:.6f}".rstrip("0").rstrip(".") if rate else ""


class AdoptForm(forms.Form):
    """Taking over the borrower's figures."""

    notice_seen = forms.BooleanField(label=_("I have compared them with our records."), required=False)


class KeepForm(forms.Form):
    """Standing by one's own figures, in words."""

    claim_hash = forms.CharField(widget=forms.HiddenInput)
    words = forms.WordsField(
        label=_("Why these figures are right"),
        rows=4,
        help_text=_("The borrower reads this. Name the contract, the payments, the days."),
    )

    @property
    def given(self) -> dict[str, str]:
        """What the action takes. Valid forms only."""
        return {name: self.cleaned_data[name] for name in ("claim_hash", "words")}


class PolicyForm(forms.Form):
    """A policy as a TOML file."""

    file = forms.FileField(label=_("Policy (TOML file)"), accept=".toml,text/plain")
