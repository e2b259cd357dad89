"""Saying what rows of a statement mean: by the borrower with an explanation, by the reviewer on the record.

Each change is kept beside what the machine read, counts from now on, and may be undone by the side that made it. The plans
of talks with agreed figures are made anew, since they rest on the budget.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hejie import statements
from hejie_platform.cases.access import HeldCase
from hejie_platform.intake.actions.saving import save_step
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.models import EvidenceItem, RowChange
from hejie_platform.intake.queries.rows import CaseRows, as_override, rows_of
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, note_access, whole

MOST_AT_ONCE = 5_000  # one tick says the same of every fare that a driver had in a year
MOST_WORDS = 500
LOOK = "statement_rows"


@whole
def correct_rows(
    held: HeldCase,
    *,
    keys: Sequence[str],
    category: str,
    reason: str,
    seen_change: str = "",
    now: datetime,
    action_id: UUID,
) -> Done:
    """Put rows into a category, with the reason. `seen_change` is the correction of the first row that the page showed.

    Raises Wrong (unknown row or category, no reason, income of money that was lent, set by the reviewer), StepRefused,
    "stale".
    """
    side, found = side_of(held), rows_of(held.case)
    _guard(found, keys, side, seen_change)
    made = [
        RowChange(
            case=held.case,
            key=key,
            category=category,
            side=side,
            reason=reason[:MOST_WORDS],
            made_by=held.user,
            made_at=now,
        )
        for key in keys
    ]
    faults = statements.override(found.read, found.joined.rows, [as_override(one) for one in made])[1]
    if faults:
        raise Wrong(tuple({(one.code, one.field): one for one in faults}.values()))
    done = _record(held, {"category": category, "count": len(made)}, now, action_id)
    _standing(held, keys).update(undone_at=now, undone_by=held.user)
    RowChange.objects.bulk_create(made)
    return done


@whole
def undo_row(held: HeldCase, *, key: str, now: datetime, action_id: UUID) -> Done:
    """Take back one's own side's correction of a row. Raises Wrong when there is none."""
    standing = _standing(held, [key])
    if not standing.exists():
        raise refuse("row_not_corrected")
    done = _record(held, {"about": "undone", "count": 1}, now, action_id)
    standing.update(undone_at=now, undone_by=held.user)
    return done


def look_at_rows(held: HeldCase, *, purpose: str, now: datetime, paper: EvidenceItem | None = None) -> None:
    """Write down that somebody else reads rows: of one paper, or of all."""
    note_access(
        reader=held.actor,
        kind=LOOK,
        subject=paper.pk if paper else held.case.pk,
        owner=paper.filed_by if paper else held.case.borrower,
        purpose=purpose,
        now=now,
    )


def side_of(held: HeldCase) -> str:
    """For which side the holder speaks."""
    return "borrower" if held.is_borrower_side else "reviewer"


def _guard(found: CaseRows, keys: Sequence[str], side: str, seen_change: str) -> None:
    if not 0 < len(keys) <= MOST_AT_ONCE:
        raise refuse("rows_too_many", most=MOST_AT_ONCE)
    first = found.changes.get(keys[0])
    if seen_change != (str(first.pk) if first else ""):
        raise ActionRefused("stale")
    set_by = {found.changes[key].side for key in keys if key in found.changes}
    if side == "borrower" and "reviewer" in set_by:
        raise refuse("row_set_by_reviewer", "category")


def _standing(held: HeldCase, keys: Sequence[str]) -> QuerySet[RowChange]:
    return RowChange.objects.filter(case=held.case, key__in=keys, side=side_of(held), undone_at__isnull=True)


def _record(held: HeldCase, said: dict[str, object], now: datetime, action_id: UUID) -> Done:
    """The entry names what was done and to how many rows, never what a row says."""
    step = "correct_rows" if side_of(held) == "borrower" else "judge_rows"
    owed = (Owed("plans.renew", {"case": str(held.case.pk)}),) if held.case.state == "open" else ()
    return save_step(held, said=said, seen_version=None, now=now, action_id=action_id, step=step, owed=owed)
