"""Past cases of one lender as columns without names, and what came of trying policies on them."""

from datetime import datetime
from typing import Final
from uuid import UUID

import numpy as np

from hejie import loans, rules
from hejie.plans import portfolio
from hejie.plans.grid import PENALTIES
from hejie_platform.core import clock
from hejie_platform.insight.models import PolicyTrial
from hejie_platform.lenders.queries import policy_on
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import PlanSet
from hejie_platform.people.models import Organisation

MOST: Final = 2000
"""The newest so many cases."""


def past_cases(lender: Organisation) -> portfolio.Cases:
    """Talks with this lender that have ended or come to an agreement, as the plans were last made for them: what was owed
    and the household's part, no name, no day, no reference."""
    newest: dict[UUID, tuple[int, ...]] = {}
    rows = PlanSet.objects.filter(
        negotiation__creditor=lender, negotiation__state__in=("agreed", "ended")
    ).select_related("claim", "determination")
    for row in rows.order_by("-made_at", "-id")[: 2 * MOST]:
        if row.negotiation_id not in newest and "usual" in row.determination.facts:
            newest[row.negotiation_id] = _columns(row)
        if len(newest) == MOST:
            break
    told = sorted(newest.values())  # in no order of time
    table = np.array(told, dtype=np.int64).reshape(len(told), len(portfolio.COLUMNS))
    return portfolio.Cases(*table.T)


def _columns(row: PlanSet) -> tuple[int, ...]:
    owed, home = (
        facts.buckets_of(row.claim),
        facts.Usual.from_facts(row.determination.facts["usual"]).household,
    )
    principal = sum(owed[name] for name in loans.PRINCIPAL)
    penalties = sum(owed[name] for name in PENALTIES)
    charges = owed.total - principal - penalties
    return principal, charges, penalties, home.income_minor, home.living_minor, home.buffer_minor


def in_force(lender: Organisation, *, now: datetime) -> rules.PolicyPack | None:
    """The policy that a draft is compared with."""
    return policy_on(lender, clock.legal_day(now))


def trials_of(lender: Organisation, *, latest: int = 5) -> list[PolicyTrial]:
    """The newest trials of a lender."""
    return list(PolicyTrial.objects.filter(lender=lender).order_by("-asked_at", "-id")[:latest])
