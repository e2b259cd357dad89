"""What a rule says on a day, and what a check answers.

A `Row` is one dated value with its source; `Unknown` is the honest answer where no row speaks for that day. A
`Finding` is one sentence of a check: a verdict, a code with the facts that were compared, and the rules it rests on.

    pass     the rule is met                         info    worth knowing, nothing to do
    warn     allowed, but a person should look       block   may not be signed
    unknown  a fact or a dated row is missing; on a check that could block it stops signing, never proposing
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from hejie import texts
from hejie.rules.packs.cures import CURES

Verdict = Literal["pass", "info", "warn", "block", "unknown"]
Strength = Literal["block", "warn", "info", "review"]
Value = Fraction | int | bool | date | str | tuple[str, ...] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in our own words, with the instrument it comes from and whom it binds."""

    id: str
    instrument: str
    instrument_en: str
    article: str
    says: str
    says_zh: str
    from_: date
    until: date | None
    applies_to: tuple[str, ...]
    force: str
    basis: str
    source: str
    lawyer_check: str | None
    shelf: str = ""  # the file of its law pack: "rates", "mediation"

    @property
    def cited(self) -> str:
        """The article as a page cites it: nothing where the text has none, or where the rule is our own and it is a name."""
        return "" if self.article == "-" or self.force == "platform_rule" else self.article


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number to call: `code` names it in sentences, `topic` (crisis, money, other) is the list that it stands on."""

    code: str
    number: str
    topic: str
    name: str
    name_zh: str
    what: str
    what_zh: str
    hours: str
    hours_zh: str


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a rule, in force from `from_` to `until` (both included; None: still in force).

    `recalled` marks a number that nobody has read in a text: it may warn, never block.
    """

    name: str
    value: Value
    unit: str
    from_: date
    until: date | None
    rule: Rule
    recalled: bool = False

    @property
    def rule_id(self) -> str:
        """The id that pages, tests and findings cite."""
        return self.rule.id

    @property
    def source(self) -> str:
        """Where the value was read."""
        return self.rule.source

    @property
    def force(self) -> str:
        """The kind of instrument."""
        return self.rule.force

    @property
    def number(self) -> Fraction:
        """The value as an exact number; TypeError for words and lists."""
        if isinstance(self.value, bool) or not isinstance(self.value, Fraction | int):
            raise TypeError(f"{self.name} is not a number")
        return Fraction(self.value)


@dataclass(frozen=True, slots=True)
class Unknown:
    """No row answers for that day. `reason`: no_such_name, before_first, after_last or ended."""

    name: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Cap:
    """One row of the decision table "which cap applies"."""

    check: str
    lender_types: tuple[str, ...]
    channels: tuple[str, ...]
    contract_from: date | None
    contract_until: date | None
    limit_row: str | None
    limit_series: str | None
    as_of: str
    strength: Strength
    platform_fee_banned: bool
    rules: tuple[str, ...]

    def is_for(self, lender_type: str, channel: str, contract_on: date) -> bool:
        """Whether the row speaks about a loan of this kind and date."""
        return (
            lender_type in self.lender_types
            and (not self.channels or channel in self.channels)
            and (self.contract_from is None or contract_on >= self.contract_from)
            and (self.contract_until is None or contract_on <= self.contract_until)
        )

    @property
    def is_dated(self) -> bool:
        """Whether the answer depends on the contract's date at all."""
        return self.contract_from is not None or self.contract_until is not None or self.as_of == "contract"


@dataclass(frozen=True, slots=True)
class Way:
    """One row of the table "where a case can go".

    `kind` is mediation, talks, enforcement, decision or complaint; `fee` none, published, not_for_profit, own_rates or
    court_fee; `excludes` names the dated value that says whose disputes may not come; `needs` are codes.
    """

    code: str
    kind: str
    fee: str
    confirms: bool
    needs: tuple[str, ...]
    rules: tuple[str, ...]
    excludes: str | None = None
    opened_by: str | None = None
    needs_licence: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """One time limit: the dated value that says how long, the event it begins with, and whether its end moves over a
    day of rest."""

    name: str
    value: str
    starts: str
    rolls: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of a check.

    `strength` is what the check could have done at most; `rests_on` is law, guidance, standard or platform;
    `law` names the pack and its version.
    """

    verdict: Verdict
    check: str
    code: str
    facts: Mapping[str, texts.Fact] = field(default_factory=dict)
    rule_ids: tuple[str, ...] = ()
    force: str = ""
    rests_on: str = ""
    strength: Strength = "warn"
    law: str = ""

    @property
    def stops_signing(self) -> bool:
        """A block, or a missing fact on a check that could block."""
        return self.verdict == "block" or (self.verdict == "unknown" and self.strength in ("block", "review"))

    @property
    def cure(self) -> str:
        """The code of what to do about it; "" where there is nothing to do."""
        return "" if self.verdict in ("pass", "info") else CURES.get(self.code, "cure_ask_person")

    @property
    def message(self) -> texts.Message:
        """The finding as a message that `notices` can word."""
        return texts.Message(self.code, self.facts)
