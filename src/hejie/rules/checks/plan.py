"""Every check of a plan at once: four gaps give four findings, and nothing stops at the first."""

from collections.abc import Callable, Iterable

from hejie.rules.caps import limits as caps
from hejie.rules.checks import card_checks, plan_checks
from hejie.rules.checks.facts import PlanFacts
from hejie.rules.checks.findings import own_of
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding

PLAN_CHECKS: tuple[Callable[..., Iterable[Finding]], ...] = (
    caps.check_caps,
    plan_checks.check_penalty_uplift,
    plan_checks.check_head_cut,
    plan_checks.check_relabelled,
    plan_checks.check_rollup,
    plan_checks.check_schedule,
    plan_checks.check_extension,
    plan_checks.check_guarantors,
    plan_checks.check_term,
    card_checks.check_card_plan,
    plan_checks.check_disclosure,
    plan_checks.check_credit_record,
)


def check_plan(facts: PlanFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """All findings, in the order of the checks. The dates that select the rules are in the facts.

    A country answers with the checks that its law book names; the others say nothing about it.
    """
    found = (finding for check in PLAN_CHECKS for finding in check(facts, pack=pack))
    return own_of(found, pack)
