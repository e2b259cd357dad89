"""A copy of everything about a person: ordered, made by the worker part by part, fetched by that person alone, gone in a week."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hejie_platform.core import storage
from hejie_platform.core.each import each
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger import facts as ledger
from hejie_platform.ledger.actions import Actor, Done, Effect, Owed, chain_for, record, whole
from hejie_platform.ledger.models import AccessEntry
from hejie_platform.people.models import User
from hejie_platform.privacy.facts import proof
from hejie_platform.privacy.facts.retention import TIMES
from hejie_platform.privacy.models import ExportOrder
from hejie_platform.privacy.queries import contents

ZIP = "application/zip"


@whole
def order_export(person: User, *, now: datetime, action_id: UUID) -> Done:
    """Ask for a copy; a finished one that was asked for before goes. Raises ActionRefused while one is being made."""
    before = (
        ExportOrder.objects.filter(person=person, ended_at__isnull=True).select_related("file__key").first()
    )
    if before is not None and before.made_at is None:
        raise ActionRefused("export_being_made")
    if before is not None:
        _end(before, now)
    order = ExportOrder.objects.create(person=person, asked_at=now)
    return _record(
        order, "export.order", (Owed(kind="export.make", payload={"order": str(order.pk)}),), now, action_id
    )


def _record(order: ExportOrder, verb: str, owed: tuple[Owed, ...], now: datetime, action_id: UUID) -> Done:
    return record(
        chain=chain_for(order.person_id, "private"),
        by=Actor(order.person, "self"),
        verb=verb,
        subject=order.id,
        facts={"ref": order.ref},
        owed=owed,
        now=now,
        action_id=action_id,
    )


def make_export(effect: Effect, *, now: datetime) -> None:
    """Handler of `export.make`: gather what this person may see, seal it, keep it under a key of its own."""
    order = ExportOrder.objects.select_related("person").get(pk=UUID(effect.payload["order"]))
    if order.made_at is not None or order.ended_at is not None:
        return
    files: dict[str, bytes] = {}
    papers: list[dict[str, str]] = []
    for done, part in enumerate(contents.PARTS, start=1):
        made = contents.gather(part, order.person, now=now)
        files |= {f"{part}.json": _json(made.data), **made.files}
        papers += made.papers
        ExportOrder.objects.filter(pk=order.pk).update(parts_done=done)
    files |= contents.index(order.person, files, now=now)
    evidence = {"made_at": now.isoformat(), "papers": papers, "chains": contents.chains_of(order.person)}
    _keep(order, proof.sealed(files, evidence, key=ledger.anchor_key()), now)


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str).encode()


def _keep(order: ExportOrder, archive: bytes, now: datetime) -> None:
    stored = storage.put(archive, media_type=ZIP, now=now)
    until = now + timedelta(days=TIMES["export_days"])
    waiting = ExportOrder.objects.filter(pk=order.pk, made_at__isnull=True, ended_at__isnull=True)
    if not waiting.update(file=stored, made_at=now, expires_at=until):
        key = stored.key  # another worker was faster, or it was ended meanwhile
        stored.delete()
        key.delete()


def fetch_export(person: User, *, now: datetime) -> bytes | None:
    """The bytes of one's own finished copy, with the look written down; None when there is none any more."""
    order = ExportOrder.objects.filter(person=person, ended_at__isnull=True, expires_at__gt=now).first()
    if order is None or order.file is None:
        return None
    AccessEntry.objects.create(
        at=now,
        reader=person,
        role="self",
        kind="export",
        subject=order.id,
        owner=person,
        purpose="own_export",
    )
    return storage.get(order.file)


def end_exports(now: datetime) -> int:
    """Destroy the copies whose days are over; how many there were. A scan of the scheduler."""
    rows = ExportOrder.objects.filter(ended_at__isnull=True, expires_at__lte=now).select_related("file__key")
    return each(list(rows), lambda order: _end(order, now), what="end of an export")


def _end(order: ExportOrder, now: datetime) -> None:
    ExportOrder.objects.filter(pk=order.pk).update(ended_at=now)
    if order.file is not None:
        storage.destroy_key(order.file.key, now=now)


def progress(order: ExportOrder) -> Mapping[str, int]:
    """How far the making is."""
    return {"done": order.parts_done, "of": len(contents.PARTS)}
