"""Compares a lender's policy with the law pack: what would block a plan may not be published as a lever."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from hejie import money, texts
from hejie.rules.caps import limits as caps
from hejie.rules.checks import word_checks
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Row, Unknown
from hejie.rules.policies.policy import PolicyPack


def check_policy(policy: PolicyPack, *, pack: LawPack, day: date | None = None) -> tuple[texts.Fault, ...]:
    """Every blocking rule that the policy's own bounds would break on `day` (the first day of the policy if not
    given). Rules that depend on the date of each loan are compared for a loan made on that day."""
    when = day or policy.from_
    return (
        *_over_caps(policy, pack, when),
        *_over_uplift(policy, pack, when),
        *_watched_too_short(policy, pack, when),
        *_words(policy, pack, when),
    )


def _over_caps(policy: PolicyPack, pack: LawPack, day: date) -> Iterator[texts.Fault]:
    levers = policy.published.levers
    rates = {
        "annual_rate": levers.annual_rate.most,
        "overdue_uplift": levers.annual_rate.most * (1 + levers.overdue_uplift),
    }
    for cap in caps.caps_for(
        lender_type=policy.lender_type, channel=policy.channel, contract_on=day, pack=pack
    ):
        if cap.strength != "block":
            continue
        limit = caps.limit_of(cap, contract_on=day, plan_on=day, pack=pack)
        if isinstance(limit, Unknown):
            yield _undated(cap.check, limit.name)
        elif limit is not None:
            for name, rate in rates.items():
                if rate > limit:
                    yield _breaks(name, cap.check, cap.rules[0], limit, rate)


def _over_uplift(policy: PolicyPack, pack: LawPack, day: date) -> Iterator[texts.Fault]:
    if policy.lender_type != "bank" or "PENALTY_UPLIFT" not in pack.checks:
        return
    row = pack.as_of("overdue_uplift_max", day)
    given = policy.published.levers.overdue_uplift
    if isinstance(row, Unknown):
        yield _undated("PENALTY_UPLIFT", row.name)
    elif isinstance(row, Row) and not row.recalled and given > row.number:
        yield _breaks("overdue_uplift", "PENALTY_UPLIFT", row.rule_id, row.number, given)


def _breaks(lever: str, check: str, rule: str, limit: Fraction, given: Fraction) -> texts.Fault:
    return texts.fault(
        "policy_breaks_rule",
        f"published.levers.{lever}",
        check=check,
        rule=rule,
        limit_rate=money.rate_text(limit),
        given_rate=money.rate_text(given),
    )


def _undated(check: str, name: str) -> texts.Fault:
    return texts.fault("policy_rule_undated", "policy.from", check=check, name=name)


def _watched_too_short(policy: PolicyPack, pack: LawPack, day: date) -> Iterator[texts.Fault]:
    """A bank may not watch a loan that it eased for less time than its rule says."""
    row = pack.as_of("observation_min_months", day)
    if policy.lender_type != "bank" or isinstance(row, Unknown) or row.recalled:
        return
    given = policy.private.observation_months
    if given < row.number:
        said = {"check": "OBSERVATION", "rule": row.rule_id, "least": int(row.number), "given": given}
        yield texts.fault("policy_below_rule", "private.observation_months", **said)


def _words(policy: PolicyPack, pack: LawPack, day: date) -> Iterator[texts.Fault]:
    """What the lender writes itself promises nothing that nobody can promise."""
    for name, text in policy.published.contact.items():
        for finding in word_checks.check_words([text], pack=pack, day=day):
            said = {"phrase": finding.facts["phrase"], "rule": finding.rule_ids[0]}
            yield texts.fault("policy_words_forbidden", f"published.contact.{name}", **said)
