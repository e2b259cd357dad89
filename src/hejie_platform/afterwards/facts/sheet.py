"""What a sheet of undisputed facts says: the parties, the loans by their contracts, chosen buckets of one statement of figures.

The content is canonical JSON, so that both sides sign the same bytes. It is written from what the lender stated and the
borrower does not dispute; no offer, no message and no word of the talks has a place in it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from hejie import loans, texts
from hejie_platform.negotiation.models import Claim

LOAN_FACTS: Final = (
    "contract_on",
    "received_minor",
    "annual_rate",
    "method",
    "instalments",
    "matures_on",
    "unpaid_since",
)
LOANS: Final = "loans"
PAYMENTS: Final = "payments"


def sheet_choices(claim: Claim) -> tuple[str, ...]:
    """What of a claim may be put on a sheet: the contracts, and every bucket with something in it that is not disputed."""
    buckets = (name for name in loans.BUCKETS if claim.buckets.get(name) and name not in claim.disputed)
    return (LOANS, *buckets, PAYMENTS)


def content(
    claim: Claim,
    chosen: Iterable[str],
    *,
    parties: Mapping[str, Any],
    payments: Iterable[Mapping[str, Any]],
) -> str:
    """The canonical JSON of a sheet. `payments` are those that both sides stand by already."""
    wanted = set(chosen)
    said = {
        "as_of": claim.as_of.isoformat(),
        "currency": claim.currency,
        "parties": dict(parties),
        "loans": [_loan(row) for row in claim.contract.get("loans", ())] if LOANS in wanted else [],
        "buckets": {
            name: claim.buckets[name] for name in sheet_choices(claim) if name in wanted & set(claim.buckets)
        },
        "payments": [dict(one) for one in payments] if PAYMENTS in wanted else [],
    }
    return texts.canonical_json(said).decode()


def _loan(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"ref": row["ref"], **{name: row.get(name) for name in LOAN_FACTS if row.get(name) is not None}}


def digest(stored: str) -> str:
    """What both sides sign: the SHA-256 of the content's bytes."""
    return hashlib.sha256(stored.encode()).hexdigest()


def read_sheet(stored: str) -> dict[str, Any]:
    """What `content` wrote."""
    found: dict[str, Any] = json.loads(stored)
    return found
