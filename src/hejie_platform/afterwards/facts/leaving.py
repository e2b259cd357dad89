"""What is about to leave the house with a pack, as the law's check of records reads it.

A pack holds by itself the sheets of facts that both sides signed. Whoever asks for more by its reference - an offer, a sheet
that one side has not signed - is answered by the rule: what was said to find a compromise stays here.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from hejie import rules
from hejie_platform.afterwards.models import FactSheet
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.negotiation.models import Offer

SIDES = frozenset({"borrower", "lender"})


def checked(talks: Negotiation, wanted: Collection[str], *, now: datetime) -> tuple[rules.Finding, ...]:
    """What the law says about this pack; `wanted` are references of what somebody ticked or asked for."""
    items = (*_papers(talks, wanted), *_sheets(talks, wanted), *_offers(talks, wanted))
    facts = rules.ExportFacts(items=items, sides=SIDES, reader="outside")
    return rules.check_all([facts], pack=law_of(talks), day=clock.legal_day(now))


def refs(talks: Negotiation) -> set[str]:
    """References of what belongs to the talks and is no paper of anybody's own."""
    rows = (FactSheet.objects.filter(negotiation=talks), Offer.objects.filter(negotiation=talks))
    return {ref for found in rows for ref in found.values_list("ref", flat=True)}


def _papers(talks: Negotiation, wanted: Collection[str]) -> Iterator[rules.ExportItem]:
    for _ in set(wanted) - refs(talks):
        yield rules.ExportItem("paper")


def _sheets(talks: Negotiation, wanted: Collection[str]) -> Iterator[rules.ExportItem]:
    """Those that stand in the document by themselves, and those that were asked for."""
    for row in FactSheet.objects.filter(negotiation=talks, closed_at__isnull=True).order_by("put_at", "id"):
        signed = {"borrower": row.borrower_at, "lender": row.lender_at}
        by = frozenset(side for side, at in signed.items() if at)
        if row.ref in wanted or by == SIDES:
            yield rules.ExportItem("undisputed_facts", is_separate=True, signed_by=by)


def _offers(talks: Negotiation, wanted: Collection[str]) -> Iterator[rules.ExportItem]:
    for row in Offer.objects.filter(negotiation=talks, ref__in=wanted).order_by("number"):
        yield rules.ExportItem("offer", side=row.side)
