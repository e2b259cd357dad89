"""What `hejie plan` prints: plans side by side, what each means, the frontier they were chosen from, and what would help.

The same as the pages show: the dearest month, the total, the day after which nothing is owed, how many simulated futures carry
a plan to its end and what breaks it first, and what creditors receive in them on average.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from hejie import dates, plans, texts
from hejie.cli.say import Say, amount
from hejie.plans import household, joint

SHOWN: Final = 24
"""Points of a frontier that are printed; of more of them some, the ends among them."""
EVERY: Final = {
    "month": ("month", "月"),
    "fortnight": ("fortnight", "两周"),
    "week": ("week", "周"),
}
METHODS: Final = {
    "equal_instalment": ("", ""),
    "equal_principal": ("equal principal", "等额本金"),
    "step_up": ("growing", "逐段递增"),
    "seasonal": ("by the season", "按季节还本"),
}


def compare(case: household.Case, found: household.Planned, say: Say) -> None:
    """The proposals and the other methods side by side."""
    headings = (
        "plan",
        "dearest month",
        "in all",
        "at once",
        "received on average",
        "until",
        "completed (simulated)",
    )
    chinese = ("方案", "最重月份", "合计", "首付", "平均收回", "还清月份", "模拟履行率")
    rows = [_row(case, one, say) for one in found.proposals]
    rows += [_beside(case, name, one) for name, one in found.baselines]
    say.table(tuple(map(say.word, headings, chinese)), rows, right=(1, 2, 3, 4, 6))


def _row(case: household.Case, one: household.Proposed, say: Say) -> tuple[str, ...]:
    exact = one.exact
    return (
        title(one, say),
        amount(exact.burden_minor),
        amount(exact.total_minor),
        amount(exact.upfront_minor),
        amount(exact.expected_minor),
        max(part.last_due for part in exact.parts).isoformat()[:7],
        chance(exact.survival.completes, exact.survival.paths),
    )


def _beside(case: household.Case, name: str, one: joint.JointPlan) -> tuple[str, ...]:
    last = dates.add_months(case.start, one.months)
    return (
        f"[{name}]",
        amount(one.burden_minor),
        amount(one.total_minor),
        amount(one.upfront_minor),
        "",
        last.isoformat()[:7],
        chance(one.completes, one.paths),
    )


def title(one: household.Proposed, say: Say) -> str:
    mark = say.word(" (recommended)", "（推荐）") if one.is_recommended else ""
    return f"{one.name}{mark}"


def chance(completes: int, paths: int) -> str:
    low, high = (f"{end:.0%}" for end in plans.survival.wilson(completes, paths))
    return f"{completes / paths if paths else 0:.0%} ({low}-{high})"


def each(case: household.Case, found: household.Planned, say: Say) -> None:
    """The terms of every plan with every creditor, and why it is proposed and what breaks it first."""
    for one in found.proposals:
        say.line()
        say.line(title(one, say))
        for owed, part in zip(case.creditors, one.exact.parts, strict=True):
            figures = f"{amount(part.burden_minor)} / {amount(part.total_minor)}"
            say.line(f"  {owed.name}: {'; '.join((*terms(part.package, say), figures))}")
        say.messages(one.reasons)


def terms(package: plans.Package, say: Say) -> Iterator[str]:
    """The terms of one creditor's plan in few words."""
    every = say.word(*EVERY[package.every])
    yield f"{package.instalments} x {every}, {float(package.annual_rate):.2%}, +{package.grace_instalments}"
    method = say.word(*METHODS[package.method])
    grows = f" {float(package.step_rate):.0%}" if package.step_rate else ""
    if method:
        yield f"{method}{grows}"
    told = (
        ("upfront_minor", say.word("at once", "首付")),
        ("balloon_minor", say.word("left for the last", "末期留存")),
        ("token_minor", say.word("each month of the pause", "暂缓期每期")),
    )
    yield from (f"{word} {amount(minor)}" for name, word in told if (minor := getattr(package, name)))
    if waived := sum(package.waive.values()):
        yield f"{say.word('waived', '减免')} {amount(waived)}"


def frontier(found: household.Planned, say: Say) -> None:
    """The plans that no other beats, and which of them have a name."""
    names = {one.plan.choice: one.name for one in found.proposals}
    points = found.frontier
    if len(points) > SHOWN:
        kept = {round(k * (len(points) - 1) / (SHOWN - 1)) for k in range(SHOWN)}
        kept |= {k for k, one in enumerate(points) if one.choice in names}
        points = tuple(points[k] for k in sorted(kept))
    say.line()
    say.line(
        say.word(
            f"The frontier: {len(found.frontier)} plans that no other beats in month, total, value and completion.",
            f"前沿：共 {len(found.frontier)} 个方案，没有别的方案在月负担、合计、现值和履行率上都更好。",
        )
    )
    rows = [
        (
            amount(one.burden_minor),
            amount(one.total_minor),
            str(one.months),
            amount(one.value_minor),
            chance(one.completes, one.paths),
            names.get(one.choice, ""),
        )
        for one in points
    ]
    headings = ("dearest month", "in all", "months", "worth today", "completed (simulated)", "")
    chinese = ("最重月份", "合计", "月数", "现值", "模拟履行率", "")
    say.table(tuple(map(say.word, headings, chinese)), rows, right=(0, 1, 2, 3, 4))


def months(one: household.Proposed, case: household.Case, say: Say) -> None:
    """What the recommended plan asks for month by month, and in how many futures it still holds."""
    say.line()
    say.line(f"{title(one, say)}: {say.word('month by month', '逐月')}")
    lived = one.exact.survival
    rows = [
        (month.isoformat()[:7], amount(minor), chance(alive, lived.paths))
        for month, minor, alive in zip(
            _months(case.start, len(lived.curve)), one.exact.months_minor, lived.curve, strict=False
        )
    ]
    headings = (say.word("until", "截至"), say.word("due", "应还"), say.word("still holds", "仍在履行"))
    say.table(headings, rows, right=(1, 2))


def _months(start: date, count: int) -> Iterator[date]:
    return (dates.add_months(start, k) for k in range(1, count + 1))


def why_not(said: Sequence[tuple[texts.Message, int]], say: Say) -> None:
    """Each reason and how many plans it stands against."""
    if not said:
        say.line(say.word("There is such a plan.", "有这样的方案。"))
        return
    say.line(
        say.word(
            "There is no such plan. How many were tried, and what stands against them:",
            "没有这样的方案。试过的方案数，以及原因：",
        )
    )
    for reason, count in said:
        say.line(f"* {count}: {say.sentence(reason.code, reason.facts)}")
