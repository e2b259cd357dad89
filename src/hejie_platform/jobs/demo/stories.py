"""The cases of the demo world, one step each, over the states that a case can be in.

A story leaves `{"case_<name>": {"who": ..., "ref": ...}}`, from which the demo's page makes its list.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hejie_platform.intake import actions as intake
from hejie_platform.jobs.demo import applying
from hejie_platform.jobs.demo.applying import Told
from hejie_platform.jobs.demo.scene import Scene

Story = Callable[[Scene], dict[str, Any]]


def _left(name: str, held: Any, told: Told) -> dict[str, Any]:
    return {f"case_{name}": {"who": told.who, "ref": held.case.ref}}


def draft(scene: Scene) -> dict[str, Any]:
    """Begun yesterday evening, half filled in."""
    told = Told(who="ann", cause="income_fell", words="")
    held = applying.begin(scene, told, at=scene.at(-1, hour=21))
    return _left("draft", held, told)


def submitted(scene: Scene) -> dict[str, Any]:
    """Handed in this week, waiting for the reviewer."""
    told = Told(
        who="bo",
        cause="job_lost",
        words="单位裁员后还没有找到新工作，正在领取失业金，希望先少还一些。",
        papers=("dismissal_or_registration", "income_statement"),
        lenders=("bank", "microloan"),
    )
    held = applying.hand_over(scene, told, at=scene.at(-1, hour=11))
    return _left("submitted", held, told)


def returned(scene: Scene) -> dict[str, Any]:
    """Sent back for a medical bill."""
    told = Told(
        who="cheng",
        cause="illness",
        words="骨折后做了手术，三个月不能上班。",
        papers=("medical_record", "medical_bill"),
    )
    held = applying.hand_over(scene, told, at=scene.at(-6, hour=15))
    line = {"code": "missing_paper_medical_bill", "section": "paper", "ref": "medical_bill", "facts": {}}
    applying.decide(
        scene,
        held,
        intake.send_back,
        missing=[line],
        words="清单只有第一页，请补齐全部页面。",
        at=scene.at(-4),
    )
    return _left("returned", held, told)


def declined(scene: Scene) -> dict[str, Any]:
    """Not accepted: a court has decided already."""
    told = Told(who="dan", cause="other", words="法院已经判决，想重新谈一谈。", papers=("contract",))
    held = applying.hand_over(scene, told, at=scene.at(-12, hour=9))
    applying.decide(
        scene,
        held,
        intake.decline,
        reason="decline_court_decided",
        words="可在执行阶段申请和解。",
        at=scene.at(-10),
    )
    return _left("declined", held, told)


def withdrawn(scene: Scene) -> dict[str, Any]:
    """Taken back by the borrower before the review."""
    told = Told(who="er", cause="income_fell", words="已经和家人商量好，先自己还。")
    held = applying.hand_over(scene, told, at=scene.at(-9, hour=16))
    held.case.refresh_from_db()
    scene.act(
        intake.withdraw, held, seen_version=held.case.version, at=scene.at(-9, hour=16) + timedelta(hours=1)
    )
    return _left("withdrawn", held, told)


def waiting(scene: Scene) -> dict[str, Any]:
    """Accepted; two lenders owe an answer."""
    told = Told(
        who="fang",
        cause="business_fell",
        words="小店上半年生意少了三分之一，房租和进货款压力很大，但还在营业。",
        papers=("sales_statement", "income_statement"),
        lenders=("bank", "microloan"),
        owed_minor=8_400_000,
        principal_minor=9_000_000,
        budget={
            "income_business": 1_280_000,
            "cost_business": 640_000,
            "essential_housing": 180_000,
            "essential_food": 140_000,
        },
        is_trader=True,
    )
    held = applying.admitted(scene, told, handed_in=scene.at(-5, hour=10), at=scene.at(-3, hour=14))
    return _left("waiting", held, told)


STORIES: Mapping[str, Story] = MappingProxyType(
    {
        "draft": draft,
        "submitted": submitted,
        "returned": returned,
        "declined": declined,
        "withdrawn": withdrawn,
        "waiting": waiting,
    }
)
