"""Handing in papers: looked at by their bytes, a statement read in a child process, everything kept encrypted.

Looking and reading happen before the transaction, which only keeps the result. A locked archive is kept as it is and
asks for its password; the password opens it once and is stored nowhere. A statement that cannot be read is kept too
where a person can look at it (PDF, picture), and refused with the cure where nobody could.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from hejie import texts
from hejie_platform.cases.access import Held, HeldCase
from hejie_platform.core import clock, keys, storage
from hejie_platform.intake.actions.reading import read_in_child
from hejie_platform.intake.actions.saving import save_step
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.facts import papers
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import ClaimedLoan, EvidenceItem
from hejie_platform.ledger.actions import Done, note_access, whole

PASSWORD_NEEDED = "statement_password_needed"
PASSWORD_WRONG = "statement_password_wrong"
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Understood:
    """What came of looking at a file: its type, the state it will have, and what was read of it."""

    media_type: str
    state: str
    source: str = ""
    reading: dict[str, Any] | None = None
    notes: tuple[dict[str, Any], ...] = ()


def hand_in(
    held: HeldCase,
    data: bytes,
    *,
    kind: str,
    filename: str,
    loan: ClaimedLoan | None = None,
    password: str | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Take one file into the case as a paper of `kind`; the Entry names its reference.

    Raises Wrong with the cure (nothing is kept then), StepRefused.
    """
    if kind not in LISTS.papers:
        raise refuse("answer_not_on_list", "kind")
    look = papers.look_at(data, reads=LISTS.papers[kind].reads, most_bytes=settings.HEJIE_MAX_UPLOAD)
    if look.faults:
        raise Wrong(look.faults)
    understood = Understood(look.media_type, "stored")
    if LISTS.papers[kind].reads:
        understood = _understand(data, look.media_type, filename, password or None, now)
    row = EvidenceItem(case=held.case, loan=loan, kind=kind, name=filename[:LONGEST_NAME], filed_by=held.user)
    return _keep(held, row, data, understood, now=now, action_id=action_id)


def _understand(
    data: bytes, media_type: str, filename: str, password: str | None, now: datetime
) -> Understood:
    """Read a statement; what only a person can look at, a picture or a PDF without rows, is said to be so."""
    by_eye = Understood(media_type, "not_read", notes=({"code": "paper_by_eye", "facts": {}},))
    if media_type in papers.SEEN_BY_EYE and media_type != papers.PDF:
        return by_eye
    reading = read_in_child(data, filename=filename, password=password, day=clock.legal_day(now))
    codes = [fault["code"] for fault in reading["faults"]]
    notes = tuple(reading["faults"] + reading["notes"])
    if PASSWORD_NEEDED in codes or PASSWORD_WRONG in codes:
        return Understood(media_type, "needs_password", notes=notes)
    if not reading["rows"] and media_type == papers.PDF:
        return by_eye
    if not reading["rows"]:
        raise Wrong(tuple(texts.fault(one["code"], "file", **one["facts"]) for one in reading["faults"]))
    return Understood(media_type, "read", reading["source"], reading, notes)


def _said(row: EvidenceItem, sha256: str, understood: Understood) -> dict[str, str]:
    """What the ledger keeps of a paper: its hash under our key, so that nobody can try files against it."""
    fingerprint = keys.keyed_hash(sha256, purpose="evidence")
    return {"paper": row.ref, "kind": row.kind, "fingerprint": fingerprint, "state": understood.state}


@whole
def _keep(
    held: HeldCase, row: EvidenceItem, data: bytes, understood: Understood, *, now: datetime, action_id: UUID
) -> Done:
    _guard(held, data)
    said = _said(row, hashlib.sha256(data).hexdigest(), understood)
    done = save_step(held, said=said, seen_version=None, now=now, action_id=action_id, step="add_paper")
    row.file = storage.put(data, media_type=understood.media_type, now=now)
    row.filed_at = now
    _write(row, understood)
    return done


def _guard(held: HeldCase, data: bytes) -> None:
    here = EvidenceItem.objects.filter(case=held.case, removed_at__isnull=True)
    if here.count() >= LISTS.limits.papers:
        raise refuse("papers_too_many", "file", most=LISTS.limits.papers)
    if here.filter(file__sha256=hashlib.sha256(data).hexdigest()).exists():
        raise refuse("paper_already_here", "file")


def _write(row: EvidenceItem, understood: Understood) -> None:
    row.state, row.source = understood.state, understood.source
    row.reading, row.notes = understood.reading, list(understood.notes)
    row.save()


def unlock(held: HeldCase, paper: EvidenceItem, *, password: str, now: datetime, action_id: UUID) -> Done:
    """Open a locked statement with its password, which is used once and kept nowhere.

    Raises Wrong: the password does not fit (the upload stays), or what is inside is no statement.
    """
    if paper.state != "needs_password":
        raise refuse("paper_not_locked")
    understood = _understand(storage.get(paper.file), paper.file.media_type, paper.name, password, now)
    if understood.state == "needs_password":
        raise refuse(PASSWORD_WRONG, "password")
    return _opened(held, paper, understood, now=now, action_id=action_id)


@whole
def _opened(
    held: HeldCase, paper: EvidenceItem, understood: Understood, *, now: datetime, action_id: UUID
) -> Done:
    said = _said(paper, paper.file.sha256, understood)
    done = save_step(held, said=said, seen_version=None, now=now, action_id=action_id, step="add_paper")
    _write(paper, replace(understood, media_type=paper.file.media_type))
    return done


@whole
def remove_paper(
    held: HeldCase, paper: EvidenceItem, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Take a paper back before the application is handed in; the record keeps that it was there."""
    said = {"about": "paper_removed", "paper": paper.ref, "kind": paper.kind}
    done = save_step(held, said=said, seen_version=seen_version, now=now, action_id=action_id)
    paper.removed_at = now
    paper.save(update_fields=["removed_at"])
    return done


def show_paper(held: Held, paper: EvidenceItem, *, purpose: str, now: datetime) -> bytes:
    """The bytes of a paper, with the look written down. Raises storage.FileGone, storage.FileChanged."""
    note_access(
        reader=held.actor,
        kind="evidence_file",
        subject=paper.id,
        owner=paper.filed_by,
        purpose=purpose,
        now=now,
    )
    return storage.get(paper.file)
