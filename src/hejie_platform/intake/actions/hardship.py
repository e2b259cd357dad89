"""Giving one lender the standard statement as it stands: for a purpose, until a day, to be ended at any time.

What was given is frozen with its hash: a later budget does not change it, and a new one is given anew. A lender opens what is
in force and its own; every look is written down.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from hejie import dates
from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.actions import take_step
from hejie_platform.core import clock
from hejie_platform.intake.access import HeldFile
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.facts import hardship
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import ClaimedLoan, HardshipFile
from hejie_platform.intake.queries.guidelines import guidelines_of
from hejie_platform.intake.queries.hardship import hardship_content, has_budget
from hejie_platform.ledger.actions import Done, note_access, whole
from hejie_platform.people.models import Organisation

PURPOSES = HardshipFile.PURPOSES
ITEMS = hardship.CHOICE


@whole
def give_file(
    held: HeldCase,
    recipient: Organisation,
    *,
    items: tuple[str, ...],
    purpose: str,
    until_day: date,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Give this lender the statement of today with these items. Raises Wrong, StepRefused, ActionRefused("stale")."""
    day = clock.legal_day(now)
    _check(held, recipient, items, purpose, until_day, day)
    chosen = [item for item in hardship.ITEMS if item in (*hardship.NEEDED, *items)]
    content = hardship_content(held.case, recipient, chosen, day=day)
    row = HardshipFile(
        case=held.case,
        recipient=recipient,
        purpose=purpose,
        items=chosen,
        content=content,
        hash=hardship.digest(content),
        given_by=held.user,
        given_at=now,
        until_day=until_day,
    )
    said = {"file": row.ref, "items": chosen, "purpose": purpose, "hash": row.hash}
    done = _step(held, row, "share", said | {"until_on": until_day.isoformat()}, seen_version, now, action_id)
    row.save(force_insert=True)
    return done


@whole
def end_file(
    held: HeldCase, row: HardshipFile, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """From now on the lender cannot open it any more; what it has read, it has read. Raises Wrong where it has ended."""
    if not HardshipFile.objects.filter(pk=row.pk, withdrawn_at__isnull=True).update(withdrawn_at=now):
        raise refuse("hardship_ended_already")
    return _step(held, row, "end_share", {"file": row.ref}, seen_version, now, action_id)


def open_file(held: HeldFile, *, purpose: str, now: datetime) -> dict[str, Any]:
    """The content as it was given, with the look written down."""
    note_access(
        reader=held.actor,
        kind="hardship_file",
        subject=held.row.pk,
        owner=held.row.case.borrower,
        purpose=purpose,
        now=now,
    )
    content: dict[str, Any] = held.row.content
    return content


def _check(
    held: HeldCase, recipient: Organisation, items: tuple[str, ...], purpose: str, until: date, today: date
) -> None:
    latest = dates.add_months(today, LISTS.sheet.most_months)
    mine = ClaimedLoan.objects.filter(case=held.case, creditor=recipient, removed_at__isnull=True)
    if not mine.exists():
        raise refuse("hardship_not_for_this_lender")
    if purpose not in PURPOSES or not set(items) <= set(hardship.ITEMS):
        raise refuse("answer_not_on_list", "purpose")
    if not today <= until <= latest:
        raise refuse(
            "hardship_until_unusual", "until_day", earliest_on=today.isoformat(), latest_on=latest.isoformat()
        )
    if not has_budget(held.case):
        raise refuse("hardship_no_budget")
    compared = guidelines_of(held.case, day=today)
    left = sum(line.needs_note for line in compared.lines) if compared else 0
    if left:
        raise refuse("hardship_line_needs_note", count=left)


def _step(
    held: HeldCase,
    row: HardshipFile,
    step: str,
    said: dict[str, Any],
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    return take_step(
        held.case,
        step,
        by=held.acting("case", step),
        seen_version=seen_version,
        said={"recipient": row.recipient.ref, **said},
        names={"organisation": str(row.recipient_id)},  # no other lender is told of it
        now=now,
        action_id=action_id,
    )
