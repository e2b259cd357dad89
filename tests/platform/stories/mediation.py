"""Mediations brought by real actions from the asking to the open table.

listed(cast, now=NOW)                      # the mediator is on the body's roster, verified by its head
told = asking(cast, now=NOW)               # the borrower has asked; the lender owes its yes
appointing(told, now=NOW)                  # everybody has said yes; a mediator is to be found
asked(told, now=NOW)                       # the mediator is asked; told_ties(...), then opened(...)
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hejie_platform.cases.models import Mediation
from hejie_platform.core import clock
from hejie_platform.mediation import access
from hejie_platform.mediation.access import HeldBody, HeldMediation
from hejie_platform.mediation.actions import asking as acts
from hejie_platform.mediation.actions import choosing, neutral, roster
from hejie_platform.mediation.models import Absence, BodyTerms, Listing, Tie
from hejie_platform.people.models import User
from tests.platform.cast import Cast, person
from tests.platform.stories import negotiation
from tests.platform.stories.negotiation import Story

ENTERED = roster.Entered(
    qualification="LLB",
    registration_number="TJ-2026-001",
    registered_with="SFJ",
    loan_types=("business", "consumption"),
    languages=("en", "zh"),
    most=5,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A mediation, the talks it is about, and the people who act in it."""

    ref: str
    cast: Cast
    talks: Story

    def row(self) -> Mediation:
        return Mediation.objects.select_related("case__borrower", "body", "mediator").get(ref=self.ref)

    def held(self, who: User, now: datetime) -> HeldMediation:
        return access.mediation_for(who, self.ref, now=now)


def stamp(now: datetime) -> dict[str, Any]:
    return {"now": now, "action_id": uuid.uuid4()}


def head(cast: Cast, *, now: datetime) -> HeldBody:
    return access.body_for(cast.body_admin, cast.body.ref, now=now)


def listed(
    cast: Cast, who: User | None = None, *, now: datetime, entered: roster.Entered = ENTERED
) -> Listing:
    """Somebody on the roster of the body, entered by themselves and verified by its head."""
    mediator = who or cast.mediator
    own = access.body_for(mediator, cast.body.ref, now=now)
    roster.enter_listing(own, mediator=mediator, entered=entered, **stamp(now))
    row = Listing.objects.get(mediator=mediator, verified_at__isnull=True, ended_at__isnull=True)
    roster.verify_listing(head(cast, now=now), row, **stamp(now))
    return Listing.objects.get(pk=row.pk)


def second_mediator(cast: Cast, *, now: datetime) -> User:
    """Another mediator of the body, verified a day later than the first."""
    found = User.objects.filter(email="other-mediator@example.org").first()
    other = found or person("other-mediator", cast.body, "mediator", now=now)
    listed(cast, other, now=now + timedelta(days=1))
    return other


def terms(cast: Cast, *, now: datetime, **changes: Any) -> BodyTerms:
    """The body's published terms: free of charge, paid by public money, unless said otherwise."""
    given = {"kind": "financial", "fee_minor": 0, "payer": "nobody", "has_fee_help": True}
    made = roster.Terms(**(given | {"funded_by": "public"} | changes))
    day = clock.legal_day(now)
    roster.publish_terms(head(cast, now=now), given=made, from_day=day, **stamp(now))
    return BodyTerms.objects.filter(body=cast.body).latest("number")


def asking(cast: Cast, *, now: datetime, talks: Story | None = None, others: tuple[Story, ...] = ()) -> Told:
    """The borrower has asked for a mediator in these talks."""
    story = talks or negotiation.talking(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    done = acts.ask_mediation(
        story.borrowers(now),
        body=cast.body,
        others=[one.row() for one in others],
        legal_notice_seen=True,
        **stamp(now),
    )
    return Told(Mediation.objects.get(pk=done.subject).ref, cast, story)


def consented(told: Told, who: User, *, now: datetime) -> None:
    """This party has said yes."""
    held = told.held(who, now)
    acts.consent(held, held.mediation, seen_version=held.mediation.version, **stamp(now))


def appointing(told: Told, *, now: datetime) -> Told:
    """Everybody has said yes."""
    consented(told, told.talks.officer, now=now)
    return told


def ranked(told: Told, who: User, order: list[User], *, now: datetime) -> None:
    """This party has given its wishes."""
    held = told.held(who, now)
    refs = [one.ref for one in order]
    choosing.rank(held, held.mediation, order=refs, seen_version=held.mediation.version, **stamp(now))


def asked(told: Told, who: User | None = None, *, now: datetime, note: str = "") -> Told:
    """The head has asked a mediator."""
    held = told.held(told.cast.body_admin, now)
    version = held.mediation.version
    mediator = who or told.cast.mediator
    choosing.appoint(held, held.mediation, mediator=mediator, note=note, seen_version=version, **stamp(now))
    return told


def by_mediator(told: Told, act: Any, *, now: datetime, who: User | None = None, **more: Any) -> None:
    """One act of the mediator."""
    held = told.held(who or told.cast.mediator, now)
    act(held, held.mediation, seen_version=held.mediation.version, **more, **stamp(now))


def told_ties(told: Told, *, now: datetime, kinds: tuple[str, ...] = (), words: str = "") -> Told:
    """The mediator has accepted and told of ties."""
    by_mediator(told, neutral.accept_appointment, now=now)
    by_mediator(told, neutral.disclose, now=now, kinds=kinds, words=words)
    return told


def opened(cast: Cast, *, now: datetime, talks: Story | None = None) -> Told:
    """An open mediation of these talks, or of new ones with the bank."""
    if not Listing.objects.filter(mediator=cast.mediator, ended_at__isnull=True).exists():
        listed(cast, now=now)
    told = told_ties(asked(appointing(asking(cast, now=now, talks=talks), now=now), now=now), now=now)
    by_mediator(told, neutral.start, now=now)
    return told


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """One mediation in each state, and what a roster has."""
    own = listed(cast, now=now)
    terms(cast, now=now)
    desk = access.body_for(cast.mediator, cast.body.ref, now=now)
    roster.note_absence(
        desk,
        from_day=clock.legal_day(now) + timedelta(days=60),
        until_day=clock.legal_day(now) + timedelta(days=70),
        **stamp(now),
    )
    roster.declare_tie(desk, organisation=cast.microloan, kind="worked_there", words="", **stamp(now))
    unmediated = negotiation.talking(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    return {
        "listing": own,
        "tie": Tie.objects.get(mediator=cast.mediator),
        "absence": Absence.objects.get(mediator=cast.mediator),
        "unmediated_talks": unmediated,
        "mediation": opened(cast, now=now),
        "mediation_asking": asking(cast, now=now),
        "mediation_appointing": appointing(asking(cast, now=now), now=now),
        "mediation_asked": asked(appointing(asking(cast, now=now), now=now), now=now),
    }


def _ref(name: str) -> Any:
    return lambda world: {"ref": world.objects[name].ref}


SAMPLES: dict[str, Any] = {
    "body": lambda world: {"ref": world.cast.body.ref},
    "listing": _ref("listing"),
    "tie": lambda world: {"tie": world.objects["tie"].pk},
    "absence": lambda world: {"absence": world.objects["absence"].pk},
    "mediated_talks": lambda world: {"ref": world.objects["mediation"].talks.ref},
    "unmediated_talks": _ref("unmediated_talks"),
    "mediation": _ref("mediation"),
    "mediation_asking": _ref("mediation_asking"),
    "mediation_appointing": _ref("mediation_appointing"),
    "mediation_asked": _ref("mediation_asked"),
}
