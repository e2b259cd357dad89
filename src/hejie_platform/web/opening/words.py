"""What the states of an invitation, the kinds of representatives and the columns of a file are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hejie_platform.web import parts

Text = str | Promise

STATES: Mapping[str, Text] = {
    "made": _("Not passed on yet"),
    "sent": _("Message sent"),
    "opened": _("Opened"),
    "joined": _("Joined"),
    "declined": _("Said no"),
    "expired": _("Ran out"),
    "retracted": _("Taken back"),
}
BADGES: Mapping[str, parts.Badge] = {
    "made": parts.Badge(STATES["made"], "your_turn", "clock"),
    "sent": parts.Badge(STATES["sent"], "info", "clock"),
    "opened": parts.Badge(STATES["opened"], "info", "info"),
    "joined": parts.Badge(STATES["joined"], "done", "check"),
    "declined": parts.Badge(STATES["declined"]),
    "expired": parts.Badge(STATES["expired"]),
    "retracted": parts.Badge(STATES["retracted"]),
}
AMOUNT_LENT, STILL_OWED = _("Amount lent"), _("Still owed")
COLUMNS: Mapping[str, Text] = {
    "file": _("the file"),
    "contact": _("Phone or e-mail"),
    "name": _("Name of the borrower"),
    "app_name": _("Product"),
    "contract_number": _("Contract number"),
    "principal_minor": _("Amount lent ({unit})"),
    "balance_minor": _("Still owed ({unit})"),
    "overdue_since": _("Overdue since"),
    "words": _("Why you invite"),
}
KINDS: Mapping[str, Text] = {
    "guardian": _("Guardian"),
    "relative": _("Relative or friend"),
    "lawyer": _("Lawyer"),
    "other": _("Somebody else"),
}
SCOPES: Mapping[str, Text] = {
    "general": _("Everything in this case, signing too"),
    "talks": _("Everything but acts that bind: handing in, accepting and signing stay mine"),
}
DECISIONS: Mapping[str, Text] = {
    "": _("Being read by our desk"),
    "accepted": _("Accepted"),
    "returned": _("Sent back: something is missing"),
    "withdrawn": _("Ended"),
}
ROLES: Mapping[str, Text] = {
    "borrower": _("A lender invites you to talk about repaying a loan."),
    "representative": _("Somebody asks you to act for them in a case."),
    "guarantor": _("You are asked to take part as the guarantor of a loan."),
}
