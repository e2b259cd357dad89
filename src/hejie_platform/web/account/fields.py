"""Phone numbers as people write them: 138 0013 8000 is +8613800138000."""

from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

HOME_REGION = "CN"


def e164(text: str) -> str | None:
    """The number in international form, or None when it cannot be one that receives text messages."""
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    mobile = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in mobile:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


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
        if number := e164(text):
            return number
        raise forms.ValidationError(
            _(
                "This does not look like a mobile number. It has 11 digits, like 138 0013 8000; abroad, begin with +."
            )
        )
