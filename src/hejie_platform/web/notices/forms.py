"""The one form of the notices room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.notices import queries
from hejie_platform.web import forms

CHANNELS = (("sms", _("Text message")), ("mail", _("Mail")))


class ChannelsForm(forms.Form):
    """Which messages somebody wants. In the house everything is shown anyway."""

    channels = forms.ChoicesField(
        label=_("How shall we tell you that there is news?"),
        help_text=_(
            "Never between 22:00 and 8:00, at most three a day, and never with a debt, a lender or an amount."
        ),
        choices=CHANNELS,
        required=False,
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].initial = queries.wanted_channels(person)

    def wanted(self) -> dict[str, bool]:
        """Each channel and whether it was ticked."""
        return {channel: channel in self.cleaned_data["channels"] for channel, _label in CHANNELS}
