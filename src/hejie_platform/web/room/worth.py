"""What only the desk reads beside an offer: what it is worth today, and what the ways without a plan are worth."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hejie_platform.core import clock, formats
from hejie_platform.intake.queries import shared_with
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.web import parts
from hejie_platform.web.room import comparing


def beside(held: HeldNegotiation, trial: queries.Trial, now: datetime) -> dict[str, Any]:
    """The worth of the package as facts; empty for everybody but the lender's staff."""
    if not held.is_lender_side:
        return {}
    shared = shared_with(held.negotiation, day=clock.legal_day(now)).budget is not None
    found = queries.worth_of(trial.grounds, trial.tried, is_shared=shared)
    return {"worth": _facts(found)} if found else {}


def _facts(found: queries.Worth) -> list[parts.Fact]:
    rows = [(_("If it is kept to its end"), found.kept_minor)]
    if found.simulated_minor is not None:
        rows.append((_("With the chance that it breaks (simulated)"), found.simulated_minor))
    shown = [parts.Fact(label, formats.money_text(minor)) for label, minor in rows]
    return [*shown, *(parts.Fact(label, text) for label, text in comparing.ways(found.outside))]
