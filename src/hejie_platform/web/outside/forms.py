"""The forms of talks with a creditor outside."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.agreements.actions.outside import refusals
from hejie_platform.web import forms
from hejie_platform.web.lender.forms import AskForm as Asked
from hejie_platform.web.lender.forms import StateForm as Stated
from hejie_platform.web.outside import words
from hejie_platform.web.room.forms import OfferForm as Offered
from hejie_platform.web.room.views import worded

PAPERS = "image/png,image/jpeg,application/pdf"
TYPES = {
    "bank": _("A bank"),
    "microloan": _("A microloan company"),
    "consumer_finance": _("A consumer finance company"),
    "": _("I don't know"),
}


SHOWS_IT = _("The paper or record that shows it")


def _proof(label: Any = SHOWS_IT) -> forms.FileField:
    return forms.FileField(
        label=label, accept=PAPERS, help_text=_("A picture or a PDF. The borrower can open it too.")
    )


class RegisterForm(forms.Form):
    """Who the creditor of a loan is."""

    name_zh = forms.CharField(label=_("Its name, as in the contract"), max_length=120)
    name_en = forms.CharField(label=_("Its English name, if it has one"), max_length=120, required=False)
    lender_type = forms.ChoiceField(label=_("What is it?"), choices=list(TYPES.items()), required=False)


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


class BeginForm(forms.Form):
    """The borrower asks that we write."""

    notice_seen = forms.BooleanField(label=_("I have read this notice"))
