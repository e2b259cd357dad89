"""The demo world is made by real actions, goes on where it was cut short, and wakes up in order."""

from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import progress
from hejie_platform.jobs import scheduler
from hejie_platform.jobs.demo import cast, stories, world
from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.ledger import queries as ledger
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.notices import limits
from hejie_platform.notices.models import Delivery, Notice
from hejie_platform.people.models import Organisation, User

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def frozen(now: datetime, monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr("hejie_platform.core.clock.now", lambda: now)
    return now


@pytest.mark.whole_house
def test_the_world_has_its_people_and_cases_in_every_state_and_nothing_overdue(frozen: datetime) -> None:
    assert world.make(say=lambda line: None)

    assert progress.now_at().is_complete
    assert len(stories.STORIES) >= 12
    states = Counter(Case.objects.values_list("state", flat=True))
    assert set(states) >= {"draft", "submitted", "returned", "open", "closed"}
    assert set(Negotiation.objects.values_list("state", flat=True)) >= {
        "waiting",
        "asked",
        "talking",
        "agreed",
        "ended",
    }
    here = Organisation.objects.filter(kind="lender").exclude(channel="outside")
    assert set(here.values_list("name_en", flat=True)) == {
        *(english for kind, _, english, _ in cast.ORGANISATIONS.values() if kind == "lender"),
    }
    assert {
        policy.published["code"] if "code" in policy.published else policy.header["code"]
        for policy in _policies()
    } == {
        "example_bank",
        "example_microloan",
    }
    assert User.objects.filter(memberships__role="mediator").count() == 2

    assert list(ledger.broken_places()) == []
    assert not Effect.objects.filter(state="given_up").exists()
    assert Entry.objects.order_by("-at").first().at <= frozen
    assert Notice.objects.order_by("-created_at").first().created_at <= frozen
    pushed = Delivery.objects.filter(state="sent").values_list("sent_at", flat=True)
    assert pushed
    assert not [moment for moment in pushed if limits.is_quiet(moment)]

    before = Entry.objects.count()
    scheduler.fire_clocks(frozen)
    assert Entry.objects.count() == before, "something in the fresh world is overdue already"


def _policies() -> list[Any]:
    from hejie_platform.lenders.models import PolicyVersion

    return list(PolicyVersion.objects.filter(published_at__isnull=False))


def test_a_making_that_was_cut_short_goes_on_where_it_stopped(
    frozen: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def power_cut(scene: Scene) -> dict[str, Any]:
        cast.organisations(scene)
        raise KeyboardInterrupt

    script = {
        "organisations": cast.organisations,
        "people": power_cut,
        "last": lambda scene: told.append("last") or {},
    }
    monkeypatch.setattr(world, "SCRIPT", script)
    with pytest.raises(KeyboardInterrupt):
        world.make(say=told.append)
    assert progress.now_at() == progress.Progress(done=1, total=3, current="people")

    monkeypatch.setattr(world, "SCRIPT", script | {"people": cast.people})
    assert world.make(say=told.append)
    assert Organisation.objects.count() == len(cast.ORGANISATIONS)
    assert told == ["1 of 3: organisations", "2 of 3: people", "last", "3 of 3: last"]


def test_nobody_of_the_cast_can_log_in_with_a_password(frozen: datetime) -> None:
    script_people = {"organisations": cast.organisations, "people": cast.people}
    made: dict[str, Any] = {}
    for name, step in script_people.items():
        made |= step(Scene(frozen, made))
        assert made, name
    assert not [user for user in User.objects.all() if user.has_usable_password()]
