"""The forms of an agreement: signing with each serious risk, telling a payment or a deed, answering, asking for a change."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.web import forms
from hejie_platform.web.agreement import words

PROOFS = "image/png,image/jpeg,application/pdf"


class SignForm(forms.Form):
    """One tick for each serious risk, one for the notice; the digest of the document that the page showed."""

    seen_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False)

    def __init__(
        self, *args: Any, risks: list[tuple[str, str]], seen_hash: str, notice: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.risks = risks
        self.fields["seen_hash"].initial = seen_hash
        self.fields["notice_seen"].help_text = notice
        ticks = {self._name(mark): forms.BooleanField(label=text, required=False) for mark, text in risks}
        self.fields = {**ticks, **self.fields}

    def _name(self, mark: str) -> str:
        return "risk_" + mark.replace(".", "_")

    @property
    def acknowledged(self) -> list[str]:
        """The marks of the risks that were ticked."""
        return [mark for mark, _text in self.risks if self.cleaned_data.get(self._name(mark))]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for mark, _text in self.risks:
            if not given.get(self._name(mark)):
                self.add_error(self._name(mark), _("Please tick this when you have understood it."))
        if not given.get("notice_seen"):
            self.add_error("notice_seen", _("Please read this notice and tick it."))
        return given


class PayForm(forms.Form):
    """What was paid, when and how; a receipt if there is one."""

    amount = forms.MoneyField(label=_("How much did you pay?"), least_minor=1)
    paid_on = forms.DayField(label=_("On which day?"))
    channel = forms.ChoiceField(label=_("How?"), choices=list(words.CHANNELS.items()), required=False)
    proof = forms.FileField(
        label=_("A receipt"),
        accept=PROOFS,
        required=False,
        help_text=_("A screenshot or PDF, if you have one. The lender sees it."),
    )
    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False)

    def __init__(self, *args: Any, notice: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice_seen"].help_text = notice


class DeedForm(forms.Form):
    """A duty that is no payment is done: how, and a paper that shows it."""

    note = forms.WordsField(label=_("How it was done"), rows=3, max_length=1000, required=False)
    proof = forms.FileField(label=_("A paper that shows it"), accept=PROOFS, required=False)
    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False)

    def __init__(self, *args: Any, notice: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice_seen"].help_text = notice


class AnswerForm(forms.Form):
    """It came, a part came, or nothing did. Of a deed: it is done, or it is not."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("confirm", _("Yes, this is right")), ("contest", _("No, not as told"))],
        error_messages={"required": _("Please choose one of these.")},
    )
    note = forms.WordsField(
        label=_("What does not fit"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=_("Needed if you say no. The other side reads it."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") == "contest" and not str(given.get("note", "")).strip():
            self.add_error("note", _("Please say what does not fit, so that it can be cleared up."))
        return given


class AnswerPaymentForm(AnswerForm):
    """The same for money, of which another amount may have come."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            ("confirm", _("Yes, all of it came")),
            ("part", _("Another amount came")),
            ("contest", _("No, nothing came")),
        ],
        error_messages={"required": _("Please choose one of these.")},
    )
    received = forms.MoneyField(label=_("How much came?"), least_minor=1, required=False)
    field_order = ("answer", "received", "note")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("answer") == "part" and given.get("received") is None and "received" not in self.errors:
            self.add_error("received", _("Please enter the amount that came."))
        return given


class ChangeForm(forms.Form):
    """Ask to change the agreement: why, and which instalments it is about."""

    cause = forms.ChoiceField(label=_("What happened?"), choices=list(words.CAUSES.items()))
    words = forms.WordsField(
        label=_("In your own words"), rows=4, required=False, help_text=_("The other side reads this.")
    )

    notice_seen = forms.BooleanField(label=_("I have read this notice"), required=False)

    def __init__(self, *args: Any, instalments: list[tuple[str, Any]], notice: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice_seen"].help_text = notice
        covers = forms.ChoicesField(label=_("Which instalments is it about?"), choices=instalments)
        self.fields = {"cause": self.fields["cause"], "covers": covers, **self.fields}


class FileForm(forms.Form):
    """A file to be judged."""

    file = forms.FileField(label=_("The signed agreement"), accept="application/pdf")
