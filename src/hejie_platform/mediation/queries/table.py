"""What is read at the table: sayings, meetings, minutes, proposals, notes; each by somebody who holds it.

A word of a caucus is read here by `said_in_caucus` alone, which asks whether the holder may enter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hejie_platform.cases.access import NotHeld
from hejie_platform.cases.models import Mediation
from hejie_platform.core import storage
from hejie_platform.core.models import StoredFile
from hejie_platform.mediation.models import (
    Caucus,
    CaucusSaying,
    JointRoom,
    JointSaying,
    Meeting,
    Minutes,
    Note,
    NoteBook,
    Promise,
    Proposal,
    ProposalPart,
    Release,
)
from hejie_platform.mediation.table import HeldTable
from hejie_platform.negotiation import facts
from hejie_platform.people.models import User


@dataclass(frozen=True, slots=True)
class Said:
    """One saying, opened. `floor`: the party that was asked to speak next. `is_released`: brought out of a caucus."""

    seq: int
    sender: User
    role: str
    sent_at: datetime
    text: str
    has_file: bool
    floor: str = ""
    is_released: bool = False


def said_to_all(row: Mediation, *, after: int = 0) -> list[Said]:
    """The joint room after number `after`, in order: what a reader who comes back has missed."""
    room = joint_room(row)
    rows = JointSaying.objects.filter(room=room, seq__gt=after).select_related("sender").order_by("seq")
    return [_said(room, one, floor=one.floor, is_released=one.is_released) for one in rows] if room else []


def said_in_caucus(held: HeldTable, party: str, *, after: int = 0) -> list[Said]:
    """The caucus of this party after number `after`. Raises NotHeld for everybody but that party and the mediator."""
    if not held.may_enter(party):
        raise NotHeld
    room = caucus(held.mediation, party)
    rows = CaucusSaying.objects.filter(room=room, seq__gt=after).select_related("sender").order_by("seq")
    return [_said(room, one) for one in rows] if room else []


def joint_room(row: Mediation) -> JointRoom | None:
    return JointRoom.objects.filter(mediation=row).select_related("key").first()


def caucus(row: Mediation, party: str) -> Caucus | None:
    return Caucus.objects.filter(mediation=row, party=party).select_related("key").first()


def _said(room: Any, one: Any, **more: Any) -> Said:
    text = facts.open_words(room, one.body, place=f"saying.{one.seq}")
    return Said(one.seq, one.sender, one.role, one.sent_at, text, one.file_id is not None, **more)


def has_floor(held: HeldTable, said: Sequence[Said]) -> bool:
    """Whether the mediator last asked the holder's party to speak, and it has not spoken since."""
    asked = max((one.seq for one in said if one.floor in held.mine), default=0)
    latest = max((one.seq for one in said if one.floor), default=0)
    answered = max((one.seq for one in said if one.sender == held.user), default=0)
    return asked > 0 and asked == latest and answered < asked


def shown_file(held: HeldTable, number: int, *, party: str = "") -> tuple[StoredFile, User]:
    """The file of a saying and who shows it, of the joint room or of a caucus that the holder may enter. Raises NotHeld."""
    if party and not held.may_enter(party):
        raise NotHeld
    kind: Any = CaucusSaying if party else JointSaying
    rooms = {"room__mediation": held.mediation} | ({"room__party": party} if party else {})
    found = (
        kind.objects.filter(seq=number, file__isnull=False, **rooms)
        .select_related("file__key", "sender")
        .first()
    )
    if found is None:
        raise NotHeld
    return found.file, found.sender


def file_bytes(stored: StoredFile) -> bytes:
    """What was shown. Raises storage.FileGone, storage.FileChanged."""
    return storage.get(stored)


def released_numbers(held: HeldTable, party: str) -> set[int]:
    """Which sayings of the caucus were brought into the joint room."""
    if not held.may_enter(party):
        raise NotHeld
    rows = Release.objects.filter(saying__room__mediation=held.mediation, saying__room__party=party)
    return set(rows.values_list("saying__seq", flat=True))


# --- meetings ----------------------------------------------------------------------------------------


def meetings(row: Mediation) -> list[Meeting]:
    """Every meeting, the newest first."""
    rows = Meeting.objects.filter(mediation=row).prefetch_related("slots__choices", "agenda")
    return list(rows.order_by("-proposed_at", "-id"))


def meeting_of(held: HeldTable, ref: str) -> Meeting:
    """A meeting of this table. Raises NotHeld."""
    rows = Meeting.objects.filter(mediation=held.mediation, ref=ref)
    found = rows.prefetch_related("slots__choices", "agenda", "recording_consents").first()
    if found is None:
        raise NotHeld
    return found


def skip_reason(row: Mediation, meeting: str, place: int, sealed: Any) -> str:
    """Why an item was skipped."""
    return facts.open_words(joint_room(row), sealed, place=f"agenda.{meeting}.{place}")


def seats_recording(meeting: Meeting) -> set[str]:
    """Who has said yes to a recording and not taken it back."""
    return {one.party for one in meeting.recording_consents.all() if one.withdrawn_at is None}


# --- minutes -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """Minutes, opened, with their promises."""

    row: Minutes
    text: str
    promises: Sequence["Kept"]
    confirmed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Kept:
    """One promise, opened."""

    row: Promise
    words: str


def minutes(row: Mediation) -> list[Written]:
    """All minutes, the newest first; replaced ones among them, since they were seen."""
    room = joint_room(row)
    rows = Minutes.objects.filter(mediation=row).prefetch_related("promises", "confirmations")
    return [_written(room, one) for one in rows.order_by("-number")]


def minutes_of(held: HeldTable, ref: str) -> Written:
    """The minutes of this reference. Raises NotHeld."""
    rows = Minutes.objects.filter(mediation=held.mediation, ref=ref)
    found = rows.select_related("meeting").prefetch_related("promises", "confirmations").first()
    if found is None:
        raise NotHeld
    return _written(joint_room(held.mediation), found)


def _written(room: JointRoom | None, one: Minutes) -> Written:
    kept = [
        Kept(row, facts.open_words(room, row.words, place=f"promise.{one.number}.{row.number}"))
        for row in sorted(one.promises.all(), key=lambda row: row.number)
    ]
    confirmed = frozenset(row.party for row in one.confirmations.all())
    return Written(one, facts.open_words(room, one.body, place=f"minutes.{one.number}"), kept, confirmed)


def promise_of(held: HeldTable, ref: str) -> Promise:
    """A promise of this table. Raises NotHeld."""
    rows = Promise.objects.filter(minutes__mediation=held.mediation, ref=ref).select_related("minutes")
    found = rows.first()
    if found is None:
        raise NotHeld
    return found


def reasons_of(written: Written) -> dict[int, str]:
    """Why items of the agenda were skipped, by their place."""
    meeting = written.row.meeting
    if meeting is None:
        return {}
    skipped = meeting.agenda.filter(skipped_at__isnull=False)
    row = written.row.mediation
    return {one.place: skip_reason(row, meeting.ref, one.place, one.reason) for one in skipped}


# --- proposals ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal, opened for one reader: the parts that are theirs to read, and their own answer."""

    row: Proposal
    analysis: str
    reasoning: str
    parts: Sequence[ProposalPart]
    own_answer: str


def proposals(held: HeldTable) -> list[Proposed]:
    """Every proposal as the holder may read it, the newest first."""
    room = joint_room(held.mediation)
    rows = Proposal.objects.filter(mediation=held.mediation).order_by("-number")
    return [_proposed(held, room, one) for one in rows]


def proposal_of(held: HeldTable, ref: str) -> Proposed:
    """The proposal of this reference as the holder may read it. Raises NotHeld."""
    found = Proposal.objects.filter(mediation=held.mediation, ref=ref).select_related("mediation").first()
    if found is None:
        raise NotHeld
    return _proposed(held, joint_room(held.mediation), found)


def _proposed(held: HeldTable, room: JointRoom | None, one: Proposal) -> Proposed:
    """A lender reads its own part; the borrower, the guarantor and the mediator read all. Nobody reads another's answer."""
    parts = one.parts.select_related("negotiation__creditor", "negotiation__case", "claim").order_by("id")
    own = [party.negotiation for party in held.parties if party.key in held.mine and party.negotiation]
    if held.is_lender_side:
        parts = parts.filter(negotiation__in=own)
    answer = one.answers.filter(party__in=held.mine).first()
    return Proposed(
        row=one,
        analysis=facts.open_words(room, one.analysis, place=f"analysis.{one.number}"),
        reasoning=facts.open_words(room, one.reasoning, place=f"reasoning.{one.number}"),
        parts=list(parts),
        own_answer=answer.answer if answer else "",
    )


# --- notes -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Noted:
    """One note, opened."""

    seq: int
    text: str
    written_at: datetime
    due_on: date | None
    done_at: datetime | None
    is_reason: bool


def own_notes(held: HeldTable) -> list[Noted]:
    """The holder's own notes on this mediation, the newest first."""
    return _notes(
        NoteBook.objects.filter(mediation=held.mediation, author=held.user).select_related("key").first()
    )


def books(row: Mediation) -> list[NoteBook]:
    """Whose notes there are: names alone, for the door of a supervisor."""
    return list(NoteBook.objects.filter(mediation=row).select_related("author").order_by("id"))


def opened_notes(row: Mediation, author: str) -> list[Noted]:
    """The notes that a supervisor has just opened with a reason; `actions.break_glass` comes first."""
    return _notes(NoteBook.objects.filter(mediation=row, author__ref=author).select_related("key").first())


def _notes(book: NoteBook | None) -> list[Noted]:
    if book is None:
        return []
    rows = Note.objects.filter(book=book).order_by("-seq")
    return [
        Noted(
            one.seq,
            facts.open_words(book, one.body, place=f"note.{one.seq}"),
            one.written_at,
            one.due_on,
            one.done_at,
            one.is_reason,
        )
        for one in rows
    ]


def lengths(rooms: set[UUID]) -> dict[UUID, int]:
    """How many things were said in each of these rooms: joint rooms and caucuses."""
    found: dict[UUID, int] = {}
    for kind in (JointRoom, Caucus):
        found |= dict(kind.objects.filter(pk__in=rooms).values_list("pk", "length"))
    return found


def open_proposal(row: Mediation) -> str:
    """The reference of the proposal that waits for answers."""
    found = Proposal.objects.filter(mediation=row, closed_at__isnull=True).values_list("ref", flat=True)
    return str(found.first() or "")


def open_minutes(row: Mediation) -> str:
    """The reference of the minutes that are not final yet."""
    rows = Minutes.objects.filter(mediation=row, final_at__isnull=True, replaced_at__isnull=True)
    return str(rows.order_by("-number").values_list("ref", flat=True).first() or "")
