"""What the channels of help are called, and the sheet that a person agrees to."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHANNELS: Final[Mapping[str, str | Promise]] = {
    "phone": _("On the phone"),
    "post": _("By post"),
    "counter": _("At a counter"),
}
CONSENTS: Final[Mapping[str, str | Promise]] = {
    "spoken": _("Spoken: I read the sheet aloud and the person said yes"),
    "paper": _("On a signed paper"),
}
SHEET: Final = (
    _("A helper of Hejie writes down what you tell. Their name and yours stand beside every answer."),
    _(
        "Before anything is handed in, everything is read back to you, and you confirm it with a code of your own phone or your signature."
    ),
    _("If a lender invited you: taking part is your own choice. If you say no, nothing changes."),
    _("The helper never agrees to a plan and never signs for you."),
    _("You can go on alone at any time: log in with a code sent to your phone. It costs nothing."),
)
