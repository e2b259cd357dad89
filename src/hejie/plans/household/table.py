"""The creditors of a case at the joint table: every plan inside their policies and the law, valued on their slice.

Plans are screened by closed forms; what law forbids, or what gives up more than the creditor's floor allows, is left out
with its reason (`why_not`). What is proposed is then made exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie import loans, rules, texts
from hejie.plans import bounds, grid, joint, outcome
from hejie.plans.grid import Judge
from hejie.plans.household.case import Case, Owed
from hejie.plans.levers import CHARGES, PENALTIES, Levers, Shape
from hejie.plans.outcome import AXES, Choice, Screened
from hejie.plans.package import ON_BREACH, Package

MOST_PLANS: Final = 2_000
"""So many plans of one creditor a joint search looks at without thinning any lever."""
BESIDE: Final = 120
"""Where levers make more: so many of the usual plans are looked at with each step beyond the usual ones."""


def seat(owed: Owed, case: Case, pack: rules.LawPack) -> joint.Creditor:
    """The creditor with its plans, of its own levers where it has some. Raises Faulty where its policy knows no monthly
    instalments and no levers were told."""
    plans = plans_of(owed, case)
    return joint.Creditor(
        name=owed.name,
        claim_minor=owed.claim.total,
        plans=plans,
        economics=owed.economics,
        allowed=_lawful(owed, case, pack, plans) & above_floor(owed, plans),
    )


def plans_of(owed: Owed, case: Case) -> Screened:
    """Every plan of this creditor that the joint search looks at."""
    return screened(owed, owed.levers or Levers.of(owed.policy), case, numbers=_looked_at(owed))


def _looked_at(owed: Owed) -> NDArray[np.intp] | None:
    """Which plans of the creditor's levers are looked at; None for all of them."""
    if owed.levers is None or len(owed.levers) <= MOST_PLANS:
        return None
    return outcome.few(owed.levers, Levers.of(owed.policy), each=BESIDE)


def screened(owed: Owed, levers: Levers, case: Case, *, numbers: NDArray[np.intp] | None = None) -> Screened:
    """All plans of these levers on the claim; buckets that the policy does not waive are carried."""
    known = owed.policy.published.levers.every
    if any(shape.every not in known for shape in levers.shapes):
        fault = texts.fault("plan_choice_unknown", "every", given=levers.shapes[0].every, known=known)
        raise texts.Faulty((fault,))
    charges, penalties = (_waivable(owed, names) for names in (CHARGES, PENALTIES))
    return outcome.screen(
        levers,
        principal_minor=owed.claim.principal,
        charges_minor=charges,
        penalties_minor=penalties,
        carried_minor=owed.claim.total - owed.claim.principal - charges - penalties,
        start=case.start,
        first_due=case.first_due,
        numbers=numbers,
        waives={
            name: tuple(sum(_given(owed, names, share).values()) for share in getattr(levers, name))
            for name, names in GROUPS.items()
        },
    )


GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"penalties": PENALTIES, "charges": CHARGES, "principal": loans.PRINCIPAL}
)


def _given(owed: Owed, names: Iterable[str], share: Fraction) -> dict[str, int]:
    """What a step waives of each bucket of a group: no bucket is waived beyond its own lever."""
    levers = owed.policy.published.levers.waive
    return {name: int(owed.claim[name] * min(share, levers[name].most)) for name in names if name in levers}


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
    waive = {
        name: minor
        for group, names in GROUPS.items()
        for name, minor in _given(owed, names, getattr(choice, group)).items()
    }
    upfront = int((owed.claim.total - sum(waive.values())) * choice.upfront)
    return of_grid(owed, case, pack).package(
        instalments=choice.term,
        grace=choice.grace,
        rate=choice.rate,
        waive=waive,
        upfront_minor=upfront,
        shape=_run(owed, choice),
        on_breach=choice.on_breach if owed.levers else ON_BREACH[0],
    )


def _run(owed: Owed, choice: Choice) -> Shape | None:
    """How the plan runs; the usual levers leave it to the policy's first method, as its menu does."""
    return choice.shape if owed.levers else None


def objections(
    owed: Owed, case: Case, pack: rules.LawPack, plans: Screened
) -> tuple[tuple[texts.Message | None, ...], NDArray[np.intp]]:
    """What law forbids, asked once for each term, grace, rate and shape: the answers, and for every plan the number of
    its own."""
    judge = Judge(of_grid(owed, case, pack))
    parts = ("term", "grace", "rate", "shape")
    sizes = [len(getattr(plans.levers, AXES[part])) for part in parts]
    which = np.ravel_multi_index([plans.places(part) for part in parts], sizes)
    _, first, number = np.unique(which, return_index=True, return_inverse=True)
    answers = tuple(_objection(judge, owed, plans.choice(int(row))) for row in first)
    return answers, np.asarray(number, dtype=np.intp)


def _lawful(owed: Owed, case: Case, pack: rules.LawPack, plans: Screened) -> NDArray[np.bool_]:
    answers, number = objections(owed, case, pack, plans)
    return np.array([one is None for one in answers])[number]


def _objection(judge: Judge, owed: Owed, choice: Choice) -> texts.Message | None:
    """What law forbids in the bare plan; small sums in its pause change nothing that a law asks about."""
    shape = _run(owed, choice)
    return judge.objection(
        judge.of.package(
            instalments=choice.term,
            grace=choice.grace,
            rate=choice.rate,
            waive={},
            shape=replace(shape, token_minor=0) if shape else None,
        )
    )


def above_floor(owed: Owed, plans: Screened) -> NDArray[np.bool_]:
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
    reason = judge.reason(terms)
    if reason and reason.code != "plan_unlawful":
        return (*found, reason)
    option = judge.option(terms)
    found += [one for one in (reason, grid.over_budget(option, case.household)) if one]
    if for_lender and bounds.below_floor(owed.claim, option.waived_minor, policy=owed.policy):
        found.append(below_floor(owed, option.waived_minor, for_lender=True))
    return tuple(found)


def below_floor(owed: Owed, waived_minor: int, *, for_lender: bool) -> texts.Message:
    """A waiver goes below the creditor's private floor: said with its figures to the creditor alone."""
    if not for_lender:
        return texts.message("plan_not_offered")
    least = int(owed.policy.private.least_recovery_share * owed.claim.total)
    return texts.message("plan_below_floor", value_minor=owed.claim.total - waived_minor, least_minor=least)


def claims_of(case: Case) -> tuple[loans.Buckets, ...]:
    """What each creditor is owed."""
    return tuple(one.claim for one in case.creditors)
