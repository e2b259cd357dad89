"""Where do I stand? A few facts about one's loans, the law, and what each lender has published: an answer for each loan.

    likely          the lender's policy covers this, with plans within reach
    needs           something stands against it that can be cured, each with its cure
    not_possible    the policy names a reason that cannot be cured
    no_policy       this lender has published nothing here: the law part alone

Beside it stands what the law says on that day: which cap the loan answers to, whether an extension is still possible or
only new terms, when the claim can no longer be brought before a court, and what each way out does to the credit record.
It is the same code that a real case runs (`plans.try_policy`, `rules`), so the same facts give the same answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from hejie import rules, texts
from hejie.plans.trial import Asked, Trial, try_policy

NO_POLICY: Final = "no_policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLoan:
    """What somebody says about one loan; only `lender`, `balance_minor`, `monthly_minor` and `days_overdue` are needed.

    `lender` is the code of a policy, or any name. `lender_type` and `channel` are the policy's own where there is one.
    """

    lender: str
    balance_minor: int
    monthly_minor: int
    days_overdue: int
    instalment_minor: int | None = None
    court_decided: bool = False
    lender_type: str = ""
    channel: str = "own"
    product: str = "consumption"
    annual_rate: Fraction | None = None
    contract_on: date | None = None
    matures_on: date | None = None
    last_event_on: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The cause and every loan."""

    cause: str
    loans: tuple[ToldLoan, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer for one loan, with the versions of law and policy that it was found by.

    `kind` is extension or restructure; `papers` is what to prepare; `notes` are the plain meaning of it all.
    """

    lender: str
    verdict: str
    trial: Trial | None
    findings: tuple[rules.Finding, ...]
    kind: str
    papers: tuple[str, ...]
    notes: tuple[texts.Message, ...]
    policy: str
    policy_digest: str
    law: str


def stand(
    told: Told, *, policies: Mapping[str, rules.PolicyPack], pack: rules.LawPack, day: date
) -> tuple[Standing, ...]:
    """An answer for each loan, in their order. A policy that is not in force on `day` counts as none.

    Raises Faulty for a loan of which nothing is owed.
    """
    return tuple(_one(told.cause, loan, policies.get(loan.lender), pack, day) for loan in told.loans)


def _one(
    cause: str, loan: ToldLoan, policy: rules.PolicyPack | None, pack: rules.LawPack, day: date
) -> Standing:
    held = policy if policy and rules.in_force(policy, day) else None
    tried = try_policy(asked_of(cause, loan), policy=held, pack=pack, day=day) if held else None
    kind = kind_of(loan, day)
    return Standing(
        lender=loan.lender,
        verdict=tried.verdict if tried else NO_POLICY,
        trial=tried,
        findings=tuple(_findings(loan, held, pack, day)),
        kind=kind,
        papers=tried.evidence if tried else (),
        notes=tuple(_notes(loan, kind, held, tried, pack, day)),
        policy=f"{held.code} {held.version}" if held else "",
        policy_digest=held.digest if held else "",
        law=pack.name,
    )


def asked_of(cause: str, loan: ToldLoan) -> Asked:
    """The loan as the lender's published policy is asked about it."""
    return Asked(
        cause=cause,
        balance_minor=loan.balance_minor,
        monthly_minor=loan.monthly_minor,
        days_overdue=loan.days_overdue,
        instalment_minor=loan.instalment_minor,
        court_decided=loan.court_decided,
    )


def kind_of(loan: ToldLoan, day: date) -> str:
    """Extension while nothing is late and the loan has not ended; else new terms, a restructure."""
    is_running = loan.matures_on is not None and day <= loan.matures_on
    return "extension" if is_running and not loan.days_overdue else "restructure"


def _findings(
    loan: ToldLoan, policy: rules.PolicyPack | None, pack: rules.LawPack, day: date
) -> Iterator[rules.Finding]:
    """What the law says about the contract as it stands, and about the time to claim it."""
    lender_type = policy.lender_type if policy else loan.lender_type
    if loan.annual_rate is not None and lender_type:
        facts = rules.PlanFacts(
            kind=kind_of(loan, day),
            lender_type=lender_type,
            channel=policy.channel if policy else loan.channel,
            product=loan.product,
            plan_on=day,
            contract_on=loan.contract_on,
            annual_rate=loan.annual_rate,
        )
        yield from rules.own_of(rules.check_caps(facts, pack=pack), pack)
    if loan.last_event_on is not None:
        yield from rules.check_limitation(rules.LimitationFacts(day, loan.last_event_on, False), pack=pack)
    if "CREDIT_RECORD" in pack.checks:
        yield from (rules.credit_effect(kind, pack=pack, day=day) for kind in rules.CREDIT_KINDS)


def _notes(
    loan: ToldLoan,
    kind: str,
    policy: rules.PolicyPack | None,
    tried: Trial | None,
    pack: rules.LawPack,
    day: date,
) -> Iterator[texts.Message]:
    yield texts.message(f"stand_{tried.verdict if tried else NO_POLICY}", lender=loan.lender)
    if kind == "extension" and loan.matures_on:
        yield texts.message("stand_extension", maturity_on=loan.matures_on.isoformat())
    else:
        yield texts.message("stand_restructure")
    watched = pack.as_of("observation_min_months", day)
    if policy and policy.lender_type == "bank" and isinstance(watched, rules.Row):
        yield texts.message("stand_watched", months=int(watched.number))
    if tried:
        yield texts.message("stand_answered", days=tried.response_working_days)
