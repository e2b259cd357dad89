"""Budget lines between the form, the database and the engine.

A line is named by its code; today's service of a debt also by whom it is paid to: `debt_service.huabei`. Amounts are
whole minor units a month.
"""

from collections.abc import Iterable, Mapping

from hejie import budget, texts

DEBT = "debt_service"


def name(code: str, creditor: str = "") -> str:
    """The name of a line in forms and rows."""
    return f"{code}.{creditor}" if creditor else code


def answer(line: str, minor: int) -> budget.Answer:
    """What the engine reads of a named line."""
    code, _, creditor = line.partition(".")
    return budget.Answer(code, minor, creditor)


def answers(
    given: Iterable[tuple[str, int | None]],
) -> tuple[budget.Answers, Mapping[str, tuple[int, texts.Fault]]]:
    """The engine's answers from stored lines, and beside each line that cannot count its amount with the fault. None is
    no answer, so the statements speak."""
    told = {line: minor for line, minor in given if minor is not None}
    kept, _ = budget.sound(answer(line, minor) for line, minor in told.items())
    return kept, {line: (minor, fault) for line, minor in told.items() for fault in _fault(line, minor)}


def _fault(line: str, minor: int) -> tuple[texts.Fault, ...]:
    return budget.sound([answer(line, minor)])[1][:1]


def asked() -> Mapping[str, budget.Kind]:
    """The lines that everybody is asked about, in order: all but debts (told as loans) and savings (an allowance)."""
    return {code: kind for code, kind in budget.kinds().items() if kind.group not in ("debt", "savings")}
