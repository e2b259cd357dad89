"""The certificate of an offer: its package on its claim, so that anybody recomputes every instalment."""

from typing import Any

from hejie import certificates, plans, rules, texts
from hejie.plans.evaluation import payment_order
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Offer
from hejie_platform.negotiation.queries.trial import LAW_PACK


def certificate_of(offer: Offer) -> dict[str, Any]:
    """The schedule that the offer shows and an agreement from it keeps. Raises texts.Faulty for a broken row."""
    package, faults = plans.package_from_json(offer.package)
    if package is None:
        raise texts.Faulty(faults)
    start = facts.start_of(offer.claim)
    order = payment_order(rules.load_pack(LAW_PACK), start)
    return certificates.of_plan(package, facts.buckets_of(offer.claim), start=start, order=order)
