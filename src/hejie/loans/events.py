"""What happens to a loan after it is drawn: payments, charges and waivers, each on its day.

On one day charges come first, then waivers, then payments, whatever order they are told in; splitting a payment in
two on the same day therefore changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from hejie import texts
from hejie.loans.buckets import BUCKETS, CHARGEABLE


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received for this loan, in minor units."""

    day: date
    minor: int

    def __post_init__(self) -> None:
        _check(self.minor, None)


@dataclass(frozen=True, slots=True)
class Charge:
    """An amount that becomes owed in `bucket`, such as costs of recovery; not for principal or interest."""

    day: date
    bucket: str
    minor: int

    def __post_init__(self) -> None:
        _check(self.minor, self.bucket, CHARGEABLE)


@dataclass(frozen=True, slots=True)
class Waiver:
    """An amount of `bucket` that the creditor gives up."""

    day: date
    bucket: str
    minor: int

    def __post_init__(self) -> None:
        _check(self.minor, self.bucket)


Event = Payment | Charge | Waiver

ORDER_OF_A_DAY: Mapping[type, int] = MappingProxyType({Charge: 0, Waiver: 1, Payment: 2})


def in_order(events: tuple[Event, ...]) -> list[tuple[int, Event]]:
    """The events in the order in which they take effect, each with its place in what was given."""
    return sorted(enumerate(events), key=lambda item: (item[1].day, ORDER_OF_A_DAY[type(item[1])], item[0]))


def _check(minor: int, bucket: str | None, known: tuple[str, ...] = BUCKETS) -> None:
    found = []
    if minor < 0:
        found.append(texts.fault("loan_amount_negative", "minor", given_minor=minor))
    if bucket is not None and bucket not in known:
        found.append(texts.fault("loan_bucket_unknown", "bucket", given=bucket, known=known))
    if found:
        raise texts.Faulty(tuple(found))
