"""Agreements that were not kept for a while, and one that was kept to the end: the cases of the demo world that show breach,
cure, a file of payments, calls, and the letter at the end."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from hejie_platform.agreements import access, actions
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.core import clock
from hejie_platform.jobs.demo import keeping, stories, talking
from hejie_platform.jobs.demo.applying import Told
from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.jobs.demo.talking import DESKS, Talks
from hejie_platform.lenders import access as lenders

SOON = ("duty_stop_collection", "duty_book_waiver", "duty_report_agreement")


def broken(scene: Scene) -> dict[str, Any]:
    """A payment is a month late, the bank said so, and there is time to put it right."""
    told = Told(who="bei", cause="income_fell", words="行业淡季，工资推迟发放。")
    held, talks = _signed(scene, told, accepted=-62)
    _lender_keeps_its_word(scene, talks, since=-60)
    _breach(talks, DESKS[talks.lender][0], "最近一期未收到，请联系我们。", at=scene.at(-3, hour=10))
    _file(scene, talks, at=scene.at(-1, hour=11))
    actions.tell_due(scene.at(0, hour=9))
    return _left("broken", held, told)


def lender_broken(scene: Scene) -> dict[str, Any]:
    """The bank did not stop its collectors in time; the borrower said so, and the bank has time to put it right."""
    told = Told(
        who="zhu", cause="illness", words="手术后在家休养。", papers=("medical_record", "medical_bill")
    )
    held, talks = _signed(scene, told, accepted=-26)
    _breach(talks, told.who, "协议生效后仍每天接到外包催收电话。", at=scene.at(-2, hour=20))
    return _left("lender_broken", held, told)


def completed(scene: Scene) -> dict[str, Any]:
    """Everything was paid in one go before its time, and the letter of completion is there."""
    told = Told(
        who="lin", cause="family_change", words="卖掉了一辆车，想一次还完。", papers=("family_document",)
    )
    held, talks = _signed(scene, told, accepted=-24)
    _lender_keeps_its_word(scene, talks, since=-22)
    at = scene.at(-2, hour=15)
    agreement = _agreement(talks, DESKS[talks.lender][0], at)
    duty = agreement.agreement.obligations.filter(amount_minor__isnull=False).earliest("due_on", "number")
    own = access.obligation_for(scene.person(DESKS[talks.lender][0]), duty.ref, now=at)
    minor = sum(row.amount_minor or 0 for row in agreement.agreement.obligations.all())
    given = {"amount_minor": minor, "paid_on": clock.legal_day(at), "seen_version": own.obligation.version}
    scene.act(actions.receive_payment, own, **given, at=at)
    return _left("completed", held, told)


def _left(name: str, held: Any, told: Told) -> dict[str, Any]:
    return {f"case_{name}": {"who": told.who, "ref": held.case.ref}}


def _signed(scene: Scene, told: Told, *, accepted: int) -> tuple[Any, Talks]:
    """In force since two days after the offer was accepted."""
    held, talks = stories.agreed(scene, told, accepted=accepted)
    talking.sign(talks, told.who, at=scene.at(accepted + 1, hour=20))
    talking.sign(talks, "checker", at=scene.at(accepted + 2, hour=10))
    return held, talks


def _lender_keeps_its_word(scene: Scene, talks: Talks, *, since: int) -> None:
    """The duties that fall due soon after the agreement took effect."""
    for days, code in enumerate(SOON, start=1):
        moment = scene.at(since, hour=10 + days)
        keeping.duty(talks, code, done=moment, confirmed=moment + timedelta(hours=6))


def _agreement(talks: Talks, who: str, at: datetime) -> access.HeldAgreement:
    return access.agreement_for(talks.scene.person(who), talking.agreement_ref(talks, at), now=at)


def _breach(talks: Talks, who: str, note: str, *, at: datetime) -> None:
    held = _agreement(talks, who, at)
    talks.scene.act(actions.say_breach, held, note=note, seen_version=held.agreement.version, at=at)


def _file(scene: Scene, talks: Talks, *, at: datetime) -> None:
    """A file of the bank's accounts: a part for this agreement, a line that nobody knows, and one that cannot be read."""
    officer, day = scene.person(DESKS[talks.lender][0]), clock.legal_day(at).isoformat()
    ref = talking.agreement_ref(talks, at)
    lines = (f"{ref},{day},300.00,FT0001", f"0000000000,{day},88.80,FT0002", f"{ref},not a day,10,FT0003")
    text = "\n".join(("agreement,paid_on,amount,reference", *lines))
    desk = lenders.desks_of(officer, now=at)[0]
    scene.act(actions.upload_sheet, desk, data=text.encode(), at=at)
    sheet = queries.sheets_of([desk.lender])[0]
    scene.act(actions.confirm_sheet, access.sheet_for(officer, sheet.ref, now=at), at=at)


STORIES: Mapping[str, Callable[[Scene], dict[str, Any]]] = MappingProxyType(
    {"broken": broken, "lender_broken": lender_broken, "completed": completed}
)
