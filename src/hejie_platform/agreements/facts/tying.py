"""Agreements of one household that take effect together: which wait, and when there are enough of them.

An agreement whose places are all signed stays in signing until enough others are there too. It counts as there from its last
signature on, also after it has taken effect; one that lapsed or was refused does not.
"""

from datetime import date, datetime

from hejie import agreements
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement, Signature, Tie
from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import clock


def tie_of(negotiation: Negotiation, *, now: datetime) -> Tie | None:
    """The tie that an agreement of these talks would come under today."""
    found = Tie.objects.filter(negotiations=negotiation, ended_at__isnull=True)
    return found.filter(until_day__gte=clock.legal_day(now)).first()


def condition_of(tie: Tie | None, *, until: date) -> agreements.Condition | None:
    """The tie as one agreement says it: how many others, of how many, until when."""
    if tie is None:
        return None
    return agreements.Condition(tie.needed - 1, tie.negotiations.count() - 1, until)


def is_signed_by_all(row: Agreement, *, also: int | None = None) -> bool:
    """Whether no place of the document is free; `also`: a place that is being signed now."""
    signed = set(Signature.objects.filter(agreement=row).order_by().values_list("place", flat=True))
    return {one.place for one in terms.slots_of(terms.terms_of(row))} <= signed | {also}


def others_there(row: Agreement) -> list[Agreement]:
    """The other agreements of the tie that all have signed, the oldest first."""
    rows = Agreement.objects.filter(tie=row.tie).exclude(pk=row.pk).order_by("created_at")
    return [one for one in rows if _is_there(one)]


def _is_there(row: Agreement) -> bool:
    if row.effective_at is not None:
        return row.state != "ended" or row.reason != "set_aside"
    return row.state == "signing" and is_signed_by_all(row)


def may_take_effect(row: Agreement) -> bool:
    """Whether enough others are there. Locks the tie, so that two last signatures see each other."""
    if row.tie_id is None:
        return True
    tie = Tie.objects.select_for_update().get(pk=row.tie_id)
    return 1 + len(others_there(row)) >= tie.needed


def to_tie(case: Case) -> list[Negotiation]:
    """The talks of a case whose agreements can be tied: live ones in which none was drawn up yet."""
    rows = Negotiation.objects.filter(case=case).exclude(state__in=("ended", "agreed"))
    return list(rows.select_related("creditor").order_by("created_at"))
