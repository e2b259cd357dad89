"""Words of the table."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

WAYS: Final[Mapping[str, Text]] = {
    "text": _("In writing, in the joint room"),
    "video": _("By video"),
    "phone": _("By telephone"),
}
MEETING: Final[Mapping[str, tuple[Text, str]]] = {
    "proposed": (_("Looking for a time"), "info"),
    "booked": (_("Booked"), "done"),
    "cancelled": (_("Cancelled"), "quiet"),
}
WENT: Final[Mapping[str, Text]] = {
    "done": _("Gone through"),
    "skipped": _("Skipped"),
    "open": _("Still ahead"),
}
PROMISE: Final[Mapping[str, tuple[Text, str]]] = {
    "": (_("Open"), "info"),
    "done": (_("Done"), "done"),
    "not_done": (_("Could not be done"), "your_turn"),
}
OUTCOME: Final[Mapping[str, tuple[Text, str]]] = {
    "": (_("Waiting for answers"), "info"),
    "all": (_("Accepted by all"), "done"),
    "not_all": (_("Not accepted by all"), "quiet"),
    "replaced": (_("Replaced by a newer one"), "quiet"),
}
ANSWERS: Final[Mapping[str, Text]] = {
    "yes": _("Yes, if everybody says yes"),
    "no": _("No"),
}
SEALED: Final[Mapping[str, Text]] = {
    "borrower": _(
        "Only you and the mediator can see this conversation. The lender does not learn that it exists."
    ),
    "guarantor": _("Only you and the mediator can see this conversation. Nobody else learns that it exists."),
    "lender": _(
        "Only your house and the mediator can see this conversation. The borrower does not learn that it exists."
    ),
}
VOLUNTARY: Final = _("Everything here is voluntary. You may leave the mediation at any time.")
IF_ALL: Final = _(
    "If everybody says yes, these terms become the lender's offer and your acceptance, and an agreement is drawn up. It binds only when it is signed. If not, the answers stay sealed: nobody is told who said no."
)
ZONES: Final = (
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Tokyo",
    "Asia/Singapore",
    "Asia/Dubai",
    "Europe/London",
    "Europe/Paris",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
)
