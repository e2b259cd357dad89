"""What life does to a case: court, another holder, rest, care, tasks, who has it; each a row, a record, and no more."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hejie import steps
from hejie_platform.agreements import actions, queries
from hejie_platform.agreements.actions.run_out import run_out
from hejie_platform.cases import access, facts
from hejie_platform.cases import queries as cases
from hejie_platform.cases.actions import finish_task, fire, note_speaker, note_task, take_task
from hejie_platform.cases.models import Clock, CreditorChange, Hold, Negotiation, Proceeding, Task
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import Organisation
from tests.platform.cast import Cast
from tests.platform.stories import agreements, intake, pictures
from tests.platform.stories import circumstances as stories
from tests.platform.stories import negotiation as talks_stories

pytestmark = pytest.mark.django_db
new_id = stories.new_id


def CHAPTER(cast: Cast, now: datetime) -> talks_stories.Story:
    return talks_stories.talking(talks_stories.waiting(cast, now=now), now=now)


def court(cast: Cast, story: talks_stories.Story, now: datetime, **more: Any) -> Any:
    told = actions.CourtCase("lawsuit", "某区人民法院", "（2026）民初1号", date(2026, 10, 1))
    given = {"told": told, "paper": pictures.png(), "seen_version": None, "action_id": new_id(), "now": now}
    return actions.record_proceeding(story.officers(now), **(given | more))


def test_a_court_case_is_a_row_with_a_sealed_number_and_ends_with_its_outcome(
    cast: Cast, told: talks_stories.Story, now: datetime
) -> None:
    with pytest.raises(steps.StepRefused, match="step_needs_proof"):
        court(cast, told, now, paper=None)
    done = court(cast, told, now)
    found = Proceeding.objects.get(negotiation=told.row())
    assert (found.kind, found.number, found.begun) == ("lawsuit", "（2026）民初1号", done.entry)
    assert "民初" not in str(done.entry.facts)
    assert queries.circumstances(told.row().case, day=clock.legal_day(now)).running == [found]
    actions.end_proceeding(
        told.borrowers(now),
        outcome="settled",
        until_day=clock.legal_day(now),
        seen_version=None,
        now=now,
        action_id=new_id(),
    )
    found.refresh_from_db()
    assert (found.until_day, found.outcome) == (clock.legal_day(now), "settled")
    with pytest.raises(steps.StepRefused, match="step_no_proceeding"):
        actions.end_proceeding(
            told.borrowers(now),
            outcome="settled",
            until_day=clock.legal_day(now),
            seen_version=None,
            now=now,
            action_id=new_id(),
        )


def test_a_loan_sold_to_a_holder_outside_begins_talks_with_it_and_says_what_moved(
    cast: Cast, told: talks_stories.Story, now: datetime
) -> None:
    row = told.row()
    loans = sorted(row.loans.values_list("ref", flat=True))
    actions.transfer(
        told.officers(now),
        to=None,
        name="某资产管理公司",
        on_day=date(2026, 11, 1),
        note="见转让通知",
        paper=pictures.png(),
        seen_version=None,
        now=now,
        action_id=new_id(),
    )
    holder = Organisation.objects.get(name_zh="某资产管理公司")
    change = CreditorChange.objects.get(negotiation=row)
    assert holder.channel == "outside"
    assert (change.old_holder, change.new_holder, sorted(change.loans)) == (cast.bank, holder, loans)
    fresh = Negotiation.objects.get(case=row.case, creditor=holder)
    assert (fresh.state, fresh.predecessor, fresh.loans.count()) == ("waiting", row, len(loans))
    assert told.row().reason == "transferred"


def test_a_loan_is_not_sold_to_the_lender_that_holds_it(
    cast: Cast, told: talks_stories.Story, now: datetime
) -> None:
    given = {"note": "x", "paper": pictures.png(), "seen_version": None, "now": now, "action_id": new_id()}
    with pytest.raises(ActionRefused, match="creditor_same"):
        actions.transfer(told.officers(now), to=cast.bank, **given)


def test_a_case_is_given_to_somebody_without_a_tie_and_with_room_who_is_told(
    cast: Cast, told: talks_stories.Story, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = told.row().case
    held = access.desk_case_for(cast.supervisor, case.ref, now=now)
    give = {"note": "", "seen_version": None, "now": now}
    with pytest.raises(ActionRefused, match="assign_has_tie"):
        actions.assign_case(held, held.case, to=cast.borrower, action_id=new_id(), **give)
    actions.assign_case(held, held.case, to=cast.reviewer, action_id=new_id(), **give)
    held.case.refresh_from_db()
    assert held.case.assigned_to == cast.reviewer
    assert cases.load_of(cast.reviewer) == 1
    stories.worked(now)
    assert Notice.objects.filter(person=cast.reviewer, code="case.assign").exists()
    monkeypatch.setattr(cases, "MOST_CASES", 1)
    other = intake.open_case(cast, now=now, who=cast.other_borrower, creditors=[cast.bank])
    held = access.desk_case_for(cast.supervisor, other.case.ref, now=now)
    with pytest.raises(ActionRefused, match="assign_load_full"):
        actions.assign_case(held, held.case, to=cast.reviewer, action_id=new_id(), **give)


def test_under_a_hold_the_clocks_rest_and_parties_learn_that_and_never_why(
    cast: Cast, told: talks_stories.Story, now: datetime
) -> None:
    case = told.row().case
    stories.plain(cast.operator, "case", case.ref, "place_hold", now=now, reason="death", note="家属来电")
    stories.worked(now)
    assert not Clock.objects.filter(case=case, paused_at__isnull=True, stopped_at__isnull=True).exists()
    said = [
        str(one.facts) + one.code for one in Notice.objects.filter(person__in=(cast.borrower, cast.officer))
    ]
    assert any("place_hold" in one for one in said)
    assert not any("death" in one or "家属" in one for one in said)
    desk = access.desk_case_for(cast.operator, case.ref, now=now)
    note_speaker(desk, words="长子，电话见信", now=now, action_id=new_id())
    assert Hold.objects.get(case=case).speaks_now == "长子，电话见信"
    assert not facts.has_authority(
        case, _agent(cast), clock.legal_day(now), covers=facts.covered_by("case", "submit")
    )


def _agent(cast: Cast) -> Any:
    from hejie_platform.ledger.actions import Actor

    return Actor(cast.representative, "representative", cast.borrower)


@pytest.mark.feature("A14")
def test_special_care_doubles_reply_clocks_calls_a_person_and_stops_automatic_ends(
    cast: Cast, told: talks_stories.Story, now: datetime
) -> None:
    case = told.row().case
    talks_stories.asked(told, now=now)
    plain = Clock.objects.get(negotiation=told.row(), rule="borrower_reply", stopped_at__isnull=True)
    usual = plain.due_at - now
    stories.plain(cast.borrower, "case", case.ref, "flag_vulnerable", now=now, note="住院")
    stories.worked(now)
    assert Task.objects.get(case=case, kind="task_human_contact").due_at > now
    row = told.row()
    row.state = "talking"
    row.save()
    talks_stories.asked(told, now=now)
    doubled = Clock.objects.get(negotiation=row, rule="borrower_reply", stopped_at__isnull=True).due_at - now
    assert doubled > 1.8 * usual
    last = Clock.objects.create(
        machine="negotiation",
        subject=row.id,
        case=case,
        negotiation=row,
        rule="borrower_last_reply",
        owner="borrower",
        started_at=now,
        due_at=now + timedelta(days=1),
    )
    Clock.objects.filter(negotiation=row, rule="borrower_reply").update(stopped_at=now)
    later = now + timedelta(days=2)
    found = next(one for one in fire.due(now=later) if one.clock.pk == last.pk)
    run_out(found, now=later)
    assert told.row().state == "asked"  # nothing ended by itself
    assert Effect.objects.filter(kind="escalate_supervisor", payload__reason="step_needs_person").exists()
    stories.worked(later)
    assert Task.objects.filter(case=case, kind="escalate_supervisor").exists()


def test_a_task_is_opened_once_and_its_life_stays_with_the_desk(
    cast: Cast, told: talks_stories.Story, now: datetime
) -> None:
    from hejie_platform.notices.tasks import open_and_tell

    task = stories.task_opened(cast, told.row().case, now=now)
    open_and_tell(Effect.objects.get(pk=task.cause), now=now)
    assert Task.objects.filter(kind="task_human_contact").count() == 1
    held = access.task_for(cast.operator, task.ref, now=now)
    stamp = {"seen_version": None, "now": now}
    take_task(held, action_id=new_id(), **stamp)
    with pytest.raises(ActionRefused, match="task_needs_words"):
        note_task(held, words=" ", action_id=new_id(), **stamp)
    finish_task(held, outcome="reached", words="已通话", action_id=new_id(), **stamp)
    with pytest.raises(ActionRefused, match="stale"):
        finish_task(held, outcome="reached", words="再来", action_id=new_id(), **stamp)
    assert set(Entry.objects.filter(subject=task.id).values_list("chain__audience", flat=True)) == {"desk"}
    for stranger in (cast.borrower, cast.officer, cast.reviewer, cast.mediator, cast.stranger):
        with pytest.raises(access.NotHeld):
            access.task_for(stranger, task.ref, now=now)


def test_a_new_creditor_of_a_kept_agreement_holds_it_and_the_old_one_does_not(
    cast: Cast, now: datetime
) -> None:
    story = talks_stories.waiting(cast, now=now, creditors=[cast.bank])
    talks = agreements.signed_by_all(story, now=now).row()
    held = access.negotiation_for(cast.officer, talks.ref, now=now)
    actions.change_creditor(
        held,
        to=cast.microloan,
        note="已转让",
        paper=pictures.png(),
        seen_version=None,
        now=now,
        action_id=new_id(),
    )
    talks.refresh_from_db()
    assert talks.creditor == cast.microloan
    with pytest.raises(access.NotHeld):
        access.negotiation_for(cast.officer, talks.ref, now=now)
    assert access.negotiation_for(cast.other_officer, talks.ref, now=now).roles == ("officer",)
    stories.worked(now)
    told = Notice.objects.filter(code__startswith="negotiation.change_creditor")
    assert cast.other_officer.pk in set(told.values_list("person", flat=True))
