"""More time for a mediation, or a rest: the mediator asks for a day, every party answers for itself, then the clock moves.

One no is enough to leave the time as it is. The last yes does not move the clock by itself: the mediator does, so that one
person answers for it.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from hejie_platform.cases.access import Held
from hejie_platform.cases.models import Mediation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, chain_for, record, whole
from hejie_platform.mediation.actions import taking
from hejie_platform.mediation.facts import parties
from hejie_platform.mediation.facts.parties import Side
from hejie_platform.mediation.models import ExtraTime, ExtraTimeAnswer

MOST: Final = timedelta(days=180)  # our rule: longer is another mediation


@whole
def ask_extra_time(
    held: Held,
    row: Mediation,
    *,
    kind: str,
    until_day: date,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The mediator asks everybody. Raises ActionRefused."""
    if "mediator" not in held.roles or row.state != "open":
        raise ActionRefused("mediation_not_open")
    if seen_version is not None and seen_version != row.version:
        raise ActionRefused("stale")
    if not clock.legal_day(now) < until_day <= clock.legal_day(now) + MOST:
        raise ActionRefused("mediation_day_out_of_reach", most_days=MOST.days)
    open_ones = ExtraTime.objects.filter(mediation=row, ended_at__isnull=True)
    open_ones.update(ended_at=now, ended="replaced")
    asked = ExtraTime.objects.create(
        mediation=row, kind=kind, until_day=until_day, asked_by=held.user, asked_at=now
    )
    told = Owed(kind="tell_parties", payload=taking.payload(held, row, "ask_extra_time"))
    facts = {"kind": kind, "until_on": until_day.isoformat(), "asked": asked.ref}
    return _recorded(held, row, "ask_extra_time", "shared", facts, (told,), now, action_id)


@whole
def answer_extra_time(held: Held, row: Mediation, *, agrees: bool, now: datetime, action_id: UUID) -> Done:
    """One party's yes or no; the mediator is told. Raises ActionRefused."""
    side, asked = parties.side_of(held, row, now=now), waiting(row)
    if asked is None:
        raise ActionRefused("mediation_no_extra_time")
    if side is None or not parties.has_consented(side, row):
        raise ActionRefused("mediation_no_party")
    ExtraTimeAnswer.objects.update_or_create(
        asked=asked,
        given_by=held.user,
        defaults={"side": side.name, "negotiation": side.talks, "agrees": agrees, "given_at": now},
    )
    if not agrees:
        ExtraTime.objects.filter(pk=asked.pk).update(ended_at=now, ended="declined")
    told = Owed(kind="tell_mediator", payload=taking.payload(held, row, "answer_extra_time"))
    audience = f"private:{held.user.pk}"
    return _recorded(held, row, "answer_extra_time", audience, {"agrees": agrees}, (told,), now, action_id)


@whole
def extend(held: Held, row: Mediation, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """Everybody has agreed: the time of the mediation ends on the new day. Raises StepRefused, ActionRefused."""
    asked = waiting(row)
    if asked is None:
        raise ActionRefused("mediation_no_extra_time")
    end = datetime.combine(asked.until_day + timedelta(days=1), time(0), tzinfo=clock.legal_zone())
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    done = taking.step(
        held,
        row,
        "extend",
        said={"kind": asked.kind, "until_on": asked.until_day.isoformat()},
        dues={"mediation_time": end},
        all_agree=not missing(row, asked),
        **stamp,
    )
    ExtraTime.objects.filter(pk=asked.pk).update(ended_at=now, ended="granted")
    return done


def waiting(row: Mediation) -> ExtraTime | None:
    """The request for time that waits for answers."""
    return ExtraTime.objects.filter(mediation=row, ended_at__isnull=True).first()


def missing(row: Mediation, asked: ExtraTime) -> tuple[str, ...]:
    """The parties in the mediation that have not agreed to it."""
    agreed = {
        _key(one) for one in asked.answers.filter(agrees=True).select_related("negotiation", "given_by")
    }
    return tuple(key for key in parties.present(row) if key not in agreed)


def _key(one: ExtraTimeAnswer) -> str:
    return Side(one.side, one.negotiation, one.given_by).key


def _recorded(
    held: Held,
    row: Mediation,
    name: str,
    audience: str,
    facts: dict[str, Any],
    owed: tuple[Owed, ...],
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(row.id, audience),
        by=held.actor,
        verb=f"mediation.{name}",
        subject=row.id,
        facts=facts,
        owed=owed,
        now=now,
        action_id=action_id,
    )
