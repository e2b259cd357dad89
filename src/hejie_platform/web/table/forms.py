"""The forms of the table."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hejie_platform.mediation.actions.meeting import LENGTHS, MOST_SLOTS
from hejie_platform.mediation.actions.minuting import Promised
from hejie_platform.mediation.actions.proposing import CAUSES
from hejie_platform.notices.queries import say
from hejie_platform.web import forms
from hejie_platform.web.room.forms import OfferForm
from hejie_platform.web.table import words

PAPERS = "image/png,image/jpeg,application/pdf"
PROMISES = 3


class SayForm(forms.Form):
    """One saying, with a file that is shown. `calm`: the calmer wording that was offered, taken or not."""

    text = forms.WordsField(label=_("Your message"), rows=4, max_length=4000)
    file = forms.FileField(label=_("Show a picture or a PDF with it"), accept=PAPERS, required=False)
    as_it_is = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parties: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parties:
            choices = [("", _("Nobody in particular")), *parties]
            self.fields["floor"] = forms.ChoiceField(
                label=_("Who speaks next?"), choices=choices, required=False, widget=forms.Select
            )

    @property
    def brought(self) -> dict[str, Any]:
        """What the action takes."""
        given, file = self.cleaned_data, self.cleaned_data.get("file")
        more = {"floor": given["floor"]} if "floor" in given else {}
        return {"text": given["text"], "file": file.read() if file else None, **more}


class ReleaseForm(forms.Form):
    """Exactly the words that all may read."""

    text = forms.WordsField(label=_("What everybody at the table will read"), rows=4, max_length=4000)


class TimeField(forms.CharField):
    """A day and a time: picked, or typed as 2026-02-28 14:30, in the reader's zone; cleans to a moment or None."""

    zone: ZoneInfo
    SHAPE = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2})?$")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=20, widget=forms.TextInput({"type": "datetime-local", "step": "1800"}), **kwargs
        )

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        found = self.SHAPE.match(text)
        try:
            local = datetime.fromisoformat(f"{found[1]} {found[2]}") if found else None
        except ValueError:
            local = None
        if local is None:
            raise forms.ValidationError(_("Please give a day and a time, for example 2026-03-20 14:30."))
        return local.replace(tzinfo=self.zone)


# Lazily joined: the reader's language is known when the page is drawn.
LASTS = [(str(one), format_lazy(_("{count} minutes"), count=one)) for one in LENGTHS]


class MeetingForm(forms.Form):
    """Times that the mediator puts forward."""

    way = forms.ChoiceField(label=_("How is it held?"), choices=list(words.WAYS.items()), initial="text")
    minutes_long = forms.ChoiceField(
        label=_("How long?"),
        choices=LASTS,
        initial="90",
        widget=forms.Select,
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_SLOTS + 1):
            field = TimeField(label=_("Time %(number)s") % {"number": place}, required=place == 1)
            field.zone = zone
            self.fields[f"start_{place}"] = field
        forms.speak_kindly(self.fields.values())

    @property
    def starts(self) -> list[datetime]:
        found = (self.cleaned_data[f"start_{place}"] for place in range(1, MOST_SLOTS + 1))
        return [one for one in found if one is not None]


class TimesForm(forms.Form):
    """The times at which this side can come."""

    chosen = forms.ChoicesField(label=_("When can you come? Tick every time that suits you."), required=False)

    def __init__(self, *args: Any, times: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = times  # type: ignore[attr-defined]  # a field of choices


class ZoneForm(forms.Form):
    """The reader's time zone."""

    zone = forms.ChoiceField(
        label=_("Show times as in"),
        choices=[(one, one.replace("_", " ")) for one in words.ZONES],
        widget=forms.Select,
    )


class AgendaForm(forms.Form):
    """How an item went."""

    went = forms.ChoiceField(
        label=_("How did it go?"), choices=[("done", words.WENT["done"]), ("skipped", words.WENT["skipped"])]
    )
    reason = forms.WordsField(label=_("If it is skipped: why?"), rows=3, max_length=500, required=False)


class PressForm(forms.Form):
    """Nothing but the press of a button."""


class MinutesForm(forms.Form):
    """Minutes, and up to three promises."""

    text = forms.WordsField(label=_("What was said and agreed"), rows=10, max_length=8000)

    def __init__(self, *args: Any, parties: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, PROMISES + 1):
            named = {"number": place}
            self.fields[f"what_{place}"] = forms.CharField(
                label=_("Promise %(number)s: what will be done") % named, max_length=300, required=False
            )
            self.fields[f"who_{place}"] = forms.ChoiceField(
                label=_("Promise %(number)s: by whom") % named,
                choices=parties,
                required=False,
                widget=forms.Select,
            )
            self.fields[f"day_{place}"] = forms.DayField(
                label=_("Promise %(number)s: until which day") % named, required=False
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for place in range(1, PROMISES + 1):
            if bool(given.get(f"what_{place}")) != bool(given.get(f"day_{place}")):
                missing = "day" if given.get(f"what_{place}") else "what"
                self.add_error(f"{missing}_{place}", forms.PLEASE_ANSWER)
        return given

    @property
    def promises(self) -> list[Promised]:
        given = self.cleaned_data
        return [
            Promised(given[f"who_{place}"], given[f"what_{place}"], given[f"day_{place}"])
            for place in range(1, PROMISES + 1)
            if given[f"what_{place}"]
        ]


class PromiseForm(forms.Form):
    """What became of a promise."""

    answer = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[("done", words.PROMISE["done"][0]), ("not_done", words.PROMISE["not_done"][0])],
    )


class ProposalForm(forms.Form):
    """What the mediator sees, and why this is proposed."""

    cause = forms.ChoiceField(label=_("What is the main cause of the dispute?"))
    analysis = forms.WordsField(label=_("What you see"), rows=5, max_length=4000)
    reasoning = forms.WordsField(label=_("Why you propose this"), rows=5, max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        causes = [(one, say(f"proposal_cause_{one}")) for one in CAUSES]
        self.fields["cause"].choices = causes  # type: ignore[attr-defined]  # a field of choices


class PartForm(OfferForm):
    """The terms for one lender: an offer's, without what belongs to an offer alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("days_open", "words", "seen_offer", "action_id", "seen_version"):
            del self.fields[name]


class AnswerForm(forms.Form):
    """One side's sealed answer."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=list(words.ANSWERS.items()))
    notice_seen = forms.BooleanField(label=_("I have read this."), required=False)
    beyond_budget = forms.BooleanField(
        label=_("I know that this is more than my budget leaves, and I mean it."), required=False
    )

    def __init__(self, *args: Any, is_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_over:
            del self.fields["beyond_budget"]


class NoteForm(forms.Form):
    """A note, and a day if it is to be done."""

    text = forms.WordsField(label=_("Note"), rows=4, max_length=4000)
    due_on = forms.DayField(label=_("To be done by"), required=False)


class GlassForm(forms.Form):
    """Whose notes, and why."""

    author = forms.ChoiceField(label=_("Whose notes?"))
    reason = forms.WordsField(label=_("Why must they be opened?"), rows=3, max_length=1000)

    def __init__(self, *args: Any, authors: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["author"].choices = authors  # type: ignore[attr-defined]  # a field of choices
