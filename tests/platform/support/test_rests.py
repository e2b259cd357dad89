"""A broken pause is raised by itself, once for each event, seen by both sides with what puts it right, and answered."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, override_settings

from hejie import steps
from hejie_platform.cases.models import Negotiation, Standstill
from hejie_platform.core import clock
from hejie_platform.jobs import scheduler
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation.models import Claim
from hejie_platform.notices import systems
from hejie_platform.notices.models import Notice
from hejie_platform.support import access, actions, queries
from hejie_platform.support.models import BrokenRest
from tests.platform.cast import Cast
from tests.platform.stories import agreements, intake, negotiation
from tests.platform.stories import support as stories
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
HEARD: list[systems.Told] = []


def CHAPTER(cast: Cast, now: datetime) -> Any:
    return intake.open_case(cast, now=now)


@pytest.fixture
def talks(told: Any, cast: Cast) -> Negotiation:
    return stories.talks_of(told, cast)


def hear(told: systems.Told) -> None:
    """The adapter of a lender's system, for tests."""
    HEARD.append(told)


def raised() -> list[tuple[str, str]]:
    return [(one.kind, one.ref) for one in BrokenRest.objects.order_by("raised_at", "id")]


@pytest.mark.feature("E13")
def test_a_contact_inside_a_pause_raises_a_breach_once_and_one_outside_it_none(
    told: Any, talks: Negotiation, cast: Cast, now: datetime
) -> None:
    stories.rested(talks, cast.officer, now=now, days=(-5, 60))
    before = stories.noted(told, now=now, days_ago=6, talks=talks.ref)
    of_nobody = stories.noted(told, now=now, days_ago=2)
    inside = stories.noted(told, now=now, days_ago=2, talks=talks.ref)
    assert any(one.run is actions.raise_broken for one in scheduler.SCANS)

    assert actions.raise_broken(now) == 1
    assert actions.raise_broken(now + timedelta(minutes=1)) == 0
    row = BrokenRest.objects.get()
    assert (row.kind, row.contact, row.on_day) == ("contact", inside, clock.legal_day(inside.at))
    assert {before.pk, of_nobody.pk} & {row.contact_id} == set()
    entry = Entry.objects.get(verb="standstill.broken")
    assert (entry.facts["broken"], entry.actor) == (row.ref, None)
    negotiation.worked(now)
    told_to = set(Notice.objects.filter(code__startswith="rest_broken").values_list("person", flat=True))
    assert {cast.borrower.pk, cast.officer.pk} <= told_to
    assert list(queries.broken_in(talks)) == [row]


@pytest.mark.feature("E13")
def test_interest_inside_a_pause_raises_a_breach_only_where_interest_rests_too(
    cast: Cast, now: datetime
) -> None:
    for rests, found in ((False, []), (True, ["interest"])):
        story = negotiation.talking(negotiation.waiting(cast, now=now), now=now)
        stories.rested(story.row(), cast.officer, now=now, days=(0, 90), interest=rests)
        first = _stated(story, now, interest=60_000)
        later = now + timedelta(days=20)
        same = _stated(story, later, interest=60_000)
        actions.raise_broken(later)
        assert not BrokenRest.objects.filter(negotiation=story.row()).exists(), (first, same)
        more = _stated(story, later + timedelta(days=1), interest=75_050)
        actions.raise_broken(later + timedelta(days=1))
        assert actions.raise_broken(later + timedelta(days=2)) == 0
        rows = list(BrokenRest.objects.filter(negotiation=story.row()))
        assert [one.kind for one in rows] == found
        assert [(one.claim, one.amount_minor) for one in rows] == ([(more, 15_050)] if rests else [])


def test_what_can_have_grown_before_the_pause_is_never_charged_with_it(cast: Cast, now: datetime) -> None:
    story = negotiation.talking(negotiation.waiting(cast, now=now), now=now)
    _stated(story, now, interest=60_000)
    start = now + timedelta(days=10)
    stories.rested(story.row(), cast.officer, now=start, days=(0, 90), interest=True)
    _stated(story, start + timedelta(days=5), interest=60_500)  # ten days of growth are possible
    assert actions.raise_broken(start + timedelta(days=5)) == 0
    _stated(story, start + timedelta(days=6), interest=960_500)
    assert actions.raise_broken(start + timedelta(days=6)) == 1


def _stated(story: Any, now: datetime, *, interest: int) -> Claim:
    owed = negotiation.OWED | {"overdue_interest": interest}
    negotiation.facts_stated(story, now=now, owed=owed)
    found: Claim = story.row().claims.latest("number")
    return found


@pytest.mark.feature("E13")
def test_both_sides_see_it_with_its_cure_and_the_lender_answers_once(
    told: Any, talks: Negotiation, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    stories.rested(talks, cast.officer, now=now)
    secret = stories.noted(told, now=now, talks=talks.ref, words="他们说的话只有我知道")
    actions.raise_broken(now)
    row = BrokenRest.objects.get()
    for who in (cast.borrower, cast.officer):
        shown = _seen(who, f"/contacts/pauses/{row.ref}/")
        assert "What puts it right" in shown
        assert "stops whoever contacted" in shown
        assert secret.words not in shown
    assert row.ref in _seen(cast.borrower, f"/room/{talks.ref}/")
    assert row.ref in _seen(cast.officer, f"/lender/{talks.ref}/")
    for who in (cast.other_officer, cast.stranger, cast.other_borrower, cast.mediator):
        assert logged_in(who).get(f"/contacts/pauses/{row.ref}/").status_code == 404

    held, own = access.broken_for(cast.officer, row.ref, now=now)
    given: dict[str, Any] = {"words": "已通知外包机构停止", "seen_version": 0, "now": now}
    with pytest.raises(ActionRefused, match="complaint_not_on_list"):
        actions.answer_broken(held, own, answer="reversed", action_id=stories.new_id(), **given)
    borrowers, _row = access.broken_for(cast.borrower, row.ref, now=now)
    with pytest.raises(ActionRefused, match="complaint_not_yours"):
        actions.answer_broken(borrowers, own, answer="stopped", action_id=stories.new_id(), **given)
    actions.answer_broken(held, own, answer="stopped", action_id=stories.new_id(), **given)
    with pytest.raises(ActionRefused, match="stale"):
        actions.answer_broken(held, own, answer="not_so", action_id=stories.new_id(), **given)
    assert "已通知外包机构停止" in _seen(cast.borrower, f"/contacts/pauses/{row.ref}/")


def _seen(who: Any, page: str) -> str:
    client: Client = logged_in(who)
    answer = client.get(page, headers={"accept-language": "en"})
    assert answer.status_code == 200, page
    return answer.content.decode()


@pytest.mark.feature("E13")
def test_nothing_freezes_by_itself_and_the_page_says_so_until_a_pause_is_granted(
    talks: Negotiation, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    page = f"/room/{talks.ref}/"
    assert not Standstill.objects.exists()
    assert "Nothing freezes by itself" in _seen(cast.borrower, page)
    for nobody in (cast.borrower, cast.reviewer):
        with pytest.raises(steps.StepRefused, match="step_not_yours"):
            stories.rested(talks, nobody, now=now)
    assert not Standstill.objects.exists()
    stories.rested(talks, cast.officer, now=now, interest=False)
    shown = _seen(cast.borrower, page)
    assert "Nothing freezes by itself" not in shown
    assert "Collection rests" in shown
    assert "Interest goes on." in shown


@pytest.mark.feature("E13")
def test_the_lenders_system_is_told_first_and_last_day_of_a_pause_granted_and_of_one_signed(
    cast: Cast, now: datetime
) -> None:
    HEARD.clear()
    named = {cast.bank.ref: f"{__name__}:hear"}
    with override_settings(HEJIE_LENDER_SYSTEMS=named):
        story = negotiation.talking(negotiation.waiting(cast, now=now), now=now)
        stories.rested(story.row(), cast.officer, now=now, days=(0, 30), interest=True)
        negotiation.worked(now)
        day = clock.legal_day(now)
        granted = [one.pause for one in HEARD if one.step == "grant_standstill"]
        assert granted == [(day, day + timedelta(days=30), True)]
        signed = agreements.signed_by_all(negotiation.waiting(cast, now=now), now=now)
        pause = Standstill.objects.get(negotiation=signed.row())
        assert pause.basis == "signed"
        assert [one.pause for one in HEARD if one.step == "take_effect"] == [
            (pause.from_day, pause.until_day, False)
        ]
    assert isinstance(pause.until_day, date)
