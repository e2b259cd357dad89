"""The plans of the talks: computed once from agreed figures, the household's budget, the policy and the law, and kept.

The same figures give the same plans, so they are made under an id of their own: the worker after the figures were
agreed, and a page that came first, make one set between them. Each creditor's plans are made on its own part of the
household (`make_plans`); those of all creditors together (`make_joint_plans`) belong to the household alone.
"""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from hejie import dates, rules
from hejie.plans import household
from hejie_platform.cases.actions import SYSTEM
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Case
from hejie_platform.core import clock
from hejie_platform.intake.models import Story
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, determine, record, whole
from hejie_platform.ledger.models import Effect
from hejie_platform.negotiation import facts, queries
from hejie_platform.negotiation.facts import planned
from hejie_platform.negotiation.models import Claim, JointPlanSet, PlanSet
from hejie_platform.negotiation.queries import together
from hejie_platform.negotiation.queries.seats import answered, futures, seat_on
from hejie_platform.negotiation.queries.trial import ENGINE, Grounds, grounds

MAKING: Final = UUID("5b6b8a3e-8f0e-4f5f-9f55-6a1d0d0c7f02")  # name space of the ids of plan makings


def compute_plans(effect: Effect, *, now: datetime) -> None:
    """Handler of `plans.compute`: the plans of a claim, unless a newer one took its place, and those of all creditors."""
    claim = Claim.objects.select_related("negotiation__creditor", "negotiation__case").get(
        pk=effect.payload["claim"]
    )
    if facts.is_agreed(claim) and claim == queries.latest_claim(claim.negotiation):
        make_plans(claim, now=now, action_id=making_id(claim))
        bring_together(claim.negotiation.case, now=now)


def making_id(claim: Claim) -> UUID:
    """The id under which the plans of a claim are made: one making for all who ask."""
    return uuid5(MAKING, str(claim.pk))


@whole
def make_plans(claim: Claim, *, now: datetime, action_id: UUID) -> Done:
    """Compute and keep the plans of agreed figures. Raises ActionRefused."""
    if not facts.is_agreed(claim):
        raise ActionRefused("facts_not_agreed")
    row, day = claim.negotiation, clock.legal_day(now)
    on = grounds(row, claim, day=day)
    if on.policy is None:
        raise ActionRefused("policy_missing")
    means, usual = queries.household_of(row)
    first_due = _first_due(row.case, day)
    result = answered(seat_on(on, on.policy), usual, on, first_due=first_due, **futures())
    kept = determine(
        kind="plans",
        subject=row.id,
        facts={
            "claim": claim.ref,
            "claim_hash": claim.hash,
            "means": means.as_facts,
            "usual": usual.as_facts,
            "futures": futures(),
            "story": _story_of(row.case),
            **_asked(on, first_due),
        },
        result=result,
        law_version=on.law.name,
        policy_version=on.policy_name,
        engine_version=ENGINE,
        now=now,
    )
    PlanSet.objects.create(negotiation=row, claim=claim, determination=kept, made_at=now)
    return record(
        chain=chain_for(row.id, "borrower"),
        by=SYSTEM,
        verb="negotiation.plans_made",
        subject=row.id,
        facts={"determination": kept.ref, "claim": claim.number, "plans": len(result["named"])},
        now=now,
        action_id=action_id,
    )


def bring_together(case: Case, *, now: datetime) -> JointPlanSet | None:
    """The joint plans of today's inputs: those that are kept, or made now. None where no creditor can be seated."""
    day = clock.legal_day(now)
    asked = together.inputs(case, first_due=_first_due(case, day), now=now)
    if asked is None:
        return None
    kept = together.newest(case, asked, day=day)
    if kept is None:
        number = JointPlanSet.objects.filter(case=case).count()
        make_joint_plans(case, asked, now=now, action_id=uuid5(MAKING, f"{case.pk} {asked.hash} {number}"))
        kept = together.newest(case, asked, day=day)
    return kept


@whole
def make_joint_plans(case: Case, asked: together.Inputs, *, now: datetime, action_id: UUID) -> Done:
    """Compute and keep the plans of all creditors together, for the household's own eyes."""
    pack = law_of(case)
    found = household.propose(asked.engine, pack=pack, stepped=asked.stepped)
    result = planned.result_of(found, talks=[seat.talks for seat in asked.seats])
    kept = determine(
        kind="joint_plans",
        subject=case.id,
        facts=asked.as_facts,
        result=result,
        law_version=pack.name,
        policy_version=asked.policies,
        engine_version=ENGINE,
        now=now,
    )
    JointPlanSet.objects.create(case=case, determination=kept, inputs=asked.hash, made_at=now)
    return record(
        chain=chain_for(case.id, "borrower"),
        by=SYSTEM,
        verb="case.joint_plans_made",
        subject=case.id,
        facts={"determination": kept.ref, "plans": len(result["named"])},
        now=now,
        action_id=action_id,
    )


def _first_due(case: Case, day: date) -> date:
    """The day on which things are hoped to be better, if it lies ahead and within two months; else a month from now.

    A wish moves nothing here: it stands beside the lender's position and is put as an offer by whoever holds to it.
    """
    latest = dates.add_months(day, 2)
    better = Story.objects.filter(case=case).values_list("recovery_on", flat=True).first()
    return better if better and day < better <= latest else dates.add_months(day, 1)


def _story_of(case: Case) -> dict[str, str]:
    """What was told of the hardship in codes and days, as the plans were made on it."""
    story = Story.objects.filter(case=case).first()
    days = {"since_on": story.since_on, "recovery_on": story.recovery_on} if story else {}
    return {"cause": story.cause if story else ""} | {
        name: one.isoformat() for name, one in days.items() if one
    }


def _asked(on: Grounds, first_due: date) -> dict[str, Any]:
    return {
        "start": facts.start_of(on.claim).isoformat(),
        "first_due": first_due.isoformat(),
        "policy_digest": on.policy.digest if isinstance(on.policy, rules.PolicyPack) else "",
    }
