"""What a household can pay a month, measured from its statements alone.

Answers that a person types into the application win over the rows; here there are only rows, so the result is the
starting point of that page and not its end.
"""

import argparse
from collections.abc import Sequence

from hejie import budget, statements, texts
from hejie.cli import read_statement
from hejie.cli.say import Say, amount, fields, spelled

HELP = "measure income, spending and what can be paid a month from statements"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="statements of one household")
    parser.add_argument("--password", help="opens a locked archive; it is not kept")
    read_statement.add_currency(parser)


def run(given: argparse.Namespace, say: Say) -> int:
    readings = read_statement.read_all(given, say)
    household = statements.joined(readings.values())
    if not household.rows:
        return read_statement.status(given, readings, say) or 1
    understood = statements.understand(household.rows, own_names=household.holders, currency=given.currency)
    meanings = understood.meanings
    made = budget.estimate(household.rows, period=household.period, meanings=meanings, bills=household.bills)
    seen = statements.signs(household.rows, meanings, bills=household.bills)
    money = given.currency or _counted_in(household, meanings)
    if given.json:
        say.json({"currency": money, **as_json(made, household, meanings, seen)})
    else:
        say.line(f"{say.word('currency', '币种')}: {money}")
        _print(made, (*household.notes, *(one.message for one in seen), *budget.ways(made)), say)
    return read_statement.status(given, readings, say)


def _counted_in(household: statements.Joined, meanings: Sequence[statements.Meaning]) -> str:
    """The money of the rows that count: the household's own, where nobody named it."""
    counted = (household.rows[each.row].currency for each in meanings if each.rule != "other_currency")
    return next(counted, "")


def as_json(
    made: budget.Budget,
    household: statements.Joined,
    meanings: Sequence[statements.Meaning],
    seen: Sequence[statements.Sign],
) -> dict[str, object]:
    months = budget.months(household.rows, meanings=meanings, period=household.period)
    model = budget.income_model(months)
    return {
        **fields(made),
        "findings": [spelled(each) for each in (*household.notes, *made.findings)],
        "ways": [spelled(each) for each in budget.ways(made)],
        "signs": [{**spelled(one.message), "rows": one.rows} for one in seen],
        "bills": [fields(one) for one in household.bills],
        "model": fields(model),
        "range": fields(budget.payable_range(made, model)),
        "standard_statement": fields(budget.standard_statement(made, meanings)),
    }


def _print(made: budget.Budget, notes: tuple[texts.Message, ...], say: Say) -> None:
    months = ", ".join(f"{month:%Y-%m}" for month in made.months)
    say.line(f"{say.word('months measured', '测算月份')}: {months}")
    say.table(
        (say.word("a month", "每月"), say.word("amount", "金额")),
        [(_line(line, say), amount(line.amount_minor)) for line in made.lines],
        right=(1,),
    )
    say.line()
    steps = [(say.sentence(step.code, {}), amount(step.amount_minor)) for step in made.working]
    result = (say.word("can be paid", "可用于还款"), amount(made.disposable_minor))
    say.table((say.word("working", "计算"), say.word("amount", "金额")), [*steps, result], right=(1,))
    say.messages((*notes, *made.findings))


def _line(line: budget.Line, say: Say) -> str:
    facts = {"creditor": line.creditor} if line.code == "debt_service" else {}
    return say.sentence(line.code, facts)
