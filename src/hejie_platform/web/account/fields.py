"""Phone numbers as people write them (core.phones)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hejie_platform.core import phones


class PhoneField(forms.CharField):
    """A mobile number; cleans to its international form."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
        kwargs.setdefault("label", _("Mobile phone number"))
        super().__init__(max_length=30, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return ""
        if number := phones.e164(text):
            return number
        raise forms.ValidationError(
            _(
                "This does not look like a mobile number. Write it like {example}; abroad, begin with +."
            ).format(example=phones.example() or "+44 7400 123456")
        )
