"""What happens at the table of the demo's open mediation: words to all and in private, a meeting, minutes, a proposal."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hejie import dates, plans
from hejie_platform.cases import access
from hejie_platform.core import clock
from hejie_platform.jobs.demo import talking
from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.mediation import table
from hejie_platform.mediation.actions import meeting, minuting, noting, proposing, speaking
from hejie_platform.mediation.queries import table as queries

WHO, LENDER, OFFICER = "tan", "bank", "officer"


def at_the_table(scene: Scene) -> dict[str, Any]:
    """The open mediation goes on: both speak, each tells the mediator something alone, minutes and a proposal wait."""
    begun = scene.at(-2, hour=14)
    case = access.case_for(scene.person(WHO), scene.made["case_mediated"]["ref"], now=begun).case
    ref = str(case.mediations.latest("created_at", "id").ref)
    _first_words(scene, ref)
    _in_private(scene, ref)
    _next_meeting(scene, ref)
    _minutes(scene, ref)
    held = access.case_for(scene.person(WHO), case.ref, now=scene.at(-1, hour=18))
    talking.agree_facts(talking.of(scene, held, WHO, LENDER), at=scene.at(-1, hour=18))
    _proposal(scene, ref)
    return {"table": ref}


def _held(scene: Scene, who: str, ref: str, at: datetime) -> table.HeldTable:
    return table.table_for(scene.person(who), ref, now=at)


def _say(scene: Scene, ref: str, who: str, text: str, *, at: datetime, floor: str = "") -> None:
    scene.act(speaking.say, _held(scene, who, ref, at), text=text, floor=floor, at=at)


def _first_words(scene: Scene, ref: str) -> None:
    _say(
        scene,
        ref,
        "mediator",
        "两位好，我是本次调解的调解员。先请借款人说说最近的收入情况。",
        floor=table.BORROWER,
        at=scene.at(-2, hour=14, minute=10),
    )
    _say(
        scene,
        ref,
        WHO,
        "我需要长期服药，这半年只能接一些零工，每月收入起伏很大。",
        at=scene.at(-2, hour=14, minute=40),
    )
    _say(
        scene,
        ref,
        OFFICER,
        "理解您的情况。我们希望还款不中断，期限和罚息可以商量。",
        at=scene.at(-2, hour=15, minute=20),
    )


def _in_private(scene: Scene, ref: str) -> None:
    lender = next(
        one.key for one in _held(scene, "mediator", ref, scene.at(-1)).parties if one.kind == "lender"
    )
    for who, party, text, moment in (
        (
            WHO,
            table.BORROWER,
            "私下说一句：我每月最多能拿出两千四百元，再多就要停药了。",
            scene.at(-1, hour=9),
        ),
        (
            "mediator",
            table.BORROWER,
            "谢谢您告诉我。没有您的同意，这句话不会让对方知道。",
            scene.at(-1, hour=9, minute=20),
        ),
        (
            OFFICER,
            lender,
            "如果期限拉长，我们内部可以考虑减免一半罚息，请先不要告诉对方。",
            scene.at(-1, hour=10),
        ),
    ):
        held = _held(scene, who, ref, moment)
        scene.act(speaking.say_in_caucus, held, party=party, text=text, at=moment)
    noted = scene.at(-1, hour=10, minute=30)
    scene.act(
        noting.write_note,
        _held(scene, "mediator", ref, noted),
        text="两边其实已经很接近，先谈期限，再谈罚息。",
        due_on=clock.legal_day(noted) + timedelta(days=2),
        at=noted,
    )


def _next_meeting(scene: Scene, ref: str) -> None:
    asked = scene.at(-1, hour=11)
    ten = asked.replace(hour=10, minute=0, second=0, microsecond=0)
    scene.act(
        meeting.propose_meeting,
        _held(scene, "mediator", ref, asked),
        starts=[ten + timedelta(days=days) for days in (3, 4, 5)],
        minutes_long=90,
        way="text",
        at=asked,
    )
    answered = scene.at(-1, hour=13)
    held = _held(scene, OFFICER, ref, answered)
    row = queries.meetings(held.mediation)[0]
    chosen = [slot.pk for slot in row.slots.all()][:2]
    scene.act(meeting.choose_times, held, party=held.mine[0], meeting=row, chosen=chosen, at=answered)


def _minutes(scene: Scene, ref: str) -> None:
    written = scene.at(-1, hour=16)
    held = _held(scene, "mediator", ref, written)
    lender = next(one.key for one in held.parties if one.kind == "lender")
    today = clock.legal_day(written)
    scene.act(
        minuting.write_minutes,
        held,
        text="双方说明了收入与账目情况，同意先商量期限，再商量罚息。",
        promises=(
            minuting.Promised(table.BORROWER, "补交最近三个月的收入流水", today + timedelta(days=4)),
            minuting.Promised(lender, "协商期间暂停电话催收", today + timedelta(days=1)),
        ),
        at=written,
    )
    for who, moment in ((OFFICER, scene.at(-1, hour=17)), (WHO, scene.at(-1, hour=17, minute=30))):
        own = _held(scene, who, ref, moment)
        row = queries.minutes(own.mediation)[0].row
        scene.act(
            minuting.confirm_minutes, own, party=own.mine[0], minutes=row, seen_hash=row.hash, at=moment
        )


def _proposal(scene: Scene, ref: str) -> None:
    """Put last evening; the lender has answered, and nobody can tell."""
    put = scene.at(-1, hour=19)
    held = _held(scene, "mediator", ref, put)
    first = dates.add_months(clock.legal_day(put), 1)
    package = plans.Package(
        instalments=36,
        first_due=first,
        annual_rate=Fraction("0.12"),
        waive={"penalty_interest": 30_000},
        overdue_uplift=Fraction(0),
    )
    talks = next(one.negotiation for one in held.present if one.negotiation is not None)
    scene.act(
        proposing.propose,
        held,
        cause="means",
        analysis="借款人因长期服药收入下降，还款意愿一直存在；双方对账目没有争议。",
        reasoning="把期限拉长到三十六期、减免一半罚息，每月负担与目前收入相称，贷款机构也能持续收到还款。",
        packages={talks.ref: package},
        at=put,
    )
    answered = scene.at(-1, hour=20)
    own = _held(scene, OFFICER, ref, answered)
    row = queries.proposals(own)[0].row
    scene.act(
        proposing.answer_proposal,
        own,
        party=own.mine[0],
        proposal=row,
        answer="yes",
        legal_notice_seen=True,
        at=answered,
    )


STORIES: Mapping[str, Callable[[Scene], dict[str, Any]]] = MappingProxyType({"at_the_table": at_the_table})
