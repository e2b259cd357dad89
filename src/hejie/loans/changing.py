"""How what was agreed later changes an account: one function per event, each of which leaves the paid part untouched.

A change moves what is *left* between rows, buckets and days; it never alters what is gone. Where a change cannot be
made it returns the fault and changes nothing.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import NoReturn

from hejie import dates, money, texts
from hejie.dates.parse import bound_faults
from hejie.loans import paying
from hejie.loans.buckets import BUCKETS, PRINCIPAL
from hejie.loans.events import (
    Capitalise,
    Carry,
    Charge,
    Draw,
    DueDateChange,
    Event,
    Extension,
    Pause,
    Payment,
    RateChange,
    ReAge,
    ReAmortise,
    Restructure,
    ReTerm,
    Settlement,
    Transfer,
    Waiver,
)
from hejie.loans.replan import even, forecast, replan
from hejie.loans.replay import Replay
from hejie.loans.reterm import CARRIES, reterm
from hejie.loans.rows import Claim, Row, part_of_year, put_dates
from hejie.loans.terms import Terms


def apply(replay: Replay, place: int, event: Event) -> None:
    """Let an event take effect today; raises Faulty, having changed nothing, where it cannot."""
    APPLY[type(event)](replay, place, event)


# money and charges


def _pay(replay: Replay, place: int, event: Payment) -> None:
    paying.pay(replay, place, event.minor, event.surplus)


def _charge(replay: Replay, place: int, event: Charge) -> None:
    due = event.due or event.day
    _row_for(replay, due).claims.append(Claim(event.bucket, due, event.minor))
    replay.move_to(replay.today)
    replay.use_credits()


def _row_for(replay: Replay, due: date) -> Row:
    """The instalment whose period holds the day; after the last one, a row of its own."""
    held = next((row for row in replay.rows if not row.extra and row.due >= due), None)
    if held is not None:
        return held
    last = replay.rows[-1]
    if last.extra and last in replay.coming:
        last.due = max(last.due, due)
        return last
    replay.rows.append(Row(last.due, due, Fraction(0), 0, 0, extra=True))
    return replay.rows[-1]


def _waive(replay: Replay, place: int, event: Waiver) -> None:
    paying.waive(replay, event.bucket, event.minor)


def _settle(replay: Replay, place: int, event: Settlement) -> None:
    waiting, replay.credits = replay.credits, deque()
    for credit in waiting:
        paying.pay(replay, credit.payment, credit.minor, "principal")
    paying.pay(replay, place, event.minor, "principal")
    for bucket, minor in replay.owed().items():
        if minor:
            paying.waive(replay, bucket, minor)


def _transfer(replay: Replay, place: int, event: Transfer) -> None:
    replay.holder = event.to


# more money lent, another rate


def _draw(replay: Replay, place: int, event: Draw) -> None:
    down = replay.terms.down_minor(event.minor) if event.down_minor is None else event.down_minor
    shared = event.minor - down
    rows = _open_rows(replay) if event.over == "later" else _whole_rows(replay)
    if shared and not rows:
        _refuse("loan_event_after_maturity", "day", event.day)
    replay.lent += event.minor
    if shared and event.over == "later":
        rows[-1].principal += shared
        _plan_again(replay, rows)
    elif shared:
        _as_if_from_start(replay, rows, shared)
    if down:
        _add_down(replay, event, down)
    replay.use_credits()


def _whole_rows(replay: Replay) -> list[Row]:
    return [row for row in replay.rows if not row.extra and row.due >= replay.today]


def _as_if_from_start(replay: Replay, rows: list[Row], shared: int) -> None:
    """Each row not yet due gets the share of the whole it would have had from the start; the last takes the rest."""
    whole = [replace(row, claims=[], gone_principal=0) for row in replay.rows if not row.extra]
    left = sum(row.principal for row in rows) + shared
    whole[-1].principal += shared
    replan(whole, replay.terms)
    for row, model in zip(rows, whole[-len(rows) :], strict=True):
        row.principal = max(min(model.principal, left), row.gone_principal)
        left -= row.principal
    rows[-1].principal += left
    _forecast_again(replay)


def _add_down(replay: Replay, event: Draw, down: int) -> None:
    row = Row(event.day, event.day, Fraction(0), down, 0, extra=True)
    n = replay.k
    while event.over == "all" and n and replay.rows[n - 1].due == event.day and not replay.rows[n - 1].extra:
        n -= 1
    replay.rows.insert(n, row)
    replay.k += 1


def _change_rate(replay: Replay, place: int, event: RateChange) -> None:
    replay.terms = replace(
        replay.terms, annual_rate=event.annual_rate
    )  # raises Faulty for a rate beyond all bounds
    _plan_again(replay, _open_rows(replay))


# dates


def _change_due_date(replay: Replay, place: int, event: DueDateChange) -> None:
    rows = [row for row in _open_rows(replay) if row.due >= event.due]
    if not rows or rows[0].due != event.due:
        _refuse("loan_instalment_unknown", "due", event.due)
    if event.new_due <= max(rows[0].start, replay.today):
        _refuse("loan_due_date_too_early", "new_due", event.new_due)
    _refuse_too_late(event.new_due, "new_due")
    put_dates(rows, _days_from(replay.terms, event.new_due, range(len(rows))), replay.terms)
    _forecast_again(replay)


def _extend(replay: Replay, place: int, event: Extension) -> None:
    maturity = max((row.due for row in replay.rows if not row.extra), default=replay.today)
    if replay.today > maturity:
        _refuse("loan_extension_after_maturity", "day", event.day, matured_on=maturity.isoformat())
    rows = _since(replay, event.since)
    if not rows:
        _refuse("loan_instalment_unknown", "since", event.since or event.day)
    if replay.terms.method == "bullet":
        (later,) = _days_from(replay.terms, rows[-1].due, (event.instalments,))
        _lengthen(replay, rows[-1], later)
    else:
        rows += _append(replay, event.instalments)
    _plan_again(replay, rows)


def _re_term(replay: Replay, place: int, event: ReTerm) -> None:
    rows = _since(replay, event.since)
    if not rows or event.instalments < 1:
        _refuse("loan_instalment_unknown", "instalments", event.since or event.day)
    if event.instalments > len(rows):
        rows += _append(replay, event.instalments - len(rows))
    kept, gone = rows[: event.instalments], rows[event.instalments :]
    for row in gone:
        kept[-1].principal += row.left_principal
        kept[-1].claims += row.claims
        row.principal, row.claims = row.gone_principal, []
    replay.rows = [row for row in replay.rows if row not in gone or row.paid or row.waived]
    _plan_again(replay, kept)


def _lengthen(replay: Replay, row: Row, due: date) -> None:
    """A bullet loan is one long period: what has grown stays, and the time that is added comes to the rest."""
    added, _ = part_of_year(replay.terms, row.due, due)
    rest = row.years - replay.elapsed(row, replay.today) + added
    row.due = due
    if row.day_count is None:
        share = Fraction((replay.today - row.start).days, (due - row.start).days)
        row.years = rest / (1 - share)
    else:
        row.years = dates.year_fraction(row.start, due, count=row.day_count)


def _pause(replay: Replay, place: int, event: Pause) -> None:
    rows = _since(replay, event.since)
    if not rows:
        _refuse("loan_instalment_unknown", "since", event.since or event.day)
    first = rows[0]
    days = [*(row.due for row in rows), *_days_after(replay, event.instalments)]
    free = [_paused(first, event) for _ in range(event.instalments)]
    if free:
        free[0].gone_interest, first.gone_interest = first.gone_interest, 0
    at = replay.rows.index(first)
    replay.rows[at:at] = free
    put_dates([*free, *rows], days, replay.terms)
    if free and event.interest == "stops":
        replay.quiet = (max(replay.today, free[0].start), free[-1].due)
        for row in free:
            row.years = Fraction(0)
    _forecast_again(replay)


def _paused(first: Row, event: Pause) -> Row:
    return Row(first.start, first.due, first.years, 0, 0, waits=event.asks == "nothing")


# what is owed, moved


def _capitalise(replay: Replay, place: int, event: Capitalise) -> None:
    rows = _some_open(replay, event.day)
    moved = sum(paying.lift(replay, bucket) for bucket in event.buckets)
    replay.capitalised += moved
    rows[-1].principal += moved
    _plan_again(replay, rows)


def _carry(replay: Replay, place: int, event: Carry) -> None:
    rows = _some_open(replay, event.day)
    for bucket in event.buckets:
        shares = money.split(paying.lift(replay, bucket), CARRIES[event.on](len(rows)))
        for row, share in zip(rows, shares, strict=True):
            if share:
                row.claims.append(Claim(bucket, row.due, share))


def _re_amortise(replay: Replay, place: int, event: ReAmortise) -> None:
    rows = _some_open(replay, event.day)
    moved = paying.lift(replay, "overdue_principal")
    rounding = replay.terms.instalment_rounding or replay.terms.rounding
    for row, share in zip(rows, even(moved, [moved] * len(rows), rounding), strict=True):
        row.principal += share
    _forecast_again(replay)


def _re_age(replay: Replay, place: int, event: ReAge) -> None:
    if event.first_due <= replay.today:
        _refuse("loan_due_date_too_early", "first_due", event.first_due)
    _refuse_too_late(event.first_due, "first_due")
    terms = replace(
        replay.terms, every=event.every or replay.terms.every
    )  # raises Faulty for an unknown step
    running = replay.running
    start = running.start if running is not None and not running.extra else replay.today
    gone = running.gone_interest if running is not None else 0
    moved = sum(paying.lift(replay, bucket) for bucket in PRINCIPAL)
    history = [row for row in replay.rows if row in replay.posted or row.paid or row.waived or row.extra]
    replay.terms = terms
    days = _days_from(terms, event.first_due, range(event.instalments))
    rows = [Row(start, day, Fraction(0), 0, 0) for day in days]
    rows[0].gone_interest = gone
    replay.rows, replay.k = [*history, *rows], len(history)
    put_dates(rows, days, replay.terms)
    rows[-1].principal = moved
    _plan_again(replay, rows)


def _restructure(replay: Replay, place: int, event: Restructure) -> None:
    if event.new.start != event.day:
        _refuse("loan_restructure_other_day", "start", event.new.start, wanted_on=event.day.isoformat())
    new = reterm(replay.owed(), event.new, holidays=replay.holidays)
    for bucket in BUCKETS:
        paying.lift(replay, bucket)
    history = [row for row in replay.rows if row in replay.posted or row.paid or row.waived]
    replay.restart(history, new)
    replay.use_credits()


# shared


def _open_rows(replay: Replay) -> list[Row]:
    """The instalments not yet due."""
    return [row for row in replay.coming if not row.extra]


def _some_open(replay: Replay, day: date) -> list[Row]:
    rows = _open_rows(replay)
    if not rows:
        _refuse("loan_event_after_maturity", "day", day)
    return rows


def _since(replay: Replay, since: date | None) -> list[Row]:
    return [row for row in _open_rows(replay) if since is None or row.due >= since]


def _refuse(code: str, field: str, given: date, **facts: str) -> NoReturn:
    raise texts.Faulty((texts.fault(code, field, given_on=given.isoformat(), **facts),))


def _refuse_too_late(day: date, field: str) -> None:
    late = bound_faults(day, field=field)
    if late:
        raise texts.Faulty(late)


def _days_after(replay: Replay, n: int) -> list[date]:
    """The due dates of `n` more instalments. They follow from the first one that led to the last by whole steps, so that
    a 31st, cut short in June, is a 31st again in July."""
    due = [row.due for row in replay.rows if not row.extra]
    for k, day in enumerate(due):
        steps = len(due) - 1 - k
        if _stepped(replay.terms, day, steps) == due[-1]:
            return _days_from(replay.terms, day, range(steps + 1, steps + 1 + n))
    raise AssertionError(due)  # no step leads from the last to itself


def _days_from(terms: Terms, day: date, steps: Iterable[int]) -> list[date]:
    """The due dates so many steps after `day`; refused where the calendar ends before them."""
    try:
        return [_stepped(terms, day, n) for n in steps]
    except (ValueError, OverflowError):
        return _refuse("date_too_late", "instalments", day, latest_on=date.max.isoformat())


def _stepped(terms: Terms, day: date, n: int) -> date:
    """`n` steps after `day`, by the month-end rule of the terms."""
    step = step_of(terms)
    there = step(day, n)
    return dates.MONTH_ENDS[terms.month_end](day, there) if step.months and n else there


def step_of(terms: Terms) -> dates.Step:
    """The distance between instalments."""
    step = dates.step_of(terms.every)
    assert step is not None, terms.every  # Terms are sound
    return step


def _append(replay: Replay, n: int) -> list[Row]:
    """`n` more instalments after the last one, each a step later."""
    at = max(k for k, row in enumerate(replay.rows) if not row.extra) + 1
    last = replay.rows[at - 1]
    rows = [Row(last.due, day, Fraction(0), 0, 0) for day in _days_after(replay, n)]
    replay.rows[at:at] = rows
    put_dates(rows, [row.due for row in rows], replay.terms)
    return rows


def _plan_again(replay: Replay, rows: list[Row]) -> None:
    if rows:
        replan(rows, replay.terms, first=_first(replay, rows))
    replay.most = None
    _forecast_again(replay)


def _first(replay: Replay, rows: list[Row]) -> Fraction | None:
    """The exact interest of the running period to its end, if the rows begin with it."""
    row = rows[0]
    if row is not replay.running:
        return None
    rest = row.years - replay.elapsed(row, replay.today)
    return replay.period + replay.normal * replay.terms.borne_rate * rest


def _forecast_again(replay: Replay) -> None:
    rows = _open_rows(replay)
    if rows and not replay.fixed_interest:
        forecast(rows, replay.terms, first=_first(replay, rows))
    replay.most = None


APPLY: Mapping[type, Callable[..., None]] = MappingProxyType(
    {
        Payment: _pay,
        Charge: _charge,
        Waiver: _waive,
        Settlement: _settle,
        Transfer: _transfer,
        Draw: _draw,
        RateChange: _change_rate,
        DueDateChange: _change_due_date,
        Extension: _extend,
        ReTerm: _re_term,
        Pause: _pause,
        Capitalise: _capitalise,
        Carry: _carry,
        ReAmortise: _re_amortise,
        ReAge: _re_age,
        Restructure: _restructure,
    }
)
