"""The forms of an application, built from the table of fields and the table of questions.

Each answer may be given, be "I don't know" (`<name>_unknown`) or be cleared on purpose (`<name>_clear`, shown once there
is something to clear). A blank leaves what was told.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hejie import budget, money
from hejie_platform.core import formats, law
from hejie_platform.intake.actions import Given
from hejie_platform.intake.queries import LISTS, LOAN, STORY, WISH, Field
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.web import forms
from hejie_platform.web.apply import words
from hejie_platform.web.apply.questions import Ask, Question

TABLES: Mapping[str, Mapping[str, Field]] = {
    "story": {one.name: one for one in STORY},
    "loan": {one.name: one for one in LOAN},
    "wish": {one.name: one for one in WISH},
}
CHOICES: Mapping[str, words.Words] = {
    "cause": words.CAUSES,
    "method": words.METHODS,
    "purpose": words.PURPOSES,
}
OTHER = "other"
YES_NO = (("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No")))
PLEASE_ANSWER = _("Please answer, or say that you do not know.")


class RateField(forms.CharField):
    """A yearly rate typed as people do ("14.4%"); cleans to exact decimal text."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        rate, faults = money.parse_rate(text) if text else (None, ())
        if faults:
            raise forms.ValidationError([say(fault.code, fault.facts) for fault in faults])
        return "" if rate is None else money.rate_text(rate)


class YesNoField(forms.ChoiceField):
    """Yes or no; cleans to a bool, or None when left open."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_NO, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)

    def clean(self, value: Any) -> Any:
        return {"yes": True, "no": False}.get(super().clean(value))


def _day(one: Field, today: date, common: dict[str, Any]) -> Any:
    return forms.DayField(**common, **({"latest": today} if one.past else {}))


def _count(one: Field, today: date, common: dict[str, Any]) -> Any:
    return forms.IntegerField(min_value=one.least, max_value=one.most, **common)


def _choice(one: Field, today: date, common: dict[str, Any]) -> Any:
    return forms.ChoiceField(choices=words.choices(CHOICES[one.name], one.choices), **common)


BUILD: Mapping[str, Callable[[Field, date, dict[str, Any]], Any]] = {
    "day": _day,
    "count": _count,
    "choice": _choice,
    "money": lambda one, today, common: forms.MoneyField(**common),
    "rate": lambda one, today, common: RateField(max_length=48, **common),
    "text": lambda one, today, common: forms.CharField(max_length=one.most, **common),
    "words": lambda one, today, common: forms.WordsField(max_length=one.most, rows=8, **common),
    "yes_no": lambda one, today, common: YesNoField(**common),
}


class QuestionForm(forms.Form):
    """One question about a row (a story, a wish, a loan)."""

    def __init__(
        self,
        *args: Any,
        about: str,
        question: Question,
        row: Any,
        today: date,
        lenders: Any = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.question, self.row = about, question, row
        self.lenders = {lender.ref: lender for lender in lenders}
        for name, ask in question.asks.items():
            self._add(TABLES[about][name], ask, today)

    def _add(self, one: Field, ask: Ask, today: date) -> None:
        told = getattr(self.row, one.name) if self.row is not None else one.empty
        has_answer = told not in (None, "")
        common = {
            "label": ask.label,
            "help_text": ask.hint,
            "required": ask.wanted and not (self.is_bound and (has_answer or self._says_unknown(one.name))),
            "initial": self._shown(one, told),
            "error_messages": {"required": PLEASE_ANSWER} if one.may_be_unknown else {},
        }
        self.fields[one.name] = (
            self._creditor(common) if one.name == "creditor" else BUILD[one.kind](one, today, common)
        )
        if one.may_be_unknown and one.name != "creditor_name":
            self.fields[f"{one.name}_unknown"] = forms.BooleanField(
                label=_("I don't know"), required=False, initial=self._is_unknown(one.name)
            )
        if has_answer and not ask.wanted:
            self.fields[f"{one.name}_clear"] = forms.BooleanField(
                label=_("Delete this answer"), required=False
            )

    def _creditor(self, common: dict[str, Any]) -> Any:
        choices = [("", _("Please choose")), *((ref, name_of(one)) for ref, one in self.lenders.items())]
        return forms.ChoiceField(
            choices=[*choices, (OTHER, _("Another lender"))], widget=forms.Select, **common
        )

    def _shown(self, one: Field, told: Any) -> Any:
        if one.kind == "rate" and told:
            return formats.rate_text(told)
        if one.name != "creditor":
            return told
        return told.ref if told else OTHER if self.row is not None and self.row.creditor_name else ""

    def _says_unknown(self, name: str) -> bool:
        return bool(self.data.get(self.add_prefix(f"{name}_unknown")))

    def _is_unknown(self, name: str) -> bool:
        marked = "creditor_name" if name == "creditor" else name
        return self.row is not None and marked in self.row.unknown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("creditor") == OTHER and not cleaned.get("creditor_name") and not self._is_named():
            self.add_error(
                "creditor_name", _("Please write the lender's name, as it stands in the contract.")
            )
        return cleaned

    def _is_named(self) -> bool:
        return self.row is not None and bool(self.row.creditor_name)

    @property
    def answers(self) -> list[tuple[Any, list[Any]]]:
        """Each field with the ticks that stand below it."""
        ticks = ("unknown", "clear")
        return [
            (self[name], [self[f"{name}_{tick}"] for tick in ticks if f"{name}_{tick}" in self.fields])
            for name in self.question.asks
        ]

    @property
    def given(self) -> Given:
        """What this page brought, of all that can be read; of the lender nothing, where not all of it can be."""
        names = [name for name in self.question.asks if name in self.cleaned_data]
        if "creditor" in names and not self.is_valid():
            names = []
        values = {name: self.cleaned_data[name] for name in names}
        unknown = {name for name in names if self.cleaned_data.get(f"{name}_unknown")}
        cleared = {name for name in names if self.cleaned_data.get(f"{name}_clear")}
        if "creditor" in values:
            self._settle_creditor(values, unknown, cleared)
        return Given(values, frozenset(unknown), frozenset(cleared))

    def _settle_creditor(self, values: dict[str, Any], unknown: set[str], cleared: set[str]) -> None:
        """A lender of the list, a name that was typed, or "I don't know": one of the three."""
        chosen = values["creditor"]
        values["creditor"] = self.lenders.get(chosen)
        if "creditor" in unknown:
            unknown.discard("creditor")
            cleared.add("creditor")
            unknown.add("creditor_name")
        elif chosen == OTHER:
            cleared.add("creditor")
        elif values["creditor"] is not None:
            values["creditor_name"] = ""
            cleared.add("creditor_name")


class ForecastForm(forms.Form):
    """What a business expects to sell: three figures for each month, all or none of them."""

    KINDS = (
        ("low", _("At least")),
        ("expected", _("Most likely")),
        ("high", _("At best")),
    )
    words = forms.WordsField(
        label=_("What makes you expect it?"),
        required=False,
        rows=3,
        help_text=_("An order, a season, a new place to sell. A paper that shows it makes it surer."),
    )

    def __init__(
        self, *args: Any, days: Any, told: Any, papers: list[tuple[str, str]], said: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = {one.first: one for one in told.months} if told else {}
        self.days = tuple(days)
        for place, day in enumerate(self.days):
            for kind, label in self.KINDS:
                initial = getattr(known[day], f"{kind}_minor") if day in known else None
                self.fields[f"{kind}_{place}"] = forms.MoneyField(
                    label=label, required=False, initial=initial
                )
        if papers:
            self.fields["papers"] = forms.ChoicesField(
                label=_("Which papers show it?"),
                choices=papers,
                required=False,
                initial=list(told.evidence) if told else [],
            )
        self.fields["words"].initial = said

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """Each month with its three fields."""
        return [
            (formats.month_text(day), [self[f"{kind}_{place}"] for kind, _label in self.KINDS])
            for place, day in enumerate(self.days)
        ]

    @property
    def rest(self) -> list[Any]:
        """The questions after the months."""
        return [self[name] for name in ("papers", "words") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for place in range(len(self.days)):
            names = [f"{kind}_{place}" for kind, _label in self.KINDS]
            given = [name for name in names if cleaned.get(name) is not None]
            for name in names:
                if given and name not in given and name not in self.errors:
                    self.add_error(name, _("Please fill in all three figures of the month, or none."))
        return cleaned

    @property
    def months(self) -> list[budget.ForecastMonth]:
        """The months that were filled in. Valid forms only."""
        return [
            budget.ForecastMonth(day, *(self.cleaned_data[f"{kind}_{place}"] for kind, _label in self.KINDS))
            for place, day in enumerate(self.days)
            if self.cleaned_data.get(f"low_{place}") is not None
        ]


class BudgetForm(forms.Form):
    """Monthly amounts; each field says where the figure in it comes from. What the statements say and was left standing is
    no answer of its own: it goes on following them, whatever is handed in or corrected later."""

    def __init__(
        self,
        *args: Any,
        lines: Mapping[str, tuple[str | Promise, str | Promise, int | None, int | None]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, source, minor, _measured) in lines.items():
            self.fields[name] = forms.MoneyField(label=label, help_text=source, required=False, initial=minor)
        self.measured = {name: measured for name, (*_shown, measured) in lines.items()}

    @property
    def given(self) -> Given:
        """The amounts that were typed, and the lines whose measure was left standing; all that can be read."""
        values = {name: self.cleaned_data[name] for name in self.measured if name in self.cleaned_data}
        standing = {
            name for name, minor in values.items() if minor is not None and minor == self.measured[name]
        }
        typed = {name: minor for name, minor in values.items() if name not in standing}
        return Given(typed, unknown=frozenset(standing))


class ConsentForm(forms.Form):
    """The items that the borrower may leave out, and the last day."""

    items = forms.ChoicesField(
        label=_("You decide: what may this lender see besides?"),
        choices=words.choices(words.SHEET, LISTS.sheet.choice),
        required=False,
        help_text=_(
            "Nothing is chosen for you. Most lenders need the totals of the budget to make an offer."
        ),
    )
    until_day = forms.DayField(label=_("Until"), help_text=_("You can end it earlier at any time."))
    agree = forms.BooleanField(
        label=_("I agree that this lender receives these things for talks about repayment.")
    )


class SubmitForm(forms.Form):
    """The two things that are confirmed before handing in."""

    true = forms.BooleanField(label=_("What I have told is true as far as I know."))
    notice = forms.BooleanField(label=_("I have read the notice above on the time limit of claims."))


class ConfirmForm(forms.Form):
    """Nothing but the press of a button."""


class BeginForm(forms.Form):
    """Under which law the case is, where lenders of several countries have a desk here."""

    def __init__(self, *args: Any, countries: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(countries) > 1:
            self.fields["country"] = forms.ChoiceField(
                label=_("Under which law were your loans made?"),
                help_text=_(
                    "One case is under one law. Loans of another country belong into a case of their own."
                ),
                choices=[(one, law.title(one)) for one in countries],
                initial=countries[0],
            )
