"""From a case to its proposals: the joint frontier, three plans made exactly, and what stands against them.

What is shown is exact (`making`): the search goes by closed forms, and then every joint plan of the frontier is made. One
whose exact months are above the budget, or that a check forbids, leaves it; what is named is chosen from the others.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from hejie import money, rules, texts
from hejie.plans import joint
from hejie.plans.household import baselines, relaxing, table
from hejie.plans.household.case import Case
from hejie.plans.household.making import Exact, Maker, futures
from hejie.plans.joint import JointPlan

ANY = 2**62
"""A limit above every amount."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal under its name, exact, with reasons: why this name, what it means, what would make it fail first.
    `on_breach` [creditor]: whether its waiver is "kept" or "lost" if the plan fails; "" where that was not moved."""

    name: str
    rule: str
    is_recommended: bool
    plan: JointPlan
    exact: Exact
    reasons: tuple[texts.Message, ...]
    on_breach: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """What a case is answered: proposals (none: `answers` say why and what would help), the frontier they were chosen
    from, other methods beside it, what each concession would buy, and what a reader must know of the figures. It belongs to
    the household."""

    proposals: tuple[Proposed, ...]
    frontier: tuple[JointPlan, ...]
    baselines: tuple[tuple[str, JointPlan], ...]
    concessions: tuple[texts.Message, ...]
    answers: tuple[texts.Message, ...]
    notes: tuple[texts.Message, ...] = ()


def propose(case: Case, *, pack: rules.LawPack, stepped: bool | None = None) -> Planned:
    """The answer to a case; deterministic. `stepped`: merge also phase by phase (None: where some plans are not level).
    Raises Faulty where a creditor has no monthly plans at all."""
    seats = tuple(table.seat(one, case, pack) for one in case.creditors)
    months = joint.horizon(seats)
    paths, left = futures(case, months), case.left_minor(months)
    chosen = {
        name: tuple(method(one, case.household, case.debts_minor) for one in seats)
        for name, method in baselines.METHODS.items()
    }
    most, gentle = case.household.disposable_minor, relaxing.gentlest(seats)
    beside_ours = [*chosen.values(), *([gentle] if gentle else [])]
    found = joint.frontier(
        seats, paths, most_minor=most, beside=beside_ours, stepped=stepped, left_minor=left
    )
    maker = Maker(case, pack, seats, paths)
    others = joint.try_choices(seats, paths, _places(beside_ours), most_minor=ANY)
    kept = _as_made(maker, (*found, *filter(maker.is_open, others)))
    proposals = tuple(_proposed(one, maker, kept) for one in joint.proposals(kept))
    best = proposals[0].plan if proposals else None
    return Planned(
        proposals=proposals,
        frontier=kept,
        baselines=tuple(_named_beside(chosen, others, maker)),
        concessions=tuple(_concessions(maker, best, most, left)) if best else (),
        answers=() if proposals else _answers(case, maker.exact(gentle) if gentle else None),
        notes=case.ahead.notes(),
    )


def _as_made(maker: Maker, found: Sequence[JointPlan]) -> tuple[JointPlan, ...]:
    """The frontier by exact figures: of what the search found and what other methods choose, without plans that do not hold
    when they are made. A few fen that closed forms round away may change which of two plans beats the other."""
    made = {plan.choice: maker.as_made(plan) for plan in found if maker.exact(plan.choice).may_be_proposed}
    return joint.unbeaten(tuple(made.values()), joint.BAND)


def _answers(case: Case, gentle: Exact | None) -> tuple[texts.Message, ...]:
    if gentle is None:
        return relaxing.answers(case, None)
    return relaxing.answers(
        case, gentle.burden_minor, upfront_minor=gentle.upfront_minor, kept_minor=gentle.kept_minor
    )


def _places(rows: Iterable[Sequence[int]]) -> joint.Places:
    return np.array([list(row) for row in rows], dtype=np.intp)


def _named_beside(
    chosen: dict[str, tuple[int, ...]], tried: Sequence[JointPlan], maker: Maker
) -> Iterator[tuple[str, JointPlan]]:
    """What each other method chooses, exact; a choice that cannot be made at all is no plan."""
    by_choice = {one.choice: one for one in tried}
    for name, choice in chosen.items():
        with contextlib.suppress(texts.Faulty):
            if choice in by_choice:
                yield name, maker.as_made(by_choice[choice])


def _proposed(one: joint.Proposal, maker: Maker, among: Sequence[JointPlan]) -> Proposed:
    exact, on_breach = maker.exact(one.plan.choice), _on_breach(maker.seats, one.plan)
    waived = [part.waived_minor > 0 for part in exact.parts]
    said = (
        texts.message(WAIVERS[word], lender=lender)
        for (lender, word), is_waived in zip(on_breach, waived, strict=True)
        if is_waived and word in WAIVERS
    )
    reasons = (_why(one, exact, among), *meaning(exact), *said)
    words = tuple(word for _, word in on_breach)
    return Proposed(one.name, one.rule, one.is_recommended, one.plan, exact, reasons, words)


WAIVERS = {"kept": "plan_waiver_stays", "lost": "plan_waiver_falls"}


def _on_breach(seats: Sequence[joint.Creditor], plan: JointPlan) -> tuple[tuple[str, str], ...]:
    """Each creditor, and what becomes of its waiver if the plan fails."""
    return tuple(
        (one.name, one.plans.choice(row).on_breach if len(one.plans.levers.on_breach) > 1 else "")
        for one, row in zip(seats, plan.choice, strict=True)
    )


def _why(one: joint.Proposal, exact: Exact, among: Sequence[JointPlan]) -> texts.Message:
    """Why it bears its name; `among` are the plans that were named from."""
    if one.name == "affordable":
        count = len(joint.as_safe_as_any(among))
        return texts.message("plan_named_lightest_of_safe", burden_minor=exact.burden_minor, count=count)
    if one.name == "cheapest":
        count = len(joint.still_safe(among))
        return texts.message("plan_named_cheapest_of_safe", total_minor=exact.total_minor, count=count)
    if one.name == "recovery":
        return texts.message("plan_named_recovery", value_minor=one.plan.value_minor)
    months = len(exact.months_minor)
    return texts.message("plan_named_balanced", months=months, total_minor=exact.total_minor)


def meaning(exact: Exact) -> Iterator[texts.Message]:
    """What an exact plan means for the household, and what would make it fail first."""
    if waived := sum(one.waived_minor for one in exact.parts):
        yield texts.message("plan_waives", waived_minor=waived)
    fits = "plan_fits_budget" if exact.kept_minor >= 0 else "plan_over_budget"
    rest = {"kept_minor": exact.kept_minor} if exact.kept_minor >= 0 else {"short_minor": -exact.kept_minor}
    yield texts.message(fits, burden_minor=exact.burden_minor, **rest)
    lived = exact.survival
    low, high = (money.rate_text(Fraction(f"{end:.3f}")) for end in lived.interval)
    yield texts.message(
        "plan_survives", completes=lived.completes, paths=lived.paths, low_rate=low, high_rate=high
    )
    if lived.causes:
        cause, count = lived.causes[0]
        when = {} if cause == "start" else {"month": lived.tightest_month or 0}
        yield texts.message(f"plan_breaks_{cause}", count=count, paths=lived.paths, **when)


LEVERS = {
    "term": "plan_buys_term",
    "grace": "plan_buys_grace",
    "rate": "plan_buys_rate",
    "penalties": "plan_buys_waiver",
}


def _concessions(
    maker: Maker, plan: JointPlan, most: int, left: NDArray[np.int64] | None
) -> Iterator[texts.Message]:
    """What the next step of each lever of each creditor would buy, inside its own limits."""
    seats = maker.seats
    moved = [
        (code, place, row)
        for place, one in enumerate(seats)
        for lever, code in LEVERS.items()
        if (row := _next(one, plan.choice[place], lever)) is not None
    ]
    choices = [(*plan.choice[:place], row, *plan.choice[place + 1 :]) for _, place, row in moved]
    if not choices:
        return
    found = joint.try_choices(seats, maker.paths, _places(choices), most_minor=most, left_minor=left)
    tried = {one.choice: maker.as_made(one) for one in found if maker.exact(one.choice).may_be_proposed}
    for (code, place, _), choice in zip(moved, choices, strict=True):
        one = tried.get(choice)
        if one and (one.completes > plan.completes or one.total_minor < plan.total_minor):
            yield texts.message(
                code,
                lender=seats[place].name,
                burden_minor=one.burden_minor,
                total_minor=one.total_minor,
                completes=one.completes,
                paths=one.paths,
            )


def _next(of: joint.Creditor, row: int, lever: str) -> int | None:
    """The plan that differs by one step of one lever, the household's way; None where there is none."""
    at = of.plans.choice(row)
    steps = sorted(
        getattr(of.plans.levers, {"term": "terms", "grace": "graces", "rate": "rates"}.get(lever, lever))
    )
    place = steps.index(getattr(at, lever)) + (-1 if lever == "rate" else 1)
    if not 0 <= place < len(steps):
        return None
    number = of.plans.row({lever: steps[place]}, like=row)
    return number if number is not None and of.may[number] else None
