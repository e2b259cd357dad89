"""What was paid on a loan: as the creditor's own file books it, and as the borrower says where they say otherwise.

    paid = paid_of(account, "J1", disputes)
    paid.booked          # the file's repayments, the creditor's story
    paid.made            # the same with what the borrower disputes: what the account is computed from

A row of the file is never changed. What is said against it stands beside it and is known by the row's own figures, so that it
holds for a newer file that repeats the row, and falls away with one that does not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from hejie import loans, texts
from hejie.loans import Payment, reconciliation
from hejie.papers import Repayment

NOT_MADE: Final = "not_made"
OTHERWISE: Final = "otherwise"
LACKING: Final = "lacking"
HOWS: Final = (NOT_MADE, OTHERWISE, LACKING)
KEY_LETTERS: Final = 16


class Said(Protocol):
    """What the borrower's side says of a row (`key`), or of a payment that no row has (`key` is empty)."""

    key: str
    how: str
    day: date | None
    minor: int | None


@dataclass(frozen=True, slots=True)
class Paid:
    """The payments on one loan by one file. `first`: the file's first repayment, with what was owed before it."""

    account: str
    told_at: datetime
    loan_no: str
    booked: tuple[Payment, ...]
    made: tuple[Payment, ...]
    first: Repayment | None
    disputed: int

    def until(self, day: date) -> "tuple[tuple[Payment, ...], tuple[Payment, ...]]":
        """Booked and made, up to a day: what comes later belongs to another account."""
        return tuple(one for one in self.booked if one.day <= day), tuple(
            one for one in self.made if one.day <= day
        )


def keyed(repayments: Iterable[Repayment]) -> Iterator[tuple[str, Repayment]]:
    """Each repayment with the key by which it is known again; the second of two equal rows has a key of its own."""
    seen: Counter[tuple[object, ...]] = Counter()
    for one in repayments:
        told = (one.loan_ref, one.flow_no, one.day, one.total_minor)
        seen[told] += 1
        yield texts.digest([*told[:2], one.day.isoformat(), one.total_minor, seen[told]])[:KEY_LETTERS], one


def paid_of(
    repayments: Sequence[Repayment],
    said: Iterable[Said],
    *,
    account: str,
    told_at: datetime,
    loan_no: str,
) -> Paid:
    """The payments of the loan of this number. `said` is what stands against its rows."""
    rows = [(key, one) for key, one in keyed(repayments) if one.loan_ref == loan_no]
    against = {one.key: one for one in said if one.key}
    lacking = [one for one in said if one.how == LACKING]
    made = [_made(one, against.get(key)) for key, one in rows] + [_as_said(one) for one in lacking]
    known = {key for key, _ in rows}
    return Paid(
        account=account,
        told_at=told_at,
        loan_no=loan_no,
        booked=tuple(Payment(one.day, one.total_minor) for _, one in rows if one.total_minor),
        made=tuple(sorted((one for one in made if one is not None and one.minor), key=_when)),
        first=rows[0][1] if rows else None,
        disputed=len(known & set(against)) + len(lacking),
    )


def _when(one: Payment) -> tuple[date, int]:
    return one.day, one.minor


def _made(one: Repayment, said: Said | None) -> Payment | None:
    if said is None:
        return Payment(one.day, one.total_minor)
    return None if said.how == NOT_MADE else _as_said(said)


def _as_said(said: Said) -> Payment | None:
    return Payment(said.day, said.minor) if said.day and said.minor else None


def begins(paid: Paid, terms: loans.Terms) -> date | None:
    """Before which day everything due counts as paid, because the file begins in the middle; None: it tells the whole story.

    Whichever of the two gives what the creditor says was owed before its first row, or comes nearer to it.
    """
    first = paid.first
    if first is None or first.before is None:
        return None
    stated = first.before.total
    apart = {before: abs(_owed_before(first.day, before, terms) - stated) for before in (None, first.day)}
    return first.day if apart[first.day] < apart[None] else None


def _owed_before(day: date, before: date | None, terms: loans.Terms) -> int:
    events = reconciliation.paid_on_time(terms, before=before) if before else ()
    return loans.account_at(terms, events, day).buckets.total
