"""The plans of the talks: computed once from agreed figures, the household's budget, the policy and the law, and kept.

The same figures give the same plans, so they are made under an id of their own: the worker after the figures were
agreed, and a page that came first, make one set between them.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from hejie import dates, plans, rules, texts
from hejie_platform.cases.actions import SYSTEM
from hejie_platform.core import clock
from hejie_platform.intake.models import Story
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, determine, record, whole
from hejie_platform.ledger.models import Effect
from hejie_platform.negotiation import facts, queries
from hejie_platform.negotiation.models import Claim, PlanSet
from hejie_platform.negotiation.queries.trial import ENGINE, Grounds, grounds

MAKING: Final = UUID("5b6b8a3e-8f0e-4f5f-9f55-6a1d0d0c7f02")  # name space of the ids of plan makings
RECOMMENDED: Final = (
    "balanced",
    "affordable",
    "cheapest",
)  # the first that no other plan beats for the household


def compute_plans(effect: Effect, *, now: datetime) -> None:
    """Handler of `plans.compute`: the plans of a claim, unless a newer one took its place."""
    claim = Claim.objects.select_related("negotiation__creditor", "negotiation__case").get(
        pk=effect.payload["claim"]
    )
    if facts.is_agreed(claim) and claim == queries.latest_claim(claim.negotiation):
        make_plans(claim, now=now, action_id=making_id(claim))


def making_id(claim: Claim) -> UUID:
    """The id under which the plans of a claim are made: one making for all who ask."""
    return uuid5(MAKING, str(claim.pk))


@whole
def make_plans(claim: Claim, *, now: datetime, action_id: UUID) -> Done:
    """Compute and keep the plans of agreed figures. Raises ActionRefused."""
    if not facts.is_agreed(claim):
        raise ActionRefused("facts_not_agreed")
    row, day = claim.negotiation, clock.legal_day(now)
    on, means = grounds(row, claim, day=day), queries.household_means(row, claim)
    if on.policy is None:
        raise ActionRefused("policy_missing")
    first_due = _first_due(claim, day)
    found = plans.menu(
        facts.buckets_of(claim),
        policy=on.policy,
        pack=on.law,
        start=facts.start_of(claim),
        budget=means,
        under=on.under,
        first_due=first_due,
    )
    result = result_of(found, plans.named(found, budget=means))
    kept = determine(
        kind="plans",
        subject=row.id,
        facts={
            "claim": claim.ref,
            "claim_hash": claim.hash,
            "means": means.as_facts,
            "story": _story_of(claim),
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


def _first_due(claim: Claim, day: date) -> date:
    """The day on which things are hoped to be better, if it lies ahead and within two months; else a month from now.

    A wish moves nothing here: it stands beside the lender's position and is put as an offer by whoever holds to it.
    """
    latest, case_id = dates.add_months(day, 2), claim.negotiation.case_id
    better = Story.objects.filter(case_id=case_id).values_list("recovery_on", flat=True).first()
    return better if better and day < better <= latest else dates.add_months(day, 1)


def _story_of(claim: Claim) -> dict[str, str]:
    """What was told of the hardship in codes and days, as the plans were made on it."""
    story = Story.objects.filter(case_id=claim.negotiation.case_id).first()
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


def result_of(found: plans.Menu, named: Sequence[plans.Named]) -> dict[str, Any]:
    recommended = recommended_name(named)
    return {
        "options": len(found.options),
        "rejected": len(found.rejected),
        "named": [_named(one, is_recommended=one.name == recommended) for one in named],
        "answers": _plain(found.answers),
    }


def recommended_name(named: Sequence[plans.Named]) -> str:
    """Which plan is recommended; never one that asks more of the household in its dearest month and in total alike."""
    by_name = {one.name: one for one in named}
    return next(
        (name for name in RECOMMENDED if name in by_name and not _is_beaten(by_name[name], named)), ""
    )


def _is_beaten(one: plans.Named, others: Sequence[plans.Named]) -> bool:
    return any(
        other.option.burden_minor < one.option.burden_minor
        and other.option.total_minor < one.option.total_minor
        for other in others
    )


def _named(one: plans.Named, *, is_recommended: bool) -> dict[str, Any]:
    return {
        "name": one.name,
        "package": plans.package_to_json(one.option.package),
        "package_hash": one.option.hash,
        "burden_minor": one.option.burden_minor,
        "total_minor": one.option.total_minor,
        "reasons": _plain(one.reasons),
        "is_recommended": is_recommended,
    }


def _plain(messages: Sequence[texts.Message]) -> list[dict[str, Any]]:
    return [{"code": one.code, "facts": _facts(one)} for one in messages]


def _facts(one: texts.Message) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in one.facts.items()}
