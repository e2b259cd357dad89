"""What an agreement is made of: who, about what, which choices, and what comes out.

Wording is elsewhere: a `Clause` is a code with facts, so that the Chinese and the English text, the summary before
signing and a later reader all start from the same values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from hejie import rules, texts

Side = Literal["borrower", "lender"]
Choice = Literal["agreed", "not_applicable"]
Anchor = Literal["date", "effect", "last_payment"]


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the document names it; `mark` is a masked number that tells two of the same name apart."""

    role: str
    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class NamedLoan:
    """A loan under the agreement, with the terms that the agreement changes."""

    contract: str
    product: str
    contract_on: date
    old_rate: Fraction
    old_maturity_on: date


@dataclass(frozen=True, slots=True)
class Condition:
    """The agreement takes effect only when, beside it, `needed` of `others` agreements of the borrower are signed by all;
    if that has not come about at the end of `until`, it lapses. Whose they are is said to nobody."""

    needed: int
    others: int
    until: date


@dataclass(frozen=True, slots=True)
class Before:
    """The running agreement that this one takes the place of: its reference, since when it holds, what was paid under it,
    and its terms as data, from which the table of changes is made."""

    ref: str
    effective_on: date
    paid_minor: int
    terms: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """Calendar months that follow each other, the first and the last as "2026-02"."""

    first: str
    last: str

    @property
    def months(self) -> int:
        """How many they are."""
        return place_of(self.last) - place_of(self.first) + 1


def place_of(month: str) -> int:
    """The number of a calendar month, so that neighbours differ by one."""
    year, number = month.split("-")
    return int(year) * 12 + int(number)


def spans(months: Iterable[str]) -> tuple[Span, ...]:
    """Months in runs, in their order.

    >>> spans(["2026-12", "2026-02", "2027-01"])
    (Span(first='2026-02', last='2026-02'), Span(first='2026-12', last='2027-01'))
    """
    found: list[Span] = []
    for month in sorted(set(months)):
        if found and place_of(month) == place_of(found[-1].last) + 1:
            found[-1] = Span(found[-1].first, month)
        else:
            found.append(Span(month, month))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Deal:
    """Who agrees about which loans. `claim_on` is the day for which the claim was agreed; `body` and `mediator` are
    empty for an agreement made without a mediator; `not_bound` names the other creditors of the household. `before` is
    the agreement that this one varies; `condition` ties it to others; `beyond` are the months in which it asks for more
    than the household's forecast leaves, which the borrower takes upon itself by signing (None: nobody looked month by
    month)."""

    parties: tuple[Party, ...]
    loans: tuple[NamedLoan, ...]
    claim_on: date
    start: date
    sign_by: date
    body: str = ""
    mediator: str = ""
    not_bound: tuple[str, ...] = ()
    before: Before | None = None
    condition: Condition | None = None
    beyond: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """The choices that are not figures.

    `credit_report`, `full_settlement` and `clearance_letter` must be decided: None is refused. `waiver_on` says when
    the waiver is booked, `waiver_on_breach` whether it survives a breach. `allocation` is a name of ALLOCATIONS.
    """

    payee: str
    channel: str
    account_mark: str
    standing: rules.AgreementTerms
    credit_report: Choice | None = None
    full_settlement: Choice | None = None
    clearance_letter: Choice | None = None
    waiver_on: Literal["effect", "last_payment"] = "effect"
    waiver_on_breach: Literal["kept", "lost"] = "kept"
    standstill: bool = True
    allocation: str = "oldest_first"
    life_events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: a code and the facts that every language words. Raises if the code is not declared so."""

    code: str
    facts: Mapping[str, texts.Fact] = field(default_factory=texts.Facts)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", texts.Message(self.code, self.facts).facts)


@dataclass(frozen=True, slots=True)
class ObligationSpec:
    """A dated duty of one side.

    `kind` is upfront, instalment, duty or review. `number` counts the obligations of an agreement from 1, in the order
    of their days; what has no `amount_minor` is not paid but done. `due_on` holds for anchor "date"; a duty anchored
    on the effect or the last payment is due `days` after it, and `due_on` is that day if all goes by the schedule.
    """

    kind: str
    side: Side
    code: str
    due_on: date
    number: int
    amount_minor: int = 0
    anchor: Anchor = "date"
    days: int = 0
    facts: Mapping[str, texts.Fact] = field(default_factory=texts.Facts)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", texts.Message(self.code, self.facts).facts)


@dataclass(frozen=True, slots=True)
class Risk:
    """Something to understand before signing; a serious one is acknowledged by itself."""

    message: texts.Message
    is_serious: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """A drawn-up agreement: what is signed is the hash of `terms_json`, and everything in it can be read back."""

    clauses: tuple[Clause, ...]
    obligations: tuple[ObligationSpec, ...]
    risks: tuple[Risk, ...]
    findings: tuple[rules.Finding, ...]
    terms_json: Mapping[str, Any]
    terms_hash: str
