"""Both sides read the same history of what they share, and each reads beside it only what is its own."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

import hejie_platform
from hejie_platform.core import clock
from hejie_platform.people.models import User
from hejie_platform.web.case import words
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.feature("L01")]
ROOT = Path(hejie_platform.__file__).parent
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


CHAIN = re.compile(r'chain=(.+),\n|verb="([a-z_]+\.[a-z_]+)"')
READ = ('"shared")', '"borrower")')


def verbs_for_the_household() -> set[str]:
    """Every verb in the source that is not written, in so many words, to a chain which the household's pages leave out."""
    found, chain = set(), ""
    for path in sorted(ROOT.rglob("actions/*.py")) + sorted(ROOT.glob("*/*.py")):
        for left, verb in CHAIN.findall(path.read_text()):
            chain = left or chain
            is_elsewhere = chain.endswith('")') and not chain.endswith(READ)
            if verb and not is_elsewhere and not chain.startswith("chain_for(*"):
                found.add(verb)
    return found


def test_whatever_is_told_on_a_timeline_is_told_in_words_and_not_by_its_code() -> None:
    known = verbs_for_the_household()
    assert {"case.joint_plans_made", "standstill.broken", "own_plan.make"} <= known
    assert "case.record_order" not in known, "written to the desk's own chain"
    assert [verb for verb in sorted(known) if str(words.happened(verb)) == verb] == []
    assert words.happened("case.no_such_thing") == "case.no_such_thing", (
        "what a missing sentence would look like"
    )
