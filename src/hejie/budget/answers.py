"""What people typed, and what the household is allowed to keep: the inputs of a budget that are not rows.

Household amounts (the protected minimum for living, the savings allowance) differ by place and date. They come in
as an argument, from a law pack or a policy pack; no amount stands in Python.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hejie import money, texts
from hejie.budget import lines


@dataclass(frozen=True, slots=True)
class Answer:
    """One typed line: whole minor units a month; `creditor` only for debt_service."""

    line: str
    amount_minor: int
    creditor: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """Checked answers, at most one per line (and creditor). Make them with `check`."""

    items: tuple[Answer, ...] = ()

    def given(self, line: str, creditor: str = "") -> Answer | None:
        return next((each for each in self.items if (each.line, each.creditor) == (line, creditor)), None)


@dataclass(frozen=True, slots=True)
class Household:
    """What stays with the household, a month.

    `protected_minor`: at least this much for living, whatever the lines say. `savings_minor`: the most that is set
    aside before creditors are paid. `discretionary_most_minor`: how much of the discretionary spending is kept;
    None keeps all of it. Raises Faulty for negative amounts.
    """

    protected_minor: int = 0
    savings_minor: int = 0
    discretionary_most_minor: int | None = None

    def __post_init__(self) -> None:
        given = {
            "protected_minor": self.protected_minor,
            "savings_minor": self.savings_minor,
            "discretionary_most_minor": self.discretionary_most_minor or 0,
        }
        negative = tuple(
            texts.fault("budget_amount_negative", field, line=field)
            for field, minor in given.items()
            if minor < 0
        )
        if negative:
            raise texts.Faulty(negative)


def check(items: Iterable[Answer]) -> tuple[Answers | None, tuple[texts.Fault, ...]]:
    """Answers if all are sound, else every fault. The same line twice is a fault, not a sum."""
    listed = tuple(items)
    faults = (*(fault for each in listed for fault in _faults(each)), *_repeated(listed))
    return (None, faults) if faults else (Answers(listed), ())


def sound(items: Iterable[Answer]) -> tuple[Answers, tuple[texts.Fault, ...]]:
    """The answers that are sound, and the faults of the others: a faulty line costs no other one. Of a line given twice the
    first counts.

    >>> kept, faults = sound([Answer("income_salary", 800000), Answer("essential_food", -1)])
    >>> [one.line for one in kept.items], [one.field for one in faults]
    (['income_salary'], ['essential_food'])
    """
    kept: dict[tuple[str, str], Answer] = {}
    faults: list[texts.Fault] = []
    for each in items:
        key = (each.line, each.creditor)
        found = (*_faults(each), *_repeated((kept[key], each) if key in kept else ()))
        faults += found
        if not found:
            kept[key] = each
    return Answers(tuple(kept.values())), tuple(faults)


def _faults(answer: Answer) -> Iterator[texts.Fault]:
    field = answer.line
    kind = lines.kinds().get(answer.line)
    if kind is None:
        yield texts.fault("budget_line_unknown", field, given=field)
    elif kind.group == "debt" and not answer.creditor:
        yield texts.fault("budget_creditor_missing", field)
    yield from _amount_faults(answer)


def _amount_faults(answer: Answer) -> Iterator[texts.Fault]:
    minor: object = answer.amount_minor
    if not isinstance(minor, int) or isinstance(minor, bool):
        yield texts.fault("budget_amount_not_whole", answer.line, line=answer.line)
    elif minor < 0:
        yield texts.fault("budget_amount_negative", answer.line, line=answer.line)
    elif minor > money.MAX_MINOR:
        yield texts.fault(
            "budget_amount_too_large", answer.line, line=answer.line, most_minor=money.MAX_MINOR
        )


def _repeated(listed: tuple[Answer, ...]) -> Iterator[texts.Fault]:
    seen: set[tuple[str, str]] = set()
    for each in listed:
        key = (each.line, each.creditor)
        if key in seen:
            yield texts.fault("budget_line_repeated", each.line, line=each.line)
        seen.add(key)
