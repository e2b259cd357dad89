"""A policy that publishes every way of running, and households for it: the cast of the tests of levers."""

from copy import deepcopy
from typing import Any

from hejie import rules
from hejie.plans import household

LAW = rules.load_pack("cn")
SHAPES: dict[str, Any] = {
    "step_rates": ["0.05", "0.1"],
    "balloons": ["0.2"],
    "tokens_minor": ["5000"],
    "graces": ["holiday", "principal"],
    "on_breach": ["kept", "lost"],
}
HALF_YEARS = [500_000] * 6 + [1_100_000] * 6


def published(**shapes: Any) -> dict[str, Any]:
    """The example bank's policy with other ways of running."""
    mapping = deepcopy(rules.example_policy("example_bank"))
    levers = mapping["published"]["levers"]
    levers["methods"] = ["equal_instalment", "equal_principal", "step_up", "seasonal"]
    levers["every"] = ["month", "fortnight", "week"]
    levers["instalments"] = {"least": 12, "most": 120, "step": 12}
    levers["grace_instalments"] = {"least": 0, "most": 3, "step": 3}
    levers["annual_rate"] = {"least": "0.06", "most": "0.18", "step": "0.12"}
    levers["upfront"] = {"least": "0", "most": "0.3", "step": "0.05"}
    levers["waive"] = {"penalty_interest": {"least": "0", "most": "1", "step": "0.5"}}
    levers["shapes"] = SHAPES | shapes
    return mapping


def policy(**shapes: Any) -> rules.PolicyPack:
    made, faults = rules.parse_policy(published(**shapes))
    assert made is not None, faults
    return made


POLICY = policy()


def told(levers: Any, *, months: list[int] | None = None, **own: int) -> dict[str, Any]:
    """A household with two creditors of that policy."""
    usual: dict[str, Any] = {"income_minor": 800_000, "living_minor": 600_000, "buffer_minor": 300_000}
    claims = {"bank": 4_000_000, "shop": 900_000}
    return {
        "format": 1,
        "start": "2026-01-15",
        "household": usual | own | ({"months_minor": months} if months else {}),
        "creditors": [
            {
                "name": name,
                "policy": "open",
                "claim": {
                    "overdue_principal": owed,
                    "overdue_interest": owed // 40,
                    "penalty_interest": owed // 50,
                },
                "contract_on": "2024-08-15",
                "levers": levers,
            }
            for name, owed in claims.items()
        ],
        "futures": {"paths": 100, "seed": 7},
    }


def case(levers: Any, **more: Any) -> household.Case:
    made, faults = household.case_from_json(told(levers, **more), policies={"open": POLICY})
    assert made is not None, faults
    return made
