"""The creditor's own file beside the account that the engine replays from the contract and the same repayments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from hejie import papers, texts
from hejie.papers import Difference, LenderFile, Repayment
from hejie_platform.cases.models import Negotiation
from hejie_platform.intake.facts import found
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Claim, LenderAccount

MOST_REPLAYED: Final = 600  # each repayment asks the account anew


@dataclass(frozen=True, slots=True)
class AccountFile:
    """The newest file: its rows, what does not add up, the lines that cannot be read; and the replay where the contract
    says enough. `differences` is None where it does not, or where the payments cannot be replayed (`refused` says why)."""

    row: LenderAccount
    plan: Sequence[dict[str, Any]]
    repayments: Sequence[Repayment]
    findings: Sequence[dict[str, Any]]
    faults: Sequence[dict[str, Any]]
    differences: Sequence[Difference] | None
    refused: Sequence[texts.Fault] = ()


def account_file(row: Negotiation, claim: Claim | None) -> AccountFile | None:
    """The newest file of these talks; None where the creditor has handed in none."""
    newest = LenderAccount.objects.filter(negotiation=row).order_by("-handed_in_at", "-id").first()
    if newest is None or not newest.read:
        return None
    repayments = found.repayments(newest.read)
    differences, refused = _replayed(repayments, claim)
    return AccountFile(
        row=newest,
        plan=newest.read["plan"],
        repayments=repayments,
        findings=newest.read["findings"],
        faults=newest.read["faults"],
        differences=differences,
        refused=refused,
    )


def _replayed(
    repayments: tuple[Repayment, ...], claim: Claim | None
) -> tuple[Sequence[Difference] | None, Sequence[texts.Fault]]:
    """Only a file of one loan, whose contract the claim states, can be replayed."""
    contracts = facts.contracts_from_json(claim.contract) if claim else ()
    terms = facts.terms_of(contracts[0]) if len(contracts) == 1 else None
    if terms is None or len({one.loan_ref for one in repayments}) > 1 or len(repayments) > MOST_REPLAYED:
        return None, ()
    try:
        return papers.replayed(LenderFile(repayments=repayments), terms), ()
    except texts.Faulty as faulty:
        return None, faulty.faults
