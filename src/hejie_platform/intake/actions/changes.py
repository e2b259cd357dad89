"""Something changed while the talks run: told once, to the lenders that the borrower chooses."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.actions import take_step
from hejie_platform.core import clock
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import Change
from hejie_platform.ledger.actions import Done, whole
from hejie_platform.people.models import Organisation


@whole
def tell_change(
    held: HeldCase,
    *,
    kind: str,
    since_on: date | None,
    words: str,
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
    done = take_step(
        held.case,
        "update",
        by=held.acting("case", "update"),
        seen_version=seen_version,
        said={"kind": kind, "shown_to": [one.ref for one in shown_to]},
        now=now,
        action_id=action_id,
    )
    change = Change.objects.create(
        case=held.case, told_by=held.user, told_at=now, kind=kind, since_on=since_on, words=words
    )
    change.shown_to.set(shown_to)
    return done
