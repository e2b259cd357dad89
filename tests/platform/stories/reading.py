"""Papers that were read: a contract with a few values confirmed, and a credit report."""

import uuid
from datetime import datetime
from functools import cache
from typing import Any

from hejie_platform.intake import actions
from hejie_platform.intake.access import HeldCase
from hejie_platform.intake.models import ClaimedLoan, EvidenceItem, PaperReading
from tests.engine.papers.test_contract import TEXT
from tests.engine.papers.test_credit_report import REPORT
from tests.engine.statements import pdfs
from tests.platform.cast import Cast
from tests.platform.stories import intake

CONFIRMED = {
    "principal": 5_000_000,
    "annual_rate": "0.18",
    "months": 12,
    "start": "2026-01-15",
    "upfront_fee": 150_000,
    "monthly_fee": 5_000,
    "lender": "某某小额贷款有限公司",
}


@cache
def contract_pdf() -> bytes:
    """The contract of the engine's tests, set on a page."""
    return pdfs.placed([(10.0, 30.0 * number, line) for number, line in enumerate(TEXT.splitlines())])


@cache
def report_pdf() -> bytes:
    """The credit report of the engine's tests, set on a page."""
    return pdfs.placed([(10.0, 16.0 * number, line) for number, line in enumerate(REPORT.splitlines())])


def handed_in(
    held: HeldCase, data: bytes, kind: str, *, now: datetime, loan: ClaimedLoan | None = None
) -> EvidenceItem:
    """One paper of this kind."""
    actions.hand_in(held, data, kind=kind, filename=f"{kind}.pdf", loan=loan, now=now, action_id=uuid.uuid4())
    return EvidenceItem.objects.filter(case=held.case, kind=kind).latest("id")


def read(
    held: HeldCase, data: bytes, kind: str, *, now: datetime, loan: ClaimedLoan | None = None
) -> EvidenceItem:
    """A paper handed in and read."""
    item = handed_in(held, data, kind, now=now, loan=loan)
    actions.read_paper(held, item, now=now, action_id=uuid.uuid4())
    return item


def confirmed(held: HeldCase, item: EvidenceItem, *, now: datetime, **values: Any) -> PaperReading:
    """Values of a contract said yes to."""
    for field, value in (values or CONFIRMED).items():
        actions.answer_value(held, item, field=field, value=value, now=now, action_id=uuid.uuid4())
    return PaperReading.objects.get(paper=item)


def shared(cast: Cast, *, now: datetime) -> EvidenceItem:
    """The contract of the loan that the bank of an open case has; the borrower shares papers with it."""
    held = intake.open_case(cast, now=now)
    loan = held.case.loans.get(creditor=cast.bank)
    item = read(held, contract_pdf(), "contract", now=now, loan=loan)
    confirmed(held, item, now=now, principal=5_000_000)
    return item


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """A draft with a contract and a credit report that were read; the contract of an open case."""
    held = intake.draft_case(cast, now=now)
    contract = read(held, contract_pdf(), "contract", now=now)
    confirmed(held, contract, now=now)
    return {
        "read_contract": contract,
        "read_report": read(held, report_pdf(), "credit_report", now=now),
        "shared_contract": shared(cast, now=now),
    }


def _of(name: str, **more: Any) -> Any:
    return lambda world: {
        "ref": world.objects[name].case.ref,
        "paper": world.objects[name].ref,
        **more,
    }


def _shared(**more: Any) -> Any:
    """The address at the desk of the lender that has the loan."""
    return lambda world: {
        "ref": world.objects["shared_contract"].loan.negotiation.ref,
        "paper": world.objects["shared_contract"].ref,
        **more,
    }


SAMPLES = {
    "submitted_contract": _of("shared_contract"),
    "submitted_page": _of("shared_contract", number=1),
    "shared_paper": _shared(),
    "shared_page": _shared(number=1),
    "read_contract": _of("read_contract"),
    "read_report": _of("read_report"),
    "read_value": _of("read_contract", field="principal"),
    "read_page": _of("read_contract", number=1),
    "read_entry": _of("read_report", number=0),
}
