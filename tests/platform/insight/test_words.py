"""Every page of figures opens for its reader, whole in both languages, and for no stranger."""

from datetime import datetime

import pytest
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.web.insight.urls import PAGES
from tests.platform.cast import Cast
from tests.platform.stories import insight
from tests.platform.web.reading import read
from tests.platform.web.samples import World, logged_in
from tests.platform.web.test_every_page import CHINESE, english_in

pytestmark = pytest.mark.django_db


def test_pages_are_whole_in_both_languages_and_closed_to_strangers(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    world = World(cast, now, insight.samples(cast, now=now))
    stranger = logged_in(cast.stranger)
    for page in PAGES:
        where = reverse(page.name, kwargs=insight.SAMPLES[page.sample](world) if page.sample else {})
        client = logged_in(getattr(cast, page.audience, cast.borrower))
        for language in ("zh-hans", "en"):
            client.cookies["language"] = language
            answer = client.get(where)
            assert answer.status_code == 200, page.name
            said = read(answer.content.decode()).said_in(language)
            assert not english_in(said) if language == "zh-hans" else not CHINESE.search(said), page.name
        assert page.audience == "public" or stranger.get(where).status_code == 404, page.name
