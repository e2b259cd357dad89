"""Handing in papers: looked at by their bytes, a statement read in a child process, everything kept encrypted.

Looking and reading happen before the transaction, which only keeps the result. A locked archive is kept as it is and
asks for its password; the password opens it once and is stored nowhere. A statement that cannot be read is kept too
where a person can look at it (PDF, picture), and refused with the cure where nobody could.
"""

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from hejie import statements
from hejie_platform.cases.access import Held, HeldCase
from hejie_platform.cases.facts import law_of
from hejie_platform.core import keys, pictures, storage
from hejie_platform.intake.actions.saving import save_step
from hejie_platform.intake.actions.understanding import PASSWORD_WRONG, Understood, noticed, understand
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.facts import papers, readings
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import ClaimedLoan, EvidenceItem
from hejie_platform.ledger.actions import Done, note_access, whole

LONGEST_NAME = 200
UNSORTED = "other_paper"
KINDS = {"wallet": "wallet_statement", "account": "bank_statement", "card": "bank_statement"}


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
    data = pictures.without_place(data)  # what is hashed is what is kept
    look = papers.look_at(data, reads=LISTS.papers[kind].reads, most_bytes=settings.HEJIE_MAX_UPLOAD)
    if look.faults:
        raise Wrong(look.faults)
    understood = Understood(look.media_type, "stored", notes=noticed(data))
    if LISTS.papers[kind].reads:
        understood = understand(
            data,
            media_type=look.media_type,
            filename=filename,
            password=password or None,
            person=held.user,
            currency=law_of(held.case).currency,
            now=now,
        )
    row = EvidenceItem(case=held.case, loan=loan, kind=kind, name=filename[:LONGEST_NAME], filed_by=held.user)
    return _keep(held, row, data, understood, now=now, action_id=action_id)


def said_of(row: EvidenceItem, sha256: str, state: str) -> dict[str, str]:
    """What the ledger keeps of a paper: its hash under our key, so that nobody can try files against it."""
    fingerprint = keys.keyed_hash(sha256, purpose="evidence")
    return {"paper": row.ref, "kind": row.kind, "fingerprint": fingerprint, "state": state}


@whole
def _keep(
    held: HeldCase, row: EvidenceItem, data: bytes, understood: Understood, *, now: datetime, action_id: UUID
) -> Done:
    guard(held, data)
    said = said_of(row, hashlib.sha256(data).hexdigest(), understood.state)
    done = save_step(held, said=said, seen_version=None, now=now, action_id=action_id, step="add_paper")
    row.file = storage.put(data, media_type=understood.media_type, now=now)
    row.filed_at = now
    write(row, understood)
    return done


def guard(held: HeldCase, data: bytes) -> None:
    """One more paper may come, and this one is not here yet. Raises Wrong."""
    here = EvidenceItem.objects.filter(case=held.case, removed_at__isnull=True)
    if here.count() >= LISTS.limits.papers:
        raise refuse("papers_too_many", "file", most=LISTS.limits.papers)
    if here.filter(file__sha256=hashlib.sha256(data).hexdigest()).exists():
        raise refuse("paper_already_here", "file")


def write(row: EvidenceItem, understood: Understood) -> None:
    """Keep what was understood of a paper; one that nobody sorted yet is sorted by what it turned out to be."""
    row.kind = (
        KINDS.get(statements.kind_of_source(understood.source), row.kind)
        if row.kind == UNSORTED
        else row.kind
    )
    row.state, row.source = understood.state, understood.source
    row.reading, row.notes = understood.reading, list(understood.notes)
    row.mark = keys.keyed_hash(row.file.sha256, purpose="evidence")
    row.rows_mark = _mark_of_rows(understood.reading)
    row.save()


def _mark_of_rows(reading: dict[str, Any] | None) -> str:
    """By which a statement is known again when it was saved anew; "" for a paper without rows."""
    if not reading or not reading.get("rows"):
        return ""
    key = keys.keyed_hash("rows", purpose="evidence").encode()
    return statements.mark_of_rows(readings.from_json(reading).rows, key=key)


def still(paper: EvidenceItem, state: str) -> bool:
    """Whether a paper is what it was before it was opened; nobody else changes it until the action ends."""
    rows = EvidenceItem.objects.filter(pk=paper.pk, state=state, removed_at__isnull=True)
    return rows.select_for_update(of=("self",)).first() is not None


def unlock(held: HeldCase, paper: EvidenceItem, *, password: str, now: datetime, action_id: UUID) -> Done:
    """Open a locked statement with its password, which is used once and kept nowhere.

    Raises Wrong: the password does not fit (the upload stays), what is inside is no statement, or somebody opened it or
    took it back meanwhile.
    """
    if paper.state != "needs_password":
        raise refuse("paper_not_locked")
    understood = understand(
        storage.get(paper.file),
        media_type=paper.file.media_type,
        filename=paper.name,
        password=password,
        person=held.user,
        currency=law_of(held.case).currency,
        now=now,
    )
    if understood.state == "needs_password":
        raise refuse(PASSWORD_WRONG, "password")
    return _opened(held, paper, understood, now=now, action_id=action_id)


@whole
def _opened(
    held: HeldCase, paper: EvidenceItem, understood: Understood, *, now: datetime, action_id: UUID
) -> Done:
    if not still(paper, "needs_password"):
        raise refuse("paper_not_locked")
    said = said_of(paper, paper.file.sha256, understood.state)
    done = save_step(held, said=said, seen_version=None, now=now, action_id=action_id, step="add_paper")
    write(paper, replace(understood, media_type=paper.file.media_type))
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
