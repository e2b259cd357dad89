"""A case of which one lender was given the standard statement."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from hejie_platform.core import clock
from hejie_platform.intake import actions, queries
from hejie_platform.intake.access import HeldCase
from hejie_platform.intake.models import HardshipFile
from hejie_platform.people.models import Organisation
from tests.platform.cast import Cast
from tests.platform.stories import intake

WHY = "母亲住院，每月多花药费和路费。"


def explained(held: HeldCase, *, now: datetime) -> int:
    """A sentence for each line above its guideline; how many there were."""
    found = queries.guidelines_of(held.case, day=clock.legal_day(now))
    above = [one for one in found.lines if one.needs_note] if found else []
    for one in above:
        actions.explain_line(held, one.number, words=WHY, now=now, action_id=uuid.uuid4())
    return len(above)


def given(
    held: HeldCase,
    lender: Organisation,
    *,
    now: datetime,
    days: int = 90,
    items: tuple[str, ...] = actions.HARDSHIP_ITEMS,
) -> HardshipFile:
    """The statement of today with everything that may be chosen, for so many days."""
    held.case.refresh_from_db()
    explained(held, now=now)
    held.case.refresh_from_db()
    actions.give_file(
        held,
        lender,
        items=items,
        purpose="judge_plan",
        until_day=clock.legal_day(now) + timedelta(days=days),
        seen_version=held.case.version,
        now=now,
        action_id=uuid.uuid4(),
    )
    return HardshipFile.objects.filter(case=held.case).latest("id")


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """A file that the bank can open."""
    held = intake.filled_case(cast, now=now)
    return {"given_file": given(held, cast.bank, now=now)}


SAMPLES = {
    "given_file": lambda world: {"file": world.objects["given_file"].ref},
    "given_case": lambda world: {"ref": world.objects["given_file"].case.ref},
    "given_end": lambda world: {
        "ref": world.objects["given_file"].case.ref,
        "file": world.objects["given_file"].ref,
    },
}
