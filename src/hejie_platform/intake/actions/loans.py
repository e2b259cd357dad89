"""The loans as the borrower knows them: added one by one, answered page by page, taken out with a trace."""

from datetime import datetime
from uuid import UUID

from hejie import texts
from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.facts import law_of
from hejie_platform.core import clock
from hejie_platform.intake.actions.saving import save_step
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.facts import fields
from hejie_platform.intake.facts.fields import Given
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.ledger.actions import Done, whole
from hejie_platform.people.models import Organisation


@whole
def add_loan(
    held: HeldCase, given: Given, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Add a loan with what is known of it so far; the Entry names its reference.

    Raises Wrong, StepRefused, ActionRefused("stale").
    """
    return keep_loan(held, new_loan(held), given, "loan_added", seen_version, now, action_id)


def new_loan(held: HeldCase) -> ClaimedLoan:
    """A loan of this case that is not kept yet. Raises Wrong where there are as many as may be."""
    if ClaimedLoan.objects.filter(case=held.case, removed_at__isnull=True).count() >= LISTS.limits.loans:
        raise refuse("loans_too_many", most=LISTS.limits.loans)
    return ClaimedLoan(case=held.case, currency=law_of(held.case).currency)


@whole
def save_loan(
    held: HeldCase,
    loan: ClaimedLoan,
    given: Given,
    *,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Keep answers about one loan. Raises Wrong, StepRefused, ActionRefused("stale")."""
    return keep_loan(held, loan, given, "loan", seen_version, now, action_id)


@whole
def remove_loan(
    held: HeldCase, loan: ClaimedLoan, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Take a loan out of the application; its answers stay in the record."""
    said = {"about": "loan_removed", "loan": loan.ref}
    done = save_step(held, said=said, seen_version=seen_version, now=now, action_id=action_id)
    loan.removed_at = now
    loan.save(update_fields=["removed_at"])
    return done


def _of_another_law(held: HeldCase, creditor: Organisation | None) -> tuple[texts.Fault, ...]:
    """A case is under one law: a loan of another country's lender belongs into a case of its own."""
    is_abroad = creditor is not None and creditor.country != held.case.country
    return (texts.fault("loan_creditor_abroad", "creditor"),) if is_abroad else ()


def keep_loan(
    held: HeldCase,
    loan: ClaimedLoan,
    given: Given,
    about: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The part that every action on a loan shares: settle, record the names of what changed, save."""
    settled = fields.settle(loan, fields.LOAN, given, today=clock.legal_day(now))
    faults = settled.faults + _of_another_law(held, settled.values.get("creditor"))
    if faults:
        raise Wrong(faults)
    said = {"about": about, "loan": loan.ref, "fields": sorted(settled.values)}
    done = save_step(held, said=said, seen_version=seen_version, now=now, action_id=action_id)
    for name, value in settled.values.items():
        setattr(loan, name, value)
    loan.save()
    return done
