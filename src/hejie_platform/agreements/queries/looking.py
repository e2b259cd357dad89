"""One agreement as its pages show it, for the side that looks: terms, signatures, duties, payments, how it stands.

While it is being signed nobody is told who has signed: the number of signatures is shown, and one's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hejie import agreements as engine
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.facts import keeping, paper, step_facts, terms
from hejie_platform.agreements.facts.places import place_of
from hejie_platform.agreements.facts.terms import Slot
from hejie_platform.agreements.facts.undertaking import later_duties
from hejie_platform.agreements.models import Agreement, Obligation, Payment, Signature, Variation
from hejie_platform.cases.access import negotiations_for_lender
from hejie_platform.cases.models import Clock
from hejie_platform.core import clock
from hejie_platform.people.models import User

NEXT = 3  # instalments ahead that a page shows unasked


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of either side; `line` tells how far a payment came."""

    row: Obligation
    line: engine.Line | None
    is_late: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the pages of one agreement show to one reader."""

    agreement: Agreement
    terms: Mapping[str, Any]
    side: str
    slots: Sequence[Slot]
    signatures: Sequence[Signature]
    own_place: Slot | None
    performance: engine.Performance | None
    duties: Sequence[Duty]
    later: Sequence[engine.ObligationSpec]
    payments: Sequence[Payment]
    variation: Variation | None
    clocks: Mapping[str, Clock]
    seen_hash: str

    @property
    def has_signed(self) -> bool:
        """Whether the reader's own side has signed."""
        return self.own_place is not None and any(
            one.place == self.own_place.place for one in self.signatures
        )

    @property
    def may_sign(self) -> bool:
        """Whether the reader's signature is waited for."""
        return self.agreement.state == "signing" and self.own_place is not None and not self.has_signed

    @property
    def is_running(self) -> bool:
        return self.agreement.state in step_facts.RUNNING

    @property
    def next_payment(self) -> Duty | None:
        """The oldest instalment that is open."""
        return next((one for one in self.money if one.row.state == "open"), None)

    @property
    def money(self) -> list[Duty]:
        """The duties that are paid, oldest first."""
        return [one for one in self.duties if one.row.amount_minor is not None]

    @property
    def near(self) -> list[Duty]:
        """The instalments so far and the next few."""
        return self.money[: self._answered + NEXT]

    @property
    def far(self) -> list[Duty]:
        """Those that are further ahead."""
        return self.money[self._answered + NEXT :]

    @property
    def _answered(self) -> int:
        return max(
            (place for place, one in enumerate(self.money, start=1) if one.row.state != "open"), default=0
        )

    @property
    def deeds(self) -> list[Duty]:
        """The duties that are done, not paid, oldest first."""
        return [one for one in self.duties if one.row.amount_minor is None]

    @property
    def waiting_payments(self) -> list[Payment]:
        """Told and not answered."""
        return [one for one in self.payments if one.confirmed_at is None and one.contested_at is None]

    def clause(self, code: str) -> Mapping[str, Any] | None:
        """The facts of a clause of the terms."""
        return terms.clause(self.terms, code)


def look(held: HeldAgreement, *, now: datetime) -> Look:
    """The agreement for its reader. A fixed number of queries."""
    row, day = held.agreement, clock.legal_day(now)
    said = terms.terms_of(row)
    duties = list(Obligation.objects.filter(agreement=row).order_by("due_on", "number"))
    kept = keeping.performance(row, day) if duties else None
    return Look(
        agreement=row,
        terms=said,
        side=held.side,
        slots=terms.slots_of(said),
        signatures=list(Signature.objects.filter(agreement=row).select_related("signer").order_by("place")),
        own_place=place_of(held, held.acting("agreement", "sign").role, row),
        performance=kept,
        duties=[_duty(one, kept, held.side, day) for one in duties if one.state != "released"],
        later=later_duties(row),
        payments=list(
            Payment.objects.filter(agreement=row)
            .select_related("obligation", "proof")
            .order_by("-claimed_at", "-id")
        ),
        variation=step_facts.open_variation(row),
        clocks={one.rule: one for one in _running(row)},
        seen_hash=paper.seen_hash(row),
    )


def _running(row: Agreement) -> Sequence[Clock]:
    return list(
        Clock.objects.filter(subject=row.id, stopped_at__isnull=True, fired_at__isnull=True).order_by(
            "due_at", "id"
        )
    )


def _duty(row: Obligation, kept: engine.Performance | None, side: str, day: date) -> Duty:
    line = next((one for one in kept.lines if one.number == row.number), None) if kept else None
    late = row.state == "open" and row.due_on is not None and row.due_on < day
    return Duty(row, line, late, row.side == side)


def left_of(row: Obligation, *, now: datetime) -> int:
    """What is left to be paid of one instalment."""
    lines = keeping.performance(row.agreement, clock.legal_day(now)).lines
    return next((line.outstanding_minor for line in lines if line.number == row.number), 0)


def newest_of(negotiation: Any) -> Agreement | None:
    """The agreement of these talks that was drawn up last."""
    rows = Agreement.objects.filter(negotiation=negotiation).select_related("negotiation__creditor")
    return rows.order_by("-created_at", "-id").first()


def waiting_on(row: Obligation) -> Payment | None:
    """The payment told on this duty that waits for an answer; None for a deed, or where none waits."""
    waiting = Payment.objects.filter(obligation=row, confirmed_at__isnull=True, contested_at__isnull=True)
    return waiting.order_by("claimed_at", "id").last()


def claimed_by(row: Agreement, side: str) -> list[Obligation]:
    """The duties of this side that it says are done, and that wait for the other side's word."""
    rows = Obligation.objects.filter(agreement=row, side=side, state="claimed")
    return list(rows.order_by("due_on", "number"))


def open_deeds(row: Agreement, side: str) -> list[Obligation]:
    """The open duties of this side that are done, not paid."""
    rows = Obligation.objects.filter(agreement=row, side=side, state="open", amount_minor__isnull=True)
    return list(rows.order_by("due_on", "number"))


def to_answer(person: User, *, now: datetime) -> list[Payment]:
    """Payments told to the lenders at which this person works, and not answered, the oldest first."""
    talks = negotiations_for_lender(person, now=now)
    waiting = Payment.objects.filter(
        agreement__negotiation__in=talks.order_by(), confirmed_at__isnull=True, contested_at__isnull=True
    )
    return list(
        waiting.filter(obligation__state="claimed")
        .select_related("agreement__negotiation__creditor", "obligation")
        .order_by("claimed_at", "id")
    )


def to_sign_for_lender(person: User, *, now: datetime) -> list[Agreement]:
    """Agreements that wait for the signature of a lender at which this person works, the most urgent first."""
    talks = negotiations_for_lender(person, now=now)
    waiting = Agreement.objects.filter(negotiation__in=talks.order_by(), state="signing")
    rows = waiting.select_related("negotiation__creditor").order_by("sign_by", "id")
    signed = set(
        Signature.objects.filter(agreement__in=waiting.order_by(), side="lender").values_list(
            "agreement_id", flat=True
        )
    )
    return [row for row in rows if row.pk not in signed]
