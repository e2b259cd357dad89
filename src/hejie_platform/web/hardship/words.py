"""What a statement and a hardship file are made of, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

PARTS: Words = {"income": _("Income"), "fixed": _("Fixed costs"), "flexible": _("Flexible costs")}
PURPOSES: Words = {
    "judge_plan": _("To judge which plan can be paid"),
    "judge_standstill": _("To judge whether collection can rest"),
    "judge_waiver": _("To judge whether penalty and fees can be waived"),
    "check_again": _("To look again because something changed"),
}
ITEMS: Words = {
    "statement": _("The standard statement of income and spending"),
    "cause": _("What happened and since when"),
    "household": _("How many people live from this money"),
    "own_loans": _("The loans from this lender"),
    "papers": _("Which kinds of papers we have seen, without their content"),
}
