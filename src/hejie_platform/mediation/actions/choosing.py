"""The parties' wishes, and who is asked to mediate.

When every party has given its wishes the worker asks the common choice, or whom the published rule gives, at once; what
the rule saw and said is kept as a determination. The body's head may ask the same before that, or somebody else with a
reason that is kept; nobody can ask a person who is tied to a party, is away, or carries enough already.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from hejie import negotiation
from hejie_platform.cases.access import Held
from hejie_platform.cases.models import Appointment, Mediation
from hejie_platform.ledger.actions import ActionRefused, Actor, Done, determine, done_before, whole
from hejie_platform.ledger.models import Determination, Effect
from hejie_platform.mediation.actions import taking
from hejie_platform.mediation.facts import parties, roster
from hejie_platform.mediation.models import Choice, Ranking
from hejie_platform.negotiation.queries.trial import ENGINE
from hejie_platform.people.models import User

RULE: Final = (
    "lowest sum of ranks, then load, then first verified; else field, language, load, first verified"
)
SYSTEM: Final = Actor(None, "system")


@whole
def rank(
    held: Held,
    row: Mediation,
    *,
    order: Sequence[str],
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Give one's wishes, most wished first; an empty order leaves the choice to the rule. Nobody else reads it."""
    side = parties.side_of(held, row, now=now)
    if side is None or (side.name == "lender" and side.talks is None):
        raise ActionRefused("mediation_no_party")
    free = {one.ref for one in roster.candidates(row, now=now) if not negotiation.why_out(one)}
    if not set(order) <= free or len(set(order)) != len(order):
        raise ActionRefused("mediation_wish_not_free")
    Ranking.objects.update_or_create(
        mediation=row,
        negotiation=side.talks,
        defaults={
            "side": side.name,
            "given_by": held.user,
            "order": list(order),
            "given_at": now,
        },
    )
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    return taking.step(held, row, "rank", said={"wishes": len(order)}, **stamp)


@whole
def appoint(
    held: Held,
    row: Mediation,
    *,
    mediator: User | None,
    note: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Ask a mediator of the body. One whom neither wish nor rule gives is asked with a reason.

    Raises ActionRefused, StepRefused.
    """
    by = held.acting("mediation", "appoint")
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    return _appoint(held, row, mediator, by=by, note=note, **stamp)


@whole
def appoint_by_rule(row: Mediation, *, now: datetime, action_id: UUID) -> Done:
    """Ask whom the parties' wishes or the rule give. Raises ActionRefused where they give nobody."""
    mediator = User.objects.filter(ref=chosen(row, now=now).ref).first()
    held = Held(User(), ("system",), None)
    stamp: dict[str, Any] = {"seen_version": None, "now": now, "action_id": action_id}
    return _appoint(held, row, mediator, by=SYSTEM, note="", **stamp)


def appoint_if_ranked(effect: Effect, *, now: datetime) -> None:
    """When the last party has given its wishes, ask at once; where the rule gives nobody, the body's head decides."""
    row = Mediation.objects.select_related("case__borrower", "body").get(pk=effect.payload["subject"])
    if done_before(effect.pk, of=appoint_by_rule) or not is_ready(row):
        return
    if chosen(row, now=now).ref:
        appoint_by_rule(row, now=now, action_id=effect.pk)


def is_ready(row: Mediation) -> bool:
    """Whether a mediator is to be found and every party has said what it wishes."""
    if row.state != "appointing" or row.mediator_id is not None:
        return False
    given = Ranking.objects.filter(mediation=row, given_at__gte=since(row))
    keys = {f"lender:{one.negotiation_id}" if one.negotiation_id else "borrower" for one in given}
    return set(parties.rankers_of(row)) <= keys


def since(row: Mediation) -> datetime:
    """From when wishes count: they are for one search;
    after a mediator has left, the parties are asked afresh."""
    left = Appointment.objects.filter(mediation=row, ended_at__isnull=False).order_by("-ended_at").first()
    return (left.ended_at if left else None) or row.created_at


def chosen(row: Mediation, *, now: datetime) -> negotiation.Chosen:
    """What wishes and rule say of this mediation now."""
    wishes = roster.wishes_of(row, parties.rankers_of(row))
    return negotiation.choose(roster.candidates(row, now=now), wishes=wishes, **roster.needs_of(row))


def _appoint(
    held: Held, row: Mediation, mediator: User | None, *, by: Actor, note: str, now: datetime, **stamp: Any
) -> Done:
    found = chosen(row, now=now)
    if mediator is None:
        raise ActionRefused("mediation_no_mediator")
    if why := _against(row, mediator, now):
        raise ActionRefused("mediation_mediator_not_free", why=why)
    way = found.way if found.ref == mediator.ref else "hand"
    if way == "hand" and not note.strip():
        raise ActionRefused("mediation_hand_needs_reason")
    kept = _determined(row, mediator, found, way, now)
    done = taking.step(
        held,
        row,
        "appoint",
        by=by,
        note=note,
        said={"mediator": mediator.ref, "way": way, "determination": kept.ref},
        changes={"mediator": mediator},
        mediator_fit=roster.is_fit(row, mediator, now=now),
        now=now,
        **stamp,
    )
    taking.end_appointment(row, "appoint", now=now)
    asked = Appointment.objects.create(mediation=row, mediator=mediator, asked_at=now)
    Choice.objects.create(appointment=asked, way=way, determination=kept)
    return done


def _against(row: Mediation, mediator: User, now: datetime) -> str:
    """What bars this person, whoever wishes it; "" for nothing. Field and language only bind the rule."""
    one = next((one for one in roster.candidates(row, now=now) if one.ref == mediator.ref), None)
    return "not_listed" if one is None else negotiation.why_out(one)


def _determined(
    row: Mediation, mediator: User, found: negotiation.Chosen, way: str, now: datetime
) -> Determination:
    """What the rule saw and said, and who was asked, so that anyone can compute it again."""
    needs = roster.needs_of(row)
    return determine(
        kind="mediator",
        subject=row.id,
        facts={
            "rule": RULE,
            "candidates": roster.as_facts(roster.candidates(row, now=now)),
            "wishes": [list(order) for order in roster.wishes_of(row, parties.rankers_of(row))],
            "fields": sorted(needs["fields"]),
            "languages": sorted(needs["languages"]),
        },
        result={
            "asked": mediator.ref,
            "way": way,
            "rule_gives": found.ref,
            "rule_way": found.way,
            "points": found.points,
            "out": [list(one) for one in found.out],
        },
        law_version="none",
        engine_version=ENGINE,
        now=now,
    )
