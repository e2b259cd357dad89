"""A file of openings: read, kept with what is wrong in it, confirmed by the lender, then opened row by row by the worker.

Each row is an action of its own whose id is made from the file and the line, so that whoever goes on after a crash, and
whoever is second, opens nothing twice. A loan that was invited before is counted and left alone.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from hejie_platform.core import clock
from hejie_platform.intake.actions.opening import invite, standing
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.facts import opening as facts
from hejie_platform.intake.facts import opening_file
from hejie_platform.intake.facts.opening import Opening
from hejie_platform.intake.models import OpeningFile
from hejie_platform.ledger.actions import Done, Effect, Owed, chain_for, owe_more, record, whole
from hejie_platform.lenders import access as lenders
from hejie_platform.lenders.access import HeldLender, NotHeld

OPEN = "opening.open"
AT_ONCE = 100  # rows of one file before the worker turns to others
LONGEST_NAME = 120


@whole
def take_file(desk: HeldLender, data: bytes, *, filename: str, now: datetime, action_id: UUID) -> Done:
    """Read a file and keep what it says, for the lender to look at; nothing is opened. The Entry's subject is the file.

    Raises Wrong when the file as a whole cannot be read; rows that cannot be taken are kept with their cure.
    """
    found = opening_file.read(data, today=clock.legal_day(now))
    if whole_file := tuple(fault for fault in found.faults if fault.line == 0):
        raise Wrong(tuple(_as_fault(fault) for fault in whole_file))
    row = OpeningFile(
        lender=desk.lender,
        made_by=desk.user,
        made_at=now,
        name=filename[:LONGEST_NAME],
        rows=[{"line": one.line, **asdict(one.opening)} for one in found.rows],
        faults=[_as_json(fault) for fault in found.faults],
        valid=len(found.rows),
        bad=found.bad_lines,
    )
    row.save(force_insert=True)
    return record(
        chain=chain_for(row.id, "lender"),
        by=desk.acting("officer"),
        verb="opening.file_read",
        subject=row.id,
        facts={"file": row.ref, "valid": row.valid, "bad": row.bad},
        now=now,
        action_id=action_id,
    )


def _as_fault(fault: opening_file.RowFault) -> Any:
    from_fault = refuse(fault.code, fault.field, **dict(fault.facts))
    return from_fault.faults[0]


def _as_json(fault: opening_file.RowFault) -> dict[str, Any]:
    return {"line": fault.line, "field": fault.field, "code": fault.code, "facts": dict(fault.facts)}


@whole
def confirm_file(desk: HeldLender, row: OpeningFile, *, sends: bool, now: datetime, action_id: UUID) -> Done:
    """Open a case for every valid row whose loan was not invited yet; the worker does it. Raises Wrong."""
    if row.confirmed_at is not None:
        raise refuse("opening_file_confirmed")
    if row.valid == 0:
        raise refuse("opening_no_rows")
    done = record(
        chain=chain_for(row.id, "lender"),
        by=desk.acting("officer"),
        verb="opening.file_confirmed",
        subject=row.id,
        facts={"file": row.ref, "valid": row.valid, "sent": sends},
        owed=(Owed(kind=OPEN, key=row.ref, payload={"file": str(row.id)}),),
        now=now,
        action_id=action_id,
    )
    moved = OpeningFile.objects.filter(pk=row.pk, confirmed_at__isnull=True)
    if not moved.update(confirmed_at=now, sends=sends):
        raise refuse("opening_file_confirmed")
    return done


def open_rows(effect: Effect, *, now: datetime) -> None:
    """Open the next rows of a confirmed file, and owe the rest: others' effects have their turn in between."""
    row = OpeningFile.objects.select_related("lender", "made_by").get(pk=effect.payload["file"])
    try:
        desk = lenders.lender_for(row.made_by, row.lender.ref, now=now)
    except (
        NotHeld
    ):  # who confirmed it no longer works there: the rest stays unopened, and the page says how many
        _note(row, done_at=now)
        return
    for place in range(row.taken, min(row.taken + AT_ONCE, row.valid)):
        _open_one(desk, row, row.rows[place], now=now)
        _note(row, taken=place + 1, opened=row.opened, known=row.known)
    if row.taken < row.valid:
        owe_more(effect, Owed(kind=OPEN, key=f"{row.ref} {row.taken}", payload=effect.payload), now=now)
    else:
        _note(row, done_at=now)


def _open_one(desk: HeldLender, row: OpeningFile, said: dict[str, Any], *, now: datetime) -> None:
    """One row. What was opened by this very file before a crash counts as opened by it."""
    given = {name: value for name, value in said.items() if name != "line"}
    before = standing(desk.lender, facts.contract_hash(said["contract_number"]))
    if before is not None:
        by_us = before.file_id == row.pk
        row.opened, row.known = row.opened + by_us, row.known + (not by_us)
        return
    invite(
        desk,
        Opening(**given),
        file=row,
        sends=row.sends,
        now=now,
        action_id=uuid5(row.pk, str(said["line"])),
    )
    row.opened += 1


def _note(row: OpeningFile, **values: Any) -> None:
    OpeningFile.objects.filter(pk=row.pk).update(**values)
    for name, value in values.items():
        setattr(row, name, value)
