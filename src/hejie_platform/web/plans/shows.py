"""Plans -> sentences, rows and pictures, in the same words wherever plans stand beside one another.

Whatever is said of the future is worded as a simulation.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hejie import dates, plans, texts
from hejie_platform.core import formats
from hejie_platform.negotiation import queries
from hejie_platform.notices.queries import say
from hejie_platform.web import charts
from hejie_platform.web.plans import words
from hejie_platform.web.room.words import PLANS

BEST_LOW = ("burden", "total", "months")
HALF_YEAR = 6
MOST_POINTS = 60


def chance_text(chance: queries.Chance) -> str:
    """The chance to finish in a sentence."""
    low, high = _ends(chance)
    return _(
        "In our simulation {n} of 100 households with such a budget pay it to the end ({low} to {high}). That is an estimate, not a promise."
    ).format(n=of_hundred(chance.completes, chance.paths), low=low, high=high)


def chance_cell(chance: queries.Chance) -> str:
    """The same in a cell."""
    low, high = _ends(chance)
    return _("{n} of 100 ({low} to {high})").format(
        n=of_hundred(chance.completes, chance.paths), low=low, high=high
    )


def of_hundred(completes: int, paths: int) -> int:
    """Of a hundred futures, rounded down: a simulation had better say too little."""
    return completes * 100 // max(paths, 1)


def _ends(chance: queries.Chance) -> tuple[int, int]:
    low, high = chance.interval
    return int(low * 100), -int(-high * 100 // 1)


def reasons(said: Sequence[texts.Message], names: Mapping[str, str] | None = None) -> list[str]:
    """Reasons in sentences, lenders by their names."""
    return [say(one.code, _named(one.facts, names or {})) for one in said]


def _named(facts: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    lender = facts.get("lender")
    return dict(facts) | ({"lender": names.get(lender, lender)} if lender else {})


def chosen(named: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Which rule gave each plan its name, and the version of the rules; None where there is no plan."""
    if not named:
        return None
    rules = [(PLANS[one["name"]], words.CHOSEN[one["name"]]) for one in named]
    return {"rule": named[0]["rule"], "rules": rules}


def for_and_against(measures: Sequence[Mapping[str, int]]) -> list[list[str]]:
    """For each plan what it is best and worst in among these, or that it is neither in anything; nothing where they do not
    differ."""
    found: list[list[str]] = [[] for _one in measures]
    for name, (best, worst) in words.FOR_AND_AGAINST.items():
        values = [one[name] if name in BEST_LOW else -one[name] for one in measures]
        if len(set(values)) < 2:
            continue
        for place, value in enumerate(values):
            if value == min(values):
                found[place].append(str(best))
            elif value == max(values):
                found[place].append(str(worst))
    if not any(found):
        return found
    return [
        sorted(lines, key=lambda line: line not in _bests()) or list(map(str, words.NEITHER))
        for lines in found
    ]


def _bests() -> set[str]:
    return {str(best) for best, _worst in words.FOR_AND_AGAINST.values()}


def months_chart(
    title: str,
    *,
    start: date,
    packages: Iterable[plans.Package],
    months_minor: Sequence[int],
    left_minor: Sequence[int],
) -> charts.Chart:
    """What each month asks for beside what it leaves. A month runs from the day of `start` to that day of the next one and
    bears the name of that next one, or of the one before where what all `packages` ask for falls there."""
    ends = 0 if all(start.day < one.first_due.day and one.every == "month" for one in packages) else 1
    days = [dates.add_months(start, k + ends) for k in range(len(months_minor))]
    dearest, least = max(months_minor), min(left_minor)
    return charts.months(
        title=title,
        description=_(
            "Columns: what is due each month, {dearest} at most. Line: what the month leaves before it, {least} at least."
        ).format(dearest=formats.money_text(dearest), least=formats.money_text(least)),
        months=list(zip(days, months_minor, strict=True)),
        left_minor=left_minor,
    )


def curve_chart(chance: queries.Chance) -> charts.Chart:
    """Of a hundred simulated futures, how many still hold after each half year and at the end."""
    months = [*range(HALF_YEAR, len(chance.curve), HALF_YEAR), len(chance.curve)]
    return charts.bars(
        title=_("How many of 100 simulated households still pay"),
        description=_("After so many months. A simulation, not a promise."),
        items=[
            (
                _("Month {month}").format(month=month),
                of_hundred(chance.curve[month - 1], chance.paths),
            )
            for month in dict.fromkeys(months)
        ],
        kind="count",
    )


def frontier_chart(
    points: Sequence[Sequence[int]], proposed: Sequence[Mapping[str, Any]], names: Sequence[Any]
) -> charts.Chart | None:
    """The plans that no other beats, those that are proposed numbered; None where there are fewer than two. `points` are
    dearest month, total, months, completed futures of how many."""
    if len(points) < 2:
        return None
    numbers = {tuple(one["point"]): str(number) for number, one in enumerate(proposed, start=1)}
    named = _("; ").join(
        _("{number}: {name}").format(number=number, name=name) for number, name in enumerate(names, start=1)
    )
    return charts.frontier(
        title=_("Every plan that no other beats"),
        description=_(
            "To the right the dearest month, upwards the simulated chance to finish. Numbered: {named}."
        ).format(named=named),
        points=[
            charts.Point(point[0], of_hundred(point[3], point[4]), numbers.get(tuple(point), ""))
            for point in _thinned(points, numbers)
        ],
    )


def _thinned(
    points: Sequence[Sequence[int]], named: Mapping[tuple[int, ...], str]
) -> Sequence[Sequence[int]]:
    """Evenly fewer where a picture could not tell them apart; those that are proposed stay."""
    step = -(-len(points) // MOST_POINTS)
    return [point for place, point in enumerate(points) if place % step == 0 or tuple(point) in named]
