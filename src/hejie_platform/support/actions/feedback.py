"""Answering the one question of a stage, and noting what was read: who pays whom, and the notes for staff.

An answer to a question of feedback leaves an entry that says that an answer came, without who gave it: the entry of a
person beside an answer of the same moment would name them.
"""

from datetime import datetime
from uuid import UUID, uuid4

from hejie import texts
from hejie_platform.cases.access import HeldCase
from hejie_platform.core import clock, keys
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.actions import Actor, Done, chain_for, record, whole
from hejie_platform.people.models import User
from hejie_platform.support.facts import lists, notes
from hejie_platform.support.models import FeedbackAnswer, PayersSeen, StaffRead

FEEDBACK = UUID("5f1a0a3c-3f5f-4a3e-9a51-9d5f1f7a2c11")  # the subject of the chain that counts answers
SYSTEM = Actor(None, "system")
BEST = 5


def mark_of(person: User, stage: str, matter: UUID) -> str:
    """What keeps one person from answering twice, and tells nobody who it was."""
    return keys.keyed_hash(f"{person.pk} {stage} {matter}", purpose="feedback")


@whole
def answer_feedback(
    person: User,
    *,
    stage: str,
    side: str,
    matter: UUID,
    score: int,
    words: str = "",
    now: datetime,
    action_id: UUID,
) -> Done:
    """Answer the question of a stage, once. Raises ActionRefused."""
    if stage not in lists.STAGES or side not in lists.FEEDBACK_SIDES or not 1 <= score <= BEST:
        raise ActionRefused("complaint_not_on_list")
    mark = mark_of(person, stage, matter)
    if FeedbackAnswer.objects.filter(mark=mark).exists():
        raise ActionRefused("feedback_given")
    row = FeedbackAnswer.objects.create(
        stage=stage, side=side, score=score, words=words, on_day=clock.legal_day(now), mark=mark
    )
    return record(
        chain=chain_for(FEEDBACK, "feedback"),
        by=SYSTEM,
        verb="feedback.answered",
        subject=row.id,
        facts={"stage": stage, "side": side},
        now=now,
        action_id=uuid4(),  # the form's id would lead from the answer to whoever sent it
    )


@whole
def note_payers_seen(
    held: HeldCase, *, version: str, shown: list[list[str]], now: datetime, action_id: UUID
) -> Done:
    """This person was shown who pays whom in the case; what the page said is kept with the case."""
    digest = texts.digest([version, shown])
    given = {"case": held.case, "person": held.user, "digest": digest}
    row, is_new = PayersSeen.objects.get_or_create(
        **given, defaults={"page_version": version, "shown": shown, "seen_at": now}
    )
    return record(
        chain=chain_for(held.case.id, "payers"),
        by=held.actor,
        verb="payers.seen" if is_new else "payers.seen_again",
        subject=held.case.id,
        facts={"version": version, "digest": row.digest},
        now=now,
        action_id=action_id,
    )


@whole
def note_read(person: User, *, note: str, now: datetime, action_id: UUID) -> Done:
    """Somebody who works here has read a note."""
    if note not in notes.NOTES:
        raise ActionRefused("complaint_not_on_list")
    version = notes.NOTES[note].version
    StaffRead.objects.get_or_create(person=person, note=note, note_version=version, defaults={"read_at": now})
    return record(
        chain=chain_for(person.id, f"private:{person.id}"),
        by=Actor(person, "officer"),
        verb="note.read",
        subject=person.id,
        facts={"note": note, "version": version},
        now=now,
        action_id=action_id,
    )
