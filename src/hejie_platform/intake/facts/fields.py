"""What can be told of a story, a loan and a wish: one table of fields, and how a new answer settles into a row.

Three things may happen to a field, and each is said aloud: it is given, it is "I don't know", or it is cleared. A blank
is none of the three, so a blank never erases.

    settled = fields.settle(row, fields.LOAN, Given({"balance_minor": 560000}, unknown=frozenset({"annual_rate"})))
    settled.values      {"balance_minor": 560000, "annual_rate": "", "unknown": ["annual_rate"]}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from hejie import texts
from hejie_platform.intake.facts.lists import LISTS

Kind = Literal["choice", "lender", "day", "money", "rate", "count", "text", "words", "yes_no"]

METHODS: Final = ("equal_instalment", "equal_principal", "interest_only", "bullet", "daily_interest")
PURPOSES: Final = ("consumption", "business")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One answer. `past`: a day that cannot lie ahead. `least`, `most` bound a count; `most` is letters for a text."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    may_be_unknown: bool = True
    past: bool = False
    least: int = 0
    most: int = 60

    @property
    def empty(self) -> Any:
        """What the column holds when nothing is answered."""
        return "" if self.kind in ("choice", "rate", "text", "words") else None


def _text(name: str, most: int = 60) -> Field:
    return Field(name=name, kind="text", most=most)


STORY: Final = (
    Field(name="cause", kind="choice", choices=tuple(LISTS.causes), may_be_unknown=False),
    Field(name="since_on", kind="day", past=True),
    Field(name="recovery_on", kind="day"),
    Field(name="words", kind="words", may_be_unknown=False, most=4000),
    Field(name="household_adults", kind="count", least=1, most=20),
    Field(name="household_children", kind="count", most=20),
)
LOAN: Final = (
    _text("app_name"),
    Field(name="creditor", kind="lender"),
    _text("creditor_name", 120),
    _text("guarantor_name"),
    _text("holder_name", 120),
    _text("collector_name", 120),
    _text("contract_number"),
    Field(name="purpose", kind="choice", choices=PURPOSES),
    Field(name="method", kind="choice", choices=METHODS),
    Field(name="principal_minor", kind="money"),
    Field(name="balance_minor", kind="money"),
    Field(name="annual_rate", kind="rate"),
    Field(name="instalment_minor", kind="money"),
    Field(name="instalments", kind="count", least=1, most=600),
    Field(name="contract_on", kind="day", past=True),
    Field(name="matures_on", kind="day"),
    Field(name="overdue_since", kind="day", past=True),
)
WISH: Final = (
    Field(name="monthly_minor", kind="money"),
    Field(name="instalments", kind="count", least=1, most=360),
    Field(name="first_due_on", kind="day"),
    Field(name="wants_penalty_waived", kind="yes_no"),
    Field(name="wants_lower_rate", kind="yes_no"),
    Field(name="wants_higher_limit", kind="yes_no"),
    Field(name="words", kind="words", may_be_unknown=False, most=2000),
)

# A later day that must not lie before an earlier one: (earlier, later, code, fact).
ORDERED: Final = (
    ("since_on", "recovery_on", "recovery_before_start", "since_on"),
    ("contract_on", "matures_on", "maturity_before_contract", "contract_on"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """What one page brought: values by field name, fields answered "I don't know", fields cleared on purpose."""

    values: Mapping[str, Any] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    cleared: frozenset[str] = frozenset()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said: a page left as empty as it was."""
        return all(value in (None, "") for value in self.values.values()) and not self.unknown | self.cleared


@dataclass(frozen=True, slots=True)
class Settled:
    """Columns to save (only those that change), or the faults that keep the answers from being taken."""

    values: Mapping[str, Any]
    faults: tuple[texts.Fault, ...] = ()


def settle(row: Any, table: tuple[Field, ...], given: Given, *, today: date) -> Settled:
    """How `row` changes by what was given; names that are not in `table` are not taken."""
    values: dict[str, Any] = {}
    unknown = set(row.unknown)
    for one in table:
        if one.name in given.unknown and one.may_be_unknown:
            values[one.name] = one.empty
            unknown.add(one.name)
        elif one.name in given.cleared or _is_given(given, one):
            values[one.name] = one.empty if one.name in given.cleared else given.values[one.name]
            unknown.discard(one.name)
    faults = (*_day_faults(values, table, today), *_order_faults(row, values))
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if unknown != set(row.unknown):
        changed["unknown"] = sorted(unknown)
    return Settled(changed, tuple(faults))


def _is_given(given: Given, one: Field) -> bool:
    value = given.values.get(one.name)
    return value is not None and value != ""


def _day_faults(values: Mapping[str, Any], table: tuple[Field, ...], today: date) -> list[texts.Fault]:
    return [
        texts.fault("answer_in_future", one.name, latest_on=today.isoformat())
        for one in table
        if one.past and values.get(one.name) is not None and values[one.name] > today
    ]


def _order_faults(row: Any, values: Mapping[str, Any]) -> list[texts.Fault]:
    found = []
    for earlier, later, code, fact in ORDERED:
        first, last = (values.get(name, getattr(row, name, None)) for name in (earlier, later))
        if first and last and last < first and (earlier in values or later in values):
            place = later if later in values else earlier
            found.append(texts.fault(code, place, **{fact: first.isoformat()}))
    return found
