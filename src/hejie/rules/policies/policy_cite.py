"""A refusal rests on a rule of the lender's policy that is in force, or it is none.

    found = cite_refusal("able_to_pay", policy=policy, day=date(2026, 8, 20))
    found.rule, found.cure      ("refusals.able_to_pay", "show_changed_budget_or_ask_review")

A code that the policy has not published, and a policy that is not in force on the day, are faults: all of them at once.
"""

from dataclasses import dataclass
from datetime import date

from hejie import texts
from hejie.rules.policies.policy import PolicyPack


@dataclass(frozen=True, slots=True)
class Citation:
    """Which rule of which version a refusal rests on, and what the borrower can do about it."""

    policy: str
    version: str
    digest: str
    rule: str
    cure: str
    curable: bool


def in_force(policy: PolicyPack, day: date) -> bool:
    """Whether the version is in force on `day`, its first and its last day included."""
    return policy.from_ <= day and (policy.until is None or day <= policy.until)


def cite_refusal(
    code: str, *, policy: PolicyPack, day: date
) -> tuple[Citation | None, tuple[texts.Fault, ...]]:
    """The citation, or every reason for which this refusal may not be given."""
    faults = []
    if not in_force(policy, day):
        faults.append(texts.fault("refusal_policy_not_in_force", "policy", day_on=day.isoformat()))
    refusal = policy.refusal(code)
    if refusal is None:
        faults.append(texts.fault("refusal_cites_no_rule", "code", code=code))
    if refusal is None or faults:
        return None, tuple(faults)
    cited = Citation(
        policy=policy.code,
        version=policy.version,
        digest=policy.digest,
        rule=f"refusals.{refusal.code}",
        cure=refusal.cure,
        curable=refusal.curable,
    )
    return cited, ()
