"""Many loans: exact schedules in columns beside the scalar path, and rates of level payments.

First a million loans are computed both ways and compared to the cent, then the speed is measured.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import repeat
from typing import Final

import numpy as np

from bench.rows import Judged, Line, Measured, Said
from bench.single import MONTHS, TERMS
from bench.timing import Timing, together
from hejie import loans
from hejie.loans import batch

SEED: Final = 20260115
LOANS: Final = 1_000_000
MEASURED: Final = 200_000
ALONE: Final = 300
PART: Final = 10_000
A_SECOND: Final = 5_000_000
FASTER: Final = 50
RATES_A_SECOND: Final = 10_000_000


def columns(n: int) -> batch.Columns:
    """1,000 to 50,000 yuan at 3 to 36 %."""
    random = np.random.default_rng(SEED)
    return batch.Columns(random.integers(100_000, 5_000_001, n), random.integers(300, 3_601, n))


def differing(told: batch.Columns) -> int:
    """How many loans have another schedule in columns than alone."""
    wrong = 0
    for block in batch.schedules(TERMS, told):
        principal, interest = block.principal.T.tolist(), block.interest.T.tolist()
        for row in range(len(block)):
            alone = loans.schedule(batch.terms_of(TERMS, told, block.first + row))
            wrong += alone.principal != tuple(principal[row]) or alone.interest != tuple(interest[row])
    return wrong


def equality(n: int) -> Iterator[Line]:
    yield Said(f"{n:,} loans of {MONTHS} months in columns and one by one ...")
    with ProcessPoolExecutor() as cores:
        wrong = sum(cores.map(differing_part, repeat(n), range(0, n, PART)))
    yield Judged(f"loans of {n:,} that differ by a cent", wrong, "at most", 0)


def differing_part(n: int, first: int) -> int:
    """How many differ among PART of the `n` loans, from the one numbered `first`."""
    return differing(columns(n).part(slice(first, first + PART)))


def schedules() -> Iterator[Line]:
    told = columns(MEASURED)
    alone = [replace(TERMS, principal_minor=int(p)) for p in told.principal_minor[:ALONE]]
    measured = together(
        {
            "columns": lambda: sum(len(block) for block in batch.schedules(TERMS, told)),
            "inexact": lambda: inexact(told),
            "alone": lambda: [loans.schedule(terms) for terms in alone],
        }
    )
    each = {"columns": MEASURED, "inexact": MEASURED, "alone": ALONE}
    found = {name: _each(timing, each[name]) for name, timing in measured.items()}
    yield Measured("one schedule in columns, exact, principal and interest", found["columns"])
    yield Measured("the same without exact rounding: wrong cents", found["inexact"])
    yield Measured("one schedule alone", found["alone"])
    own = found["columns"].median
    yield Judged("exact schedules a second a core, in columns", 1 / own, "at least", A_SECOND)
    yield Judged("columns: faster than one by one, times", found["alone"].median / own, "at least", FASTER)
    yield Judged(
        "what exactness costs: times the inexact form", own / found["inexact"].median, "at most", 1.5
    )


def inexact(told: batch.Columns) -> int:
    """What is usually written: floor(balance x rate + 0.5), in blocks too; about 155 of a million loans come out wrong."""
    done = 0
    for first in range(0, len(told), batch.BLOCK):
        balance = told.principal_minor[first : first + batch.BLOCK].astype(np.float64)
        rate = told.rate[first : first + batch.BLOCK] / 120_000
        level = np.floor(balance * rate / -np.expm1(-MONTHS * np.log1p(rate)) + 0.5)
        principal = np.empty((MONTHS, len(balance)), np.int32)
        interest = np.empty((MONTHS, len(balance)), np.int32)
        for k in range(MONTHS):
            charge = np.floor(balance * rate + 0.5)
            repaid = balance if k == MONTHS - 1 else np.minimum(level - charge, balance)
            interest[k], principal[k] = charge, repaid
            balance = balance - repaid
        done += len(balance)
    return done


def rates() -> Iterator[Line]:
    told = columns(MEASURED)
    monthly = told.rate / 120_000
    payment = np.rint(told.principal_minor * monthly / -np.expm1(-MONTHS * np.log1p(monthly))).astype(
        np.int64
    )
    measured = together(
        {
            "rates": lambda: batch.level_rates(
                principal_minor=told.principal_minor, payment_minor=payment, periods=MONTHS
            )
        }
    )
    each = _each(measured["rates"], MEASURED)
    yield Measured("one rate of level payments, in columns", each)
    yield Judged(
        "rates of level payments a second a core, in columns", 1 / each.median, "at least", RATES_A_SECOND
    )


def _each(timing: Timing, n: int) -> Timing:
    return Timing(timing.median / n, timing.lower / n, timing.upper / n)
