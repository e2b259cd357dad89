"""What happens to a loan after it is drawn, each event on its day; together they are the whole story of an account.

Every event may bear an `id`, by which a later `Reversal` names it. A reversal undoes its event as if it had never been,
from the day of the reversal on, and both stay in the record.

**The order of one day.** Events of one day commute wherever nothing else is recorded: they take effect in the order of
`ORDER_OF_A_DAY` (money lent, charges, rates and dates, waivers, payments, then what is agreed about the rest), whatever
order they are told in; so splitting a payment in two on one day changes nothing. Where the record knows which came
first, `moment` says so and goes before that order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from hejie import texts
from hejie.dates.due import MOST_PERIODS
from hejie.loans.buckets import BUCKETS, CHARGEABLE, PRINCIPAL
from hejie.loans.conventions import SURPLUSES
from hejie.loans.reterm import CARRIES, NewTerms
from hejie.money import check_whole

OVER: Final = ("later", "all")
ASKS: Final = ("nothing", "interest")
INTERESTS: Final = ("runs", "stops")
CARRIED: Final = tuple(name for name in BUCKETS if name not in PRINCIPAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What every event may have beside its facts: the name it is known by, and its place within its day."""

    id: str = ""
    moment: int = 0


@dataclass(frozen=True, slots=True)
class Draw(_Told):
    """More money lent. `down_minor` of it falls due at once (else the down payment of the terms); the instalments share
    the rest.

    `over` "later": the instalments after the day are computed anew with it. "all": each instalment not yet due becomes
    what it would have been had everything been lent at the start, and the last takes the difference.
    """

    day: date
    minor: int
    down_minor: int | None = None
    over: str = "later"

    def __post_init__(self) -> None:
        _check(self.minor, down_minor=self.down_minor or 0)
        _choose(over=(self.over, OVER))
        if (self.down_minor or 0) > self.minor:
            raise texts.Faulty(
                (
                    texts.fault(
                        "loan_upfront_too_large",
                        "down_minor",
                        given_minor=self.down_minor or 0,
                        most_minor=self.minor,
                    ),
                )
            )


@dataclass(frozen=True, slots=True)
class Payment(_Told):
    """Money received for this loan, in minor units; `surplus`, if the payer said so, goes before that of the terms."""

    day: date
    minor: int
    surplus: str | None = None

    def __post_init__(self) -> None:
        _check(self.minor)
        if self.surplus is not None:
            _choose(surplus=(self.surplus, SURPLUSES))


@dataclass(frozen=True, slots=True)
class Charge(_Told):
    """An amount owed in `bucket`, such as costs of recovery, payable by `due` (else at once); not principal or interest."""

    day: date
    bucket: str
    minor: int
    due: date | None = None

    def __post_init__(self) -> None:
        _check(self.minor, self.bucket, CHARGEABLE)


@dataclass(frozen=True, slots=True)
class Waiver(_Told):
    """An amount of `bucket` that the creditor gives up."""

    day: date
    bucket: str
    minor: int

    def __post_init__(self) -> None:
        _check(self.minor, self.bucket)


@dataclass(frozen=True, slots=True)
class RateChange(_Told):
    """A new yearly rate from the day on; instalments not yet due are computed anew."""

    day: date
    annual_rate: Fraction


@dataclass(frozen=True, slots=True)
class DueDateChange(_Told):
    """The instalment due on `due` falls due on `new_due`; the later ones follow it at the usual distance."""

    day: date
    due: date
    new_due: date


@dataclass(frozen=True, slots=True)
class Pause(_Told):
    """The next `instalments` (from `since` on) ask for "nothing", or for "interest" alone; the loan ends so much later.

    `interest` "runs": what grows meanwhile is paid with the later instalments and bears none itself; "stops": nothing
    grows until the last paused instalment's day, neither on what is overdue nor on the rest.
    """

    day: date
    instalments: int
    asks: str = "nothing"
    interest: str = "runs"
    since: date | None = None

    def __post_init__(self) -> None:
        _count(self.instalments)
        _choose(asks=(self.asks, ASKS), interest=(self.interest, INTERESTS))


@dataclass(frozen=True, slots=True)
class Extension(_Told):
    """展期: what is not yet due is repaid in `instalments` more than agreed. Only before maturity."""

    day: date
    instalments: int
    since: date | None = None

    def __post_init__(self) -> None:
        _count(self.instalments)


@dataclass(frozen=True, slots=True)
class ReTerm(_Told):
    """What is not yet due (from `since` on) is repaid in `instalments`, fewer or more than before."""

    day: date
    instalments: int
    since: date | None = None

    def __post_init__(self) -> None:
        _count(self.instalments)


@dataclass(frozen=True, slots=True)
class Capitalise(_Told):
    """What is owed in `buckets` becomes principal and bears interest; shared evenly by the instalments not yet due."""

    day: date
    buckets: tuple[str, ...]

    def __post_init__(self) -> None:
        _among(self.buckets)


@dataclass(frozen=True, slots=True)
class Carry(_Told):
    """What is owed in `buckets` is paid with the instalments not yet due, without interest; `on` as in `NewTerms.carry`."""

    day: date
    buckets: tuple[str, ...]
    on: str = "spread"

    def __post_init__(self) -> None:
        _among(self.buckets)
        _choose(on=(self.on, tuple(CARRIES)))


@dataclass(frozen=True, slots=True)
class ReAmortise(_Told):
    """Overdue principal is shared evenly by the instalments not yet due."""

    day: date


@dataclass(frozen=True, slots=True)
class ReAge(_Told):
    """All principal still owed, overdue or not, is repaid in new `instalments` from `first_due` on."""

    day: date
    first_due: date
    instalments: int
    every: str | None = None

    def __post_init__(self) -> None:
        _count(self.instalments)


@dataclass(frozen=True, slots=True)
class Restructure(_Told):
    """Everything owed under new terms (`reterm`): paid part untouched, old interest and charges carried without interest."""

    day: date
    new: NewTerms


@dataclass(frozen=True, slots=True)
class Settlement(_Told):
    """A lump sum that ends the loan: whatever it and the money that waits do not cover is waived, bucket by bucket."""

    day: date
    minor: int

    def __post_init__(self) -> None:
        _check(self.minor)


@dataclass(frozen=True, slots=True)
class Transfer(_Told):
    """The claim passes to another holder, from whose day payments are owed to it; nothing that is owed changes."""

    day: date
    to: str


@dataclass(frozen=True, slots=True)
class Reversal(_Told):
    """The event whose id is `of` counts as if it had never been (a cheque that bounced, a booking on the wrong loan)."""

    day: date
    of: str


Event = (
    Draw
    | Payment
    | Charge
    | Waiver
    | RateChange
    | DueDateChange
    | Pause
    | Extension
    | ReTerm
    | Capitalise
    | Carry
    | ReAmortise
    | ReAge
    | Restructure
    | Settlement
    | Transfer
    | Reversal
)

ORDER_OF_A_DAY: Mapping[type, int] = MappingProxyType(
    {
        kind: place
        for place, kind in enumerate(
            (
                Draw,
                Charge,
                RateChange,
                DueDateChange,
                Waiver,
                Payment,
                Settlement,
                Capitalise,
                Carry,
                ReAmortise,
                ReAge,
                Extension,
                ReTerm,
                Pause,
                Restructure,
                Transfer,
                Reversal,
            )
        )
    }
)


def in_order(events: Iterable[tuple[int, Event]]) -> list[tuple[int, Event]]:
    """Events with their places, in the order in which they take effect."""
    return sorted(events, key=lambda item: _key(item[1]))


def _key(event: Event) -> tuple[date, int, int, str, str]:
    """Day, moment, kind; then id and content, so that the order of telling never matters."""
    return event.day, event.moment, ORDER_OF_A_DAY[type(event)], event.id, repr(event)


@dataclass(frozen=True, slots=True)
class Standing:
    """The events that count and those that were undone, each with its place in what was given."""

    counts: tuple[tuple[int, Event], ...]
    undone: tuple[tuple[int, Event], ...]
    faults: tuple[texts.Fault, ...] = field(default=())


def standing(events: Iterable[tuple[int, Event]]) -> Standing:
    """Which events, each with its place, count once every reversal is heard; a reversal may itself be reversed.

    Faults: two events of one id; a reversal of an id that no event before it bears.
    """
    told = in_order(events)
    place_of = {event.id: n for n, (_, event) in enumerate(told) if event.id}
    faults = _reversal_faults(told, place_of)
    gone: set[int] = set()
    for n in reversed(range(len(told))):  # the latest first: it decides whether the earlier one stands
        event = told[n][1]
        if isinstance(event, Reversal) and n not in gone and place_of.get(event.of, n) < n:
            gone.add(place_of[event.of])
    return Standing(
        tuple(item for n, item in enumerate(told) if n not in gone and not isinstance(item[1], Reversal)),
        tuple(told[n] for n in sorted(gone)),
        faults,
    )


def _reversal_faults(told: list[tuple[int, Event]], place_of: Mapping[str, int]) -> tuple[texts.Fault, ...]:
    found = []
    for n, (place, event) in enumerate(told):
        if event.id and place_of[event.id] != n:
            found.append(texts.fault("loan_event_id_twice", f"events.{place}", given=event.id))
        if isinstance(event, Reversal) and place_of.get(event.of, n) >= n:
            found.append(texts.fault("loan_reversal_unknown", f"events.{place}", given=event.of))
    return tuple(found)


def _check(minor: int, bucket: str | None = None, known: tuple[str, ...] = BUCKETS, **more: int) -> None:
    given = {"minor": minor, **more}
    check_whole(**given)
    found = [
        texts.fault("loan_amount_negative", name, given_minor=amount)
        for name, amount in given.items()
        if amount < 0
    ]
    if bucket is not None and bucket not in known:
        found.append(texts.fault("loan_bucket_unknown", "bucket", given=bucket, known=known))
    if found:
        raise texts.Faulty(tuple(found))


def _count(instalments: int) -> None:
    check_whole(instalments=instalments)
    if not 1 <= instalments <= MOST_PERIODS:
        fault = texts.fault(
            "loan_number_out_of_range", "instalments", given=instalments, least=1, most=MOST_PERIODS
        )
        raise texts.Faulty((fault,))


def _choose(**choices: tuple[str, tuple[str, ...]]) -> None:
    found = tuple(
        texts.fault("loan_choice_unknown", name, given=given, known=known)
        for name, (given, known) in choices.items()
        if given not in known
    )
    if found:
        raise texts.Faulty(found)


def _among(buckets: tuple[str, ...]) -> None:
    found = tuple(
        texts.fault("loan_bucket_unknown", "buckets", given=name, known=CARRIED)
        for name in buckets
        if name not in CARRIED
    )
    if found:
        raise texts.Faulty(found)
