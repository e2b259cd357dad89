"""The forms of the record of contacts."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.core import clock
from hejie_platform.support import actions
from hejie_platform.web import forms
from hejie_platform.web.complaints.forms import as_named
from hejie_platform.web.contacts import words as lists

HOUR = re.compile(r"^([01]?\d|2[0-3])[:：.]?([0-5]\d)$")
FILES = ".png,.jpg,.jpeg,.pdf,.mp3,.m4a,.ogg"


class HourField(forms.CharField):
    """A time of day, 21:05 or 2105; cleans to a time."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "placeholder": "21:05", "autocomplete": "off"})
        super().__init__(max_length=8, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found = HOUR.match(text.strip())
        if found is None:
            raise forms.ValidationError(_("Please write the time like 21:05."))
        return time(int(found[1]), int(found[2]))


class ContactForm(forms.Form):
    """When, through what, who they said they were, what was said."""

    day = forms.DayField(label=_("On which day?"))
    hour = HourField(label=_("At what time?"))
    channel = forms.ChoiceField(label=_("How?"), choices=list(lists.CHANNELS.items()))
    was_answered = forms.ChoiceField(
        label=_("Did somebody answer?"), choices=[("yes", _("Yes")), ("no", _("No"))], initial="yes"
    )
    reached = forms.ChoiceField(
        label=_("Whom did they contact?"), choices=list(lists.REACHED.items()), initial="debtor"
    )
    talks = forms.ChoiceField(label=_("About which lender's loan?"), required=False)
    number = forms.CharField(label=_("Their number or account"), required=False, max_length=60)
    said_to_be = forms.CharField(label=_("Who did they say they are?"), required=False, max_length=120)
    conduct = forms.ChoicesField(
        label=_("Did any of this happen?"), choices=list(lists.CONDUCT.items()), required=False
    )
    words = forms.WordsField(label=_("What was said?"), required=False, rows=4)
    hour_was_agreed = forms.BooleanField(label=_("I had agreed to be contacted at this hour"), required=False)
    file = forms.FileField(
        label=_("A screenshot or recording"),
        accept=FILES,
        required=False,
        help_text=_("Only you see it, until you report it."),
    )

    def __init__(self, *args: Any, talks: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["talks"]
        chosen.choices = [*((ref, as_named(name)) for ref, name in talks), ("", _("I don't know"))]
        day: Any = self.fields["day"]
        day.latest = today

    @property
    def told(self) -> actions.ContactTold:
        """The contact as the action takes it."""
        given = self.cleaned_data
        names = ("channel", "reached", "number", "said_to_be", "words", "hour_was_agreed")
        return actions.ContactTold(
            at=datetime.combine(given["day"], given["hour"], tzinfo=clock.legal_zone()),
            was_answered=given["was_answered"] == "yes",
            conduct=tuple(given["conduct"]),
            **{name: given[name] for name in names},
        )


class PostForm(forms.Form):
    """A contact that the lender's house made."""

    day = forms.DayField(label=_("On which day?"))
    hour = HourField(label=_("At what time?"))
    channel = forms.ChoiceField(label=_("How?"), choices=list(lists.CHANNELS.items()))
    was_answered = forms.ChoiceField(
        label=_("Did somebody answer?"), choices=[("yes", _("Yes")), ("no", _("No"))], initial="yes"
    )
    number = forms.CharField(label=_("From which number or account?"), max_length=60)
    said_to_be = forms.CharField(label=_("Which house, and who?"), max_length=120)
    words = forms.WordsField(label=_("What was said?"), rows=3, help_text=_("The borrower reads this."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["day"]
        day.latest = today

    @property
    def told(self) -> actions.ContactTold:
        """The contact as the action takes it."""
        given = self.cleaned_data
        return actions.ContactTold(
            at=datetime.combine(given["day"], given["hour"], tzinfo=clock.legal_zone()),
            was_answered=given["was_answered"] == "yes",
            **{name: given[name] for name in ("channel", "number", "said_to_be", "words")},
        )


class PlanForm(forms.Form):
    """A contact that the lender's house thinks of."""

    day = forms.DayField(label=_("On which day?"))
    hour = HourField(label=_("At what time?"))
    channel = forms.ChoiceField(label=_("How?"), choices=list(lists.CHANNELS.items()), initial="call")
    number = forms.CharField(label=_("From which number or account?"), required=False, max_length=60)
    reached = forms.ChoiceField(label=_("Whom?"), choices=list(lists.WHOM.items()), initial="debtor")
    hour_was_agreed = forms.BooleanField(
        label=_("The borrower has agreed to be contacted at this hour"), required=False
    )

    @property
    def told(self) -> actions.ContactTold:
        """The contact as the action takes it: somebody would answer."""
        given = self.cleaned_data
        names = ("channel", "number", "reached", "hour_was_agreed")
        return actions.ContactTold(
            at=datetime.combine(given["day"], given["hour"], tzinfo=clock.legal_zone()),
            **{name: given[name] for name in names},
        )


class ReportForm(forms.Form):
    """Which notes to put to the lender, and words with them."""

    entries = forms.ChoicesField(label=_("Which notes?"))
    words = forms.WordsField(
        label=_("In your words"),
        required=False,
        help_text=_("The lender reads this, and the notes that you tick. It does not see your other notes."),
    )

    def __init__(self, *args: Any, notes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["entries"]
        chosen.choices = notes


class SureForm(forms.Form):
    """Nothing but the button."""


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What did you find?"), choices=list(lists.OUTCOMES.items()))
    words = forms.WordsField(
        label=_("The answer"), help_text=_("The borrower reads this. Say what you do about it.")
    )


class BrokenForm(forms.Form):
    """What the lender did about a broken pause."""

    words = forms.WordsField(
        label=_("The answer"), help_text=_("The borrower reads this. Say what you do about it.")
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (one, text) for one, text in lists.ANSWERED.items() if kind == "interest" or one != "reversed"
        ]
        answer = forms.ChoiceField(label=_("What did you find?"), choices=choices)
        self.fields = {"answer": answer, **self.fields}
