"""Around the demo's cases: contacts with something found, a report to the bank, complaints in two stages.

Gu notes a call at night and one by day, reports the first, and complains of the collector; the bank was asked how it
sees that. Fang's complaint about a slow answer was answered last week.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.support import access, actions, queries


def contacts(scene: Scene) -> dict[str, Any]:
    """Two calls noted; the one at night is reported to the bank."""
    person, held = _record(scene, "gu", "asked", scene.at(-2, hour=9))
    talks = queries.talks_of(held.case)[0][0]
    _noted(
        scene,
        held,
        talks,
        at=scene.at(-3, hour=22, minute=40),
        words="再不还就通知你单位。",
        conduct=("threat",),
    )
    _noted(scene, held, talks, at=scene.at(-2, hour=8, minute=30), words="请问什么时候方便还款？", conduct=())
    night = [one.entry for one in queries.record_of(held.case) if one.entry.conduct]
    scene.act(
        actions.report_collection, held, entries=night, words="请不要在夜里打电话。", at=scene.at(-2, hour=10)
    )
    key = f"collector:{talks}"
    told = _told(scene, "contacts", -3, "夜里十点多来电，并威胁告诉单位。", "stop")
    row = _filed(scene, person, key, told, at=scene.at(-2, hour=11))
    _desk(scene, row, actions.accept, is_complex=False, at=scene.at(-1, hour=10))
    _desk(scene, row, actions.ask_other_side, at=scene.at(-1, hour=11))
    return {}


def answered(scene: Scene) -> dict[str, Any]:
    """A complaint about the platform, answered with reasons and the next routes."""
    told = _told(scene, "delay", -10, "等了很久没有人说进展。", "explain")
    row = _filed(scene, scene.person("fang"), "decision", told, at=scene.at(-9, hour=9))
    _desk(scene, row, actions.accept, is_complex=False, at=scene.at(-8, hour=9))
    asked = scene.at(-8, hour=10)
    if queries.look(_held(scene, row, asked), now=asked).may_ask:
        _desk(scene, row, actions.ask_other_side, at=asked)
    _desk(
        scene,
        row,
        actions.answer,
        outcome="upheld",
        words="您说得对：受理通知晚发了两天，我们为此道歉，并已改为当天发出。",
        routes=["second_look", "regulator"],
        at=scene.at(-2, hour=15),
    )
    return {}


def suspicious(scene: Scene) -> dict[str, Any]:
    """A message that promised to make a debt vanish for a fee, reported by somebody without an account."""
    scene.act(
        actions.report_suspicion,
        None,
        channel="sms",
        words="交998元服务费，三天消除逾期记录。",
        number="1069 0000",
        at=scene.at(-1, hour=15),
    )
    return {}


def _record(scene: Scene, who: str, case: str, at: datetime) -> tuple[Any, Any]:
    person = scene.person(who)
    return person, access.contacts_for(person, scene.made[f"case_{case}"]["ref"], now=at)


def _noted(
    scene: Scene, held: Any, talks: str, *, at: datetime, words: str, conduct: tuple[str, ...]
) -> None:
    told = actions.ContactTold(
        at=at, channel="call", number="4000000000", said_to_be="委外催收", words=words, conduct=conduct
    )
    scene.act(actions.note_contact, held, told=told, talks=talks, at=at + timedelta(minutes=20))


def _told(scene: Scene, topic: str, days: int, words: str, wish: str) -> actions.Told:
    return actions.Told(topic=topic, happened_on=scene.today + timedelta(days=days), words=words, wish=wish)


def _filed(scene: Scene, person: Any, key: str, told: actions.Told, *, at: datetime) -> str:
    subject = access.subject_of(person, key, now=at)
    done = scene.act(actions.file_complaint, person, subject=subject, told=told, at=at)
    return str(next(row.ref for row, _ in queries.mine(person) if row.pk == done.subject))


def _held(scene: Scene, ref: str, at: datetime) -> Any:
    return access.complaint_for(scene.person("complaint_handler"), ref, now=at)


def _desk(scene: Scene, ref: str, action: Callable[..., Any], *, at: datetime, **given: Any) -> None:
    scene.act(action, _held(scene, ref, at), seen_version=None, at=at, **given)


STORIES: Mapping[str, Callable[[Scene], dict[str, Any]]] = MappingProxyType(
    {"contacts": contacts, "complaint_answered": answered, "suspicious": suspicious}
)
