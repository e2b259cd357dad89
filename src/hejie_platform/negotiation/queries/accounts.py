"""The creditor's own file, loan by loan, beside the account that the engine replays from the contract and the same repayments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from hejie import loans, papers, texts
from hejie.loans import reconciliation
from hejie.papers import Difference, LenderFile, PlannedInstalment, Repayment
from hejie_platform.cases.models import Negotiation
from hejie_platform.intake.facts import found
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Claim, LenderAccount, PaymentDispute

MOST_REPLAYED: Final = 600  # repayments of one loan: each asks the account anew


@dataclass(frozen=True, slots=True)
class LoanAccount:
    """One loan of the talks in the file of this reference: its rows, each by its key, what is said against them, and the replay.

    `differences` is None where it cannot be replayed: the contract says too little, the rows are too many (`is_long`), or the
    payments cannot have happened so (`refused`). `begins`: what was due before that day counts as paid.
    """

    file: str
    ref: str
    number: str
    plan: Sequence[PlannedInstalment]
    repayments: Sequence[tuple[str, Repayment]]
    disputes: Mapping[str, PaymentDispute]
    lacking: Sequence[PaymentDispute]
    differences: Sequence[Difference] | None
    refused: Sequence[texts.Fault] = ()
    begins: date | None = None

    @property
    def is_long(self) -> bool:
        return len(self.repayments) > MOST_REPLAYED


@dataclass(frozen=True, slots=True)
class AccountFile:
    """The newest file. Without `loans` the creditor still has to say which of its `numbers` is which loan."""

    row: LenderAccount
    numbers: Sequence[str]
    loans: Sequence[LoanAccount]
    findings: Sequence[dict[str, Any]]
    faults: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the payments on a loan of a claim are known from: `paid`, the creditor's file, or nothing but the contract.

    `until`: everything due before that day is taken as paid on its day, because nobody tells of it.
    """

    ref: str
    paid: facts.Paid | None
    until: date | None


def newest_account(row: Negotiation) -> LenderAccount | None:
    """The file that counts."""
    newest = LenderAccount.objects.filter(negotiation=row).order_by("-handed_in_at", "-id").first()
    return newest if newest is not None and newest.read else None


def loan_refs(row: Negotiation) -> list[str]:
    """The loans that these talks are about."""
    mine = ClaimedLoan.objects.filter(negotiation=row, removed_at__isnull=True).order_by("ref")
    return list(mine.values_list("ref", flat=True))


def numbers_in(account: LenderAccount) -> tuple[str, ...]:
    """The creditor's own numbers of the loans in its file."""
    rows = (*account.read["plan"], *account.read["repayments"])
    return tuple(sorted({one["loan_ref"] for one in rows}))


def chosen(account: LenderAccount) -> Mapping[str, str]:
    """Which number each loan of the talks has; nobody need say it of one loan in a file of one."""
    numbers, refs = numbers_in(account), loan_refs(account.negotiation)
    if account.loans or len(numbers) != 1 or len(refs) != 1:
        return dict(account.loans)
    return {refs[0]: numbers[0]}


def open_disputes(row: Negotiation) -> list[PaymentDispute]:
    """What the borrower's side says against rows, in the order in which it was said."""
    rows = PaymentDispute.objects.filter(negotiation=row, taken_back_at__isnull=True)
    return list(rows.order_by("said_at", "id"))


def paid_by_loan(row: Negotiation) -> Mapping[str, facts.Paid]:
    """The payments on each loan of the talks of which the newest file tells any, by the loan's reference."""
    account = newest_account(row)
    if account is None:
        return {}
    said, repayments = open_disputes(row), found.repayments(account.read)
    return {
        ref: facts.paid_of(
            repayments,
            [one for one in said if one.loan == ref],
            account=account.ref,
            told_at=account.handed_in_at,
            loan_no=number,
        )
        for ref, number in chosen(account).items()
        if any(one.loan_ref == number for one in repayments)
    }


def statement_of(claim: Claim) -> reconciliation.Statement | None:
    """The claim beside the same loans recomputed from their contracts and payments; None if they do not say enough."""
    contracts, paid = facts.contracts_from_json(claim.contract), paid_by_loan(claim.negotiation)
    return facts.statement(contracts, facts.buckets_of(claim), claim.as_of, paid)


def sources_of(claim: Claim) -> tuple[Source, ...]:
    """From where the payments of each loan of a claim are known; nothing where a contract does not say enough."""
    contracts, paid = facts.contracts_from_json(claim.contract), paid_by_loan(claim.negotiation)
    terms = [facts.terms_of(one, currency=claim.currency) for one in contracts]
    return tuple(
        Source(one.ref, known, facts.taken_as_paid(one, of, known, claim.as_of))
        for one, of in zip(contracts, terms, strict=True)
        if of is not None
        for known in (paid.get(one.ref),)
    )


def account_file(row: Negotiation, claim: Claim | None) -> AccountFile | None:
    """The newest file of these talks; None where the creditor has handed in none."""
    account = newest_account(row)
    if account is None:
        return None
    file, said, paid = found.lender_file(account.read), open_disputes(row), paid_by_loan(row)
    contracts = {one.ref: one for one in facts.contracts_from_json(claim.contract)} if claim else {}
    currency = claim.currency if claim else ""
    return AccountFile(
        row=account,
        numbers=numbers_in(account),
        loans=[
            _loan(
                account.ref,
                ref,
                number,
                file,
                [one for one in said if one.loan == ref],
                _terms(contracts.get(ref), currency),
                paid,
            )
            for ref, number in chosen(account).items()
        ],
        findings=account.read["findings"],
        faults=account.read["faults"],
    )


def _terms(contract: facts.Contract | None, currency: str) -> loans.Terms | None:
    return facts.terms_of(contract, currency=currency) if contract else None


def _loan(
    account: str,
    ref: str,
    number: str,
    file: LenderFile,
    said: Sequence[PaymentDispute],
    terms: loans.Terms | None,
    paid: Mapping[str, facts.Paid],
) -> LoanAccount:
    rows = [(key, one) for key, one in facts.keyed(file.repayments) if one.loan_ref == number]
    begins = facts.begins(paid[ref], terms) if terms and ref in paid else None
    differences, refused = _replayed([one for _, one in rows], terms, begins)
    return LoanAccount(
        file=account,
        ref=ref,
        number=number,
        plan=[one for one in file.plan if one.loan_ref == number],
        repayments=rows,
        disputes={one.key: one for one in said if one.key in dict(rows)},
        lacking=[one for one in said if not one.key],
        differences=differences,
        refused=refused,
        begins=begins,
    )


def _replayed(
    rows: Sequence[Repayment], terms: loans.Terms | None, begins: date | None
) -> tuple[Sequence[Difference] | None, Sequence[texts.Fault]]:
    if terms is None or len(rows) > MOST_REPLAYED:
        return None, ()
    earlier = reconciliation.paid_on_time(terms, before=begins) if begins else ()
    try:
        return papers.replayed(LenderFile(repayments=tuple(rows)), terms, earlier=earlier), ()
    except texts.Faulty as faulty:
        return None, faulty.faults
