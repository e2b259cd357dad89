"""The forms of the desk: a note, the end of a task, who may speak, the answer to a wish for credit."""

from django.utils.translation import gettext_lazy as _

from hejie_platform.intake.actions.credit import ANSWERS
from hejie_platform.notices.queries import say
from hejie_platform.web import forms
from hejie_platform.web.operator import words


class ConfirmForm(forms.Form):
    """Nothing but the press of a button."""


class NoteForm(forms.Form):
    """A note on a task."""

    words = forms.WordsField(
        label=_("What was tried or found"), rows=3, help_text=_("Sealed: only the desk reads it.")
    )


class DoneForm(forms.Form):
    """What came of a task."""

    outcome = forms.ChoiceField(label=_("What came of it?"), choices=list(words.OUTCOMES.items()))
    words = forms.WordsField(label=_("In words"), rows=3, help_text=_("Sealed: only the desk reads it."))


class SpeakerForm(forms.Form):
    """Who may speak for a person who has died or can no longer act."""

    words = forms.WordsField(
        label=_("Who may speak now?"),
        rows=2,
        max_length=400,
        help_text=_(
            "Heirs, a guardian: name, how they are related, how to reach them. It gives them no authority by itself."
        ),
    )


class CreditAnswerForm(forms.Form):
    """The answer to a wish for more credit: each of them says no here, with a way."""

    answer = forms.ChoiceField(
        label=_("Which answer?"), choices=lambda: [(code, say(code)) for code in ANSWERS]
    )
    words = forms.WordsField(label=_("A few words to the borrower"), rows=3, required=False)
