"""Where talks can go from here by the country's table of ways: which are open, at which fee, what each needs."""

from datetime import date

from hejie import rules
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Negotiation
from hejie_platform.intake.models import ClaimedLoan


def ways_for(row: Negotiation, *, day: date, effective_on: date | None = None) -> tuple[rules.Route, ...]:
    """Every way with its answer for these talks on `day`; `effective_on` of a mediated agreement tells until when a court
    may be asked to confirm it. Loans of which one is for the household's own life make it a consumers' dispute."""
    loans = ClaimedLoan.objects.filter(negotiation=row, removed_at__isnull=True)
    purposes = set(loans.values_list("purpose", flat=True))
    product = "business" if purposes == {"business"} else "consumption"
    facts = rules.RouteFacts(product=product, day=day, effective_on=effective_on)
    return rules.routes(facts, pack=law_of(row))
