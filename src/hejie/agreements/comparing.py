"""What a variation changes and what it keeps: the same few terms of both agreements side by side.

Every term is a row, also one that stays, so that nobody has to guess what was left alone. Values are texts as clauses
carry them: a day in ISO form, a rate as a decimal, an amount in minor units.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hejie import money, plans
from hejie.agreements.values import Before


@dataclass(frozen=True, slots=True)
class Compared:
    """One term before and after; the same text twice where it stays."""

    term: str
    old: str
    new: str

    @property
    def is_kept(self) -> bool:
        return self.old == self.new


def compared(before: Before, tried: plans.Evaluation) -> tuple[Compared, ...]:
    """The terms in the order in which the document shows them. Raises LookupError for terms without a schedule."""
    return tuple(_rows(before, tried))


def _rows(before: Before, tried: plans.Evaluation) -> Iterator[Compared]:
    old, package = _clause(before, "clause_schedule"), tried.package
    rate = _clause(before, "clause_rate")
    new = [row for row in tried.schedule.rows() if row.total]
    yield Compared("annual_rate", rate["annual_rate"], money.rate_text(package.annual_rate))
    overdue = money.rate_text(package.annual_rate * (1 + package.overdue_uplift))
    yield Compared("method", rate["method"], package.method)
    yield Compared("overdue_rate", rate["overdue_rate"], overdue)
    yield Compared("every", old["every"], package.every)
    yield Compared("instalments", str(len(old["due"])), str(len(new)))
    yield Compared("first_due", old["due"][0], new[0].due.isoformat())
    yield Compared("last_due", old["due"][-1], new[-1].due.isoformat())
    yield Compared("dearest_minor", str(max(old["amounts"])), str(max(row.total for row in new)))
    yield Compared("total_minor", str(sum(old["amounts"])), str(sum(row.total for row in new)))


def _clause(before: Before, code: str) -> dict[str, Any]:
    for one in before.terms["clauses"]:
        if one["code"] == code:
            return dict(one["facts"])
    raise LookupError(f"the terms before have no {code}")
