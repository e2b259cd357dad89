"""The forms of the verify pages."""

from django.utils.translation import gettext_lazy as _

from hejie_platform.web import forms
from hejie_platform.web.contacts.words import CHANNELS


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code on it"),
        max_length=40,
        help_text=_("A letter and three groups, such as N-7K2M9-QX0TA-4F9KD2."),
    )


class CertificateForm(forms.Form):
    """A certificate to be recomputed."""

    file = forms.FileField(label=_("The certificate"), accept="application/json,.json")


class SuspicionForm(forms.Form):
    """Something that says it is from us and may not be."""

    channel = forms.ChoiceField(label=_("How did it come?"), choices=list(CHANNELS.items()))
    number = forms.CharField(label=_("From which number or address?"), required=False, max_length=60)
    code = forms.CharField(label=_("The code on it, if there was one"), required=False, max_length=40)
    words = forms.WordsField(label=_("What did it say, and what did they want?"), rows=4)
    reach = forms.CharField(
        label=_("How can we reach you?"), required=False, max_length=120, help_text=_("You need not say it.")
    )
    file = forms.FileField(
        label=_("A picture of it"), accept=".png,.jpg,.jpeg,.pdf,.mp3,.m4a", required=False
    )


class PhraseForm(forms.Form):
    phrase = forms.CharField(
        label=_("Your own words"),
        required=False,
        max_length=40,
        help_text=_("4 to 40 characters that only you know, and no password. Leave it empty to forget them."),
    )
