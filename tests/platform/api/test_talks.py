"""A lender's system reads its own talks and acts in them once, whatever the line between does."""

from datetime import datetime

import pytest

from hejie_platform.agreements.models import Payment
from hejie_platform.core import clock
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation.models import Claim
from tests.platform.api import calls
from tests.platform.cast import Cast
from tests.platform.stories import agreements, negotiation
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_present(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> tuple[Story, str]:
    """Talks that wait for the bank, and a key of its system."""
    return negotiation.waiting(cast, now=now, creditors=[cast.bank]), calls.working(cast, now=now)


@pytest.fixture
def story(told: tuple[Story, str]) -> Story:
    return told[0]


@pytest.fixture
def key(told: tuple[Story, str]) -> str:
    return told[1]


def figures(story: Story, **changes: object) -> dict[str, object]:
    contracts = [
        {
            "ref": one.ref,
            "contract_on": one.contract_on.isoformat(),
            "annual_rate": "0.144",
            "matures_on": one.matures_on.isoformat(),
            "received_minor": one.received_minor,
            "method": one.method,
            "instalments": one.instalments,
        }
        for one in negotiation.contracts(story)
    ]
    return {
        "as_of": "2026-11-23",
        "buckets": {"overdue_principal": 5_000_000, "overdue_interest": 30_000},
        "contracts": contracts,
        "seen_version": story.row().version,
    } | changes


@pytest.mark.feature("N01")
def test_figures_arrive_once_and_to_the_cent(story: Story, key: str) -> None:
    body = figures(story)
    first = calls.post(key, f"talks/{story.ref}/figures", body, name="balance-0001")
    assert first.status_code == 200, first.content
    claim = first.json()["talks"]["claim"]
    assert (claim["total_minor"], claim["buckets"]["overdue_interest"]) == (5_030_000, 30_000)

    again = calls.post(key, f"talks/{story.ref}/figures", body, name="balance-0001")
    assert (again.status_code, again.json()["is_repeated"]) == (200, True)
    assert Claim.objects.filter(negotiation__ref=story.ref).count() == 1
    assert Entry.objects.filter(verb="negotiation.state_facts").count() == 1


def test_one_name_stands_for_one_request(story: Story, key: str) -> None:
    calls.post(key, f"talks/{story.ref}/figures", figures(story), name="balance-0001")
    other = figures(story, buckets={"overdue_principal": 1})
    answer = calls.post(key, f"talks/{story.ref}/figures", other, name="balance-0001")
    assert (answer.status_code, answer.json()["code"]) == (422, "call_name_taken")


@pytest.mark.parametrize("name", [None, "short", "x" * 101, "with\ttab12"])
def test_a_write_without_a_name_of_its_own_is_refused(story: Story, key: str, name: str | None) -> None:
    answer = calls.post(key, f"talks/{story.ref}/begin", {"seen_version": 0}, name=name)
    assert (answer.status_code, answer.json()["code"]) == (400, "call_unnamed")
    assert story.row().state == "waiting"


def test_an_old_version_changes_nothing_and_says_so(story: Story, key: str) -> None:
    answer = calls.post(key, f"talks/{story.ref}/begin", {"seen_version": story.row().version + 1})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    assert answer["Content-Type"] == "application/problem+json"
    assert story.row().state == "waiting"
    done = calls.post(key, f"talks/{story.ref}/begin", {"seen_version": story.row().version})
    assert done.json()["talks"]["state"] == "talking"


def test_asking_and_refusing_go_by_the_lists_of_the_house(story: Story, key: str) -> None:
    version = story.row().version
    unknown = calls.post(key, f"talks/{story.ref}/ask", {"items": ["a_pony"], "seen_version": version})
    assert (unknown.status_code, unknown.json()["code"]) == (409, "ask_not_on_list")
    asked = calls.post(
        key, f"talks/{story.ref}/ask", {"items": ["ask_paper_income_statement"], "seen_version": version}
    )
    assert asked.json()["talks"]["state"] == "asked"


def test_faults_of_figures_come_all_at_once_with_their_sentences(story: Story, key: str) -> None:
    body = figures(story, as_of="2027-01-01", contracts=[])
    answer = calls.post(key, f"talks/{story.ref}/figures", body)
    assert answer.status_code == 409
    told = answer.json()["faults"]
    assert len(told) >= 2
    assert all(one["sentence"] and one["code"] for one in told)


def test_the_list_comes_in_parts_and_holds_nothing_of_other_lenders(
    story: Story, key: str, cast: Cast, now: datetime
) -> None:
    others = negotiation.waiting(cast, now=now, creditors=[cast.microloan], lender=cast.microloan)
    mine = [story.ref, *(negotiation.waiting(cast, now=now, creditors=[cast.bank]).ref for _ in range(2))]
    found, after = [], ""
    while after is not None:
        part = calls.get(key, "talks", limit=2, after=after).json()
        found += [one["ref"] for one in part["items"]]
        after = part["after"]
    assert found == mine
    assert others.ref not in found


@pytest.mark.feature("N04")
def test_what_is_another_lenders_and_what_does_not_exist_look_alike(
    key: str, cast: Cast, now: datetime
) -> None:
    others = negotiation.waiting(cast, now=now, creditors=[cast.microloan], lender=cast.microloan)
    there, nowhere = (calls.get(key, f"talks/{ref}") for ref in (others.ref, "0000000000"))
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)
    assert there.status_code == 404
    for path in (f"talks/{others.ref}/begin", "talks/0000000000/begin"):
        assert calls.post(key, path, {"seen_version": 0}).status_code == 404
    assert others.row().state == "waiting"


def test_the_same_sentence_in_the_callers_language(story: Story, key: str) -> None:
    from django.test import Client

    for language, word in (("zh-hans", "没有"), ("en", "nothing")):
        answer = Client().get(
            "/api/v1/talks/0000000000",
            headers={"authorization": f"Bearer {key}", "accept-language": language},
        )
        assert word in answer.json()["title"]


@pytest.mark.feature("N01")
def test_money_that_came_is_booked_once_and_fills_the_oldest_instalment(
    story: Story, key: str, cast: Cast, now: datetime
) -> None:
    running = agreements.signed_by_all(story, now=now)
    ref = agreements.agreement_of(running).ref
    before = calls.get(key, f"agreements/{ref}").json()
    due = next(one for one in before["duties"] if one["amount_minor"])
    body = {"amount_minor": due["amount_minor"] + 100, "paid_on": "2026-11-23"}

    first = calls.post(key, f"agreements/{ref}/payments", body, name="transfer-0001")
    assert first.status_code == 200, first.content
    calls.post(key, f"agreements/{ref}/payments", body, name="transfer-0001")

    after = calls.get(key, f"agreements/{ref}").json()
    assert before["outstanding_minor"] - after["outstanding_minor"] == due["amount_minor"] + 100
    paid = [one["received_minor"] for one in after["duties"] if one["amount_minor"]][:2]
    assert paid == [due["amount_minor"], 100]
    assert Payment.objects.filter(agreement__ref=ref).count() == 1


def test_the_last_payment_sent_again_gets_the_same_answer(story: Story, key: str, now: datetime) -> None:
    """The line broke after the payment that completed the agreement: the retry is that payment, not a fault."""
    running = agreements.signed_by_all(story, now=now)
    ref = agreements.agreement_of(running).ref
    left = calls.get(key, f"agreements/{ref}").json()["outstanding_minor"]
    body = {"amount_minor": left, "paid_on": "2026-11-23"}
    first = calls.post(key, f"agreements/{ref}/payments", body, name="transfer-0009")
    again = calls.post(key, f"agreements/{ref}/payments", body, name="transfer-0009")
    assert (first.status_code, again.status_code) == (200, 200), again.content
    assert [one.json()["is_repeated"] for one in (first, again)] == [False, True]
    fresh = calls.post(key, f"agreements/{ref}/payments", body, name="transfer-0010")
    assert (fresh.status_code, fresh.json()["code"]) == (409, "payment_nothing_open")


def test_an_agreement_of_another_lender_is_not_there(cast: Cast, story: Story, now: datetime) -> None:
    running = agreements.signed_by_all(story, now=now)
    ref = agreements.agreement_of(running).ref
    assert calls.get(calls.working(cast, now=now), f"agreements/{ref}").status_code == 200
    row, text = calls.made(cast.other_officer, now=now)
    type(row).objects.filter(pk=row.pk).update(approved_by=cast.supervisor, approved_at=now)
    assert calls.get(text, "talks").status_code == 200
    assert calls.get(text, f"agreements/{ref}").status_code == 404
