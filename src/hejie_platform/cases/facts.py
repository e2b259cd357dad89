"""Rows -> what `steps.decide` reads beside the state: holds, authority, proven identity, where the creditor is."""

from dataclasses import replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from hejie import rules, steps
from hejie_platform.cases.models import Authority, Case, Hold, Interruption, Negotiation, Stepped
from hejie_platform.core import clock
from hejie_platform.ledger.actions import Actor
from hejie_platform.people import queries as people

ASSISTED = "assisted"  # the scope of a helper's paper
BORROWER_SIDE = ("borrower", "representative", "guarantor")


def law_of(row: Stepped) -> rules.LawPack:
    """The law that a row's case is under: its rules, currency, legal zone and working days."""
    return rules.load_pack(row.the_case.country)


def with_standing(
    facts: steps.StepFacts,
    *,
    row: Stepped,
    actor: Actor,
    now: datetime,
    step: str = "",
    on_hold: bool | None = None,
) -> steps.StepFacts:
    """`facts` of the action, with what stands over every act: holds, authority, identity, where the creditor is.

    on_hold: whether a hold is in force, where that has been read already.
    """
    case, day = row.the_case, legal_day(now)
    return replace(
        facts,
        on_hold=is_on_hold(case) if on_hold is None else on_hold,
        is_vulnerable=case.is_vulnerable,
        has_authority=has_authority(case, actor, day, covers=covered_by(row.MACHINE, step)),
        identity_proven=not asks_for_identity(row.MACHINE, step) or is_identity_proven(actor, day),
        creditor_outside=is_creditor_outside(row),
    )


def is_creditor_outside(row: Stepped) -> bool:
    """Whether the creditor of these talks has no desk here."""
    negotiation = row.the_negotiation
    return negotiation is not None and negotiation.creditor.channel == "outside"


def is_on_hold(case: Case) -> bool:
    """Whether a hold is in force on the case: its clocks stand still."""
    if case._state.adding:
        return False
    return Hold.objects.filter(case=case, lifted_at__isnull=True).exists()


def is_binding(machine: str, step: str) -> bool:
    """Whether the step has legal effect: only a general authority covers it."""
    found = steps.find(machine, step)
    return found is not None and found.legal_effect


def asks_for_identity(machine: str, step: str) -> bool:
    """Whether the step needs a proven identity; nobody's proof is looked up for another one."""
    found = steps.find(machine, step)
    return found is None or "identity" in found.needs


def covered_by(machine: str, step: str) -> Q:
    """Which papers cover a step: a general one every step, a narrower one what does not bind.

    A helper's paper covers the application alone, and hands in what the person has confirmed.
    """
    of_helper = Q(scope=ASSISTED)
    if not is_binding(machine, step):
        return Q() if machine == "case" else ~of_helper
    return Q(scope="general") | of_helper if (machine, step) == ("case", "submit") else Q(scope="general")


def has_authority(case: Case, actor: Actor, day: date, *, covers: Q | None = None) -> bool:
    """Whether a representative's accepted, unexpired, unrevoked paper covers `day` and the step; others need none."""
    if actor.role != "representative":
        return True
    for_case = Q(case__isnull=True) if case._state.adding else Q(case__isnull=True) | Q(case=case)
    mine = papers_in_force(day).filter(covers or Q(), for_case, principal=case.borrower, agent=actor.user)
    return mine.exists()


def papers_in_force(day: date) -> QuerySet[Authority]:
    """Accepted, unexpired, unrevoked papers of authority."""
    in_force = Q(from_day__lte=day) & (Q(until_day__isnull=True) | Q(until_day__gte=day))
    return Authority.objects.filter(in_force, accepted_by__isnull=False, revoked_at__isnull=True)


def is_identity_proven(actor: Actor, day: date) -> bool:
    """Whether the actor may bind themselves. Staff are vouched for by their organisation's membership."""
    if actor.user is None or actor.role not in BORROWER_SIDE:
        return True
    return people.is_identity_proven(actor.user, day)


def last_interruption(case: Case, negotiation: Negotiation | None) -> date | None:
    """The newest act that started the limitation period anew."""
    rows = Interruption.objects.filter(case=case)
    if negotiation is not None:
        rows = rows.filter(Q(negotiation=negotiation) | Q(negotiation__isnull=True))
    return rows.order_by("-on_day").values_list("on_day", flat=True).first()


def legal_day(now: datetime) -> date:
    """The day of `now` in the case's legal zone."""
    return clock.legal_day(now)
