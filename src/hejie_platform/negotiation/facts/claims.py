"""A claim as the engine reads it: ten buckets, and each loan's contract as the creditor states it.

Where a contract says enough, `statement` replays the loan, from the creditor's own file of repayments where there is one
(`facts.payments`); else everything due before the first unpaid day was paid on its day, and nothing since. 50,000.00 at
14.4 % that missed two of 24 instalments can so be compared with what is claimed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from hejie import loans, money, texts
from hejie.loans import reconciliation
from hejie_platform.negotiation.facts.payments import Paid, begins
from hejie_platform.negotiation.models import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """One loan as the creditor states it; None where it states nothing.

    ref: of the loan in the case. received_minor: what was paid out. unpaid_since: the oldest day that was not paid in
    full. overdue_uplift: what a late instalment bears beyond the yearly rate, as a share of it.
    """

    ref: str
    product: str = "consumption"
    contract_on: date | None = None
    annual_rate: Fraction | None = None
    matures_on: date | None = None
    received_minor: int | None = None
    method: str = ""
    instalments: int | None = None
    first_due: date | None = None
    unpaid_since: date | None = None
    overdue_uplift: Fraction | None = None


_RATES = ("annual_rate", "overdue_uplift")
_DAYS = ("contract_on", "matures_on", "first_due", "unpaid_since")


def contracts_to_json(contracts: Sequence[Contract]) -> dict[str, Any]:
    """Plain data for the claim's `contract` column."""
    return {
        "loans": [{item.name: _plain(getattr(one, item.name)) for item in fields(one)} for one in contracts]
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return money.rate_text(value)
    return value.isoformat() if isinstance(value, date) else value


def contracts_from_json(stored: Mapping[str, Any]) -> tuple[Contract, ...]:
    """What `contracts_to_json` wrote."""
    return tuple(
        Contract(**{name: _read(name, value) for name, value in row.items()}) for row in stored["loans"]
    )


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _RATES:
        return Fraction(value)
    return date.fromisoformat(value) if name in _DAYS else value


def buckets_of(claim: Claim) -> loans.Buckets:
    """What is owed, bucket by bucket. Raises texts.Faulty."""
    return loans.Buckets.of(claim.buckets, currency=claim.currency)


def claim_hash(*, as_of: date, buckets: loans.Buckets, contracts: Sequence[Contract]) -> str:
    """What an agreement to the facts is bound to."""
    return texts.digest(
        {
            "as_of": as_of,
            "currency": buckets.currency,
            "buckets": dict(buckets.items()),
            "contract": contracts_to_json(contracts),
        }
    )


def is_agreed(claim: Claim | None) -> bool:
    """Whether both sides stand by these figures, for these talks only."""
    return claim is not None and claim.borrower_agreed_at is not None and not claim.disputed


def start_of(claim: Claim) -> date:
    """The day from which every plan on this claim runs: that of its figures, so that a plan keeps its schedule from
    the first look to the signature."""
    return claim.as_of


def terms_of(one: Contract, *, currency: str = "CNY") -> loans.Terms | None:
    """The loan as its contract says; None where it does not say enough, or what cannot be meant."""
    if not (one.method and one.received_minor and one.instalments and one.contract_on and one.first_due):
        return None
    if one.annual_rate is None:
        return None
    try:
        return loans.Terms(
            method=one.method,
            principal_minor=one.received_minor,
            annual_rate=one.annual_rate,
            start=one.contract_on,
            first_due=one.first_due,
            instalments=one.instalments,
            penalty_uplift=one.overdue_uplift or Fraction(0),
            currency=currency,
        )
    except texts.Faulty:
        return None


def statement(
    contracts: Sequence[Contract],
    owed: loans.Buckets,
    day: date,
    paid: Mapping[str, Paid] = MappingProxyType({}),
) -> reconciliation.Statement | None:
    """What is claimed beside the same debts recomputed; None where a contract does not say enough.

    `paid`: what is known of the payments, by the loan's reference. The causes of a difference are looked for where the claim
    is for one loan; of several together they cannot be told. What was computed once is kept by its figures, whatever the
    loan is called.
    """
    known = tuple((replace(one, ref=""), paid.get(one.ref)) for one in contracts)
    return _statement(known, owed, day)


Known = tuple[Contract, Paid | None]


@lru_cache(maxsize=256)
def _statement(loans_: tuple[Known, ...], owed: loans.Buckets, day: date) -> reconciliation.Statement | None:
    accounts = [_alone(one, loans.Buckets(currency=owed.currency), day, replays=1) for one in loans_]
    known = [one.computed for one in accounts if one is not None]
    if not known or len(known) < len(accounts):
        return None
    if len(loans_) == 1:
        return _alone(loans_[0], owed, day, replays=_replays(*loans_[0]))
    return reconciliation.Statement(day, owed, sum(known[1:], start=known[0]), ())


def _alone(one: Known, owed: loans.Buckets, day: date, *, replays: int) -> reconciliation.Statement | None:
    contract, paid = one
    terms = terms_of(contract, currency=owed.currency)
    if terms is None:
        return None
    booked, made = paid.until(day) if paid else (None, ())
    claim = reconciliation.Claim(owed=reconciliation.Told(day, owed), booked=booked)
    try:
        until = taken_as_paid(contract, terms, paid, day)
        return reconciliation.reconcile(claim, terms, made, paid_until=until, replays=replays)
    except texts.Faulty:
        return None


def taken_as_paid(one: Contract, terms: loans.Terms, paid: Paid | None, day: date) -> date | None:
    """Before which day everything due is taken as paid on its day, because nobody tells of it here; None: nothing is."""
    return begins(paid, terms) if paid else one.unpaid_since or day


def payments(one: Contract, terms: loans.Terms, paid: Paid | None, day: date) -> tuple[loans.Payment, ...]:
    """Every payment from which the account of a loan is computed: those taken as made, and those that are told."""
    until = taken_as_paid(one, terms, paid, day)
    assumed = reconciliation.paid_on_time(terms, before=until) if until else ()
    return (*assumed, *(paid.until(day)[1] if paid else ()))


WORK = 400_000
"""About a second: accounts times the square of their instalments."""


def _replays(one: Contract, paid: Paid | None) -> int:
    length = max(one.instalments or 1, len(paid.made) if paid else 0)
    return max(1, min(reconciliation.REPLAYS, WORK // length**2))
