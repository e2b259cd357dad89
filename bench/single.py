"""One loan: a schedule of 36 months as columns with dates, and one internal rate of return, beside their peers.

Not all do the same work: numpy-financial and QuantLib do not round to cents, numpy-financial has no dates.
"""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from importlib.util import find_spec

from bench.rows import Judged, Line, Measured, Said
from bench.timing import calibration, together
from hejie import loans
from hejie.loans import cost

MONTHS, YUAN, RATE = 36, 50_000, Fraction(18, 100)
FASTER = 3

TERMS = loans.Terms(
    method="equal_instalment",
    principal_minor=YUAN * 100,
    annual_rate=RATE,
    start=date(2026, 1, 15),
    first_due=date(2026, 2, 15),
    instalments=MONTHS,
)


def ours() -> object:
    plan = loans.schedule(TERMS)
    return plan.due, plan.principal, plan.interest, plan.amounts


def numpy_financial() -> Callable[[], object]:
    import numpy as np
    import numpy_financial as peer

    monthly = float(RATE) / 12
    return lambda: (
        peer.pmt(monthly, MONTHS, YUAN),
        peer.ipmt(monthly, np.arange(1, MONTHS + 1), MONTHS, YUAN),
        peer.ppmt(monthly, np.arange(1, MONTHS + 1), MONTHS, YUAN),
    )


def quantlib() -> Callable[[], object]:
    import QuantLib as peer

    months = peer.Period(MONTHS, peer.Months)
    count = peer.Thirty360(peer.Thirty360.BondBasis)

    def bond() -> object:
        days = peer.sinkingSchedule(peer.Date(15, 1, 2026), months, peer.Monthly, peer.NullCalendar())
        left = peer.sinkingNotionals(months, peer.Monthly, float(RATE), float(YUAN))
        flows = peer.AmortizingFixedRateBond(0, left, days, [float(RATE)], count).cashflows()
        return [(flow.date().to_date(), flow.amount()) for flow in flows]

    return bond


PEERS: dict[str, tuple[str, Callable[[], Callable[[], object]]]] = {
    "numpy-financial, three arrays, no cents, no dates": ("numpy_financial", numpy_financial),
    "QuantLib, amortising bond, no cents": ("QuantLib", quantlib),
}


def schedules() -> Iterator[Line]:
    """One schedule beside the peers that are installed."""
    own = "loans.schedule, exact cents, with dates"
    work: dict[str, Callable[[], object]] = {own: ours, "calibration: a million additions": calibration}
    for name, (module, make) in PEERS.items():
        if find_spec(module):
            work[name] = make()
        else:
            yield Said(f"{module} is not installed: its row is left out")
    measured = together(work)
    yield from (Measured(name, timing) for name, timing in measured.items())
    for name in filter(work.__contains__, PEERS):
        ratio = measured[name].median / measured[own].median
        yield Judged(f"one schedule: faster than {name.split(',')[0]}, times", ratio, "at least", FASTER)


def rates() -> Iterator[Line]:
    """One internal rate of return of 37 flows; proven to be the only one, which the peers do not."""
    flows = [float(YUAN), *(-amount / 100 for amount in loans.schedule(TERMS).amounts)]
    own = "cost.irr, proven"
    work: dict[str, Callable[[], object]] = {own: lambda: cost.irr(flows)}
    if find_spec("numpy_financial"):
        import numpy_financial as peer

        work["numpy-financial irr"] = lambda: peer.irr(flows)
    measured = together(work)
    yield from (Measured(name, timing) for name, timing in measured.items())
    if "numpy-financial irr" in measured:
        ratio = measured["numpy-financial irr"].median / measured[own].median
        yield Judged("one rate: faster than numpy-financial, times", ratio, "at least", FASTER)
