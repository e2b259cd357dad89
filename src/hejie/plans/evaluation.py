"""What a package means for both sides: exact schedule, total cost, the month's burden, and what the law says.

`evaluate` answers with facts and reasons, never with a score. It refuses only what cannot be computed (a waiver larger
than its bucket); everything else is computed and the objections are listed beside it, so that a person may still look.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Protocol

from hejie import dates, loans, rules, texts
from hejie.loans.periods import periods
from hejie.plans import bounds
from hejie.plans import claim as claims
from hejie.plans.package import Package, package_hash


class Means(Protocol):
    """What a household can pay in a month, as `hejie.budget` finds it; zero and negative are answers too."""

    @property
    def disposable_minor(self) -> int:
        """What is left for this debt after essentials, per month."""
        ...


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """The loan under the plan, as the law needs it. None: not told."""

    lender_type: str
    channel: str = "own"
    product: str = "consumption"
    kind: str = "restructure"
    contract_on: date | None = None
    contract_rate: Fraction | None = None
    maturity_on: date | None = None
    requested_on: date | None = None
    original_months: int | None = None
    extended_months: int = 0
    guarantors: tuple[rules.Guarantor, ...] = ()
    received_minor: int | None = None
    total_before_minor: int | None = None
    has_cost_table: bool | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A package tried on a claim. Amounts in minor units.

    `extra_minor` is what is paid beyond the claim (negative: less than the claim). `burden_minor` is the dearest
    calendar month, `kept_minor` what stays of the disposable income in that month (None without a budget).
    `nominal_rate` and `effective_rate` are the yearly cost of what is repaid after waivers and the payment at once, by
    both ways of annualising. A preview and an agreement with one `schedule_hash` have the same schedule.
    """

    package: Package
    package_hash: str
    claim: loans.Buckets
    new_claim: claims.NewClaim
    schedule: loans.Schedule
    findings: tuple[rules.Finding, ...]
    outside: tuple[texts.Message, ...]
    reasons: tuple[texts.Message, ...]
    total_minor: int
    interest_minor: int
    waived_minor: int
    extra_minor: int
    burden_minor: int
    kept_minor: int | None
    last_due: date
    nominal_rate: str
    effective_rate: str
    schedule_hash: str

    @property
    def is_lawful(self) -> bool:
        """No check stops signing."""
        return not any(finding.stops_signing for finding in self.findings)

    @property
    def credit_kind(self) -> str:
        """The way out of the debt as the credit record sees it (rules.CREDIT_KINDS): a settlement gives up principal, or
        ends a debt at once of which a part is waived; everything else is a reschedule."""
        gives_up_principal = any(self.package.waive.get(name, 0) for name in loans.PRINCIPAL)
        is_at_once = not self.new_claim.scheduled_minor and self.waived_minor > 0
        return "settlement" if gives_up_principal or is_at_once else "reschedule"

    @property
    def is_inside_policy(self) -> bool:
        """No published lever is left."""
        return not self.outside

    @property
    def is_affordable(self) -> bool:
        """The dearest month fits the budget; False without one."""
        return self.kept_minor is not None and self.kept_minor >= 0


def evaluate(
    package: Package,
    claim: loans.Buckets,
    *,
    start: date,
    under: Sequence[LoanFacts],
    pack: rules.LawPack,
    budget: Means | None = None,
    policy: rules.PolicyPack | None = None,
) -> Evaluation:
    """Tries `package` on `claim` from `start`, for the loans `under` it, against law and, if given, policy and budget.

    Raises Faulty where the package cannot be applied: a waiver above its bucket, a payment at once above the claim,
    nothing owed, a first due date not after the start.
    """
    if claim.total == 0:
        raise texts.Faulty((texts.fault("loan_nothing_owed", "claim"),))
    new = claims.restate(package, claim, order=payment_order(pack, start))
    base = claims.base_schedule(
        package, financed_minor=new.financed_minor, start=start, currency=claim.currency
    )
    schedule = claims.with_arrears(base, new, package)
    total = schedule.total + package.upfront_minor
    burden = month_burden(schedule)
    kept = None if budget is None else budget.disposable_minor - burden
    outside = bounds.outside(package, claim, policy=policy) if policy else ()
    flows = cost_flows(package, new, schedule, start=start)
    nominal = rules.nominal_rate(new.scheduled_minor, flows) or 0.0
    return Evaluation(
        package=package,
        package_hash=package_hash(package),
        claim=claim,
        new_claim=new,
        schedule=schedule,
        findings=_findings(package, claim, new, schedule, start, under, pack, flows),
        outside=outside,
        reasons=_reasons(package, claim, new, total, burden, kept),
        total_minor=total,
        interest_minor=schedule.total_interest,
        waived_minor=new.waived_minor,
        extra_minor=total - claim.total,
        burden_minor=burden,
        kept_minor=kept,
        last_due=_last_payment_on(schedule, start),
        nominal_rate=rules.rate_fact(nominal),
        effective_rate=rules.rate_fact(rules.effective_rate(nominal)),
        schedule_hash=texts.digest(texts.plain(schedule)),
    )


def _last_payment_on(schedule: loans.Schedule, start: date) -> date:
    """The last day on which anything is due: the start itself where all is paid at once."""
    days = (due for due, amount in zip(schedule.due, schedule.amounts, strict=True) if amount)
    return max(days, default=start)


def payment_order(pack: rules.LawPack, day: date) -> tuple[str, ...]:
    """The order in which a payment fills the buckets where nothing is agreed; the law pack's, if it has one."""
    row = pack.as_of("allocation_order", day)
    if isinstance(row, rules.Row) and isinstance(row.value, tuple):
        return tuple(str(name) for name in row.value)
    return loans.COSTS_INTEREST_PRINCIPAL


def month_burden(schedule: loans.Schedule) -> int:
    """The largest sum that falls due in one calendar month: four or five weeks count together."""
    months: dict[tuple[int, int], int] = defaultdict(int)
    for due, amount in zip(schedule.due, schedule.amounts, strict=True):
        months[due.year, due.month] += amount
    return max(months.values())


def law_facts(
    package: Package,
    claim: loans.Buckets,
    new: claims.NewClaim,
    schedule: loans.Schedule,
    *,
    start: date,
    loan: LoanFacts,
    flows: tuple[rules.Flow, ...] = (),
) -> rules.PlanFacts:
    """The facts that the plan checks compare."""
    before = claim.total if loan.total_before_minor is None else loan.total_before_minor
    principal = claim.principal - sum(
        one.waived + one.upfront for one in new.treatments if one.bucket in loans.PRINCIPAL
    )
    return rules.PlanFacts(
        kind=loan.kind,
        lender_type=loan.lender_type,
        channel=loan.channel,
        product=loan.product,
        plan_on=start,
        contract_on=loan.contract_on,
        annual_rate=package.annual_rate,
        overdue_rate=package.annual_rate * (1 + package.overdue_uplift),
        contract_rate=package.annual_rate,
        rate_before=loan.contract_rate,
        flows=flows,
        financed_minor=new.scheduled_minor,
        capitalised_interest_minor=new.relabelled_minor,
        received_minor=loan.received_minor,
        principal_base_minor=None if loan.received_minor is None else principal,
        agreed_principal_minor=new.financed_minor,
        principal_parts=schedule.principal,
        due_on=schedule.due,
        total_before_minor=before,
        total_after_minor=schedule.total + package.upfront_minor,
        requested_on=loan.requested_on or start,
        maturity_on=loan.maturity_on,
        original_months=loan.original_months,
        extension_months=_extension_months(loan, schedule.due[-1]),
        is_overdue=claim.overdue_principal + claim.overdue_interest > 0,
        guarantors=loan.guarantors,
        effective_on=start,
        has_cost_table=loan.has_cost_table,
    )


def _extension_months(loan: LoanFacts, last_due: date) -> int | None:
    """Months beyond maturity, begun ones counted whole, on top of earlier extensions."""
    if loan.maturity_on is None:
        return None
    return loan.extended_months + max(dates.months_begun(loan.maturity_on, last_due), 0)


def cost_flows(
    package: Package, new: claims.NewClaim, schedule: loans.Schedule, *, start: date
) -> tuple[rules.Flow, ...]:
    """The borrower's payments with their exact distance from the start, for the cost check."""
    terms = claims.plan_terms(
        package, financed_minor=new.financed_minor, start=start, currency=schedule.currency
    )
    if terms is None:
        return ()
    years = accumulate(periods(terms).years)
    pairs = zip(years, schedule.amounts, strict=True)
    return tuple(rules.Flow(elapsed, amount) for elapsed, amount in pairs if amount)


def _findings(
    package: Package,
    claim: loans.Buckets,
    new: claims.NewClaim,
    schedule: loans.Schedule,
    start: date,
    under: Sequence[LoanFacts],
    pack: rules.LawPack,
    flows: tuple[rules.Flow, ...],
) -> tuple[rules.Finding, ...]:
    found: dict[rules.Finding, None] = {}
    for loan in under:
        facts = law_facts(package, claim, new, schedule, start=start, loan=loan, flows=flows)
        found.update(dict.fromkeys(rules.check_plan(facts, pack=pack)))
    return tuple(found)


def _reasons(
    package: Package, claim: loans.Buckets, new: claims.NewClaim, total: int, burden: int, kept: int | None
) -> tuple[texts.Message, ...]:
    said = [texts.message("plan_costs", total_minor=total, claim_minor=claim.total)]
    if new.waived_minor:
        said.append(texts.message("plan_waives", waived_minor=new.waived_minor))
    if package.grace_instalments:
        first = package.first_payment_on.isoformat()
        said.append(texts.message("plan_starts_later", grace=package.grace, first_on=first))
    if kept is not None and kept >= 0:
        said.append(texts.message("plan_fits_budget", burden_minor=burden, kept_minor=kept))
    if kept is not None and kept < 0:
        said.append(texts.message("plan_over_budget", burden_minor=burden, short_minor=-kept))
    return tuple(said)
