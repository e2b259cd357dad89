"""What if: any term of any plan, or any line of the budget, changed, and the whole effect at once.

Nothing is searched here: the changed plans are made exactly and tried in the same futures as before, so that what
changes is the effect of the change and not of luck.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hejie import rules, texts
from hejie.plans import evaluation
from hejie.plans.household import table
from hejie.plans.household.case import Case
from hejie.plans.household.making import Exact, futures, months_of, together
from hejie.plans.household.proposing import meaning
from hejie.plans.package import Package, package_hash
from hejie.plans.survival import MOST_MONTHS, Household


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The changed plans, exact; `objections` [creditor] say what stands against each; `more_minor` and `more_completes`
    compare with what was before (None where that was not told)."""

    exact: Exact
    objections: tuple[tuple[texts.Message, ...], ...]
    reasons: tuple[texts.Message, ...]
    more_minor: int | None
    more_completes: int | None


def what_if(
    case: Case,
    packages: Mapping[str, Package],
    *,
    pack: rules.LawPack,
    household: Household | None = None,
    before: Exact | None = None,
) -> WhatIf:
    """The effect of these packages, one for each creditor by its name, and of a changed household. Raises Faulty where a
    package cannot be applied, and LookupError where a creditor has none.

    `before` must be of the same day and law: plans that did not change are taken from it.
    """
    changed = replace(case, household=household or case.household)
    known = {(part.package_hash, part.claim): part for part in before.parts} if before else {}
    parts = tuple(
        known.get((package_hash(packages[one.name]), one.claim))
        or evaluation.evaluate(
            packages[one.name], one.claim, start=case.start, under=one.under, pack=pack, policy=one.policy
        )
        for one in case.creditors
    )
    months = min(len(months_of(changed, parts)), MOST_MONTHS)
    exact = together(changed, parts, futures(changed, months))
    return WhatIf(
        exact=exact,
        objections=tuple(table.why_not(one, changed, pack, packages[one.name]) for one in case.creditors),
        reasons=tuple(meaning(exact)),
        more_minor=None if before is None else exact.total_minor - before.total_minor,
        more_completes=None if before is None else exact.survival.completes - before.survival.completes,
    )
