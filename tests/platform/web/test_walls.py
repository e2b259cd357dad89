"""Two runs of the same talks: whatever another lender allows, claims or offers, a lender reads the same to the last letter.

What the bank reads is collected from its pages and files, its API, its stream, its notices and messages. References and tokens
that are drawn at random are numbered in the order in which they appear.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import pytest
from asgiref.sync import async_to_sync
from django.db import transaction
from django.test import Client
from django.urls import reverse

from hejie import rules
from hejie_platform.core import clock
from hejie_platform.core.models import OutboxMessage
from hejie_platform.lenders import access as lenders
from hejie_platform.lenders import actions as policies
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.negotiation.models import JointPlanSet, PlanSet
from hejie_platform.web.live import hub, views
from tests.platform.afterwards import reading
from tests.platform.api import calls
from tests.platform.canaries import crawling
from tests.platform.cast import Cast
from tests.platform.stories import agreements
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
DRAWN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{64}\b|\b[0-9A-HJKMNP-TV-Z]{10}\b"
)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
OWN = ("/lender", "/agreements", "/notices", "/keeping")
MOST_PAGES = 30


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    for name in ("UNTIL_ROOM", "HEARTBEAT"):
        monkeypatch.setattr(views, name, 0.01)
    monkeypatch.setattr(hub, "LOOK_EVERY", 0.01)


def CHAPTER(cast: Cast, now: datetime) -> tuple[story.Story, story.Story, str]:
    """The bank's talks with agreed figures, the microloan company's beside them, and a key of the bank's system."""
    bank = story.waiting(cast, now=now, creditors=[cast.bank, cast.microloan])
    micro = story.beside(cast, bank, cast.microloan, now=now)
    story.facts_agreed(bank, now=now)
    story.said(bank, "borrower", "请看我们的方案。", now=now)
    return bank, micro, calls.working(cast, now=now)


def generous(cast: Cast, micro: story.Story, now: datetime) -> None:
    """The other lender allows far more, claims half as much, speaks, and offers another plan."""
    mapping = rules.example_policy("example_microloan")
    levers = mapping["published"]["levers"]
    levers["instalments"] = {"least": 6, "most": 60, "step": 6}
    levers["annual_rate"] = {"least": "0", "most": "0.12", "step": "0.04"}
    mapping["private"]["least_recovery_share"] = "0.2"
    desk = lenders.lender_for(micro.officer, cast.microloan.ref, now=now)
    policies.write_policy(desk, mapping=mapping, now=now, action_id=uuid.uuid4())
    number = PolicyVersion.objects.filter(lender=cast.microloan).latest("number").number
    checker = lenders.lender_for(micro.checker, cast.microloan.ref, now=now)
    policies.publish_policy(checker, number=number, now=now, action_id=uuid.uuid4())
    story.facts_agreed(micro, now=now, owed={name: minor // 2 for name, minor in story.OWED.items()})
    story.said(micro, "lender", "我们可以把期限延长到六十期。", now=now)
    story.offer_put(micro, now=now, offered=story.package(micro, now=now, instalments=24, waive={}))


def narrow(_cast: Cast, micro: story.Story, now: datetime) -> None:
    """The other lender has its usual narrow policy, and says what is owed."""
    story.facts_agreed(micro, now=now)


def run(
    act: Callable[[Cast, story.Story, datetime], None],
    told: tuple[story.Story, story.Story, str],
    cast: Cast,
    now: datetime,
) -> tuple[dict[str, str], list[str]]:
    """What the bank reads after the other lender's act, an offer of its own and its acceptance; and the joint plans."""
    bank, micro, key = told
    with transaction.atomic():
        act(cast, micro, now)
        story.worked(now)
        agreements.drawn_up(bank, now=now)
        joint = [row.determination.hash for row in JointPlanSet.objects.select_related("determination")]
        seen = read_by_the_bank(bank, key, cast)
        own = PlanSet.objects.filter(negotiation__ref=bank.ref).select_related("determination").latest("id")
        seen["plans"] = str(own.determination.result)
        transaction.set_rollback(True)
    return seen, joint


def read_by_the_bank(bank: story.Story, key: str, cast: Cast) -> dict[str, str]:
    """By place: the officer's pages and files wherever links lead, the checker's first pages, and what is sent to either."""
    starts = [reverse("lender:talks", args=[bank.ref]), reverse("notices:everything")]
    seen = dict(walk(logged_in(cast.officer), starts, most=MOST_PAGES))
    seen |= {f"checker {where}": text for where, text in walk(logged_in(cast.checker), starts, most=2)}
    stream = reverse("live:talks", args=[bank.ref])
    seen["stream"] = async_to_sync(crawling._heard)(cast.officer, stream)
    agreement = agreements.agreement_of(bank).ref
    for path in ("talks", f"talks/{bank.ref}", f"talks/{bank.ref}/offers", f"agreements/{agreement}"):
        seen[path] = calls.get(key, path).content.decode()
    sent = OutboxMessage.objects.filter(to__in=[cast.officer.email, cast.checker.email]).order_by("id")
    seen["messages"] = "\n".join(f"{one.subject} {one.text}" for one in sent)
    return {DRAWN.sub("#", place): numbered(text) for place, text in seen.items()}


def walk(client: Client, starts: list[str], *, most: int) -> Iterator[tuple[str, str]]:
    """Pages and files with their texts, in the order in which links lead to them."""
    waiting, known = list(starts), set(starts)
    while waiting and most:
        where, most = waiting.pop(0), most - 1
        answer = client.get(where)
        data = answer.getvalue()
        text = data.decode("utf-8", "replace")
        if data.startswith(b"%PDF"):  # where a word stands depends on how wide a reference drawn at random is
            text = re.sub(r"\s+", " ", reading.text_of(data))
        yield where, text
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        found = (
            [urlsplit(urljoin(where, link)).path for link in crawling.LINK.findall(text)] if is_page else []
        )
        fresh = [link for link in dict.fromkeys(found) if link not in known and link.startswith(OWN)]
        known.update(fresh)
        waiting.extend(fresh)


def numbered(text: str) -> str:
    """What is drawn at random, by its place."""
    places: dict[str, str] = {}
    text = TOKEN.sub("token", text)
    return DRAWN.sub(lambda found: places.setdefault(found[0], f"#{len(places)}"), text)


@pytest.mark.feature("X10")
def test_nothing_that_a_lender_reads_changes_with_another_lenders_limits_or_offers(
    told: tuple[story.Story, story.Story, str], cast: Cast, now: datetime
) -> None:
    (one, joint), (other, changed) = (run(act, told, cast, now) for act in (narrow, generous))
    assert joint != changed, "the household's own plans do change"
    assert one.keys() == other.keys()
    assert [place for place in one if one[place] != other[place]] == []
    assert "请看我们的方案" in one["stream"]
    assert any("/document/" in place for place in one)
