"""How far the making of the demo world is: named steps in order, each done once.

    for step in progress.open_steps(["people", "lenders"]):   # those not yet done, in order
        progress.finish(step, made={"north": "7K2M9QX0TA"}, now=now)

The maker writes here; the progress page reads. A making that was cut short goes on with the first open step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hejie_platform.core.models import WorldStep


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps done and to do; `current` is the name of the next one ("" when all are done)."""

    done: int
    total: int
    current: str

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.done == self.total

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


def open_steps(names: Sequence[str]) -> list[str]:
    """Write down the steps of the script (new ones too, after an upgrade) and return those still to do."""
    for place, name in enumerate(names):
        WorldStep.objects.update_or_create(name=name, defaults={"place": place})
    WorldStep.objects.exclude(name__in=names).delete()
    return list(_open().values_list("name", flat=True))


def finish(name: str, *, made: dict[str, Any], now: datetime) -> None:
    """Mark a step done and keep what later steps need of it."""
    WorldStep.objects.filter(name=name).update(done_at=now, made=made)


def made() -> dict[str, Any]:
    """Everything that finished steps left for later ones."""
    rows = WorldStep.objects.filter(done_at__isnull=False).order_by("place").values_list("made", flat=True)
    return {key: value for row in rows for key, value in row.items()}


def now_at() -> Progress:
    """How far it is."""
    total = WorldStep.objects.count()
    current = _open().values_list("name", flat=True).first() or ""
    return Progress(done=total - _open().count(), total=total, current=current)


def _open() -> Any:
    return WorldStep.objects.filter(done_at__isnull=True).order_by("place")
