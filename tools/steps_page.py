"""docs/steps.md, written from the step tables: `python tools/steps_page.py` shows what is stale, `--write` mends it.

The page is for people who want to know what may happen next without reading code. Nothing in it is written by hand.
"""

import difflib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from hejie import steps

FILE = Path(__file__).resolve().parent.parent / "docs" / "steps.md"

INTRODUCTION = """\
# Steps

Written from the tables in `src/hejie/steps` by `tools/steps_page.py`; a test holds it fresh.

A step is one thing that a role may do in some states. Every button, API link and clock comes from these rows, and
`steps.decide` is their only judge. `clock` is the system when a time limit runs out, `system` is a consequence of another
step in the same action. Overdue and whose-turn are never states: they are read from clocks and owners.

In the tables of steps, **who** may take a step also needs the claims under **needs**; without one the step is refused by a
code of the same name (`src/hejie/steps/needs.py`). A representative always needs recorded authority. Marks:

- **law**: the actor first sees the notice on limitation.
- **hold**: possible while a hold lasts (death, incapacity, suspected sham, court stay); every other step waits.
- **outside**: the operator records it, with proof, for a creditor that is not on the platform.
- **person**: a clock never takes it against a vulnerable person; a person decides.
- **form**: it has a form of its own; every other step needs nothing but a reason or a note.

**Seen by** names the chain of the ledger that carries the entry. `within_authority`: above the officer's authority the act
is not refused but waits for a checker (`approve_act`, `return_act`).
"""

SOURCES = {
    "our_rule": "our own rule",
    "lender_policy": "the lender's policy",
    "offer": "the offer",
    "agreement": "the agreement",
}
MARKS = (("legal_effect", "law"), ("under_hold", "hold"), ("outside", "outside"), ("adverse", "person"))


def page() -> str:
    """The whole page, as the tables would have it today."""
    return INTRODUCTION + "".join(_section(machine) for machine in steps.MACHINES.values())


def difference() -> str:
    """What is stale, as a unified difference; empty if the page is fresh."""
    before = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    return "".join(
        difflib.unified_diff(
            before.splitlines(keepends=True), page().splitlines(keepends=True), "page", "tables", n=0
        )
    )


def _section(machine: steps.Machine) -> str:
    return "\n".join(
        (
            f"\n## {machine.name.capitalize()}\n",
            "```mermaid",
            "stateDiagram-v2",
            *_arrows(machine),
            "```\n",
            *_table(
                ("state", "whose turn", "clocks"), (_state_row(machine, s) for s in machine.states.values())
            ),
            "",
            *_table(
                ("step", "from", "to", "who", "needs", "seen by", "then", "marks"),
                (_step_row(step) for step in machine.steps.values()),
            ),
            "",
            *_table(
                ("clock", "runs in", "time", "rests on", "at its end"),
                (_clock_row(c) for c in machine.clocks.values()),
            ),
            "",
        )
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _arrows(machine: steps.Machine) -> Iterator[str]:
    """One arrow for each pair of states, labelled with the steps that lead along it."""
    labels: dict[tuple[str, str], list[str]] = {}
    for step in machine.steps.values():
        for source in step.sources:
            if step.to not in (None, source):
                labels.setdefault((source, str(step.to)), []).append(step.name)
    for (source, to), names in labels.items():
        yield f"    {'[*]' if source == steps.NONE else source} --> {to}: {', '.join(names)}"
    yield from (f"    {state} --> [*]" for state in machine.terminal)


def _state_row(machine: steps.Machine, state: steps.State) -> tuple[str, ...]:
    running = [rule.name for rule in machine.clocks.values() if state.name in rule.states]
    because = state.no_clock.removeprefix("no_clock_").replace("_", " ")
    clocks = "; ".join(filter(None, (_words(running), f"none: {because}" if because else "")))
    return _code(state.name), state.owner.replace("_", " "), clocks


def _step_row(step: steps.Step) -> tuple[str, ...]:
    ending = f" ({', '.join(step.reasons)})" if step.reasons else ""
    marks = [mark for field, mark in MARKS if getattr(step, field)]
    has_form = not step.plain and bool(set(step.roles) & set(steps.PEOPLE))
    return (
        _code(step.name),
        "" if steps.NONE in step.sources else ", ".join(step.sources),
        (step.to or "stays") + ending,
        ", ".join(role.replace("_", " ") for role in step.roles),
        _words(step.needs),
        step.audience,
        _words(step.then),
        ", ".join([*marks, "form"] if has_form else marks),
    )


def _clock_row(rule: steps.ClockRule) -> tuple[str, ...]:
    unit = rule.unit.replace("_", " ")
    amount = "" if rule.amount is None else f"{rule.amount} {unit}"
    said = amount or f"{unit}, as {SOURCES.get(rule.source, 'the law')} says"
    doubled = ", doubled for a vulnerable person" if rule.doubled_when_vulnerable else ""
    rests_on = SOURCES.get(rule.source) or f"{rule.source} (`{rule.law_value}`)"
    only = f" ({rule.only} only)" if rule.only else ""
    return _code(rule.name), ", ".join(rule.states) + only, said + doubled, rests_on, _code(rule.on_due)


def _words(names: Iterable[str]) -> str:
    return ", ".join(map(_code, names))


def _code(name: str) -> str:
    return f"`{name}`"


def main() -> int:
    stale = difference()
    print(stale or "docs/steps.md is fresh.")
    if stale and "--write" in sys.argv[1:]:
        FILE.write_text(page(), encoding="utf-8")
        return 0
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
