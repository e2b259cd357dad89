"""The reviewer's decisions. Each is shown as the borrower will read it before it is sent."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.intake.queries import LISTS, Missing
from hejie_platform.notices.queries import say
from hejie_platform.web import forms
from hejie_platform.web.apply import words
from hejie_platform.web.apply.tasks import PLACES


class DecisionForm(forms.Form):
    """What every decision has: words for the borrower, and whether it was previewed."""

    words = forms.WordsField(
        label=_("A few words to the borrower"),
        required=False,
        rows=3,
        help_text=_("Kind and plain. The borrower reads them as they are."),
    )


class AdmitForm(DecisionForm):
    """Accept: parties and content confirmed, class chosen."""

    parties_confirmed = forms.BooleanField(label=_("I have checked who the parties are."))
    content_confirmed = forms.BooleanField(
        label=_("I have checked what the dispute is about: loans, amounts, wish.")
    )
    cause = forms.ChoiceField(label=_("Cause"), choices=words.choices(words.CAUSES), widget=forms.Select)
    track = forms.ChoiceField(label=_("Track"), choices=words.choices(words.TRACKS))
    field_order = ("parties_confirmed", "content_confirmed", "cause", "track", "words")


class ReturnForm(DecisionForm):
    """Send back: what is missing, line by line."""

    field_order = ("missing", "paper", "words")

    missing = forms.ChoicesField(label=_("What is missing"), required=False)
    paper = forms.ChoicesField(
        label=_("Other papers to ask for"), required=False, choices=words.choices(words.PAPERS)
    )

    def __init__(self, *args: Any, lines: list[Missing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {line.key: line for line in lines if line.section in PLACES}
        field: Any = self.fields["missing"]
        field.choices = [(key, say(line.code, line.facts)) for key, line in self.known.items()]
        if not self.known:
            del self.fields["missing"]

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The ticked lines, as they are kept. Valid forms only."""
        ticked = [self.known[key] for key in self.cleaned_data.get("missing", [])]
        asked = [Missing(f"missing_paper_{kind}", "paper", kind) for kind in self.cleaned_data["paper"]]
        return [
            {"code": one.code, "section": one.section, "ref": one.ref, "facts": dict(one.facts)}
            for one in {line.key: line for line in (*ticked, *asked)}.values()
        ]


class DeclineForm(DecisionForm):
    """Decline: the reason, which names the ways that remain."""

    reason = forms.ChoiceField(label=_("Reason"))
    field_order = ("reason", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reason"]
        field.choices = [(code, say(code)) for code in LISTS.declines]


class ForecastForm(forms.Form):
    """Which figures of a forecast plans take, and why."""

    taken = forms.ChoiceField(label=_("Plans take"), choices=words.choices(words.FORECAST))
    words = forms.WordsField(
        label=_("Why these figures"),
        rows=3,
        help_text=_("The borrower reads it, and the record keeps it. The lowest figures need no reason."),
        required=False,
    )


class ClassifyForm(forms.Form):
    """Class the case anew, and why."""

    cause = forms.ChoiceField(label=_("Cause"), choices=words.choices(words.CAUSES), widget=forms.Select)
    track = forms.ChoiceField(label=_("Track"), choices=words.choices(words.TRACKS))
    reason = forms.WordsField(label=_("Why the class changes"), rows=3, help_text=_("The record keeps it."))
