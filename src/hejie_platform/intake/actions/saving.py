"""The step that every saved answer takes: `case.save`, with the names of what changed and never the answers.

An answer that a helper wrote down carries the channel through which it was told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.actions import take_step
from hejie_platform.intake.actions.assisting import channel_of
from hejie_platform.ledger.actions import Done, Owed


def save_step(
    held: HeldCase,
    *,
    said: dict[str, Any],
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
    step: str = "save",
    owed: tuple[Owed, ...] = (),
) -> Done:
    """Take `save` (or `add_paper`) on the case as the holder. Raises StepRefused, ActionRefused("stale")."""
    return take_step(
        held.case,
        step,
        by=held.acting("case", step),
        seen_version=seen_version,
        said={**said, **channel_of(held)},
        owed=owed,
        now=now,
        action_id=action_id,
    )
