"""A case as its own page shows it: the talks with their clocks, the desk's decision, and what happened lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hejie_platform.cases.access import cases_of
from hejie_platform.cases.facts import papers_in_force
from hejie_platform.cases.models import Case, Clock, Negotiation, Party
from hejie_platform.core import clock
from hejie_platform.intake.models import ClaimedLoan, Review
from hejie_platform.intake.queries.application import creditors_of
from hejie_platform.intake.queries.missing import classified
from hejie_platform.ledger.models import Entry
from hejie_platform.ledger.queries import news
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import name_of

# What the borrower's side reads of its own case and of its talks. Saved answers and papers are no news to it.
AUDIENCES = ("borrower", "shared")
NO_NEWS = ("case.save", "case.open")
# Time limits inside the lender: that an act waits for its checker is nothing the borrower's side learns.
INSIDE = ("checker_reply",)


@dataclass(frozen=True, slots=True)
class Home:
    """One case on its page. `clocks` are the running ones, the soonest first."""

    case: Case
    negotiations: Sequence[Negotiation]
    outside: Sequence[ClaimedLoan]
    clocks: Sequence[Clock]
    review: Review | None
    lenders: Sequence[Organisation]
    latest: Sequence[Entry]

    @property
    def rests(self) -> bool:
        """Whether the time limits of the case stand still."""
        return any(one.paused_at for one in self.clocks)

    def clock_of(self, row: Negotiation | Case) -> Clock | None:
        """The soonest running time limit of the case itself, or of one of its talks."""
        return next((one for one in self.clocks if one.subject == row.pk), None)


def home(case: Case, *, latest: int = 6) -> Home:
    """The page of a case. Seven queries."""
    negotiations = list(
        Negotiation.objects.filter(case=case)
        .select_related("creditor", "case__borrower")
        .order_by("created_at", "id")
    )
    return Home(
        case=case,
        negotiations=negotiations,
        outside=list(
            ClaimedLoan.objects.filter(case=case, removed_at__isnull=True, creditor__isnull=True).order_by(
                "id"
            )
        ),
        clocks=list(
            Clock.objects.filter(case=case, stopped_at__isnull=True, fired_at__isnull=True)
            .exclude(rule__in=INSIDE)
            .order_by("due_at", "id")
        ),
        review=Review.objects.filter(case=case).order_by("-decided_at", "-id").first(),
        lenders=creditors_of(case),
        latest=list(happened(case, negotiations)[:latest]),
    )


def happened(
    case: Case, negotiations: Sequence[Negotiation], *, audiences: tuple[str, ...] = AUDIENCES
) -> QuerySet[Entry]:
    """What happened in a case and its talks, newest first, as its own side (or these audiences) may read it."""
    subjects = (case.pk, *(one.pk for one in negotiations))
    rows = news(subjects, audiences).exclude(verb__in=NO_NEWS)
    return rows.select_related("chain", "actor", "on_behalf_of")


def lender_names(made: Home) -> dict[UUID | str, str]:
    """What the lenders of a case are called, by the id of their talks and by their reference."""
    by_talks: dict[UUID | str, str] = {one.pk: name_of(one.creditor) for one in made.negotiations}
    return by_talks | {one.ref: name_of(one) for one in made.lenders}


def track_of(case: Case) -> str:
    """What the dispute is about, as the desk classed the case last; "" before."""
    made = classified(case)
    return made.track if made else ""


def creditors_to_write_to(case: Case) -> list[Organisation]:
    """Creditors outside, registered by the desk, with whom no talks have begun."""
    if case.state != "open":
        return []
    loans = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True, creditor__channel="outside")
    waiting = loans.filter(negotiation__isnull=True)
    return list(Organisation.objects.filter(pk__in=waiting.values("creditor_id")).order_by("created_at"))


def my_cases(person: User, *, now: datetime) -> Sequence[Case]:
    """The cases of somebody's side, newest first: their own, and those in which they act for somebody today.

    A loan that one only stands for is no case of one's own. One query, however many somebody acts in.
    """
    seats = Party.objects.filter(user=person, left_at__isnull=True)
    own, acting = (seats.filter(role=role).values("case_id") for role in ("borrower", "representative"))
    papers = papers_in_force(clock.legal_day(now)).filter(
        Q(case__isnull=True) | Q(case=OuterRef("pk")), principal=OuterRef("borrower"), agent=person
    )
    rows = cases_of(person).filter(Q(pk__in=own) | Q(Exists(papers), pk__in=acting))
    return list(rows.select_related("story").order_by("-created_at", "-id"))
