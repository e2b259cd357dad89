"""Who is told: for each kind of effect, the groups of people whom it concerns. The one who acted is never told.

    for_effect("tell_other_side", matter)      an offer by the borrower: the lender's desk

A message in a caucus is told to those who sit in it: the mediator, and the party that it is held with. An effect that does
not say whose caucus it was is told to the mediator alone: a guess could tell the other side that there was one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from hejie import steps
from hejie_platform.agreements.models import Obligation
from hejie_platform.cases.access import guarantors_in
from hejie_platform.cases.models import Case, Mediation, Negotiation, Party, PendingAct
from hejie_platform.core import clock
from hejie_platform.people import queries as people
from hejie_platform.people.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person to be told, in the role and on the side in which the matter concerns them."""

    user: User
    role: str

    @property
    def side(self) -> str:
        return steps.SIDES.get(self.role, "none")


@dataclass(frozen=True, slots=True)
class Matter:
    """What an effect is about, read once."""

    case: Case
    negotiation: Negotiation | None
    payload: Mapping[str, Any]
    now: datetime

    @classmethod
    def of(cls, payload: Mapping[str, Any], *, now: datetime) -> "Matter":
        """Read the rows that the payload names. Raises DoesNotExist."""
        case = Case.objects.select_related("borrower").get(pk=payload["case"])
        found = payload.get("negotiation")
        talks = Negotiation.objects.select_related("creditor").get(pk=found) if found else None
        return cls(case, talks, payload, now)

    @property
    def talks(self) -> list[Negotiation]:
        """The negotiation of the matter; all of a mediation; all live ones of a case."""
        if self.negotiation is not None:
            return [self.negotiation]
        rows = Negotiation.objects.select_related("creditor").order_by("created_at")
        if self.payload["machine"] == "mediation":
            return list(rows.filter(mediations=self.payload["subject"]))
        return list(rows.filter(case=self.case).exclude(state="ended"))

    @property
    def mediations(self) -> list[Mediation]:
        rows = Mediation.objects.select_related("mediator", "body").order_by("created_at")
        if self.payload["machine"] == "mediation":
            return list(rows.filter(pk=self.payload["subject"]))
        return list(rows.filter(negotiations__in=self.talks).exclude(state="ended").distinct())

    @property
    def acting_side(self) -> str:
        return steps.SIDES.get(self.payload["role"], "none")


Group = Callable[[Matter], list[Recipient]]


def for_effect(kind: str, matter: Matter) -> list[Recipient]:
    """Everybody to be told, once each, without the one who acted."""
    found = [recipient for group in TABLE[kind] for recipient in group(matter)]
    once = {recipient.user.pk: recipient for recipient in reversed(found)}
    actor = matter.payload.get("actor")
    return [recipient for pk, recipient in reversed(once.items()) if str(pk) != actor]


def _parties(matter: Matter, *roles: str) -> list[Recipient]:
    rows = Party.objects.filter(case=matter.case, left_at__isnull=True, role__in=roles).select_related("user")
    return [Recipient(row.user, row.role) for row in rows.order_by("id")]


def _members(organisation: Organisation | None, matter: Matter, *roles: str) -> list[Recipient]:
    if organisation is None:
        return []
    rows = people.members_on(organisation, clock.legal_day(matter.now), roles)
    return [Recipient(row.user, row.role) for row in rows]


def borrower_side(matter: Matter) -> list[Recipient]:
    return _parties(matter, "borrower", "representative") + guarantors(matter)


def guarantors(matter: Matter) -> list[Recipient]:
    """Who stands for a loan hears of the talks about it; what concerns the case alone is not theirs."""
    if matter.payload["machine"] == "case":
        return []
    rows = guarantors_in(Negotiation.objects.filter(pk__in=[talks.pk for talks in matter.talks]))
    return [Recipient(row.user, "guarantor") for row in rows.select_related("user")]


def representatives(matter: Matter) -> list[Recipient]:
    return _parties(matter, "representative")


def lender_desks(matter: Matter) -> list[Recipient]:
    return [recipient for talks in _lenders_talks(matter) for recipient in _desk(talks, matter)]


def _lenders_talks(matter: Matter) -> list[Negotiation]:
    """The talks whose lenders are told. What one lender does in a mediation is no news to another: it would tell of it."""
    by = matter.payload.get("actor")
    if matter.payload["machine"] != "mediation" or matter.acting_side != "lender" or not by:
        return matter.talks
    return _own_talks(matter, User.objects.get(pk=UUID(str(by))))


def _own_talks(matter: Matter, user: User) -> list[Negotiation]:
    houses = people.memberships_on(user, clock.legal_day(matter.now)).values_list("organisation", flat=True)
    mine = set(houses)
    return [talks for talks in matter.talks if talks.creditor_id in mine]


def talks_of(matter: Matter, reader: Recipient) -> Negotiation | None:
    """The talks that a notice names to this reader: of several, a lender reads of its own alone."""
    if matter.negotiation is not None:
        return matter.negotiation
    found = _own_talks(matter, reader.user) if reader.side == "lender" else matter.talks
    return next(iter(found), None)


def _desk(talks: Negotiation, matter: Matter) -> list[Recipient]:
    """The officer who has the talks in hand; every officer while nobody has."""
    if talks.assigned_to is not None:
        return [Recipient(talks.assigned_to, "officer")]
    return _members(talks.creditor, matter, "officer")


def checkers(matter: Matter) -> list[Recipient]:
    return [recipient for talks in matter.talks for recipient in _members(talks.creditor, matter, "checker")]


def inviters(matter: Matter) -> list[Recipient]:
    return _members(matter.case.opened_by, matter, "officer")


def other_side(matter: Matter) -> list[Recipient]:
    """The side that did not act. A duty that followed by itself is told by the step that it followed from."""
    if matter.acting_side == "none" and matter.payload["machine"] == "obligation":
        return []
    sides: Mapping[str, tuple[Group, ...]] = {"borrower": (lender_desks,), "lender": (borrower_side,)}
    groups = sides.get(matter.acting_side, (borrower_side, lender_desks))
    return [recipient for group in groups for recipient in group(matter)]


def owing_side(matter: Matter) -> list[Recipient]:
    return _side_of_duty(matter, owes=True)


def owed_side(matter: Matter) -> list[Recipient]:
    return _side_of_duty(matter, owes=False)


def _side_of_duty(matter: Matter, *, owes: bool) -> list[Recipient]:
    duty = Obligation.objects.get(pk=matter.payload["subject"])
    is_borrowers = (duty.side == "borrower") is owes
    return borrower_side(matter) if is_borrowers else lender_desks(matter)


def mediators(matter: Matter) -> list[Recipient]:
    return [Recipient(row.mediator, "mediator") for row in matter.mediations if row.mediator is not None]


def body_desks(matter: Matter) -> list[Recipient]:
    return [recipient for row in matter.mediations for recipient in _members(row.body, matter, "body_admin")]


def in_caucus(matter: Matter) -> list[Recipient]:
    """The mediator and the people of the party whose caucus it is; the one who spoke is left out like everywhere."""
    party = str(matter.payload.get("within", ""))
    kind, _dash, ref = party.partition("-")
    if kind == "lender":
        own = [found for talks in matter.talks if talks.ref == ref for found in _desk(talks, matter)]
    elif kind == "guarantor":
        own = [found for found in _parties(matter, "guarantor") if found.user.ref == ref]
    else:
        own = _parties(matter, "borrower", "representative") if kind == "borrower" else []
    return [*mediators(matter), *own]


def _platform(matter: Matter, role: str) -> list[Recipient]:
    platforms = Organisation.objects.filter(kind="platform").order_by("created_at")
    return [recipient for platform in platforms for recipient in _members(platform, matter, role)]


def reviewers(matter: Matter) -> list[Recipient]:
    return _platform(matter, "reviewer")


def supervisors(matter: Matter) -> list[Recipient]:
    return _platform(matter, "supervisor")


def assignees(matter: Matter) -> list[Recipient]:
    """The person to whom the case was given, or the one who has the talks in hand."""
    if named := matter.payload.get("assignee"):
        return [Recipient(User.objects.get(pk=UUID(str(named))), "reviewer")]
    held = [talks.assigned_to for talks in matter.talks]
    return [Recipient(user, "officer") for user in held if user is not None]


def makers(matter: Matter) -> list[Recipient]:
    """Whose act the checker last decided."""
    acts = PendingAct.objects.filter(negotiation=matter.negotiation, decided_at__isnull=False)
    last = acts.select_related("maker").order_by("-decided_at").first()
    return [Recipient(last.maker, "officer")] if last else []


def named_organisation(matter: Matter) -> list[Recipient]:
    """The organisation that the act names (a consent sheet's recipient, a new creditor), else the lenders' desks."""
    named = matter.payload.get("organisation")
    if not named:
        return lender_desks(matter)
    return _members(Organisation.objects.get(pk=UUID(str(named))), matter, "officer")


def chosen_sides(matter: Matter) -> list[Recipient]:
    """The talks that the borrower ticked for this update; none unless ticked."""
    chosen = Negotiation.objects.filter(case=matter.case, pk__in=matter.payload.get("chosen", ()))
    talks = chosen.select_related("creditor").order_by("created_at")
    return [recipient for row in talks for recipient in _desk(row, matter)]


BOTH: tuple[Group, ...] = (borrower_side, lender_desks)

TABLE: Mapping[str, tuple[Group, ...]] = MappingProxyType(
    {
        "send_invitation": (borrower_side,),
        "send_receipt": (borrower_side,),
        "tell_inviter": (inviters,),
        "tell_borrower": (borrower_side,),
        "tell_borrower_other_channel": (borrower_side,),
        "tell_lender": (lender_desks,),
        "tell_creditors": (lender_desks,),
        "tell_parties": (*BOTH, mediators),
        "tell_parties_of_hold": (*BOTH, mediators),
        "tell_parties_unsigned": BOTH,
        "tell_other_side": (other_side,),
        "tell_room": (*BOTH, mediators),
        "tell_caucus": (in_caucus,),
        "tell_signers": (*BOTH, mediators),
        "tell_chosen_sides": (chosen_sides,),
        "tell_recipient": (named_organisation,),
        "tell_representative": (representatives,),
        "tell_reviewers": (reviewers,),
        "tell_assignee": (assignees,),
        "tell_body": (body_desks,),
        "tell_mediator": (mediators,),
        "tell_new_creditor": (named_organisation,),
        "invite_new_creditor": (supervisors,),
        "tell_maker": (makers,),
        "tell_checkers": (checkers,),
        "offer_other_routes": (borrower_side,),
        "escalate_lender": (checkers,),
        "escalate_supervisor": (supervisors,),
        "escalate_body": (body_desks,),
        "remind_parties": BOTH,
        "remind_owing_side": (owing_side,),
        "remind_owed_side": (owed_side,),
        "tell_confirmation_over": BOTH,
        "tell_cure_over": (*BOTH, supervisors),
        "task_human_contact": (supervisors,),
        "task_silent_lender": (supervisors,),
        "task_disputed_fact": (supervisors,),
        "task_contested_payment": (supervisors,),
        "task_objection": (supervisors,),
        "task_proceeding": (supervisors,),
        "task_suspected_sham": (supervisors,),
    }
)
