"""Talks of the demo world: what the lender answers, the figures, offers and their answers, by real actions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from hejie import dates, plans
from hejie_platform.agreements import access as agreement_access
from hejie_platform.agreements import actions as agreements
from hejie_platform.agreements import queries as agreement_queries
from hejie_platform.core import clock
from hejie_platform.jobs.demo.scene import Scene, settle
from hejie_platform.negotiation import access, actions, queries

DESKS: Mapping[str, tuple[str, str]] = {
    "bank": ("officer", "checker"),
    "microloan": ("other_officer", "other_checker"),
}


@dataclass(frozen=True, slots=True)
class Talks:
    """The talks of one case with one lender, in the hands of whoever acts."""

    scene: Scene
    ref: str
    who: str
    lender: str

    def borrower(self, at: datetime) -> Any:
        return access.room_for(self.scene.person(self.who), self.ref, now=at)

    def officer(self, at: datetime) -> Any:
        return access.desk_for(self.scene.person(DESKS[self.lender][0]), self.ref, now=at)

    def checker(self, at: datetime) -> Any:
        return access.desk_for(self.scene.person(DESKS[self.lender][1]), self.ref, now=at)

    def held(self, side: str, at: datetime) -> Any:
        return self.borrower(at) if side == "borrower" else self.officer(at)


def of(scene: Scene, held: Any, who: str, lender: str) -> Talks:
    """The talks that an admission began with this lender."""
    creditor = scene.organisation(lender)
    row = held.case.negotiations.get(creditor=creditor)
    return Talks(scene, row.ref, who, lender)


def say(talks: Talks, side: str, text: str, *, at: datetime) -> None:
    """A message in the joint room."""
    talks.scene.act(actions.message, talks.held(side, at), text=text, at=at)


def answer(talks: Talks, action: Callable[..., Any], *, at: datetime, **given: Any) -> None:
    """One of the lender's answers that moves the state."""
    held = talks.officer(at)
    talks.scene.act(action, held, seen_version=held.negotiation.version, at=at, **given)


def open_up(talks: Talks, *, at: datetime) -> None:
    """The lender is ready to talk."""
    held = talks.officer(at)
    talks.scene.act(
        agreements.take_plain_step,
        held,
        held.negotiation,
        "talk",
        seen_version=held.negotiation.version,
        at=at,
    )


def state_facts(talks: Talks, owed: Mapping[str, int], *, at: datetime) -> None:
    """What the lender says is owed, bucket by bucket."""
    held = talks.officer(at)
    talks.scene.act(
        actions.state_facts,
        held,
        as_of=clock.legal_day(at),
        buckets=dict(owed),
        contracts=_contracts(held),
        seen_version=held.negotiation.version,
        at=at,
    )


def _contracts(held: Any) -> tuple[queries.Contract, ...]:
    rows = held.negotiation.loans.filter(removed_at__isnull=True).order_by("id")
    return tuple(_contract(row) for row in rows)


def _contract(row: Any) -> queries.Contract:
    began: date = row.contract_on
    return queries.Contract(
        ref=row.ref,
        product=row.purpose,
        contract_on=began,
        annual_rate=Fraction(row.annual_rate),
        matures_on=row.matures_on,
        received_minor=row.principal_minor,
        method=row.method,
        instalments=row.instalments,
        first_due=dates.add_months(began, 1),
        unpaid_since=row.overdue_since,
    )


def agree_facts(talks: Talks, *, at: datetime) -> None:
    """The borrower agrees to the figures for these talks, and the plans are computed."""
    held = talks.borrower(at)
    claim = queries.latest_claim(held.negotiation)
    stated = claim.hash if claim else ""
    talks.scene.act(actions.agree_facts, held, claim_hash=stated, legal_notice_seen=True, at=at)
    settle(at)


def offer(talks: Talks, side: str, *, at: datetime, **changes: Any) -> Any:
    """An offer of a side: 36 monthly instalments at 12 %, half of the penalty interest waived, unless changed."""
    held = talks.held(side, at)
    terms: dict[str, Any] = {
        "instalments": 36,
        "first_due": dates.add_months(clock.legal_day(at), 1),
        "annual_rate": Fraction("0.12"),
        "waive": {"penalty_interest": 30_000},
        "overdue_uplift": Fraction(0),
    }
    talks.scene.act(
        actions.put_offer,
        held,
        package=plans.Package(**(terms | changes)),
        days_open=7,
        legal_notice_seen=True,
        beyond_budget_confirmed=True,
        seen_offer=queries.talks(held.negotiation).latest_number,
        at=at,
    )
    return held


def accept(talks: Talks, side: str, *, at: datetime) -> None:
    """This side accepts the offer on the table; the agreement is drawn up."""
    held = talks.held(side, at)
    open_offer = queries.talks(held.negotiation).open_offer
    talks.scene.act(
        agreements.accept_offer,
        held,
        number=open_offer.number if open_offer else 0,
        package_hash=open_offer.package_hash if open_offer else "",
        legal_notice_seen=True,
        beyond_budget_confirmed=True,
        at=at,
    )


def sign(talks: Talks, who: str, *, at: datetime) -> None:
    """Somebody signs the agreement of the talks, with everything that a careful signer brings."""
    held = agreement_access.agreement_for(talks.scene.person(who), agreement_ref(talks, at), now=at)
    brought = agreements.Brought(
        seen_hash=agreement_queries.seen_hash(held.agreement),
        risks=agreement_queries.to_acknowledge(held),
        legal_notice_seen=True,
        is_confirmed=True,
    )
    talks.scene.act(agreements.sign, held, brought=brought, at=at)


def agreement_ref(talks: Talks, at: datetime) -> str:
    """The reference of the newest agreement of the talks."""
    newest = talks.borrower(at).negotiation.agreements.latest("created_at", "id")
    return str(newest.ref)
