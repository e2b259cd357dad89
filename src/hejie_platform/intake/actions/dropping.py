"""Several files at once, whatever they are: each is kept at once, and read by the worker in a child process.

    drop_file(held, data, filename="bill.zip", now=now, action_id=...)     # waiting; a picture is just kept
    read_dropped(effect, now=now)                                          # the worker: read, locked, refused ...
    stop_reading(held, paper, now=now, action_id=...)                      # the child is killed, the bytes are gone

What a file is gets told by its content. A file that nobody can read is refused with the cure and its bytes are erased; a
password is not asked for here, since what waits for the worker would have to hold it (see `papers.unlock`).
"""

import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.actions import SYSTEM
from hejie_platform.cases.facts import law_of
from hejie_platform.core import pictures, storage
from hejie_platform.intake.actions.papers import LONGEST_NAME, UNSORTED, guard, said_of, write
from hejie_platform.intake.actions.saving import save_step
from hejie_platform.intake.actions.understanding import Understood, understand
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.facts import opened, papers, readings
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.ledger.actions import ActionRefused, Done, Effect, NotYet, Owed, chain_for, record, whole

IN_HAND = ("waiting", "reading")
READ = "paper.read"


@whole
def drop_file(held: HeldCase, data: bytes, *, filename: str, now: datetime, action_id: UUID) -> Done:
    """Take one file of several into the case; what can be read waits for the worker. Raises Wrong, StepRefused."""
    data = pictures.without_place(data)  # what is hashed is what is kept
    look = papers.look_at(data, reads=True, most_bytes=settings.HEJIE_MAX_UPLOAD)
    if look.faults:
        raise Wrong(look.faults)
    guard(held, data)
    state = "stored" if look.media_type in (papers.PNG, papers.JPEG) else "waiting"
    row = EvidenceItem(
        case=held.case, kind=UNSORTED, name=filename[:LONGEST_NAME], filed_by=held.user, state=state
    )
    done = save_step(
        held,
        said=said_of(row, hashlib.sha256(data).hexdigest(), state),
        seen_version=None,
        now=now,
        action_id=action_id,
        step="add_paper",
        owed=(to_read(row.pk),) if state == "waiting" else (),
    )
    row.file = storage.put(data, media_type=look.media_type, now=now)
    row.filed_at = now
    row.save()
    return done


def to_read(paper: UUID) -> Owed:
    """What the worker is owed for a paper that waits."""
    return Owed(READ, {"paper": str(paper)}, key=str(paper))


def in_hand(paper: UUID | str) -> QuerySet[EvidenceItem]:
    """The paper while the worker has it to read."""
    return EvidenceItem.objects.filter(pk=paper, state__in=IN_HAND, removed_at__isnull=True)


def read_dropped(effect: Effect, *, now: datetime) -> None:
    """Handler of `paper.read`. May run twice: a paper that is no longer in hand is left alone."""
    rows = in_hand(effect.payload["paper"])
    paper = rows.select_related("case", "file__key", "filed_by").first()
    if paper is None:
        return
    rows.filter(state="waiting").update(state="reading")
    try:
        understood = _understood(paper, now, is_wanted=rows.exists)
        _settle(paper, understood, now=now, action_id=effect.id)
    except ActionRefused:  # it was taken back meanwhile
        return


def _understood(paper: EvidenceItem, now: datetime, **more: object) -> Understood:
    try:
        return understand(
            storage.get(paper.file),
            media_type=paper.file.media_type,
            filename=paper.name,
            password=None,
            person=paper.filed_by,
            currency=law_of(paper.case).currency,
            now=now,
            **more,  # type: ignore[arg-type]  # is_wanted alone
        )
    except Wrong as wrong:
        if any(fault.code == opened.BUSY_CODE for fault in wrong.faults):
            raise NotYet(now + opened.AGAIN_AFTER) from None
        faults = tuple(readings.messages_to_json(wrong.faults))
        return Understood(paper.file.media_type, "refused", notes=faults)


@whole
def _settle(paper: EvidenceItem, understood: Understood, *, now: datetime, action_id: UUID) -> Done:
    """Keep what the worker found, unless the paper was taken out of its hands."""
    if not in_hand(paper.pk).update(state="reading"):
        raise ActionRefused("paper_read_already")
    write(paper, understood)
    if understood.state == "refused":
        _forget(paper, now)
    return record(
        chain=chain_for(paper.case_id, "borrower"),
        by=SYSTEM,
        verb="case.paper_read",
        subject=paper.case_id,
        facts=said_of(paper, paper.file.sha256, understood.state),
        now=now,
        action_id=action_id,
    )


@whole
def stop_reading(held: HeldCase, paper: EvidenceItem, *, now: datetime, action_id: UUID) -> Done:
    """Take a file back while it waits or is read; nothing of it stays. Raises Wrong when it was read already."""
    if not in_hand(paper.pk).update(state="stopped"):
        raise refuse("paper_read_already")
    paper.state = "stopped"
    said = said_of(paper, paper.file.sha256, "stopped")
    done = save_step(held, said=said, seen_version=None, now=now, action_id=action_id, step="add_paper")
    _forget(paper, now)
    return done


def _forget(paper: EvidenceItem, now: datetime) -> None:
    """The paper goes, and with it the bytes, unless they are a paper of another application that took it over."""
    paper.removed_at = now
    paper.save(update_fields=["removed_at"])
    if not EvidenceItem.objects.filter(file=paper.file_id, removed_at__isnull=True).exists():
        storage.destroy_key(paper.file.key, now=now)


@whole
def sort_paper(held: HeldCase, paper: EvidenceItem, *, kind: str, now: datetime, action_id: UUID) -> Done:
    """Say what a paper is that was dropped among others and is for a person to look at. Raises Wrong."""
    if kind not in LISTS.papers:
        raise refuse("answer_not_on_list", "kind")
    if paper.state not in ("stored", "not_read"):
        raise refuse("paper_sorted_already", "kind")
    paper.kind = kind
    said = said_of(paper, paper.file.sha256, paper.state)
    done = save_step(held, said=said, seen_version=None, now=now, action_id=action_id, step="add_paper")
    paper.save(update_fields=["kind"])
    return done
