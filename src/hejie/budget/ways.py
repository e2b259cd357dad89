"""Nothing is left, or less than nothing: where that leads, as values. A way is offered, never imposed.

A household that is 300.00 short a month is shown three: benefits that it may have a right to, a moratorium, and an
adviser. One with 20.00 left may also offer that as a token, so that the talks stay open while everything else rests.
"""

import functools
import tomllib
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any, Final

from hejie import texts
from hejie.budget.estimate import Budget


@functools.cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((resources.files("hejie.budget") / "ways.toml").read_text(encoding="utf-8"))


def ways(made: Budget) -> tuple[texts.Message, ...]:
    """The ways of this budget, each once, in the order of the page; none for one that can pay and is not choked."""
    listed = (
        NOTHING.get(each["code"], each["code"]) if made.disposable_minor == 0 else each["code"]
        for each in _table()["way"]
        if made.outcome in each["when"] and _NEEDS[each.get("needs", "")](made)
    )
    return tuple(texts.message(code, **_facts(code, made)) for code in dict.fromkeys(listed))


NOTHING: Final = {"way_moratorium": "way_pause", "way_token_payment": "way_token_of_choice"}
"""What is said where nothing is left and nothing is missing: an amount of zero helps nobody."""


def _facts(code: str, made: Budget) -> dict[str, int]:
    if code == "way_token_payment":
        return {"amount_minor": max(0, made.disposable_minor)}
    if code == "way_moratorium":
        return {"short_minor": max(0, -made.disposable_minor)}
    return {}


def _little_left(made: Budget) -> bool:
    most: int = _table()["token_most_minor"]
    return made.disposable_minor <= most


def _business_loses(made: Budget) -> bool:
    receipts = sum(line.amount_minor for line in made.lines if line.code == "income_business")
    return made.business_cost_minor > receipts


_NEEDS: Final[Mapping[str, Callable[[Budget], bool]]] = {
    "": lambda made: True,
    "little_left": _little_left,
    "business_loses": _business_loses,
    "debts_above_income": lambda made: made.debt_service_minor > made.income_minor - made.business_cost_minor,
}
