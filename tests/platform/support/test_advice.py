"""A question to an adviser: its stages, its clock, and what of a case is open with it, and until when."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from hejie_platform.core import clock
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.models import AccessEntry, Effect, Entry
from hejie_platform.people.access import NotHeld
from hejie_platform.support import actions, advising, queries
from hejie_platform.support.facts import advice_steps as steps
from hejie_platform.support.models import Question, QuestionWords
from tests.platform.cast import Cast
from tests.platform.stories import advice, intake

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def CHAPTER(cast: Cast, now: datetime) -> Any:
    return intake.open_case(cast, now=now)


def seen(cast: Cast, row: Question, now: datetime) -> Any:
    """What the adviser sees of the question."""
    return queries.look_at_question(advising.question_for(cast.adviser, row.ref, now=now), now=now)


@pytest.mark.feature("I02")
def test_a_question_is_taken_answered_asked_again_and_ended(told: Any, cast: Cast, now: datetime) -> None:
    row = advice.asked(cast.borrower, cast, now=now)
    row = advice.answered(advice.taken(row, cast.adviser, now=now), cast.adviser, now=now)
    assert row.state == "answered"
    assert "adviser" in [one.side for one in QuestionWords.objects.filter(question=row)], "the answer is kept"
    row = advice.stepped(actions.ask_again, cast.borrower, row, now=now + DAY, words="And the fee?")
    assert (row.state, row.adviser) == ("taken", cast.adviser)
    assert row.due_at == steps.due(now + DAY)
    row = advice.stepped(actions.end_question, cast.borrower, row, now=now + DAY, helped=5)
    assert (row.state, row.helped) == ("ended", 5)
    with pytest.raises(NotHeld):
        advising.question_for(cast.adviser, row.ref, now=now + DAY)


@pytest.mark.parametrize("state", steps.STATES)
@pytest.mark.parametrize("role", steps.ROLES)
@pytest.mark.parametrize("step", steps.STEPS)
def test_only_the_table_leads_on(step: str, role: str, state: str) -> None:
    row = steps.STEPS[step]
    if role in row.roles and state in row.sources:
        assert steps.decide(step, state=state, role=role) == (row.to or state)
    else:
        with pytest.raises(ActionRefused):
            steps.decide(step, state=state, role=role)


@pytest.mark.feature("I02")
def test_the_adviser_sees_what_is_ticked_and_nothing_else(told: Any, cast: Cast, now: datetime) -> None:
    row = advice.asked(cast.borrower, cast, now=now, held=told, items=("own_loans",))
    opened = seen(cast, row, now).opened
    assert opened.loans
    assert (opened.story, opened.story_words, opened.budget) == (None, None, None)
    assert seen(cast, advice.asked(cast.borrower, cast, now=now), now).opened is None


def test_it_is_open_to_its_last_day_and_not_after(told: Any, cast: Cast, now: datetime) -> None:
    row = advice.asked(cast.borrower, cast, now=now, held=told, days=5)
    assert seen(cast, row, now + 5 * DAY).opened
    assert seen(cast, row, now + 6 * DAY).opened is None


def test_sharing_ends_at_once_when_the_asker_says_so(told: Any, cast: Cast, now: datetime) -> None:
    row = advice.asked(cast.borrower, cast, now=now, held=told)
    assert seen(cast, row, now).is_shared
    advice.stepped(actions.end_sharing, cast.borrower, row, now=now)
    assert not seen(cast, row, now).is_shared


def test_each_look_of_the_adviser_is_noted_and_the_askers_own_is_not(
    told: Any, cast: Cast, now: datetime
) -> None:
    row = advice.asked(cast.borrower, cast, now=now, held=told)
    looks = AccessEntry.objects.filter(subject=row.id)
    actions.note_look(advising.question_for(cast.borrower, row.ref, now=now), now=now)
    assert not looks.exists()
    actions.note_look(advising.question_for(cast.adviser, row.ref, now=now), now=now)
    assert [(look.reader, look.owner) for look in looks] == [(cast.adviser, cast.borrower)]


def test_nobody_else_holds_a_question(told: Any, cast: Cast, now: datetime) -> None:
    row = advice.asked(cast.borrower, cast, now=now, held=told)
    for person in (cast.stranger, cast.other_borrower, cast.officer, cast.mediator, cast.supervisor):
        with pytest.raises(NotHeld):
            advising.question_for(person, row.ref, now=now)


def test_somebody_elses_case_cannot_be_shared(told: Any, cast: Cast, now: datetime) -> None:
    for person in (cast.other_borrower, cast.reviewer):
        with pytest.raises(NotHeld):
            advising.case_to_share(person, told.case.ref, now=now)
    assert advising.case_to_share(cast.borrower, told.case.ref, now=now)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"words": "  "}, "question_says_nothing"),
        ({"topic": "weather"}, "question_not_on_list"),
        ({"items": ("papers",)}, "question_not_on_list"),
        ({"days": -1}, "question_share_day"),
        ({"days": 2000}, "question_share_day"),
    ],
)
def test_a_question_that_is_not_whole_is_refused(
    told: Any, cast: Cast, now: datetime, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(ActionRefused) as refused:
        advice.asked(cast.borrower, cast, now=now, held=told, **given)
    assert refused.value.code == code


def test_an_answer_names_only_rules_that_exist(told: Any, cast: Cast, now: datetime) -> None:
    row = advice.taken(advice.asked(cast.borrower, cast, now=now), cast.adviser, now=now)
    with pytest.raises(ActionRefused) as refused:
        advice.stepped(actions.answer_question, cast.adviser, row, now=now, words="Yes.", rules=["CN-NONE-9"])
    assert refused.value.code == "question_rule_unknown"
    assert advice.answered(row, cast.adviser, now=now).state == "answered"


def test_a_question_handed_on_waits_for_a_colleague_with_its_day(
    told: Any, cast: Cast, now: datetime
) -> None:
    row = advice.asked(cast.borrower, cast, now=now)
    due = row.due_at
    row = advice.stepped(actions.hand_on, cast.adviser, advice.taken(row, cast.adviser, now=now), now=now)
    assert (row.state, row.adviser, row.due_at) == ("asked", None, due)


def test_the_first_answer_is_due_in_three_working_days_and_escalates_once(
    told: Any, cast: Cast, now: datetime
) -> None:
    row = advice.asked(cast.borrower, cast, now=now)  # a Monday: Thursday is the last day
    assert clock.legal_day(row.due_at - timedelta(seconds=1)) == clock.legal_day(now) + 3 * DAY
    assert actions.run_out(row.due_at - timedelta(seconds=1)) == 0
    assert actions.run_out(row.due_at) == 1
    assert actions.run_out(row.due_at + 7 * DAY) == 0
    told_people = {
        effect.payload["to"] for effect in Effect.objects.filter(payload__code__startswith="question_late")
    }
    assert told_people == {str(cast.supervisor.pk), str(cast.borrower.pk)}


def test_an_answered_question_does_not_escalate(told: Any, cast: Cast, now: datetime) -> None:
    row = advice.answered(
        advice.taken(advice.asked(cast.borrower, cast, now=now), cast.adviser, now=now), cast.adviser, now=now
    )
    assert actions.run_out(row.due_at + DAY) == 0


def test_words_are_sealed_and_in_no_entry(told: Any, cast: Cast, now: datetime) -> None:
    row = advice.asked(cast.borrower, cast, now=now, words="canary-words-7")
    assert QuestionWords.objects.get(question=row).words == "canary-words-7"
    assert all("canary" not in str(entry.facts) for entry in Entry.objects.filter(subject=row.id))


def test_a_repeated_press_asks_once(told: Any, cast: Cast, now: datetime) -> None:
    given: dict[str, Any] = {"house": cast.advice, "topic": "plan", "words": "Once?"}
    same = advice.new_id()
    first = actions.ask(cast.borrower, **given, now=now, action_id=same)
    again = actions.ask(cast.borrower, **given, now=now, action_id=same)
    assert again.repeated
    assert first.subject == again.subject
    assert Question.objects.filter(asker=cast.borrower).count() == 1
