"""Reading a contract or a credit report: its text layer at once, its pictures page by page in a worker of their own.

A paper with a text layer is read before the transaction, in a child. A scan or a photograph waits for the worker `reader`,
which watches a child find the letters: so long for each page, so many pages, and no longer than its owner wants it. A page
that takes too long or brings the child down is told as not read, and the next one is tried with a new child. Each page is
kept as it comes, so a worker that dies loses one page at most.
"""

import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from hejie import papers, texts
from hejie_platform.cases.access import Held, HeldCase
from hejie_platform.core import ids, storage
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.facts import eyes, found, opened
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.facts.papers import PDF, SEEN_BY_EYE
from hejie_platform.intake.models import EvidenceItem, PageLook, PaperReading
from hejie_platform.ledger.actions import Done, Effect, NotYet, Owed, chain_for, note_access, record, whole

EFFECT: Final = "paper.look"
READER: str = eyes.READER
NO_TEXT: Final = "statement_pdf_without_text"
RUN_SECONDS: Final = 50.0  # then the effect is put back, well within the lease of its worker
UNDER_WAY: Final = ("waiting", "reading")
_READ: Final = {
    "contract": lambda seen: found.of_contract(papers.contract_of(seen)),
    "credit_report": lambda seen: found.of_report(papers.credit_report_of(seen)),
}


def can_be_read(item: EvidenceItem) -> bool:
    """Whether a paper of this kind and type can be read here at all."""
    return item.kind in PaperReading.KINDS and item.file.media_type in SEEN_BY_EYE


def read_paper(held: HeldCase, item: EvidenceItem, *, now: datetime, action_id: UUID) -> Done:
    """Begin to read a paper anew; what was answered to an earlier reading stays.

    Raises Wrong: no contract or report, unreadable, or pictures where no reader of pictures is installed.
    """
    if not can_be_read(item):
        raise refuse("reading_not_this_kind")
    text = _text_of(item)
    if text is None and not eyes.is_here():
        raise refuse("reading_pictures_not_here")
    return _begin(held, item, text, now=now, action_id=action_id)


def _text_of(item: EvidenceItem) -> dict[str, Any] | None:
    """What the text layer says; None for a paper that is pictures. Raises Wrong with the cure."""
    if item.file.media_type != PDF:
        return None
    try:
        said = opened.answer(storage.get(item.file), {"do": item.kind})
    except opened.Ended as ended:
        raise refuse(opened.code_of(ended, "reading_stopped"), "file") from None
    codes = [fault["code"] for fault in said["faults"]]
    if NO_TEXT in codes:
        return None
    if codes:
        raise Wrong(tuple(texts.fault(one["code"], "file", **one["facts"]) for one in said["faults"]))
    return said


@whole
def _begin(
    held: HeldCase, item: EvidenceItem, text: dict[str, Any] | None, *, now: datetime, action_id: UUID
) -> Done:
    row = PaperReading.objects.filter(paper=item).first() or PaperReading(paper=item)
    PageLook.objects.filter(reading_id=row.pk).delete()
    row.kind, row.way = item.kind, "pictures" if text is None else "text"
    row.state, row.job, row.why = "waiting" if text is None else "read", ids.uuid7(), ""
    row.pages = row.done = 0 if text is None else text.get("pages", 1)
    row.left_out, row.found = 0, text or {}
    row.asked_by, row.asked_at, row.ended_at = held.user, now, None if text is None else now
    row.save()
    owed = (Owed(EFFECT, {"reading": row.pk, "job": str(row.job)}),) if text is None else ()
    return _record(held, "case.read_paper", item, owed, now, action_id)


@whole
def stop_looking(held: HeldCase, item: EvidenceItem, *, now: datetime, action_id: UUID) -> Done:
    """End a reading that is under way; its child is gone within a second. What was seen so far is dropped."""
    running = PaperReading.objects.filter(paper=item, state__in=UNDER_WAY)
    if not running.update(state="cancelled", job=ids.uuid7(), ended_at=now):
        raise refuse("reading_not_running")
    PageLook.objects.filter(reading__paper=item).delete()
    return _record(held, "case.stop_reading", item, (), now, action_id)


def _record(
    held: HeldCase, verb: str, item: EvidenceItem, owed: tuple[Owed, ...], now: datetime, action_id: UUID
) -> Done:
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb=verb,
        subject=held.case.id,
        facts={"paper": item.ref, "kind": item.kind},
        owed=owed,
        now=now,
        action_id=action_id,
    )


# --- the worker's part


def look(effect: Effect, *, now: datetime) -> None:
    """Look at pages until all are seen, or until this run has used its time. Raises NotYet for the rest."""
    row = _wanted(effect.payload).select_related("paper__file__key").first()
    if row is None:
        return
    try:
        data = storage.get(row.paper.file)
    except (storage.FileGone, storage.FileChanged):
        _end(row, "failed", "paper_file_gone", effect.payload, now)
        return
    _wanted(effect.payload).update(state="reading")
    try:
        if not _look_on(row, data, effect.payload):
            return
    except opened.Ended:  # too many are looked at already
        raise NotYet(now + opened.AGAIN_AFTER) from None
    if row.pages and row.done < row.pages:
        raise NotYet(now)
    _conclude(row, effect.payload, now)


def _wanted(payload: Any) -> Any:
    """The reading while this run of it is still wanted."""
    return PaperReading.objects.filter(
        pk=payload["reading"], job=payload["job"], state__in=UNDER_WAY, paper__removed_at__isnull=True
    )


def _look_on(row: PaperReading, data: bytes, payload: Any) -> bool:
    """Go through pages as they come, one at least. False: nobody wants it any more. Raises Ended where none could be had."""
    order = {"do": "look", "first": row.done + 1, "most": LISTS.limits.looked_pages, "reader": READER}
    until = time.monotonic() + RUN_SECONDS
    pages = opened.answers(data, order, seconds=LISTS.limits.page_seconds, is_wanted=_wanted(payload).exists)
    try:
        for page in pages:
            if not _kept(row, page, payload):
                return False
            if "page" in page and time.monotonic() > until:
                break
    except opened.Ended as ended:
        if ended.why == "busy":
            raise
        return ended.why != "unwanted" and _kept(row, {"page": row.done + 1, "why": ended.why}, payload)
    finally:
        pages.close()
    return True


def _kept(row: PaperReading, page: dict[str, Any], payload: Any) -> bool:
    """Keep one page, or how many there are; False once the run is not wanted."""
    with transaction.atomic():
        if _wanted(payload).select_for_update().first() is None:
            return False
        if "page" not in page:
            row.pages, row.left_out = page["pages"], page["left_out"]
        else:
            row.done = page["page"]
            seen = {name: page[name] for name in ("width", "height", "seen") if name in page}
            rest = {"turn": page.get("turn", 0), "why": page.get("why", ""), "seen": seen}
            PageLook.objects.update_or_create(reading=row, number=page["page"], defaults=rest)
        row.save(update_fields=["pages", "left_out", "done"])
    return True


def _conclude(row: PaperReading, payload: Any, now: datetime) -> None:
    """Read what was seen; a paper of which no page could be looked at is said to be so."""
    looks = list(PageLook.objects.filter(reading=row, why="").order_by("number"))
    sheets = [found.sheet({"page": one.number, **one.seen}) for one in looks]
    if not any(sheet.seen for sheet in sheets):
        _end(row, "failed", "reading_saw_nothing", payload, now)
        return
    row.found = _READ[row.kind](sheets) | {
        "sizes": [_size(looks, number) for number in range(1, row.pages + 1)]
    }
    faults = row.found["faults"]
    _end(row, "failed" if faults else "read", faults[0]["code"] if faults else "", payload, now)


def _size(looks: Iterable[PageLook], number: int) -> list[int]:
    """Width and height of a page as it was read; of one that was not, nothing."""
    return next(([one.seen["width"], one.seen["height"]] for one in looks if one.number == number), [0, 0])


def _end(row: PaperReading, state: str, why: str, payload: Any, now: datetime) -> None:
    """What came of it, unless somebody ended it or began anew in the last moment."""
    with transaction.atomic():
        if _wanted(payload).select_for_update().first() is None:
            return
        row.state, row.why, row.ended_at = state, why, now
        row.save(update_fields=["state", "why", "ended_at", "found"])


def draw_page(held: Held, item: EvidenceItem, number: int, *, purpose: str, now: datetime) -> str:
    """A page of a paper as a PNG in base64, drawn in a child, with the look written down; "" where there is none."""
    look_at_reading(held, item, purpose=purpose, now=now)
    turn = PageLook.objects.filter(reading__paper=item, number=number).values_list("turn", flat=True).first()
    try:
        made = opened.answer(storage.get(item.file), {"do": "page", "page": number, "turn": turn or 0})
    except (opened.Ended, storage.FileGone, storage.FileChanged):
        return ""
    return str(made["png"])


def look_at_reading(held: Held, item: EvidenceItem, *, purpose: str, now: datetime) -> None:
    """Write down that somebody looks at what was read of a paper, or at a picture of it."""
    note_access(
        reader=held.actor,
        kind="evidence_file",
        subject=item.id,
        owner=item.filed_by,
        purpose=purpose,
        now=now,
    )


def pages_of(item: EvidenceItem) -> int:
    """How many pages a PDF has, counted in a child; none for anything else, or where it cannot be opened."""
    try:
        return len(opened.answer(storage.get(item.file), {"do": "sizes"})["sizes"])
    except (opened.Ended, storage.FileGone, storage.FileChanged):
        return 0
