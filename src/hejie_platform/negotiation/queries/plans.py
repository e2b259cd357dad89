"""The named plans of the talks, as each side may see them.

The household's own figures (what it keeps, why nothing fits) are for its own eyes; everybody else at the table sees
the same plans with their terms and costs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hejie import plans, texts
from hejie_platform.cases.models import Negotiation
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Claim, PlanSet
from hejie_platform.negotiation.queries.trial import Trial, grounds, trial

# Reasons that tell something of the household's purse.
PRIVATE = frozenset({"plan_fits_budget", "plan_over_budget"})


@dataclass(frozen=True, slots=True)
class Proposed:
    """One named plan. `kept_minor`: what the household keeps for itself a month; None for everybody else."""

    name: str
    trial: Trial
    reasons: Sequence[texts.Message]
    kept_minor: int | None
    is_recommended: bool

    @property
    def tried(self) -> plans.Evaluation:
        return self.trial.tried


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plans of the newest agreed figures. `answers` say why there is none, and what would make one."""

    plan_set: PlanSet
    proposed: Sequence[Proposed]
    answers: Sequence[texts.Message]

    def named(self, name: str) -> Proposed | None:
        """The plan of that name."""
        return next((one for one in self.proposed if one.name == name), None)


def plans_for(row: Negotiation, claim: Claim | None, *, for_household: bool, day: date) -> PlanView | None:
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
    return PlanView(
        plan_set=newest,
        proposed=[_proposed(item, trial(_package(item), on, means=shown), shown) for item in result["named"]],
        answers=_messages(result["answers"]) if for_household else (),
    )


def _package(item: dict[str, Any]) -> plans.Package:
    package, faults = plans.package_from_json(item["package"])
    if package is None:
        raise texts.Faulty(faults)
    return package


def _proposed(item: dict[str, Any], tried: Trial, means: facts.Means | None) -> Proposed:
    reasons = _messages(item["reasons"])
    return Proposed(
        name=item["name"],
        trial=tried,
        reasons=reasons if means else [one for one in reasons if one.code not in PRIVATE],
        kept_minor=means.kept(tried.tried.burden_minor) if means else None,
        is_recommended=item["is_recommended"],
    )


def _messages(stored: list[dict[str, Any]]) -> list[texts.Message]:
    return [texts.Message(one["code"], one["facts"]) for one in stored]
