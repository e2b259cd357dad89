"""Plans of every shape in the talks of a household with strong and weak months, from the policy to the signed terms.

The household earns twice as much from September to December. A level instalment that fits its usual month is beyond a weak
one; a plan that follows the season is not.
"""

import html
import json
import re
import uuid
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hejie import certificates, plans, rules, steps
from hejie.statements import specimens
from hejie_platform.agreements import actions
from hejie_platform.agreements.document import writing
from hejie_platform.agreements.models import Obligation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.lenders import access as lenders
from hejie_platform.lenders import actions as policies
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.negotiation import actions as talking
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.models import Offer
from tests.platform.cast import Cast
from tests.platform.stories import agreements as signing
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
SHAPES = {
    "step_rates": ["0.05"],
    "balloons": ["0.2"],
    "tokens_minor": ["5000"],
    "graces": ["holiday", "principal"],
    "on_breach": ["kept", "lost"],
}
STRONG = tuple(160 if month in (9, 10, 11, 12) else 70 for month in range(1, 13))
LEVEL: dict[str, Any] = {"instalments": 20, "annual_rate": Fraction("0.06"), "waive": {}}
SEASON = LEVEL | {"method": "seasonal", "season": STRONG}


def publish_shapes(desk_of: story.Story, cast: Cast, now: datetime, **levers: object) -> None:
    """The bank's policy with every shape, written by one and published by another."""
    mapping = rules.example_policy("example_bank")
    mapping["published"]["levers"] |= {
        "methods": ["equal_instalment", "step_up", "seasonal"],
        "instalments": {"least": 12, "most": 60, "step": 12},
        "shapes": SHAPES,
        **levers,
    }
    desk = lenders.lender_for(desk_of.officer, cast.bank.ref, now=now)
    policies.write_policy(desk, mapping=mapping, now=now, action_id=uuid.uuid4())
    number = PolicyVersion.objects.filter(lender=cast.bank).latest("number").number
    checker = lenders.lender_for(desk_of.checker, cast.bank.ref, now=now)
    policies.publish_policy(checker, number=number, now=now, action_id=uuid.uuid4())


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    until = clock.legal_day(now)
    statement = specimens.alipay(specimens.SEASONAL_WORKER, until=until, months=24)
    talks = story.waiting(cast, now=now, creditors=[cast.bank], statement=statement)
    publish_shapes(talks, cast, now)
    return story.facts_agreed(talks, now=now)


@pytest.fixture
def agreed(told: story.Story) -> story.Story:
    return told


@pytest.fixture
def borrower(cast: Cast) -> Client:
    client = logged_in(cast.borrower)
    client.cookies["language"] = "en"
    return client


def shaped(talks: story.Story, now: datetime, **terms: Any) -> plans.Package:
    return story.package(talks, now=now, **terms)


def beyond(talks: story.Story, package: plans.Package, now: datetime) -> list[str]:
    """The months in which a package asks for more than this household's forecast leaves."""
    on = queries.grounds(talks.row(), talks.claim(), day=clock.legal_day(now))
    own = queries.purse_of(talks.row())
    return [one.month for one in queries.beyond_forecast(own, queries.trial(package, on).tried)]


def taken(talks: story.Story, offer: Offer, side: str, now: datetime, **more: Any) -> dict[str, Any]:
    """The terms that follow when the other side accepts."""
    given = {"number": offer.number, "package_hash": offer.package_hash, "legal_notice_seen": True}
    given |= {"now": now, "action_id": uuid.uuid4(), **more}
    actions.accept_offer(talks.held(side, now), **given)
    terms: dict[str, Any] = json.loads(signing.agreement_of(talks).terms)
    return terms


def clause(terms: dict[str, Any], code: str) -> dict[str, Any] | None:
    return next((one["facts"] for one in terms["clauses"] if one["code"] == code), None)


def text_of(response: Any) -> str:
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))).replace("\u00a0", " ")


@pytest.mark.feature("D15")
def test_a_month_above_the_forecast_needs_the_borrowers_signature_and_a_plan_of_the_season_does_not(
    agreed: story.Story, now: datetime
) -> None:
    level, season = shaped(agreed, now, **LEVEL), shaped(agreed, now, **SEASON)
    weak = beyond(agreed, level, now)
    assert weak
    assert {month[-2:] for month in weak} == {f"{month:02}" for month in range(1, 9)}
    assert beyond(agreed, season, now) == []

    with pytest.raises(ActionRefused, match="beyond_budget"):
        story.offer_put(agreed, side="borrower", now=now, offered=level, beyond_budget_confirmed=False)
    fits = story.offer_put(agreed, side="borrower", now=now, offered=season, beyond_budget_confirmed=False)
    assert fits.package["season"] == list(STRONG)

    offer = story.offer_put(agreed, side="lender", now=now, offered=level)
    with pytest.raises(ActionRefused, match="beyond_budget"):
        taken(agreed, offer, "borrower", now)
    terms = taken(agreed, offer, "borrower", now, beyond_budget_confirmed=True)
    said = clause(terms, "clause_beyond_forecast")
    assert said
    assert said["count"] == len(weak)
    assert (said["firsts"], said["lasts"]) == (["2027-01", "2028-01"], ["2027-08", "2028-07"])
    assert "risk_beyond_forecast" in {one["code"] for one in terms["risks"] if one["serious"]}
    agreement = signing.agreement_of(agreed)
    told = signing.queries.serious_risks(agreement)
    story.worked(now)
    risks = tuple(one for one in told if not one.startswith("risk_beyond_forecast"))
    with pytest.raises(steps.StepRefused, match="step_needs_risks_read"):
        signing.signed(agreed, agreed.borrower, now=now, risks=risks)
    signing.signed(agreed, agreed.borrower, now=now)


@pytest.mark.feature("D15")
def test_a_plan_that_fits_every_month_sums_exactly_and_says_nothing_of_the_forecast(
    agreed: story.Story, now: datetime
) -> None:
    offer = story.offer_put(agreed, side="borrower", now=now, offered=shaped(agreed, now, **SEASON))
    terms = taken(agreed, offer, "lender", now)
    assert clause(terms, "clause_beyond_forecast") is None
    assert clause(terms, "clause_season")
    schedule = clause(terms, "clause_schedule") or {}
    assert len(set(schedule["amounts"])) > 2
    assert sum(schedule["amounts"]) == schedule["total_minor"] == offer.determination.result["total_minor"]
    columns = zip(schedule["principal"], schedule["interest"], schedule["carried"], strict=True)
    assert [sum(parts) for parts in columns] == schedule["amounts"]


def test_in_a_strong_month_more_may_be_asked_and_what_living_takes_stays_protected(
    agreed: story.Story, now: datetime
) -> None:
    own = queries.purse_of(agreed.row())
    offer = story.offer_put(agreed, side="borrower", now=now, offered=shaped(agreed, now, **SEASON))
    burden = max(one.due_minor for one in queries.months_ahead(own, trial_of(agreed, offer, now)))
    assert burden > own.means.most_minor
    with pytest.raises(ActionRefused, match="household_protected"):
        story.offer_put(
            agreed,
            side="borrower",
            now=now,
            offered=shaped(agreed, now, **SEASON | {"season": (800, *(1,) * 11)}),
        )


def trial_of(talks: story.Story, offer: Offer, now: datetime) -> plans.Evaluation:
    on = queries.grounds(talks.row(), talks.claim(), day=clock.legal_day(now))
    package, _faults = plans.package_from_json(offer.package)
    assert package
    return queries.trial(package, on).tried


EVERYTHING = SEASON | {
    "instalments": 24,
    "grace_instalments": 2,
    "token_minor": 5_000,
    "balloon_minor": 150_000,
    "upfront_minor": 100_000,
    "waive": {"penalty_interest": 30_000},
    "on_breach": "lost",
}


@pytest.mark.feature("D10")
def test_what_was_previewed_is_what_is_signed_and_owed_with_every_shape_at_once(
    agreed: story.Story, now: datetime
) -> None:
    offer = story.offer_put(agreed, side="borrower", now=now, offered=shaped(agreed, now, **EVERYTHING))
    previewed = trial_of(agreed, offer, now)
    terms = taken(agreed, offer, "lender", now)
    assert terms["schedule_hash"] == offer.schedule_hash == previewed.schedule_hash
    assert terms["package_hash"] == offer.package_hash
    verdict = certificates.verify(queries.certificate_of(offer))
    assert (verdict.hash_holds, verdict.differences, verdict.faults) == (True, (), ())
    codes = {one["code"] for one in terms["clauses"]}
    assert codes >= {"clause_season", "clause_balloon", "clause_token", "clause_upfront", "clause_waiver"}
    assert "clause_grace" not in codes
    waiver = clause(terms, "clause_waiver") or {}
    assert (waiver["booked"], waiver["on_breach"]) == ("last_payment", "lost")

    story.worked(now)
    signing.signed(agreed, agreed.borrower, now=now)
    signing.signed(agreed, agreed.checker, now=now)
    rows = Obligation.objects.filter(agreement=signing.agreement_of(agreed))
    paid = list(rows.filter(kind="instalment").order_by("number").values_list("due_on", "amount_minor"))
    asked = zip(previewed.schedule.due, previewed.schedule.amounts, strict=True)
    assert paid == [(due, minor) for due, minor in asked if minor]
    assert not rows.filter(code="duty_book_waiver").exists(), "it waits for the last payment"
    first = signing.confirmed(agreed, signing.claimed(agreed, now=now), now=now)
    assert first.amount_minor == 100_000
    small = signing.confirmed(agreed, signing.claimed(agreed, now=now), now=now)
    assert small.amount_minor == 5_000


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_document_words_every_shape_and_every_month_above_the_forecast(
    agreed: story.Story, now: datetime, code: str
) -> None:
    offer = story.offer_put(agreed, side="lender", now=now, offered=shaped(agreed, now, **EVERYTHING))
    terms = taken(agreed, offer, "borrower", now, beyond_budget_confirmed=True)
    found = {one.title: one for one in writing.sections(terms, writing.language(code))}
    for title in TITLES[code]:
        assert found[title].text, title
    said = " ".join(" ".join(one.text) for one in found.values())
    assert "{" not in said
    months = found[TITLES[code][-1]].table
    assert months
    assert str(months.rows[-1][-1]) == {"zh": "2029年1月", "en": "January 2029"}[code]
    assert all(figure not in said for figure in ("2,925.00", "3,855.53")), "months, never the purse"


TITLES = {
    "zh": ("随季节变化", "最后一期金额较大", "先还小额", "一次性付款", "超出收支预测的月份"),
    "en": (
        "The instalments follow the season",
        "A larger last instalment",
        "Small sums at first",
        "Payment at once",
        "Months above the forecast",
    ),
}


@pytest.mark.feature("D06")
def test_a_pause_says_whether_interest_runs_and_what_is_paid_meanwhile(
    agreed: story.Story, borrower: Client, now: datetime
) -> None:
    kinds = {
        "holiday": "Nothing is paid; interest runs and is spread",
        "principal": "Only interest is paid, as it runs; principal waits",
        "interest": "Only principal is paid; interest runs and is spread",
        "token": "each, taken off what bears no interest",
    }
    for kind, words in kinds.items():
        more = {"token_minor": 5_000} if kind == "token" else {"grace": kind}
        offer = story.offer_put(
            agreed,
            side="borrower",
            now=now,
            offered=shaped(agreed, now, **LEVEL | {"grace_instalments": 3, **more}),
        )
        assert words in text_of(borrower.get(reverse("room:offer", args=[agreed.ref, offer.number])))
        schedule = trial_of(agreed, offer, now).schedule
        asked = {"holiday": 0, "principal": schedule.interest[0], "interest": schedule.principal[0]}
        assert schedule.amounts[0] == asked.get(kind, 5_000)
        assert (schedule.amounts[0] > 0) == (kind != "holiday")
        assert len(schedule.due) == 23, "the pause comes before the instalments, not out of them"


def test_plans_of_the_talks_follow_the_households_season_where_the_policy_publishes_it(
    agreed: story.Story, cast: Cast, now: datetime
) -> None:
    publish_shapes(agreed, cast, now, methods=["seasonal"])
    talking.make_plans(agreed.claim(), now=now, action_id=uuid.uuid4())
    day = clock.legal_day(now)
    view = queries.plans_for(agreed.row(), agreed.claim(), for_household=True, day=day)
    assert view
    assert view.proposed
    for one in view.proposed:
        package = one.tried.package
        assert (package.method, one.tried.outside) == ("seasonal", ())
        assert min(package.season[8:12]) > max(package.season[:8]), "September to December are strong"
        assert beyond(agreed, package, now) == []


def test_what_the_policy_does_not_publish_is_outside_it_and_for_a_checker(
    agreed: story.Story, cast: Cast, now: datetime
) -> None:
    lost = {"waive": {"penalty_interest": 30_000}}
    publish_shapes(agreed, cast, now, shapes=SHAPES | {"on_breach": ["lost"], "graces": ["holiday"]})
    on = queries.grounds(agreed.row(), agreed.claim(), day=clock.legal_day(now))
    package = shaped(agreed, now, **LEVEL | lost)
    for terms, is_within in (
        (replace(package, instalments=24, on_breach="lost"), True),
        (replace(package, instalments=24), False),
        (replace(package, instalments=24, on_breach="lost", grace_instalments=3, grace="principal"), False),
    ):
        tried = queries.trial(replace(terms, overdue_uplift=Fraction(0)), on)
        assert tried.is_within("officer") is is_within, tried.tried.outside


def fields(now: datetime, **changes: object) -> dict[str, object]:
    told = {
        "action_id": str(uuid.uuid4()),
        "instalments": "24",
        "every": "month",
        "first_due": "2026-12-23",
        "grace_instalments": "",
        "annual_rate": "6",
        "upfront": "",
        "method": "equal_instalment",
        "days_open": "7",
        "words": "",
        "seen_offer": "0",
    }
    return told | changes


SEASON_TYPED = {f"season_{month}": "160" if month > 8 else "70" for month in range(1, 13)}


def test_an_offer_of_another_shape_is_typed_seen_month_by_month_and_sent(
    agreed: story.Story, borrower: Client, now: datetime
) -> None:
    where = reverse("room:offer_new", args=[agreed.ref])
    given = fields(
        now,
        method="seasonal",
        grace_instalments="2",
        token="50",
        balloon="1500",
        on_breach="lost",
        waive_penalty_interest="300",
        **SEASON_TYPED,
    )
    preview = borrower.post(where, given)
    text = text_of(preview)
    assert "by the season" in text
    assert "Can it be kept?" in text
    assert "Before that 2 small sums of" in text
    assert "When the plan is kept to its end" in text
    assert preview.content.decode().count("<tr>") >= 27, "every payment, month by month"
    sent = borrower.post(where, given | {"send": "yes", "notice_seen": "on", "beyond_budget": "on"})
    assert sent.status_code == 302, text_of(sent)
    package = Offer.objects.get().package
    assert (package["season"][0], package["season"][8]) == (70, 160)
    assert (package["token_minor"], package["balloon_minor"], package["on_breach"]) == (5000, 150000, "lost")
    again = borrower.get(where).content.decode()
    assert '<details class="shapes" open>' in again
    assert 'name="season_9" value="160"' in again


SLIPS: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"method": "step_up"}, "step_rate", "By how much do they rise"),
    ({"step_rate": "5"}, "step_rate", "Choose “Rising”"),
    ({"method": "seasonal"}, "season_1", "Which months differ"),
    ({"season_3": "50"}, "season_3", "Choose “By the season”"),
    ({"token": "50"}, "token", "belongs to a pause"),
    ({"token": "50", "grace_instalments": "2", "grace": "principal"}, "token", "the interest is paid"),
    ({"balloon": "99999999"}, "balloon", ""),
    ({"method": "seasonal", "season_2": "-1"}, "season_2", ""),
    ({"method": "seasonal", "season_2": "half"}, "season_2", ""),
    ({"on_breach": "gone", "waive_penalty_interest": "1"}, "on_breach", ""),
    ({"grace": "sleep"}, "grace", ""),
)
CHOSEN = ("method", "grace", "on_breach")


def test_a_slip_in_another_shape_is_said_beside_its_field_and_nothing_typed_is_lost(
    agreed: story.Story, borrower: Client, now: datetime
) -> None:
    where = reverse("room:offer_new", args=[agreed.ref])
    for wrong, field, says in SLIPS:
        page = borrower.post(where, fields(now, instalments="41", **wrong))
        shown = page.content.decode()
        assert page.status_code == 200, wrong
        assert f'id="id_{field}_error"' in shown, wrong
        assert '<details class="shapes" open>' in shown, wrong
        assert says in html.unescape(shown), wrong
        kept = {"instalments": "41", **wrong}
        assert all(f'value="{kept[name]}"' in shown for name in kept if name not in CHOSEN), wrong
    assert not Offer.objects.exists()


@pytest.mark.feature("X03")
def test_the_chance_to_finish_is_the_households_alone_and_worded_as_a_simulation(
    agreed: story.Story, borrower: Client, cast: Cast, now: datetime
) -> None:
    offer = story.offer_put(agreed, now=now, offered=shaped(agreed, now, **LEVEL))
    own = text_of(borrower.get(reverse("room:offer", args=[agreed.ref, offer.number])))
    assert "In our simulation" in own
    assert "not a promise" in own
    assert "Some months ask for more than your budget leaves" in own
    desk = logged_in(cast.officer)
    desk.cookies["language"] = "en"
    theirs = text_of(desk.get(reverse("lender:offer", args=[agreed.ref, offer.number])))
    assert "In our simulation" not in theirs
    assert "your budget" not in theirs
    accept = borrower.get(reverse("room:accept", args=[agreed.ref, offer.number]))
    assert "the agreement names these months" in text_of(accept)
    assert 'name="beyond_budget"' in accept.content.decode()


def test_the_desk_tries_terms_and_reads_their_worth_beside_its_ways_without_a_plan(
    agreed: story.Story, cast: Cast, borrower: Client, now: datetime
) -> None:
    desk = logged_in(cast.officer)
    desk.cookies["language"] = "en"
    where = reverse("lender:offer_new", args=[agreed.ref])
    pages = [text_of(desk.post(where, fields(now, instalments=count))) for count in ("24", "48")]
    for page in pages:
        assert "What it is worth to us today" in page
        for way in ("If it is kept to its end", "Through the court", "Selling the claim", "Waiting"):
            assert way in page
    worths = [re.search(r"If it is kept to its end ([\d,.]+)", page) for page in pages]
    assert all(worths)
    assert len({found.group(1) for found in worths if found}) == 2
    assert not Offer.objects.exists()
    assert "worth to us" not in text_of(
        borrower.post(reverse("room:offer_new", args=[agreed.ref]), fields(now))
    )


def test_the_chance_enters_the_desks_worth_only_where_the_budget_is_shared(
    agreed: story.Story, now: datetime
) -> None:
    on = queries.grounds(agreed.row(), agreed.claim(), day=clock.legal_day(now))
    tried = queries.trial(shaped(agreed, now, **LEVEL), on).tried
    shared, apart = (queries.worth_of(on, tried, is_shared=one) for one in (True, False))
    assert shared
    assert apart
    assert apart.simulated_minor is None
    assert shared.simulated_minor is not None
    assert shared.simulated_minor < shared.kept_minor == apart.kept_minor
    assert apart.outside.best_minor < apart.kept_minor < tried.total_minor
