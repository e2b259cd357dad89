"""The forms of advice."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.web import forms
from hejie_platform.web.advice.words import HELPED, ITEMS, TOPICS


class AskForm(forms.Form):
    """A question, and what of a case may be read with it: nothing unless ticked."""

    house = forms.ChoiceField(label=_("Whom do you ask?"))
    topic = forms.ChoiceField(label=_("What is it about?"), choices=list(TOPICS.items()))
    words = forms.WordsField(label=_("Your question"), rows=6)
    case = forms.ChoiceField(
        label=_("Which case may the adviser read in?"), widget=forms.Select, required=False
    )
    items = forms.ChoicesField(
        label=_("What may the adviser read?"),
        choices=list(ITEMS.items()),
        required=False,
        help_text=_("Nothing unless you tick it. You can end it at any time."),
    )
    until = forms.DayField(label=_("Until which day?"), required=False)

    def __init__(
        self, *args: Any, houses: list[tuple[str, str]], cases: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        house: Any = self.fields["house"]
        house.choices = houses
        if cases:
            case: Any = self.fields["case"]
            case.choices = [("", _("None, just the question")), *cases]
        else:
            for name in ("case", "items", "until"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("items") and not given.get("case"):
            self.add_error("case", _("Please choose the case, or untick everything below it."))
        if given.get("items") and given.get("case") and not given.get("until") and "until" not in self.errors:
            self.add_error("until", _("Please say until which day it may be read."))
        return given


class MoreForm(forms.Form):
    words = forms.WordsField(label=_("What else would you like to know?"), rows=5)


class AnswerForm(forms.Form):
    words = forms.WordsField(label=_("Your answer"), rows=8, max_length=6000)
    rules = forms.CharField(
        label=_("Rules that it rests on"),
        required=False,
        max_length=200,
        help_text=_("Ids of the legal library, such as CN-RATE-03, separated by spaces."),
    )

    def clean_rules(self) -> list[str]:
        return str(self.cleaned_data["rules"]).replace(",", " ").upper().split()


class EndForm(forms.Form):
    helped = forms.ChoiceField(label=_("Did it help you?"), choices=HELPED, required=False)
