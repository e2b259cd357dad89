"""A running agreement that is to be changed: what is left of it, whether its figures still stand, what it hands on.

The figures follow from the signed terms and from confirmed payments, so neither side has to state them first. A payment that
is told or confirmed later moves them: then nothing is accepted or signed on the old ones.
"""

from datetime import date

from django.db.models import Q

from hejie import agreements, loans
from hejie_platform.agreements.facts import keeping, terms
from hejie_platform.agreements.models import Agreement, Payment, Variation
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.negotiation.models import Claim

RUNNING = ("effective", "in_cure")


def left_of(row: Agreement, day: date) -> loans.Buckets:
    """What is owed under a running agreement at the end of `day`, bucket by bucket."""
    said = terms.terms_of(row)
    return agreements.owed_under(
        said,
        keeping.performance(row, day).lines,
        start=terms.start_of(said),
        day=day,
        currency=terms.claim_of(said).currency,
    )


def running_of(negotiation: Negotiation) -> Agreement | None:
    """The agreement of these talks that is in force."""
    return Agreement.objects.filter(negotiation=negotiation, state__in=RUNNING).first()


def open_variation(row: Agreement) -> Variation | None:
    """The request for change that waits for an end."""
    return Variation.objects.filter(agreement=row, ended_at__isnull=True).first()


def figures_stand(row: Agreement, claim: Claim) -> bool:
    """Whether no payment was told or confirmed since these figures were made."""
    moved = Q(confirmed_at__isnull=True) | Q(confirmed_at__gt=claim.stated_at)
    payments = Payment.objects.filter(agreement=row, contested_at__isnull=True, reversed_at__isnull=True)
    gone = Payment.objects.filter(agreement=row, reversed_at__gt=claim.stated_at)
    return not payments.filter(moved).exists() and not gone.exists()


def before_of(row: Agreement, *, now: date) -> agreements.Before:
    """The agreement as its successor names it."""
    said = terms.terms_of(row)
    since = clock.legal_day(row.effective_at) if row.effective_at else now
    return agreements.Before(row.ref, since, sum(one.amount_minor for one in keeping.received(row)), said)
