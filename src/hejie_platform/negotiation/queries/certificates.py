"""Certificates of an offer (its package on its claim) and of a claim (what its contracts give): anybody recomputes both."""

from typing import Any

from hejie import certificates, plans, texts
from hejie.plans.evaluation import payment_order
from hejie_platform.cases.facts import law_of
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Claim, Offer
from hejie_platform.negotiation.queries.accounts import paid_by_loan


def certificate_of(offer: Offer) -> dict[str, Any]:
    """The schedule that the offer shows and an agreement from it keeps. Raises texts.Faulty for a broken row."""
    package, faults = plans.package_from_json(offer.package)
    if package is None:
        raise texts.Faulty(faults)
    start = facts.start_of(offer.claim)
    order = payment_order(law_of(offer), start)
    return certificates.of_plan(package, facts.buckets_of(offer.claim), start=start, order=order)


def certificates_of_claim(claim: Claim) -> tuple[dict[str, Any], ...]:
    """What each contract of a claim gives on its day, in the order of the contracts; none where one does not say enough.

    The payments are those of the statement of account: of the creditor's file where there is one, else those that were due
    before the first unpaid day, each on its day.
    """
    named, paid = facts.contracts_from_json(claim.contract), paid_by_loan(claim.negotiation)
    known = [(one, facts.terms_of(one, currency=claim.currency)) for one in named]
    if any(terms is None for _, terms in known):
        return ()
    return tuple(
        certificates.of_account(
            terms,
            facts.payments(one, terms, paid.get(one.ref), claim.as_of),
            claim.as_of,
        )
        for one, terms in known
        if terms is not None
    )
