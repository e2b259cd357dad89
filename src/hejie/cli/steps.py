"""The step tables: who may do what, in which state, and where it leads."""

import argparse

from hejie import steps, texts
from hejie.cli.say import Say

HELP = "print the step table of one machine, or of all"

MARKS = (("legal_effect", "law"), ("under_hold", "hold"), ("outside", "outside"), ("adverse", "person"))


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("machine", metavar="MACHINE", nargs="?", help=", ".join(steps.MACHINES))


def run(given: argparse.Namespace, say: Say) -> int:
    if given.machine is not None and given.machine not in steps.MACHINES:
        known = tuple(steps.MACHINES)
        return say.faults((texts.fault("cli_machine_unknown", given=given.machine, known=known),))
    machines = [given.machine] if given.machine else list(steps.MACHINES)
    if given.json:
        say.json(
            {name: [texts.plain(step) for step in steps.MACHINES[name].steps.values()] for name in machines}
        )
        return 0
    for place, name in enumerate(machines):
        if place:
            say.line()
        _print(steps.MACHINES[name], say)
    return 0


def _print(machine: steps.Machine, say: Say) -> None:
    english = ("step", "from", "to", "roles", "needs", "marks")
    chinese = ("步骤", "起始状态", "目标状态", "角色", "条件", "标记")
    say.line(machine.name)
    say.table(tuple(map(say.word, english, chinese)), [_row(step) for step in machine.steps.values()])


def _row(step: steps.Step) -> tuple[str, ...]:
    marks = [mark for field, mark in MARKS if getattr(step, field)]
    columns = (step.sources, (step.to or "=",), step.roles, step.needs, marks)
    return (step.name, *(", ".join(column) for column in columns))
