"""What a household can pay to one of its creditors, and what no plan may take from it.

Of 2,300.00 left a month a creditor that holds 40,000.00 of debts of 100,000.00 may ask for 920.00 (`disposable_minor`); the shares of
all creditors sum to the 2,300.00.
What is kept for living is protected: nothing that the household itself puts or accepts may reach into it, while its
wishes and savings beyond that (`most_minor`) are its own to spend.
"""

from dataclasses import dataclass

from hejie import budget
from hejie.plans import household


@dataclass(frozen=True, slots=True)
class Means:
    """Minor units a month. `disposable_minor` is this creditor's share of what is left, and may be zero or negative;
    `most_minor` is all that is not kept for living; `beside_minor` is what the household has for itself beside the share:
    living, in which the wishes that it keeps are counted already, and savings."""

    disposable_minor: int
    most_minor: int
    beside_minor: int

    def kept(self, burden_minor: int) -> int:
        """What the household keeps for itself in the dearest month."""
        return self.beside_minor + self.disposable_minor - burden_minor

    @property
    def as_facts(self) -> dict[str, int]:
        """Plain data for a determination."""
        return {
            "disposable_minor": self.disposable_minor,
            "most_minor": self.most_minor,
            "beside_minor": self.beside_minor,
        }


def means_of(made: budget.Budget, debts: household.Debts, name: str) -> Means:
    """The means for the creditor of that name."""
    return Means(
        disposable_minor=debts.part(made.disposable_minor, name),
        most_minor=made.income_minor - made.business_cost_minor - made.living_minor,
        beside_minor=made.living_minor + made.savings_minor,
    )
