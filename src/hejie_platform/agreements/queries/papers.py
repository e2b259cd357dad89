"""Reads for the papers around an agreement: letters, a change that is asked for, which debts are bound."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.facts import letters, tying, varying
from hejie_platform.agreements.models import Agreement, ClearanceLetter, Obligation, Tie
from hejie_platform.cases.models import Case, Mediation, Negotiation
from hejie_platform.core import ids
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.negotiation.models import Claim
from hejie_platform.negotiation.queries import latest_claim, owed
from hejie_platform.people.queries import name_of

LETTER_DUTY: Final = letters.DUTY


# --- letters ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """What a stranger with the code is told of a letter. `hash`: of its words, or of the lender's own paper."""

    code: str
    lender: str
    issued_at: datetime
    borrower: str
    is_own_paper: bool
    hash: str
    is_replaced: bool
    is_confirmed: bool


def letter_of(duty: Obligation) -> ClearanceLetter | None:
    """The newest letter of this duty."""
    rows = ClearanceLetter.objects.filter(obligation=duty).order_by("-issued_at", "-id")
    return rows.select_related("own_paper__key", "signed_pdf__key", "base_pdf__key").first()


def letter_by_code(code: str) -> Known | None:
    """What is known of the letter with this code; None where none was issued. Names are shortened."""
    wanted = ids.parse(code)
    rows = ClearanceLetter.objects.select_related("obligation", "own_paper")
    row = rows.filter(code=wanted).first() if wanted else None
    if row is None:
        return None
    said, newest = json.loads(row.terms), letter_of(row.obligation)
    return Known(
        code=row.code,
        lender=said["lender"],
        issued_at=row.issued_at,
        borrower=_shortened(said["borrower"]),
        is_own_paper=row.own_paper is not None,
        hash=row.own_paper.sha256 if row.own_paper else row.terms_hash,
        is_replaced=newest is not None and newest.pk != row.pk,
        is_confirmed=row.obligation.state == "done",
    )


def _shortened(name: str) -> str:
    return name[:1] + "*" * max(len(name) - 1, 1)


# --- a change --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Changing:
    """How far a change has come. `claim`: the figures that it is talked about on."""

    claim: Claim | None
    total_minor: int
    figures_stand: bool
    is_agreed: bool
    successor: Agreement | None


def changing(held: HeldAgreement, *, now: datetime) -> Changing:
    """The change of a running agreement, as both sides see it."""
    row = held.agreement
    claim = latest_claim(row.negotiation) if row.negotiation.is_varying else None
    successor = Agreement.objects.filter(predecessor=row).exclude(state="ended").first()
    return Changing(
        claim=claim,
        total_minor=owed(claim).total if claim else 0,
        figures_stand=claim is not None and varying.figures_stand(row, claim),
        is_agreed=claim is not None and claim.borrower_agreed_at is not None and not claim.disputed,
        successor=successor,
    )


def settled_mediation_ref(row: Agreement) -> str:
    """The mediation under which the agreement was reached, where it has ended."""
    found = Mediation.objects.filter(negotiations=row.negotiation, state="ended").order_by("-created_at")
    return found.values_list("ref", flat=True).first() or ""


# --- which debts are bound -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Debt:
    """One lender's debts, and how they stand: a code of the pages' words."""

    lender: Any
    loans: int
    state: str
    agreement: Agreement | None

    @property
    def is_bound(self) -> bool:
        return self.state == "effective"


@dataclass(frozen=True, slots=True)
class Bound:
    """Every debt of a case, the tie that stands, and the talks that could be tied."""

    debts: Sequence[Debt]
    tie: Tie | None
    to_tie: Sequence[Negotiation]


def bound_of(case: Case, *, now: datetime) -> Bound:
    """What is agreed with whom. Nobody who has not signed is shown as bound."""
    loans = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True).select_related("creditor")
    by_lender: dict[Any, list[ClaimedLoan]] = {}
    for loan in loans.order_by("id"):
        by_lender.setdefault(loan.creditor, []).append(loan)
    talks = {row.creditor_id: row for row in Negotiation.objects.filter(case=case).order_by("created_at")}
    debts = [
        _debt(
            name_of(lender) if lender else found[0].app_name, talks.get(lender.pk) if lender else None, found
        )
        for lender, found in by_lender.items()
    ]
    tie = Tie.objects.filter(case=case, ended_at__isnull=True).first()
    return Bound(debts, tie, tying.to_tie(case))


def _debt(lender: str, talks: Negotiation | None, loans: Sequence[ClaimedLoan]) -> Debt:
    if talks is None:
        return Debt(lender, len(loans), "none", None)
    rows = Agreement.objects.filter(negotiation=talks).order_by("-created_at")
    running = rows.filter(state__in=varying.RUNNING).first()
    if running is not None:
        return Debt(lender, len(loans), "effective", running)
    signing = rows.filter(state="signing").first()
    if signing is not None:
        waits = signing.tie_id is not None and tying.is_signed_by_all(signing)
        return Debt(lender, len(loans), "waits" if waits else "signing", signing)
    if talks.state == "ended":
        return Debt(lender, len(loans), "settled" if talks.reason == "paid" else "ended", None)
    return Debt(lender, len(loans), "talking", None)
