"""What somebody confirms when their answers are read back to them: one hash over everything told so far."""

from typing import Any

from hejie import texts
from hejie_platform.cases.models import Case
from hejie_platform.intake.models import (
    BudgetAnswer,
    ClaimedLoan,
    Consent,
    EvidenceItem,
    Savings,
    Story,
    Wish,
)

_OWN = frozenset({"id", "case", "case_id", "negotiation", "negotiation_id", "removed_at"})


def answers_hash(case: Case) -> str:
    """The hash of story, wish, budget, loans, papers and consent sheets as they stand. Seven queries."""
    rows = (
        *Story.objects.filter(case=case),
        *Wish.objects.filter(case=case),
        *BudgetAnswer.objects.filter(case=case).order_by("code"),
        *Savings.objects.filter(case=case),
        *ClaimedLoan.objects.filter(case=case, removed_at__isnull=True).order_by("id"),
    )
    papers = EvidenceItem.objects.filter(case=case, removed_at__isnull=True).order_by("id")
    sheets = Consent.objects.filter(case=case, withdrawn_at__isnull=True).order_by("id")
    return texts.digest(
        {
            "answers": [_plain(row) for row in rows],
            "papers": list(papers.values_list("ref", flat=True)),
            "sheets": [{"to": str(one.recipient_id), "items": one.items} for one in sheets],
        }
    )


def _plain(row: Any) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in _OWN]
    return {"row": row._meta.model_name} | {name: _value(getattr(row, name)) for name in names}


def _value(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str | bool | list) else str(value)
