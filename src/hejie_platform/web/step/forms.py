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


class ChooseForm(StepForm):
    """One of a few: a mediation body, a mediator, the new holder of a loan."""

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, Any]], is_needed: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = forms.ChoiceField(label=_("Which one?"), choices=choices, required=is_needed)
        self.fields = {"chosen": chosen, **self.fields}


def today(now: Any) -> Any:
    """The legal day that a form begins with."""
    return clock.legal_day(now)
