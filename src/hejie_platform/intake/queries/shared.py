"""What a lender sees of an application: its own loans, and the items of the sheet that the borrower signed for it.

Nothing is shown without a sheet in force, and an item that the borrower left out is None: not an empty answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from hejie_platform.cases.models import Negotiation
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import Change, ClaimedLoan, Consent, EvidenceItem, Story, Wish
from hejie_platform.intake.queries.application import papers_of
from hejie_platform.intake.queries.household import CaseBudget, budget_of

KEPT_BACK: Final = ("credit_report", "other_paper")
OF_ONE_LOAN: Final = ("contract", "repayment_record", "collection_notice")
UNSEEN: Final = ("waiting", "reading", "refused", "stopped", "needs_password", "needs_columns")


@dataclass(frozen=True, slots=True)
class Shared:
    """One lender's slice. `other_debts_minor` is one total, frozen in nobody's name; `story_words` are the borrower's."""

    consent: Consent | None
    loans: Sequence[ClaimedLoan]
    story: Story | None
    story_words: str | None
    wish: Wish | None
    budget: CaseBudget | None
    other_debts_minor: int | None
    papers: Sequence[EvidenceItem] | None
    changes: Sequence[Change]


def shared_with(negotiation: Negotiation, *, day: date) -> Shared:
    """What this negotiation's creditor may see today."""
    case = negotiation.case
    sheet = _sheet(negotiation, day)
    items = frozenset(sheet.items) if sheet else frozenset()
    story = Story.objects.get(case=case) if "hardship" in items else None
    return Shared(
        consent=sheet,
        loans=list(
            ClaimedLoan.objects.filter(negotiation=negotiation, removed_at__isnull=True).order_by("id")
        )
        if "own_loans" in items
        else [],
        story=story,
        story_words=story.words if story and "story_words" in items else None,
        wish=Wish.objects.filter(case=case).first() if sheet else None,
        budget=budget_of(case) if "budget_totals" in items else None,
        other_debts_minor=_other_debts(negotiation) if "other_debts_total" in items else None,
        papers=list(papers_shared_with(negotiation, day=day)) if "papers" in items else None,
        changes=list(
            Change.objects.filter(case=case, shown_to=negotiation.creditor).order_by("-told_at", "-id")
        ),
    )


def papers_shared_with(negotiation: Negotiation, *, day: date) -> QuerySet[EvidenceItem]:
    """The papers that this negotiation's creditor may look at today, as pictures.

    Never a statement of an account, of which a creditor reads the standard statement and no row; never a credit report, which
    names the other creditors; no paper of which nobody has said what it is; and of contracts and the like its own alone.
    """
    sheet = _sheet(negotiation, day)
    if sheet is None or "papers" not in sheet.items:
        return EvidenceItem.objects.none()
    kept = [kind for kind, paper in LISTS.papers.items() if paper.reads] + [*KEPT_BACK]
    rows = papers_of(negotiation.case).exclude(kind__in=kept).exclude(state__in=UNSEEN)
    told = ClaimedLoan.objects.filter(case_id=negotiation.case_id, removed_at__isnull=True)
    others = told.exclude(negotiation=negotiation).exists()  # with talks or without
    unnamed = Q(loan__isnull=True) & ~Q(kind__in=OF_ONE_LOAN) if others else Q(loan__isnull=True)
    return rows.filter(Q(loan__negotiation=negotiation) | unnamed)


def wish_of(negotiation: Negotiation, *, day: date, is_own: bool) -> Wish | None:
    """The borrower's wish, for its own side, and for a creditor while a sheet of the borrower's is in force."""
    if not is_own and _sheet(negotiation, day) is None:
        return None
    return Wish.objects.filter(case=negotiation.case_id).first()


def _sheet(negotiation: Negotiation, day: date) -> Consent | None:
    in_force = Consent.objects.filter(
        case_id=negotiation.case_id,
        recipient_id=negotiation.creditor_id,
        withdrawn_at__isnull=True,
        until_day__gte=day,
    )
    return in_force.select_related("recipient").first()


def _other_debts(negotiation: Negotiation) -> int:
    """The sum of what the borrower says is owed to everybody else."""
    others = ClaimedLoan.objects.filter(case_id=negotiation.case_id, removed_at__isnull=True).exclude(
        negotiation=negotiation
    )
    return sum(minor or 0 for minor in others.order_by("id").values_list("balance_minor", flat=True))
