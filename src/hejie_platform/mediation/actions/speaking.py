"""Speaking: to all in the joint room, or in the sealed caucus of one party; and bringing words out of a caucus.

What is said is stored and numbered before anybody sees it. A caucus leaves nothing behind that another party could count: its
words, its key, its chain and its notices are its own, and the mediation's version does not move.
"""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F

from hejie_platform.agreements.actions.notes import kept
from hejie_platform.cases.access import NotHeld
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Mediation
from hejie_platform.core import keys, live, storage
from hejie_platform.core.models import StoredFile
from hejie_platform.ledger.actions import ActionRefused, Actor, Done, whole
from hejie_platform.mediation.models import Caucus, CaucusSaying, JointRoom, JointSaying, Release
from hejie_platform.mediation.table import HeldTable
from hejie_platform.negotiation import facts

LONGEST = 4000

R = TypeVar("R", JointRoom, Caucus)


@whole
def say(
    held: HeldTable,
    *,
    text: str,
    file: bytes | None = None,
    floor: str = "",
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Say something to all, with a picture or a PDF that is shown. floor: the party that the mediator asks to speak next.

    Something newer is no reason to refuse it, so `seen_version` is not asked for. Raises ActionRefused, StepRefused,
    texts.Faulty for a file that nobody can look at.
    """
    _sayable(text)
    row, by = lock(held), held.acting("mediation", "say")
    given = {"floor": floor} if floor and held.is_mediator and held.party(floor) else {}
    said = _keep(
        JointSaying, joint_room(row, now=now), text, by=by, file=kept(file, now=now), now=now, **given
    )
    return take_step(row, "say", by=by, said=_named(said, text), now=now, action_id=action_id)


@whole
def say_in_caucus(
    held: HeldTable,
    *,
    party: str,
    text: str,
    file: bytes | None = None,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Say something to the mediator alone, or as the mediator to this party alone. Raises as `say`, and NotHeld."""
    if not held.may_enter(party):
        raise NotHeld
    _sayable(text)
    row, by = lock(held), held.acting("mediation", "caucus")
    room = caucus_room(row, party, now=now)
    said = _keep(CaucusSaying, room, text, by=by, file=kept(file, now=now), now=now)
    return take_step(
        row, "caucus", by=by, within=party, said=_named(said, text), now=now, action_id=action_id
    )


@whole
def release(
    held: HeldTable,
    *,
    party: str,
    number: int,
    text: str,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Bring exactly this text out of one's own caucus into the joint room. Only that party may; the mediator may not.

    number: which saying of the caucus it comes from. Raises NotHeld, ActionRefused, StepRefused.
    """
    source = CaucusSaying.objects.filter(
        room__mediation=held.mediation, room__party=party, seq=number
    ).first()
    if party not in held.mine or source is None:
        raise NotHeld
    _sayable(text)
    row, by = lock(held), held.acting("mediation", "say")
    shown = _keep(JointSaying, joint_room(row, now=now), text, by=by, now=now, is_released=True)
    Release.objects.create(saying=source, shown=shown, released_by=held.user, released_at=now)
    said = {**_named(shown, text), "released": True}
    return take_step(row, "say", by=by, said=said, now=now, action_id=action_id)


# --- what the other actions of the table use too ------------------------------------------------------


def lock(held: HeldTable) -> Mediation:
    """Let the actions at this table wait for one another. The row is read afresh."""
    row = Mediation.objects.select_for_update(of=("self",)).select_related("case__borrower", "mediator")
    return row.get(pk=held.mediation.pk)


def joint_room(row: Mediation, *, now: datetime) -> JointRoom:
    """The joint room, made with its key when it is first needed. Call under `lock`."""
    found = JointRoom.objects.filter(mediation=row).select_related("key").first()
    return found or JointRoom.objects.create(mediation=row, key=storage.new_key_row(now=now))


def caucus_room(row: Mediation, party: str, *, now: datetime) -> Caucus:
    """The caucus of a party, made with a key of its own when the first word is said. Call under `lock`."""
    found = Caucus.objects.filter(mediation=row, party=party).select_related("key").first()
    return found or Caucus.objects.create(mediation=row, party=party, key=storage.new_key_row(now=now))


def _keep(
    kind: Any, room: R, text: str, *, by: Actor, file: StoredFile | None = None, now: datetime, **more: Any
) -> Any:
    """Store one saying as the next of the room."""
    type(room)._default_manager.filter(pk=room.pk).update(length=F("length") + 1)
    room.refresh_from_db(fields=["length"])
    said = kind.objects.create(
        room=room,
        seq=room.length,
        sender=by.user,
        role=by.role,
        on_behalf_of=by.on_behalf_of,
        body=facts.seal_words(room, text, place=f"saying.{room.length}"),
        file=file,
        sent_at=now,
        **more,
    )
    live.announce(room.id, room.length)
    return said


def _named(said: Any, text: str) -> dict[str, object]:
    """What the entry says of it: its place, its keyed hash, whether a file was shown."""
    shown = {"file": True} if said.file_id else {}
    return {"message": said.seq, "message_hash": keys.keyed_hash(text.strip(), purpose="message"), **shown}


def _sayable(text: str) -> None:
    if not text.strip():
        raise ActionRefused("message_empty")
    if len(text) > LONGEST:
        raise ActionRefused("message_too_long", most=LONGEST)
