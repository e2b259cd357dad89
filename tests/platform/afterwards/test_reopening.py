"""A case that failed is opened again with everything that was in it, and with a new clock."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from hejie_platform.agreements.actions import start_again, take_plain_step
from hejie_platform.cases import access as cases
from hejie_platform.cases.models import Case, Clock, Negotiation
from hejie_platform.intake.models import BudgetAnswer, ClaimedLoan, EvidenceItem, Story
from tests.platform.cast import Cast
from tests.platform.stories import afterwards
from tests.platform.stories.negotiation import Story as Talks

pytestmark = [pytest.mark.django_db, pytest.mark.feature("H10")]
KEPT = (Story, BudgetAnswer, ClaimedLoan, EvidenceItem)


def CHAPTER(cast: Cast, now: datetime) -> Talks:
    return afterwards.refused(cast, now=now)


def inside(case: Case) -> list[list[dict[str, Any]]]:
    """Every answer, loan and paper of the case, as its rows are."""
    return [list(model.objects.filter(case=case).order_by("pk").values()) for model in KEPT]


def stepped(held: Any, row: Any, step: str, now: datetime, **more: Any) -> None:
    take_plain_step(held, row, step, seen_version=row.version, now=now, action_id=uuid.uuid4(), **more)
    row.refresh_from_db()


def test_a_failed_case_opens_again_with_its_answers_and_papers_and_a_new_clock(
    told: Talks, cast: Cast, now: datetime
) -> None:
    case, later = told.row().case, now + timedelta(days=30)
    before = inside(case)
    assert all(before), "there is something to keep"
    desk = cases.case_for(cast.supervisor, case.ref, now=now)
    stepped(desk, desk.case, "close", now, reason="ended")
    assert desk.case.state == "closed"
    desk = cases.case_for(cast.supervisor, case.ref, now=later)
    stepped(desk, desk.case, "reopen", later)
    assert desk.case.state == "open"
    assert inside(case) == before

    ended = told.row()
    held = cases.negotiation_for(cast.borrower, ended.ref, now=later)
    start_again(held, legal_notice_seen=True, now=later, action_id=uuid.uuid4())
    successor = Negotiation.objects.get(predecessor=ended)
    assert successor.state == "waiting"
    fresh = Clock.objects.get(subject=successor.pk, rule="lender_reply", fired_at=None, stopped_at=None)
    assert fresh.started_at == later
    assert fresh.due_at > later
    assert not Clock.objects.filter(subject=ended.pk, fired_at=None, stopped_at=None).exists()
