"""Money laid by: told by the household if it likes, asked for at once at most in part, and read by nobody else."""

import html
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.insight.queries import replay
from hejie_platform.intake import access, actions
from hejie_platform.intake.models import Savings
from hejie_platform.intake.queries import usual_living
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation import actions as talking
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.models import Offer, PlanSet
from hejie_platform.negotiation.queries.talks import laid_by, laid_by_still
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in
from tests.platform.web.test_room import in_english, typed

pytestmark = pytest.mark.django_db
AT_HAND, KEPT = 1_534_567, 1_000_100
SPARE = AT_HAND - KEPT
FIELDS = ("at_hand_minor", "kept_minor")


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> tuple[story.Story, PlanSet]:
    """Talks with agreed figures and plans; then the household says what is laid by, and the plans are made anew."""
    talks = story.facts_agreed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    before = PlanSet.objects.select_related("determination").get()
    tell(talks, now)
    story.worked(now)
    return talks, before


def where(talks: story.Story) -> str:
    return reverse("apply:savings", args=[talks.row().case.ref])


def say(client: Client, talks: story.Story, at_hand: str, kept: str) -> str:
    """What the page answers; "" where it was kept."""
    stamp = typed(seen_version=talks.row().case.version)
    return client.post(where(talks), stamp | {"at_hand_minor": at_hand, "kept_minor": kept}).content.decode()


def tell(talks: story.Story, now: datetime, at_hand: int | None = AT_HAND, kept: int | None = KEPT) -> None:
    held = access.application_for(talks.borrower, talks.row().case.ref, now=now)
    given = {"at_hand_minor": at_hand, "kept_minor": kept, "seen_version": held.case.version}
    actions.tell_savings(held, **given, now=now, action_id=story.new_id())


def test_it_is_told_changed_and_taken_back_on_one_page(
    told: tuple[story.Story, PlanSet], cast: Cast, now: datetime
) -> None:
    talks, _ = told
    mine = in_english(logged_in(cast.borrower))
    Savings.objects.all().delete()
    page = html.unescape(mine.get(where(talks)).content.decode())
    assert "You need not say so" in page
    usual, compared = usual_living(talks.row().case, day=clock.legal_day(now))
    assert f'value="{usual / 100:.2f}"' in page
    assert compared.source_en in page, "an amount to begin with says where it comes from"
    assert say(mine, talks, "9" * 30, "-1").count("has-error") == 2
    assert say(mine, talks, "5000", "").count("has-error") == 1
    assert not Savings.objects.exists(), "how much is kept is not guessed"
    assert say(mine, talks, "2000", "3000") == ""
    row = Savings.objects.get()
    assert (row.at_hand_minor, row.kept_minor, row.spare_minor) == (200_000, 300_000, 0)
    assert say(mine, talks, "", "3000") == ""
    assert not Savings.objects.exists()
    entries = Entry.objects.filter(verb="case.tell_savings").order_by("id")
    assert [one.facts["fields"] for one in entries] == [[*FIELDS], [*FIELDS], []]
    assert not re.search(r"\d{4}", str([one.facts for one in entries])), "the record has no amount"


def test_plans_ask_at_once_for_no_more_than_the_household_can_do_without(
    told: tuple[story.Story, PlanSet], cast: Cast, now: datetime
) -> None:
    talks, first = told
    before = first.determination
    after = PlanSet.objects.select_related("determination").latest("id").determination
    assert {one["upfront_minor"] for one in before.result["named"]} == {0}
    assert "laid_by_minor" not in before.facts["usual"]
    assert after.facts["usual"]["laid_by_minor"] == SPARE
    assert 0 < max(one["upfront_minor"] for one in after.result["named"]) <= SPARE
    surest = [max(one["completes"] for one in made.result["named"]) for made in (before, after)]
    assert surest[0] <= surest[1], "what is laid by makes plans surer"
    later = now + timedelta(days=9)
    joint = talking.bring_together(talks.row().case, now=later).determination
    assert 0 < max(one["upfront_minor"] for one in joint.result["named"]) <= SPARE
    assert joint.result["frontier"] == after.result["frontier"], "with one creditor both pages read one thing"
    assert [one["months_minor"] for one in joint.result["named"]] == [
        one["months_minor"] for one in after.result["named"]
    ]
    for row in (after, joint):
        assert replay.again(row).is_equal
    mine = in_english(logged_in(cast.borrower))
    page = mine.get(reverse("plans:compare", args=[talks.row().case.ref])).content.decode()
    assert "Plans may ask for at most 5,344.67" in html.unescape(page)
    assert "is paid at once when it begins" in page
    page = mine.get(reverse("plans:what_if", args=[talks.row().case.ref])).content.decode()
    assert 'name="laid_by" value="5344.67"' in page, "what if begins with what was told"


def test_what_is_kept_is_never_put_at_stake_and_what_was_not_told_binds_nobody(
    told: tuple[story.Story, PlanSet], now: datetime
) -> None:
    talks, _ = told
    too_much = story.package(talks, now=now, upfront_minor=SPARE + 1)
    with pytest.raises(ActionRefused) as refused:
        story.offer_put(talks, side="borrower", now=now, offered=too_much)
    assert refused.value.code == "savings_protected"
    assert dict(refused.value.facts) == {"upfront_minor": SPARE + 1, "most_minor": SPARE}
    just = story.package(talks, now=now, upfront_minor=SPARE)
    assert story.offer_put(talks, side="borrower", now=now, offered=just).state == "open"
    tell(talks, now, None, None)
    assert story.offer_put(talks, side="borrower", now=now, offered=too_much).state == "open"


def test_what_was_promised_at_once_to_another_lender_is_not_there_twice(
    told: tuple[story.Story, PlanSet], now: datetime
) -> None:
    talks, _ = told
    offer = story.offer_put(talks, now=now, offered=story.package(talks, now=now, upfront_minor=100_000))
    case = talks.row().case
    assert laid_by_still(case) == SPARE
    Offer.objects.filter(pk=offer.pk).update(state="accepted")
    assert laid_by_still(case) == SPARE - 100_000
    assert laid_by_still(case, but=talks.row()) == SPARE, "an offer is not measured with itself"
    assert laid_by(case) == SPARE, "what a desk's plans rest on moves with no other lender's offer"


def test_nobody_else_reads_what_is_laid_by(
    told: tuple[story.Story, PlanSet], cast: Cast, now: datetime
) -> None:
    talks, _ = told
    case = talks.row().case
    whole = [f"{minor / 100:,.2f}" for minor in (AT_HAND, KEPT, SPARE)]
    amounts = [*whole, *(one.replace(",", "") for one in whole), *map(str, (AT_HAND, KEPT, SPARE))]
    pages = ((cast.officer, "lender:talks", talks.ref), (cast.reviewer, "review:case", case.ref))
    for person, name, ref in pages:
        answer = in_english(logged_in(person)).get(reverse(name, args=[ref]))
        assert answer.status_code == 200
        assert ("Paid at once" in answer.content.decode()) == (person == cast.officer), "the sum of a plan"
        assert [one for one in amounts if one in answer.content.decode()] == [], name
    assert amounts[3] in logged_in(cast.borrower).get(where(talks)).content.decode()


def test_what_a_desk_tries_tells_nothing_of_what_is_laid_by(
    told: tuple[story.Story, PlanSet], now: datetime
) -> None:
    """Two runs: with much laid by and with nothing, every package that the desk tries has the same worth."""
    talks, _ = told
    on = queries.grounds(talks.row(), talks.claim(), day=clock.legal_day(now))
    packages = [story.package(talks, now=now, upfront_minor=minor) for minor in (SPARE, SPARE + 1)]

    def worths() -> list[queries.Worth]:
        return [queries.worth_of(on, queries.trial(one, on).tried, is_shared=True) for one in packages]

    before = worths()
    tell(talks, now, None, None)
    assert worths() == before
    assert all(one.simulated_minor for one in before)
