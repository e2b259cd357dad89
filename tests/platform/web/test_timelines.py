"""Both sides read the same history of what they share, and each reads beside it only what is its own."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.feature("L01")]
LINE = re.compile(
    r'<strong>(.*?)</strong></p><p class="meta"><time datetime="([^"]+)">.*?</time>(?: · ([^<]*))?</p>'
)


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=1))


def history(person: User, name: str, ref: str) -> list[tuple[str, ...]]:
    """What happened, when and by whom, as the page tells it, newest first."""
    client = logged_in(person)
    client.cookies["language"] = "en"
    return LINE.findall(client.get(reverse(name, args=[ref])).content.decode())


def test_shared_events_are_identical_on_both_timelines(cast: Cast, now: datetime) -> None:
    talks = story.talking(story.waiting(cast, now=now, creditors=[cast.bank]), now=now + timedelta(hours=1))
    story.facts_stated(talks, now=now + timedelta(hours=2))
    story.said(talks, "borrower", "Please wait.", now=now + timedelta(hours=3))
    theirs, ours = (
        history(cast.officer, "lender:talks", talks.ref),
        history(cast.borrower, "room:home", talks.ref),
    )
    assert [what for what, *_ in ours] == [
        "Message",
        "The lender stated what is owed",
        "The lender is ready to talk",
    ]
    assert theirs == ours


def test_what_is_one_sides_own_is_on_its_timeline_alone(cast: Cast, now: datetime) -> None:
    talks = story.facts_agreed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    story.worked(now)
    before = history(cast.borrower, "room:home", talks.ref)
    story.prepared(talks, now=now + timedelta(hours=1))
    waits = "An offer waits for a checker"
    theirs = [what for what, *_ in history(cast.officer, "lender:talks", talks.ref)]
    assert waits in theirs
    assert history(cast.borrower, "room:home", talks.ref) == before, "nothing moved for the borrower"
    case = talks.row().case.ref
    own = [what for what, *_ in history(cast.borrower, "case:history", case)]
    assert "Plans computed" in own
    assert "Plans computed" not in theirs
    assert waits not in own
