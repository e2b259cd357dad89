"""Opening an application, handing it in, and leaving.

A second application begins with every answer and paper of the one before; only consent is asked anew, because a sheet
belongs to one case. A file that the worker still has in hand is read for either case. Withdrawing ends the talks that run, each lender being told for itself.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from hejie import rules, steps
from hejie_platform.cases.access import HeldCase, NotHeld
from hejie_platform.cases.actions import Also, take_step
from hejie_platform.cases.models import Case, Mediation, Negotiation, Party
from hejie_platform.core import clock, ids, law
from hejie_platform.intake.actions import dropping
from hejie_platform.intake.actions.assisting import refuse_unconfirmed
from hejie_platform.intake.actions.dropping import IN_HAND
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.models import BudgetAnswer, ClaimedLoan, EvidenceItem, Savings, Story, Wish
from hejie_platform.intake.queries.missing import missing
from hejie_platform.ledger.actions import Actor, Done, whole
from hejie_platform.people.models import User

# What a copy does not take along.
_OWN = frozenset({"id", "ref", "case", "negotiation", "loan"})


@whole
def open_application(
    person: User,
    *,
    predecessor: HeldCase | None = None,
    country: str = "",
    now: datetime,
    action_id: UUID,
) -> Done:
    """Begin an application for `person`; the Entry's subject is the new case.

    With a predecessor (the holder's own earlier case) every answer, loan and paper is taken over, and its law. Else the case
    is under the law of `country` ("" for the installation's home). Raises NotHeld for a predecessor that is somebody
    else's, Wrong for a country without a law pack.
    """
    if country and country not in rules.countries():
        raise refuse("country_unknown", "country")
    if predecessor and predecessor.case.borrower != person:
        raise NotHeld
    before = predecessor.case if predecessor else None
    papers = _papers_of(before) if before else {}
    case = Case(
        borrower=person, predecessor=before, country=before.country if before else country or law.home()
    )
    done = take_step(
        case,
        "open",
        by=Actor(person, "borrower"),
        said={"predecessor": before.ref} if before else {},
        owed=tuple(dropping.to_read(copy) for copy, paper in papers.items() if paper.state in IN_HAND),
        now=now,
        action_id=action_id,
    )
    Party.objects.create(case=case, user=person, role="borrower", joined_at=now)
    _begin(case, before, papers)
    return done


def _papers_of(case: Case) -> dict[UUID, EvidenceItem]:
    """The papers of a case, each with the id that its copy will have."""
    rows = EvidenceItem.objects.filter(case=case, removed_at__isnull=True).order_by("id")
    return {ids.uuid7(): row for row in rows}


def _begin(case: Case, before: Case | None, papers: Mapping[UUID, EvidenceItem]) -> None:
    if before is None:
        Story.objects.create(case=case)
        Wish.objects.create(case=case)
        return
    _copy(Story.objects.get(case=before), case=case)
    _copy(Wish.objects.get(case=before), case=case)
    for answer in BudgetAnswer.objects.filter(case=before).order_by("id"):
        _copy(answer, case=case)
    for savings in Savings.objects.filter(case=before):
        _copy(savings, case=case)
    loans = {
        loan.pk: _copy(loan, case=case)
        for loan in ClaimedLoan.objects.filter(case=before, removed_at__isnull=True).order_by("id")
    }
    for copy, paper in papers.items():
        state = "waiting" if paper.state in IN_HAND else paper.state
        loan = loans.get(paper.loan_id) if paper.loan_id else None
        _copy(paper, id=copy, case=case, loan=loan, state=state)


def _copy(row: Model, **others: object) -> Model:
    """A new row with the same answers; what belongs to one case is given anew."""
    names = [field.name for field in row._meta.concrete_fields if field.name not in _OWN]
    values = {name: getattr(row, name) for name in names}
    return type(row)._default_manager.create(**(values | others))


@whole
def submit(
    held: HeldCase, *, legal_notice_seen: bool, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Hand the application in. Refused with everything that must still be there, and unless the notice was seen.

    What a helper wrote down is handed in only as the person confirmed it. Raises StepRefused, ActionRefused.
    """
    refuse_unconfirmed(held)
    lacking = missing(held.case, day=clock.legal_day(now))
    facts = steps.StepFacts(
        is_complete=not any(one.blocks for one in lacking), legal_notice_seen=legal_notice_seen
    )
    return take_step(
        held.case,
        "submit",
        by=held.acting("case", "submit"),
        seen_version=seen_version,
        facts=facts,
        changes={"submitted_at": now},
        said={"missing": [one.code for one in lacking]},
        now=now,
        action_id=action_id,
    )


@whole
def withdraw(held: HeldCase, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """Leave: the case closes and every talk that runs ends with it. Refused while an agreement stands."""
    stands = Negotiation.objects.filter(case=held.case, state="agreed").exists()
    return take_step(
        held.case,
        "withdraw",
        by=held.acting("case", "withdraw"),
        seen_version=seen_version,
        facts=steps.StepFacts(agreement_stands=stands),
        also=tuple(_talks_that_end(held.case)),
        now=now,
        action_id=action_id,
    )


def _talks_that_end(case: Case) -> Iterator[Also]:
    for negotiation in Negotiation.objects.filter(case=case).exclude(state="ended").order_by("id"):
        yield Also(negotiation, "withdraw")
    for mediation in Mediation.objects.filter(case=case).exclude(state="ended").order_by("id"):
        yield Also(mediation, "end_withdrawn")
