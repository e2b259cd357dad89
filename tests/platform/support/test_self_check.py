"""The self-check runs a published policy and keeps nothing; the page of a policy shows every rule of it and no other."""

import html
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from hejie import plans, rules
from hejie_platform.core import clock
from hejie_platform.lenders import facts, queries
from hejie_platform.negotiation.models import PlanSet
from hejie_platform.notices.queries import say
from hejie_platform.support.queries import outcomes
from tests.platform.cast import Cast
from tests.platform.stories import abroad, intake, negotiation

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Any:
    negotiation.publish_policy(cast.bank, writer=cast.officer, approver=cast.checker, now=now)
    return intake.open_case(cast, now=now)


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def answers(lender: str, **given: str) -> dict[str, str]:
    usual = {
        "action_id": "0197a6f0-0000-7000-8000-000000000001",
        "lender": lender,
        "cause": "job_lost",
        "balance": "20000",
        "monthly": "1500",
        "days_overdue": "40",
    }
    return usual | given


def asked(client: Client, lender: str, **given: str) -> str:
    client.cookies["language"] = "en"
    answer = client.post(reverse("check:start"), answers(lender, **given))
    assert answer.status_code == 200
    return answer.content.decode()


def everything() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.feature("A05")
def test_an_anonymous_visitor_gets_a_result_and_nothing_is_kept(told: Any, cast: Cast) -> None:
    before, nobody = everything(), Client()
    assert "this policy covers you" in asked(nobody, cast.bank.ref)
    assert "Dismissal letter" in asked(nobody, cast.bank.ref)
    assert everything() == before
    assert set(nobody.cookies) <= {"language", "theme", "csrftoken"}


@pytest.mark.feature("X02")
def test_what_stands_against_it_comes_with_its_cure_and_rule(told: Any, cast: Cast) -> None:
    page = asked(Client(), cast.bank.ref, cause="over_borrowed")
    assert "Not yet" in page
    assert "refusals.cause_not_covered" in page
    assert "ask that a person looks at it again" in page


@pytest.mark.feature("X02")
def test_what_cannot_be_cured_says_so(told: Any, cast: Cast) -> None:
    assert "There are other ways" in asked(Client(), cast.bank.ref, court="on")


def test_a_lender_without_a_policy_here_is_no_guess(told: Any, cast: Cast) -> None:
    page = asked(Client(), "elsewhere")
    assert "not enough data" in page
    assert "this policy covers you" not in page


def test_what_is_left_out_is_asked_for_and_nothing_typed_is_lost(told: Any, cast: Cast) -> None:
    page = asked(Client(), cast.bank.ref, balance="", monthly="777")
    assert 'value="777"' in page
    assert "Please fill this in" in page


@pytest.mark.feature("X02")
def test_the_same_inputs_in_a_real_case_give_the_same_plans(told: Any, cast: Cast, now: datetime) -> None:
    row = intake.negotiation_with(told, cast.bank)
    talks = negotiation.Story(row.ref, cast.borrower, cast.officer, cast.checker)
    asked_for = plans.Asked(cause="income_fell", balance_minor=5_000_000, monthly_minor=0, days_overdue=40)
    claim = dict(plans.claim_of(asked_for).items())
    negotiation.facts_agreed(talks, now=now, owed={name: minor for name, minor in claim.items() if minor})
    kept = PlanSet.objects.get(negotiation=talks.row()).determination
    disposable = kept.facts["means"]["disposable_minor"]
    assert disposable > 0
    day = clock.legal_day(now)
    found = plans.try_policy(
        replace(asked_for, monthly_minor=disposable),
        policy=facts.pack_of(queries.policy_version_on(cast.bank, day)),
        pack=rules.load_pack("cn"),
        day=day,
    )
    assert (found.verdict, found.plans) == ("likely", kept.result["options"])


@pytest.mark.feature("E08")
def test_the_share_of_agreements_is_silent_below_the_set_count(
    told: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outcomes.outcomes_with(cast.bank) == outcomes.Outcomes(None, None)
    assert "Not enough data" in asked(Client(), cast.bank.ref)
    monkeypatch.setattr(outcomes, "LEAST", 0)
    cast.bank.negotiations.update(state="agreed")
    count = cast.bank.negotiations.count()
    assert count
    assert outcomes.outcomes_with(cast.bank) == outcomes.Outcomes(count, 10)


@pytest.mark.feature("E07")
def test_the_page_of_a_policy_shows_every_rule_of_it_and_no_other(
    told: Any, cast: Cast, now: datetime
) -> None:
    for lender in queries.lenders_here():
        version = queries.policy_version_on(lender, clock.legal_day(now))
        if version is None:
            continue
        page = Client().get(reverse("check:policy", args=[lender.ref])).content.decode()
        shown = re.findall(r'data-rule="([^"]+)"', page)
        assert shown == list(plans.rule_ids(facts.pack_of(version).published))
        assert version.from_day.isoformat()[:4] in page


def test_a_version_that_was_not_published_is_not_there(told: Any, cast: Cast) -> None:
    assert Client().get(reverse("check:version", args=[cast.bank.ref, 99])).status_code == 404
    assert Client().get(reverse("check:policy", args=["0000000000"])).status_code == 404


def test_the_law_and_its_rules_stand_beside_the_policy(told: Any, cast: Cast) -> None:
    facts_of_loan = {"annual_rate": "36", "contract_on": "2026-08-20", "last_event_on": "2026-10-01"}
    page = asked(Client(), cast.bank.ref, **facts_of_loan)
    assert "What it means for you" in page
    assert re.search(r'href="/library/CN-CRD-[0-9]+/"', page)
    assert re.search(r'href="/library/CN-LIM-[0-9]+/"', page)
    assert re.search(r'href="/library/CN-RATE-[0-9]+/"', page)
    assert "/library/CN-RATE-" not in asked(Client(), cast.bank.ref)


def test_a_loan_that_ends_later_and_is_not_late_may_be_extended_and_one_that_is_late_may_not(
    told: Any, cast: Cast
) -> None:
    ends = {"matures_on": "2027-06-30"}
    assert "more time before the loan ends" in asked(Client(), cast.bank.ref, days_overdue="0", **ends)
    assert "Ask for a new plan" in asked(Client(), cast.bank.ref, days_overdue="1", **ends)


def test_page_and_command_line_give_one_answer(told: Any, cast: Cast, now: datetime) -> None:
    """The page says what `plans.stand` says, which is what `hejie check` prints."""
    day = clock.legal_day(now)
    pack = facts.pack_of(queries.policy_version_on(cast.bank, day))
    for cause, monthly in (("job_lost", "1500"), ("job_lost", "0"), ("over_borrowed", "1500")):
        loan = plans.ToldLoan(
            lender=cast.bank.name_en,
            balance_minor=2_000_000,
            monthly_minor=int(monthly) * 100,
            days_overdue=40,
        )
        (found,) = plans.stand(
            plans.Told(cause, (loan,)),
            policies={cast.bank.name_en: pack},
            pack=rules.load_pack("cn"),
            day=day,
        )
        page = asked(Client(), cast.bank.ref, cause=cause, monthly=monthly)
        assert say(found.notes[0].code, found.notes[0].facts) in html.unescape(page)


def test_one_address_asks_so_often_and_no_more(
    told: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hejie_platform.web.check.views.MOST_AN_HOUR", 2)
    client = Client(REMOTE_ADDR="198.51.100.7")
    assert ["this policy covers you" in asked(client, cast.bank.ref) for _ in range(3)] == [True, True, False]
    assert "this policy covers you" in asked(Client(REMOTE_ADDR="198.51.100.8"), cast.bank.ref)


def test_the_answer_prints_with_what_was_told_its_day_and_versions_and_without_the_form(
    told: Any, cast: Cast
) -> None:
    page = asked(Client(), cast.bank.ref, last_event_on="2026-09-10")
    kept = page.partition('<div class="no-print">')[0]
    for said in ("What you told", "20,000\xa0yuan", "1,500\xa0yuan", "10 Sep 2026", "Riverside Bank"):
        assert said in kept, said
    assert "As of 23 Nov 2026" in kept
    assert "version 1" in kept
    assert rules.load_pack("cn").name in kept
    assert "<form method=" not in kept.partition('<section id="result">')[2]
    before = Client().get(reverse("check:start")).content.decode()
    assert '<div class="no-print">' in before
    assert 'id="result"' not in before


def test_a_lender_of_another_country_is_checked_by_its_own_law_and_money(
    told: Any, cast: Cast, now: datetime
) -> None:
    bank = abroad.lender_abroad("uk", now=now)
    page = asked(Client(), bank.lender.ref, last_event_on="2026-04-01").partition('<div class="no-print">')[0]
    assert "£20,000" in page
    assert "/library/UK-LIM-01/" in page
    assert rules.load_pack("uk").name in page
    assert "/library/CN-" not in page
    assert "yuan" not in page


def test_small_sums_of_a_pause_are_in_the_money_of_the_lenders_country(
    monkeypatch: pytest.MonkeyPatch, told: Any, cast: Cast, now: datetime
) -> None:
    policy_of = abroad.policy_of

    def with_small_sums(country: str) -> dict[str, Any]:
        mapping = policy_of(country)
        mapping["published"]["levers"]["shapes"] = {"tokens_minor": ["5000"]}
        return mapping

    monkeypatch.setattr(abroad, "policy_of", with_small_sums)
    lender = abroad.lender_abroad("uk", now=now).lender
    client = Client()
    client.cookies["language"] = "en"
    policy = client.get(reverse("check:policy", args=[lender.ref])).content.decode()
    for page in (policy, asked(client, lender.ref)):
        assert "£50" in page
        assert "yuan" not in page
    at_home = client.get(reverse("check:policy", args=[cast.bank.ref])).content.decode()
    assert "£" not in at_home
