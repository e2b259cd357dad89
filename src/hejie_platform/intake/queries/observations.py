"""What a paper shows of its own soundness, for its owner and for the desk alike: observations, never accusations."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from hejie_platform.cases.models import Case
from hejie_platform.intake.models import EvidenceItem

OBSERVED: Final = frozenset(
    {
        "statement_characters_lost",
        "statement_count_differs",
        "statement_total_differs",
        "statement_rows_outside_period",
        "statement_numbers_repeated",
        "statement_rows_overlap",
        "statement_balance_breaks",
        "statement_balance_unproved",
        "statement_days_without_rows",
        "statement_pdf_added_to",
        "statement_pdf_from_editor",
    }
)
ELSEWHERE: Final = {"mark": "paper_same_elsewhere", "rows_mark": "paper_same_rows_elsewhere"}
Note = Mapping[str, Any]
Marks = Mapping[str, set[str]]


def observations(item: EvidenceItem) -> list[Note]:
    """Everything to look at in one paper, codes with their facts. At most two queries."""
    return _noticed(item, _elsewhere([item], Case.objects.filter(pk=item.case_id)))


def plain_notes(item: EvidenceItem) -> list[Note]:
    """What else was said of a paper when it was read."""
    return [note for note in item.notes if note["code"] not in OBSERVED]


def observed_in(case: Case) -> list[tuple[EvidenceItem, list[Note]]]:
    """The papers of a case at which there is something to look, with what it is. At most three queries."""
    rows = EvidenceItem.objects.filter(case=case, removed_at__isnull=True).defer("reading")
    items = list(rows.order_by("filed_at", "id"))
    elsewhere = _elsewhere(items, Case.objects.filter(pk=case.pk))
    found = [(item, _noticed(item, elsewhere)) for item in items]
    return [(item, notes) for item, notes in found if notes]


def _noticed(item: EvidenceItem, elsewhere: Marks) -> list[Note]:
    notes = [note for note in item.notes if note["code"] in OBSERVED]
    return notes + [{"code": code, "facts": {}} for code in _alike(item, elsewhere)]


def _alike(item: EvidenceItem, elsewhere: Marks) -> list[str]:
    """The same file, or else the same entries saved anew; not in which case."""
    same = [code for column, code in ELSEWHERE.items() if getattr(item, column) in elsewhere[column]]
    return same[:1]


def _elsewhere(items: Sequence[EvidenceItem], here: QuerySet[Case]) -> Marks:
    """Which marks of these papers lie in a case of somebody else: one's own earlier application is nothing to notice."""
    others = EvidenceItem.objects.exclude(case__in=here).exclude(case__borrower__in=here.values("borrower"))
    marks = {column: {getattr(item, column) for item in items} - {""} for column in ELSEWHERE}
    return {
        column: set(others.filter(**{f"{column}__in": some}).values_list(column, flat=True))
        for column, some in marks.items()
    }
