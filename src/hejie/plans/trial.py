"""A lender's published policy run on a few answers, before anybody applies.

What is asked is little: the cause, what is owed, what can be paid a month. The answer is one of three:

    likely          the policy covers the cause and has plans within that amount
    needs           something stands against it that the borrower can cure, each with its published cure
    not_possible    the policy publishes a reason that cannot be cured

Every answer names the rules of the policy that it rests on ("refusals.cause_not_covered"); a reason that the lender has
not published is never given. Of the private part nothing is read that could show: no bucket is waived here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from hejie import loans, rules, texts
from hejie.plans import menus

Verdict = Literal["likely", "needs", "not_possible"]
NUMBERED: Final = ("instalments", "grace_instalments")
SHARED: Final = ("annual_rate", "upfront")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody says about one loan. Amounts in minor units; `monthly_minor` may be zero.

    `instalment_minor` is what is due a month now, if they know it: who can pay it needs no new plan.
    """

    cause: str
    balance_minor: int
    monthly_minor: int
    days_overdue: int
    instalment_minor: int | None = None
    court_decided: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """What the published policy answers. `least_minor` and `most_minor`: the dearest month of the plans that fit (None
    where none does); `answers`: what would make one fit."""

    verdict: Verdict
    reasons: tuple[rules.Refusal, ...]
    rules: tuple[str, ...]
    evidence: tuple[str, ...]
    response_working_days: int
    plans: int
    least_minor: int | None
    most_minor: int | None
    answers: tuple[texts.Message, ...]


@dataclass(frozen=True, slots=True)
class _Means:
    disposable_minor: int


def try_policy(asked: Asked, *, policy: rules.PolicyPack, pack: rules.LawPack, day: date) -> Trial:
    """Runs the published part of `policy` as of `day`. Raises Faulty if nothing is owed."""
    menu = menus.menu(
        claim_of(asked, currency=policy.currency),
        policy=policy,
        pack=pack,
        start=day,
        budget=_Means(asked.monthly_minor),
    )
    burdens = [option.burden_minor for option in menu.options]
    reasons = tuple(
        found for code in _against(asked, policy, bool(burdens)) if (found := policy.refusal(code))
    )
    return Trial(
        verdict=_verdict(reasons, bool(burdens)),
        reasons=reasons,
        rules=tuple(_cited(asked, policy, reasons)),
        evidence=policy.published.evidence.get(asked.cause, ()),
        response_working_days=policy.published.response_working_days,
        plans=len(burdens),
        least_minor=min(burdens, default=None),
        most_minor=max(burdens, default=None),
        answers=menu.answers,
    )


def claim_of(asked: Asked, *, currency: str = "CNY") -> loans.Buckets:
    """What is owed, all of it principal: overdue once a day is overdue."""
    if asked.days_overdue:
        return loans.Buckets(overdue_principal=asked.balance_minor, currency=currency)
    return loans.Buckets(normal_principal=asked.balance_minor, currency=currency)


def _against(asked: Asked, policy: rules.PolicyPack, fits: bool) -> Iterator[str]:
    if asked.court_decided:
        yield "court_decided"
    if asked.cause not in policy.published.causes:
        yield "cause_not_covered"
    if asked.instalment_minor is not None and asked.monthly_minor >= asked.instalment_minor:
        yield "able_to_pay"
    if not fits:
        yield "plan_beyond_levers"


def _verdict(reasons: tuple[rules.Refusal, ...], fits: bool) -> Verdict:
    if any(not reason.curable for reason in reasons):
        return "not_possible"
    return "needs" if reasons or not fits else "likely"


def _cited(asked: Asked, policy: rules.PolicyPack, reasons: tuple[rules.Refusal, ...]) -> Iterator[str]:
    if asked.cause in policy.published.causes:
        yield f"causes.{asked.cause}"
    yield from (f"refusals.{reason.code}" for reason in reasons)
    yield from ("levers.instalments", "levers.annual_rate", "response_working_days")


def rule_ids(published: rules.Published) -> tuple[str, ...]:
    """The name of every rule in the published part, in its order: what a page of it must show, no more and no less.

    >>> rule_ids(rules.parse_policy(rules.example_policy("example_bank"))[0].published)[:2]
    ('causes.income_fell', 'causes.job_lost')
    """
    return (
        *(f"causes.{cause}" for cause in published.causes),
        *(f"evidence.{cause}" for cause in published.evidence),
        *(f"levers.{name}" for name in (*NUMBERED, "every", "methods", *SHARED, "overdue_uplift")),
        *(f"levers.waive.{bucket}" for bucket in published.levers.waive),
        *(f"levers.shapes.{name}" for name in SHAPES if _is_told(published.levers.shapes, name)),
        "response_working_days",
        *(f"refusals.{refusal.code}" for refusal in published.refusals),
        *(
            f"agreement.{name}"
            for name in AGREEMENT
            if name != OPTIONAL or getattr(published.agreement, name)
        ),
        *(f"contact.{name}" for name in published.contact),
    )


def _is_told(of: rules.Shapes, name: str) -> bool:
    """Whether a policy says more of it than every policy does."""
    return bool(getattr(of, name) != getattr(rules.Shapes(), name))


SHAPES: Final = tuple(rules.Shapes.__dataclass_fields__)
OPTIONAL: Final = "equal_treatment_days"
AGREEMENT: Final = tuple(rules.AgreementTerms.__dataclass_fields__)
