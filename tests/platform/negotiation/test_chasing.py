"""One press asks who owes the next step, and whoever is above them; it moves no clock and comes once in two days."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from hejie_platform.cases.models import Clock
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation import access, actions
from hejie_platform.notices.models import Notice
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.stories.opening import stand_for
from tests.platform.web.samples import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.feature("K04")]
PRESSED = "negotiation.chase"


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    made = story.waiting(cast, now=now, creditors=[cast.bank])
    story.worked(now)
    return made


def pressed(talks: story.Story, side: str, now: datetime) -> None:
    actions.chase(talks.held(side, now), now=now, action_id=uuid.uuid4())


def clocks(talks: story.Story) -> list[tuple[str, datetime]]:
    return list(Clock.objects.filter(subject=talks.row().pk).order_by("id").values_list("rule", "due_at"))


def told_of(now: datetime, code: str) -> set[str]:
    story.worked(now)
    return set(Notice.objects.filter(code=code).values_list("person__name", flat=True))


def test_the_lenders_desk_and_its_checker_are_told_and_it_is_written_down_for_both(
    told: story.Story, now: datetime
) -> None:
    before = clocks(told)
    assert before
    pressed(told, "borrower", now)
    assert told_of(now, "talks_chased_desk") == {"officer"}
    assert told_of(now, "talks_chased_above") == {"checker"}
    entry = Entry.objects.get(verb=PRESSED, subject=told.row().pk)
    assert (entry.chain.audience, entry.actor, entry.facts["turn"]) == (
        "shared",
        told.borrower,
        "first_answer",
    )
    assert clocks(told) == before, "no clock moved"


def test_the_borrowers_side_is_told_when_it_owes_the_answer(told: story.Story, now: datetime) -> None:
    story.asked(told, now=now)
    before = clocks(told)
    pressed(told, "lender", now)
    assert told_of(now, "talks_chased") == {"borrower"}
    assert told_of(now, "talks_chased_desk") == set()
    assert clocks(told) == before


def test_a_second_press_within_two_days_is_refused_with_its_day_and_after_them_taken(
    told: story.Story, now: datetime
) -> None:
    pressed(told, "borrower", now)
    with pytest.raises(ActionRefused, match="chase_lately") as refused:
        pressed(told, "borrower", now + timedelta(days=2) - timedelta(seconds=1))
    assert refused.value.facts["again_on"] == "2026-11-25"
    assert Entry.objects.filter(verb=PRESSED, subject=told.row().pk).count() == 1
    pressed(told, "borrower", now + timedelta(days=2))
    assert Entry.objects.filter(verb=PRESSED, subject=told.row().pk).count() == 2


def test_nobody_presses_on_their_own_turn_or_without_a_side(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    with pytest.raises(ActionRefused, match="chase_own_turn"):
        pressed(told, "lender", now)
    stand_for(cast.guarantor, told.row().case, now=now)
    held = access.room_for(cast.guarantor, told.ref, now=now)
    with pytest.raises(ActionRefused, match="chase_own_turn"):
        actions.chase(held, now=now, action_id=uuid.uuid4())
    assert not Entry.objects.filter(verb=PRESSED, subject=told.row().pk).exists()


def test_it_is_one_press_on_the_page_of_whoever_waits(
    told: story.Story, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    waits, owes = logged_in(cast.borrower), logged_in(cast.officer)
    action = f'action="{reverse("room:chase", args=[told.ref])}"'
    assert action in waits.get(reverse("room:home", args=[told.ref])).content.decode()
    assert (
        reverse("lender:chase", args=[told.ref])
        not in owes.get(reverse("lender:talks", args=[told.ref])).content.decode()
    )
    press = {"action_id": str(uuid.uuid4())}
    answer = waits.post(reverse("room:chase", args=[told.ref]), press)
    assert answer.headers["Location"] == reverse("room:home", args=[told.ref])
    waits.cookies["language"] = "en"
    assert "Asked when the answer comes" in waits.get(answer.headers["Location"]).content.decode()
    again = waits.post(reverse("room:chase", args=[told.ref]), {"action_id": str(uuid.uuid4())})
    assert "within the last two days" in again.content.decode()
