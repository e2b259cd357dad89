"""What somebody says about their loans, from a file: amounts and rates as people type them, every slip named at once.

cause = "job_lost"

[[loan]]
lender = "example_bank"
balance = "20,000"
monthly = "1,500"
days_overdue = 40
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from hejie import dates, money, rules, texts
from hejie.plans.standing import Told, ToldLoan

Faults = tuple[texts.Fault, ...]
Read = tuple[Any, Faults]

MOST_LOANS: Final = 100
MOST_DAYS: Final = 10_000
LONGEST: Final = 200
LEAST_BALANCE: Final = 1


def _amount(value: object, field: str, currency: str, *, least_minor: int = 0) -> Read:
    found, faults = money.parse(str(value), currency=currency, field=field, least_minor=least_minor)
    return (None if found is None else found.minor), faults


def _balance(value: object, field: str, currency: str) -> Read:
    return _amount(value, field, currency, least_minor=LEAST_BALANCE)


def _rate(value: object, field: str, currency: str) -> Read:
    return money.parse_rate(str(value), field=field)


def _day(value: object, field: str, currency: str) -> Read:
    return (value, ()) if type(value) is date else dates.parse(str(value), field=field)


def _count(value: object, field: str, currency: str) -> Read:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DAYS:
        return value, ()
    return None, (texts.fault("plan_field_wrong", field, wanted="whole_number"),)


def _flag(value: object, field: str, currency: str) -> Read:
    if isinstance(value, bool):
        return value, ()
    return None, (texts.fault("plan_field_wrong", field, wanted="true_or_false"),)


def _text(value: object, field: str, currency: str) -> Read:
    if isinstance(value, str) and 0 < len(value.strip()) <= LONGEST:
        return value.strip(), ()
    return None, (texts.fault("plan_field_wrong", field, wanted="text"),)


def _one_of(known: tuple[str, ...]) -> Callable[[object, str, str], Read]:
    def read(value: object, field: str, currency: str) -> Read:
        if value in known:
            return value, ()
        return None, (texts.fault("policy_code_unlisted", field, code=str(value)[:LONGEST]),)

    return read


# The name in a file -> the field it fills, and how it is read.
FIELDS: Final[Mapping[str, tuple[str, Callable[[object, str, str], Read]]]] = MappingProxyType(
    {
        "lender": ("lender", _text),
        "balance": ("balance_minor", _balance),
        "monthly": ("monthly_minor", _amount),
        "days_overdue": ("days_overdue", _count),
        "instalment": ("instalment_minor", _amount),
        "court_decided": ("court_decided", _flag),
        "lender_type": ("lender_type", _one_of(rules.LENDER_TYPES)),
        "channel": ("channel", _one_of(rules.CHANNELS)),
        "product": ("product", _text),
        "annual_rate": ("annual_rate", _rate),
        "contract_on": ("contract_on", _day),
        "matures_on": ("matures_on", _day),
        "last_event_on": ("last_event_on", _day),
    }
)
NEEDED: Final = frozenset(field.name for field in fields(ToldLoan) if field.default is MISSING)


def parse_told(given: Mapping[str, object], *, currency: str = "CNY") -> tuple[Told | None, Faults]:
    """The facts, or every fault of them: what is missing, unknown, or not of its kind."""
    faults = [
        texts.fault("plan_field_unknown", name) for name in given if name not in ("cause", "loan", "on")
    ]
    cause, wrong = _text(given.get("cause", ""), "cause", currency)
    rows = given.get("loan")
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_LOANS:
        wrong += (texts.fault("plan_field_wrong", "loan", wanted="list"),)
        rows = []
    read = [_loan(row, f"loan.{number}", currency) for number, row in enumerate(rows, start=1)]
    faults += [*wrong, *(fault for _, found in read for fault in found)]
    if faults:
        return None, tuple(faults)
    return Told(cause, tuple(loan for loan, _ in read if loan)), ()


def _loan(row: object, place: str, currency: str) -> tuple[ToldLoan | None, Faults]:
    if not isinstance(row, Mapping):
        return None, (texts.fault("plan_field_wrong", place, wanted="table"),)
    values: dict[str, Any] = {}
    faults: list[texts.Fault] = []
    for name, value in row.items():
        if name not in FIELDS:
            faults.append(texts.fault("plan_field_unknown", f"{place}.{str(name)[:LONGEST]}"))
            continue
        field, read = FIELDS[name]
        values[field], found = read(value, f"{place}.{name}", currency)
        faults += found
    named = {field: name for name, (field, _) in FIELDS.items()}
    missing = sorted(NEEDED - set(values))
    faults += [texts.fault("plan_field_missing", f"{place}.{named[field]}") for field in missing]
    return (None, tuple(faults)) if faults else (ToldLoan(**values), ())
