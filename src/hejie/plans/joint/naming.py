"""One recommended joint plan and two others, each with the rule that chose it.

    balanced    the largest product of what both sides have of it: the household its chance to finish, doubled where the
                plan is the cheapest and not where it is the dearest; the creditors what they may expect
    affordable  the least burden among plans as likely to be finished as any (within one future in a hundred)
    cheapest    the least total among plans that are finished in four of five futures in which the safest is
    recovery    the most that the creditors may expect

The first three that are different plans are shown; the first of them is recommended. Ties go to the cheaper plan, then
to the lighter one, then to the earlier choice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from hejie.plans.joint.plan import JointPlan

RULE: Final = "named-1"
"""The version of these rules."""
SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A joint plan under a name; exactly one of a set is recommended."""

    name: str
    rule: str
    plan: JointPlan
    is_recommended: bool


def proposals(of: Sequence[JointPlan], *, shown: int = SHOWN) -> tuple[Proposal, ...]:
    """Up to three different plans, the recommended one first; none of nothing."""
    found: list[tuple[str, JointPlan]] = []
    for name, choose in RULES.items():
        if of and (plan := choose(of)) not in [one for _, one in found]:
            found.append((name, plan))
    return tuple(
        Proposal(name, RULE, plan, is_recommended=place == 0)
        for place, (name, plan) in enumerate(found[:shown])
    )


def _tie(plan: JointPlan) -> tuple[int, int, tuple[int, ...]]:
    return plan.total_minor, plan.burden_minor, plan.choice


def balanced(of: Sequence[JointPlan]) -> JointPlan:
    """The largest product of both sides' gains: whole numbers, so that equal products are equal."""
    totals = [one.total_minor for one in of]
    dearest, spread = max(totals), max(max(totals) - min(totals), 1)

    def gains(one: JointPlan) -> int:
        household = one.completes * (spread + dearest - one.total_minor)
        return household * max(one.value_minor, 0)

    return min(of, key=lambda one: (-gains(one), *_tie(one)))


def as_safe_as_any(of: Sequence[JointPlan]) -> tuple[JointPlan, ...]:
    """The plans that "affordable" chooses from: finished as often as any, within one future in a hundred."""
    safest = max((one.completes for one in of), default=0)
    return tuple(one for one in of if 100 * (safest - one.completes) <= one.paths)


def still_safe(of: Sequence[JointPlan]) -> tuple[JointPlan, ...]:
    """The plans that "cheapest" chooses from: finished in four of five futures in which the safest is."""
    safest = max((one.completes for one in of), default=0)
    return tuple(one for one in of if 5 * one.completes >= 4 * safest)


def affordable(of: Sequence[JointPlan]) -> JointPlan:
    """The least burden among the safest."""
    return min(as_safe_as_any(of), key=lambda one: (one.burden_minor, *_tie(one)))


def cheapest(of: Sequence[JointPlan]) -> JointPlan:
    """The least total among plans that are still safe."""
    return min(still_safe(of), key=_tie)


def recovery(of: Sequence[JointPlan]) -> JointPlan:
    """The most that the creditors may expect."""
    return min(of, key=lambda one: (-one.value_minor, *_tie(one)))


RULES: Final[Mapping[str, Callable[[Sequence[JointPlan]], JointPlan]]] = MappingProxyType(
    {"balanced": balanced, "affordable": affordable, "cheapest": cheapest, "recovery": recovery}
)
