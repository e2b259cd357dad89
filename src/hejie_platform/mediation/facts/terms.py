"""On which terms a body mediates today, and whether it may mediate these loans at all.

A body that has published no terms charges nothing: nobody pays what was not shown.
"""

from datetime import date
from typing import Final

from hejie import rules
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Mediation, Negotiation
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


# The way of the country's table that a body of this kind is.
WAYS: Final = {
    "peoples": "peoples_mediation",
    "financial": "financial_mediation",
    "commercial": "commercial_mediation",
}


def routing(
    terms: BodyTerms | None, talks: list[Negotiation], day: date, *, kind: str = "peoples"
) -> tuple[rules.Finding, ...]:
    """What the law says about sending these talks to a body on its terms: whether it may take them, and for which fee.

    A dispute of which one loan is for the household's own life, or of which nobody said what it is for, is a consumers'.
    Nothing is found where the country's table of ways has none of this kind.
    """
    way, pack = WAYS[terms.kind if terms else kind], law_of(talks[0])
    if way not in {one.code for one in pack.ways}:
        return ()
    facts = rules.RouteFacts(
        way=way,
        product=_product(talks),
        day=day,
        has_licence=bool(terms and terms.licence),
        has_fee_table=terms is not None,
        fee_minor=terms.fee_minor if terms else 0,
    )
    return rules.check_all([facts], pack=pack, day=day)


def _product(talks: list[Negotiation]) -> str:
    loans = ClaimedLoan.objects.filter(negotiation__in=talks, removed_at__isnull=True)
    return "business" if {*loans.values_list("purpose", flat=True)} == {"business"} else "consumption"
