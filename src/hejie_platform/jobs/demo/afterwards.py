"""Cases of the demo world that ended without an agreement: an own plan, a pack for court, and one that came back."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hejie import dates
from hejie_platform.afterwards import access, actions, queries
from hejie_platform.agreements import actions as agreements
from hejie_platform.core import clock
from hejie_platform.intake import access as intake_access
from hejie_platform.intake import actions as intake
from hejie_platform.intake import queries as intake_queries
from hejie_platform.jobs.demo import applying, talking
from hejie_platform.jobs.demo.applying import Told
from hejie_platform.jobs.demo.papers import paper
from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.jobs.demo.talking import Talks
from hejie_platform.negotiation import actions as negotiation
from hejie_platform.negotiation.queries import latest_claim

OWED = {"overdue_principal": 5_600_000, "overdue_interest": 120_000, "penalty_interest": 60_000}


def _left(name: str, held: Any, told: Told) -> dict[str, Any]:
    return {f"case_{name}": {"who": told.who, "ref": held.case.ref}}


def own_plan(scene: Scene) -> dict[str, Any]:
    """Refused because a court has decided; the borrower pays by a plan of their own, two payments so far."""
    told = Told(
        who="hui", cause="income_fell", words="法院已调解结案，想按月还。", lenders=("bank", "microloan")
    )
    held = applying.admitted(scene, told, handed_in=scene.at(-90, hour=9), at=scene.at(-88, hour=11))
    for lender in told.lenders:
        talks = talking.of(scene, held, told.who, lender)
        talking.answer(
            talks,
            negotiation.refuse,
            code="court_decided",
            words="本案已由法院出具文书，请在执行阶段协商。",
            at=scene.at(-84, hour=15),
        )
    _plan(scene, held, told, monthly_minor=120_000)
    return _left("own_plan", held, told)


def _plan(scene: Scene, held: Any, told: Told, *, monthly_minor: int) -> None:
    made_at = scene.at(-80, hour=20)
    mine = access.case_for(scene.person(told.who), held.case.ref, now=made_at)
    made = queries.suggestion(mine.case, monthly_minor=monthly_minor, today=clock.legal_day(made_at))
    scene.act(
        actions.make_plan,
        mine,
        first_on=dates.add_months(scene.today, -2),
        months=12,
        shares=[actions.Share(one.loan.ref, one.monthly_minor, one.is_first) for one in made.shares],
        reminds=True,
        at=made_at,
    )
    plan = queries.plan_of(mine.case)
    for line, one in plan.payments[:4] if plan else ():
        scene.act(
            actions.tell_payment,
            mine,
            one,
            amount_minor=line.row.monthly_minor,
            paid_on=one.due_on,
            receipt=paper("repayment_record"),
            at=scene.at((one.due_on - scene.today).days, hour=19),
        )


def apart(scene: Scene) -> dict[str, Any]:
    """Too far apart: a sheet of undisputed facts signed by both, a pack for court, and a word left."""
    told = Told(
        who="dong",
        cause="business_fell",
        words="店铺转让后没有稳定收入。",
        papers=("sales_statement", "income_statement", "contract"),
        is_trader=True,
    )
    held = applying.admitted(scene, told, handed_in=scene.at(-50, hour=9), at=scene.at(-48, hour=11))
    talks = talking.of(scene, held, told.who, "bank")
    talking.open_up(talks, at=scene.at(-45, hour=10))
    talking.state_facts(talks, OWED, at=scene.at(-43, hour=11))
    talking.agree_facts(talks, at=scene.at(-41, hour=20))
    talking.offer(talks, "lender", at=scene.at(-38, hour=15))
    talking.offer(talks, "borrower", instalments=60, at=scene.at(-35, hour=20))
    _give_up(talks)
    _sheet(scene, talks)
    _pack(scene, talks)
    return _left("packed", held, told)


def _give_up(talks: Talks) -> None:
    at = talks.scene.at(-30, hour=9)
    held = talks.borrower(at)
    talks.scene.act(
        agreements.take_plain_step,
        held,
        held.negotiation,
        "give_up",
        seen_version=held.negotiation.version,
        at=at,
    )


def _sheet(scene: Scene, talks: Talks) -> None:
    """The bank puts the principal on a sheet, and the borrower signs it."""
    put_at, signed_at = scene.at(-25, hour=10), scene.at(-23, hour=20)
    desk = access.desk_for(scene.person("officer"), talks.ref, now=put_at)
    claim = latest_claim(desk.negotiation)
    scene.act(
        actions.put_facts,
        desk,
        claim_hash=claim.hash if claim else "",
        chosen=("loans", "overdue_principal"),
        legal_notice_seen=True,
        at=put_at,
    )
    mine = access.talks_for(scene.person(talks.who), talks.ref, now=signed_at)
    row = queries.open_sheet(mine.negotiation)
    if row is not None:
        scene.act(actions.sign_facts, mine, row, seen_hash=row.hash, legal_notice_seen=True, at=signed_at)


def _pack(scene: Scene, talks: Talks) -> None:
    """The contract and the proof of income go into a pack; a word is left with the bank."""
    at = scene.at(-20, hour=20)
    mine = access.talks_for(scene.person(talks.who), talks.ref, now=at)
    chosen = [one["ref"] for one in queries.own_papers(mine.negotiation) if one["kind"] in PACKED]
    scene.act(actions.make_pack, mine, papers=chosen, language="zh-hans", at=at)
    scene.act(
        actions.leave_word, mine, text="我换了电话号码，请用新的号码联系我。", at=scene.at(-19, hour=12)
    )


PACKED = frozenset({"contract", "income_statement"})


def came_back(scene: Scene) -> dict[str, Any]:
    """Withdrew in spring, asked to be asked, and applied again with every answer kept."""
    told = Told(
        who="yue",
        cause="job_lost",
        words="先和家人想办法。",
        papers=("dismissal_or_registration", "income_statement"),
    )
    held = applying.hand_over(scene, told, at=scene.at(-70, hour=16))
    held.case.refresh_from_db()
    scene.act(intake.withdraw, held, seen_version=held.case.version, at=scene.at(-69, hour=9))
    gone = access.case_for(scene.person(told.who), held.case.ref, now=scene.at(-69, hour=9))
    day = dates.add_months(scene.today, -1)
    scene.act(actions.ask_later, gone, ask_on=day, at=scene.at(-69, hour=10))
    at = scene.at(-2, hour=20)
    before = intake_access.application_for(scene.person(told.who), held.case.ref, now=at)
    done = scene.act(intake.open_application, scene.person(told.who), predecessor=before, at=at)
    again = intake_access.application_for(scene.person(told.who), intake_queries.ref_of(done.subject), now=at)
    return _left("came_back", again, told)


STORIES: Mapping[str, Callable[[Scene], dict[str, Any]]] = MappingProxyType(
    {"own_plan": own_plan, "packed": apart, "came_back": came_back}
)
