"""Cases of the demo world to which life has done something: a creditor outside, help by phone, a hold, special care, court."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from hejie_platform.agreements import access as rows
from hejie_platform.agreements import actions as agreements
from hejie_platform.agreements.actions import outside as answers
from hejie_platform.cases import access as cases
from hejie_platform.cases import actions as cases_actions
from hejie_platform.intake import access, actions
from hejie_platform.intake import queries as intake
from hejie_platform.intake.actions import Given, assisting, credit
from hejie_platform.intake.actions import outside as letters
from hejie_platform.jobs.demo import applying, talking
from hejie_platform.jobs.demo.applying import Told
from hejie_platform.jobs.demo.papers import paper
from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.people.registry import register_organisation

CREDITOR: Final = "远山消费金融公司"
HELPED_PHONE: Final = "+8613900002026"


def _left(name: str, who: str, ref: str) -> dict[str, Any]:
    return {f"case_{name}": {"who": who, "ref": ref}}


def outside(scene: Scene) -> dict[str, Any]:
    """One loan is with a creditor that is not here: invited by letter, ready to talk; its staff said something on the phone."""
    told = Told(who="lei", cause="income_fell", words="跑单收入减少，三家平台的借款一起到期。")
    at = scene.at(-12, hour=9)
    held = applying.begin(scene, told, at=at)
    applying.fill_in(scene, told, held, at=at)
    loan = {
        "app_name": "远山借钱",
        "creditor_name": CREDITOR,
        "contract_number": "YS-2025-0317",
        "balance_minor": 1_860_000,
    }
    applying.do(scene, actions.add_loan, held, Given(loan), at=at)
    applying.do(scene, actions.submit, held, legal_notice_seen=True, at=at)
    applying.decide(
        scene,
        held,
        actions.admit,
        at=scene.at(-10),
        parties_confirmed=True,
        content_confirmed=True,
        cause=told.cause,
        track="ability",
    )
    row = _written_to(scene, held, at=scene.at(-9))
    desk = cases.outside_for(scene.person("operator"), row.ref, now=scene.at(-3))
    scene.act(
        letters.note_promise,
        desk,
        said_by="客服 0317",
        said_on=scene.at(-3).date(),
        way="phone",
        words="说可以考虑减免一部分罚息，让等书面答复。",
        at=scene.at(-3),
    )
    given = {"note": "愿意协商，随后寄送欠款明细。", "paper": paper("contract")}
    _plain(scene, "operator", "negotiation", row.ref, "talk", at=scene.at(-1), **given)
    return _left("outside", told.who, held.case.ref)


def _written_to(scene: Scene, held: Any, *, at: datetime) -> Any:
    """Registered by the desk, allowed by the borrower, invited by letter."""
    desk = cases.desk_case_for(scene.person("operator"), held.case.ref, now=at)
    loan = held.case.loans.get(creditor_name=CREDITOR)
    given = {"name_zh": CREDITOR, "name_en": "Farhill Consumer Finance", "lender_type": "consumer_finance"}
    scene.act(letters.register_creditor, desk, loan, **given, seen_version=None, at=at)
    creditor = register_organisation("lender", name_zh=CREDITOR, name_en="", now=at)
    own = access.application_for(held.user, held.case.ref, now=at)
    sheet = {"items": tuple(intake.LISTS.sheet.items), "until_day": at.date() + timedelta(days=365)}
    scene.act(actions.give_consent, own, creditor, **sheet, seen_version=None, at=at)
    scene.act(answers.begin_talks, own, creditor, legal_notice_seen=True, at=at)
    row = held.case.negotiations.get(creditor=creditor)
    writer = cases.outside_for(scene.person("operator"), row.ref, now=at)
    scene.act(answers.write_letter, writer, kind="invitation", address="滨江新区远山路一号 合规部", at=at)
    letter = row.letters.get()
    proof = {"sent_on": at.date(), "way": "post", "paper": paper("contract")}
    scene.act(letters.mark_sent, writer, letter, **proof, seen_version=None, at=at)
    return row


def assisted(scene: Scene) -> dict[str, Any]:
    """Somebody calls: the operator writes down what they tell; it waits to be read back."""
    at, operator = scene.at(-1, hour=15), scene.person("operator")
    done = scene.act(
        assisting.begin_help,
        operator,
        phone=HELPED_PHONE,
        name="卢奶奶",
        language="zh-hans",
        channel="phone",
        agreed=assisting.Agreed("spoken", "听完说明后表示同意，由杨帆记录。"),
        at=at,
    )
    held = access.application_for(operator, intake.ref_of(done.subject), now=at)
    story = {
        "cause": "illness",
        "since_on": at.date() - timedelta(days=60),
        "words": "住院后一直吃药，看不清手机，请人帮忙填写。",
    }
    applying.do(scene, actions.save_story, held, Given(story), at=at)
    return {}


def on_hold(scene: Scene) -> dict[str, Any]:
    """The borrower has died; all time limits rest, and the desk knows who may speak."""
    told = Told(
        who="mo", cause="illness", words="突发疾病，正在住院治疗。", papers=("medical_record", "medical_bill")
    )
    held = applying.admitted(scene, told, handed_in=scene.at(-14, hour=9), at=scene.at(-12))
    at = scene.at(-2)
    given = {"reason": "death", "note": "家属来电告知，死亡证明随后寄来。"}
    _plain(scene, "operator", "case", held.case.ref, "place_hold", at=at, **given)
    desk = cases.desk_case_for(scene.person("operator"), held.case.ref, now=at)
    scene.act(cases_actions.note_speaker, desk, words="配偶，联系方式见来信", at=at)
    return _left("on_hold", told.who, held.case.ref)


def vulnerable(scene: Scene) -> dict[str, Any]:
    """Special care: twice the time, a person calls; and a wish for a higher limit that was answered."""
    told = Told(
        who="nan",
        cause="illness",
        words="长期透析，靠退休金生活。",
        papers=("medical_record", "medical_bill"),
    )
    held = applying.admitted(scene, told, handed_in=scene.at(-8, hour=9), at=scene.at(-6))
    given = {"note": "每周三次透析，请下午打电话。"}
    _plain(scene, told.who, "case", held.case.ref, "flag_vulnerable", at=scene.at(-5), **given)
    own = access.application_for(held.user, held.case.ref, now=scene.at(-4))
    wish = {"kind": "higher_limit", "amount_minor": 1_000_000, "words": "想先周转医药费。"}
    scene.act(credit.ask_credit, own, **wish, at=scene.at(-4))
    return _left("vulnerable", told.who, held.case.ref)


def in_court(scene: Scene) -> dict[str, Any]:
    """The lender has sued; talks go on beside the court case."""
    told = Told(
        who="ou",
        cause="job_lost",
        words="收到法院传票，仍希望协商分期。",
        papers=("dismissal_or_registration",),
    )
    held = applying.admitted(scene, told, handed_in=scene.at(-11, hour=9), at=scene.at(-9))
    talks = talking.of(scene, held, told.who, "bank")
    talking.open_up(talks, at=scene.at(-6))
    at = scene.at(-4)
    own = talks.borrower(at)
    court = agreements.CourtCase("lawsuit", "滨江区人民法院", "（2026）民初 0412 号", date(at.year, 10, 20))
    given = {"told": court, "note": "传票见附件", "paper": paper("contract"), "seen_version": None}
    scene.act(agreements.record_proceeding, own, **given, at=at)
    return _left("in_court", told.who, held.case.ref)


def _plain(scene: Scene, who: str, machine: str, ref: str, step: str, *, at: datetime, **more: Any) -> None:
    held = rows.row_for(scene.person(who), machine, ref, now=at)
    version = held.row.version
    scene.act(agreements.take_plain_step, held, held.row, step, **more, seen_version=version, at=at)


STORIES: Mapping[str, Callable[[Scene], dict[str, Any]]] = MappingProxyType(
    {
        "outside": outside,
        "assisted": assisted,
        "on_hold": on_hold,
        "vulnerable": vulnerable,
        "in_court": in_court,
    }
)
