"""Figures in the demo world: one period that is published, and one that the lenders may still object to."""

from datetime import timedelta
from typing import Any

from hejie_platform.insight import access, actions, queries
from hejie_platform.jobs.demo.scene import Scene


def figures(scene: Scene) -> dict[str, Any]:
    """Counted three weeks ago and published last week; the days since then are counted today."""
    counted, published = scene.at(-21), scene.at(-6)
    _prepare(scene, since=-200, until=-22, at=counted)
    desk = access.desk_for(scene.person("supervisor"), "supervisor", now=published)
    row = queries.publications()[0]
    scene.act(actions.publish, desk, publication=row, seen_version=row.version, at=published)
    _prepare(scene, since=-21, until=-1, at=scene.now)
    return {}


def _prepare(scene: Scene, *, since: int, until: int, at: Any) -> None:
    desk = access.desk_for(scene.person("supervisor"), "supervisor", now=at)
    first, last = (scene.today + timedelta(days=days) for days in (since, until))
    scene.act(actions.prepare, desk, since=first, until=last, at=at)


STORIES = {"figures_published": figures}
