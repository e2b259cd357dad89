"""Random loans and lives of loans, from one fen to a fortune, from one instalment to fifty years."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from hejie import dates, loans, money

RATES = st.one_of(
    st.just(Fraction(0)),
    st.fractions(0, Fraction(2), max_denominator=20000),
    st.integers(1, 3600).map(lambda points: Fraction(points, 10000)),
)
STARTS = st.one_of(
    st.sampled_from([date(2024, 2, 29), date(2026, 1, 31), date(2023, 12, 31), date(2027, 2, 28)]),
    st.dates(date(2000, 1, 1), date(2060, 12, 31)),
)
PRINCIPALS = st.one_of(st.integers(1, 12), st.integers(1, 10**7), st.integers(1, money.MAX_MINOR))
ROUNDINGS = st.builds(money.Rounding, st.sampled_from(money.MODES), st.sampled_from([1, 10, 100]))
DAY_COUNTS = tuple(dates.COUNTS)
FIRST_METHODS = ("equal_instalment", "equal_principal", "interest_only", "bullet", "daily_interest")


@st.composite
def terms(draw: st.DrawFn, *, most: int = 60, methods: tuple[str, ...] = FIRST_METHODS) -> loans.Terms:
    method = draw(st.sampled_from(methods))
    counts = DAY_COUNTS if method == "daily_interest" else (loans.PERIODS, loans.PERIODS, *DAY_COUNTS)
    start = draw(STARTS)
    n = draw(st.integers(1, most))
    return loans.Terms(
        method=method,
        principal_minor=draw(PRINCIPALS),
        annual_rate=draw(RATES),
        start=start,
        first_due=start + timedelta(draw(st.integers(1, 70))),
        instalments=n,
        every=draw(st.sampled_from(tuple(dates.EVERY))),
        count=draw(st.sampled_from(counts)),
        month_end=draw(st.sampled_from(tuple(dates.MONTH_ENDS))),
        roll=draw(st.sampled_from(tuple(dates.ROLLS))),
        rounding=draw(ROUNDINGS),
        rounded=draw(st.sampled_from(("instalment", "instalment", "running_total")))
        if n <= 24
        else "instalment",
        grace_principal=draw(st.integers(0, min(n - 1, 4))),
        grace_interest=draw(st.integers(0, min(n - 1, 4))),
        deferred=draw(st.sampled_from(("first", "spread"))),
        fee_minor=draw(st.sampled_from([0, 0, 500])),
        penalty_uplift=draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)])),
        compound_rate=draw(st.sampled_from([Fraction(0), Fraction(1, 10)])),
        surplus="by_method"
        if method == "daily_interest"
        else draw(st.sampled_from(("advance", "principal"))),
    )


@st.composite
def lives(draw: st.DrawFn) -> tuple[loans.Terms, tuple[loans.Event, ...], date]:
    """A loan, what happens to it, and a day to look at it."""
    of = replace(draw(terms(most=8)), every="month")
    span = (loans.schedule(of).due[-1] - of.start).days + 60
    days = st.integers(0, span).map(lambda k: of.start + timedelta(k))
    amounts = st.one_of(st.integers(0, of.principal_minor), st.integers(0, 2000))
    payment = st.builds(loans.Payment, days, amounts)
    charge = st.builds(loans.Charge, days, st.sampled_from(loans.CHARGEABLE), st.integers(0, 5000))
    events = draw(st.lists(st.one_of(payment, payment, charge), max_size=6))
    return of, tuple(events), draw(days)


@st.composite
def rich_terms(draw: st.DrawFn, *, most: int = 40) -> loans.Terms:
    """Every method and every convention of a schedule: tranches, agreed rates, balloons, steps, seasons, caps."""
    method = draw(st.sampled_from(loans.METHODS))
    plain = draw(
        terms(most=most, methods=("daily_interest" if method == "daily_interest" else "equal_principal",))
    )
    at_end = method in ("interest_only", "bullet", "daily_interest")
    level = method in ("equal_instalment", "flat_rate")
    last = dates.period_ends(plain.first_due, plain.instalments, every=plain.every)[-1]
    days = st.dates(plain.start, last - timedelta(1))
    later = [] if draw(st.booleans()) else sorted(draw(st.lists(days, max_size=3)))
    rates = [] if draw(st.booleans()) else sorted(draw(st.lists(days, max_size=2)))
    return replace(
        plain,
        method=method,
        stub=draw(st.sampled_from(("days", "share", "whole"))),
        rounded=draw(st.sampled_from(("instalment", "part"))) if plain.instalments > 12 else plain.rounded,
        tranches=tuple(loans.Tranche(day, draw(PRINCIPALS)) for day in later),
        rates=tuple(loans.RateStep(day, draw(RATES)) for day in rates),
        rate_cap=draw(st.none() | st.sampled_from([Fraction(24, 100), Fraction(1, 3)])),
        rate_places=draw(st.sampled_from([None, None, 12, 4])),
        interest_free=draw(st.integers(0, min(plain.instalments - 1, 2))),
        balloon_minor=0 if at_end else draw(st.integers(0, plain.principal_minor)),
        instalment_minor=draw(st.integers(0, plain.principal_minor)) if level and draw(st.booleans()) else 0,
        step_rate=draw(st.sampled_from([Fraction(0), Fraction(1, 20)]))
        if method == "step_up"
        else Fraction(0),
        step_every=draw(st.integers(1, 12)),
        season=draw(SEASONS) if method == "seasonal" else (),
        down_payment=draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 4)])),
        deducted_minor=draw(st.integers(0, plain.principal_minor - 1)),
        last=draw(st.sampled_from(("rest", "near"))) if method == "equal_instalment" else "rest",
        counted_on=draw(st.sampled_from(("face", "received"))),
    )


SEASONS = st.lists(st.integers(0, 3), min_size=12, max_size=12).filter(any).map(tuple)
