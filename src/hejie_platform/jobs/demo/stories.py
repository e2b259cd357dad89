"""The cases of the demo world, one step each, over the states that a case can be in.

A story leaves `{"case_<name>": {"who": ..., "ref": ...}}`, from which the demo's page makes its list.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from hejie_platform.intake import actions as intake
from hejie_platform.jobs.demo import applying, circumstances, keeping, opening, talking
from hejie_platform.jobs.demo.applying import Told
from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.jobs.demo.talking import Talks
from hejie_platform.negotiation import actions as negotiation

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


OWED = {"overdue_principal": 5_600_000, "overdue_interest": 120_000, "penalty_interest": 60_000}


def _talks(scene: Scene, told: Told, *, handed_in: datetime, admitted: datetime) -> tuple[Any, Talks]:
    held = applying.admitted(scene, told, handed_in=handed_in, at=admitted)
    return held, talking.of(scene, held, told.who, told.lenders[0])


def asked(scene: Scene) -> dict[str, Any]:
    """The bank asks for a newer paper before it answers."""
    told = Told(who="gu", cause="income_fell", words="单位降薪，孩子又刚上小学。")
    held, talks = _talks(scene, told, handed_in=scene.at(-9, hour=9), admitted=scene.at(-7, hour=11))
    talking.answer(
        talks,
        negotiation.ask,
        items=["ask_paper_income_statement"],
        words="请补充最近两个月的工资证明。",
        at=scene.at(-4, hour=10),
    )
    return _left("asked", held, told)


def not_yet(scene: Scene) -> dict[str, Any]:
    """The microloan company cannot agree yet, and says what would change that."""
    told = Told(
        who="rong",
        cause="care_duty",
        words="母亲住院，需要请假照护。",
        papers=("family_document",),
        lenders=("microloan",),
    )
    held, talks = _talks(scene, told, handed_in=scene.at(-10, hour=9), admitted=scene.at(-8, hour=11))
    talking.answer(
        talks,
        negotiation.refuse_curable,
        code="evidence_missing",
        words="请补充住院证明。",
        at=scene.at(-3, hour=15),
    )
    return _left("not_yet", held, told)


def refused(scene: Scene) -> dict[str, Any]:
    """Refused for good: the loan belongs to somebody else."""
    told = Told(
        who="ming", cause="over_borrowed", words="几家平台一起催，想一家一家谈。", papers=("credit_report",)
    )
    held, talks = _talks(scene, told, handed_in=scene.at(-20, hour=9), admitted=scene.at(-18, hour=11))
    talking.answer(
        talks,
        negotiation.refuse,
        code="loan_not_ours",
        words="该笔贷款已于今年转让。",
        at=scene.at(-14, hour=16),
    )
    return _left("refused", held, told)


def figures(scene: Scene) -> dict[str, Any]:
    """In talks: the bank has said what is owed, and the borrower checks it."""
    told = Told(who="hua", cause="income_fell", words="夜班取消后收入少了三成。")
    held, talks = _talks(scene, told, handed_in=scene.at(-11, hour=9), admitted=scene.at(-9, hour=11))
    talking.open_up(talks, at=scene.at(-6, hour=10))
    talking.say(
        talks, "lender", "您好，材料已收到，欠款明细稍后列出，请您核对。", at=scene.at(-6, hour=10, minute=20)
    )
    talking.say(talks, "borrower", "好的，谢谢。", at=scene.at(-6, hour=19))
    talking.state_facts(talks, OWED, at=scene.at(-2, hour=11))
    return _left("figures", held, told)


def planning(scene: Scene) -> dict[str, Any]:
    """The figures stand; three plans lie side by side."""
    told = Told(
        who="jing",
        cause="job_lost",
        words="失业三个月，下月入职新单位。",
        papers=("dismissal_or_registration", "income_statement"),
    )
    held, talks = _talks(scene, told, handed_in=scene.at(-13, hour=9), admitted=scene.at(-11, hour=11))
    talking.open_up(talks, at=scene.at(-8, hour=10))
    talking.state_facts(talks, OWED, at=scene.at(-5, hour=11))
    talking.agree_facts(talks, at=scene.at(-2, hour=20))
    return _left("planning", held, told)


def offered(scene: Scene) -> dict[str, Any]:
    """The bank's offer is on the table."""
    told = Told(
        who="kai",
        cause="illness",
        words="手术后恢复中，下个季度可以正常上班。",
        papers=("medical_record", "medical_bill"),
    )
    held, talks = _talks(scene, told, handed_in=scene.at(-15, hour=9), admitted=scene.at(-13, hour=11))
    talking.open_up(talks, at=scene.at(-10, hour=10))
    talking.state_facts(talks, OWED, at=scene.at(-8, hour=11))
    talking.agree_facts(talks, at=scene.at(-6, hour=20))
    talking.offer(talks, "lender", at=scene.at(-2, hour=15))
    return _left("offered", held, told)


def countered(scene: Scene) -> dict[str, Any]:
    """The borrower answered the bank's offer with one of their own."""
    told = Told(who="lan", cause="income_fell", words="公司减少工时，每月能还的不到原来的一半。")
    held, talks = _talks(scene, told, handed_in=scene.at(-17, hour=9), admitted=scene.at(-15, hour=11))
    talking.open_up(talks, at=scene.at(-12, hour=10))
    talking.state_facts(talks, OWED, at=scene.at(-10, hour=11))
    talking.agree_facts(talks, at=scene.at(-8, hour=20))
    talking.offer(talks, "lender", at=scene.at(-4, hour=15))
    talking.offer(talks, "borrower", instalments=48, at=scene.at(-1, hour=20))
    talking.say(
        talks, "borrower", "每月压力还是有点大，希望分四十八期。", at=scene.at(-1, hour=20, minute=10)
    )
    return _left("countered", held, told)


def signing(scene: Scene) -> dict[str, Any]:
    """An offer was accepted; the agreement waits to be read and signed."""
    told = Told(
        who="ning",
        cause="family_change",
        words="离婚后独自抚养孩子，收入没有变。",
        papers=("family_document",),
    )
    held, _ = agreed(scene, told, accepted=-1)
    return _left("signing", held, told)


def in_force(scene: Scene) -> dict[str, Any]:
    """Signed by both sides and in force; the first instalment comes due."""
    told = Told(
        who="pei",
        cause="disaster",
        words="店铺被水淹，停业两个月，现已恢复营业。",
        papers=("disaster_certificate",),
    )
    held, talks = agreed(scene, told, accepted=-5)
    talking.sign(talks, told.who, at=scene.at(-4, hour=20))
    talking.sign(talks, "checker", at=scene.at(-1, hour=16))
    return _left("in_force", held, told)


def paying(scene: Scene) -> dict[str, Any]:
    """Kept by both sides: the lender did its duties, the first instalment was paid and confirmed."""
    told = Told(who="qin", cause="income_fell", words="行业不景气，工资按八折发放。")
    held, talks = agreed(scene, told, accepted=-38)
    talking.sign(talks, told.who, at=scene.at(-37, hour=20))
    talking.sign(talks, "checker", at=scene.at(-36, hour=10))
    _lender_keeps_its_word(scene, talks, since=-36)
    keeping.pay(talks, paid=scene.at(-11, hour=19), confirmed=scene.at(-10, hour=10))
    return _left("paying", held, told)


def paid_off(scene: Scene) -> dict[str, Any]:
    """Paid off early; the letter of clearance is the lender's last duty."""
    told = Told(
        who="shu",
        cause="job_lost",
        words="已找到新工作，家人愿意一次性帮忙还清。",
        papers=("dismissal_or_registration", "income_statement"),
    )
    held, talks = agreed(scene, told, accepted=-24)
    talking.sign(talks, told.who, at=scene.at(-23, hour=20))
    talking.sign(talks, "checker", at=scene.at(-22, hour=10))
    _lender_keeps_its_word(scene, talks, since=-22)
    keeping.pay_off(talks, announced=scene.at(-3, hour=9), paid=scene.at(-1, hour=15))
    return _left("paid_off", held, told)


def _lender_keeps_its_word(scene: Scene, talks: Talks, *, since: int) -> None:
    """The duties that fall due soon after the agreement took effect."""
    for days, code in enumerate(
        ("duty_stop_collection", "duty_book_waiver", "duty_report_agreement"), start=1
    ):
        moment = scene.at(since, hour=10 + days)
        keeping.duty(talks, code, done=moment, confirmed=moment + timedelta(hours=6))


def agreed(scene: Scene, told: Told, *, accepted: int) -> tuple[Any, Talks]:
    """Talks that ended in an accepted offer so many days ago."""
    held, talks = _talks(
        scene, told, handed_in=scene.at(accepted - 14, hour=9), admitted=scene.at(accepted - 12, hour=11)
    )
    talking.open_up(talks, at=scene.at(accepted - 9, hour=10))
    talking.state_facts(talks, OWED, at=scene.at(accepted - 7, hour=11))
    talking.agree_facts(talks, at=scene.at(accepted - 5, hour=20))
    talking.offer(talks, "lender", at=scene.at(accepted - 2, hour=15))
    talking.accept(talks, "borrower", at=scene.at(accepted, hour=9))
    return held, talks


STORIES: Mapping[str, Story] = MappingProxyType(
    {
        "draft": draft,
        "submitted": submitted,
        "returned": returned,
        "declined": declined,
        "withdrawn": withdrawn,
        "waiting": waiting,
        "asked": asked,
        "not_yet": not_yet,
        "refused": refused,
        "figures": figures,
        "planning": planning,
        "offered": offered,
        "countered": countered,
        "signing": signing,
        "in_force": in_force,
        "paying": paying,
        "paid_off": paid_off,
        **circumstances.STORIES,
        **opening.STORIES,
    }
)
