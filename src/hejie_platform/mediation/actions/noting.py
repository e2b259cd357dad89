"""The mediator's own notes and work list, and the sealed door through which a supervisor may read them with a reason."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from hejie_platform.cases.access import Held, NotHeld
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Mediation
from hejie_platform.core import storage
from hejie_platform.ledger.actions import (
    ActionRefused,
    Actor,
    Done,
    Owed,
    chain_for,
    note_access,
    record,
    whole,
)
from hejie_platform.mediation.actions.speaking import lock
from hejie_platform.mediation.models import Note, NoteBook
from hejie_platform.mediation.table import HeldTable
from hejie_platform.negotiation import facts

SHORTEST_REASON = 10


@whole
def write_note(
    held: HeldTable,
    *,
    text: str,
    due_on: date | None = None,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Write a note that nobody else reads; with a day it is a line of one's work list."""
    if not text.strip():
        raise ActionRefused("message_empty")
    row, by = lock(held), held.acting("mediation", "note")
    book = _book(held, row, now=now)
    NoteBook.objects.filter(pk=book.pk).update(length=F("length") + 1)
    book.refresh_from_db(fields=["length"])
    sealed = facts.seal_words(book, text, place=f"note.{book.length}")
    Note.objects.create(book=book, seq=book.length, body=sealed, written_at=now, due_on=due_on)
    return take_step(row, "note", by=by, said={"note": book.length}, now=now, action_id=action_id)


@whole
def finish_note(
    held: HeldTable, *, number: int, now: datetime, action_id: UUID, seen_version: int | None = None
) -> Done:
    """One line of the work list is done. Raises NotHeld."""
    mine = Note.objects.filter(book__mediation=held.mediation, book__author=held.user, seq=number)
    if not mine.filter(done_at__isnull=True).update(done_at=now):
        raise NotHeld
    return record(
        chain=chain_for(held.mediation.id, f"private:{held.user.pk}"),
        by=held.actor,
        verb="mediation.note_done",
        subject=held.mediation.id,
        facts={"note": number},
        now=now,
        action_id=action_id,
    )


@whole
def break_glass(
    held: Held, *, mediation: Mediation, author: str, reason: str, now: datetime, action_id: UUID
) -> Done:
    """A supervisor opens somebody's notes: the reason is kept, the reading is noted, the author is told.

    author: the account's reference. Raises NotHeld for everybody else, ActionRefused without a reason.
    """
    book = NoteBook.objects.filter(mediation=mediation, author__ref=author).select_related("author").first()
    if "supervisor" not in held.roles or book is None:
        raise NotHeld
    if len(reason.strip()) < SHORTEST_REASON:
        raise ActionRefused("glass_needs_reason", least=SHORTEST_REASON)
    by = Actor(held.user, "supervisor")
    note_access(
        reader=by,
        kind="mediation_notes",
        subject=mediation.id,
        owner=book.author,
        purpose="supervision",
        now=now,
    )
    # The reason is sealed in the author's book, so that they read why; the entry holds that there was one.
    return record(
        chain=chain_for(mediation.id, f"private:{book.author.pk}"),
        by=by,
        verb="mediation.glass_broken",
        subject=mediation.id,
        facts={"author": book.author.ref, "reason": _keep_reason(book, reason, now)},
        owed=(_tell(mediation, book),),
        now=now,
        action_id=action_id,
    )


def _keep_reason(book: NoteBook, reason: str, now: datetime) -> int:
    """The reason as a line of the book itself; returns its number."""
    NoteBook.objects.filter(pk=book.pk).update(length=F("length") + 1)
    book.refresh_from_db(fields=["length"])
    sealed = facts.seal_words(book, reason, place=f"note.{book.length}")
    Note.objects.create(book=book, seq=book.length, body=sealed, written_at=now, is_reason=True)
    return book.length


def _tell(mediation: Mediation, book: NoteBook) -> Owed:
    payload = {
        "to": str(book.author.pk),
        "code": "notes.opened",
        "facts": {"ref": mediation.ref},
        "about": {"machine": "mediation", "ref": mediation.ref},
        "side": "mediation",
    }
    return Owed(kind="notice.send", payload=payload)


def _book(held: HeldTable, row: Mediation, *, now: datetime) -> NoteBook:
    found = NoteBook.objects.filter(mediation=row, author=held.user).select_related("key").first()
    return found or NoteBook.objects.create(mediation=row, author=held.user, key=storage.new_key_row(now=now))
