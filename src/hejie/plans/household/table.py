"""The creditors of a case at the joint table: every plan inside their policies and the law, valued on their slice.

Plans are screened by closed forms; what law forbids, or what gives up more than the creditor's floor allows, is left out
with its reason (`why_not`). What is proposed is then made exactly.
"""

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from hejie import loans, rules, texts
from hejie.plans import bounds, grid, joint, outcome
from hejie.plans.grid import CHARGES, PENALTIES, Judge
from hejie.plans.household.case import Case, Owed
from hejie.plans.levers import Levers
from hejie.plans.outcome import Choice, Screened
from hejie.plans.package import Package


def seat(owed: Owed, case: Case, pack: rules.LawPack) -> joint.Creditor:
    """The creditor with its plans. Raises Faulty where its policy knows no monthly instalments."""
    plans = screened(owed, Levers.of(owed.policy))
    return joint.Creditor(
        name=owed.name,
        claim_minor=owed.claim.total,
        plans=plans,
        economics=owed.economics,
        allowed=_lawful(owed, case, pack, plans) & _above_floor(owed, plans),
    )


def screened(owed: Owed, levers: Levers) -> Screened:
    """All plans of these levers on the claim; buckets that the policy does not waive are carried."""
    if "month" not in owed.policy.published.levers.every:
        given = owed.policy.published.levers.every[0]
        raise texts.Faulty((texts.fault("plan_choice_unknown", "every", given=given, known=("month",)),))
    charges, penalties = (_waivable(owed, names) for names in (CHARGES, PENALTIES))
    return outcome.screen(
        levers,
        principal_minor=owed.claim.principal,
        charges_minor=charges,
        penalties_minor=penalties,
        carried_minor=owed.claim.total - owed.claim.principal - charges - penalties,
    )


def _waivable(owed: Owed, names: Iterable[str]) -> int:
    return sum(owed.claim[name] for name in names if name in owed.policy.published.levers.waive)


def of_grid(owed: Owed, case: Case, pack: rules.LawPack) -> grid.Case:
    """The same creditor as the menu of one lender has it."""
    return grid.Case(
        claim=owed.claim,
        policy=owed.policy,
        pack=pack,
        start=case.start,
        first_due=case.first_due,
        under=owed.under,
    )


def package(owed: Owed, case: Case, pack: rules.LawPack, choice: Choice) -> Package:
    """The exact terms of a choice; no bucket is waived beyond its own lever."""
    levers = owed.policy.published.levers.waive
    waive = {
        name: int(owed.claim[name] * min(share, levers[name].most))
        for names, share in ((CHARGES, choice.charges), (PENALTIES, choice.penalties))
        for name in names
        if name in levers
    }
    upfront = int((owed.claim.total - sum(waive.values())) * choice.upfront)
    return of_grid(owed, case, pack).package(
        instalments=choice.term, grace=choice.grace, rate=choice.rate, waive=waive, upfront_minor=upfront
    )


def _lawful(owed: Owed, case: Case, pack: rules.LawPack, plans: Screened) -> NDArray[np.bool_]:
    """What no check of the law forbids; asked once for each term, grace and rate."""
    judge, known = Judge(of_grid(owed, case, pack)), dict[tuple[int, int, Fraction], bool]()
    found = np.empty(len(plans), dtype=bool)
    for row in range(len(plans)):
        choice = plans.choice(row)
        key = (choice.term, choice.grace, choice.rate)
        if key not in known:
            bare = judge.of.package(instalments=choice.term, grace=choice.grace, rate=choice.rate, waive={})
            known[key] = judge.objection(bare) is None
        found[row] = known[key]
    return found


def _above_floor(owed: Owed, plans: Screened) -> NDArray[np.bool_]:
    """What leaves the creditor the share of its claim that its private floor asks for."""
    least = owed.policy.private.least_recovery_share
    return np.asarray(owed.claim.total - plans.waived_minor >= float(least) * owed.claim.total)


def why_not(
    owed: Owed, case: Case, pack: rules.LawPack, terms: Package, *, for_lender: bool = False
) -> tuple[texts.Message, ...]:
    """Why these terms are no plan with this creditor: levers, law, the month; nothing where they could be one. The
    creditor's private floor is a reason for its own eyes alone."""
    judge = Judge(of_grid(owed, case, pack))
    found = list(bounds.outside(terms, owed.claim, policy=owed.policy))
    above = grid.above_claim(judge.of, terms)
    if above:
        return (*found, above)
    option = judge.option(terms)
    found += [one for one in (judge.objection(terms), grid.over_budget(option, case.household)) if one]
    if for_lender and bounds.below_floor(owed.claim, option.waived_minor, policy=owed.policy):
        share = owed.policy.private.least_recovery_share * owed.claim.total
        found.append(
            texts.message(
                "plan_below_floor", value_minor=owed.claim.total - option.waived_minor, least_minor=int(share)
            )
        )
    return tuple(found)


def claims_of(case: Case) -> tuple[loans.Buckets, ...]:
    """What each creditor is owed."""
    return tuple(one.claim for one in case.creditors)
