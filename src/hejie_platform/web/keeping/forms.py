"""The forms of keeping: each asks for little and says why."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.web import forms
from hejie_platform.web.agreement.forms import PROOFS
from hejie_platform.web.keeping import words


class NoteForm(forms.Form):
    """Words and a paper; at least one of them where the page says so."""

    note = forms.WordsField(label=_("In your own words"), rows=4, max_length=1000, required=False)
    proof = forms.FileField(label=_("A paper that shows it"), accept=PROOFS, required=False)

    def __init__(self, *args: Any, needs_paper: bool = False, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].required = needs_paper
        self.fields["note"].help_text = hint

    @property
    def paper(self) -> bytes | None:
        """The bytes of the paper, if there is one."""
        given = self.cleaned_data.get("proof")
        return given.read() if given else None


class DeedForm(NoteForm):
    """A duty is done: how, with the paper that shows it, and the notice that binds the one who says so."""

    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False)

    def __init__(self, *args: Any, notice: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice_seen"].help_text = notice

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("proof") and not str(given.get("note", "")).strip() and "proof" not in self.errors:
            self.add_error("note", _("Please say how it was done, or add a paper that shows it."))
        return given


class AnswerForm(NoteForm):
    """It is done, or it is not."""

    answer = forms.ChoiceField(
        label=_("Is it done?"), choices=[("confirm", _("Yes, it is done")), ("contest", _("No, not yet"))]
    )
    field_order = ("answer", "note", "proof")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") == "contest" and not str(given.get("note", "")).strip():
            self.add_error("note", _("Please say what does not fit, so that it can be cleared up."))
        return given


class ChangedForm(forms.Form):
    """Something changed: what, which instalments, and a paper for it."""

    cause = forms.ChoiceField(label=_("What happened?"), choices=list(words.CAUSES.items()))
    proof = forms.FileField(
        label=_("A paper that shows it"),
        accept=PROOFS,
        required=False,
        help_text=_("The agreement asks for one if you want to pause at once. The lender sees it."),
    )
    words = forms.WordsField(label=_("In your own words"), rows=3, max_length=1000, required=False)
    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False)

    def __init__(self, *args: Any, instalments: list[tuple[str, Any]], notice: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice_seen"].help_text = notice
        covers = forms.ChoicesField(label=_("Which instalments is it about?"), choices=instalments)
        self.fields = {"cause": self.fields["cause"], "covers": covers, **self.fields}

    @property
    def paper(self) -> bytes | None:
        given = self.cleaned_data.get("proof")
        return given.read() if given else None

    @property
    def numbers(self) -> list[int]:
        return [int(number) for number in self.cleaned_data["covers"]]


class EndForm(forms.Form):
    """How the other side was reached before the agreement is ended; it stays in the record."""

    how = forms.ChoiceField(
        label=_("How did you try to reach the other side?"), choices=list(words.REACHED.items())
    )
    tried_on = forms.DayField(label=_("On which day?"))
    note = forms.WordsField(label=_("What was said, or why nobody was reached"), rows=4, max_length=1000)

    @property
    def record(self) -> str:
        """The words that are kept with the step."""
        given = self.cleaned_data
        return f"{words.REACHED[given['how']]} · {given['tried_on'].isoformat()} · {given['note']}"


class DayForm(forms.Form):
    """On which day everything is to be paid."""

    on = forms.DayField(label=_("On which day do you want to pay everything?"))


class AnnounceForm(forms.Form):
    """Tell the lender that everything will be paid."""

    pay_on = forms.DayField(label=_("On which day?"))
    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False)

    def __init__(self, *args: Any, notice: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice_seen"].help_text = notice


class SettleForm(forms.Form):
    """The lender notes the money that settled everything."""

    amount = forms.MoneyField(label=_("How much came?"))
    paid_on = forms.DayField(label=_("On which day?"))


class SurplusForm(forms.Form):
    """What becomes of money that came too much."""

    choice = forms.ChoiceField(
        label=_("What should become of it?"),
        choices=[
            ("keep", _("It stays for what is still to be paid")),
            ("back", _("The lender sends it back to me")),
        ],
    )


class ReviewForm(forms.Form):
    """Has the budget changed? One answer is enough."""

    change = forms.ChoiceField(label=_("What is left each month is"), choices=list(words.CHANGES.items()))
    words = forms.WordsField(
        label=_("Anything you want to note"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=_("Only your side reads this."),
    )


class ClosingForm(forms.Form):
    """A few questions at the end, all of them optional but one."""

    worked = forms.ChoicesField(label=_("What worked?"), choices=list(words.WORKED.items()), required=False)
    hard = forms.ChoicesField(label=_("What was hard?"), choices=list(words.HARD.items()), required=False)
    again = forms.ChoiceField(
        label=_("Would you come to an agreement this way again?"), choices=list(words.AGAIN.items())
    )
    words = forms.WordsField(
        label=_("What do you take with you?"),
        rows=4,
        max_length=1000,
        required=False,
        help_text=_(
            "Only your side reads this. Statistics count the ticks, without names and without the case."
        ),
    )


class CallForm(forms.Form):
    """How a call went."""

    outcome = forms.ChoiceField(label=_("How does it stand?"), choices=list(words.CALL_OUTCOMES.items()))
    words = forms.WordsField(label=_("What was said"), rows=4, max_length=1000, required=False)


class RemindersForm(forms.Form):
    """On which days one wants to be reminded."""

    days = forms.ChoicesField(
        label=_("When shall we remind you of a payment?"),
        choices=list(words.REMIND.items()),
        required=False,
        help_text=_(
            "Never between ten in the evening and eight in the morning. Tick nothing for no reminders."
        ),
    )


class SheetForm(forms.Form):
    """A file with payments."""

    file = forms.FileField(label=_("A CSV file with payments"), accept=".csv,text/csv,text/plain")

    def __init__(self, *args: Any, lenders: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(lenders) > 1:
            self.fields["lender"] = forms.ChoiceField(label=_("For which lender?"), choices=lenders)
        self._only = lenders[0][0]

    @property
    def lender(self) -> str:
        """The reference of the lender whose payments these are."""
        return str(self.cleaned_data.get("lender") or self._only)


class RowForm(forms.Form):
    """What to do with a line that was not booked."""

    act = forms.ChoiceField(label=_("What to do with this line?"), choices=())
    agreement = forms.CharField(
        label=_("Number of the agreement"),
        max_length=20,
        required=False,
        help_text=_("Needed to match it by hand."),
    )

    def __init__(self, *args: Any, acts: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = acts  # type: ignore[attr-defined]  # a ChoiceField's
