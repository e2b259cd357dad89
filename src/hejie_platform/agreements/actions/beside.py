"""The dated rows that a plain step leaves beside the state: holds, decided acts, ended requests.

Each function is called by `plain.take_plain_step` inside its transaction, with the row as the step left it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from hejie import steps
from hejie_platform.agreements.facts import step_facts
from hejie_platform.agreements.facts.tying import is_signed_by_all
from hejie_platform.agreements.models import Agreement, Obligation, Payment, Variation
from hejie_platform.cases.access import Held
from hejie_platform.cases.actions import clocks
from hejie_platform.cases.models import (
    Case,
    Hold,
    Negotiation,
    Party,
    PendingAct,
    Standstill,
    Stepped,
)
from hejie_platform.core import clock
from hejie_platform.intake.models import Story, Wish
from hejie_platform.ledger.actions import ActionRefused, Actor
from hejie_platform.ledger.queries import timeline

# Steps whose proof is a paper, not the word of the person who acts.
NEED_PAPER: Final = frozenset(
    {
        ("negotiation", "transfer"),
        ("negotiation", "change_creditor"),
        ("negotiation", "record_proceeding"),
        ("agreement", "set_aside"),
        ("agreement", "record_enforceability"),
        ("obligation", "reverse"),
    }
)


def is_open_to(row: Stepped, step: str, by: Actor, facts: steps.StepFacts) -> bool:
    """Whether the tables have nothing against it; the refusal itself is raised by the step."""
    return not steps.refusals(row.MACHINE, step, state=row.state, role=by.role, facts=facts)


# --- case ------------------------------------------------------------------------------------------


def place_hold(held: Held, row: Case, now: datetime) -> None:
    kind = held_kind(row, now)
    Hold.objects.create(case=row, kind=kind, placed_at=now)
    clocks.pause_all(row, now=now)


def held_kind(row: Case, now: datetime) -> str:
    """The reason that the entry just written gives for the hold."""
    entry = timeline([row.id], ["borrower"]).filter(verb="case.place_hold").first()
    return str(entry.facts["reason"]) if entry else ""


def lift_hold(held: Held, row: Case, now: datetime) -> None:
    Hold.objects.filter(case=row, lifted_at__isnull=True).update(lifted_at=now)
    clocks.resume_all(row, now=now)


def join(held: Held, row: Case, now: datetime) -> None:
    """The invited borrower is in the case, with an application to be filled in."""
    if row.borrower_id is None and "borrower" in held.roles:
        Case.objects.filter(pk=row.pk).update(borrower=held.user)
    Party.objects.get_or_create(case=row, user=held.user, role="borrower", defaults={"joined_at": now})
    Story.objects.get_or_create(case=row)
    Wish.objects.get_or_create(case=row)


# --- negotiation -----------------------------------------------------------------------------------


def _decide(held: Held, row: Negotiation, now: datetime, decision: str) -> None:
    act = step_facts.waiting_act(row)
    if act is not None:
        by = None if decision == "withdrawn" else held.user
        PendingAct.objects.filter(pk=act.pk).update(decided_by=by, decided_at=now, decision=decision)


def approve(held: Held, row: Negotiation, now: datetime) -> None:
    _decide(held, row, now, "approved")


def send_back(held: Held, row: Negotiation, now: datetime) -> None:
    _decide(held, row, now, "returned")


def take_back(held: Held, row: Negotiation, now: datetime) -> None:
    _decide(held, row, now, "withdrawn")


def end_standstill(held: Held, row: Negotiation, now: datetime) -> None:
    day = clock.legal_day(now)
    Standstill.objects.filter(negotiation=row, from_day__lte=day, until_day__gt=day).update(until_day=day)


# --- agreement and duties --------------------------------------------------------------------------


def end_variation(how: str) -> Callable[[Held, Agreement, datetime], None]:
    def end(held: Held, row: Agreement, now: datetime) -> None:
        Variation.objects.filter(agreement=row, ended_at__isnull=True).update(ended_at=now, ended=how)
        Negotiation.objects.filter(pk=row.negotiation_id).update(is_varying=False)

    return end


def guard_signed(held: Held, row: Agreement, now: datetime) -> None:
    """Who has signed together with everybody else is bound while others are waited for. Raises ActionRefused."""
    if row.tie_id is not None and is_signed_by_all(row):
        raise ActionRefused("sign_waits_for_others")


def contest_payments(held: Held, row: Obligation, now: datetime) -> None:
    """The claimed payments of this duty that were not answered yet are contested with it."""
    waiting = Payment.objects.filter(obligation=row, confirmed_at__isnull=True, contested_at__isnull=True)
    waiting.update(contested_at=now, contest_reason="not_received")
