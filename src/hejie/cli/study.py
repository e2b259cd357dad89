"""Experiments on invented households: what becomes of plans, method by method, seed by seed.

`hejie study survival` compares plans in use with the recommended one, in a world of its own; it says how that world was
calibrated and how far the seeds lie apart. It is a simulation: it says which method does better, not how a person fares.
"""

import argparse
from dataclasses import asdict

from hejie.cli.say import Say, voice_behind
from hejie.plans.survival import wilson
from hejie.studies import survival

HELP = "simulate how plans survive, by the method that made them"


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="STUDY")
    act = acts.add_parser("survival", help="completion, recovery, cost and burden of each method")
    act.add_argument(
        "--seeds", type=_seeds, default=(1, 2, 3), help="whole numbers, with commas (default: 1,2,3)"
    )
    act.add_argument("--households", type=_households, help="for each seed (default: 1200)")
    act.add_argument(
        "--calibrate", action="store_true", help="find the baseline's calibration anew and say it"
    )
    voice_behind(act)


def _seeds(text: str) -> tuple[int, ...]:
    try:
        seeds = tuple(int(one) for one in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of whole numbers") from None
    if not all(0 <= seed < 2**63 for seed in seeds) or len(seeds) > 100:
        raise argparse.ArgumentTypeError("at most 100 seeds, none below zero")
    if len(set(seeds)) < len(seeds):
        raise argparse.ArgumentTypeError("a seed is named twice, and would count twice")
    return seeds


def _households(text: str) -> int:
    if not text.isdecimal() or not 10 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError("a whole number from 10 to 100000")
    return int(text)


def run(given: argparse.Namespace, say: Say) -> int:
    found = survival.study(given.seeds, households=given.households)
    optimism = survival.calibrated() if given.calibrate else None
    if given.json:
        say.json(as_json(found, optimism))
    else:
        _print(found, optimism, say)
    return 0


def as_json(found: survival.Study, optimism: float | None = None) -> dict[str, object]:
    told = survival.world()
    return {
        "simulation": True,
        "world": found.world,
        "households": found.households,
        "seeds": list(found.seeds),
        "calibration": {
            "what": "the baseline alone (equal instalments over the wished term) on seeds of its own",
            "wanted_completion": told["calibration"]["wanted"],
            "within": told["calibration"]["within"],
            "seeds": list(told["calibration"]["seeds"]),
            "optimism": told["population"]["optimism"],
            **({} if optimism is None else {"optimism_found_anew": optimism}),
        },
        "judge": "three regimes of income with large costs and limited savings; the planner's model is another one",
        "methods": {
            method: {
                "mean": {one: round(found.mean(method, one), 6) for one in survival.MEASURES},
                "completion_interval": _interval(found, method),
                "spread": {one: round(found.spread(method, one), 6) for one in survival.MEASURES},
                "seeds": {
                    str(seed): {name: round(value, 6) for name, value in asdict(result[method]).items()}
                    for seed, result in zip(found.seeds, found.results, strict=True)
                },
            }
            for method in survival.METHODS
        },
    }


def _interval(found: survival.Study, method: str) -> list[float]:
    """Wilson's interval of completion, each household of each seed counted as one trial."""
    trials = found.households * len(found.seeds)
    return [round(end, 6) for end in wilson(round(found.mean(method, "completion") * trials), trials)]


def _print(found: survival.Study, optimism: float | None, say: Say) -> None:
    names = ("completed", "received", "value today", "asked in all", "dearest month", "with a plan")
    chinese = ("履行完毕", "收回", "现值", "应还合计", "最重月份", "有方案")
    rows = [
        (
            method,
            *(f"{found.mean(method, one):.1%} ±{found.spread(method, one):.1%}" for one in survival.MEASURES),
        )
        for method in survival.METHODS
    ]
    say.table((say.word("method", "方法"), *map(say.word, names, chinese)), rows, right=tuple(range(1, 7)))
    told = survival.world()
    say.line()
    say.line(
        say.word(
            f"A simulation of {found.households} invented households for each of {len(found.seeds)} seeds. The baseline was "
            f"calibrated to {float(told['calibration']['wanted']):.0%} on seeds of its own, by the baseline alone.",
            f"对每个种子模拟 {found.households} 户虚构家庭，共 {len(found.seeds)} 个种子。基准方案单独在专用种子上校准到 "
            f"{float(told['calibration']['wanted']):.0%}。",
        )
    )
    if optimism is not None:
        stored = told["population"]["optimism"]
        say.line(
            say.word(
                f"Calibrated anew: {optimism} (stored: {stored}).",
                f"重新校准：{optimism}（已存：{stored}）。",
            )
        )
