"""Makes findings: the force and the standing of the rules come from the pack, never from the check's author."""

from collections.abc import Iterable, Sequence

from hejie import texts
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Row, Strength, Unknown, Verdict

# What a check that could do at most this answers when its rule is broken.
BROKEN: dict[Strength, Verdict] = {"block": "block", "warn": "warn", "info": "info", "review": "unknown"}


class Maker:
    """Makes the findings of one check: `make("pass", "head_cut_none", received_minor=100)`.

    Of the rules named those of this country count; where it has none of them, those that its law book gives the check.
    """

    __slots__ = ("check", "pack", "rule_ids", "strength")

    def __init__(self, pack: LawPack, check: str, rule_ids: Sequence[str], strength: Strength) -> None:
        self.pack = pack
        self.check = check
        self.rule_ids = tuple(rule for rule in rule_ids if rule in pack.rules) or pack.checks.get(check, ())
        self.strength = strength

    def make(self, verdict: Verdict, code: str, /, **facts: object) -> Finding:
        """A finding with this verdict. LookupError or ValueError if the code was not declared with these facts."""
        force, rests_on = self.pack.force_of(self.rule_ids)
        said = texts.message(code, **facts)
        return Finding(
            verdict,
            self.check,
            code,
            said.facts,
            self.rule_ids,
            force,
            rests_on,
            self.strength,
            self.pack.name,
        )

    def broken(self, code: str, /, **facts: object) -> Finding:
        """The rule is not met: as bad as this check may be."""
        return self.make(BROKEN[self.strength], code, **facts)

    def missing(self, fact: str) -> Finding:
        """A fact that the check needs was not told."""
        return self.make("unknown", "rule_fact_missing", fact=fact)

    def undated(self, unknown: Unknown) -> Finding:
        """No row speaks for that day."""
        return self.make(
            "unknown",
            "rule_row_unknown",
            name=unknown.name,
            day_on=unknown.day.isoformat(),
            why=unknown.reason,
        )


def confirmed(strength: Strength, *rows: Row) -> Strength:
    """A number that nobody has read in a text may warn, never block."""
    return "warn" if strength == "block" and any(row.recalled for row in rows) else strength


def own_of(found: Iterable[Finding], pack: LawPack) -> tuple[Finding, ...]:
    """Of these findings those of checks that the country has."""
    return tuple(one for one in found if one.check in pack.checks)
