"""Questions to advisers in the demo: one answered with its rules, one that waits with parts of the case shared."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.support import actions, advising, queries


def questions(scene: Scene) -> dict[str, Any]:
    """Fang asked about lateness and was answered; Gu asks about calls and shares the loans."""
    at = scene.at(-5, hour=9)
    house = advising.houses_that_advise()[0]
    words = "合同没写复利，逾期账单里却有，这合理吗？"
    done = scene.act(actions.ask, scene.person("fang"), house=house, topic="contract", words=words, at=at)
    _answered(scene, done)
    person, asked = scene.person("gu"), scene.at(-1, hour=16)
    case = advising.case_to_share(person, scene.made["case_asked"]["ref"], now=asked)
    sheet = actions.Sheet(held=case, items=("hardship", "own_loans"), until=scene.today + timedelta(days=30))
    told = {"topic": "collection", "words": "协商期间还能给我打电话吗？", "sheet": sheet}
    scene.act(actions.ask, person, house=house, **told, at=asked)
    return {}


def _answered(scene: Scene, done: Any) -> None:
    adviser, at = scene.person("adviser"), scene.at(-4, hour=10)
    ref = next(
        row.ref for row in queries.questions_at(advising.desk_for(adviser, now=at)) if row.pk == done.subject
    )
    scene.act(actions.take_question, advising.question_for(adviser, ref, now=at), seen_version=None, at=at)
    scene.act(
        actions.answer_question,
        advising.question_for(adviser, ref, now=at),
        words="合同没有约定的，一般不能加收。请先要求机构说明这一项的依据，并保留账单。",
        rules=("CN-CON-04",),
        seen_version=None,
        at=at + timedelta(hours=1),
    )


STORIES: Mapping[str, Callable[[Scene], dict[str, Any]]] = MappingProxyType({"questions": questions})
