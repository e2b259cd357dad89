"""Applications of the demo world: told, filled in, handed in and decided, by the same actions as the pages use."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from hejie.statements import specimens
from hejie_platform.cases import access as cases
from hejie_platform.intake import access, actions
from hejie_platform.intake.actions import Given
from hejie_platform.intake.queries import LISTS
from hejie_platform.jobs.demo.papers import paper
from hejie_platform.jobs.demo.scene import Scene, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one borrower tells. Amounts are whole minor units; `lenders` are names of the scene."""

    who: str
    cause: str
    words: str
    lenders: Sequence[str] = ("bank",)
    papers: Sequence[str] = ("income_statement",)
    owed_minor: int = 5_600_000
    principal_minor: int = 6_000_000
    rate: str = "0.144"
    pay_minor: int = 150_000
    months: int = 36
    budget: Mapping[str, int] = field(
        default_factory=lambda: {
            "income_salary": 820_000,
            "essential_housing": 220_000,
            "essential_food": 150_000,
            "essential_utilities": 32_000,
        }
    )
    is_trader: bool = False


def begin(scene: Scene, told: Told, *, at: datetime) -> Any:
    """An application just begun, in the borrower's hands."""
    person = scene.person(told.who)
    done = scene.act(actions.open_application, person, at=at)
    case = cases.cases_of(person).get(pk=done.subject)
    return access.application_for(person, case.ref, now=at)


def fill_in(scene: Scene, told: Told, held: Any, *, at: datetime) -> None:
    """Story, loans, papers, budget, wish and consents."""
    do(scene, actions.save_story, held, Given(_story(told, at)), at=at)
    for name in told.lenders:
        do(scene, actions.add_loan, held, Given(_loan(scene, told, name, at)), at=at)
    _hand_in(scene, told, held, at=at)
    do(scene, actions.save_budget, held, Given(dict(told.budget)), at=at)
    wish = {"monthly_minor": told.pay_minor, "instalments": told.months, "wants_penalty_waived": True}
    do(scene, actions.save_wish, held, Given(wish), at=at)
    for name in told.lenders:
        _consent(scene, held, name, at=at)


def hand_over(scene: Scene, told: Told, *, at: datetime) -> Any:
    """A whole application, handed in; in the borrower's hands."""
    held = begin(scene, told, at=at - timedelta(hours=2))
    fill_in(scene, told, held, at=at - timedelta(hours=1))
    do(scene, actions.submit, held, legal_notice_seen=True, at=at)
    return held


def admitted(scene: Scene, told: Told, *, handed_in: datetime, at: datetime) -> Any:
    """An application that the reviewer accepted; in the borrower's hands."""
    held = hand_over(scene, told, at=handed_in)
    decide(
        scene,
        held,
        actions.admit,
        at=at,
        parties_confirmed=True,
        content_confirmed=True,
        cause=told.cause,
        track=LISTS.causes[told.cause].track,
    )
    return access.application_for(held.user, held.case.ref, now=at)


def decide(scene: Scene, held: Any, action: Callable[..., Any], *, at: datetime, **given: Any) -> None:
    """The reviewer's act on an application."""
    desk = access.desk_case_for(scene.person("reviewer"), held.case.ref, now=at)
    scene.act(action, desk, at=at, seen_version=desk.case.version, **given)


def do(scene: Scene, action: Callable[..., Any], held: Any, *given: Any, at: datetime, **more: Any) -> None:
    """An act on the application at the version that it has now."""
    held.case.refresh_from_db()
    scene.act(action, held, *given, at=at, seen_version=held.case.version, **more)


def _story(told: Told, at: datetime) -> dict[str, Any]:
    return {
        "cause": told.cause,
        "since_on": at.date() - timedelta(days=100),
        "recovery_on": at.date() + timedelta(days=120),
        "words": told.words,
        "household_adults": 2,
        "household_children": 1,
    }


def _loan(scene: Scene, told: Told, name: str, at: datetime) -> dict[str, Any]:
    year = at.date().year
    return {
        "app_name": "网商贷" if name == "bank" else "小额借款",
        "contract_number": f"DEMO-{told.who.upper()}-{name.upper()}",
        "purpose": "business" if told.is_trader else "consumption",
        "method": "equal_instalment",
        "principal_minor": told.principal_minor,
        "balance_minor": told.owed_minor,
        "annual_rate": told.rate,
        "instalment_minor": told.principal_minor // 20,
        "instalments": 24,
        "contract_on": date(year, 1, 10),
        "matures_on": date(year + 2, 1, 10),
        "overdue_since": at.date() - timedelta(days=70),
        "creditor": scene.organisation(name),
    }


def _hand_in(scene: Scene, told: Told, held: Any, *, at: datetime) -> None:
    household = specimens.SOLE_TRADER if told.is_trader else specimens.EMPLOYEE
    statement = specimens.alipay(household, until=at.date(), seed=len(told.who))
    _put(held, statement, "wallet_statement", "支付宝交易明细.csv", at=at)
    for kind in told.papers:
        _put(held, paper(kind), kind, f"{kind}.pdf", at=at)


def _put(held: Any, data: bytes, kind: str, filename: str, *, at: datetime) -> None:
    held.case.refresh_from_db()
    actions.hand_in(held, data, kind=kind, filename=filename, now=at, action_id=uuid.uuid4())
    settle(at)


def _consent(scene: Scene, held: Any, name: str, *, at: datetime) -> None:
    do(
        scene,
        actions.give_consent,
        held,
        scene.organisation(name),
        items=tuple(LISTS.sheet.items),
        until_day=at.date() + timedelta(days=365),
        at=at,
    )
