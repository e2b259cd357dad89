"""A draft policy tried on past cases: sums that name nobody, computed by the worker, a few times a day."""

import html
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from hejie import rules, texts
from hejie.plans import portfolio
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.insight import actions, queries
from hejie_platform.insight.models import PolicyTrial
from hejie_platform.insight.queries import past as known
from hejie_platform.ledger.actions import ActionRefused, determine
from hejie_platform.ledger.models import Entry
from hejie_platform.lenders import access as lenders
from hejie_platform.negotiation.models import Claim, PlanSet
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    return story.facts_agreed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)


def past(talks: story.Story, lefts: list[int], now: datetime) -> None:
    """Ended talks of the same claim whose households had these amounts left a month."""
    row, claim = talks.row(), talks.claim()
    first = PlanSet.objects.get(negotiation=row).determination
    for left in lefts:
        other = Negotiation.objects.create(
            case=row.case, creditor=row.creditor, state="ended", reason="gap", created_at=now
        )
        owed = Claim.objects.create(
            negotiation=other,
            number=1,
            as_of=claim.as_of,
            buckets=claim.buckets,
            hash=claim.hash,
            stated_by=claim.stated_by,
            stated_at=now,
        )
        usual = first.facts["usual"] | {"left_minor": left}
        kept = determine(
            kind="plans",
            subject=other.id,
            facts=first.facts | {"usual": usual},
            result=first.result,
            law_version="cn",
            engine_version="1",
            now=now,
        )
        PlanSet.objects.create(negotiation=other, claim=owed, determination=kept, made_at=now)


def desk(cast: Cast, now: datetime) -> lenders.HeldLender:
    return lenders.lender_for(cast.officer, cast.bank.ref, now=now)


def wider(**changes: Any) -> dict[str, Any]:
    """The bank's policy with twice the longest term."""
    mapping = rules.example_policy("example_bank")
    mapping["published"]["levers"]["instalments"] = {"least": 6, "most": 120, "step": 6}
    return mapping | changes


def tried(cast: Cast, now: datetime, **given: Any) -> PolicyTrial:
    row = story.trial_asked(desk(cast, now), now=now, **given)
    story.worked(now)
    row.refresh_from_db()
    return row


def page(cast: Cast, row: PolicyTrial) -> str:
    client = logged_in(cast.officer)
    client.cookies["language"] = "en"
    where = reverse("lender:policy_trial", args=[cast.bank.ref, row.ref])
    return html.unescape(client.get(where).content.decode())


def test_a_wider_policy_is_told_in_sums_of_at_least_ten(told: story.Story, cast: Cast, now: datetime) -> None:
    past(told, [106_000] * 12 + [500_000] * 11 + [1_000] * 10, now)
    row = story.trial_asked(desk(cast, now), now=now, mapping=wider())
    assert "The worker computes it: 0 of 0 cases." in page(cast, row)
    story.worked(now)
    row.refresh_from_db()
    assert (row.done, row.total) == (33, 33)
    assert row.result["cases"] == 33
    assert (row.result["approved_now"], row.result["newly"], row.result["no_longer"]) == (11, 12, None)
    assert row.result["value_change_thousandth"] > 0
    assert "12 more of 33 past cases would be approved at once, expected recovery +" in page(cast, row)


def test_what_rests_on_fewer_than_ten_is_not_kept_whether_none_or_nine(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    past(told, [106_000] * 9 + [500_000] * 20, now)
    nine = tried(cast, now, mapping=wider()).result
    none = tried(cast, now, mapping=rules.example_policy("example_bank")).result
    assert {nine[name] for name in ("newly", "no_longer", "value_change_thousandth", "completion_draft")} == {
        None
    }
    assert nine == none, "nobody can find the one case between two drafts"


def test_with_fewer_than_ten_past_cases_nothing_is_told(told: story.Story, cast: Cast, now: datetime) -> None:
    past(told, [106_000] * (portfolio.FEW - 1), now)
    row = tried(cast, now, mapping=wider())
    assert row.result == {"cases": 0}
    assert "Not enough data" in page(cast, row)


def test_the_columns_hold_no_name_day_or_reference_and_only_cases_that_are_over(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    past(told, [106_000, 50_000], now)
    found = queries.past_cases(cast.bank)
    assert len(found) == 2
    assert set(portfolio.COLUMNS) == {
        "principal_minor",
        "charges_minor",
        "penalties_minor",
        "income_minor",
        "living_minor",
        "buffer_minor",
    }
    assert len(queries.past_cases(cast.microloan)) == 0


def test_trials_are_bounded_recorded_and_the_lenders_own(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    story.trial_asked(desk(cast, now), now=now)
    with pytest.raises(ActionRefused, match="trial_runs"):
        story.trial_asked(desk(cast, now), now=now)
    story.worked(now)
    for _more in range(4):
        row = tried(cast, now)
    with pytest.raises(ActionRefused, match="trial_too_often"):
        story.trial_asked(desk(cast, now), now=now)
    assert story.trial_asked(desk(cast, now), now=now + timedelta(days=2))
    with pytest.raises(texts.Faulty):
        story.trial_asked(desk(cast, now), now=now, mapping={"policy": {}})
    assert Entry.objects.filter(verb="policy.tried").count() == 5
    where = reverse("lender:policy_trial", args=[cast.bank.ref, row.ref])
    assert logged_in(cast.checker).get(where).status_code == 200
    for stranger in (cast.other_officer, cast.borrower):
        assert logged_in(stranger).get(where).status_code == 404


def test_an_officer_asks_from_the_draft_and_a_second_press_is_told_kindly(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    draft = story.draft_begun(desk(cast, now), now=now)
    client = logged_in(cast.officer)
    client.cookies["language"] = "en"
    overview = client.get(reverse("lender:policy_draft", args=[cast.bank.ref, draft.ref])).content.decode()
    assert "Try it on our past cases" in overview
    where = reverse("lender:policy_try", args=[cast.bank.ref, draft.ref])
    answer = client.post(where, {"action_id": str(story.new_id())})
    assert answer.status_code == 302
    assert "/tried/" in answer.headers["Location"]
    again = client.post(where, {"action_id": str(story.new_id())}).content.decode()
    assert "A trial of a policy runs already" in again
    assert actions.ActionRefused is ActionRefused


@pytest.mark.feature("E08")
def test_the_range_of_past_outcomes_needs_ten_and_answers_two_near_questions_alike(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    owed = sum(story.OWED.values())

    def asked(left: int, claim: int = owed) -> queries.PastRange | None:
        cache.clear()
        return queries.past_range(cast.bank, claim_minor=claim, left_minor=left)

    past(told, [106_000] * 9, now)
    assert asked(106_000) is None
    past(told, [106_000] * 4, now)
    found = asked(106_000)
    assert found is not None
    assert (found.cases, found.of_ten, found.months_minor) == (10, 0, ()), "thirteen are told as ten"
    assert asked(107_000) == asked(109_000) == found, "another month near it is the same step of the scale"
    assert asked(300_000) is None
    assert asked(0) is None


def test_agreed_plans_give_the_range_of_the_dearest_month(
    told: story.Story, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = (5_600_000, 120_000, 60_000, 680_000, 574_000, 0)
    burdens = [100_000] * 6 + [120_000] * 6 + [0] * 8
    monkeypatch.setattr(known, "_past", lambda lender: [(columns, burden) for burden in burdens])
    cache.clear()
    found = queries.past_range(cast.bank, claim_minor=5_780_000, left_minor=106_000)
    assert found == queries.PastRange(20, 6, (100_000, 120_000))
