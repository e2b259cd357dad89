"""Nobody else gets more: an agreement that takes effect touches the clauses of the household's other agreements.

Where one of them has the clause and the new agreement pays back a greater share, both of its sides are told that it is so,
and a duty to talk again begins. With whom the greater share was agreed, and how large it is, is told to nobody.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from hejie import agreements, steps
from hejie_platform.agreements.facts import keeping, terms
from hejie_platform.agreements.models import Agreement, Obligation
from hejie_platform.cases.actions import SYSTEM, take_step
from hejie_platform.core import clock
from hejie_platform.ledger.actions import Done, Effect, Owed, whole

CLAUSE = "clause_equal_treatment"
DUTY = "duty_talk_again"
RUNNING = ("effective", "in_cure")


def touching(row: Agreement) -> tuple[Owed, ...]:
    """What is owed to the household's other agreements whose clause this one touches, as it takes effect."""
    said = terms.terms_of(row)
    others = Agreement.objects.filter(negotiation__case=row.negotiation.case_id, state__in=RUNNING)
    touched = [
        one
        for one in others.exclude(negotiation=row.negotiation_id).order_by("created_at", "id")
        if terms.clause(terms.terms_of(one), CLAUSE) and agreements.pays_more(said, terms.terms_of(one))
    ]
    return tuple(
        Owed(kind="agreement.equal_treatment", key=one.ref, payload={"agreement": str(one.id)})
        for one in touched
    )


def treat_equally(effect: Effect, *, now: datetime) -> None:
    """Handler of `agreement.equal_treatment`: the clause of an agreement that still runs. Once while its duty is open."""
    row = Agreement.objects.select_related("negotiation__case", "negotiation__creditor").get(
        pk=UUID(effect.payload["agreement"])
    )
    open_duty = Obligation.objects.filter(agreement=row, code=DUTY, state__in=keeping.OPEN)
    if row.state in RUNNING and not open_duty.exists():
        _begin_duty(row, now=now, action_id=effect.id)


@whole
def _begin_duty(row: Agreement, *, now: datetime, action_id: UUID) -> Done:
    said = terms.terms_of(row)
    days = (terms.clause(said, CLAUSE) or {})["days"]
    due_on = clock.legal_day(now) + timedelta(days=days)
    newest = Obligation.objects.filter(agreement=row).aggregate(newest=Max("number"))["newest"] or 0
    duty = Obligation(
        agreement=row,
        number=max(newest, len(said["obligations"])) + 1,
        side="borrower",
        kind="duty",
        code=DUTY,
        facts={"days": days},
        due_on=due_on,
        currency=terms.claim_of(said).currency,
    )
    return take_step(
        duty,
        "undertake",
        by=SYSTEM,
        facts=steps.StepFacts(),
        said={"duty": DUTY},
        dues={"duty_due": clock.end_of(due_on)},
        owed=(
            *keeping.news(row, "agreement.equal_treatment@lender", side="lender", now=now),
            *keeping.news(row, "agreement.equal_treatment", side="borrower", now=now),
        ),
        now=now,
        action_id=action_id,
    )
