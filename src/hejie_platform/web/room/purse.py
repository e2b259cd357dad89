"""What only the household reads beside an offer: how likely it is kept to the end, and the months that ask for too much.

A lender's page has nothing of it: whoever may not see the budget gets an empty answer.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hejie import plans
from hejie_platform.core import formats
from hejie_platform.negotiation import access, queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts
from hejie_platform.web.plans import shows

SHOWN = 3
"""So many months are shown at once; more stand folded, for a phone is small."""


def beside(held: HeldNegotiation, claim: Any, tried: plans.Evaluation) -> dict[str, Any]:
    """The chance to finish as a sentence, and the months beyond the forecast as a table; empty for everybody else."""
    if not access.sees_household(held):
        return {}
    own = queries.purse_of(held.negotiation)
    beyond = queries.beyond_forecast(own, tried)
    return {
        "chance": shows.chance_text(queries.chance_on(own, claim, tried)),
        "keeps": _("You would keep {amount} a month for living.").format(
            amount=formats.money_text(own.means.kept(tried.burden_minor))
        ),
        "beyond": _table(beyond) if beyond else None,
        "is_long": len(beyond) > SHOWN,
        "beyond_named": _named(held) if beyond else "",
    }


def _table(beyond: list[queries.MonthAhead]) -> parts.Table:
    rows = [
        (
            formats.month_text(date.fromisoformat(f"{one.month}-01")),
            one.due_minor,
            max(one.left_minor, 0),
            one.over_minor,
        )
        for one in beyond
    ]
    return parts.Table(
        caption=_("Months that ask for more than your forecast leaves"),
        columns=(
            parts.Column(_("Month")),
            parts.Column(formats.in_unit(_("To pay ({unit})")), "money"),
            parts.Column(formats.in_unit(_("Left for it ({unit})")), "money"),
            parts.Column(formats.in_unit(_("Too much ({unit})")), "money"),
        ),
        rows=rows,
    )


def _named(held: HeldNegotiation) -> str:
    return _(
        "If you go on all the same, the agreement names these months, and you sign that you mean it. {lender} reads which months they are there, not your figures."
    ).format(lender=name_of(held.negotiation.creditor))
