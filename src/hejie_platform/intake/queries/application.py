"""An application as the pages show it: every answer, loan, paper and sheet, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from hejie_platform.cases.access import cases_of
from hejie_platform.cases.models import Case, Clock
from hejie_platform.core import clock, law
from hejie_platform.intake.facts.checklist import Missing
from hejie_platform.intake.models import BudgetAnswer, ClaimedLoan, Consent, EvidenceItem, Review, Story, Wish
from hejie_platform.intake.queries.missing import missing
from hejie_platform.people.models import Organisation, User

NEWEST = ("-created_at", "-id")


@dataclass(frozen=True, slots=True)
class Application:
    """Everything told in one case. `review` is the newest decision of the desk."""

    case: Case
    story: Story
    wish: Wish
    loans: Sequence[ClaimedLoan]
    papers: Sequence[EvidenceItem]
    budget: Sequence[BudgetAnswer]
    consents: Sequence[Consent]
    review: Review | None
    missing: Sequence[Missing]

    @property
    def lenders(self) -> list[Organisation]:
        """The lenders that one of the loans is with: here, or registered outside."""
        rows = (loan.creditor for loan in self.loans)
        return list({row.pk: row for row in rows if row}.values())

    def consent_to(self, lender: Organisation, day: date) -> Consent | None:
        """The sheet in force for this lender."""
        return next(
            (
                one
                for one in self.consents
                if one.recipient_id == lender.pk and one.withdrawn_at is None and one.until_day >= day
            ),
            None,
        )

    def lacks(self, *sections: str) -> list[Missing]:
        """What is missing in these sections."""
        return [one for one in self.missing if one.section in sections]


def application(case: Case, *, now: datetime) -> Application:
    """The application of a case in somebody's hands."""
    return Application(
        case=case,
        story=Story.objects.get(case=case),
        wish=Wish.objects.get(case=case),
        loans=list(loans_of(case)),
        papers=list(papers_of(case)),
        budget=list(BudgetAnswer.objects.filter(case=case).order_by("id")),
        consents=list(
            Consent.objects.filter(case=case).select_related("recipient").order_by("-given_at", "-id")
        ),
        review=Review.objects.filter(case=case)
        .select_related("reviewer")
        .order_by("-decided_at", "-id")
        .first(),
        missing=missing(case, day=clock.legal_day(now)),
    )


def loans_of(case: Case) -> QuerySet[ClaimedLoan]:
    """The loans of a case that were not taken out again."""
    rows = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True)
    return rows.select_related("creditor", "negotiation").order_by("id")


def papers_of(case: Case) -> QuerySet[EvidenceItem]:
    """The papers of a case that were not taken back, without their sealed readings."""
    rows = EvidenceItem.objects.filter(case=case, removed_at__isnull=True)
    return rows.select_related("file", "filed_by", "loan").defer("reading").order_by("filed_at", "id")


def lenders_here(country: str = "") -> QuerySet[Organisation]:
    """The lenders with a desk on this platform, of one country where it is named."""
    rows = Organisation.objects.filter(kind="lender", channel="platform").order_by("created_at", "id")
    return rows.filter(country=country) if country else rows


def countries_here() -> list[str]:
    """The countries under whose law a case may be opened here: home first, then those of other lenders with a desk."""
    found = lenders_here().order_by("country").values_list("country", flat=True).distinct()
    return [law.home(), *(one for one in found if one != law.home())]


def creditors_of(case: Case) -> Sequence[Organisation]:
    """The lenders here that a loan of this case is with: whom admitting asks."""
    loans = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True, creditor__channel="platform")
    return list(Organisation.objects.filter(pk__in=loans.values("creditor_id")).order_by("created_at", "id"))


def open_draft_of(person: User) -> Case | None:
    """The application that this person is still filling in, the newest first."""
    return cases_of(person).filter(borrower=person, state__in=("draft", "returned")).order_by(*NEWEST).first()


def answers_of(person: User) -> Case | None:
    """The newest case of this person whose answers a new application takes over: one that they have begun to tell."""
    told = cases_of(person).filter(borrower=person, story__isnull=False)
    return told.order_by(*NEWEST).first()


def ref_of(case_id: UUID) -> str:
    """The reference of a case that an action has just made."""
    return Case.objects.values_list("ref", flat=True).get(pk=case_id)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a case that the questions ask for."""

    story: Story
    wish: Wish


def answers_about(case: Case) -> Answers:
    """The story and the wish of a case. Two queries."""
    return Answers(Story.objects.get(case=case), Wish.objects.get(case=case))


def newest_loan(case: Case) -> ClaimedLoan:
    """The loan that was added last."""
    return loans_of(case).latest("id")


def review_clock(case: Case) -> Clock | None:
    """The running time limit of the case itself: of the desk while it reads, of the borrower when papers are missing."""
    running = Clock.objects.filter(subject=case.pk, stopped_at__isnull=True, fired_at__isnull=True)
    return running.order_by("due_at").first()
