"""The named plans of the talks, as each side may see them.

Both sides read the same figures of the same plans, the chance to finish among them. The household's own (what it keeps, why
nothing fits) are for its eyes; what a plan is worth to the lender beside its other ways is for the lender's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hejie import plans, texts
from hejie.plans import outcome, survival
from hejie_platform.cases.models import Negotiation
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.facts import planned
from hejie_platform.negotiation.models import Claim, PlanSet
from hejie_platform.negotiation.queries.seats import seat_on
from hejie_platform.negotiation.queries.trial import Trial, grounds, trial

# Reasons that tell something of the household's purse, and those that tell something of the lender's books.
PRIVATE = frozenset({"plan_fits_budget", "plan_over_budget"})
LENDERS = frozenset({"plan_named_recovery"})


@dataclass(frozen=True, slots=True)
class Chance:
    """In how many simulated futures a plan is paid to the end, with its interval and how many still hold after each month.

    A simulation, never a promise."""

    completes: int
    paths: int
    curve: Sequence[int] = ()

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share."""
        return survival.wilson(self.completes, self.paths)


def chance_of(kept: Mapping[str, Any]) -> Chance:
    """The chance of a kept plan."""
    return Chance(kept["completes"], kept["paths"], tuple(kept["curve"]))


@dataclass(frozen=True, slots=True)
class Proposed:
    """One named plan. `kept_minor`: what the household keeps for itself a month; `worth_minor`: what the plan is worth to
    the lender today. Each is None for everybody else. `expected_minor`: what is paid on average in the simulation."""

    name: str
    trial: Trial
    reasons: Sequence[texts.Message]
    kept_minor: int | None
    is_recommended: bool
    chance: Chance
    months_minor: Sequence[int]
    expected_minor: int
    worth_minor: int | None

    @property
    def tried(self) -> plans.Evaluation:
        return self.trial.tried


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plans of the newest agreed figures. `answers` say why there is none, and what would make one; `usual` is the part
    of the household's month that falls to this lender; `outside` are the lender's ways without a plan."""

    plan_set: PlanSet
    proposed: Sequence[Proposed]
    answers: Sequence[texts.Message]
    concessions: Sequence[texts.Message]
    frontier: Sequence[Sequence[int]]
    usual: facts.Usual | None
    outside: outcome.Outside | None

    @property
    def named_by(self) -> Sequence[Mapping[str, Any]]:
        """The names of the plans as they were kept, each with the rule that gave it."""
        return [
            {name: one[name] for name in ("name", "rule")}
            for one in self.plan_set.determination.result["named"]
        ]

    def named(self, name: str) -> Proposed | None:
        """The plan of that name."""
        return next((one for one in self.proposed if one.name == name), None)


def plans_for(
    row: Negotiation, claim: Claim | None, *, for_household: bool, day: date, for_lender: bool = False
) -> PlanView | None:
    """The stored plans, tried afresh; None before they are made. Five queries."""
    if claim is None:
        return None
    made = PlanSet.objects.filter(negotiation=row, claim=claim).select_related("determination")
    newest = made.order_by("-made_at", "-id").first()
    if newest is None:
        return None
    result, means = newest.determination.result, facts.Means(**newest.determination.facts["means"])
    on = grounds(row, claim, day=day)
    shown = means if for_household else None
    proposed = [
        _proposed(item, trial(planned.package(item["parts"][0]), on, means=shown), shown)
        for item in result["named"]
    ]
    return PlanView(
        plan_set=newest,
        proposed=proposed if for_lender else [replace(one, worth_minor=None) for one in proposed],
        answers=planned.messages(result["answers"]) if for_household else (),
        concessions=planned.messages(result["concessions"]) if for_household else (),
        frontier=result["frontier"] if for_household else (),
        usual=facts.Usual.from_facts(newest.determination.facts["usual"]) if for_household else None,
        outside=seat_on(on, on.policy).engine.economics.outside(on.owed.total)
        if for_lender and on.policy
        else None,
    )


def _proposed(item: dict[str, Any], tried: Trial, means: facts.Means | None) -> Proposed:
    hidden = LENDERS if means else PRIVATE | LENDERS
    return Proposed(
        name=item["name"],
        trial=tried,
        reasons=[one for one in planned.messages(item["reasons"]) if one.code not in hidden],
        kept_minor=means.kept(tried.tried.burden_minor) if means else None,
        is_recommended=item["is_recommended"],
        chance=chance_of(item),
        months_minor=item["months_minor"],
        expected_minor=item["expected_minor"],
        worth_minor=item["value_minor"],
    )
