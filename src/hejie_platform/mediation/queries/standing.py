"""Where a mediation stands for one reader: whose turn, until when, who is asked, what was told of ties.

What a lender reads here is the same whether it is the only one in the mediation or one of five: its own yes, the
borrower's, and whether everybody has said yes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from hejie import negotiation, steps
from hejie_platform.agreements.facts import facts_for, mediated
from hejie_platform.agreements.facts.deal import legal_name
from hejie_platform.cases.access import (
    LENDER_STAFF,
    Held,
    HeldMediation,
    HeldNegotiation,
    guarantors_in,
    mediates,
)
from hejie_platform.cases.models import Appointment, Case, Clock, Mediation, Negotiation
from hejie_platform.core import clock
from hejie_platform.intake.queries import track_of
from hejie_platform.intake.queries.application import loans_of
from hejie_platform.ledger.models import Entry
from hejie_platform.ledger.queries import timeline
from hejie_platform.mediation.actions import choosing, extra_time
from hejie_platform.mediation.facts import moments, parties, roster, terms
from hejie_platform.mediation.facts.parties import Side
from hejie_platform.mediation.models import (
    BodyTerms,
    ExtraTime,
    ExtraTimeAnswer,
    Listing,
    Objection,
    Ranking,
    TieStatement,
)
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import name_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A mediation as its pages need it, for one reader. `turn` is a code that the pages word for each side."""

    row: Mediation
    side: Side | None
    turn: str
    is_yours: bool
    until: datetime | None
    talks: tuple[Negotiation, ...]
    has_said_yes: bool
    borrower_said_yes: bool
    all_said_yes: bool
    appointment: Appointment | None
    listing: Listing | None
    statement: TieStatement | None
    objection: Objection | None
    has_ranked: bool
    terms: BodyTerms | None
    extra: ExtraTime | None
    extra_answer: ExtraTimeAnswer | None
    extra_missing: int


def standing(held: Held, row: Mediation, *, now: datetime) -> Standing:
    """Everything that the page of a mediation shows this reader."""
    side = parties.side_of(held, row, now=now)
    found = mediated.appointment(row)
    missing = parties.missing_consents(row)
    objection = _objection(held, row, side)
    turn, is_yours = _turn(held, row, side, found, missing, now)
    extra = extra_time.waiting(row)
    return Standing(
        row=row,
        side=side,
        turn=turn,
        is_yours=is_yours,
        until=_until(row),
        talks=_talks(row, side),
        has_said_yes=side is not None and parties.has_consented(side, row),
        borrower_said_yes="borrower" not in missing,
        all_said_yes=not missing,
        appointment=found,
        listing=listing_of(row, found.mediator) if found else None,
        statement=found.statements.order_by("-made_at", "-id").first() if found else None,
        objection=objection,
        has_ranked=_has_ranked(row, side),
        terms=terms.terms_of(row),
        extra=extra,
        extra_answer=extra.answers.filter(given_by=held.user).first() if extra else None,
        extra_missing=len(extra_time.missing(row, extra)) if extra else 0,
    )


def _talks(row: Mediation, side: Side | None) -> tuple[Negotiation, ...]:
    """The talks in it; for a lender its own alone."""
    if side is not None and side.name == "lender":
        return (side.talks,) if side.talks else ()
    return tuple(row.negotiations.select_related("creditor").order_by("created_at"))


def _until(row: Mediation) -> datetime | None:
    running = Clock.objects.filter(
        subject=row.id, stopped_at__isnull=True, fired_at__isnull=True, paused_at__isnull=True
    )
    return running.order_by("due_at").values_list("due_at", flat=True).first()


def _turn(
    held: Held,
    row: Mediation,
    side: Side | None,
    found: Appointment | None,
    missing: list[str],
    now: datetime,
) -> tuple[str, bool]:
    """What is awaited, and whether this reader owes it."""
    if row.state == "asking":
        mine = side is not None and not parties.has_consented(side, row)
        return ("consent", True) if mine else ("others_consent", False)
    if row.state == "appointing":
        return _appointing(held, row, side, found)
    if row.state == "open":
        return "talk", "mediator" in held.roles
    return f"ended_{row.reason}", False


def _appointing(held: Held, row: Mediation, side: Side | None, found: Appointment | None) -> tuple[str, bool]:
    is_mediator, is_head = "mediator" in held.roles, "body_admin" in held.roles
    if _open_objections(row).exists():
        return "objection", is_head
    if found is None:
        mine = side is not None and side.name != "guarantor" and not _has_ranked(row, side)
        return ("rank", True) if mine else ("appoint", is_head)
    if found.accepted_at is None:
        return "accept", is_mediator
    return ("disclose" if found.disclosed_at is None else "start"), is_mediator


def _has_ranked(row: Mediation, side: Side | None) -> bool:
    if side is None:
        return False
    mine = Ranking.objects.filter(mediation=row, negotiation=side.talks, side=side.name)
    return mine.filter(given_at__gte=choosing.since(row)).exists()


def _open_objections(row: Mediation) -> QuerySet[Objection]:
    return Objection.objects.filter(mediation=row, decided_at__isnull=True)


def _objection(held: Held, row: Mediation, side: Side | None) -> Objection | None:
    """The newest objection that this reader may read: one's own, or any for the head who decides."""
    rows = Objection.objects.filter(mediation=row).order_by("-made_at")
    return (rows.filter(made_by=held.user) if side is not None else rows).first()


def decision(row: Mediation) -> Objection | None:
    """The newest decision about an objection to the mediator who is in place: its reason is for both sides."""
    rows = Objection.objects.filter(mediation=row, decision="kept", mediator=row.mediator)
    return rows.order_by("-decided_at").first()


def listing_of(row: Mediation, mediator: User) -> Listing | None:
    """What the body has verified of a mediator."""
    rows = Listing.objects.filter(body=row.body, mediator=mediator, verified_at__isnull=False)
    return rows.select_related("mediator", "body").order_by("-verified_at").first()


@dataclass(frozen=True, slots=True)
class Brief:
    """What a mediator who is asked is told: who the parties are, and what kind of case of which size it is. No sum, no
    offer, no word of anybody: that comes with their yes.

    `people` are pairs of role and name; `track` is what the dispute is about ("" before the desk has said it); `size` is
    "small", "middle", "large" or "" where no balance is known.
    """

    people: tuple[tuple[str, str], ...]
    track: str
    loans: int
    size: str

    @property
    def size_minor(self) -> int:
        """The amount that the size is told by: the most of its own range, or of the largest one that ends."""
        return next((most for most, name in SIZES if name == self.size), SIZES[-1][0])


# The balances of all loans in it, up to and including so many minor units; what is more is "large".
SIZES = ((5_000_000, "small"), (20_000_000, "middle"))


def brief(row: Mediation, *, now: datetime) -> Brief:
    """The parties and the kind and size of a mediation, for whoever looks for ties. Five queries."""
    day, borrower = clock.legal_day(now), row.case.borrower
    people = [("borrower", legal_name(borrower, day))] if borrower else []
    guarantors = guarantors_in(row.negotiations.all()).select_related("user")
    people += [("guarantor", legal_name(one.user, day)) for one in guarantors]
    talks = row.negotiations.select_related("creditor").order_by("created_at")
    people += [("lender", name_of(one.creditor)) for one in talks]
    loans = loans_of(row.case).filter(negotiation__in=row.negotiations.all())
    balances = [one.balance_minor for one in loans if one.balance_minor is not None]
    return Brief(tuple(people), track_of(row.case), len(loans), _size(sum(balances)) if balances else "")


def _size(total_minor: int) -> str:
    return next((name for most, name in SIZES if total_minor <= most), "large")


def events(held: Held, row: Mediation) -> list[Entry]:
    """What happened, newest first, as this reader may know it: nothing of what another lender did."""
    found = list(timeline([row.id], ["shared"])[:40])
    if "mediator" in held.roles and not mediates(row, held.user):
        return []  # what was before is told to whoever accepts
    if not held.is_lender_side:
        return found
    mine = set(_colleagues(held))
    return [one for one in found if one.role not in LENDER_STAFF or one.actor_id in mine]


def _colleagues(held: Held) -> Any:
    desks = held.user.memberships.filter(role__in=LENDER_STAFF).values("organisation_id")
    return User.objects.filter(memberships__organisation_id__in=desks).values_list("pk", flat=True)


def free_mediators(row: Mediation, *, now: datetime) -> list[Listing]:
    """Whom the parties may wish for: verified, not tied, there, and with room."""
    free = {one.ref for one in roster.candidates(row, now=now) if not negotiation.why_out(one)}
    if row.body is None:
        return []
    return [one for one in roster.in_force(row.body, clock.legal_day(now)) if one.mediator.ref in free]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One line of the head's choice: who, how much they carry, and what stands against them ("" for nothing)."""

    listing: Listing
    load: int
    why_out: str


def candidates(row: Mediation, *, now: datetime) -> list[Candidate]:
    """Everybody on the roster with what stands against them, as the rule sees them."""
    if row.body is None:
        return []
    needs = roster.needs_of(row)
    seen = {one.ref: one for one in roster.candidates(row, now=now)}
    rows = roster.in_force(row.body, clock.legal_day(now))
    return [
        Candidate(one, seen[one.mediator.ref].load, negotiation.why_out(seen[one.mediator.ref], **needs))
        for one in rows
    ]


def mediator_by(row: Mediation, ref: str, *, now: datetime) -> User | None:
    """The mediator of the body's roster with this reference."""
    return next(
        (one.listing.mediator for one in candidates(row, now=now) if one.listing.mediator.ref == ref), None
    )


def live_of(talks: Negotiation) -> Mediation | None:
    """The mediation of these talks that has not ended."""
    return Mediation.objects.filter(negotiations=talks).exclude(state="ended").order_by("-created_at").first()


def live_in(case: Case) -> list[Mediation]:
    """The mediations of this case that have not ended."""
    return list(Mediation.objects.filter(case=case).exclude(state="ended").order_by("created_at"))


def latest_of(talks: Negotiation) -> Mediation | None:
    """The newest mediation of these talks, ended or not."""
    return Mediation.objects.filter(negotiations=talks).order_by("-created_at").first()


def bodies() -> list[Organisation]:
    """Every mediation body here."""
    return list(Organisation.objects.filter(kind="body", channel="platform").order_by("created_at", "id"))


def other_talks(talks: Negotiation) -> list[Negotiation]:
    """The borrower's other live talks that no mediation is about: they may come into the same one."""
    rows = Negotiation.objects.filter(case=talks.case).exclude(pk=talks.pk)
    rows = rows.exclude(state__in=("ended", "agreed"))
    busy = Mediation.objects.exclude(state="ended").values("negotiations")
    return list(rows.exclude(pk__in=busy).select_related("creditor").order_by("created_at"))


def moment(held: HeldNegotiation) -> str:
    """The moment of the talks at which mediation is offered to this reader now."""
    return moments.now_at(held.negotiation, held.side)


def is_offered(held: HeldNegotiation) -> bool:
    """Whether the offer of a mediator is to be shown: the talks are live, none is asked, and this side has not said no."""
    talks = held.negotiation
    if held.side not in ("borrower", "lender") or talks.state in ("ended", "agreed"):
        return False
    return live_of(talks) is None and bool(moments.fresh(talks, held.side))


def may_end(held: Held, name: str, *, now: datetime) -> bool:
    """Whether this neutral may end the mediation by this step now; the words come with the act."""
    row = held.mediation if isinstance(held, HeldMediation) else None
    table = steps.find("mediation", name)
    if row is None or table is None:
        return False
    by = held.acting("mediation", name)
    facts = facts_for(row, name, by=by, now=now, note="-")
    return not steps.refusals("mediation", name, state=row.state, role=by.role, facts=facts)
