"""Mediations of the demo world: one asked for, one in which a mediator is sought, one open, one that ended far apart."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from hejie_platform.agreements import actions as agreements
from hejie_platform.core import clock
from hejie_platform.jobs.demo import applying, talking
from hejie_platform.jobs.demo.applying import Told
from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.jobs.demo.talking import DESKS, Talks
from hejie_platform.mediation import access
from hejie_platform.mediation.actions import asking, choosing, neutral
from hejie_platform.mediation.actions import roster as roster_actions
from hejie_platform.mediation.queries import desks

OWED = {"overdue_principal": 5_600_000, "overdue_interest": 120_000, "penalty_interest": 60_000}
# who -> qualification, registration number
MEDIATORS = {
    "mediator": ("法学硕士，金融纠纷调解员", "滨调〔2024〕017号"),
    "other_mediator": ("会计师，人民调解员", "滨调〔2025〕031号"),
}


def roster(scene: Scene) -> dict[str, Any]:
    """Both mediators enter themselves, the head verifies them, and publishes that mediation is free."""
    ref, moment = scene.organisation("body").ref, scene.at(-75)
    for who, (qualification, number) in MEDIATORS.items():
        _list(scene, who, qualification, number, ref, moment)
    given = roster_actions.Terms(
        kind="financial", fee_minor=0, payer="nobody", has_fee_help=True, funded_by="association"
    )
    head = access.body_for(scene.person("body_admin"), ref, now=moment)
    scene.act(roster_actions.publish_terms, head, given=given, from_day=clock.legal_day(moment), at=moment)
    return {}


def _list(scene: Scene, who: str, qualification: str, number: str, ref: str, moment: datetime) -> None:
    person = scene.person(who)
    held = access.body_for(person, ref, now=moment)
    entered = roster_actions.Entered(
        qualification=qualification,
        registration_number=number,
        registered_with="滨江市司法局",
        loan_types=("business", "consumption"),
        languages=("zh", "en"),
        most=8,
    )
    scene.act(roster_actions.enter_listing, held, mediator=person, entered=entered, at=moment)
    head = access.body_for(scene.person("body_admin"), ref, now=moment)
    waiting = desks.waiting_listing(head.body, person)
    scene.act(roster_actions.verify_listing, head, waiting, at=moment)


def _begun(scene: Scene, told: Told, *, days: int) -> tuple[Any, Talks]:
    """Talks in which the figures stand and the sides are far apart, begun so many days ago."""
    handed_in, admitted = scene.at(-days, hour=9), scene.at(-days + 2, hour=11)
    held = applying.admitted(scene, told, handed_in=handed_in, at=admitted)
    talks = talking.of(scene, held, told.who, "bank")
    talking.open_up(talks, at=scene.at(-days + 5, hour=10))
    talking.state_facts(talks, OWED, at=scene.at(-days + 7, hour=11))
    return held, talks


def _left(name: str, held: Any, told: Told) -> dict[str, Any]:
    return {f"case_{name}": {"who": told.who, "ref": held.case.ref}}


def ask(talks: Talks, *, at: datetime) -> str:
    """The borrower asks for a mediator; the mediation's reference."""
    body = talks.scene.organisation("body")
    held = talks.borrower(at)
    done = talks.scene.act(asking.ask_mediation, held, body=body, legal_notice_seen=True, at=at)
    return str(held.negotiation.mediations.get(pk=done.subject).ref)


def act(talks: Talks, who: str, ref: str, action: Callable[..., Any], *, at: datetime, **given: Any) -> None:
    """One act of somebody in the mediation."""
    held = access.mediation_for(talks.scene.person(who), ref, now=at)
    version = held.mediation.version
    talks.scene.act(action, held, held.mediation, seen_version=version, at=at, **given)


def open_up(talks: Talks, *, asked: datetime, agreed: datetime, begun: datetime) -> str:
    """Asked for, agreed, both wish for the same mediator, who tells of no ties and begins."""
    ref = ask(talks, at=asked)
    act(talks, DESKS[talks.lender][0], ref, asking.consent, at=agreed)
    wish = [talks.scene.person("mediator").ref]
    for who in (talks.who, DESKS[talks.lender][0]):
        act(talks, who, ref, choosing.rank, at=agreed, order=wish)
    act(talks, "mediator", ref, neutral.accept_appointment, at=begun)
    act(talks, "mediator", ref, neutral.disclose, at=begun, kinds=(), words="与双方均无利害关系。")
    act(talks, "mediator", ref, neutral.start, at=begun)
    return ref


def mediated(scene: Scene) -> dict[str, Any]:
    """In mediation: the sides were far apart, and a neutral helps."""
    papers = ("medical_record", "medical_bill")
    told = Told(who="tan", cause="illness", words="长期服药，收入不稳定。", papers=papers)
    held, talks = _begun(scene, told, days=16)
    words = "每月能还的和贵行希望的差距较大，想请调解员帮忙。"
    talking.say(talks, "borrower", words, at=scene.at(-6, hour=20))
    open_up(talks, asked=scene.at(-6, hour=21), agreed=scene.at(-4, hour=10), begun=scene.at(-2, hour=14))
    return _left("mediated", held, told)


def asked(scene: Scene) -> dict[str, Any]:
    """The borrower has asked; the lender reads what mediation is."""
    told = Told(
        who="wen", cause="income_fell", words="门店客流减少，收入下降。", papers=("income_statement",)
    )
    held, talks = _begun(scene, told, days=12)
    ask(talks, at=scene.at(-1, hour=20))
    return _left("mediation_asked", held, told)


def sought(scene: Scene) -> dict[str, Any]:
    """Both want a mediator; the borrower has told a wish, the lender not yet."""
    told = Told(who="xin", cause="income_fell", words="公司减薪三成。", papers=("income_statement",))
    held, talks = _begun(scene, told, days=13)
    ref = ask(talks, at=scene.at(-3, hour=20))
    act(talks, DESKS["bank"][0], ref, asking.consent, at=scene.at(-1, hour=11))
    wish = [scene.person(who).ref for who in ("other_mediator", "mediator")]
    act(talks, "xin", ref, choosing.rank, at=scene.at(-1, hour=19), order=wish)
    return _left("mediator_sought", held, told)


def far_apart(scene: Scene) -> dict[str, Any]:
    """A mediation that ended because the sides stayed too far apart."""
    told = Told(
        who="yan", cause="income_fell", words="合伙生意停业，收入减半。", papers=("income_statement",)
    )
    held, talks = _begun(scene, told, days=34)
    ref = open_up(
        talks, asked=scene.at(-22, hour=9), agreed=scene.at(-20, hour=10), begun=scene.at(-18, hour=14)
    )
    act(talks, "mediator", ref, _end_gap, at=scene.at(-3, hour=16))
    return _left("mediation_gap", held, told)


def _end_gap(held: Any, row: Any, **stamp: Any) -> Any:
    note = "双方三次报价后差距仍在四成以上。"
    return agreements.take_plain_step(held, row, "end_gap", note=note, **stamp)


STORIES: Mapping[str, Callable[[Scene], dict[str, Any]]] = MappingProxyType(
    {
        "mediated": mediated,
        "mediation_asked": asked,
        "mediator_sought": sought,
        "mediation_gap": far_apart,
    }
)
