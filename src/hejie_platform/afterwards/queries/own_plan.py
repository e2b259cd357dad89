"""The own plan as its page shows it, and what a new one begins with: the household's budget shared over its debts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hejie import dates, money
from hejie_platform.afterwards.facts import sharing
from hejie_platform.afterwards.models import OwnLine, OwnPayment, OwnPlan
from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.intake.queries import budget_of
from hejie_platform.intake.queries.application import loans_of
from hejie_platform.intake.queries.missing import label_of


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One loan with what is suggested for it. `interest_minor`: what it grows by in a month, where that can be said."""

    loan: ClaimedLoan
    name: str
    monthly_minor: int
    is_first: bool
    interest_minor: int | None

    @property
    def grows(self) -> bool:
        """Whether the debt grows although this is paid."""
        return self.interest_minor is not None and 0 < self.monthly_minor < self.interest_minor


@dataclass(frozen=True, slots=True)
class Suggested:
    """A whole suggestion: what the budget leaves each month, and how it is shared."""

    monthly_minor: int
    from_budget_minor: int
    shares: Sequence[Suggestion]
    first_on: date


def suggestion(
    case: Case,
    *,
    monthly_minor: int | None = None,
    firsts: frozenset[str] | None = None,
    today: date,
) -> Suggested:
    """What can be paid, shared: debts that come first (named in `firsts`; those with a guarantor unless said), then by size."""
    left = max(0, budget_of(case).made.disposable_minor)
    monthly = left if monthly_minor is None else monthly_minor
    loans = [loan for loan in loans_of(case) if loan.balance_minor is None or loan.balance_minor > 0]
    debts = [_debt(loan, firsts) for loan in loans]
    parts = sharing.share(debts, monthly_minor=monthly)
    shares = [
        Suggestion(loan, label_of(loan), part, debt.is_first, interest_of(loan))
        for loan, debt, part in zip(loans, debts, parts, strict=True)
    ]
    return Suggested(monthly, left, shares, dates.add_months(today.replace(day=1), 1))


def _debt(loan: ClaimedLoan, firsts: frozenset[str] | None) -> sharing.Debt:
    is_first = bool(loan.guarantor_name) if firsts is None else loan.ref in firsts
    owed = loan.balance_minor or loan.principal_minor or 0
    return sharing.Debt(loan.ref, owed, loan.instalment_minor, is_first)


def interest_of(loan: ClaimedLoan) -> int | None:
    """A month's interest on what is still owed, at the contract's rate; None where either is not known."""
    if loan.balance_minor is None or not loan.annual_rate:
        return None
    rate: Fraction = money.rate(loan.annual_rate)
    return sharing.monthly_interest(owed_minor=loan.balance_minor, annual_rate=rate)


@dataclass(frozen=True, slots=True)
class Line:
    """One creditor's share of a plan, with its payments; `talks`: live talks in which it could be offered."""

    row: OwnLine
    name: str
    payments: Sequence[OwnPayment]
    interest_minor: int | None
    talks: Negotiation | None

    @property
    def paid_minor(self) -> int:
        return sum(one.paid_minor or 0 for one in self.payments)

    @property
    def grows(self) -> bool:
        """Whether the debt grows although the plan is kept."""
        return self.interest_minor is not None and self.row.monthly_minor < self.interest_minor


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan that runs."""

    row: OwnPlan
    lines: Sequence[Line]

    @property
    def payments(self) -> list[tuple[Line, OwnPayment]]:
        """Every payment with its line, by day."""
        pairs = [(line, one) for line in self.lines for one in line.payments]
        return sorted(pairs, key=lambda pair: (pair[1].due_on, pair[0].row.number))

    @property
    def next_one(self) -> tuple[Line, OwnPayment] | None:
        """The first payment that was not told yet."""
        return next(((line, one) for line, one in self.payments if one.paid_on is None), None)

    @property
    def monthly_minor(self) -> int:
        return sum(line.row.monthly_minor for line in self.lines)

    @property
    def paid_minor(self) -> int:
        return sum(line.paid_minor for line in self.lines)


def plan_of(case: Case) -> Plan | None:
    """The plan that runs, with every payment. Four queries."""
    plan = OwnPlan.objects.filter(case=case, ended_at__isnull=True).first()
    if plan is None:
        return None
    payments: dict[int, list[OwnPayment]] = {}
    for one in OwnPayment.objects.filter(line__plan=plan).order_by("number"):
        payments.setdefault(one.line_id, []).append(one)
    live = _live_talks(case)
    lines = OwnLine.objects.filter(plan=plan).select_related("loan__creditor").order_by("number")
    return Plan(plan, [_line(line, payments.get(line.pk, []), live) for line in lines])


def _line(line: OwnLine, payments: list[OwnPayment], live: Mapping[object, Negotiation]) -> Line:
    talks = live.get(line.loan.creditor_id) if line.loan.creditor_id else None
    return Line(line, label_of(line.loan), payments, interest_of(line.loan), talks)


def _live_talks(case: Case) -> Mapping[object, Negotiation]:
    """Talks in which an offer can be made now, by creditor: of this case and of those that followed it."""
    mine = Negotiation.objects.filter(case__borrower=case.borrower, state="talking").order_by(
        "created_at", "id"
    )
    return {row.creditor_id: row for row in mine} if case.borrower_id else {}
