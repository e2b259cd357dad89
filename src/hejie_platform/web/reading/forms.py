"""The forms of a reading: one value, one entry, which loan it fills, and who lent."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie import rules
from hejie_platform.core import formats
from hejie_platform.notices.queries import word
from hejie_platform.web import forms
from hejie_platform.web.apply.forms import RateField
from hejie_platform.web.apply.words import METHODS
from hejie_platform.web.reading import words

MOST_TEXT = 120
MOST_COUNT = 600
NEW = "new"


class ValueForm(forms.Form):
    """One value of a contract, as it stands there. The name of the field is the value's kind."""

    def __init__(self, *args: Any, kind: str, label: Any, value: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        shown = formats.rate_text(value) if kind == "rate" and value else value
        self.fields["value"] = FIELD[kind](label=label, initial=shown)
        self.order_fields(["value"])

    @property
    def value(self) -> Any:
        """The value as an action takes it. Valid forms only."""
        value = self.cleaned_data["value"]
        return value.isoformat() if self.kind == "day" else value


FIELD: dict[str, Any] = {
    "money": forms.MoneyField,
    "rate": lambda **more: RateField(max_length=48, **more),
    "count": lambda **more: forms.IntegerField(min_value=1, max_value=MOST_COUNT, **more),
    "day": forms.DayField,
    "method": lambda **more: forms.ChoiceField(choices=list(METHODS.items()), widget=forms.Select, **more),
    "text": lambda **more: forms.CharField(max_length=MOST_TEXT, **more),
}


class PressForm(forms.Form):
    """Nothing but the press of a button."""


class LoanForm(forms.Form):
    """Which loan the confirmed values belong to."""

    loan = forms.ChoiceField(label=_("Which loan is this?"))

    def __init__(self, *args: Any, loans: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["loan"]
        field.choices = [*loans, (NEW, _("A loan that is not on my list yet"))]


class WhoLentForm(forms.Form):
    """Which caps hold depends on who lent. Sent by address, kept nowhere."""

    lender_type = forms.ChoiceField(label=_("What kind of lender is it?"), widget=forms.Select)
    channel = forms.ChoiceField(
        label=_("How was the loan made?"), choices=list(words.CHANNELS.items()), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lender_type"]
        kinds = [(kind, word("lender_type", kind)) for kind in rules.LENDER_TYPES]
        field.choices = [("", _("Please choose")), *kinds]
        for name in ("action_id", "seen_version"):
            del self.fields[name]
