"""Money that the household has at hand, told if it likes: plans may ask at once for no more than it can do without.

Of 5,000.00 at hand of which 3,000.00 are kept, at most 2,000.00. It may be told, changed or taken back at any time while the
case lives; plans of agreed figures are then made anew. The record says that it was told, and never how much.
"""

from datetime import datetime
from uuid import UUID

from hejie import money
from hejie_platform.cases.access import HeldCase
from hejie_platform.intake.actions.saving import save_step
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.models import Savings
from hejie_platform.ledger.actions import Done, Owed, whole


@whole
def tell_savings(
    held: HeldCase,
    *,
    at_hand_minor: int | None,
    kept_minor: int | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Keep both amounts in place of those before; None for both takes them back. Raises Wrong (one without the other, below
    zero, too large), StepRefused, "stale"."""
    told = {"at_hand_minor": at_hand_minor, "kept_minor": kept_minor}
    given = {name: minor for name, minor in told.items() if minor is not None}
    for name in told.keys() - given.keys() if given else ():
        raise refuse("savings_both_or_neither", name)
    for name, minor in given.items():
        if not 0 <= minor <= money.MAX_MINOR:
            raise refuse("savings_outside", name, most_minor=money.MAX_MINOR)
    done = save_step(
        held,
        said={"about": "savings", "fields": sorted(given)},
        seen_version=seen_version,
        now=now,
        action_id=action_id,
        step="tell_savings",
        owed=(Owed("plans.renew", {"case": str(held.case.pk)}),) if held.case.state == "open" else (),
    )
    if given:
        row = {**given, "told_by": held.user, "told_at": now}
        Savings.objects.update_or_create(case=held.case, defaults=row)
    else:
        Savings.objects.filter(case=held.case).delete()
    return done
