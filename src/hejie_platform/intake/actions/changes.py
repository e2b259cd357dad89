"""Something changed while the talks run: told once, to the lenders that the borrower chooses.

Where the household's income, after the costs of a business, is told with it and has moved by more than the list's share, the case is assessed anew: a
person of the desk gets a task, the plans of talks with agreed figures are made again, and the record says so. From 6,000.00
to 5,100.00 is 15 %, beyond a share of 10 %.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import clock
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import Change
from hejie_platform.intake.queries.household import budget_of
from hejie_platform.ledger.actions import Done, Owed, whole
from hejie_platform.people.models import Organisation


@whole
def tell_change(
    held: HeldCase,
    *,
    kind: str,
    since_on: date | None,
    words: str,
    income_minor: int | None = None,
    shown_to: Sequence[Organisation],
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Record a change of circumstances and let the chosen lenders know. Raises Wrong, StepRefused, "stale"."""
    today = clock.legal_day(now)
    if kind not in LISTS.changes:
        raise refuse("answer_not_on_list", "kind")
    if since_on and since_on > today:
        raise refuse("answer_in_future", "since_on", latest_on=today.isoformat())
    before = _earned(held.case) if income_minor is not None else None
    moved = has_moved(before, income_minor)
    chosen = Negotiation.objects.filter(case=held.case, creditor__in=[one.pk for one in shown_to])
    done = take_step(
        held.case,
        "update",
        by=held.acting("case", "update"),
        seen_version=seen_version,
        said={"kind": kind, "shown_to": [one.ref for one in shown_to], "reassess": moved},
        names={"chosen": [str(pk) for pk in chosen.exclude(state="ended").values_list("pk", flat=True)]},
        owed=(_reassessment(held),) if moved else (),
        now=now,
        action_id=action_id,
    )
    change = Change.objects.create(
        case=held.case,
        told_by=held.user,
        told_at=now,
        kind=kind,
        since_on=since_on,
        words=words,
        income_minor=income_minor,
        income_before_minor=before,
        asks_reassessment=moved,
    )
    change.shown_to.set(shown_to)
    return done


def _earned(case: Case) -> int:
    """What the household has of a month today, after the costs of a business."""
    made = budget_of(case).made
    return made.income_minor - made.business_cost_minor


def has_moved(before_minor: int | None, now_minor: int | None) -> bool:
    """Whether the income of the household moved by more than the list's share of what it was."""
    if before_minor is None or now_minor is None:
        return False
    return abs(now_minor - before_minor) > LISTS.income_share * before_minor


def _reassessment(held: HeldCase) -> Owed:
    """A person looks at the case again. The payload is that of a step's own effects."""
    payload = {
        "machine": "case",
        "step": "update",
        "subject": str(held.case.id),
        "ref": held.case.ref,
        "case": str(held.case.id),
        "negotiation": None,
        "reason": "",
        "role": held.roles[0],
        "actor": str(held.user.pk),
    }
    return Owed(kind="task.reassess", payload=payload)
