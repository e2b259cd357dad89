"""The kinds of certificates: how the inputs of each are read, what is computed from them, and by which conventions.

`loan.schedule`: terms. `loan.account`: terms, events, a day. `loan.cost`: terms, and what reached the borrower.
`plan.package`: claim, package, the day the plan starts, the order in which money at once fills the buckets; arithmetic
alone, whatever law or lender say of it. Results are whole minor units, dates and words; a rate is a decimal in text.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from hejie import loans, money, plans, texts
from hejie.certificates.events import day, parse_event, plain_event, whole, words
from hejie.loans import cost
from hejie.plans import claim as claims

Faults = tuple[texts.Fault, ...]
Plain = dict[str, Any]

RATE_PLACES: Final = 8
"""Decimals of a rate that was found by solving: fewer than two machines could disagree about."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` gives the arguments of the others, or faults; `plain` spells them again; `work` bounds the computing."""

    fields: tuple[str, ...]
    may_lack: tuple[str, ...]
    read: Callable[[Mapping[str, Any]], tuple[Any, Faults]]
    plain: Callable[[Any], Plain]
    conventions: Callable[[Any], Plain]
    compute: Callable[[Any], Plain]
    work: Callable[[Any], int]


# inputs


@dataclass(frozen=True, slots=True)
class Loan:
    """What the kinds of `loans` are computed from."""

    terms: loans.Terms
    events: tuple[loans.Event, ...] = ()
    on: date | None = None
    received_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan is computed from."""

    claim: loans.Buckets
    package: plans.Package
    start: date
    order: tuple[str, ...]


def _read_terms(given: object, field: str = "terms") -> tuple[loans.Terms | None, Faults]:
    """Terms that name their instalments, so that reading them is quick."""
    if not isinstance(given, Mapping):
        return None, (texts.fault("certificate_field_wrong", field, wanted="table"),)
    if "instalments" not in given:
        return None, (texts.fault("certificate_field_missing", f"{field}.instalments"),)
    terms, faults = loans.parse_terms(given)
    return terms, _under(field, faults)


def _under(field: str, faults: Iterable[texts.Fault]) -> Faults:
    return tuple(replace(fault, field=f"{field}.{fault.field}".rstrip(".")) for fault in faults)


def _read_schedule(inputs: Mapping[str, Any]) -> tuple[Loan | None, Faults]:
    terms, faults = _read_terms(inputs["terms"])
    return (None if terms is None else Loan(terms)), faults


def _read_account(inputs: Mapping[str, Any]) -> tuple[Loan | None, Faults]:
    terms, faults = _read_terms(inputs["terms"])
    on, found = day(inputs["on"], "on")
    faults += found
    events: list[loans.Event] = []
    if not isinstance(inputs["events"], (list, tuple)):
        return None, (*faults, texts.fault("certificate_field_wrong", "events", wanted="list"))
    for n, given in enumerate(inputs["events"]):
        event, found = parse_event(given, field=f"events.{n}")
        faults += found
        events += [event] if event is not None else []
    if terms is None or on is None or faults:
        return None, faults
    return Loan(terms, tuple(events), on), ()


def _read_cost(inputs: Mapping[str, Any]) -> tuple[Loan | None, Faults]:
    terms, faults = _read_terms(inputs["terms"])
    received, found = (
        whole(inputs["received_minor"], "received_minor") if "received_minor" in inputs else (None, ())
    )
    if terms is None or found:
        return None, faults + found
    return Loan(terms, received_minor=received), ()


def _read_plan(inputs: Mapping[str, Any]) -> tuple[Plan | None, Faults]:
    claim, faults = _read_claim(inputs["claim"])
    package, found = plans.package_from_json(inputs["package"])
    faults += _under("package", found)
    start, found = day(inputs["start"], "start")
    faults += found
    order, found = words(inputs["order"], "order")
    faults += found
    if claim is None or package is None or start is None or faults:
        return None, faults
    return Plan(claim, package, start, order), ()


def _read_claim(given: object) -> tuple[loans.Buckets | None, Faults]:
    if not isinstance(given, Mapping):
        return None, (texts.fault("certificate_field_wrong", "claim", wanted="table"),)
    currency = given.get("currency", "CNY")
    if not isinstance(currency, str) or currency not in money.DIGITS:
        return None, (texts.fault("certificate_field_wrong", "claim.currency", wanted="text"),)
    amounts, faults = {}, Faults()
    for name in (name for name in given if name != "currency"):
        amounts[name], found = whole(given[name], f"claim.{name}")
        faults += found
    if faults:
        return None, faults
    try:
        return loans.Buckets.of(amounts, currency=currency), ()
    except texts.Faulty as refused:
        return None, _under("claim", refused.faults)


def _plain_loan(of: Loan) -> Plain:
    more: Plain = {}
    if of.on is not None:
        more = {"events": [plain_event(event) for event in of.events], "on": of.on.isoformat()}
    if of.received_minor is not None:
        more = {"received_minor": of.received_minor}
    return {"terms": loans.plain_terms(of.terms), **more}


def _plain_plan(of: Plan) -> Plain:
    return {
        "claim": {**_owed(of.claim), "currency": of.claim.currency},
        "package": plans.package_to_json(of.package),
        "start": of.start.isoformat(),
        "order": list(of.order),
    }


# conventions


def _of_schedule(terms: loans.Terms) -> Plain:
    """Every choice that could change a cent of the instalments, each under its own name."""
    return {
        "method": terms.method,
        "day_count": terms.count,
        "odd_days": terms.daily_count,
        "stub": terms.stub,
        "rounding": _rounding(terms.rounding),
        "instalment_rounding": _rounding(terms.instalment_rounding or terms.rounding),
        "rounded": terms.rounded,
        "last": terms.last,
        "every": terms.every,
        "month_end": terms.month_end,
        "roll": terms.roll,
        "calendar": "weekends",
        "deferred": terms.deferred,
        "counted_on": terms.counted_on,
    }


def _of_account(terms: loans.Terms) -> Plain:
    return {
        **_of_schedule(terms),
        "allocation": list(terms.allocation),
        "allocation_ahead": list(terms.allocation_ahead or terms.allocation),
        "across": terms.across,
        "surplus": terms.early,
        "overdue_bears": terms.overdue_bears,
        "overdue_from": terms.overdue_from,
        "overdue_rate": money.rate_text(terms.overdue_rate),
        "compound_rate": money.rate_text(terms.compound_rate),
        "interest_by": terms.interest_by,
    }


def _rounding(rounding: money.Rounding) -> Plain:
    return {"mode": rounding.mode, "unit": rounding.unit}


def _of_plan(of: Plan) -> Plain:
    terms = _plan_terms(of)
    treat = {name: of.package.treatment(name) for name in loans.BUCKETS}
    return {"allocation": list(of.order), "treat": treat, **(_of_schedule(terms) if terms else {})}


def _plan_terms(of: Plan) -> loans.Terms | None:
    financed = claims.restate(of.package, of.claim, order=of.order).financed_minor
    return claims.plan_terms(of.package, financed_minor=financed, start=of.start, currency=of.claim.currency)


# results


def _schedule(plan: loans.Schedule) -> Plain:
    return {
        "currency": plan.currency,
        "due": [due.isoformat() for due in plan.due],
        "principal": list(plan.principal),
        "interest": list(plan.interest),
        "fee": list(plan.fee),
        "arrears": list(plan.arrears),
        "amount": list(plan.amounts),
        "balance": list(plan.balances),
    }


def _loan_schedule(of: Loan) -> Plain:
    plan = loans.schedule(of.terms)
    totals = {
        "principal": sum(plan.principal),
        "interest": plan.total_interest,
        "fee": sum(plan.fee),
        "total": plan.total,
    }
    return {**_schedule(plan), "totals": totals}


def _loan_account(of: Loan) -> Plain:
    assert of.on is not None, "read with its day"
    account = loans.account_at(of.terms, of.events, of.on)
    return {
        "currency": of.terms.currency,
        "buckets": _owed(account.buckets),
        "total": account.buckets.total,
        "due": account.due_minor,
        "days_overdue": account.days_overdue,
        "overdue_since": account.overdue_since and account.overdue_since.isoformat(),
        "unapplied": account.unapplied_minor,
        "waived": _owed(account.waived),
        "received": [
            {
                "on": one.day.isoformat(),
                "amount": one.minor,
                "parts": _owed(one.parts),
                "waits": one.unapplied_minor,
            }
            for one in account.received
        ],
    }


def _owed(buckets: loans.Buckets) -> dict[str, int]:
    return dict(buckets.items())


def _loan_cost(of: Loan) -> Plain:
    found = cost.of_terms(of.terms, received_minor=of.received_minor)
    answers = {name: getattr(found, name) for name in ("period", "nominal", "effective", "dated")}
    return {
        "currency": of.terms.currency,
        "received": found.received_minor,
        "paid": found.paid_minor,
        "cost": found.cost_minor,
        **{name: _answer(answer) for name, answer in answers.items()},
    }


def _answer(answer: cost.Answer) -> Plain:
    if isinstance(answer, cost.NoRate):
        return {"none": answer.reason}
    return {"rates": [money.rate_text(rate.exact(places=RATE_PLACES)) for rate in cost.rates_of(answer)]}


def _plan_package(of: Plan) -> Plain:
    new = claims.restate(of.package, of.claim, order=of.order)
    base = claims.base_schedule(
        of.package, financed_minor=new.financed_minor, start=of.start, currency=of.claim.currency
    )
    plan = claims.with_arrears(base, new, of.package)
    totals = {
        "claimed": of.claim.total,
        "waived": new.waived_minor,
        "upfront": of.package.upfront_minor,
        "principal": sum(plan.principal),
        "interest": plan.total_interest,
        "arrears": sum(plan.arrears),
        "total": plan.total + of.package.upfront_minor,
    }
    new_claim = {one.bucket: _treated(one) for one in new.treatments if one.claimed}
    return {
        "package_hash": plans.package_hash(of.package),
        "new_claim": new_claim,
        **_schedule(plan),
        "totals": totals,
    }


def _treated(one: plans.Treatment) -> dict[str, int]:
    return {
        name: getattr(one, name) for name in ("claimed", "waived", "upfront", "financed", "carried", "first")
    }


# how much there is to compute


def _schedule_work(of: Loan) -> int:
    """Running totals are exact fractions that grow with every instalment; other figures are whole."""
    n = of.terms.instalments
    return n * n if of.terms.rounded == "running_total" else n


def _account_work(of: Loan) -> int:
    """Every instalment may be late beside every other one and meet every event; events may bring more of them."""
    n = of.terms.instalments + sum(_brought(event) for event in of.events)
    return n * (n + 3 * len(of.events))


def _brought(event: loans.Event) -> int:
    if isinstance(event, loans.Restructure):
        return event.new.instalments
    return int(getattr(event, "instalments", 0))


def _plan_work(of: Plan) -> int:
    return of.package.instalments + of.package.grace_instalments


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "loan.schedule": Kind(
            ("terms",),
            (),
            _read_schedule,
            _plain_loan,
            lambda of: _of_schedule(of.terms),
            _loan_schedule,
            _schedule_work,
        ),
        "loan.account": Kind(
            ("terms", "events", "on"),
            (),
            _read_account,
            _plain_loan,
            lambda of: _of_account(of.terms),
            _loan_account,
            _account_work,
        ),
        "loan.cost": Kind(
            ("terms",),
            ("received_minor",),
            _read_cost,
            _plain_loan,
            lambda of: _of_schedule(of.terms),
            _loan_cost,
            _schedule_work,
        ),
        "plan.package": Kind(
            ("claim", "package", "start", "order"),
            (),
            _read_plan,
            _plain_plan,
            _of_plan,
            _plan_package,
            _plan_work,
        ),
    }
)
"""Every kind by its name."""


def read_inputs(kind: Kind, inputs: object) -> tuple[Any, Faults]:
    """What the kind is computed from, or every fault, each with its path."""
    if not isinstance(inputs, Mapping):
        return None, (texts.fault("certificate_field_wrong", "inputs", wanted="table"),)
    known = (*kind.fields, *kind.may_lack)
    faults = [
        texts.fault("certificate_field_missing", f"inputs.{name}")
        for name in kind.fields
        if name not in inputs
    ]
    faults += [
        texts.fault("certificate_field_unknown", f"inputs.{name}") for name in inputs if name not in known
    ]
    if faults:
        return None, tuple(faults)
    of, found = kind.read(inputs)
    return of, _under("inputs", found)


def within(kind: Kind, of: Any, *, most: int) -> Faults:
    """The fault of inputs that would make us compute for too long."""
    given = kind.work(of)
    if given <= most:
        return ()
    return (texts.fault("certificate_too_much_work", "inputs", given=given, most=most),)
