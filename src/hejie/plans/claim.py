"""From the old claim to the new one, bucket by bucket, to the fen; and the schedule that repays it.

    claimed = waived + paid at once + financed + carried + with the first instalment        for every bucket

Nothing is mixed: what bears interest (`financed`) is one principal, what does not (`carried`, `first`) is paid along
in a column of its own. The payment at once fills the buckets in the order that the law or the agreement names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hejie import dates, loans, texts
from hejie.plans.package import Package

COUNT = "act/365F"


@dataclass(frozen=True, slots=True)
class Treatment:
    """What becomes of one bucket, in minor units; `claimed` is the sum of the others."""

    bucket: str
    claimed: int
    waived: int
    upfront: int
    financed: int
    carried: int
    first: int


@dataclass(frozen=True, slots=True)
class NewClaim:
    """Every bucket's treatment, and the sums that the schedule needs."""

    treatments: tuple[Treatment, ...]

    @property
    def financed_minor(self) -> int:
        """What bears the plan's rate."""
        return sum(one.financed for one in self.treatments)

    @property
    def carried_minor(self) -> int:
        """What is spread over the instalments and bears nothing."""
        return sum(one.carried for one in self.treatments)

    @property
    def first_minor(self) -> int:
        """What is paid with the first instalment and bears nothing."""
        return sum(one.first for one in self.treatments)

    @property
    def waived_minor(self) -> int:
        """What is given up."""
        return sum(one.waived for one in self.treatments)

    @property
    def scheduled_minor(self) -> int:
        """What is left for the instalments, before new interest."""
        return self.financed_minor + self.carried_minor + self.first_minor

    @property
    def relabelled_minor(self) -> int:
        """Old interest and charges that would bear interest again."""
        return sum(one.financed for one in self.treatments if one.bucket not in loans.PRINCIPAL)


def restate(
    package: Package, claim: loans.Buckets, *, order: Sequence[str] = loans.COSTS_INTEREST_PRINCIPAL
) -> NewClaim:
    """The new claim. Raises Faulty if a waiver exceeds its bucket or the payment at once exceeds what is owed."""
    rest = claim.waive_all(package.waive)
    paid = loans.allocate(rest, package.upfront_minor, order)
    if paid.left_minor:
        raise texts.Faulty(
            (
                texts.fault(
                    "loan_upfront_too_large",
                    "upfront_minor",
                    given_minor=package.upfront_minor,
                    most_minor=rest.total,
                ),
            )
        )
    return NewClaim(tuple(_treat(package, name, claim[name], paid) for name in loans.BUCKETS))


def _treat(package: Package, name: str, claimed: int, paid: loans.Allocation) -> Treatment:
    left, how = paid.rest[name], package.treatment(name)
    return Treatment(
        bucket=name,
        claimed=claimed,
        waived=package.waive.get(name, 0),
        upfront=paid.parts[name],
        financed=left if how == "finance" else 0,
        carried=left if how == "carry" else 0,
        first=left if how == "first" else 0,
    )


def plan_terms(package: Package, *, financed_minor: int, start: date, currency: str) -> loans.Terms | None:
    """The loan terms of the part that bears interest; None if there is none. Raises Faulty for impossible dates."""
    if financed_minor == 0:
        return None
    grace = package.grace_instalments
    return loans.Terms(
        method=package.method,
        principal_minor=financed_minor,
        annual_rate=package.annual_rate,
        start=start,
        first_due=package.first_due,
        instalments=package.instalments + grace,
        every=package.every,
        odd_days=COUNT,
        currency=currency,
        grace_principal=grace if package.grace != "interest" else 0,
        grace_interest=grace if package.grace != "principal" else 0,
        deferred="spread",
        penalty_uplift=package.overdue_uplift,
        step_rate=package.step_rate,
        step_every=package.step_every,
        season=package.season,
        balloon_minor=package.balloon_minor,
    )


def base_schedule(package: Package, *, financed_minor: int, start: date, currency: str) -> loans.Schedule:
    """The schedule of the financed part alone, grace rows included. Raises Faulty for impossible dates."""
    terms = plan_terms(package, financed_minor=financed_minor, start=start, currency=currency)
    if terms is not None:
        return loans.schedule(terms)
    if package.first_due <= start:
        said = {"start_on": start.isoformat(), "first_due_on": package.first_due.isoformat()}
        raise texts.Faulty((texts.fault("loan_first_due_not_after_start", "first_due", **said),))
    count = package.instalments + package.grace_instalments
    due = tuple(dates.due_dates(package.first_due, count, every=package.every))
    nothing = (0,) * count
    return loans.Schedule(currency, due, nothing, nothing, nothing, nothing)


def with_arrears(schedule: loans.Schedule, new: NewClaim, package: Package) -> loans.Schedule:
    """The schedule with what bears no interest paid along: evenly, and with the first instalment where so agreed; small
    sums paid in a holiday are taken off it. Raises Faulty where they are more than there is."""
    grace = package.grace_instalments
    paid = package.token_minor * grace
    if paid > new.carried_minor:
        most = new.carried_minor // grace
        raise texts.Faulty(
            (
                texts.fault(
                    "plan_number_outside", "token_minor", given=package.token_minor, least=0, most=most
                ),
            )
        )
    spread = arrears_parts(new, len(schedule) - grace, paid_minor=paid)
    return replace(schedule, arrears=(package.token_minor,) * grace + spread)


def arrears_parts(new: NewClaim, paying: int, *, paid_minor: int = 0) -> tuple[int, ...]:
    """What each paying instalment carries along: the split of equal weights, by division alone because menus ask for
    it a thousand times."""
    each, left = divmod(new.carried_minor - paid_minor, paying)
    parts = [each + 1] * left + [each] * (paying - left)
    parts[0] += new.first_minor
    return tuple(parts)
