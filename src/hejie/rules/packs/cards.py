"""A rule as a page shows it: what it says, whom it binds, since when, where it was read, and what a lawyer must confirm.

>>> from hejie import rules
>>> card = rules.card("CN-RATE-09", pack=rules.load_pack("cn"))
>>> card.rests_on, card.since.isoformat(), card.needs_lawyer, card.checks
('guidance', '2017-08-04', True, ('CAP', 'CAP_LICENSED'))
"""

from dataclasses import dataclass
from datetime import date

from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Row, Rule


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule with its standing, its dated values, and the checks and time limits that rest on it."""

    rule: Rule
    rests_on: str
    values: tuple[Row, ...]
    checks: tuple[str, ...]
    clocks: tuple[str, ...]
    law: str

    @property
    def binds(self) -> tuple[str, ...]:
        """Whom or what the rule is about."""
        return self.rule.applies_to

    @property
    def since(self) -> date:
        """The first day on which it is in force."""
        return self.rule.from_

    @property
    def until(self) -> date | None:
        """The last day; None while it is in force."""
        return self.rule.until

    @property
    def needs_lawyer(self) -> bool:
        """Whether something about it is open that a lawyer must confirm."""
        return bool(self.rule.lawyer_check)

    @property
    def is_recalled(self) -> bool:
        """Whether the rule or one of its numbers is known from memory alone: that never blocks by itself."""
        return self.rule.basis == "recalled" or any(row.recalled for row in self.values)


def card(rule_id: str, *, pack: LawPack) -> RuleCard:
    """The card of a rule of this pack. LookupError if it has no such rule."""
    rule = pack.rules.get(rule_id)
    if rule is None:
        raise LookupError(f"{pack.name} has no rule {rule_id!r}")
    values = tuple(row for rows in pack.rows.values() for row in rows if row.rule_id == rule_id)
    names = {row.name for row in values}
    return RuleCard(
        rule=rule,
        rests_on=pack.standing[rule.force],
        values=values,
        checks=_checks(rule_id, pack),
        clocks=tuple(clock.name for clock in pack.clocks.values() if clock.value in names),
        law=pack.name,
    )


def _checks(rule_id: str, pack: LawPack) -> tuple[str, ...]:
    by_table = {name for name, under in pack.checks.items() if rule_id in under}
    return tuple(sorted(by_table | {cap.check for cap in pack.caps if rule_id in cap.rules}))
