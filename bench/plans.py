"""Searching plans: packages of two sides, completion of all of them, joint frontiers, an answer to "what if".

Before anything is timed the answers are compared: completion with brute force path by path, the joint frontier with
HiGHS, the frontier of packages with NegMAS (in a process of its own, see `negmas_peer`).
"""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from bench.rows import Judged, Line, Measured, Said
from bench.timing import Timing, calibration, together
from hejie import rules
from hejie.plans import bargain, household, joint, outcome, portfolio, survival
from hejie.plans.joint import level, phased
from hejie.plans.levers import Levers

ROOT: Final = Path(__file__).resolve().parent.parent
SEED: Final = 20260115
PATHS: Final = 2_000
MONTHS: Final = 66
TRIED: Final = 600
INSTANCES: Final = 60
LENDERS: Final = 6

STAKES: Final = bargain.Stakes(
    principal_minor=5_000_000,
    interest_minor=320_000,
    penalty_minor=150_000,
    surplus_minor=180_000,
    cash_minor=800_000,
    need_grace=2.0,
    household_rate=0.12,
    household_legal_minor=250_000,
    record_minor=900_000,
    enforced=0.7,
    strain_minor=12_000,
    fairness=0.3,
    funding=0.045,
    hazard=0.005,
    steep=0.08,
    recovery=0.4,
    legal_minor=250_000,
    delay=16.0,
    service_minor=900,
    writeoff=0.3,
)


def packages() -> Iterator[Line]:
    """56,160 packages of one lender, both sides' worth, with the frontier."""
    found = together(
        {
            "ours": lambda: bargain.deal(STAKES, bargain.MIDDLE),
            "calibration: a million additions": calibration,
        }
    )
    yield Measured("56,160 packages, both sides, with frontier", found["ours"])
    yield Measured("calibration: a million additions", found["calibration: a million additions"])
    yield Judged("milliseconds for them", found["ours"].median * 1e3, "at most", 15, " ms")
    yield from _negmas()


def _negmas() -> Iterator[Line]:
    python = ROOT / ".negmas" / "bin" / "python"
    if not python.exists():
        yield Said("NegMAS is not installed: its row is left out")
        return
    surroundings = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [python, "-m", "bench.negmas_peer"],
        check=False,
        capture_output=True,
        text=True,
        env=surroundings,
        cwd=ROOT,
    )
    if done.returncode:
        yield Said(f"NegMAS did not run: {done.stderr.strip().splitlines()[-1:]}")
        return
    told = json.loads(done.stdout.splitlines()[-1])
    yield Said(f"NegMAS {told['version']}, table utilities, the same outcomes, in one process with ours")
    yield Measured("its frontier of 56,160 packages", Timing(**told["peer"]))
    yield Judged("packages that only one of the two frontiers has", told["differ"], "at most", 0)
    ratio = told["peer"]["median"] / told["ours"]["median"]
    yield Judged("packages: faster than NegMAS with table utilities, times", ratio, "at least", 10)


def futures() -> survival.Paths:
    """Of a household that has laid by enough for every payment at once, so that no package is answered at a glance."""
    household = survival.Household(income_minor=800_000, living_minor=600_000, buffer_minor=1_200_000)
    return survival.simulate(household, survival.IncomeModel(), months=MONTHS, paths=PATHS, seed=SEED)


def columns() -> dict[str, np.ndarray]:
    """Term, grace, payment at once and instalment of all 56,160 packages, in whole minor units."""
    asked = bargain.packages(STAKES, bargain.MIDDLE)
    shape = bargain.MIDDLE.shape
    term, _, _, _, grace, _ = bargain.MIDDLE.axes
    whole = {"term": term, "grace": grace, "upfront_minor": np.floor(asked.upfront)}
    told = {name: np.broadcast_to(one, shape).ravel().astype(np.int64) for name, one in whole.items()}
    return told | {"instalment_minor": np.ceil(asked.instalment).ravel().astype(np.int64)}


def brute(paths: survival.Paths, told: dict[str, np.ndarray], rows: np.ndarray) -> list[int]:
    """Package by package, all paths and months at once: what is usually written."""
    spare, found = paths.spare_minor, []
    for row in rows:
        first, term = int(told["grace"][row]), int(told["term"][row])
        asked = told["upfront_minor"][row] + told["instalment_minor"][row] * np.arange(1, term + 1)
        holds = (asked[:, None] <= spare[first : first + term]).all(axis=0)
        found.append(int(holds.sum()) if told["upfront_minor"][row] <= paths.buffer_minor else 0)
    return found


def completion() -> Iterator[Line]:
    """The completion of all packages on 2,000 paths, exact, beside brute force on some of them."""
    paths, told = futures(), columns()
    rows = np.random.default_rng(SEED).permutation(len(bargain.MIDDLE))[:TRIED]
    wrong = np.asarray(brute(paths, told, rows)) != survival.held(paths, **told)[rows]
    yield Judged(
        f"packages of {TRIED} whose completion brute force counts otherwise", int(wrong.sum()), "at most", 0
    )
    found = together(
        {"ours": lambda: survival.held(paths, **told), "brute": lambda: brute(paths, told, rows)}
    )
    own, other = found["ours"].median, found["brute"].median * len(bargain.MIDDLE) / TRIED
    yield Measured("completion of 56,160 packages, 2,000 paths x 60 months", found["ours"])
    yield Measured(f"brute force in NumPy, {TRIED} of them", found["brute"])
    yield Judged("packages that take more at once than is laid by", _out_of_reach(paths, told), "at most", 0)
    yield Judged("milliseconds for all of them", own * 1e3, "at most", 150, " ms")
    yield Judged("completion: faster than brute force, times", other / own, "at least", 50)


def _out_of_reach(paths: survival.Paths, told: dict[str, np.ndarray]) -> int:
    return int((told["upfront_minor"] > paths.buffer_minor).sum())


def lender(rng: np.random.Generator) -> joint.Offers:
    """Term x rate cut x grace x waiver of one invented lender, cut by its floor: 250 to 450 options."""
    claim = int(rng.integers(1_000_000, 10_000_000))
    penalty, rate, hazard = claim * rng.uniform(0.02, 0.15), rng.uniform(0.1, 0.24), rng.uniform(0.002, 0.01)
    funding = rng.uniform(0.025, 0.065) / 12
    axes = (range(6, 61, 6), (0.0, 0.25, 0.5, 0.75, 1.0), (0, 3, 6), (0.0, 0.5, 1.0))
    term, cut, grace, waived = (one.ravel() for one in np.meshgrid(*axes, indexing="ij"))
    monthly = rate * (1 - cut) / 12
    safe = np.where(monthly > 0, monthly, 1.0)
    level_of = np.where(monthly > 0, safe / -np.expm1(-term * np.log1p(safe)), 1 / term)
    pay = np.ceil((claim - penalty * waived) * (1 + monthly) ** grace * level_of).astype(np.int64)
    v = (1 - hazard) / (1 + funding)
    worth = np.floor(pay * v ** (grace + 1) * (1 - v**term) / (1 - v)).astype(np.int64)
    burden = np.stack([np.where(grace > 0, 0, pay), np.where(grace > 3, 0, pay), pay], axis=1)
    keeps = worth >= rng.uniform(0.75, 0.85) * claim
    return joint.Offers("lender", claim, burden[keeps], (pay * term)[keeps], worth[keeps])


def table(seed: int, lenders: int = LENDERS) -> list[joint.Offers]:
    rng = np.random.default_rng(seed)
    return [lender(rng) for _ in range(lenders)]


def frontiers() -> Iterator[Line]:
    """Six lenders: the level frontier beside HiGHS, and the stepped one."""
    told = table(SEED)
    level_of = [(one.peak_minor, one.value_minor) for one in told]
    steps = [(one.burden_minor, one.value_minor) for one in told]
    work = {
        "level": lambda: level.merge(level_of, most=2_500_000),
        "stepped": lambda: phased.merge(steps, most=(1_500_000,) * 3),
    }
    found = together(work)
    points, sums = len(work["level"]()), len(work["stepped"]())
    yield Measured(f"level frontier of six lenders, {points} points", found["level"])
    yield Measured(f"stepped frontier of six lenders, {sums} points", found["stepped"])
    yield Judged("milliseconds for the level frontier", found["level"].median * 1e3, "at most", 5, " ms")
    yield Judged("seconds for the stepped frontier", found["stepped"].median, "at most", 0.5, " s")
    yield from _highs(found["level"])


def _highs(own: Timing) -> Iterator[Line]:
    if not find_spec("highspy"):
        yield Said("highspy is not installed: its row is left out")
        return
    wrong = sum(differs(seed) for seed in range(INSTANCES))
    yield Judged(f"instances of {INSTANCES} in which HiGHS finds another value", wrong, "at most", 0)
    one = together({"milp": lambda: best_by_milp(table(SEED), 1_200_000)}, repeats=3)["milp"]
    yield Measured("one point of it by HiGHS (MILP, gap 0)", one)
    yield Judged(
        "whole frontier: faster than one point by HiGHS, times", one.median / own.median, "at least", 30
    )


def differs(seed: int) -> bool:
    """Whether the two disagree about the best value within a random burden."""
    told = table(seed)
    limit = int(np.random.default_rng(seed).integers(60, 250)) * 10_000
    found = level.merge([(one.peak_minor, one.value_minor) for one in told], most=limit)
    best = int(found.value.max()) if len(found) else None
    return best != best_by_milp(told, limit)


def best_by_milp(told: list[joint.Offers], limit: int) -> int | None:
    """The best sum of values with one option of each lender within the limit; None where nothing fits."""
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("threads", 1)
    cells = [-(-one.peak_minor // level.STEP) for one in told]
    for one in told:
        for worth in one.value_minor.tolist():
            solver.addCol(-float(worth), 0.0, 1.0, 0, [], [])
    count = sum(map(len, told))
    solver.changeColsIntegrality(count, np.arange(count), np.array([highspy.HighsVarType.kInteger] * count))
    starts = np.cumsum([0, *map(len, told)])
    for first, last in pairwise(starts.tolist()):
        solver.addRow(1.0, 1.0, last - first, np.arange(first, last), np.ones(last - first))
    burdens = np.concatenate(cells).astype(float)
    solver.addRow(0.0, float(limit // level.STEP), count, np.arange(count), burdens)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    chosen = np.asarray(solver.getSolution().col_value) > 0.5
    return int(np.concatenate([one.value_minor for one in told])[chosen].sum())


CASE: Final = {
    "format": 1,
    "start": "2026-01-15",
    "household": {"income_minor": 800_000, "living_minor": 600_000, "buffer_minor": 300_000},
    "creditors": [
        {
            "name": f"creditor {number}",
            "policy": "example_bank",
            "claim": {"overdue_principal": 1_000_000 * number, "penalty_interest": 40_000},
        }
        for number in (1, 2, 3)
    ],
}


def answers() -> Iterator[Line]:
    """A case of three creditors on 2,000 futures: the whole answer, and one "what if" after it."""
    policy, _ = rules.parse_policy(rules.example_policy("example_bank"))
    case, _ = household.case_from_json(CASE, policies={"example_bank": policy})
    law = rules.load_pack("cn")
    first = household.propose(case, pack=law).proposals[0].exact
    asked = {one.name: part.package for one, part in zip(case.creditors, first.parts, strict=True)}
    longer = asked | {"creditor 1": replace(asked["creditor 1"], instalments=42)}
    found = together({"all": lambda: household.propose(case, pack=law)}, repeats=3)["all"]
    yield Measured("a case of three creditors, proposed exactly", found)
    free = replace(
        case, creditors=tuple(replace(one, levers=Levers.free(one.policy)) for one in case.creditors)
    )
    freed = together({"free": lambda: household.propose(free, pack=law)}, repeats=3)["free"]
    yield Measured("the same with every published lever free", freed)
    times = [_seconds(lambda: household.what_if(case, longer, pack=law, before=first)) for _ in range(40)]
    yield Judged(
        "milliseconds of 19 in 20 answers to what if", sorted(times)[37] * 1e3, "at most", 100, " ms"
    )


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


CASES: Final = 640
OPTIONS: Final = Levers(
    terms=tuple(range(6, 61, 6)),
    graces=(0, 3, 6),
    rates=tuple(Fraction(percent, 100) for percent in (3, 6, 9, 12, 15)),
    penalties=(Fraction(0), Fraction(1)),
)


def cases(n: int) -> portfolio.Cases:
    """Households that may or may not be able to carry what they owe."""
    rng = np.random.default_rng(SEED)
    income = rng.integers(300_000, 1_500_000, n)
    living = (income * rng.uniform(0.5, 0.95, n)).astype(np.int64)
    owed = ((income - living) * rng.uniform(5, 60, n)).astype(np.int64)
    return portfolio.Cases(owed, owed // 20, owed // 30, income, living, living // 2)


def portfolios() -> Iterator[Line]:
    """Single-lender cases with a menu of 300 options and 500 shared futures."""
    menu = portfolio.menu_of(OPTIONS)
    shared = survival.shocks(survival.IncomeModel(), months=menu.months, paths=500, seed=SEED)
    of, told = portfolio.Setting(menu, shared, outcome.Economics(legal_minor=100_000)), cases(CASES)
    found = together({"ours": lambda: portfolio.answers(told, of)}, repeats=3)["ours"]
    yield Measured(f"{CASES} cases, {len(menu)} options, 500 futures", found)
    yield Judged("cases a second a core", CASES / found.median, "at least", 500)
