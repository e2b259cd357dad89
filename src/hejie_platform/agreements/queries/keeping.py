"""How agreements are kept, for pages: what the lender owes and by when, what was broken and since when, what was said and
shown about a duty or a payment, calls to be made, sheets of payments and what became of their lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from hejie import agreements as engine
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.actions.follow_ups import callers_of, heads_of, open_calls, settled_mediation
from hejie_platform.agreements.facts import early, keeping, pausing, terms
from hejie_platform.agreements.facts.pausing import Limits
from hejie_platform.agreements.facts.reminding import days_of
from hejie_platform.agreements.models import (
    Agreement,
    ClosingReview,
    FollowUp,
    LifeEvent,
    Obligation,
    Payment,
    PaymentRow,
    PaymentSheet,
    StepNote,
)
from hejie_platform.cases.access import negotiations_for_lender
from hejie_platform.cases.models import Clock, Mediation
from hejie_platform.core import clock
from hejie_platform.ledger.models import Entry
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on

# --- the lender's duties ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owing:
    """A duty that is done, not paid, with how late it is."""

    row: Obligation
    days_late: int


def duties_of_lender(person: User, *, now: datetime) -> list[Owing]:
    """What the lenders at which this person works owe, the oldest due first; also after an agreement has ended."""
    talks = negotiations_for_lender(person, now=now)
    rows = Obligation.objects.filter(
        agreement__negotiation__in=talks.order_by(),
        side="lender",
        amount_minor__isnull=True,
        state__in=keeping.OPEN,
        due_on__isnull=False,
    ).select_related("agreement__negotiation__creditor")
    return [Owing(row, days_late(row, now)) for row in rows.order_by("due_on", "id")]


def days_late(row: Obligation, now: datetime) -> int:
    """Days since the due day of a duty that is open; a claimed one is not late."""
    if row.state != "open" or row.due_on is None:
        return 0
    return max((clock.legal_day(now) - row.due_on).days, 0)


# --- breach ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Broken:
    """What one side has not kept, by the rows: which duties, since when, and what the agreement says of it."""

    side: str
    is_breach: bool
    since: date | None
    money: Sequence[engine.Line]
    deeds: Sequence[Obligation]
    rule: engine.BreachRule
    cure_until: datetime | None

    @property
    def overdue_minor(self) -> int:
        """What should have been paid."""
        return sum(line.outstanding_minor for line in self.money)


def broken(agreement: Agreement, side: str, *, now: datetime) -> Broken:
    """How this side stands with its duties, today."""
    day, rule = clock.legal_day(now), terms.rule_of(terms.terms_of(agreement))
    kept = keeping.performance(agreement, day)
    deeds = list(_late_deeds(agreement, side, day))
    money = [line for line in kept.lines if line.days_overdue and line.state != "excused"]
    first = [one.due_on + timedelta(days=rule.grace_days + 1) for one in deeds if one.due_on]
    since = kept.breach_on if side == "borrower" else min(first, default=None)
    cure = Clock.objects.filter(subject=agreement.id, rule="cure", stopped_at__isnull=True).order_by(
        "-started_at"
    )
    running = cure.first()
    return Broken(
        side=side,
        is_breach=keeping.is_in_breach(agreement, side, day),
        since=since,
        money=money if side == "borrower" else (),
        deeds=deeds,
        rule=rule,
        cure_until=running.due_at if running else None,
    )


def _late_deeds(agreement: Agreement, side: str, day: date) -> QuerySet[Obligation]:
    rows = Obligation.objects.filter(agreement=agreement, side=side, state="open", due_on__lt=day)
    return rows.filter(amount_minor__isnull=True).exclude(kind="review").order_by("due_on", "number")


# --- what was said and shown -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """One entry about a duty or a payment, with the words and the paper that came with it."""

    entry: Entry
    words: str
    has_paper: bool


def said_about(held: HeldAgreement, *subjects: UUID) -> list[Said]:
    """What both sides did and showed about these rows of the agreement, the oldest first."""
    rows = Entry.objects.filter(
        chain__subject=held.agreement.negotiation_id, chain__audience="shared", subject__in=subjects
    )
    rows = rows.exclude(verb="obligation.remind").select_related("note").order_by("at", "seq")
    return [_said(entry) for entry in rows]


def _said(entry: Entry) -> Said:
    note: StepNote | None = getattr(entry, "note", None)
    return Said(entry, note.words if note else "", bool(note and note.paper_id))


def paper_of(held: HeldAgreement, entry: UUID) -> StepNote | None:
    """The paper that came with an entry that both sides of this agreement read."""
    rows = StepNote.objects.filter(
        entry_id=entry,
        entry__chain__subject=held.agreement.negotiation_id,
        entry__chain__audience="shared",
        paper__isnull=False,
    )
    return rows.select_related("paper__key", "entry__actor").first()


def contested(agreement: Agreement) -> list[Payment]:
    """Payments that one side says were made and the other that they did not come, newest first."""
    rows = Payment.objects.filter(agreement=agreement, contested_at__isnull=False)
    return list(rows.select_related("obligation", "proof").order_by("-contested_at", "-id"))


def returnable(payment: Payment, *, now: datetime) -> int:
    """How much of a payment came too much."""
    return keeping.returnable(payment, clock.legal_day(now))


def surplus(agreement: Agreement, *, now: datetime) -> list[tuple[Payment, int]]:
    """The newest payment that brought too much, with how much of it, newest first until all that is too much is named."""
    day = clock.legal_day(now)
    found = [(one, keeping.returnable(one, day)) for one in reversed(keeping.received(agreement))]
    return [(one, back) for one, back in found[:1] if back]


# --- change of life, early payoff, reviews ---------------------------------------------------------


def pause_limits(agreement: Agreement) -> Limits | None:
    """What the signed clause on changes of life still allows; None where there is none, or it is too late for it."""
    return pausing.limits_of(agreement) if agreement.state == "effective" else None


def may_pause(agreement: Agreement, *, now: datetime) -> list[Obligation]:
    """The instalments that the clause reaches today, the next first."""
    day = clock.legal_day(now)
    rows = [one for one in keeping.money_rows(agreement) if one.state == "open"]
    return [one for one in rows if pausing.is_in_reach(agreement, one, day)]


def pauses(agreement: Agreement) -> list[LifeEvent]:
    """The pauses so far, newest first."""
    return list(LifeEvent.objects.filter(agreement=agreement).order_by("-told_at", "-id"))


def payoff(agreement: Agreement, day: date) -> engine.Payoff:
    """What settles everything on this day."""
    return early.payoff(agreement, day)


def payoff_announced(agreement: Agreement) -> Mapping[str, Any] | None:
    """What the borrower's side said last about paying off: its day and figure."""
    rows = Entry.objects.filter(subject=agreement.id, verb="agreement.announce_payoff").order_by(
        "-at", "-seq"
    )
    entry = rows.first()
    return entry.facts if entry is not None else None


def closing_review(agreement: Agreement, side: str) -> ClosingReview | None:
    """What this side said at the end."""
    return ClosingReview.objects.filter(agreement=agreement, side=side).first()


def open_review(agreement: Agreement, *, now: datetime) -> Obligation | None:
    """A look at the budget whose day has come and that was not answered."""
    day = clock.legal_day(now)
    rows = Obligation.objects.filter(agreement=agreement, kind="review", state="open", due_on__lte=day)
    return rows.filter(review__isnull=True).order_by("due_on").first()


# --- calls -----------------------------------------------------------------------------------------


def calls_for(person: User, *, now: datetime) -> list[FollowUp]:
    """The calls that this person makes or answers for, the most urgent first."""
    day = clock.legal_day(now)
    desk = memberships_on(person, day).filter(
        organisation__kind="platform", role__in=("operator", "supervisor")
    )
    heads = memberships_on(person, day).filter(role="body_admin").values("organisation_id")
    mine = Mediation.objects.filter(
        Q(mediator=person) | Q(body_id__in=heads), state="ended", reason="settled"
    )
    own = Q(agreement__negotiation__mediations__in=mine.order_by())
    if desk.exists():
        settled = Mediation.objects.filter(state="ended", reason="settled", mediator__isnull=False)
        own |= ~Q(agreement__negotiation__mediations__in=settled.order_by())
    return list(open_calls().filter(own).distinct())


def calls_of(agreement: Agreement) -> list[FollowUp]:
    """Every call of one agreement."""
    return list(FollowUp.objects.filter(agreement=agreement).order_by("number"))


# --- sheets of payments ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """Where the money of a sheet went: lines and minor units by outcome; they sum to the sheet."""

    lines: int
    total_minor: int
    by_outcome: Mapping[str, tuple[int, int]]

    @property
    def booked_minor(self) -> int:
        return self.by_outcome.get("booked", (0, 0))[1]

    @property
    def rest_minor(self) -> int:
        """What was not booked, whatever the reason."""
        return self.total_minor - self.booked_minor


def tally(sheet: PaymentSheet) -> Tally:
    """The sums of a sheet, to the cent."""
    rows = PaymentRow.objects.filter(sheet=sheet).order_by().values("outcome")
    found = {
        one["outcome"]: (one["lines"], one["minor"] or 0)
        for one in rows.annotate(lines=Count("id"), minor=Sum("amount_minor"))
    }
    lines = sum(count for count, _ in found.values())
    return Tally(lines, sum(minor for _, minor in found.values()), found)


def sheets_of(lenders: Sequence[Organisation]) -> list[PaymentSheet]:
    """The sheets of these lenders, newest first."""
    rows = PaymentSheet.objects.filter(lender__in=lenders)
    return list(rows.select_related("lender", "uploaded_by").order_by("-uploaded_at", "-id")[:50])


def rows_of_sheet(sheet: PaymentSheet, outcomes: Sequence[str] = ()) -> QuerySet[PaymentRow]:
    """The lines of a sheet in the order of the file."""
    rows = PaymentRow.objects.filter(sheet=sheet).select_related("agreement").order_by("line")
    return rows.filter(outcome__in=outcomes) if outcomes else rows


__all__ = [
    "Broken",
    "Limits",
    "Owing",
    "Said",
    "Tally",
    "broken",
    "callers_of",
    "calls_for",
    "calls_of",
    "closing_review",
    "contested",
    "days_late",
    "days_of",
    "duties_of_lender",
    "heads_of",
    "may_pause",
    "open_review",
    "paper_of",
    "pause_limits",
    "pauses",
    "payoff",
    "payoff_announced",
    "returnable",
    "rows_of_sheet",
    "said_about",
    "settled_mediation",
    "sheets_of",
    "surplus",
    "tally",
]
