"""Acts that start the time to claim anew: both sides read their day and kind, nobody reads terms or other lenders' talks."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from hejie_platform.cases import queries
from hejie_platform.cases.models import Interruption
from hejie_platform.core import clock
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
LIST = re.compile(r"<details><summary>Time to claim.*?</details>", re.S)


@pytest.fixture(autouse=True)
def the_moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def listed(person: object, page: str, talks: story.Story) -> str:
    client = logged_in(person)  # type: ignore[arg-type]  # a user of the cast
    client.cookies["language"] = "en"
    found = LIST.search(client.get(reverse(page, args=[talks.ref])).content.decode())
    assert found
    return found[0]


def test_both_sides_read_the_same_list_of_days_and_kinds(cast: Cast, now: datetime) -> None:
    talks = story.facts_agreed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    story.offer_put(talks, side="borrower", now=now, offered=story.package(talks, now=now, instalments=60))
    mine, theirs = (
        listed(cast.borrower, "room:facts", talks),
        listed(cast.officer, "lender:talks", talks),
    )
    assert mine == theirs
    for kind in ("The application was handed in", "The figures were agreed", "An offer was made"):
        assert kind in mine
    assert "/library/CN-LIM-02/" in mine
    assert "60" not in re.sub(r"<[^>]*>", "", mine)


def test_an_offer_of_the_lender_is_none_and_what_was_done_towards_another_lender_is_not_told(
    cast: Cast, now: datetime
) -> None:
    talks = story.facts_agreed(story.waiting(cast, now=now), now=now)
    before = [one.kind for one in queries.interruptions_of(talks.row())]
    story.offer_put(talks, now=now)
    beside = story.facts_agreed(story.beside(cast, talks, cast.microloan, now=now), now=now)
    assert Interruption.objects.filter(negotiation=beside.row()).exists()
    assert [one.kind for one in queries.interruptions_of(talks.row())] == before


def test_the_newest_act_comes_first(cast: Cast, now: datetime) -> None:
    talks = story.facts_agreed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    row = talks.row()
    later = clock.legal_day(now) + timedelta(days=3)
    Interruption.objects.create(case=row.case, negotiation=row, kind="obligation.claim", on_day=later)
    assert queries.interruptions_of(row)[0].on_day == later
