"""The creditors of a household as the plans' engine seats them: one alone with its part of the household, or all together.

Alone, a creditor meets the part of the household that falls to its own claim beside one total of all other debts: nothing of
another creditor enters. Together is the household's own view, and belongs to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hejie import loans, plans, rules
from hejie.plans import household, outcome
from hejie_platform.negotiation import facts
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
