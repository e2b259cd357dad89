"""The form of a plain step: a reason where there are several, words, a paper where one is the proof, the notice where due."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie import steps
from hejie_platform.core import clock
from hejie_platform.notices.queries import say
from hejie_platform.web import forms

PAPERS = "image/png,image/jpeg,application/pdf"
NOTICE = _(
    "This is an act with legal effect: it acknowledges the debt within what it says, and the time in which the debt can be claimed in court may start anew."
)


class StepForm(forms.Form):
    """Fields appear as the step needs them."""

    note = forms.WordsField(label=_("In words"), rows=4, max_length=2000, required=False)
    paper = forms.FileField(label=_("The paper that shows it"), accept=PAPERS, required=False)
    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False, help_text=NOTICE)

    def __init__(
        self,
        *args: Any,
        step: steps.Step,
        needs_words: bool = False,
        needs_paper: bool = False,
        seen_version: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, seen_version=seen_version, **kwargs)
        self._only("paper", needs_paper)
        self._only("notice_seen", step.legal_effect)
        self.fields["note"].required = needs_words
        if len(step.reasons) > 1:
            choices = [(code, say(f"ended_{code}")) for code in step.reasons]
            reason = forms.ChoiceField(label=_("For which reason?"), choices=choices)
            self.fields = {"reason": reason, **self.fields}

    def _only(self, name: str, is_asked: bool) -> None:
        if not is_asked:
            del self.fields[name]

    @property
    def brought(self) -> dict[str, Any]:
        """What the plain action takes."""
        given = self.cleaned_data
        paper = given.get("paper")
        return {
            "reason": given.get("reason", ""),
            "note": given.get("note", ""),
            "paper": paper.read() if paper else None,
            "legal_notice_seen": given.get("notice_seen", True),
        }


class DaysForm(StepForm):
    """A pause from one day to another."""

    from_day = forms.DayField(label=_("From which day?"))
    until_day = forms.DayField(label=_("Until which day?"))
    rests_interest = forms.BooleanField(
        label=_("Interest rests too"),
        required=False,
        help_text=_("Without this, interest goes on: nothing freezes by itself."),
    )


class ChooseForm(StepForm):
    """One of a few: a mediation body, a mediator, the new holder of a loan."""

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, Any]], is_needed: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = forms.ChoiceField(label=_("Which one?"), choices=choices, required=is_needed)
        self.fields = {"chosen": chosen, **self.fields}


class AuthorityForm(StepForm):
    """Who acts for the borrower, how far, and until when; the paper lies before the desk."""

    agent = forms.CharField(
        label=_("Phone or e-mail of the representative's account"),
        help_text=_("They need an account here, with a proven identity."),
        max_length=120,
    )
    scope = forms.ChoiceField(
        label=_("What does the paper allow?"),
        choices=[
            ("general", _("Everything in this case, signing too")),
            ("talks", _("Everything but acts that bind")),
        ],
    )
    until_day = forms.DayField(label=_("Until which day does it hold?"))


COURTS = {
    "lawsuit": _("A lawsuit"),
    "arbitration": _("An arbitration"),
    "payment_order": _("A payment order"),
    "enforcement": _("An enforcement"),
}
OUTCOMES = {
    "judged": _("It was decided"),
    "settled": _("The sides settled"),
    "withdrawn": _("It was withdrawn"),
    "paid": _("The debt was paid"),
    "other": _("Something else"),
}


class CourtForm(StepForm):
    """A court case that runs: what it is, where, under which number, since when."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=list(COURTS.items()))
    court = forms.CharField(label=_("At which court or office?"), max_length=120)
    number = forms.CharField(
        label=_("Its number"), max_length=60, help_text=_("Sealed: only both sides of these talks see it.")
    )
    from_day = forms.DayField(label=_("Since which day?"))
    field_order = ("kind", "court", "number", "from_day", "note", "paper")


class CourtEndForm(StepForm):
    """How a court case ended, and when."""

    outcome = forms.ChoiceField(label=_("How did it end?"), choices=list(OUTCOMES.items()), required=False)
    until_day = forms.DayField(label=_("On which day?"))
    field_order = ("outcome", "until_day", "note")


class HolderForm(ChooseForm):
    """Who holds the loan now: one of the lenders here, or a name as the paper gives it; and since when."""

    holder_name = forms.CharField(
        label=_("If it is not in the list: its name"), max_length=120, required=False
    )
    on_day = forms.DayField(label=_("Since which day?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(("chosen", "holder_name", "on_day", "note", "paper"))


def today(now: Any) -> Any:
    """The legal day that a form begins with."""
    return clock.legal_day(now)
