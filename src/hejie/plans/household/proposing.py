"""From a case to its proposals: the joint frontier, three plans made exactly, and what stands against them.

What a proposal shows is exact: every schedule is made by `plans.evaluate`, all of them together are tried in the same
simulated futures, and a joint plan whose exact months are above the budget, or that a check forbids, is not proposed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from hejie import dates, money, rules, texts
from hejie.plans import evaluation, joint, survival
from hejie.plans.household import baselines, relaxing, table
from hejie.plans.household.case import Case
from hejie.plans.joint import JointPlan


@dataclass(frozen=True, slots=True)
class Exact:
    """The plans of all creditors, made exactly, as they meet the household: `months_minor` is what is due in each month
    from the first one on, all creditors together, what is paid at once apart. `burden_minor` is the dearest month,
    counted from the start or by the calendar, whichever is more (weeks fall differently); `kept_minor` is what stays of
    what a month leaves where it stays least, of a household with a season by what its months until then leave."""

    parts: tuple[evaluation.Evaluation, ...]
    months_minor: tuple[int, ...]
    upfront_minor: int
    total_minor: int
    burden_minor: int
    kept_minor: int
    survival: survival.Survival

    @property
    def expected_minor(self) -> int:
        """What is paid on average over the simulated futures, until the month in which a plan breaks; broken units are cut
        off."""
        held = sum(due * alive for due, alive in zip(self.months_minor, self.survival.curve, strict=False))
        return self.upfront_minor + held // max(self.survival.paths, 1)

    @property
    def may_be_proposed(self) -> bool:
        """Nothing blocks it, and no month takes what living needs. A missing fact stops signing later, never proposing."""
        blocked = (finding.verdict == "block" for one in self.parts for finding in one.findings)
        return self.kept_minor >= 0 and not any(blocked)


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


def futures(case: Case, months: int) -> survival.Paths:
    """The household's simulated futures; the case's own seed."""
    return survival.simulate(
        case.household,
        case.model,
        months=months,
        paths=case.paths,
        seed=case.seed,
        told_minor=case.ahead.by_number(case.start),
    )


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
    proposals, kept = _exactly(case, pack, seats, paths, found)
    beside = joint.try_choices(seats, paths, _places(chosen.values()), most_minor=2**62)
    best = proposals[0].plan if proposals else None
    return Planned(
        proposals=proposals,
        frontier=kept,
        baselines=tuple(_named_beside(chosen, beside)),
        concessions=tuple(_concessions(seats, paths, best, most, left)) if best else (),
        answers=() if proposals else _answers(case, _least(case, pack, seats, paths, gentle)),
        notes=case.ahead.notes(),
    )


def _answers(case: Case, gentle: Exact | None) -> tuple[texts.Message, ...]:
    if gentle is None:
        return relaxing.answers(case, None)
    return relaxing.answers(
        case, gentle.burden_minor, upfront_minor=gentle.upfront_minor, kept_minor=gentle.kept_minor
    )


def _least(
    case: Case,
    pack: rules.LawPack,
    seats: Sequence[joint.Creditor],
    paths: survival.Paths,
    gentle: tuple[int, ...] | None,
) -> Exact | None:
    """The gentlest plans, exact; None where a creditor has none that law and its limits leave."""
    return None if gentle is None else exact_of(case, pack, seats, paths, gentle)


def _places(rows: Iterable[Sequence[int]]) -> joint.Places:
    return np.array([list(row) for row in rows], dtype=np.intp)


def _named_beside(
    chosen: dict[str, tuple[int, ...]], tried: Sequence[JointPlan]
) -> Iterator[tuple[str, JointPlan]]:
    by_choice = {one.choice: one for one in tried}
    for name, choice in chosen.items():
        if choice in by_choice:
            yield name, by_choice[choice]


def _exactly(
    case: Case,
    pack: rules.LawPack,
    seats: Sequence[joint.Creditor],
    paths: survival.Paths,
    found: tuple[JointPlan, ...],
) -> tuple[tuple[Proposed, ...], tuple[JointPlan, ...]]:
    """Proposals that hold also when they are made exactly; a plan that does not is taken off the frontier, and one that
    does stands there with its exact figures."""
    left, made = found, dict[tuple[int, ...], Exact]()
    while left:
        named = joint.proposals(left)
        for one in named:
            if one.plan.choice not in made:
                made[one.plan.choice] = exact_of(case, pack, seats, paths, one.plan.choice)
        wrong = {one.plan.choice for one in named if not made[one.plan.choice].may_be_proposed}
        if not wrong:
            left = tuple(_as_made(plan, made.get(plan.choice)) for plan in left)
            return tuple(_proposed(one, made[one.plan.choice], left, seats) for one in named), left
        left = tuple(plan for plan in left if plan.choice not in wrong)
    return (), ()


def _as_made(plan: JointPlan, exact: Exact | None) -> JointPlan:
    """The plan with the figures of its exact making, if it was made: what a proposal says, the frontier says too."""
    if exact is None:
        return plan
    return replace(
        plan,
        burden_minor=exact.burden_minor,
        upfront_minor=exact.upfront_minor,
        total_minor=exact.total_minor,
        completes=exact.survival.completes,
    )


def exact_of(
    case: Case,
    pack: rules.LawPack,
    seats: Sequence[joint.Creditor],
    paths: survival.Paths,
    choice: Sequence[int],
) -> Exact:
    """A joint choice made exactly."""
    packages = [
        table.package(owed, case, pack, one.plans.choice(row))
        for owed, one, row in zip(case.creditors, seats, choice, strict=True)
    ]
    parts = tuple(
        evaluation.evaluate(
            terms, owed.claim, start=case.start, under=owed.under, pack=pack, policy=owed.policy
        )
        for terms, owed in zip(packages, case.creditors, strict=True)
    )
    return together(case, parts, paths)


def together(case: Case, parts: tuple[evaluation.Evaluation, ...], paths: survival.Paths) -> Exact:
    """Several exact plans as they meet one household."""
    months = months_of(case, parts)
    upfront = sum(one.package.upfront_minor for one in parts)
    return Exact(
        parts=parts,
        months_minor=months,
        upfront_minor=upfront,
        total_minor=sum(one.total_minor for one in parts),
        burden_minor=max(max(months, default=0), _dearest_by_calendar(parts)),
        kept_minor=_kept(case, parts, months, upfront),
        survival=survival.survival(paths, amounts_minor=months, upfront_minor=upfront),
    )


def _dearest_by_calendar(parts: Sequence[evaluation.Evaluation]) -> int:
    """The dearest calendar month of all plans together."""
    sums: dict[tuple[int, int], int] = {}
    for one in parts:
        for due, amount in zip(one.schedule.due, one.schedule.amounts, strict=True):
            sums[due.year, due.month] = sums.get((due.year, due.month), 0) + amount
    return max(sums.values(), default=0)


def _kept(case: Case, parts: Sequence[evaluation.Evaluation], months: Sequence[int], upfront: int) -> int:
    """What stays in the month in which least stays; below zero where a plan takes what living needs."""
    usual, left = case.household.disposable_minor, case.left_minor(len(months))
    if left is None:
        return usual - max(max(months, default=0), _dearest_by_calendar(parts))
    room = joint.Room.of(usual, len(months), left, buffer_minor=case.household.buffer_minor)
    asked, at_once = np.array([months], dtype=np.int64), np.array([upfront], dtype=np.int64)
    return -int(max(room.over(asked)[0], room.ahead(asked, at_once)[0]))


def months_of(case: Case, parts: Sequence[evaluation.Evaluation]) -> tuple[int, ...]:
    """What falls due in each month after the start, all plans together: the first one reaches to the start's day a
    month later, whatever the calendar says."""
    sums: dict[int, int] = {}
    for one in parts:
        for due, amount in zip(one.schedule.due, one.schedule.amounts, strict=True):
            month = max(dates.months_begun(case.start, due) - 1, 0)
            sums[month] = sums.get(month, 0) + amount
    return tuple(sums.get(month, 0) for month in range(max(sums, default=-1) + 1))


def _proposed(
    one: joint.Proposal, exact: Exact, among: Sequence[JointPlan], seats: Sequence[joint.Creditor]
) -> Proposed:
    plan, on_breach = _as_made(one.plan, exact), _on_breach(seats, one.plan)
    waived = [part.waived_minor > 0 for part in exact.parts]
    said = (
        texts.message(WAIVERS[word], lender=lender)
        for (lender, word), is_waived in zip(on_breach, waived, strict=True)
        if is_waived and word in WAIVERS
    )
    reasons = (_why(one, exact, among), *meaning(exact), *said)
    words = tuple(word for _, word in on_breach)
    return Proposed(one.name, one.rule, one.is_recommended, plan, exact, reasons, words)


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
    seats: Sequence[joint.Creditor],
    paths: survival.Paths,
    plan: JointPlan,
    most: int,
    left: NDArray[np.int64] | None,
) -> Iterator[texts.Message]:
    """What the next step of each lever of each creditor would buy, inside its own limits."""
    moved = [
        (code, place, row)
        for place, one in enumerate(seats)
        for lever, code in LEVERS.items()
        if (row := _next(one, plan.choice[place], lever)) is not None
    ]
    choices = [(*plan.choice[:place], row, *plan.choice[place + 1 :]) for _, place, row in moved]
    if not choices:
        return
    made = joint.try_choices(seats, paths, _places(choices), most_minor=most, left_minor=left)
    tried = {one.choice: one for one in made}
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
