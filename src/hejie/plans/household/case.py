"""A household with all that it owes, as plans need it: creditors with their policies, the usual month, the futures.

`case_from_json` reads what `hejie plan` is given; the same is written as a JSON Schema in `case.schema.json`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from importlib import resources
from math import floor
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hejie import dates, loans, rules, texts
from hejie.dates.parse import bound_faults
from hejie.money import MAX_MINOR
from hejie.plans.evaluation import LoanFacts
from hejie.plans.household import ahead
from hejie.plans.household.ahead import Ahead
from hejie.plans.household.moving import levers_from
from hejie.plans.levers import Levers
from hejie.plans.outcome import Economics
from hejie.plans.reading import Reader
from hejie.plans.survival import Household, IncomeModel, assumptions, fitted

FORMAT: Final = 1
YEAR: Final = 12
MOST_CREDITORS: Final = 20
MOST_PATHS: Final = 10_000
MOST_MEASURED: Final = 600
MOST_LETTERS: Final = 100
LATEST: Final = date(9999, 1, 1)
"""Months can be added to it; what is later is a fault of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What one creditor is owed, the policy it has published, the loan's facts (and `also` those of its other loans), and
    its own figures. `levers`: what is moved of its plans (None: the usual levers of its policy, even monthly instalments
    and nothing at once)."""

    name: str
    claim: loans.Buckets
    policy: rules.PolicyPack
    loan: LoanFacts
    economics: Economics = field(default_factory=Economics)
    also: tuple[LoanFacts, ...] = ()
    levers: Levers | None = None

    @property
    def under(self) -> tuple[LoanFacts, ...]:
        """Every loan that a plan with this creditor is judged for."""
        return (self.loan, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A household and its creditors. `start` is the day from which plans run, `first_due` the first due date, `ahead` what
    single months are told to bring."""

    creditors: tuple[Owed, ...]
    household: Household
    start: date
    first_due: date
    model: IncomeModel = field(default_factory=IncomeModel)
    ahead: Ahead = field(default_factory=Ahead)
    paths: int = assumptions()["paths"]
    seed: int = assumptions()["seed"]

    @property
    def debts_minor(self) -> int:
        """All that is owed."""
        return sum(one.claim.total for one in self.creditors)

    def left_minor(self, months: int) -> NDArray[np.int64] | None:
        """What each month from the model's first one on leaves, as it is told or usual; None where income has no season and
        no month is told."""
        told = self.ahead.by_number(self.start)
        if not self.model.season and not told:
            return None
        first = self.model.first_month
        brings = [told.get(k, usual_minor(self.household, self.model, first + k)) for k in range(months)]
        return np.array(brings, dtype=np.int64) - self.household.living_minor

    def owed_to(self, name: str) -> Owed:
        """The creditor of that name. LookupError if there is none."""
        return {one.name: one for one in self.creditors}[name]


def usual_minor(household: Household, model: IncomeModel, month: int) -> int:
    """What a calendar month usually brings; 13 is January again."""
    return (
        floor(household.income_minor * model.season[(month - 1) % YEAR])
        if model.season
        else household.income_minor
    )


def season_of(household: Household, model: IncomeModel) -> tuple[int, ...]:
    """Twelve weights from January on, in proportion to what each month usually leaves; none where income has no season
    or no month leaves anything.

    >>> half = IncomeModel(season=(0.5,) * 6 + (1.5,) * 6)
    >>> season_of(Household(income_minor=600_000, living_minor=400_000), half)
    (0, 0, 0, 0, 0, 0, 100, 100, 100, 100, 100, 100)
    """
    left = [max(floor(household.income_minor * part) - household.living_minor, 0) for part in model.season]
    most = max(left, default=0)
    weights = tuple(round(100 * one / most) for one in left) if most else ()
    return weights if len(set(weights)) > 1 else ()


def schema() -> dict[str, Any]:
    """The JSON Schema of the input."""
    told: dict[str, Any] = json.loads((resources.files(__package__) / "case.schema.json").read_text("utf-8"))
    return told


def case_from_json(
    data: object, *, policies: Mapping[str, rules.PolicyPack]
) -> tuple[Case | None, tuple[texts.Fault, ...]]:
    """The case, or every fault of it with its place. `policies`: by the names that the case calls them."""
    reader = Reader(data)
    if reader.whole("format") != FORMAT:
        reader.fault("plan_field_wrong", "format", wanted=str(FORMAT))
    start = reader.day("start")
    a_month_later = dates.add_months(min(start, LATEST), 1)
    first_due = reader.day("first_due") if "first_due" in reader.data else a_month_later
    household, model, told = _household(reader, a_month_later.month)
    creditors = tuple(_creditors(reader, policies, season_of(household, model)))
    futures = _inner(reader, "futures") if "futures" in reader.data else None
    paths, seed = _futures(futures)
    if futures is not None:
        _hand_up(reader, futures, "futures")
    reader.finish()
    faults = [
        *reader.faults,
        *bound_faults(start, field="start"),
        *bound_faults(first_due, field="first_due"),
    ]
    if not faults and first_due <= start:
        said = {"start_on": start.isoformat(), "first_due_on": first_due.isoformat()}
        faults.append(texts.fault("loan_first_due_not_after_start", "first_due", **said))
    if faults:
        return None, tuple(faults)
    return (
        Case(
            creditors=tuple(one for one in creditors if one),
            household=household,
            model=model,
            ahead=told,
            start=start,
            first_due=first_due,
            paths=paths,
            seed=seed,
        ),
        (),
    )


def _inner(reader: Reader, name: str) -> Reader:
    """A reader of an object inside; its faults are handed up by `_hand_up`."""
    reader.asked.add(name)
    if name not in reader.data:
        reader.fault("plan_field_missing", name)
        return Reader({})
    if not isinstance(reader.data[name], Mapping):
        reader.fault("plan_field_wrong", name, wanted="object")
        return Reader({})
    return Reader(reader.data[name])


def _hand_up(outer: Reader, inner: Reader, place: str) -> None:
    inner.finish()
    outer.faults += [
        texts.fault(one.code, f"{place}.{one.field}" if one.field else place, **one.facts)
        for one in inner.faults
    ]


def _amount(reader: Reader, name: str) -> int:
    given = reader.whole(name)
    if not 0 <= given <= MAX_MINOR:
        reader.fault("plan_number_outside", name, given=given, least=0, most=MAX_MINOR)
        return 0
    return given


def _household(reader: Reader, month: int) -> tuple[Household, IncomeModel, Ahead]:
    """The usual month, how its months stray, for plans whose first month is `month`, and what is told of some."""
    if not isinstance(reader.data.get("household"), Mapping):
        _inner(reader, "household")
        return Household(income_minor=0, living_minor=0), IncomeModel(), Ahead()
    own = _inner(reader, "household")
    made = Household(
        income_minor=_amount(own, "income_minor"),
        living_minor=_amount(own, "living_minor"),
        buffer_minor=_amount(own, "buffer_minor") if "buffer_minor" in own.data else 0,
    )
    months = own.data.get("months_minor", [])
    own.asked.add("months_minor")
    if isinstance(months, list) and len(months) > MOST_MEASURED:
        own.fault("plan_number_outside", "months_minor", given=len(months), least=0, most=MOST_MEASURED)
        months = []
    elif not _is_measured(months):
        own.fault("plan_field_wrong", "months_minor", wanted="whole_number")
        months = []
    measured = own.whole("first_month") if "first_month" in own.data else 1
    if not 1 <= measured <= YEAR:
        own.fault("plan_number_outside", "first_month", given=measured, least=1, most=YEAR)
        measured = 1
    model = replace(fitted(months, first_month=measured), first_month=month)
    told = _forecast(own, made, model) if "forecast" in own.data else Ahead()
    _hand_up(reader, own, "household")
    return made, model, told


def _forecast(own: Reader, household: Household, model: IncomeModel) -> Ahead:
    inner = _inner(own, "forecast")
    told = ahead.told(inner, lambda first: usual_minor(household, model, first.month))
    _hand_up(own, inner, "forecast")
    return told


def _is_measured(months: object) -> bool:
    return isinstance(months, list) and all(type(one) is int and 0 <= one <= MAX_MINOR for one in months)


def _futures(own: Reader | None) -> tuple[int, int]:
    paths, seed = int(assumptions()["paths"]), int(assumptions()["seed"])
    if own is None:
        return paths, seed
    told = {name: own.whole(name) for name in ("paths", "seed") if name in own.data}
    for name, least, most in (("paths", 1, MOST_PATHS), ("seed", 0, 2**63 - 1)):
        if name in told and not least <= told[name] <= most:
            own.fault("plan_number_outside", name, given=told[name], least=least, most=most)
    return told.get("paths", paths), told.get("seed", seed)


def _creditors(
    reader: Reader, policies: Mapping[str, rules.PolicyPack], season: tuple[int, ...]
) -> Iterator[Owed | None]:
    reader.asked.add("creditors")
    told = reader.data.get("creditors")
    if not told or not isinstance(told, list):
        reader.fault(
            "plan_nobody_owed" if told in (None, []) else "plan_field_wrong", "creditors", **_list_facts(told)
        )
        return
    if len(told) > MOST_CREDITORS:
        reader.fault("plan_number_outside", "creditors", given=len(told), least=1, most=MOST_CREDITORS)
        return
    seen: set[str] = set()
    for number, one in enumerate(told):
        own = Reader(one)
        made = _creditor(own, policies, seen, season)
        _hand_up(reader, own, f"creditors.{number}")
        yield made


def _list_facts(told: object) -> dict[str, str]:
    return {} if told in (None, []) else {"wanted": "list"}


def _creditor(
    own: Reader, policies: Mapping[str, rules.PolicyPack], seen: set[str], season: tuple[int, ...]
) -> Owed | None:
    name, called = own.text("name"), own.text("policy")
    if "name" in own.data and not (name.isprintable() and 0 < len(name.strip()) <= MOST_LETTERS):
        own.fault("plan_name_wrong", "name", most=MOST_LETTERS)
    if name in seen:
        own.fault("plan_lender_twice", "name", lender=name[:MOST_LETTERS])
    seen.add(name)
    if called not in policies and "policy" in own.data:
        own.fault("plan_choice_unknown", "policy", given=called, known=tuple(sorted(policies)))
    claim = _claim(own)
    contract_on = own.day("contract_on") if "contract_on" in own.data else None
    economics = _economics(own, policies.get(called))
    moved = levers_from(own, policies.get(called), season)
    if own.faults or economics is None or claim is None:
        return None
    policy = policies[called]
    loan = LoanFacts(policy.lender_type, policy.channel, contract_on=contract_on)
    return Owed(name=name, claim=claim, policy=policy, loan=loan, economics=economics, levers=moved)


def _claim(own: Reader) -> loans.Buckets | None:
    given = own.amounts("claim")
    wrong = [
        name for name, minor in given.items() if name not in loans.BUCKETS or not 0 <= minor <= MAX_MINOR
    ]
    for name in wrong:
        own.fault("plan_choice_unknown", f"claim.{name}", given=name, known=loans.BUCKETS)
    if wrong or own.faults:
        return None
    if not sum(given.values()):
        own.fault("loan_nothing_owed", "claim")
        return None
    return loans.Buckets.of(given)


SHARES: Final = ("funding", "recovery", "delay_months", "sale", "wait_months")
MINOR: Final = ("legal_minor", "service_minor")


def _economics(own: Reader, policy: rules.PolicyPack | None) -> Economics | None:
    told = _inner(own, "economics") if "economics" in own.data else Reader({})
    known = {one.name for one in fields(Economics)}
    given: dict[str, Any] = {name: float(told.rate(name)) for name in SHARES if name in told.data}
    given |= {name: told.whole(name) for name in MINOR if name in told.data}
    if policy is not None:
        given.setdefault("funding", float(policy.private.discount_rate))
    _hand_up(own, told, "economics")
    try:
        return Economics(**{name: value for name, value in given.items() if name in known})
    except texts.Faulty as refused:
        own.faults += [texts.fault(one.code, f"economics.{one.field}", **one.facts) for one in refused.faults]
        return None
