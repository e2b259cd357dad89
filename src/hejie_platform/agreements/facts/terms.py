"""Frozen terms -> values of the engine: duties, the rule of breach, the claim, who has to sign.

An agreement stores the canonical JSON that its hash covers; everything here is read back from that text and from
nothing else, so that a change of code cannot change what was signed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from hejie import agreements, loans, texts
from hejie_platform.agreements.models import Agreement

AFTER_LAST_PAYMENT = "last_payment"


@dataclass(frozen=True, slots=True)
class Slot:
    """One signature that the agreement needs: from which side, in which order in the document."""

    side: str  # borrower | guarantor | lender | mediator | body
    place: int
    name: str


def terms_of(agreement: Agreement) -> dict[str, Any]:
    """The terms as plain data. Raises ValueError if the stored text is not what the hash covers."""
    terms: dict[str, Any] = json.loads(agreement.terms)
    if texts.digest(terms) != agreement.terms_hash:
        raise ValueError(f"the terms of agreement {agreement.ref} are not those that were drawn up")
    return terms


def clause(terms: Mapping[str, Any], code: str) -> Mapping[str, Any] | None:
    """The facts of the first clause of this code."""
    return next((one["facts"] for one in terms["clauses"] if one["code"] == code), None)


def specs_of(terms: Mapping[str, Any]) -> tuple[agreements.ObligationSpec, ...]:
    """Every duty of both sides, in the order of their numbers."""
    return tuple(_spec(one) for one in terms["obligations"])


def _spec(one: Mapping[str, Any]) -> agreements.ObligationSpec:
    return agreements.ObligationSpec(
        kind=one["kind"],
        side=one["side"],
        code=one["code"],
        due_on=date.fromisoformat(one["due_on"]),
        number=one["number"],
        amount_minor=one["amount_minor"],
        anchor=one["anchor"],
        days=one["days"],
        facts=one["facts"],
    )


def rule_of(terms: Mapping[str, Any]) -> agreements.BreachRule:
    """When lateness becomes a breach, as the clauses say."""
    breach, cure = clause(terms, "clause_breach"), clause(terms, "clause_cure")
    if breach is None or cure is None:
        raise ValueError("terms without the clauses of breach and cure")
    return agreements.BreachRule(
        grace_days=breach["grace_days"],
        cure_days=cure["cure_days"],
        least_partial_share=Fraction(breach["partial_rate"]),
    )


def allocation_of(terms: Mapping[str, Any]) -> str:
    """Which instalment a payment fills first."""
    found = clause(terms, "clause_allocation")
    return str(found["rule"]) if found else "oldest_first"


def claim_of(terms: Mapping[str, Any]) -> loans.Buckets:
    """What was owed when the terms were drawn up, bucket by bucket."""
    amounts = {name: minor for name, minor in terms["claim"].items() if name != "currency"}
    return loans.Buckets(currency=terms["claim"]["currency"], **amounts)


def start_of(terms: Mapping[str, Any]) -> date:
    """The day from which the plan runs."""
    found = clause(terms, "clause_rate")
    if found is None:
        raise ValueError("terms without a start")
    return date.fromisoformat(found["start_on"])


def rate_of(terms: Mapping[str, Any]) -> Fraction:
    """The yearly rate of the plan."""
    return Fraction((clause(terms, "clause_rate") or {})["annual_rate"])


def last_due_of(terms: Mapping[str, Any]) -> date:
    """The day of the last instalment."""
    return date.fromisoformat((clause(terms, "clause_schedule") or {})["due"][-1])


def slots_of(terms: Mapping[str, Any]) -> tuple[Slot, ...]:
    """The signatures that the agreement needs, in the fixed order of the document: parties as named, then the mediator and
    the seal of the body."""
    parties = clause(terms, "clause_parties") or {"roles": (), "names": ()}
    named = list(zip(parties["roles"], parties["names"], strict=True))
    if mediated := clause(terms, "clause_mediated"):
        named += [("mediator", mediated["mediator"]), ("body", mediated["body"])]
    return tuple(Slot(side, place, name) for place, (side, name) in enumerate(named, start=1))


NEUTRALS: Final = ("mediator", "body_admin")
# What a mediator and their body vouch for, each by itself, in the place of the risks that a party takes.
STATEMENTS: Final = ("statement_voluntary", "statement_read", "statement_lawful")


def to_acknowledge(terms: Mapping[str, Any], role: str) -> tuple[str, ...]:
    """What a signer in this role confirms point by point before signing."""
    return STATEMENTS if role in NEUTRALS else serious_risks_of(terms)


def serious_risks_of(terms: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of the risks that a signer acknowledges one by one; one that occurs twice is numbered."""
    codes = [one["code"] for one in terms["risks"] if one["serious"]]
    return tuple(f"{code}.{place}" for place, code in enumerate(codes, start=1))
