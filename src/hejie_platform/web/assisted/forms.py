"""The forms of help: beginning it, the channel, the code of the person's phone, the signed paper."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hejie_platform.web import forms
from hejie_platform.web.account.fields import PhoneField
from hejie_platform.web.assisted import words

PAPERS = "image/png,image/jpeg,application/pdf"


class BeginForm(forms.Form):
    """Who is helped, how they are reached, and how they agreed."""

    name = forms.CharField(label=_("What is the person called?"), max_length=60)
    phone = PhoneField(label=_("Their own mobile number"))
    invitation = forms.CharField(
        label=_("The code of their invitation, if a lender invited them"),
        help_text=_(
            "It counts for the invited number alone: ring them back on it before you read anything to them."
        ),
        max_length=40,
        required=False,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    language = forms.ChoiceField(
        label=_("In which language do we write to them?"), choices=settings.LANGUAGES
    )
    channel = forms.ChoiceField(label=_("How do you speak with them?"), choices=list(words.CHANNELS.items()))
    consent_how = forms.ChoiceField(
        label=_("How did they agree to the sheet above?"), choices=list(words.CONSENTS.items())
    )
    consent_words = forms.WordsField(
        label=_("Their words, the day and hour, who heard it"), rows=3, max_length=600
    )
    consent_paper = forms.FileField(
        label=_("The signed paper, if there is one"), accept=PAPERS, required=False
    )


class ChannelForm(forms.Form):
    """From now on another way."""

    channel = forms.ChoiceField(
        label=_("How do you speak with them now?"), choices=list(words.CHANNELS.items())
    )


class CodeForm(forms.Form):
    """The six digits that the person reads from their phone."""

    code = forms.CharField(
        label=_("The 6 digits that they read to you"),
        max_length=10,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


class PaperForm(forms.Form):
    """The printed answers, signed."""

    paper = forms.FileField(label=_("The printed answers with their signature"), accept=PAPERS)


class ConfirmForm(forms.Form):
    """Nothing but the press of a button."""


def posted(request: Any) -> tuple[Any, Any]:
    """What was sent, files too."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
