"""Rows of a roster -> the candidates of the engine's rule, and whether one person may mediate one mediation.

Unfit is whoever has no verified listing in force, works for a creditor of the mediation or declared a tie to it, is or was
on the borrower's side, or has been this mediation's mediator already. Load and days of absence keep somebody from being
given something new; they take nothing away from a mediator who has begun.
"""

from datetime import date, datetime
from typing import Any, Final

from hejie import negotiation
from hejie_platform.agreements.facts.mediated import has_no_ties
from hejie_platform.cases.models import Appointment, Mediation
from hejie_platform.core import clock
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.mediation.models import Absence, Listing, Ranking, Tie
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import members_on

FIELDS: Final = ("consumption", "business")  # as loans are claimed
LANGUAGES: Final = ("zh", "en")
LEFT: Final = ("recuse", "replace", "decline_appointment")


def in_force(body: Organisation, day: date) -> list[Listing]:
    """The verified listings of a body whose mediators work there today, the earliest verified first."""
    members = [one.user_id for one in members_on(body, day, ("mediator",))]
    rows = Listing.objects.filter(
        body=body, mediator__in=members, verified_at__isnull=False, ended_at__isnull=True
    )
    return list(rows.select_related("mediator", "body").order_by("verified_at", "id"))


def candidates(row: Mediation, *, now: datetime) -> tuple[negotiation.Candidate, ...]:
    """Everybody on the roster of the mediation's body, as the rule sees them."""
    if row.body is None:
        return ()
    day = clock.legal_day(now)
    return tuple(_candidate(row, listing, day) for listing in in_force(row.body, day))


def _candidate(row: Mediation, listing: Listing, day: date) -> negotiation.Candidate:
    person = listing.mediator
    left = Appointment.objects.filter(mediation=row, mediator=person, ended_by__in=LEFT)
    return negotiation.Candidate(
        ref=person.ref,
        verified=listing.verified_at.isoformat() if listing.verified_at else "",
        load=load_of(person, besides=row),
        limit=listing.load_limit,
        fields=frozenset(listing.loan_types),
        languages=frozenset(listing.languages),
        is_tied=is_tied(row, person, day),
        has_left=left.exists(),
        is_away=is_away(person, day),
    )


def load_of(person: User, *, besides: Mediation | None = None) -> int:
    """How many mediations a person carries now: given to them and not ended."""
    live = Mediation.objects.filter(mediator=person).exclude(state="ended")
    return (live.exclude(pk=besides.pk) if besides else live).count()


def is_tied(row: Mediation, person: User, day: date) -> bool:
    """A membership with a creditor, a place on the borrower's side, or a declared tie to a creditor."""
    creditors = row.negotiations.order_by().values("creditor_id")
    declared = Tie.objects.filter(mediator=person, organisation__in=creditors, over_at__isnull=True)
    return declared.exists() or not has_no_ties(row, person, day)


def is_away(person: User, day: date) -> bool:
    """Whether today lies in the days on which this person takes nothing new."""
    days = Absence.objects.filter(
        mediator=person, from_day__lte=day, until_day__gte=day, cancelled_at__isnull=True
    )
    return days.exists()


def is_fit(row: Mediation, person: User, *, now: datetime) -> bool:
    """Whether somebody may be this mediation's mediator, apart from load and absence."""
    day = clock.legal_day(now)
    listed = row.body is not None and any(one.mediator_id == person.pk for one in in_force(row.body, day))
    return listed and not is_tied(row, person, day)


def needs_of(row: Mediation) -> dict[str, frozenset[str]]:
    """What the case asks of a mediator: the kinds of its loans, and the borrower's language."""
    talks = row.negotiations.order_by().values("pk")
    kinds = ClaimedLoan.objects.filter(negotiation__in=talks, removed_at__isnull=True)
    found = frozenset(kinds.order_by().values_list("purpose", flat=True)) - {""}
    speaks = (row.case.borrower.language if row.case.borrower else "zh").partition("-")[0]
    return {"fields": found & frozenset(FIELDS), "languages": frozenset({speaks}) & frozenset(LANGUAGES)}


def wishes_of(row: Mediation, keys: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Each party's ranking, in the order of `keys`; empty for a party that gave none."""
    given: dict[str, tuple[str, ...]] = {}
    for one in Ranking.objects.filter(mediation=row).order_by("id"):
        key = f"lender:{one.negotiation_id}" if one.negotiation_id else "borrower"
        given[key] = tuple(one.order)
    return tuple(given.get(key, ()) for key in keys)


def as_facts(found: tuple[negotiation.Candidate, ...]) -> list[dict[str, Any]]:
    """Candidates as a determination keeps them."""
    return [
        {
            "ref": one.ref,
            "verified": one.verified,
            "load": one.load,
            "limit": one.limit,
            "fields": sorted(one.fields),
            "languages": sorted(one.languages),
            "is_tied": one.is_tied,
            "has_left": one.has_left,
            "is_away": one.is_away,
        }
        for one in found
    ]
