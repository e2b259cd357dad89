"""What the pages of these papers say."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

KINDS: Final[Mapping[str, Text]] = {
    "court_confirmation": _("A court confirmed the agreement"),
    "notary": _("A notary's deed that can be enforced"),
    "court_paper": _("Another paper of a court"),
}

# How one lender's debt stands, said to the borrower alone.
BOUND: Final[Mapping[str, Text]] = {
    "effective": _("Bound: an agreement is in force"),
    "waits": _("Not bound yet: all have signed, it waits for other agreements"),
    "signing": _("Not bound yet: it is being signed"),
    "talking": _("Not bound: you are still talking"),
    "ended": _("Not bound: the talks ended without an agreement"),
    "settled": _("Settled: it was paid"),
    "none": _("Not bound: nothing was begun with this lender"),
}
