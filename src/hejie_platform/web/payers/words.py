"""Who pays whom, in sentences: one for each line of `queries.payers_lines`."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

ROLES: Mapping[str, Text] = {
    "platform": _("This platform"),
    "body": _("The mediation body"),
    "mediator": _("The mediator"),
    "lender": _("The lender"),
}
PAID: Mapping[tuple[str, str], Text] = {
    ("platform", "operator"): _(
        "Paid by the house that runs it. You pay nothing here: no fee to apply, to talk, to sign or to leave, and no share of what is waived."
    ),
    ("body", "public"): _(
        "People's and financial mediation costs you nothing. The body is paid by the rules it publishes, never by the result."
    ),
    ("mediator", "body"): _(
        "Paid by the mediation body, not by a lender and not by you, whatever comes of it."
    ),
    ("lender", "itself"): _(
        "Pays its own people. What it may charge you is written in your contract and in the agreement; nothing may be added for the talks."
    ),
}
