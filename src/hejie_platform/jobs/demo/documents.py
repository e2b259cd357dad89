"""Agreements of the demo world that papers surround: two reached in mediation, one that is changed, one that was changed,
one with its clearance letter."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hejie import dates
from hejie_platform.agreements import access, actions
from hejie_platform.core import clock
from hejie_platform.jobs.demo import applying, keeping, mediation, talking
from hejie_platform.jobs.demo.applying import Told
from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.jobs.demo.talking import DESKS, Talks

OWED = {"overdue_principal": 4_800_000, "overdue_interest": 90_000, "penalty_interest": 40_000}


def _left(name: str, held: Any, told: Told) -> dict[str, Any]:
    return {f"case_{name}": {"who": told.who, "ref": held.case.ref}}


def _agreed(scene: Scene, told: Told, *, accepted: int, is_mediated: bool = False) -> tuple[Any, Talks]:
    """Talks that ended in an accepted offer so many days ago; with a mediator who helped."""
    handed_in, admitted = scene.at(accepted - 16, hour=9), scene.at(accepted - 14, hour=11)
    held = applying.admitted(scene, told, handed_in=handed_in, at=admitted)
    talks = talking.of(scene, held, told.who, "bank")
    talking.open_up(talks, at=scene.at(accepted - 11, hour=10))
    talking.state_facts(talks, OWED, at=scene.at(accepted - 9, hour=11))
    talking.agree_facts(talks, at=scene.at(accepted - 8, hour=20))
    if is_mediated:
        days = [scene.at(accepted - back, hour=14) for back in (7, 5, 4)]
        mediation.open_up(talks, asked=days[0], agreed=days[1], begun=days[2])
    talking.offer(talks, "lender", at=scene.at(accepted - 2, hour=15), waive={"penalty_interest": 20_000})
    talking.accept(talks, "borrower", at=scene.at(accepted, hour=9))
    return held, talks


def _in_force(scene: Scene, told: Told, *, since: int) -> tuple[Any, Talks]:
    held, talks = _agreed(scene, told, accepted=since - 2)
    talking.sign(talks, told.who, at=scene.at(since - 1, hour=20))
    talking.sign(talks, "checker", at=scene.at(since, hour=10))
    return held, talks


def mediated_signing(scene: Scene) -> dict[str, Any]:
    """Reached in mediation: the mediator and the borrower have signed, the bank and the body have not."""
    told = Told(who="bai", cause="illness", words="治疗期间收入减少。", papers=("medical_record",))
    held, talks = _agreed(scene, told, accepted=-2, is_mediated=True)
    talking.sign(talks, "mediator", at=scene.at(-1, hour=11))
    talking.sign(talks, "bai", at=scene.at(-1, hour=20))
    return _left("mediated_signing", held, told)


def mediated_in_force(scene: Scene) -> dict[str, Any]:
    """Reached in mediation, signed by all four, in force: a court can confirm it until its day."""
    told = Told(who="cai", cause="income_fell", words="绩效工资取消，收入减少三成。")
    held, talks = _agreed(scene, told, accepted=-12, is_mediated=True)
    for days, who in enumerate(("cai", "checker", "mediator", "body_admin")):
        talking.sign(talks, who, at=scene.at(-11 + days, hour=15))
    return _left("mediated_in_force", held, told)


def changing(scene: Scene) -> dict[str, Any]:
    """The borrower asked for a longer plan, the bank accepted: the change waits to be signed."""
    told = Told(who="fan", cause="income_fell", words="工时减少，收入下降。")
    held, talks = _in_force(scene, told, since=-40)
    keeping.pay(talks, paid=scene.at(-13, hour=19), confirmed=scene.at(-12, hour=10))
    _changed(talks, asked=scene.at(-6, hour=20), put=scene.at(-5, hour=20), taken=scene.at(-2, hour=11))
    return _left("changing", held, told)


def changed(scene: Scene) -> dict[str, Any]:
    """The same a while ago: the new agreement is in force, the old one ended as varied."""
    told = Told(who="gao", cause="care_duty", words="父亲手术后需要照护。", papers=("family_document",))
    held, talks = _in_force(scene, told, since=-45)
    keeping.pay(talks, paid=scene.at(-18, hour=19), confirmed=scene.at(-17, hour=10))
    _changed(talks, asked=scene.at(-12, hour=20), put=scene.at(-11, hour=20), taken=scene.at(-9, hour=11))
    talking.sign(talks, "gao", at=scene.at(-8, hour=20))
    talking.sign(talks, "checker", at=scene.at(-7, hour=10))
    return _left("changed", held, told)


def _changed(talks: Talks, *, asked: datetime, put: datetime, taken: datetime) -> None:
    """A change asked for about the next two instalments, a longer plan put and accepted."""
    scene, ref = talks.scene, talking.agreement_ref(talks, asked)
    held = access.agreement_for(scene.person(talks.who), ref, now=asked)
    rows = held.agreement.obligations.filter(state="open", amount_minor__isnull=False)
    covers = list(rows.order_by("due_on", "number").values_list("number", flat=True)[:2])
    scene.act(
        actions.ask_variation,
        held,
        cause="income_fell",
        covers=covers,
        words="希望延长期限，减少每月还款。",
        legal_notice_seen=True,
        seen_version=held.agreement.version,
        at=asked,
    )
    first = dates.add_months(clock.legal_day(put), 1)
    talking.offer(
        talks, "borrower", at=put, instalments=48, first_due=first, annual_rate=Fraction("0.12"), waive={}
    )
    talking.accept(talks, "lender", at=taken)


def cleared(scene: Scene) -> dict[str, Any]:
    """Paid off early; the bank issued its clearance letter here, and the borrower confirmed it."""
    told = Told(who="he", cause="job_lost", words="已找到新工作，想早点还清。", papers=("income_statement",))
    held, talks = _in_force(scene, told, since=-34)
    keeping.pay_off(talks, announced=scene.at(-9, hour=9), paid=scene.at(-7, hour=15))
    issued, officer = scene.at(-5, hour=11), scene.person(DESKS["bank"][0])
    agreement = access.agreement_for(officer, talking.agreement_ref(talks, issued), now=issued).agreement
    duty = agreement.obligations.get(code="duty_issue_clearance_letter")
    own = access.obligation_for(officer, duty.ref, now=issued)
    scene.act(
        actions.issue_letter,
        own,
        is_confirmed=True,
        legal_notice_seen=True,
        seen_version=own.obligation.version,
        at=issued,
    )
    keeping.plain(talks, "he", "obligation", duty.ref, "confirm", at=issued + timedelta(hours=8))
    return _left("cleared", held, told)


STORIES: Mapping[str, Callable[[Scene], dict[str, Any]]] = MappingProxyType(
    {
        "mediated_signing": mediated_signing,
        "mediated_in_force": mediated_in_force,
        "changing": changing,
        "changed": changed,
        "cleared": cleared,
    }
)
