"""On which terms a body mediates today, and whether it may mediate these loans at all.

A body that has published no terms charges nothing: nobody pays what was not shown.
"""

from datetime import date
from typing import Final

from hejie import rules
from hejie_platform.cases.models import Mediation, Negotiation
from hejie_platform.core import law
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.mediation.models import BodyTerms, Engagement
from hejie_platform.people.models import Organisation

EDITION: Final = "2026-11"  # of the rights notice; counts up when its sentences change


def terms_on(body: Organisation | None, day: date) -> BodyTerms | None:
    """The newest terms of a body that are in force on a day."""
    if body is None:
        return None
    return BodyTerms.objects.filter(body=body, from_day__lte=day).order_by("-number").first()


def terms_of(row: Mediation) -> BodyTerms | None:
    """The terms that a mediation was asked for on."""
    found = Engagement.objects.filter(mediation=row).select_related("terms").first()
    return found.terms if found else None


def fee_fits_law(kind: str, fee_minor: int, day: date, *, country: str) -> bool:
    """People's mediation costs the parties what the law says: nothing."""
    if kind != "peoples":
        return True
    value = rules.load_pack(country).as_of("mediation_peoples_fee_minor", day)
    return isinstance(value, rules.Row) and fee_minor <= int(str(value.value))


def may_route(terms: BodyTerms | None, talks: list[Negotiation], day: date) -> bool:
    """A commercial body takes no dispute that the law keeps from it (a consumer's loan), and none before it may."""
    if terms is None or terms.kind != "commercial":
        return True
    excluded = law.here().as_of("mediation_commercial_excludes", day)
    if not isinstance(excluded, rules.Row):
        return False
    kinds = ClaimedLoan.objects.filter(negotiation__in=talks, removed_at__isnull=True)
    return not kinds.filter(purpose__in=(str(excluded.value), "")).exists()
