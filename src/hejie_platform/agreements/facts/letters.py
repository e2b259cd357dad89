"""What a clearance letter says, read from the signed terms and the confirmed payments of its agreement."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from hejie import texts
from hejie_platform.agreements import document
from hejie_platform.agreements.facts import keeping, terms
from hejie_platform.agreements.models import Agreement, ClearanceLetter, Obligation
from hejie_platform.core import clock

FORMAT: Final = 1
KIND: Final = "clearance_letter"
DUTY: Final = "duty_issue_clearance_letter"


@dataclass(frozen=True, slots=True)
class Said:
    """The letter's words as data, and their hash."""

    terms: dict[str, Any]

    @property
    def code(self) -> str:
        return str(self.terms["code"])

    @property
    def lender(self) -> str:
        return str(self.terms["lender"])

    @property
    def terms_hash(self) -> str:
        return texts.digest(self.terms)

    @property
    def paper(self) -> document.Letter:
        return document.Letter(self.terms, self.terms_hash, date.fromisoformat(self.terms["issued_on"]))


def said(duty: Obligation, *, code: str, now: datetime) -> Said:
    """The letter by which this duty is done."""
    row = duty.agreement
    agreed = terms.terms_of(row)
    parties = terms.clause(agreed, "clause_parties") or {"roles": [], "names": [], "marks": []}
    of = {role: place for place, role in enumerate(parties["roles"])}
    named = terms.clause(agreed, "clause_loans") or {"contracts": []}
    received = keeping.received(row)
    return Said(
        {
            "format": FORMAT,
            "kind": KIND,
            "code": code,
            "agreement": row.ref,
            "agreement_hash": row.terms_hash,
            "borrower": parties["names"][of["borrower"]],
            "borrower_mark": parties["marks"][of["borrower"]],
            "lender": parties["names"][of["lender"]],
            "contracts": list(named["contracts"]),
            "agreed_on": _day(row.effective_at, now),
            "settled_on": _settled(row, [one.paid_on for one in received], now),
            "paid_minor": sum(one.amount_minor for one in received),
            "currency": terms.claim_of(agreed).currency,
            "issued_on": clock.legal_day(now).isoformat(),
        }
    )


def _day(moment: datetime | None, now: datetime) -> str:
    return clock.legal_day(moment or now).isoformat()


def _settled(row: Agreement, days: list[date], now: datetime) -> str:
    """The day of the last payment; of an agreement without any, that of the letter."""
    return (max(days) if days else clock.legal_day(now)).isoformat()


def paper_of(letter: ClearanceLetter) -> document.Letter:
    """What the letter is drawn from. Raises ValueError if the stored text is not what the hash covers."""
    found = Said(json.loads(letter.terms))
    if found.terms_hash != letter.terms_hash:
        raise ValueError(f"the text of letter {letter.code} is not the one that was issued")
    return found.paper


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
