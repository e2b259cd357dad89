"""Terms -> obligation rows: what each side owes from the day of effect, and what begins with the last payment.

A duty that waits for the last payment is undertaken when that payment is confirmed, with its day; until then it stands in
the terms alone. The end of the time to do a duty is the clock `duty_due`.
"""

from collections.abc import Iterator
from datetime import datetime

from hejie import agreements
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement, Obligation
from hejie_platform.cases.actions import Also
from hejie_platform.core import clock


def effect_duties(agreement: Agreement, *, now: datetime) -> Iterator[Also]:
    """Everything that is owed from now on, each with its clock."""
    specs = agreements.dated(terms.specs_of(terms.terms_of(agreement)), effective_on=clock.legal_day(now))
    yield from (_also(agreement, spec) for spec in specs if spec.anchor != terms.AFTER_LAST_PAYMENT)


def clearance_duties(agreement: Agreement, *, now: datetime) -> Iterator[Also]:
    """What the lender owes after the last payment, dated from today."""
    day = clock.legal_day(now)
    specs = agreements.dated(terms.specs_of(terms.terms_of(agreement)), effective_on=day, last_paid_on=day)
    yield from (_also(agreement, spec) for spec in specs if spec.anchor == terms.AFTER_LAST_PAYMENT)


def later_duties(agreement: Agreement) -> tuple[agreements.ObligationSpec, ...]:
    """The duties that still wait for the last payment, for pages."""
    specs = terms.specs_of(terms.terms_of(agreement))
    return tuple(spec for spec in specs if spec.anchor == terms.AFTER_LAST_PAYMENT)


def _also(agreement: Agreement, spec: agreements.ObligationSpec) -> Also:
    row = Obligation(
        agreement=agreement,
        number=spec.number,
        side=spec.side,
        kind=spec.kind,
        code=spec.code,
        facts=dict(spec.facts),
        due_on=spec.due_on,
        amount_minor=spec.amount_minor or None,
        currency=terms.claim_of(terms.terms_of(agreement)).currency,
    )
    return Also(row, "undertake", dues={"duty_due": clock.end_of(spec.due_on)})
