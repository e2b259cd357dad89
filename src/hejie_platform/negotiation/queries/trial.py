"""A package tried on the figures of the talks: one evaluation for previews, offers and acceptances alike.

The law pack and the policy are those in force on the day; the schedule depends on the claim alone, so what was
previewed is what is signed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from importlib import metadata
from typing import Any, Final

from hejie import dates, loans, plans, rules, texts
from hejie_platform.cases.access import guarantors_of
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Negotiation
from hejie_platform.lenders import facts as lender_facts
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.lenders.queries import policy_version_on
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Claim, Offer

ENGINE: Final = metadata.version("hejie")
"""The version that determinations name."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a package is tried on: the same for every package of one claim on one day."""

    claim: Claim
    under: Sequence[plans.LoanFacts]
    law: rules.LawPack
    policy: rules.PolicyPack | None
    version: PolicyVersion | None

    @property
    def owed(self) -> loans.Buckets:
        """What is owed, bucket by bucket."""
        return facts.buckets_of(self.claim)

    @property
    def policy_name(self) -> str:
        """The policy version that a determination cites."""
        return f"{self.version.ref} {self.version.number}" if self.version else ""


@dataclass(frozen=True, slots=True)
class Trial:
    """A package with its evaluation on the grounds of its talks."""

    grounds: Grounds
    tried: plans.Evaluation

    @property
    def blocks(self) -> tuple[rules.Finding, ...]:
        """What the law does not allow."""
        return tuple(finding for finding in self.tried.findings if finding.verdict == "block")

    @property
    def stops(self) -> tuple[rules.Finding, ...]:
        """What stops signing: a block, or a fact that is missing where a block is possible."""
        return tuple(finding for finding in self.tried.findings if finding.stops_signing)

    def is_within(self, level: str) -> bool:
        """Whether this level of the lender's staff may grant the package alone. Never without a policy.

        What leaves the published levers needs a checker; what falls below the private floor is for nobody here.
        """
        policy, tried = self.grounds.policy, self.tried
        if policy is None or plans.below_floor(tried.claim, tried.waived_minor, policy=policy):
            return False
        if tried.outside and level != "checker":
            return False
        return policy.may_grant(level, claimed=dict(tried.claim.items()), waive=dict(tried.package.waive))

    @property
    def determined(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Facts and result for a determination: nothing of the household's budget."""
        tried, claim = self.tried, self.grounds.claim
        asked = {
            "claim": claim.ref,
            "claim_hash": claim.hash,
            "start": facts.start_of(claim).isoformat(),
            "package": plans.package_to_json(tried.package),
        }
        found = {
            "package_hash": tried.package_hash,
            "schedule_hash": tried.schedule_hash,
            "total_minor": tried.total_minor,
            "waived_minor": tried.waived_minor,
            "interest_minor": tried.interest_minor,
            "effective_rate": tried.effective_rate,
            "findings": [[one.verdict, one.check, one.code] for one in tried.findings],
            "outside": [one.code for one in tried.outside],
        }
        return asked, found


def grounds(row: Negotiation, claim: Claim, *, day: date) -> Grounds:
    """What packages of these talks are tried on today. Three queries."""
    version = policy_version_on(row.creditor, day)
    policy = lender_facts.pack_of(version) if version else None
    guarantors = guarantors_of(row).count()
    return Grounds(
        claim=claim,
        under=facts.loan_facts(
            facts.contracts_from_json(claim.contract),
            facts.buckets_of(claim),
            lender_type=row.creditor.lender_type,
            channel=policy.channel if policy else "own",
            start=facts.start_of(claim),
            guarantors=guarantors,
        ),
        law=law_of(row),
        policy=policy,
        version=version,
    )


def trial(package: plans.Package, on: Grounds, *, means: facts.Means | None = None) -> Trial:
    """The package tried. Raises texts.Faulty for one that cannot be applied."""
    tried = plans.evaluate(
        package,
        facts.buckets_of(on.claim),
        start=facts.start_of(on.claim),
        under=on.under,
        pack=on.law,
        budget=means,
        policy=on.policy,
    )
    if package.first_due < facts.start_of(on.claim):
        raise texts.Faulty((texts.fault("plan_field_wrong", "first_due", wanted="date"),))
    return Trial(on, tried)


def is_within(offer: Offer, level: str, *, day: date) -> bool:
    """Whether this level of the lender's staff may grant the offer's package alone, by the policy of the day."""
    try:
        on = grounds(offer.negotiation, offer.claim, day=day)
        return trial(facts.package_of(offer), on).is_within(level)
    except texts.Faulty:
        return False


def plain_package(on: Grounds, *, day: date) -> plans.Package:
    """Where a form starts that has nothing else to start from: the longest term of the policy at its lowest rate."""
    first_due = dates.add_months(day, 1)
    if on.policy is None:
        return plans.Package(instalments=12, first_due=first_due, annual_rate=Fraction(0))
    levers = on.policy.published.levers
    runs = plans.first_shape(levers)
    return plans.Package(
        instalments=levers.instalments.most,
        first_due=first_due,
        annual_rate=levers.annual_rate.least,
        every=runs.every,
        method=runs.method,
        season=runs.season,
        overdue_uplift=levers.overdue_uplift,
    )
