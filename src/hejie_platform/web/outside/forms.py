"""The forms of talks with a creditor outside."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie import rules
from hejie_platform.agreements.actions.outside import refusals
from hejie_platform.notices.queries import word
from hejie_platform.web import forms
from hejie_platform.web.lender.forms import AskForm as Asked
from hejie_platform.web.lender.forms import StateForm as Stated
from hejie_platform.web.outside import words
from hejie_platform.web.room.forms import OfferForm as Offered
from hejie_platform.web.room.views import worded

PAPERS = "image/png,image/jpeg,application/pdf"


SHOWS_IT = _("The paper or record that shows it")


def kinds_of_lenders() -> list[tuple[str, Any]]:
    """Every kind that the law tells apart, in words."""
    return [(kind, word("lender_type", kind)) for kind in rules.LENDER_TYPES]


def _proof(label: Any = SHOWS_IT) -> forms.FileField:
    return forms.FileField(
        label=label, accept=PAPERS, help_text=_("A picture or a PDF. The borrower can open it too.")
    )


class RegisterForm(forms.Form):
    """Who the creditor of a loan is."""

    name_zh = forms.CharField(label=_("Its name, as in the contract"), max_length=120)
    name_en = forms.CharField(label=_("Its English name, if it has one"), max_length=120, required=False)
    lender_type = forms.ChoiceField(label=_("What is it?"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["lender_type"]
        kind.choices = [("", _("I don't know")), *kinds_of_lenders()]


class KindForm(forms.Form):
    """What kind of lender it is, and what shows that."""

    lender_type = forms.ChoiceField(label=_("What is it?"), widget=forms.Select)
    shown_by = forms.CharField(
        label=_("What shows it?"),
        max_length=200,
        help_text=_("For instance its licence in the public register, or the words of the contract."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["lender_type"]
        kind.choices = [("", _("Please choose")), *kinds_of_lenders()]


class LetterForm(forms.Form):
    """Which letter, and where it goes."""

    kind = forms.ChoiceField(label=_("Which letter?"), choices=list(words.KINDS.items()))
    address = forms.WordsField(label=_("To which address?"), rows=3, max_length=300)


class SentForm(forms.Form):
    """How and when a letter left."""

    sent_on = forms.DayField(label=_("On which day was it sent?"))
    way = forms.ChoiceField(label=_("How?"), choices=list(words.WAYS.items()))
    paper = _proof(_("The proof of sending"))


class PromiseForm(forms.Form):
    """What somebody of its staff said."""

    said_by = forms.CharField(
        label=_("Who said it?"), max_length=120, help_text=_("Name or number, department.")
    )
    said_on = forms.DayField(label=_("On which day?"))
    way = forms.ChoiceField(label=_("How?"), choices=list(words.SPOKEN.items()))
    words = forms.WordsField(label=_("What exactly?"), rows=4)


class TalkForm(forms.Form):
    """It is ready to talk."""

    words = forms.WordsField(label=_("What it wrote"), rows=3)
    paper = _proof()


class AskForm(Asked):
    """What it asked for, with its letter."""

    paper = _proof()


class RefuseForm(forms.Form):
    """Why it refused: the nearest reason, its own words, its letter."""

    code = forms.ChoiceField(
        label=_("Which reason comes nearest?"),
        choices=lambda: [(one.code, worded(f"refusal_{one.code}", "refusal_other")) for one in refusals()],
    )
    words = forms.WordsField(label=_("What it wrote"), rows=3)
    paper = _proof()


class FactsForm(Stated):
    """What its letter says is owed."""

    paper = _proof()


class OfferForm(Offered):
    """What its letter offers, field by field."""

    paper = _proof()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = _("What it wrote"), ""
        self.order_fields([name for name in self.fields if name != "paper"] + ["paper"])


class ClosingForm(forms.Form):
    """It declines our offer, or takes its own back."""

    words = forms.WordsField(label=_("What it wrote"), rows=3)
    paper = _proof()


class SignatureForm(forms.Form):
    """What the signed paper shows."""

    mark = forms.CharField(
        label=_("The first eight characters of the mark at the foot of the paper"),
        max_length=8,
        help_text=_("After the words SHA-256. So we know that it is this agreement and no other."),
    )
    signed_by = forms.CharField(
        label=_("Who signed?"),
        max_length=120,
        help_text=_("The name and the office, as they stand on the paper."),
    )
    signed_on = forms.DayField(label=_("On which day was it signed?"))
    scan = _proof(_("The whole signed paper"))
    authority = _proof(_("The paper that says that this person may sign"))


class RescanForm(SignatureForm):
    """The same once more, and what was wrong."""

    why = forms.WordsField(label=_("What was wrong with the former scan?"), rows=3)


class DutyForm(forms.Form):
    """What it says of a deed of the borrower."""

    answer = forms.ChoiceField(
        label=_("What does it say?"),
        choices=[("confirm", _("It is done")), ("contest", _("It is not done"))],
    )
    words = forms.WordsField(label=_("What it wrote"), rows=3)
    paper = _proof()


class CameForm(DutyForm):
    """What it says of a payment."""

    answer = forms.ChoiceField(
        label=_("What does it say?"),
        choices=[
            ("confirm", _("All of it came")),
            ("part", _("Another amount came")),
            ("contest", _("Nothing came")),
        ],
    )
    received = forms.MoneyField(label=_("How much came?"), least_minor=1, required=False)
    field_order = ("answer", "received", "words", "paper")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") == "part" and given.get("received") is None and "received" not in self.errors:
            self.add_error("received", _("Please enter the amount that came."))
        return given


class BeginForm(forms.Form):
    """The borrower asks that we write."""

    notice_seen = forms.BooleanField(label=_("I have read this notice"))
