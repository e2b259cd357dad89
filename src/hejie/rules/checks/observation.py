"""How long a restructured loan is watched, and what a missed payment does to that time.

A bank watches a loan whose terms it eased for at least so many months and so many payments from the first payment after
the change; a payment that is late or short starts the time anew from that day.

    first payment 1 January 2026, all on time           watched until 1 January 2027
    the payment of 1 June 2026 missed                   watched until 1 June 2027
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hejie import dates
from hejie.rules.checks.findings import Maker
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Row, Unknown

CHECK: Final = "OBSERVATION"


@dataclass(frozen=True, slots=True)
class Repaid:
    """One payment of the new plan: when it was due, and whether it was made in full and on its day."""

    due_on: date
    in_full_and_time: bool


def observe(
    repaid: Sequence[Repaid], *, day: date, pack: LawPack, lender_type: str = "bank"
) -> tuple[Finding, ...]:
    """How the time of watching stands on `day`. Nothing for lenders whom the rule does not bind."""
    if lender_type != "bank" or not repaid:
        return ()
    maker = Maker(pack, CHECK, ("CN-RST-07",), "info")
    rows = [pack.as_of(name, day) for name in ("observation_min_months", "observation_min_periods")]
    known = [int(row.number) for row in rows if isinstance(row, Row)]
    if len(known) < len(rows):
        return tuple(maker.undated(row) for row in rows if isinstance(row, Unknown))
    return (_standing(maker, sorted(repaid, key=lambda one: one.due_on), day, *known),)


def _standing(maker: Maker, repaid: Sequence[Repaid], day: date, months: int, periods: int) -> Finding:
    past = [one for one in repaid if one.due_on <= day]
    missed = [one.due_on for one in past if not one.in_full_and_time]
    start = missed[-1] if missed else repaid[0].due_on
    until = dates.add_months(start, months)
    kept = sum(1 for one in past if one.due_on >= start and one.in_full_and_time)
    said = {"until_on": until.isoformat(), "kept": kept, "needed": periods}
    if day >= until and kept >= periods:
        return maker.make("pass", "observation_over", **said)
    if missed:
        return maker.make("info", "observation_restarted", missed_on=start.isoformat(), **said)
    return maker.make("info", "observation_running", **said)
