"""Corrections with reasons, who looked, and the index of papers with every disclosure."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from hejie_platform.intake import access as intake_access
from hejie_platform.intake import actions as intake_actions
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.ledger.actions import ActionRefused, Actor, note_access
from hejie_platform.ledger.models import Entry
from hejie_platform.people.access import NotHeld
from hejie_platform.people.models import IdentityProof
from hejie_platform.people.queries import proven_identity
from hejie_platform.privacy import access, actions, queries
from tests.platform.cast import DAY, Cast
from tests.platform.stories import intake, negotiation, privacy

pytestmark = pytest.mark.django_db


def test_a_corrected_name_takes_effect_and_the_old_one_stays(cast: Cast, now: datetime) -> None:
    row = privacy.correction(cast.borrower, now=now)
    old = proven_identity(cast.borrower, DAY)
    assert old is not None
    assert row.recorded == old.legal_name
    privacy.decided(row, cast.operator, now=now)
    assert row.state == "corrected"
    assert proven_identity(cast.borrower, DAY).legal_name == "王小明"
    before = IdentityProof.objects.get(pk=old.pk)
    assert (before.state, before.legal_name) == ("expired", row.recorded)
    assert Entry.objects.filter(subject=row.pk).count() == 2


def test_a_refusal_needs_a_reason_and_changes_nothing(cast: Cast, now: datetime) -> None:
    row = privacy.correction(cast.borrower, now=now)
    with pytest.raises(ActionRefused, match="correction_needs_words"):
        privacy.decided(row, cast.supervisor, now=now, is_right=False)
    privacy.decided(row, cast.supervisor, now=now, is_right=False, reason="not_shown")
    assert row.state == "refused"
    assert row.answer
    assert proven_identity(cast.borrower, DAY).legal_name == row.recorded
    with pytest.raises(ActionRefused, match="correction_decided"):
        privacy.decided(row, cast.operator, now=now)


def test_nobody_decides_on_their_own_and_strangers_see_nothing(cast: Cast, now: datetime) -> None:
    own = privacy.correction(cast.operator, now=now)
    with pytest.raises(ActionRefused, match="correction_not_yours"):
        privacy.decided(own, cast.operator, now=now)
    for other in (cast.stranger, cast.officer, cast.other_borrower, cast.reviewer):
        with pytest.raises(NotHeld):
            access.correction_for(other, own.ref, now=now)


def test_a_stale_decision_is_refused(cast: Cast, now: datetime) -> None:
    row = privacy.correction(cast.borrower, now=now)
    held = access.correction_for(cast.operator, row.ref, now=now)
    mine = access.correction_for(cast.borrower, row.ref, now=now)
    actions.withdraw_correction(mine, seen_version=0, now=now, action_id=privacy.new_id())
    with pytest.raises(ActionRefused, match="stale"):
        actions.decide_correction(
            held, is_right=True, words="yes", seen_version=0, now=now, action_id=privacy.new_id()
        )


@pytest.mark.feature("B03")
def test_the_index_names_filer_time_and_hash_and_opening_adds_one_row(cast: Cast, now: datetime) -> None:
    held = intake.submitted_case(cast, now=now)
    paper = EvidenceItem.objects.filter(case=held.case).select_related("file__key", "filed_by").first()
    rows = {row.ref: row for row in queries.evidence_index(held)}
    assert (rows[paper.ref].role, rows[paper.ref].filed_at) == ("borrower", paper.filed_at)
    assert rows[paper.ref].sha256 == paper.file.sha256
    assert rows[paper.ref].disclosed == []

    desk = intake_access.desk_case_for(cast.reviewer, held.case.ref, now=now)
    intake_actions.show_paper(desk, paper, purpose="review", now=now)
    intake_actions.show_paper(held, paper, purpose="own", now=now)
    after = {row.ref: row.disclosed for row in queries.evidence_index(held)}
    assert [(one.role, one.house, one.purpose) for one in after.pop(paper.ref)] == [
        ("reviewer", cast.platform, "review")
    ]
    assert set(map(len, after.values())) <= {0}, "another paper was not shown"


def test_the_person_reads_who_looked_by_role_and_house(cast: Cast, now: datetime) -> None:
    story = negotiation.waiting(cast, now=now)
    held = negotiation_held(story, cast.officer, now)
    actions.note_shared_look(held, now=now)
    actions.note_shared_look(held, now=now + timedelta(minutes=5))
    actions.note_shared_look(held, now=now + timedelta(days=1))
    looks = [one for one in queries.looks_at(cast.borrower) if one.kind == "shared_statement"]
    assert [(one.role, one.house) for one in looks] == [("officer", cast.bank)] * 2
    assert queries.looks_at(cast.stranger) == []


def negotiation_held(story: Any, person: Any, now: datetime) -> Any:
    from hejie_platform.cases.access import negotiation_for

    return negotiation_for(person, story.ref, now=now)


def test_reading_who_looked_takes_as_many_queries_for_fifty_looks_as_for_one(
    cast: Cast, now: datetime, django_assert_num_queries: Any
) -> None:
    for place in range(50):
        note_access(
            reader=Actor((cast.officer, cast.reviewer)[place % 2], ("officer", "reviewer")[place % 2]),
            kind="evidence_file",
            subject=uuid.uuid4(),
            owner=cast.borrower,
            purpose="review",
            now=now + timedelta(minutes=place),
        )
    with django_assert_num_queries(2):
        looks = queries.looks_at(cast.borrower)
    assert {(one.role, one.house) for one in looks} == {("officer", cast.bank), ("reviewer", cast.platform)}


def test_the_desk_takes_no_request_back_in_somebodys_name(cast: Cast, now: datetime) -> None:
    row = privacy.correction(cast.borrower, now=now)
    desk = access.correction_for(cast.operator, row.ref, now=now)
    with pytest.raises(ActionRefused, match="correction_not_yours"):
        actions.withdraw_correction(desk, seen_version=0, now=now, action_id=privacy.new_id())
