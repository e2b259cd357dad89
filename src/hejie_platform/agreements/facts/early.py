"""Obligation rows and frozen terms -> what settles everything on a day.

What each instalment consists of stands in the signed schedule; its day may have moved since, its interest has not: it grows
over the period for which it was computed.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hejie import agreements
from hejie_platform.agreements.facts import keeping, terms
from hejie_platform.agreements.models import Agreement, Obligation

A_DAY = timedelta(days=1)


def payoff(agreement: Agreement, day: date) -> agreements.Payoff:
    """What settles the agreement on this day, by what was confirmed."""
    kept = keeping.performance(agreement, max(day, _last_payment(agreement)))
    paid = {line.number: line.paid_minor for line in kept.lines}
    return agreements.payoff_on(_parts(agreement, paid), day)


def _last_payment(agreement: Agreement) -> date:
    return max((one.paid_on for one in keeping.received(agreement)), default=date.min)


def _parts(agreement: Agreement, paid: dict[int, int]) -> Iterator[agreements.Part]:
    said = terms.terms_of(agreement)
    schedule = terms.clause(said, "clause_schedule")
    start = terms.start_of(said)
    for row in keeping.money_rows(agreement):
        yield _part(row, schedule, start, paid.get(row.number, 0))


def _part(row: Obligation, schedule: Any, start: date, paid: int) -> agreements.Part:
    if row.kind != "instalment" or schedule is None:
        return agreements.Part(start, start + A_DAY, row.amount_minor or 0, 0, 0, paid)
    place = int(row.facts["instalment"]) - 1
    days = [start, *(date.fromisoformat(day) for day in schedule["due"])]
    return agreements.Part(
        days[place],
        days[place + 1],
        schedule["principal"][place],
        schedule["interest"][place],
        schedule["carried"][place],
        paid,
    )
