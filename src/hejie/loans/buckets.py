"""What is owed, bucket by bucket: ten kinds of debt that are never mixed, so that each can be checked and waived alone.

A claim of one figure hides what it is made of. Here 10,350.00 is 10,000.00 of overdue principal, 200.00 of overdue
interest and 150.00 of penalty interest, and a payment says which of them it reduced:

>>> claim = Buckets(overdue_principal=1000000, overdue_interest=20000, penalty_interest=15000)
>>> paid = allocate(claim, 30000)
>>> paid.parts.overdue_interest, paid.parts.penalty_interest, paid.rest.total, paid.left_minor
(15000, 15000, 1005000, 0)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hejie import texts

BUCKETS: Final = (
    "normal_principal",
    "overdue_principal",
    "normal_interest",
    "overdue_interest",
    "penalty_interest",
    "compound_interest",
    "liquidated_damages",
    "recovery_costs",
    "service_fees",
    "guarantee_fees",
)
"""The buckets in the order in which they are shown."""

PRINCIPAL: Final = ("normal_principal", "overdue_principal")

CHARGEABLE: Final = ("liquidated_damages", "recovery_costs", "service_fees", "guarantee_fees")
"""Buckets that grow by a charge, not by time."""

COSTS_INTEREST_PRINCIPAL: Final = (
    "recovery_costs",
    "liquidated_damages",
    "penalty_interest",
    "compound_interest",
    "overdue_interest",
    "normal_interest",
    "service_fees",
    "guarantee_fees",
    "overdue_principal",
    "normal_principal",
)
"""Costs, then interest, then principal: the order of Article 561 of the Chinese Civil Code where nothing else is agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buckets:
    """Minor units owed in each bucket, in one currency. Raises Faulty if any is negative, naming every one."""

    normal_principal: int = 0
    overdue_principal: int = 0
    normal_interest: int = 0
    overdue_interest: int = 0
    penalty_interest: int = 0
    compound_interest: int = 0
    liquidated_damages: int = 0
    recovery_costs: int = 0
    service_fees: int = 0
    guarantee_fees: int = 0
    currency: str = "CNY"

    def __post_init__(self) -> None:
        faults = tuple(
            texts.fault("loan_bucket_negative", name, bucket=name, given_minor=minor)
            for name, minor in self.items()
            if minor < 0
        )
        if faults:
            raise texts.Faulty(faults)

    @classmethod
    def of(cls, amounts: Mapping[str, int], *, currency: str = "CNY") -> "Buckets":
        """From a mapping of bucket names; raises Faulty for a name that is not one of them."""
        unknown = tuple(name for name in amounts if name not in BUCKETS)
        if unknown:
            raise texts.Faulty(tuple(_unknown(name) for name in unknown))
        return cls(**amounts, currency=currency)

    def __getitem__(self, name: str) -> int:
        if name not in BUCKETS:
            raise KeyError(name)
        minor: int = getattr(self, name)
        return minor

    def items(self) -> tuple[tuple[str, int], ...]:
        """Every bucket with its amount, in the order of BUCKETS."""
        return tuple((name, self[name]) for name in BUCKETS)

    @property
    def total(self) -> int:
        return sum(minor for _, minor in self.items())

    @property
    def principal(self) -> int:
        return self.normal_principal + self.overdue_principal

    def __add__(self, other: "Buckets") -> "Buckets":
        self._check_currency(other)
        return self._with({name: self[name] + other[name] for name in BUCKETS})

    def __sub__(self, other: "Buckets") -> "Buckets":
        """Raises Faulty where `other` holds more of a bucket than there is."""
        self._check_currency(other)
        return self._with({name: self[name] - other[name] for name in BUCKETS})

    def waive(self, name: str, minor: int) -> "Buckets":
        """The claim with `minor` less in bucket `name`; raises Faulty if there is no such bucket or not so much in it."""
        fault = self._waiver_fault(name, minor)
        if fault:
            raise texts.Faulty((fault,))
        return self._with({**dict(self.items()), name: self[name] - minor})

    def waive_all(self, waivers: Mapping[str, int]) -> "Buckets":
        """Several waivers at once; raises Faulty with every one that cannot be given."""
        faults = tuple(fault for item in waivers.items() if (fault := self._waiver_fault(*item)))
        if faults:
            raise texts.Faulty(faults)
        return self._with({name: self[name] - waivers.get(name, 0) for name in BUCKETS})

    def _waiver_fault(self, name: str, minor: int) -> texts.Fault | None:
        if name not in BUCKETS:
            return _unknown(name)
        if minor < 0:
            return texts.fault("loan_bucket_negative", name, bucket=name, given_minor=minor)
        if minor > self[name]:
            return texts.fault(
                "loan_waiver_too_large", name, bucket=name, given_minor=minor, most_minor=self[name]
            )
        return None

    def _with(self, amounts: Mapping[str, int]) -> "Buckets":
        return Buckets.of(amounts, currency=self.currency)

    def _check_currency(self, other: "Buckets") -> None:
        if other.currency != self.currency:
            raise texts.Faulty(
                (texts.fault("loan_currency_other", "currency", given=other.currency, wanted=self.currency),)
            )


def _unknown(name: str) -> texts.Fault:
    return texts.fault("loan_bucket_unknown", name, given=name, known=BUCKETS)


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one payment did: `parts` it paid, `rest` that stays owed, `left_minor` that found nothing to pay."""

    parts: Buckets
    rest: Buckets
    left_minor: int


def allocate(
    buckets: Buckets, payment_minor: int, order: Sequence[str] = COSTS_INTEREST_PRINCIPAL
) -> Allocation:
    """Pay the buckets in `order`, each as far as the money goes; parts and what is left sum to the payment.

    Raises Faulty for a negative payment or an order that does not name each bucket once.
    """
    faults = order_faults(order) + _payment_faults(payment_minor)
    if faults:
        raise texts.Faulty(faults)
    left, parts = payment_minor, {}
    for name in order:
        parts[name] = min(left, buckets[name])
        left -= parts[name]
    paid = Buckets.of(parts, currency=buckets.currency)
    return Allocation(paid, buckets - paid, left)


def _payment_faults(minor: int) -> tuple[texts.Fault, ...]:
    return () if minor >= 0 else (texts.fault("loan_amount_negative", "payment", given_minor=minor),)


def order_faults(order: Sequence[str], field: str = "allocation") -> tuple[texts.Fault, ...]:
    """The fault of an order that leaves a bucket out, names one twice, or names none of ours."""
    if len(order) == len(BUCKETS) and set(order) == set(BUCKETS):
        return ()
    missing = tuple(name for name in BUCKETS if name not in order)
    unknown = tuple(sorted(set(order) - set(BUCKETS)))
    repeated = tuple(name for name in BUCKETS if list(order).count(name) > 1)
    if not (missing or unknown or repeated):
        return ()
    return (
        texts.fault("loan_allocation_incomplete", field, missing=missing, unknown=unknown, repeated=repeated),
    )
