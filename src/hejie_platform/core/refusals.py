"""The words with which the platform declines an act: its own reasons, and the law's. They know no database, so that anything
may say them.
"""

from collections.abc import Iterable
from typing import Any

from hejie import rules


class ActionRefused(Exception):
    """An action will not be done. `code` is one of core.codes or hejie.texts; wording lives in notices."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


class LawRefused(ActionRefused):
    """A rule in force does not allow it. `findings` are all that stand against it, each with its rules, force and cure."""

    def __init__(self, findings: Iterable[rules.Finding]) -> None:
        self.findings = tuple(findings)
        worst = self.findings[0]
        rule = worst.rule_ids[0] if worst.rule_ids else worst.check
        super().__init__("law_forbids", rule=rule, force=worst.force, standing=worst.rests_on)


def heed(found: Iterable[rules.Finding]) -> tuple[rules.Finding, ...]:
    """What the checks found, where none of it stops the step. Raises LawRefused with everything that does."""
    findings = tuple(found)
    if stops := [one for one in findings if one.stops_signing]:
        raise LawRefused(stops)
    return findings


def as_said(found: Iterable[rules.Finding]) -> list[list[str]]:
    """Findings as an entry of the ledger keeps them: verdict, check, code."""
    return [[one.verdict, one.check, one.code] for one in found]
