"""What plans are called, what speaks for and against each, and the names of what can be moved."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

# measure -> (said of the plan that is best in it, said of the one that is worst)
FOR_AND_AGAINST: Final[Mapping[str, tuple[Text, Text]]] = {
    "burden": (_("For it: the lightest month of these."), _("Against it: the heaviest month of these.")),
    "total": (_("For it: the least in all."), _("Against it: the most in all.")),
    "months": (_("For it: the soonest free of debt."), _("Against it: the longest until free of debt.")),
    "chance": (
        _("For it: kept in most simulated futures."),
        _("Against it: kept in fewest simulated futures."),
    ),
}
NEITHER: Final = (_("For it: in nothing the worst of these."), _("Against it: in nothing the best of these."))
# How each name is given; the engine's rules, whose version stands beside them (`plans.joint.naming`).
CHOSEN: Final[Mapping[str, Text]] = {
    "balanced": _("the largest product of what the household and the lenders each have of it"),
    "affordable": _("the least in any month, of the plans that are kept as often as any"),
    "cheapest": _("the least in all, of the plans that are kept at least four fifths as often as the safest"),
    "recovery": _("the most that the lenders may expect"),
}
BASELINES: Final[Mapping[str, Text]] = {
    "pro_rata": _("Shared out by what is owed, shortest terms"),
    "longest": _("The longest terms, nothing else"),
    "waterfall": _("First the rate, then the term, then waivers"),
}
ONLY_YOURS: Final = _("Only your side can see this. No lender learns what another one allows or offers.")
SIMULATED: Final = _(
    "What is said of the future here is a simulation with job loss, illness and uneven months. It is no promise, and it knows nothing of you but your budget."
)
