"""What one lender sees of a household: its own plans, its share, and one total of all that others are owed.

The joint result belongs to the household. A lender's view is computed from its own claim and policy, the household, and
the sum of the other debts, as if everybody were paid in proportion: the function that makes it is given nothing else, so
that no limit, offer or figure of another lender can reach it. The shares of all lenders sum to what the month leaves. What is shown is exact; the chance to finish is that of the lender's
part alone, so that it differs from what the household reads of all debts together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hejie import rules
from hejie.plans import joint, survival
from hejie.plans.household import table
from hejie.plans.household.case import Case
from hejie.plans.household.making import Maker, futures
from hejie.plans.household.shares import Debts
from hejie.plans.outcome import Choice, Outside


@dataclass(frozen=True, slots=True)
class LenderView:
    """`share_minor` is the lender's part of what the month leaves; proposals are its own, on that part. `choices` are all
    terms of each, `terms` the number of instalments, of the pause, and the rate."""

    lender: str
    claim_minor: int
    others_minor: int
    share_minor: int
    outside: Outside
    proposals: tuple[joint.Proposal, ...]
    terms: tuple[tuple[int, int, str], ...]
    choices: tuple[Choice, ...] = ()


def lender_view(
    case: Case, lender: str, *, pack: rules.LawPack, others_minor: int | None = None
) -> LenderView:
    """The view of the lender of that name; `others_minor` is the total that was frozen when the talks began (none told:
    today's). LookupError if there is no such lender."""
    owed = case.owed_to(lender)
    if others_minor is None:
        debts = Debts.of({one.name: one.claim.total for one in case.creditors})
    else:
        debts = Debts.of({lender: owed.claim.total, f"not {lender}": others_minor})
    others = case.debts_minor - owed.claim.total if others_minor is None else others_minor
    share = debts.part(max(case.household.disposable_minor, 0), lender)
    return _view(replace(case, creditors=(owed,)), share, others, pack)


def _view(alone: Case, share: int, others: int, pack: rules.LawPack) -> LenderView:
    (owed,) = alone.creditors
    seat = table.seat(owed, alone, pack)
    whole = owed.claim.total + others
    months = joint.horizon((seat,))
    paths, left = part(futures(alone, months), owed.claim.total, whole), alone.left_minor(months)
    own = None if left is None else np.floor(left * (owed.claim.total / whole)).astype(np.int64)
    found = joint.frontier((seat,), paths, most_minor=share, left_minor=own)
    named = joint.proposals(_exactly(Maker(alone, pack, (seat,), paths), found))
    choices = [seat.plans.choice(one.plan.choice[0]) for one in named]
    return LenderView(
        lender=owed.name,
        claim_minor=owed.claim.total,
        others_minor=others,
        share_minor=share,
        outside=owed.economics.outside(owed.claim.total),
        proposals=named,
        terms=tuple((one.term, one.grace, str(one.rate)) for one in choices),
        choices=tuple(choices),
    )


def _exactly(maker: Maker, found: Sequence[joint.JointPlan]) -> tuple[joint.JointPlan, ...]:
    """The frontier by exact figures, without plans that a check forbids."""
    made = [maker.as_made(one) for one in found if not maker.exact(one.choice).is_blocked]
    return joint.unbeaten(made, joint.BAND)


def part(paths: survival.Paths, own_minor: int, whole_minor: int) -> survival.Paths:
    """The part of the household's futures that falls to one of its debts; broken units are cut off."""
    left = np.floor(paths.left_minor * (own_minor / whole_minor)).astype(np.int64)
    return survival.Paths(paths.buffer_minor * own_minor // whole_minor, left, paths.state)
