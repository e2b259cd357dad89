"""What the owner of a paper says to each value that was read of it: yes, corrected, or left out. One by one.

Nothing of a reading stands anywhere else before that. Values of a contract fill a loan when its owner says so; entries of a
credit report become loans, one press for each.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hejie_platform.cases.access import HeldCase
from hejie_platform.core import clock
from hejie_platform.intake.actions.loans import keep_loan, new_loan
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.facts import contract_fields
from hejie_platform.intake.facts.fields import METHODS, Given
from hejie_platform.intake.models import ClaimedLoan, EvidenceItem, PaperReading
from hejie_platform.ledger.actions import Done, chain_for, record, whole
from hejie_platform.people.models import Organisation

KINDS_OF_VALUE: Mapping[str, type] = {
    "money": int,
    "rate": str,
    "count": int,
    "day": str,
    "method": str,
    "text": str,
}


@whole
def answer_value(
    held: HeldCase, item: EvidenceItem, *, field: str, value: Any, now: datetime, action_id: UUID
) -> Done:
    """Say what a value of a contract is: as suggested, another one, or None to leave it out.

    Raises Wrong for a field that contracts do not have, or a value of another kind.
    """
    if field not in contract_fields.FIELDS or not _fits(field, value):
        raise refuse("answer_not_on_list", "value")
    row = _reading(item, "contract")
    suggested = {
        contract_fields.typed(field, one["value"])
        for one in row.found.get("suggestions", ())
        if one["field"] == field
    }
    how = contract_fields.SKIPPED if value is None else "taken" if value in suggested else "corrected"
    _answer(row, field, {"how": how, "value": value})
    return _record(held, item, {"field": field, "how": how}, now, action_id)


def _fits(field: str, value: Any) -> bool:
    kind = contract_fields.FIELDS[field][0]
    if value is None:
        return True
    if not isinstance(value, KINDS_OF_VALUE[kind]):
        return False
    if kind == "method":
        return value in METHODS
    if kind == "count":
        return isinstance(value, int) and 1 <= value <= contract_fields.MOST_COUNT
    return value >= 0 if isinstance(value, int) else 0 < len(str(value)) <= contract_fields.MOST_TEXT


@whole
def fill_loan(
    held: HeldCase,
    item: EvidenceItem,
    loan: ClaimedLoan | None,
    *,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Put what was confirmed of a contract into a loan, or into a new one. Raises Wrong, StepRefused, ActionRefused."""
    row = _reading(item, "contract")
    values = contract_fields.loan_values(contract_fields.answered(row.answers))
    if not values:
        raise refuse("reading_nothing_confirmed")
    made = loan or new_loan(held)
    done = keep_loan(
        held, made, Given(_with_creditor(values)), "loan_from_paper", seen_version, now, action_id
    )
    item.loan = made
    item.save(update_fields=["loan"])
    return done


@whole
def take_entry(
    held: HeldCase,
    item: EvidenceItem,
    number: int,
    *,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Make a loan of one entry of a credit report. Raises Wrong for an entry that is not there or was answered, and for a
    guarantee: that debt is somebody else's."""
    row, entry = _entry(item, number)
    if entry["kind"] == contract_fields.GUARANTEE:
        raise refuse("reading_entry_guarantee")
    made = new_loan(held)
    given = Given(_with_creditor(_loan_of(entry, made.currency, clock.legal_day(now))))
    done = keep_loan(held, made, given, "loan_from_paper", seen_version, now, action_id)
    _answer(row, str(number), {"how": "taken", "value": made.ref})
    return done


@whole
def leave_entry(held: HeldCase, item: EvidenceItem, number: int, *, now: datetime, action_id: UUID) -> Done:
    """Say that an entry is no loan to talk about: it is among the loans already, settled, or not one's own."""
    row, _ = _entry(item, number)
    _answer(row, str(number), {"how": contract_fields.SKIPPED, "value": None})
    return _record(held, item, {"field": "entry", "how": contract_fields.SKIPPED}, now, action_id)


def _entry(item: EvidenceItem, number: int) -> tuple[PaperReading, dict[str, Any]]:
    row = _reading(item, "credit_report")
    entries = row.found.get("loans", [])
    if not 0 <= number < len(entries) or str(number) in row.answers:
        raise refuse("reading_entry_answered")
    return row, entries[number]


def _loan_of(entry: dict[str, Any], currency: str, today: date) -> dict[str, Any]:
    """The answers about a loan that an entry of the report gives; what it is silent about stays open, and so do amounts in
    other money than the loan's: dollars are no yuan."""
    is_ours = entry["currency"] == currency
    opened = date.fromisoformat(entry["opened_on"])
    due = date.fromisoformat(entry["due_on"]) if entry["due_on"] else None
    return {
        "creditor_name": entry["creditor_name"][: contract_fields.MOST_TEXT],
        "app_name": entry["product"][:60],
        "principal_minor": entry["amount_minor"] if is_ours else None,
        "balance_minor": entry["balance_minor"] if is_ours else None,
        "contract_on": min(opened, today),
        "matures_on": due if due and due >= opened else None,
    }


def _with_creditor(values: dict[str, Any]) -> dict[str, Any]:
    """A creditor of this platform is the one whose name is the paper's, letter by letter; else the name alone."""
    name = values.get("creditor_name")
    here = (
        Organisation.objects.filter(kind="lender", channel="platform", name_zh=name).first() if name else None
    )
    return values | {"creditor": here, "creditor_name": ""} if here else values


def _reading(item: EvidenceItem, kind: str) -> PaperReading:
    """The reading that is answered, locked until the action ends. Raises Wrong where there is none."""
    row = PaperReading.objects.select_for_update().filter(paper=item, kind=kind, state="read").first()
    if row is None:
        raise refuse("reading_not_there")
    return row


def _answer(row: PaperReading, name: str, said: dict[str, Any]) -> None:
    row.answers = {**row.answers, name: said}
    row.save(update_fields=["answers"])


def _record(held: HeldCase, item: EvidenceItem, said: dict[str, str], now: datetime, action_id: UUID) -> Done:
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb="case.confirm_value",
        subject=held.case.id,
        facts={"paper": item.ref, "kind": item.kind, **said},
        now=now,
        action_id=action_id,
    )
