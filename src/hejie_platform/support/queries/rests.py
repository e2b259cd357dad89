"""Broken pauses as both sides read them: of some talks, or of a whole case."""

from collections.abc import Sequence
from datetime import date

from hejie_platform.cases.models import Case, Negotiation, Standstill
from hejie_platform.support.models import BrokenRest


def broken_in(talks: Negotiation) -> Sequence[BrokenRest]:
    """What broke a pause of these talks, the newest first."""
    rows = BrokenRest.objects.filter(negotiation=talks)
    return list(rows.select_related("contact", "claim", "standstill").order_by("-raised_at", "-id"))


def broken_of(case: Case) -> Sequence[BrokenRest]:
    """The same for all talks of a case, for the borrower's side."""
    rows = BrokenRest.objects.filter(negotiation__case=case).select_related(
        "negotiation__creditor", "contact"
    )
    return list(rows.order_by("-raised_at", "-id"))


def pauses_on(talks: Negotiation, day: date) -> Sequence[Standstill]:
    """The pauses of these talks in which this day lies, the newest first."""
    rows = Standstill.objects.filter(negotiation=talks, from_day__lte=day, until_day__gte=day)
    return list(rows.order_by("-from_day", "-pk"))
