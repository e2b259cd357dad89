"""The signed clause on changes of life -> its limits, and what is left of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement, LifeEvent, Obligation


@dataclass(frozen=True, slots=True)
class Limits:
    """What the clause allows: for which causes, how many instalments in all, and how many are left."""

    causes: tuple[str, ...]
    most: int
    left: int


def limits_of(agreement: Agreement) -> Limits | None:
    """The limits of this agreement; None where nothing of the kind was signed."""
    found = terms.clause(terms.terms_of(agreement), "clause_life_events")
    if found is None:
        return None
    used = LifeEvent.objects.filter(agreement=agreement).aggregate(used=Sum("paused"))["used"] or 0
    most = int(found["most_paused"])
    return Limits(tuple(found["causes"]), most, max(most - used, 0))


def is_in_reach(agreement: Agreement, duty: Obligation, day: date) -> bool:
    """Whether an instalment is not yet late beyond the days of grace."""
    grace = terms.rule_of(terms.terms_of(agreement)).grace_days
    return duty.due_on is not None and (day - duty.due_on).days <= grace
