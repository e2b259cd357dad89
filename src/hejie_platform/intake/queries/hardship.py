"""The standard statement of a case, and what was given of it to whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hejie import budget
from hejie.budget import StandardStatement
from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import clock
from hejie_platform.intake.facts import hardship
from hejie_platform.intake.models import ClaimedLoan, EvidenceItem, HardshipFile, Story
from hejie_platform.intake.queries.guidelines import guidelines_of
from hejie_platform.intake.queries.household import budget_of
from hejie_platform.intake.queries.missing import label_of
from hejie_platform.ledger.models import AccessEntry
from hejie_platform.people.models import Organisation


def standard_statement(case: Case) -> StandardStatement:
    """Income and spending of a month in the groups that every adviser knows, from the budget as it stands."""
    made = budget_of(case)
    return budget.standard_statement(made.made, made.rows.meanings)


def statement_data(case: Case) -> dict[str, Any]:
    """The statement as pages, documents and files show it."""
    return hardship.statement_json(standard_statement(case))


def has_budget(case: Case) -> bool:
    """Whether there is anything to state: an answer, or a statement that was read."""
    made = budget_of(case)
    return bool(made.answered) or made.has_statements


def hardship_content(
    case: Case, recipient: Organisation, items: Collection[str], *, day: date
) -> dict[str, Any]:
    """What this lender would be given today: the items of the borrower's choice."""
    story = Story.objects.get(case=case)
    return hardship.content(
        statement_data(case),
        day=day,
        cause=_cause(story) if "cause" in items else None,
        household=_household(story) if "household" in items else None,
        own_loans=_loans(case, recipient) if "own_loans" in items else None,
        papers=_papers(case) if "papers" in items else None,
        guidelines=_guidelines(case, day, tells_household="household" in items),
    )


def _cause(story: Story) -> dict[str, Any]:
    return {
        "cause": story.cause,
        "since_on": story.since_on.isoformat() if story.since_on else None,
        "recovery_on": story.recovery_on.isoformat() if story.recovery_on else None,
    }


def _guidelines(case: Case, day: date, *, tells_household: bool) -> dict[str, Any] | None:
    """What lies above its guideline, with the household's word for it, and the version of the guidelines. What is usual
    depends on how many live there, and is told where that is."""
    found = guidelines_of(case, day=day)
    if found is None:
        return None
    above = [one for one in found.lines if one.beside.asks]
    return {
        "pack": found.compared.pack,
        "above": [
            {
                "group": one.beside.group,
                "group_en": one.beside.group_en,
                "spent_minor": one.beside.spent_minor,
                "guideline_minor": one.beside.guideline_minor if tells_household else None,
                "words": one.note.words if one.note else "",
            }
            for one in above
        ],
    }


def _household(story: Story) -> dict[str, Any]:
    return {"adults": story.household_adults, "children": story.household_children}


def _loans(case: Case, recipient: Organisation) -> list[dict[str, Any]]:
    rows = ClaimedLoan.objects.filter(case=case, creditor=recipient, removed_at__isnull=True).order_by("id")
    return [
        {
            "name": label_of(row),
            "balance_minor": row.balance_minor,
            "instalment_minor": row.instalment_minor,
            "overdue_since": row.overdue_since.isoformat() if row.overdue_since else None,
        }
        for row in rows.select_related("creditor")
    ]


def _papers(case: Case) -> list[dict[str, Any]]:
    """Which papers the platform has seen, by kind and day; no name, no content."""
    rows = EvidenceItem.objects.filter(case=case, removed_at__isnull=True).order_by("filed_at", "id")
    return [
        {"kind": kind, "filed_on": clock.legal_day(at).isoformat(), "state": state}
        for kind, at, state in rows.values_list("kind", "filed_at", "state")
    ]


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was given: whether its lender can open it today, and how often it did."""

    row: HardshipFile
    is_open: bool
    looks: Sequence[AccessEntry]


def files_given(case: Case, *, day: date) -> list[Given]:
    """Who was given what until when, the newest first. Two queries."""
    rows = list(
        HardshipFile.objects.filter(case=case)
        .select_related("recipient")
        .defer("content")
        .order_by("-given_at", "-id")
    )
    looks: dict[Any, list[AccessEntry]] = {}
    found = AccessEntry.objects.filter(kind="hardship_file", subject__in=[row.pk for row in rows])
    for look in found.order_by("-at", "-id"):
        looks.setdefault(look.subject, []).append(look)
    return [Given(row, is_in_force(row, day), looks.get(row.pk, ())) for row in rows]


def is_in_force(row: HardshipFile, day: date) -> bool:
    """Whether its recipient may open it on this day."""
    return row.withdrawn_at is None and row.until_day >= day


def files_for(row: Negotiation, *, day: date) -> list[HardshipFile]:
    """What the creditor of these talks can open today, the newest first."""
    found = HardshipFile.objects.filter(
        case_id=row.case_id, recipient_id=row.creditor_id, withdrawn_at__isnull=True, until_day__gte=day
    )
    return list(found.defer("content").order_by("-given_at", "-id"))
