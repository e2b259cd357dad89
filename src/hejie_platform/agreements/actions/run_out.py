"""A clock of any machine runs out: its step is taken with what follows from it, or the matter goes to a person."""

from datetime import datetime

from hejie_platform.agreements.facts import consequences, facts_for
from hejie_platform.cases.actions import fire
from hejie_platform.ledger.actions import Done


def run_out(found: fire.DueClock, *, now: datetime) -> Done:
    """Let one clock run out, once however often this is called. Raises ActionRefused("stale"): it was met meanwhile."""
    if not found.step:
        return fire.fire(found, now=now, action_id=found.action_id)
    step = found.rule.on_due
    return fire.fire(
        found,
        facts=facts_for(found.row, step, by=fire.CLOCK, now=now),
        also=consequences(found.row, step, now=now),
        now=now,
        action_id=found.action_id,
    )
