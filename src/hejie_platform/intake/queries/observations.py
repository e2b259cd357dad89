"""What a paper shows of its own soundness, for its owner and for the desk alike: observations, never accusations."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

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
Note = Mapping[str, Any]


def observations(item: EvidenceItem) -> list[Note]:
    """Everything to look at in one paper, codes with their facts. At most two queries."""
    return [*(note for note in item.notes if note["code"] in OBSERVED), *_elsewhere(item)]


def plain_notes(item: EvidenceItem) -> list[Note]:
    """What else was said of a paper when it was read."""
    return [note for note in item.notes if note["code"] not in OBSERVED]


def _elsewhere(item: EvidenceItem) -> Iterator[Note]:
    """Whether the same file, or the same entries saved anew, lie in another case; not in which."""
    others = EvidenceItem.objects.exclude(case_id=item.case_id)
    if item.mark and others.filter(mark=item.mark).exists():
        yield {"code": "paper_same_elsewhere", "facts": {}}
    elif item.rows_mark and others.filter(rows_mark=item.rows_mark).exists():
        yield {"code": "paper_same_rows_elsewhere", "facts": {}}


def observed_in(case: Case) -> list[tuple[EvidenceItem, list[Note]]]:
    """The papers of a case at which there is something to look, with what it is."""
    rows = EvidenceItem.objects.filter(case=case, removed_at__isnull=True).defer("reading")
    found = [(item, observations(item)) for item in rows.order_by("filed_at", "id")]
    return [(item, notes) for item, notes in found if notes]
