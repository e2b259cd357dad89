"""Past cases of one lender as columns without names: what a draft policy is tried on, and the range of past outcomes.

Whoever asks for the range may be anybody, and may ask again with a little more or less. So a case is compared with a fixed step
of the scale that its figures fall on, never with the very figures: two questions have the same answer, or are about other cases.
"""

from dataclasses import dataclass
from datetime import datetime
from math import floor, log
from typing import Any, Final

import numpy as np
from django.core.cache import cache
from django.db.models import Max

from hejie import loans, rules
from hejie.plans import portfolio
from hejie.plans.grid import PENALTIES
from hejie_platform.agreements.models import Obligation
from hejie_platform.core import clock
from hejie_platform.insight.models import PolicyTrial
from hejie_platform.lenders.queries import policy_on
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import PlanSet
from hejie_platform.people.models import Organisation

MOST: Final = 2000
"""The newest so many cases."""
STEP: Final = 1.5
"""One step of the scale on which claims and months are compared."""
TENS: Final = 1000
"""Amounts are told in tens of yuan."""
HOUR: Final = 3600


def past_cases(lender: Organisation) -> portfolio.Cases:
    """Talks with this lender that have ended or come to an agreement, as the plans were last made for them: what was owed
    and the household's part, no name, no day, no reference."""
    return _cases([columns for columns, _burden in _past(lender)])


def _cases(told: list[tuple[int, ...]]) -> portfolio.Cases:
    table = np.array(told, dtype=np.int64).reshape(len(told), len(portfolio.COLUMNS))
    return portfolio.Cases(*table.T)


def _past(lender: Organisation) -> list[tuple[tuple[int, ...], int]]:
    """Columns of each case with the dearest month of what was agreed (0: nothing was), in no order of time."""
    rows = PlanSet.objects.filter(
        negotiation__creditor=lender, negotiation__state__in=("agreed", "ended")
    ).order_by("-made_at", "-id")
    wanted = ("negotiation_id", "claim__buckets", "determination__facts")
    newest: dict[Any, tuple[int, ...]] = {}
    for talks, buckets, told in rows.values_list(*wanted)[: 2 * MOST]:
        if talks not in newest and "usual" in told and len(newest) < MOST:
            newest[talks] = _columns(loans.Buckets.of(buckets), told["usual"])
    agreed = dict(
        Obligation.objects.filter(kind="instalment", agreement__negotiation__in=list(newest))
        .values_list("agreement__negotiation_id")
        .annotate(dearest=Max("amount_minor"))
    )
    return sorted((columns, agreed.get(talks) or 0) for talks, columns in newest.items())


def _columns(owed: loans.Buckets, told: dict[str, Any]) -> tuple[int, ...]:
    home = facts.Usual.from_facts(told).household
    principal = sum(owed[name] for name in loans.PRINCIPAL)
    penalties = sum(owed[name] for name in PENALTIES)
    charges = owed.total - principal - penalties
    return principal, charges, penalties, home.income_minor, home.living_minor, home.buffer_minor


@dataclass(frozen=True, slots=True)
class PastRange:
    """How talks about a like debt with a like month have ended: how many (in tens, rounded down), of ten how many with an
    agreement, and between which amounts a month half of the agreed plans lay, for a debt of this size; () for too few."""

    cases: int
    of_ten: int
    months_minor: tuple[int, ...]


def past_range(lender: Organisation, *, claim_minor: int, left_minor: int) -> PastRange | None:
    """The range of past outcomes near these figures; None where fewer than portfolio.FEW are near. Counted once an hour."""
    told = cache.get_or_set(f"past-{lender.pk}", lambda: _past(lender), timeout=HOUR) or []
    past, burdens = _cases([columns for columns, _burden in told]), [burden for _columns, burden in told]
    claim, left = step_of(claim_minor), step_of(left_minor)
    found = portfolio.like(past, _answers(burdens), claim_minor=claim, disposable_minor=left)
    if found is None:
        return None
    ends = (found.burden_shares[0], found.burden_shares[-1]) if found.burden_shares else ()
    return PastRange(
        cases=found.cases // portfolio.FEW * portfolio.FEW,
        of_ten=found.planned * 10 // found.cases,
        months_minor=tuple(int(share * claim_minor) // TENS * TENS for share in ends),
    )


def step_of(minor: int) -> int:
    """The middle of the step of the scale on which an amount falls; 0 for nothing."""
    return round(STEP ** (floor(log(minor, STEP) + 1e-9) + 1 / 2)) if minor > 0 else 0


def _answers(burdens: list[int]) -> portfolio.Answers:
    """What became of the cases, as the engine counts it."""
    dearest = np.array(burdens, dtype=np.int64)
    nothing = np.zeros(len(burdens), dtype=np.int64)
    told = dict.fromkeys(portfolio.Answers.__slots__, nothing)
    return portfolio.Answers(**(told | {"outcome": np.where(dearest > 0, 0, 1), "burden_minor": dearest}))


def in_force(lender: Organisation, *, now: datetime) -> rules.PolicyPack | None:
    """The policy that a draft is compared with."""
    return policy_on(lender, clock.legal_day(now))


def trials_of(lender: Organisation, *, latest: int = 5) -> list[PolicyTrial]:
    """The newest trials of a lender."""
    return list(PolicyTrial.objects.filter(lender=lender).order_by("-asked_at", "-id")[:latest])
