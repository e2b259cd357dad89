"""What a package is worth to its lender today, beside its ways without a plan: for the desk's eyes alone.

Kept to its end, its payments are discounted at the lender's own rate. With the chance that it breaks only where the household
shares its budget with this lender: else a desk could read the purse out of the answers to many questions.
"""

from dataclasses import dataclass, replace

import numpy as np

from hejie import plans
from hejie.plans import household, outcome
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.queries.months import Purse, chance_on, purse_of
from hejie_platform.negotiation.queries.plans import Chance
from hejie_platform.negotiation.queries.seats import engine_case, seat_on
from hejie_platform.negotiation.queries.trial import Grounds


@dataclass(frozen=True, slots=True)
class Worth:
    """Minor units. `kept_minor`: if it is kept to its end; `simulated_minor`: with the chance that it breaks, None where the
    budget is not shared; `outside`: the ways without a plan."""

    kept_minor: int
    simulated_minor: int | None
    outside: outcome.Outside


def worth_of(on: Grounds, tried: plans.Evaluation, *, is_shared: bool) -> Worth | None:
    """The worth of a tried package; None without a policy, whose figures it needs."""
    if on.policy is None:
        return None
    economics = seat_on(on, on.policy).engine.economics
    lived = chance_on(_shown(purse_of(on.claim.negotiation), tried), on.claim, tried) if is_shared else None
    return Worth(
        kept_minor=_value(economics, on, tried, None),
        simulated_minor=_value(economics, on, tried, lived) if lived else None,
        outside=economics.outside(on.owed.total),
    )


def _shown(purse: Purse, tried: plans.Evaluation) -> Purse:
    """The purse as a sheet shares it. What is laid by is not on it: whatever a plan asks at once counts as there."""
    return replace(purse, usual=replace(purse.usual, laid_by_minor=tried.package.upfront_minor))


def _value(economics: outcome.Economics, on: Grounds, tried: plans.Evaluation, lived: Chance | None) -> int:
    """Its present value with this chance to live; None: it lives to its end."""
    case = engine_case([], NOBODYS, start=facts.start_of(on.claim), first_due=tried.package.first_due)
    months = household.months_of(case, [tried]) or (0,)
    alive = np.ones(len(months))
    if lived is not None:
        alive = np.array([lived.curve[k] / max(lived.paths, 1) for k in range(len(months))])
    stays = tried.waived_minor if tried.package.on_breach == "kept" else 0
    found = outcome.value(
        economics,
        claim_minor=on.owed.total,
        amounts_minor=np.array([months], dtype=np.int64),
        alive=alive[None, :],
        upfront_minor=tried.package.upfront_minor,
        kept_minor=stays,
    )
    return int(found[0])


NOBODYS = facts.Usual(income_minor=0, left_minor=0)
"""A month of nobody, where only the calendar of a case is asked for."""
