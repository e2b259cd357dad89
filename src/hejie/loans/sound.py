"""Which terms can be meant: every fault of them at once, each with its field. A fault is said, never repaired.

Besides words and numbers out of bounds, a fault is a convention that its method has no use for (a balloon in a loan
whose principal all falls due at the end, a step rate in a level one): left standing, it would mislead its reader.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from hejie import dates, texts
from hejie.dates.due import MOST_PERIODS
from hejie.dates.parse import bound_faults
from hejie.loans.buckets import CHARGEABLE, order_faults
from hejie.loans.conventions import (
    ACROSS,
    COUNTED_ON,
    DEFERRED,
    INTEREST_BY,
    LASTS,
    METHODS,
    OVERDUE_BEARS,
    OVERDUE_FROM,
    PERIODS,
    ROUNDED,
    STUBS,
    SURPLUSES,
)
from hejie.money import DIGITS, HALF_UP, MAX_MINOR, MAX_RATE, Rounding, check_whole, rate_text

if TYPE_CHECKING:
    from hejie.loans.terms import Terms

Faults = list[texts.Fault]

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "method": METHODS,
        "count": (PERIODS, *dates.COUNTS),
        "odd_days": tuple(dates.COUNTS),
        "stub": STUBS,
        "month_end": tuple(dates.MONTH_ENDS),
        "roll": tuple(dates.ROLLS),
        "rounded": ROUNDED,
        "deferred": DEFERRED,
        "surplus": SURPLUSES,
        "across": ACROSS,
        "overdue_bears": OVERDUE_BEARS,
        "overdue_from": OVERDUE_FROM,
        "interest_by": INTEREST_BY,
        "fee_bucket": CHARGEABLE,
        "currency": tuple(DIGITS),
        "counted_on": COUNTED_ON,
        "last": LASTS,
    }
)
"""The words that each field may say; `every` may also be a distance."""

_KNOWN: Final = tuple((field, frozenset(known)) for field, known in CHOICES.items())

AT_THE_END: Final = ("interest_only", "bullet", "daily_interest")
ONLY_WITH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "balloon": tuple(method for method in METHODS if method not in AT_THE_END),
        "instalment": ("equal_instalment", "flat_rate"),
        "step_rate": ("step_up",),
        "season": ("seasonal",),
        "last": ("equal_instalment",),
    }
)
"""The methods that have a use for a field."""

MOST_PLACES: Final = 18
LONGEST: Final = 64
"""Characters of an unknown word that are said back."""

MONTHS: Final = 12


def faults(terms: "Terms") -> tuple[texts.Fault, ...]:
    """Everything in the terms that cannot be meant. Raises TypeError for a figure of the wrong kind."""
    _check_kinds(terms)
    return (
        *_choice_faults(terms),
        *_number_faults(terms),
        *_rate_faults(terms),
        *_date_faults(terms),
        *_amount_faults(terms),
        *_season_faults(terms),
        *_later_faults(terms),
        *_method_faults(terms),
        *_daily_faults(terms),
        *order_faults(terms.allocation),
        *(order_faults(terms.allocation_ahead, "allocation_ahead") if terms.allocation_ahead else ()),
    )


def _check_kinds(terms: "Terms") -> None:
    """Part of a minor unit, or a float for a rate, is a mistake of the program and never of its input."""
    tranches = {f"tranches.{n}": part.minor for n, part in enumerate(terms.tranches)}
    check_whole(
        **{name: getattr(terms, name) for name in _WHOLE}, rate_places=terms.rate_places or 0, **tranches
    )
    roundings = {"rounding": terms.rounding, "instalment_rounding": terms.instalment_rounding or HALF_UP}
    unnamed = [name for name, given in roundings.items() if not isinstance(given, Rounding)]
    if unnamed:
        raise TypeError(f"{', '.join(unnamed)}: a Rounding is wanted")


_WHOLE: Final = (
    *("principal_minor", "fee_minor", "instalment_minor", "balloon_minor", "deducted_minor"),
    *("instalments", "grace_principal", "grace_interest", "interest_free", "step_every"),
)


def _choice_faults(terms: "Terms") -> Faults:
    found = [
        _unknown(field, getattr(terms, field), CHOICES[field])
        for field, known in _KNOWN
        if getattr(terms, field) not in known
    ]
    if dates.step_of(str(terms.every)) is None:
        found.append(_unknown("every", terms.every, tuple(dates.EVERY)))
    return found


def _unknown(field: str, given: object, known: tuple[str, ...]) -> texts.Fault:
    return texts.fault("loan_choice_unknown", field, given=str(given)[:LONGEST], known=known)


def _number_faults(terms: "Terms") -> Faults:
    found = []
    if not 1 <= terms.principal_minor <= MAX_MINOR:
        found.append(
            texts.fault(
                "loan_principal_out_of_range",
                "principal",
                given_minor=terms.principal_minor,
                least_minor=1,
                most_minor=MAX_MINOR,
                currency=terms.currency if terms.currency in DIGITS else "CNY",
            )
        )
    found += [
        texts.fault("loan_number_out_of_range", field, given=given, least=least, most=most)
        for field, given, least, most in (
            ("instalments", terms.instalments, 1, MOST_PERIODS),
            ("step_every", terms.step_every, 1, MOST_PERIODS),
            ("rate_places", terms.rate_places or 0, 0, MOST_PLACES),
        )
        if not least <= given <= most
    ]
    if terms.fee_minor < 0:
        found.append(texts.fault("loan_amount_negative", "fee", given_minor=terms.fee_minor))
    return found + _grace_faults(terms)


def _grace_faults(terms: "Terms") -> Faults:
    return [
        texts.fault("loan_grace_too_long", field, given=given, instalments=terms.instalments)
        for field in ("grace_principal", "grace_interest", "interest_free")
        if (given := getattr(terms, field)) and not 0 <= given < terms.instalments
    ]


def _rate_faults(terms: "Terms") -> Faults:
    rates: dict[str, Any] = {
        "annual_rate": terms.annual_rate,
        "penalty_uplift": terms.penalty_uplift,
        "penalty_rate": terms.penalty_rate or 0,
        "compound_rate": terms.compound_rate,
        "rate_cap": terms.rate_cap or 0,
        "step_rate": terms.step_rate,
        **{f"rates.{n}": step.annual_rate for n, step in enumerate(terms.rates)},
    }
    told = (*rates.items(), ("down_payment", terms.down_payment))
    inexact = [field for field, given in told if not isinstance(given, (Fraction, int))]
    if inexact:
        raise TypeError(f"{', '.join(inexact)}: a rate is a Fraction")
    found = [
        _rate_fault(field, given, MAX_RATE) for field, given in rates.items() if not 0 <= given <= MAX_RATE
    ]
    if not 0 <= terms.down_payment < 1:
        found.append(_rate_fault("down_payment", terms.down_payment, Fraction(1)))
    return found


def _rate_fault(field: str, given: Fraction, most: Fraction) -> texts.Fault:
    return texts.fault(
        "loan_rate_out_of_range", field, given_rate=rate_text(Fraction(given)), most_rate=rate_text(most)
    )


def _date_faults(terms: "Terms") -> tuple[texts.Fault, ...]:
    bounds = bound_faults(terms.start, field="start") + bound_faults(terms.first_due, field="first_due")
    if terms.first_due > terms.start:
        return bounds
    start, first_due = terms.start.isoformat(), terms.first_due.isoformat()
    late = texts.fault("loan_first_due_not_after_start", "first_due", start_on=start, first_due_on=first_due)
    return (*bounds, late)


def _amount_faults(terms: "Terms") -> Faults:
    """Parts of the principal are not more than the principal."""
    parts = {
        "balloon": (terms.balloon_minor, max(terms.principal_minor, 0)),
        "deducted": (terms.deducted_minor, max(terms.principal_minor - 1, 0)),
        "instalment": (terms.instalment_minor, MAX_MINOR),
        **{f"tranches.{n}": (tranche.minor, MAX_MINOR) for n, tranche in enumerate(terms.tranches)},
    }
    return [
        texts.fault("loan_part_out_of_range", field, given_minor=given, most_minor=most)
        for field, (given, most) in parts.items()
        if not 0 <= given <= most
    ]


def _season_faults(terms: "Terms") -> Faults:
    if terms.method != "seasonal" and not terms.season:
        return []
    if len(terms.season) == MONTHS and min(terms.season) >= 0 and any(terms.season):
        return []
    return [texts.fault("loan_season_unclear", "season", given=len(terms.season))]


def _later_faults(terms: "Terms") -> Faults:
    """Tranches and rates come after the start, in order, and before the last instalment."""
    if not (terms.tranches or terms.rates) or terms.instalments not in range(1, MOST_PERIODS + 1):
        return []
    step = dates.step_of(str(terms.every))
    last = step(terms.first_due, terms.instalments - 1) if step else terms.first_due
    days = {"tranches": [part.day for part in terms.tranches], "rates": [part.day for part in terms.rates]}
    return [
        texts.fault(
            "loan_day_outside",
            f"{field}.{n}",
            given_on=day.isoformat(),
            start_on=terms.start.isoformat(),
            last_on=last.isoformat(),
        )
        for field, told in days.items()
        for n, (day, before) in enumerate(zip(told, accumulate(told, max, initial=terms.start), strict=False))
        if not before <= day < last
    ]


def _method_faults(terms: "Terms") -> Faults:
    """A convention that the method has no use for."""
    given = {
        "balloon": terms.balloon_minor,
        "instalment": terms.instalment_minor,
        "step_rate": terms.step_rate,
        "season": terms.season,
        "last": terms.last == "near",
    }
    return [
        texts.fault("loan_not_for_method", field, method=terms.method, known=ONLY_WITH[field])
        for field, value in given.items()
        if value and terms.method in METHODS and terms.method not in ONLY_WITH[field]
    ]


def _daily_faults(terms: "Terms") -> Faults:
    """A loan repaid on any day bears interest by the day: no month of a twelfth, and no waiting for the due date."""
    if terms.method != "daily_interest":
        return []
    found = []
    if terms.count == PERIODS:
        found.append(
            texts.fault("loan_daily_needs_day_count", "count", given=terms.count, known=tuple(dates.COUNTS))
        )
    if terms.surplus == "advance":
        found.append(texts.fault("loan_daily_needs_early_repayment", "surplus"))
    return found
