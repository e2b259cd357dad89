"""The forms of these papers."""

from typing import Any

from django.forms import IntegerField
from django.utils.translation import gettext_lazy as _

from hejie_platform.web import forms
from hejie_platform.web.papers import words

PAPERS = "image/png,image/jpeg,application/pdf"


class RecordForm(forms.Form):
    """The paper by which an agreement can be enforced."""

    kind = forms.ChoiceField(label=_("What kind of paper is it?"), choices=list(words.KINDS.items()))
    number = forms.CharField(
        label=_("Its number"), max_length=120, help_text=_("It is kept sealed; only the sides read it.")
    )
    on_day = forms.DayField(label=_("Of which day?"))
    paper = forms.FileField(label=_("The paper"), accept=PAPERS)


class LetterForm(forms.Form):
    """Let the letter be written and signed here, or hand in one's own."""

    way = forms.ChoiceField(
        label=_("How do you issue the letter?"),
        choices=[
            ("here", _("Write and sign it here, from the agreement and the confirmed payments")),
            ("own", _("Hand in our own letter")),
        ],
    )
    paper = forms.FileField(label=_("Your own letter"), accept=PAPERS, required=False)
    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False)

    def __init__(self, *args: Any, notice: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice_seen"].help_text = notice

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("way") == "own" and not given.get("paper"):
            self.add_error("paper", _("Please choose the file of your letter."))
        if not given.get("notice_seen"):
            self.add_error("notice_seen", _("Please read this notice and tick it."))
        return given


class CodeForm(forms.Form):
    """The code that stands on a letter."""

    code = forms.CharField(label=_("The code on the letter"), max_length=20)


class RenewForm(forms.Form):
    """Nothing but a press."""


class TieForm(forms.Form):
    """Which agreements take effect together, how many are enough, until when."""

    def __init__(self, *args: Any, talks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["talks"] = forms.ChoicesField(
            label=_("With which lenders?"), choices=talks, initial=[ref for ref, _name in talks]
        )
        self.fields["needed"] = IntegerField(
            label=_("How many of them must be signed by all?"), min_value=2, initial=len(talks)
        )
        self.fields["until"] = forms.DayField(
            label=_("Until which day do they wait?"),
            help_text=_("At its end what still waits lapses, and nobody is bound by it."),
        )
