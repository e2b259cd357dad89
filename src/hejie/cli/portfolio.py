"""The plan of every case of a portfolio: Parquet in, Parquet out, in the order of the rows.

Columns of the input, whole minor units: principal_minor, charges_minor, penalties_minor (what is owed), income_minor,
living_minor, buffer_minor (the household's usual month); `id`, if it is there, is carried along. Every row is answered: with a
plan (exact figures), without one (why, and what the lightest plan would take), or with what is wrong with the row.

A run that was stopped goes on where it was; the result has the same bytes with any number of processes.
"""

import argparse
import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, Final

import numpy as np

from hejie import money, rules, texts
from hejie.cli import files, parquet
from hejie.cli.say import Say
from hejie.plans import outcome, portfolio, survival
from hejie.plans.levers import Levers

HELP = "find the plan of every case of a Parquet file"
PATHS: Final = 500
WIDTH: Final = 40
MOST_PROCESSES: Final = 256


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cases", metavar="IN.parquet", help="one row for each case")
    parser.add_argument("result", metavar="OUT.parquet", help="one row for each row of the input")
    parser.add_argument(
        "--policy", metavar="POLICY.toml", help="a lender's policy (default: the example bank's)"
    )
    parser.add_argument("--processes", type=_number(MOST_PROCESSES), default=1, help="how many (default: 1)")
    parser.add_argument(
        "--options", type=_number(2_000), default=300, help="of the menu, at most (default: 300)"
    )
    parser.add_argument(
        "--paths", type=_number(10_000), default=PATHS, help="futures of a household (default: 500)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the futures (default: 1)")


def _number(most: int) -> Any:
    def read(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"a whole number from 1 to {most}")
        return int(text)

    return read


def run(given: argparse.Namespace, say: Say) -> int:
    file = parquet.opened(given.cases)
    names = [name for name in (*portfolio.COLUMNS, "id") if name in file.schema_arrow.names]
    if faults := tuple(_columns_faults(file.schema_arrow)):
        return say.faults(faults, where=given.cases)
    parquet.may_replace(given.result, given.cases)
    policy = _policy(given.policy)
    settings = {name: getattr(given, name) for name in ("options", "paths", "seed")}
    made = setting(policy, **settings)
    parts = parquet.Parts(given.result, parquet.digest(given.cases, settings | {"policy": policy.digest}))
    rows = file.metadata.num_rows
    try:
        counted = _answer(file, names, parts, made, given.processes, rows)
    except texts.Faulty:
        raise
    except (OSError, ValueError):  # a page that cannot be read
        return say.faults((texts.fault("cli_file_not_readable", file=given.cases),))
    if given.json:
        say.json(
            {"rows": rows, "options": len(made.menu), "paths": given.paths, "seed": given.seed} | counted
        )
    else:
        say.line(", ".join(f"{name} {count}" for name, count in counted.items()))
    return 0


def _columns_faults(schema: Any) -> Iterator[texts.Fault]:
    """What is missing, and what does not hold what it should: said before anything is begun."""
    kinds = {name: parquet.kind(schema.field(name).type) for name in schema.names}
    for name in portfolio.COLUMNS:
        if name not in kinds:
            yield texts.fault("plan_column_missing", column=name)
        elif kinds[name] != "whole":
            yield texts.fault("plan_column_wrong", name, column=name, wanted="whole minor units")
    if kinds.get("id", "text") == "other":
        yield texts.fault("plan_column_wrong", "id", column="id", wanted="texts or whole numbers")


def _policy(name: str | None) -> rules.PolicyPack:
    table = files.read_table(name) if name else rules.example_policy("example_bank")
    policy, faults = rules.parse_policy(table)
    if policy is None:
        raise texts.Faulty(files.within(name or "", faults))
    return policy


def setting(policy: rules.PolicyPack, *, options: int, paths: int, seed: int) -> portfolio.Setting:
    """What all cases share: the policy's levers, thinned to so many options, and futures of the usual model."""
    menu = portfolio.menu_of(portfolio.thinned(Levers.of(policy), most=options))
    shared = survival.shocks(survival.IncomeModel(), months=menu.months, paths=paths, seed=seed)
    own = outcome.Economics(funding=float(policy.private.discount_rate))
    return portfolio.Setting(menu, shared, own, float(policy.private.least_recovery_share))


TEXTS: Final = ("id", "outcome", "reason", "rate", "waived_principal", "waived_charges", "waived_penalties")
WHOLE: Final = (
    *("term", "grace", "burden_minor", "total_minor", "waived_minor", "completes", "value_minor"),
    *("outside_minor", "least_minor", "fitting", "paths"),
)
TYPES: Final = dict.fromkeys(TEXTS, "string") | dict.fromkeys(WHOLE, "int64")
"""The columns of the result."""

_shared: list[portfolio.Setting] = []


def _begin(of: portfolio.Setting) -> None:
    """A process of its own keeps what all cases share, and ends when the command does, however that ended."""
    _shared[:] = [of]
    threading.Thread(target=_end_with_the_command, daemon=True).start()


def _end_with_the_command() -> None:
    command = multiprocessing.parent_process()
    if command is not None:
        command.join()
        signal.raise_signal(signal.SIGTERM)


def _one(told: Mapping[str, Any]) -> dict[str, Any]:
    return columns(told, _shared[0])


def columns(told: Mapping[str, Any], of: portfolio.Setting) -> dict[str, Any]:
    """The answers to one piece, as the columns of the result."""
    found = portfolio.answers(portfolio.of_columns(told), of)
    plain = {name: np.asarray(getattr(found, name)) for name in found.__slots__}
    option = plain.pop("option")
    own = {"id": [None if one is None else str(one) for one in told["id"]]} if "id" in told else {}
    has = option >= 0
    chosen = {
        name: [
            _said(getattr(of.menu.choices[row], name)) if ok else None
            for row, ok in zip(option, has, strict=True)
        ]
        for name in ("term", "grace", "rate", "principal", "charges", "penalties")
    }
    return {
        **own,
        "outcome": [portfolio.OUTCOMES[one] for one in plain.pop("outcome")],
        "reason": [portfolio.REASONS[one] for one in plain.pop("reason")],
        **{
            ("waived_" + name if name in ("principal", "charges", "penalties") else name): column
            for name, column in chosen.items()
        },
        **plain,
        "paths": np.full(len(option), of.shocks.income.shape[1]),
    }


def _said(value: Any) -> Any:
    return value if isinstance(value, int) else money.rate_text(value)


def _answer(
    file: Any, names: list[str], parts: parquet.Parts, of: portfolio.Setting, processes: int, rows: int
) -> dict[str, int]:
    """Answer every piece that has no part yet, a few at a time, then join the parts."""
    told = dict.fromkeys(portfolio.OUTCOMES, 0)
    count, waiting = 0, deque[tuple[int, Future[dict[str, Any]]]]()
    shown = Progress(rows)
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(of,)) as workers:
        for count, piece in enumerate(parquet.pieces(file, names), start=1):
            if not parts.has(count - 1):
                waiting.append((count - 1, workers.submit(_one, piece)))
            if len(waiting) >= 2 * processes:
                _keep(parts, waiting)
            shown.show(min(count * parquet.ROWS, rows))
        while waiting:
            _keep(parts, waiting)
    if not count:
        parts.keep(0, columns(_nothing(), of), TYPES)
    parts.join(max(count, 1))
    for one in parquet.opened(str(parts.result)).iter_batches(columns=["outcome"]):
        for name in one.column(0).to_pylist():
            told[name] += 1
    return told


def _nothing() -> dict[str, Any]:
    return {name: np.zeros(0, dtype=np.int64) for name in portfolio.COLUMNS}


def _keep(parts: parquet.Parts, waiting: "deque[tuple[int, Future[dict[str, Any]]]]") -> None:
    number, answer = waiting.popleft()
    parts.keep(number, answer.result(), TYPES)


class Progress:
    """A bar on standard error where somebody looks; a line for each tenth where nobody does."""

    def __init__(self, rows: int) -> None:
        self.rows, self.tenth = max(rows, 1), -1

    def show(self, done: int) -> None:
        share = done / self.rows
        if sys.stderr.isatty():
            bar = "#" * int(share * WIDTH)
            end = "\n" if done >= self.rows else ""
            print(
                f"\r[{bar:<{WIDTH}}] {share:4.0%}  {done} / {self.rows}", end=end, file=sys.stderr, flush=True
            )
        elif int(share * 10) > self.tenth:
            self.tenth = int(share * 10)
            print(f"{share:4.0%}  {done} / {self.rows}", file=sys.stderr, flush=True)
