"""Obligation and payment rows -> how the agreement stands on a day.

Only confirmed payments count; they fill the instalments by the rule that the agreement names. Instalments that an open
request for change covers may be late without being a breach.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from hejie import agreements
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement, Obligation, Payment, Variation
from hejie_platform.cases.access import guarantors_of
from hejie_platform.cases.models import Negotiation, Party
from hejie_platform.core import clock
from hejie_platform.ledger.actions import Owed
from hejie_platform.ledger.models import Entry
from hejie_platform.people.queries import members_on

OPEN = ("open", "claimed")
OUTLIVES = ("duty_issue_clearance_letter", "duty_correct_credit_report")


def spec_of(row: Obligation) -> agreements.ObligationSpec:
    """A dated obligation as the engine reads it."""
    if row.due_on is None:
        raise ValueError(f"obligation {row.ref} has no day yet")
    return agreements.ObligationSpec(
        kind=row.kind,
        side="lender" if row.side == "lender" else "borrower",
        code=row.code,
        due_on=row.due_on,
        number=row.number,
        amount_minor=row.amount_minor or 0,
        facts=row.facts,
    )


def money_rows(agreement: Agreement) -> list[Obligation]:
    """The duties that are paid and were not released, oldest first."""
    rows = Obligation.objects.filter(agreement=agreement, amount_minor__isnull=False).exclude(
        state="released"
    )
    return list(rows.order_by("due_on", "number"))


def received(agreement: Agreement) -> list[Payment]:
    """The payments that count: confirmed, and still there."""
    rows = Payment.objects.filter(agreement=agreement, confirmed_at__isnull=False, reversed_at__isnull=True)
    return list(rows.select_related("obligation").order_by("paid_on", "claimed_at", "id"))


def excused(agreement: Agreement) -> tuple[int, ...]:
    """The instalments that an open request for change covers."""
    covers = Variation.objects.filter(agreement=agreement, ended_at__isnull=True).values_list(
        "covers", flat=True
    )
    return tuple(number for numbers in covers for number in numbers)


def performance(
    agreement: Agreement,
    day: date,
    *,
    rows: Sequence[Obligation] | None = None,
    payments: Iterable[Payment] | None = None,
) -> agreements.Performance:
    """How the money duties stand at the end of `day`."""
    said = terms.terms_of(agreement)
    counted = received(agreement) if payments is None else payments
    return agreements.performance_at(
        [spec_of(row) for row in (money_rows(agreement) if rows is None else rows)],
        [
            agreements.Payment(
                one.paid_on, one.amount_minor, one.obligation.number if one.obligation else None
            )
            for one in counted
        ],
        day,
        rule=terms.rule_of(said),
        allocation=terms.allocation_of(said),
        excused=excused(agreement),
    )


def returnable(payment: Payment, day: date) -> int:
    """How much of a confirmed payment came too much: beyond what had to be paid by the day, or beyond everything once the
    agreement has ended. Minor units."""
    if payment.confirmed_at is None or payment.reversed_at is not None:
        return 0
    if payment.agreement.reason == "paid_early":
        return min(payment.amount_minor, _beyond_payoff(payment.agreement))
    kept = performance(payment.agreement, day)
    ahead = sum(line.paid_minor for line in kept.lines if line.due_on > day)
    is_over = payment.agreement.state == "ended"
    return min(payment.amount_minor, kept.surplus_minor + (0 if is_over else ahead))


def _beyond_payoff(agreement: Agreement) -> int:
    """What came beyond the figure that settled everything, as it was noted on that day. Minor units."""
    noted = (
        Entry.objects.filter(subject=agreement.id, verb="agreement.pay_early").order_by("at", "seq").last()
    )
    said = noted.facts if noted is not None else {}
    return int(said.get("amount_minor", 0)) - int(said.get("wanted_minor", 0))


def news(agreement: Agreement, code: str, *, side: str, now: datetime) -> tuple[Owed, ...]:
    """A notice for everybody of one side of an agreement, in the sentence of `code`."""
    talks = agreement.negotiation
    about = {"machine": "agreement", "ref": agreement.ref, "case": talks.case.ref, "negotiation": talks.ref}
    facts = {
        "ref": agreement.ref,
        "lender_zh": talks.creditor.name_zh,
        "lender_en": talks.creditor.name_en,
    }
    return tuple(
        Owed(
            kind="notice.send",
            key=f"{code} {user}",
            payload={"to": str(user), "code": code, "facts": facts, "about": about, "side": side},
        )
        for user in _people(agreement, side, clock.legal_day(now))
    )


def _people(agreement: Agreement, side: str, day: date) -> list[UUID]:
    """Who is told of one side: the borrower's side, or the officer in charge and else every officer."""
    talks = agreement.negotiation
    if side == "borrower":
        return borrower_side(talks)
    if talks.assigned_to_id is not None:
        return [talks.assigned_to_id]
    return [one.user_id for one in members_on(talks.creditor, day, ("officer",))]


def borrower_side(talks: Negotiation) -> list[UUID]:
    """The household, and who stands for a loan of these talks; a guarantor of another loan hears nothing of them."""
    household = Party.objects.filter(case=talks.case_id, left_at__isnull=True).exclude(role="guarantor")
    found = [*household.order_by("id"), *guarantors_of(talks)]
    return list(dict.fromkeys(party.user_id for party in found))


def is_in_breach(agreement: Agreement, side: str, day: date) -> bool:
    """Whether this side has not kept a duty beyond the days of grace, on the day."""
    if side == "borrower":
        return performance(agreement, day).is_in_breach
    grace = terms.rule_of(terms.terms_of(agreement)).grace_days
    late = Obligation.objects.filter(agreement=agreement, side=side, state="open", due_on__isnull=False)
    return any(
        (day - due).days > grace for due in late.order_by("due_on").values_list("due_on", flat=True) if due
    )


def all_paid(agreement: Agreement) -> bool:
    """Whether nothing that is to be paid is left. A lender's duties may outlive the agreement."""
    rows = Obligation.objects.filter(agreement=agreement)
    return not rows.filter(amount_minor__isnull=False, state__in=OPEN).exists()
