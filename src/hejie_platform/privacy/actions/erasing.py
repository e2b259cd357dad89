"""Being forgotten: asked for, called off within seven days, or done by the scheduler when they are over.

What is destroyed: the name and every way to reach the person, proofs of identity, stories, papers, messages, notes and all
other words in their cases. What stays is listed before it is asked for: the record without words, and agreements as long as
they have to be kept. Somebody whose case, agreement, complaint or court matter runs is told which, and from which day it can be.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hejie_platform.core import clock
from hejie_platform.core.each import each
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.actions import Actor, Done, Owed, chain_for, record, whole
from hejie_platform.people.models import User
from hejie_platform.privacy.actions import shredding
from hejie_platform.privacy.facts.retention import TIMES
from hejie_platform.privacy.models import Erasure
from hejie_platform.privacy.queries.standing import Standing, standing

SCAN = uuid.UUID("5b1c0f6a-5a0e-5d0e-9a44-0c6d1d7c9a11")  # the name space of what the scan does by itself


@whole
def ask_erasure(person: User, *, now: datetime, action_id: UUID) -> Done:
    """Ask to be forgotten in seven days. Raises ActionRefused when something stops it, or it was asked already."""
    if Erasure.objects.filter(person=person, state="asked").exists():
        raise ActionRefused("erasure_asked_already")
    found = standing(person, now=now)
    if not found.is_free:
        raise ActionRefused("erasure_stopped", count=len(found.stops))
    row = Erasure.objects.create(
        person=person,
        asked_at=now,
        due_at=now + timedelta(days=TIMES["cooling_off_days"]),
        kept=_as_codes(found),
    )
    told = _told(row, "erasure_waits")
    return _record(row, Actor(person, "self"), "erasure.ask", (told,), now, action_id)


def _as_codes(found: Standing) -> list[dict[str, Any]]:
    return [
        {"class": one.name, "count": one.count, "until": one.until.isoformat() if one.until else ""}
        for one in found.stays
    ]


def _told(row: Erasure, code: str) -> Owed:
    facts = {"ref": row.ref, "due_on": clock.legal_day(row.due_at).isoformat()}
    payload = {"to": str(row.person_id), "code": code, "facts": facts, "about": {}, "side": "borrower"}
    return Owed(kind="notice.send", key=code, payload=payload)


@whole
def call_off_erasure(person: User, *, now: datetime, action_id: UUID) -> Done:
    """Call it off: nothing was destroyed yet."""
    row = Erasure.objects.select_for_update().filter(person=person, state="asked").first()
    if row is None:
        raise ActionRefused("erasure_none")
    _end(row, "called_off", now)
    return _record(row, Actor(person, "self"), "erasure.call_off", (), now, action_id)


def erase_due(now: datetime) -> int:
    """Do what was asked for seven days ago and not called off; how many there were. A scan of the scheduler."""
    due = list(Erasure.objects.filter(state="asked", due_at__lte=now).order_by("due_at", "id"))
    return each(due, lambda row: erase(row, now=now, action_id=uuid.uuid5(SCAN, str(row.pk))), what="erasure")


@whole
def erase(asked: Erasure, *, now: datetime, action_id: UUID) -> Done:
    """Destroy it, or stop when something turned up meanwhile."""
    row = Erasure.objects.select_for_update().select_related("person").get(pk=asked.pk)
    if row.state != "asked":
        raise ActionRefused("erasure_none")
    found = standing(row.person, now=now)
    if not found.is_free:
        row.stops = [{"code": stop.code, "ref": stop.ref} for stop in found.stops]
        _end(row, "stopped", now, "stops")
        return _record(
            row, Actor(None, "clock"), "erasure.stop", (_told(row, "erasure_was_stopped"),), now, action_id
        )
    row.erased = shredding.forget(row.person, now=now)
    row.kept = _as_codes(found)
    _end(row, "done", now, "erased", "kept")
    return _record(row, Actor(None, "clock"), "erasure.do", (), now, action_id)


def _end(row: Erasure, state: str, now: datetime, *more: str) -> None:
    row.state, row.ended_at = state, now
    row.save(update_fields=["state", "ended_at", *more])


def _record(
    row: Erasure, by: Actor, verb: str, owed: tuple[Owed, ...], now: datetime, action_id: UUID
) -> Done:
    return record(
        chain=chain_for(row.person_id, "private"),
        by=by,
        verb=verb,
        subject=row.id,
        facts={"ref": row.ref, "erased": row.erased},
        owed=owed,
        now=now,
        action_id=action_id,
    )
