"""How money reaches an account: first what is due, in the agreed order; then, by its surplus rule, what is not yet.

Everything that can be paid is a *place*: a bucket of one row. Places are filled one after another, ordered by the
terms: bucket by bucket across all instalments, or instalment by instalment. Whatever finds no place waits as a credit,
so that parts and credit always sum to the payment.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from hejie import texts
from hejie.loans.buckets import BUCKETS
from hejie.loans.replan import ask_less, even, forecast, replan
from hejie.loans.replay import Credit, Replay
from hejie.loans.rows import Row

ACCOUNT = -1
"""The row number of what belongs to no row: penalty and compound interest."""


@dataclass(frozen=True, slots=True)
class Place:
    """`left` of `bucket` in row number `row`; `take` notes part of it as gone, `cut` asks for less from the beginning."""

    row: int
    bucket: str
    left: int
    take: Callable[[int], None]
    cut: Callable[[int], None]


def pay(replay: Replay, payment: int, minor: int, surplus: str | None = None) -> None:
    """Let `minor` of payment number `payment` reach the account today."""
    replay.paid.setdefault(payment, dict.fromkeys(BUCKETS, 0))
    left = fill(replay, payment, minor, due_places(replay), replay.terms.allocation)
    how = surplus if surplus not in (None, "by_method") else replay.terms.early
    if left:
        left = EARLY[how](replay, payment, left)
    if left:
        replay.credits.append(Credit(payment, left, surplus))


def use(replay: Replay, credit: Credit) -> None:
    pay(replay, credit.payment, credit.minor, credit.surplus)


def fill(replay: Replay, payment: int, minor: int, places: Sequence[Place], order: Sequence[str] = ()) -> int:
    """Pay the places in the order of the terms, by default that of money paid ahead; returns what found none."""
    by = order or ahead_order(replay)
    return _one_by_one(replay, payment, minor, sorted(places, key=_key(replay, by)))


def ahead_order(replay: Replay) -> tuple[str, ...]:
    return replay.terms.allocation_ahead or replay.terms.allocation


def _book(replay: Replay, payment: int, place: Place, part: int) -> None:
    if part:
        place.take(part)
        replay.paid[payment][place.bucket] += part
        if place.row != ACCOUNT:
            replay.rows[place.row].note_paid(part, replay.today)


def _key(replay: Replay, order: Sequence[str]) -> Callable[[Place], tuple[int, int]]:
    rank = {bucket: n for n, bucket in enumerate(order)}
    if replay.terms.across == "instalment":
        return lambda place: (place.row, rank[place.bucket])
    return lambda place: (rank[place.bucket], place.row)


# what can be paid


def due_places(replay: Replay) -> list[Place]:
    """What should be paid today or should have been paid before."""
    return [
        *_late_interest(replay),
        *(place for n, row in enumerate(replay.posted) for place in _row_places(replay, n, row)),
        *(
            Place(n, claim.bucket, claim.left, claim.take, claim.cut)
            for n, row in enumerate(replay.rows)
            for claim in row.claims
            if claim.left and claim.due <= replay.today
        ),
    ]


def coming_places(replay: Replay) -> list[Place]:
    """What is not yet due and can be paid ahead: principal, claims, and interest where the schedule fixes it."""
    return [*coming_principal(replay), *coming_claims(replay), *_coming_interest(replay)]


def coming_principal(replay: Replay) -> list[Place]:
    return [
        Place(n, "normal_principal", row.left_principal, row.take_principal, row.cut_principal)
        for n, row in _coming(replay)
    ]


def coming_claims(replay: Replay) -> list[Place]:
    return [
        Place(n, claim.bucket, claim.left, claim.take, claim.cut)
        for n, row in enumerate(replay.rows)
        for claim in row.claims
        if claim.left and claim.due > replay.today
    ]


def _coming_interest(replay: Replay) -> list[Place]:
    if not replay.fixed_interest:
        return []
    return [
        Place(n, "normal_interest", row.left_interest, row.take_interest, row.cut_interest)
        for n, row in _coming(replay)
    ]


def _coming(replay: Replay) -> Iterator[tuple[int, Row]]:
    return enumerate(replay.coming, start=replay.k)


def _late_interest(replay: Replay) -> Iterator[Place]:
    for bucket, accrual in (("penalty_interest", replay.penalty), ("compound_interest", replay.compound)):
        yield Place(ACCOUNT, bucket, accrual.left(replay.terms.rounding), accrual.take, accrual.take)


def _row_places(replay: Replay, n: int, row: Row) -> Iterator[Place]:
    when = "overdue" if row.due < replay.today else "normal"
    if row.left_principal:
        yield Place(n, f"{when}_principal", row.left_principal, row.take_principal, row.cut_principal)
    if row.left_interest:
        yield Place(n, f"{when}_interest", row.left_interest, row.take_interest, row.cut_interest)


def running_places(replay: Replay) -> list[Place]:
    """Interest that has grown and is not due: what a grace postponed, then that of the running period."""
    row = replay.running
    found = [
        Place(ACCOUNT, "normal_interest", replay.postponed, replay.take_postponed, replay.take_postponed)
    ]
    if row is not None:
        found.append(
            Place(
                replay.k, "normal_interest", replay.running_interest(), row.take_interest, row.take_interest
            )
        )
    return found


# what is given up, and what is moved elsewhere


def places_of(replay: Replay, bucket: str) -> list[Place]:
    """Where a bucket is owed: the oldest first, principal not yet due the last first."""
    places = [
        *sorted(due_places(replay), key=lambda place: place.row),
        *running_places(replay),
        *coming_claims(replay),
        *reversed(coming_principal(replay)),
    ]
    return [place for place in places if place.bucket == bucket]


def waive(replay: Replay, bucket: str, minor: int) -> None:
    """Give up `minor` of a bucket; raises Faulty where there is not so much in it."""
    places = places_of(replay, bucket)
    most = sum(place.left for place in places)
    if minor > most:
        fault = texts.fault(
            "loan_waiver_too_large", bucket, bucket=bucket, given_minor=minor, most_minor=most
        )
        raise texts.Faulty((fault,))
    replay.waived[bucket] = replay.waived.get(bucket, 0) + minor
    for place in places:
        part = min(minor, place.left)
        minor -= part
        place.take(part)
        if place.row != ACCOUNT:
            replay.rows[place.row].waived += part


def lift(replay: Replay, bucket: str) -> int:
    """Take everything out of a bucket, to be asked for elsewhere; returns how much it was."""
    places = places_of(replay, bucket)
    for place in places:
        place.cut(place.left)
    return sum(place.left for place in places)


# money beyond what is due


def _wait(replay: Replay, payment: int, minor: int) -> int:
    return minor


def _last_first(replay: Replay, payment: int, minor: int) -> int:
    """Charges and interest to this day, then principal from the last instalment backwards."""
    places = [*running_places(replay), *coming_claims(replay), *reversed(coming_principal(replay))]
    for bucket in ahead_order(replay):
        minor = _one_by_one(replay, payment, minor, [place for place in places if place.bucket == bucket])
    return minor


def _one_by_one(replay: Replay, payment: int, minor: int, places: Sequence[Place]) -> int:
    """Fill the places as they come; returns what found none."""
    for place in places:
        part = min(minor, place.left)
        minor -= part
        _book(replay, payment, place, part)
    return minor


def _next(replay: Replay, payment: int, minor: int) -> int:
    """The next instalments: paid ahead where interest is the schedule's; else they ask for so much less principal."""
    if replay.fixed_interest or not replay.terms.borne_rate:
        return _rest(replay, payment, fill(replay, payment, minor, coming_places(replay)))
    before = sum(row.principal for row in replay.later_rows())
    amounts = [row.principal + row.interest for row in replay.later_rows()]
    left = _prepay(replay, payment, minor)
    rows = replay.later_rows()
    ask_less(rows, amounts, before - sum(row.principal for row in rows), replay.terms)
    return _rest(replay, payment, left)


def _rest(replay: Replay, payment: int, minor: int) -> int:
    """Once no principal is left, the interest that has grown is paid too; so paying all that is owed closes the loan."""
    return fill(replay, payment, minor, running_places(replay)) if not replay.normal else minor


def _even(replay: Replay, payment: int, minor: int) -> int:
    """The same to every coming instalment: as a whole, or bucket by bucket."""
    places = coming_places(replay)
    if replay.terms.across == "instalment":
        left = _evenly(replay, payment, minor, _by_row(places))
        return _rest(replay, payment, left)
    for bucket in ahead_order(replay):
        minor = _evenly(replay, payment, minor, [[place] for place in places if place.bucket == bucket])
    return _rest(replay, payment, minor)


def _by_row(places: Sequence[Place]) -> list[list[Place]]:
    rows: dict[int, list[Place]] = {}
    for place in sorted(places, key=lambda place: place.row):
        rows.setdefault(place.row, []).append(place)
    return list(rows.values())


def _evenly(replay: Replay, payment: int, minor: int, groups: Sequence[Sequence[Place]]) -> int:
    shares = even(minor, [sum(place.left for place in group) for group in groups])
    for group, share in zip(groups, shares, strict=True):
        fill(replay, payment, share, group)
    return minor - sum(shares)


def _last(replay: Replay, payment: int, minor: int) -> int:
    """The last instalment before the one before it: each as a whole, or bucket by bucket."""
    places = coming_places(replay)
    if replay.terms.across == "instalment":
        for group in reversed(_by_row(places)):
            minor = fill(replay, payment, minor, group)
    else:
        rank = ahead_order(replay).index
        backwards = sorted(places, key=lambda place: (rank(place.bucket), -place.row))
        minor = _one_by_one(replay, payment, minor, backwards)
    return _rest(replay, payment, minor)


def _shorter(replay: Replay, payment: int, minor: int) -> int:
    left = _prepay(replay, payment, minor)
    forecast(replay.later_rows(), replay.terms, keep_amounts=True)
    replay.drop_empty_rows()
    return _rest(replay, payment, left)


def _smaller(replay: Replay, payment: int, minor: int) -> int:
    left = _prepay(replay, payment, minor)
    replan(replay.later_rows(), replace(replay.terms, instalment_minor=0))
    return _rest(replay, payment, left)


def _prepay(replay: Replay, payment: int, minor: int) -> int:
    """Principal of the instalment at hand (due today, else the coming one), then of the later ones, shown in it."""
    n = replay.at_hand()
    if n is None:
        return minor
    here, beyond = replay.rows[n], max(minor - replay.rows[n].left_principal, 0)
    for row in reversed(replay.later_rows()):
        taken = min(beyond, row.left_principal)
        row.principal -= taken
        here.principal += taken
        beyond -= taken
    place = Place(n, "normal_principal", here.left_principal, here.take_principal, here.cut_principal)
    return _one_by_one(replay, payment, minor, [place])


EARLY: Mapping[str, Callable[[Replay, int, int], int]] = MappingProxyType(
    {
        "advance": _wait,
        "next": _next,
        "even": _even,
        "principal": _last_first,
        "last": _last,
        "shorter": _shorter,
        "smaller": _smaller,
    }
)
"""What money beyond what is due does; each returns what found nothing to pay."""
