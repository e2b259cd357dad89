"""What every story of the demo world is told with: its people, its day, and the worker that does what is owed.

    scene.at(-12, hour=10)          # twelve days before today, ten o'clock in Shanghai
    scene.act(submit, held, ..., at=moment)

Stories happen in the past, by real actions with the moment given. What an action owes (notices, documents) is
done at once and at that moment, so that the world does not wake up to a hundred messages.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from hejie_platform.core import clock
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.actions import Done
from hejie_platform.people import queries as people


@dataclass(frozen=True, slots=True)
class Scene:
    """The day on which the world is made, and the references that earlier steps left."""

    now: datetime
    made: Mapping[str, Any]

    @property
    def today(self) -> date:
        return clock.legal_day(self.now)

    def at(self, days: int, *, hour: int = 10, minute: int = 0) -> datetime:
        """A moment of a day, counted from today; never after now."""
        day = self.today + timedelta(days=days)
        moment = datetime.combine(day, time(hour, minute), tzinfo=clock.legal_zone())
        return min(moment, self.now)

    def person(self, name: str) -> Any:
        """Somebody of the cast."""
        return _found(people.user_by_ref(self.made["people"][name]), name)

    def organisation(self, name: str) -> Any:
        """One of the organisations."""
        return _found(people.organisation_by_ref(self.made["organisations"][name]), name)

    def act(self, action: Callable[..., Done], *given: Any, at: datetime, **more: Any) -> Done:
        """Take an action at a moment, and do at that moment what it owes."""
        done = action(*given, now=at, action_id=uuid.uuid4(), **more)
        settle(at)
        return done


def settle(at: datetime) -> None:
    """Do everything that is due at this moment."""
    Worker(name="demo", now=lambda: at).run_all_due()


def _found(row: Any, name: str) -> Any:
    if row is None:
        raise LookupError(f"{name} is not there; start afresh with --fresh")
    return row
