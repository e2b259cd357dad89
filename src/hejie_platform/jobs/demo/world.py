"""The script of the demo world: steps in order, each whole or not at all, each done once.

Making it again goes on with the first step that was not done, so that a computer that was switched off half
way loses nothing. A new version of Hejie with new stories adds them to a world that is already there.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.db import transaction

from hejie_platform.core import clock, progress
from hejie_platform.jobs import scheduler
from hejie_platform.jobs.demo import (
    advice,
    afterwards,
    cast,
    documents,
    insight,
    mediation,
    running,
    sessions,
    stories,
    support,
)
from hejie_platform.jobs.demo.scene import Scene, settle

Step = Callable[[Scene], dict[str, Any]]

SCRIPT: Mapping[str, Step] = MappingProxyType(
    {
        "organisations": cast.organisations,
        "people": cast.people,
        "proofs": cast.proofs,
        "policies": cast.policies,
        "roster": mediation.roster,
        **stories.STORIES,
        **running.STORIES,
        **mediation.STORIES,
        **documents.STORIES,
        **sessions.STORIES,
        **afterwards.STORIES,
        **support.STORIES,
        **advice.STORIES,
        **insight.STORIES,
    }
)


def make(*, say: Callable[[str], None]) -> bool:
    """Do every step that is not done; True when the world is complete."""
    for name in progress.open_steps(tuple(SCRIPT)):
        with transaction.atomic():
            scene = Scene(now=clock.now(), made=progress.made())
            made = SCRIPT[name](scene)
            _let_run_out(scene)
            progress.finish(name, made=made, now=scene.now)
        say(f"{progress.now_at().done} of {len(SCRIPT)}: {name}")
    return progress.now_at().is_complete


def _let_run_out(scene: Scene) -> None:
    """What nobody did in time in the story has its effect, so that the world does not wake up overdue."""
    scheduler.fire_clocks(scene.now)
    settle(scene.now)
