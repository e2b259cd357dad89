"""Causes choose the checklist and the track; a change of income is looked at anew; help is confirmed before it counts."""

from datetime import date, datetime, timedelta

import pytest

from hejie import budget
from hejie_platform.cases import facts as case_facts
from hejie_platform.cases.models import Case, Party, Task
from hejie_platform.core import clock
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.actions import assisting
from hejie_platform.intake.actions.changes import has_moved
from hejie_platform.intake.facts import checklist
from hejie_platform.intake.facts.fields import Given
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import Change, Classification, Story
from hejie_platform.ledger.actions import ActionRefused, Actor
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation.models import PlanSet
from hejie_platform.notices.models import Notice
from tests.platform.cast import Cast
from tests.platform.stories import circumstances as stories
from tests.platform.stories import intake
from tests.platform.stories import negotiation as talks

pytestmark = pytest.mark.django_db
new_id = stories.new_id


@pytest.mark.feature("A11")
def test_each_admitted_case_has_one_cause_of_dispute_which_chooses_track_and_papers_and_changes_with_a_reason(
    cast: Cast, now: datetime
) -> None:
    held = intake.open_case(cast, now=now, creditors=[cast.bank])
    case, day = held.case, clock.legal_day(now)
    assert queries.track_of(case) == "ability"
    before = {one.code for one in queries.missing(case, day=day)}
    desk = intake.at_desk(cast, held, now=now)
    stamp = {"seen_version": None, "now": now}
    with pytest.raises(actions.Wrong, match="classify_needs_reason"):
        actions.classify(
            desk, cause="wrong_amount", track="contract", reason=" ", action_id=new_id(), **stamp
        )
    with pytest.raises(actions.Wrong, match="answer_not_on_list"):
        actions.classify(desk, cause="illness", track="somehow", reason="x", action_id=new_id(), **stamp)
    actions.classify(
        desk, cause=intake.CAUSE, track="contract", reason="对利率有争议", action_id=new_id(), **stamp
    )
    newest = Classification.objects.filter(case=case).latest("made_at", "id")
    assert (queries.track_of(case), newest.reason) == ("contract", "对利率有争议")
    assert newest.list_version == LISTS.version
    assert "missing_paper_contract" in {one.code for one in queries.missing(case, day=day)} - before
    assert LISTS.disputes["contract"].first[:2] == ("facts", "law_check")
    assert LISTS.disputes["information"].first[0] == "agree_facts"


def test_the_papers_of_a_track_are_asked_for_once_when_the_cause_asks_for_them_too() -> None:
    kinds = checklist.needed("wrong_amount", track="contract")
    assert sum("contract" in one for one in kinds) == 1
    assert ("contract",) in checklist.needed("illness", track="contract")
    assert ("contract",) not in checklist.needed("illness", track="ability")


def test_income_that_moves_beyond_the_share_is_looked_at_anew_and_within_it_not() -> None:
    assert has_moved(600_000, 510_000)
    assert has_moved(600_000, 700_000)
    assert not has_moved(600_000, 540_000)  # exactly the share
    assert not has_moved(None, 100)
    assert not has_moved(600_000, None)


@pytest.mark.feature("E12")
def test_a_change_is_dated_told_to_the_chosen_sides_alone_and_a_fallen_income_makes_plans_anew(
    cast: Cast, now: datetime
) -> None:
    story = talks.facts_agreed(talks.waiting(cast, now=now), now=now)
    held = intake.hold(cast.borrower, story.row().case.pk, now)
    earlier, sets = queries.budget_of(held.case).made.income_minor, PlanSet.objects.count()
    actions.tell_change(
        held,
        kind="income_down",
        since_on=date(2026, 11, 1),
        words="夜班取消",
        income_minor=earlier // 2,
        shown_to=[cast.bank],
        seen_version=None,
        now=now,
        action_id=new_id(),
    )
    stories.worked(now)
    change = Change.objects.get(case=held.case)
    assert (change.told_at, change.asks_reassessment) == (now, True)
    told = set(Notice.objects.filter(code="case.update@lender").values_list("person", flat=True))
    assert cast.officer.pk in told
    assert cast.other_officer.pk not in told
    assert Task.objects.filter(case=held.case, kind="task_reassess").exists()
    assert PlanSet.objects.count() == sets + 1
    assert queries.budget_of(held.case).made.income_minor == earlier // 2


def test_a_shops_new_income_is_what_is_left_of_its_sales_and_newer_than_its_forecast(
    cast: Cast, now: datetime
) -> None:
    held = intake.filled_case(cast, now=now)
    months = [budget.ForecastMonth(date(2026, 12, 1), 4_000_000, 4_000_000, 4_000_000)]
    held.case.refresh_from_db()
    given = {"income_salary": 0, "income_business": 3_000_000, "cost_business": 2_400_000}
    intake._again(actions.save_budget, held, Given(given), now=now)
    intake._again(actions.save_forecast, held, now=now, months=months, papers=(), words="")
    Case.objects.filter(pk=held.case.pk).update(state="open", submitted_at=now)
    held = intake.hold(cast.borrower, held.case.pk, now)
    assert queries.forecast_of(held.case) is not None

    told = {"since_on": None, "words": "", "shown_to": [], "seen_version": None}
    later = now + timedelta(days=1)
    actions.tell_change(held, kind="income_down", income_minor=580_000, now=later, action_id=new_id(), **told)
    change = Change.objects.get(case=held.case)
    assert (change.income_before_minor, change.asks_reassessment) == (600_000, False)
    made = queries.budget_of(held.case).made
    assert (made.income_minor, made.business_cost_minor) == (580_000, 0)
    assert queries.forecast_of(held.case) is None


def test_a_change_without_a_figure_asks_for_no_reassessment(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    given = {"since_on": None, "words": "", "shown_to": [], "seen_version": None, "now": now}
    actions.tell_change(held, kind="moved", action_id=new_id(), **given)
    stories.worked(now)
    assert not Task.objects.exists()


def test_one_lenders_consent_sheet_is_told_to_that_lender_alone(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    stories.worked(now)
    Notice.objects.all().delete()
    intake.consent(held, cast.bank, now=now)
    stories.worked(now)
    told = set(Notice.objects.filter(code__startswith="case.share").values_list("person", flat=True))
    assert cast.officer.pk in told
    assert cast.other_officer.pk not in told


def test_an_answer_written_down_carries_its_channel_and_both_names(cast: Cast, now: datetime) -> None:
    helped = stories.assisted(cast, now=now, fill=True)
    saved = Entry.objects.filter(verb="case.save").latest("at", "seq")
    assert (saved.facts["channel"], saved.actor, saved.on_behalf_of) == (
        "phone",
        cast.operator,
        helped.person,
    )
    assisting.choose_channel(helped.held(now), helped.help(), channel="post", now=now, action_id=new_id())
    intake.tell_story(helped.held(now), now=now)
    assert Entry.objects.filter(verb="case.save").latest("at", "seq").facts["channel"] == "post"


def test_an_answer_changed_after_it_was_confirmed_has_to_be_confirmed_again(
    cast: Cast, now: datetime
) -> None:
    helped = stories.assisted(cast, now=now, fill=True)
    stories.confirmed(helped, now=now)
    assisting.refuse_unconfirmed(helped.held(now))
    Story.objects.filter(case__ref=helped.ref).update(since_on=date(2026, 7, 1))
    with pytest.raises(ActionRefused, match="assisted_not_confirmed"):
        actions.submit(
            helped.held(now), legal_notice_seen=True, seen_version=None, now=now, action_id=new_id()
        )


def test_a_code_holds_for_a_quarter_of_an_hour_and_for_the_answers_that_were_read(
    cast: Cast, now: datetime
) -> None:
    helped = stories.assisted(cast, now=now, fill=True)
    assisting.send_code(helped.held(now), helped.help(), now=now, action_id=new_id())
    code, late = assisting.code_of(helped.help()), now + timedelta(minutes=16)
    confirm = assisting.confirm_by_code
    with pytest.raises(ActionRefused, match="assisted_code_over"):
        confirm(helped.held(late), helped.help(), typed=code, now=late, action_id=new_id())
    with pytest.raises(ActionRefused, match="assisted_code_wrong"):
        confirm(helped.held(now), helped.help(), typed="12345", now=now, action_id=new_id())
    Story.objects.filter(case__ref=helped.ref).update(since_on=date(2026, 7, 1))
    with pytest.raises(ActionRefused, match="assisted_answers_changed"):
        confirm(helped.held(now), helped.help(), typed=code, now=now, action_id=new_id())
    assert code not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_a_helper_hands_in_and_does_nothing_else_that_binds(cast: Cast, now: datetime) -> None:
    helped = stories.assisted(cast, now=now, fill=True)
    by, case, day = (
        Actor(cast.operator, "representative", helped.person),
        helped.held(now).case,
        clock.legal_day(now),
    )
    for machine, step, may in (
        ("case", "save", True),
        ("case", "submit", True),
        ("offer", "accept", False),
        ("agreement", "sign", False),
        ("negotiation", "message", False),
    ):
        covers = case_facts.covered_by(machine, step)
        assert case_facts.has_authority(case, by, day, covers=covers) is may, step


def test_the_person_goes_on_alone_with_every_answer_and_the_helper_is_out(cast: Cast, now: datetime) -> None:
    helped = stories.assisted(cast, now=now, fill=True)
    own = access.application_for(helped.person, helped.ref, now=now)
    assisting.go_on_alone(own, helped.help(), seen_version=None, now=now, action_id=new_id())
    with pytest.raises(access.NotHeld):
        access.application_for(cast.operator, helped.ref, now=now)
    with pytest.raises(access.NotHeld):  # whoever helped does not decide on it either
        access.desk_case_for(cast.operator, helped.ref, now=now)
    assert Party.objects.get(case__ref=helped.ref, user=cast.operator).left_at == now
    assert Story.objects.get(case__ref=helped.ref).cause == intake.CAUSE
    actions.submit(own, legal_notice_seen=True, seen_version=None, now=now, action_id=new_id())


def test_nobody_is_helped_under_a_number_of_somebody_who_works_here(cast: Cast, now: datetime) -> None:
    cast.officer.phone = "+8613612345678"
    cast.officer.save()
    agreed = assisting.Agreed("spoken", "同意")
    given = {"name": "x", "language": "zh-hans", "channel": "phone", "agreed": agreed, "now": now}
    with pytest.raises(ActionRefused, match="assisted_is_staff"):
        assisting.begin_help(cast.operator, phone="+8613612345678", action_id=new_id(), **given)
    silent = given | {"agreed": assisting.Agreed("spoken", " ")}
    with pytest.raises(ActionRefused, match="assisted_needs_consent"):
        assisting.begin_help(cast.operator, phone="+8613712345678", action_id=new_id(), **silent)


@pytest.mark.feature("A06")
def test_the_story_keeps_cause_start_and_recovery_and_the_plans_are_made_on_them(
    cast: Cast, now: datetime
) -> None:
    held = intake.draft_case(cast, now=now)
    wrong = actions.Given({"since_on": date(2026, 9, 1), "recovery_on": date(2026, 8, 1)})
    with pytest.raises(actions.Wrong) as refused:
        actions.save_story(held, wrong, seen_version=None, now=now, action_id=new_id())
    assert [one.field for one in refused.value.faults] == ["recovery_on"]
    story = talks.waiting(cast, now=now, creditors=[cast.bank])
    better = clock.legal_day(now) + timedelta(days=40)
    Story.objects.filter(case=story.row().case).update(recovery_on=better)
    talks.facts_agreed(story, now=now)
    made = PlanSet.objects.get(negotiation=story.row()).determination.facts
    assert made["first_due"] == better.isoformat()
    assert made["story"] == {
        "cause": intake.CAUSE,
        "since_on": "2026-08-01",
        "recovery_on": better.isoformat(),
    }


def test_who_sends_many_codes_at_once_has_no_more_tries_than_others(cast: Cast, now: datetime) -> None:
    """Each request has read the row before any of them was counted."""
    helped = stories.assisted(cast, now=now, fill=True)
    assisting.send_code(helped.held(now), helped.help(), now=now, action_id=new_id())
    read_before = helped.help()
    code = assisting.code_of(read_before)
    for _try in range(assisting.TRIES):
        with pytest.raises(ActionRefused, match="assisted_code_wrong"):
            assisting.confirm_by_code(helped.held(now), read_before, typed="no", now=now, action_id=new_id())
    with pytest.raises(ActionRefused, match="assisted_code_over"):
        assisting.confirm_by_code(helped.held(now), read_before, typed=code, now=now, action_id=new_id())


def test_pressing_confirm_twice_is_one_confirmation(cast: Cast, now: datetime) -> None:
    helped = stories.assisted(cast, now=now, fill=True)
    assisting.send_code(helped.held(now), helped.help(), now=now, action_id=new_id())
    given = {"typed": assisting.code_of(helped.help()), "now": now, "action_id": new_id()}
    first = assisting.confirm_by_code(helped.held(now), helped.help(), **given)
    second = assisting.confirm_by_code(helped.held(now), helped.help(), **given)
    assert (first.repeated, second.repeated, second.entry) == (False, True, first.entry)
