"""While signatures are missing, no timeline tells who has given one; with the last, the news is the agreement."""

from datetime import datetime

import pytest

from hejie_platform.ledger.queries import news, timeline
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import negotiation as talks

pytestmark = pytest.mark.django_db


def _signatures(shown: object) -> int:
    return sum(entry.verb == "agreement.sign" for entry in shown)  # type: ignore[attr-defined]  # a queryset


def test_a_first_signature_is_in_the_record_and_in_no_news(cast: Cast, now: datetime) -> None:
    story = stories.drawn_up(talks.waiting(cast, now=now), now=now)
    stories.signed(story, story.borrower, now=now)
    subject = [stories.agreement_of(story).negotiation_id]
    assert _signatures(timeline(subject, ["shared"])) == 1
    assert _signatures(news(subject, ["shared"])) == 0


def test_the_last_signature_is_news_for_both(cast: Cast, now: datetime) -> None:
    story = stories.signed_by_all(talks.waiting(cast, now=now), now=now)
    subject = [stories.agreement_of(story).negotiation_id]
    assert _signatures(news(subject, ["shared"])) == 1
