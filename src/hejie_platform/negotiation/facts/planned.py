"""What the plans' engine found -> plain data to be kept, shown and compared with a second run.

Everything is whole numbers, codes and dates. `expected_minor` is what is paid on average over the simulated futures, until
the month in which a plan breaks: it needs no figure of the lender's own, so that both sides may read it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from hejie import plans, texts
from hejie.plans import household, joint, survival


def result_of(
    found: household.Planned, *, talks: Sequence[str], menu: plans.Menu | None = None
) -> dict[str, Any]:
    """The answer to a case as plain data; `talks` name its creditors in their order, `menu` is the whole grid of one."""
    return {
        "assumptions": survival.assumptions()["version"],
        **(_counted(menu) if menu else {}),
        "named": [_proposed(one, talks) for one in found.proposals],
        "frontier": [_point(one) for one in found.frontier],
        "baselines": {name: _point(one) for name, one in found.baselines},
        "concessions": plain(found.concessions),
        "answers": plain(found.answers),
    }


def _counted(menu: plans.Menu) -> dict[str, Any]:
    """How many plans of the grid fit, and why how many others do not."""
    why = Counter(one.reason.code for one in menu.rejected)
    return {
        "options": len(menu.options),
        "rejected": len(menu.rejected),
        "why_not": dict(sorted(why.items())),
    }


def _proposed(one: household.Proposed, talks: Sequence[str]) -> dict[str, Any]:
    lived = one.exact.survival
    return {
        "name": one.name,
        "rule": one.rule,
        "is_recommended": one.is_recommended,
        "burden_minor": one.exact.burden_minor,
        "total_minor": one.exact.total_minor,
        "upfront_minor": one.exact.upfront_minor,
        "value_minor": one.plan.value_minor,
        "expected_minor": expected(one.exact),
        "point": _point(one.plan),
        "months_minor": list(one.exact.months_minor),
        "completes": lived.completes,
        "paths": lived.paths,
        "curve": list(lived.curve),
        "reasons": plain(one.reasons),
        "parts": [
            {
                "talks": ref,
                "package": plans.package_to_json(part.package),
                "package_hash": part.package_hash,
                "burden_minor": part.burden_minor,
                "total_minor": part.total_minor,
                "waived_minor": part.waived_minor,
                "last_due": part.last_due.isoformat(),
            }
            for ref, part in zip(talks, one.exact.parts, strict=True)
        ],
    }


def expected(exact: household.Exact) -> int:
    """What is paid on average over the simulated futures; broken units are cut off."""
    lived = exact.survival
    held = sum(due * alive for due, alive in zip(exact.months_minor, lived.curve, strict=False))
    return exact.upfront_minor + held // max(lived.paths, 1)


def _point(one: joint.JointPlan) -> list[int]:
    """A plan of the frontier, exact: dearest month, total, months, completed futures of how many."""
    return [one.burden_minor, one.total_minor, one.months, one.completes, one.paths]


def plain(messages: Sequence[texts.Message]) -> list[dict[str, Any]]:
    """Codes and facts; a tuple is a list."""
    return [{"code": one.code, "facts": _facts(one.facts)} for one in messages]


def _facts(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}


def messages(kept: Sequence[Mapping[str, Any]]) -> list[texts.Message]:
    """Back from plain data."""
    return [texts.Message(one["code"], one["facts"]) for one in kept]


def package(kept: Mapping[str, Any]) -> plans.Package:
    """The terms of a kept plan. Raises texts.Faulty when they no longer read."""
    found, faults = plans.package_from_json(kept["package"])
    if found is None:
        raise texts.Faulty(faults)
    return found
