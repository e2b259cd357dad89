"""The creditors of a household as the plans' engine seats them: one alone with its part of the household, or all together.

Alone, a creditor meets the part of the household that falls to its own claim beside one total of all other debts: nothing of
another creditor enters. Together is the household's own view, and belongs to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hejie import loans, plans, rules
from hejie.plans import household, outcome, survival
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.facts import planned
from hejie_platform.negotiation.queries.trial import Grounds


@dataclass(frozen=True, slots=True)
class Seat:
    """A creditor with a policy in force. `talks` is the reference of its talks."""

    talks: str
    owed: loans.Buckets
    under: Sequence[plans.LoanFacts]
    policy: rules.PolicyPack

    @property
    def engine(self) -> household.Owed:
        """As the engine has it; its own figures are those of its policy."""
        under = tuple(self.under) or (plans.LoanFacts(self.policy.lender_type, self.policy.channel),)
        return household.Owed(
            name=self.talks,
            claim=self.owed,
            policy=self.policy,
            loan=under[0],
            also=under[1:],
            economics=outcome.Economics(funding=float(self.policy.private.discount_rate)),
        )


def seat_on(on: Grounds, policy: rules.PolicyPack) -> Seat:
    """The creditor of a claim."""
    return Seat(on.claim.negotiation.ref, on.owed, on.under, policy)


def engine_case(seats: Sequence[Seat], usual: facts.Usual, *, start: date, first_due: date) -> household.Case:
    """The case that the engine answers: these creditors, and the part of the household that falls to them."""
    return household.Case(
        creditors=tuple(one.engine for one in seats),
        household=usual.household,
        model=usual.model(start),
        start=start,
        first_due=first_due,
    )


def futures() -> dict[str, int]:
    """How many futures are simulated, and from which seed: the same for everybody."""
    return {name: int(survival.assumptions()[name]) for name in ("paths", "seed")}


def answered(
    seat: Seat, usual: facts.Usual, on: Grounds, *, first_due: date, paths: int, seed: int
) -> dict[str, Any]:
    """The plans of one lender on its part of the household, with the whole grid counted; plain data."""
    start, means = facts.start_of(on.claim), usual.household
    case = replace(engine_case([seat], usual, start=start, first_due=first_due), paths=paths, seed=seed)
    menu = plans.menu(
        seat.owed,
        policy=seat.policy,
        pack=on.law,
        start=start,
        budget=means,
        under=case.creditors[0].under,
        first_due=first_due,
    )
    return planned.result_of(household.propose(case, pack=on.law), talks=[seat.talks], menu=menu)
