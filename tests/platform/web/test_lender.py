"""The lender's desk by HTTP: the queue, decisions with their preview, the checker, the wall, the policy."""

import re
import tomllib
from datetime import datetime
from importlib import resources
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hejie_platform.cases.models import PendingAct
from hejie_platform.core import clock
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.models import Claim, Offer, Request
from tests.platform.cast import Cast
from tests.platform.stories import intake
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in
from tests.platform.web.test_room import in_english, offer_fields, page, text_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def waiting(cast: Cast, now: datetime) -> story.Story:
    return story.waiting(cast, now=now)


@pytest.fixture
def officer(cast: Cast) -> Client:
    return in_english(logged_in(cast.officer))


@pytest.fixture
def checker(cast: Cast) -> Client:
    return in_english(logged_in(cast.checker))


def queue(client: Client, **query: str) -> tuple[str, list[str]]:
    """The page, and the references that it lists in their order."""
    html = client.get(reverse("lender:queue"), query).content.decode()
    return html, re.findall(r'<td[^>]*><a href="/lender/(\w{10})/"', html)


def test_the_queue_has_what_is_due_first_on_top_and_its_counts_match_their_lists(
    cast: Cast, officer: Client, now: datetime
) -> None:
    first = story.waiting(cast, now=now, creditors=[cast.bank])
    asked = story.asked(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    talking = story.talking(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)

    html, refs = queue(officer)
    assert refs == [first.ref]
    counts = dict(re.findall(r'href="\?show=(\w+)"[^>]*>[^<]*<span class="count">(\d+)</span>', html))
    for name, count in counts.items():
        assert len(queue(officer, show=name)[1]) == int(count), name
    due = {row.negotiation.ref: row.due_at for row in queries.queue(cast.officer, filter_by="all", now=now)}
    assert queue(officer, show="all")[1] == sorted(due, key=lambda ref: due[ref])
    assert set(due) == {first.ref, asked.ref, talking.ref}
    own = {each.ref: queries.turn(queries.talks(each.row())).due_at for each in (first, asked, talking)}
    assert due == own, "the talks themselves name the same day as the queue"


def test_the_queue_sums_what_is_owed_over_all_loans_of_the_talks(cast: Cast, now: datetime) -> None:
    one = story.waiting(cast, now=now, creditors=[cast.bank, cast.microloan])
    two = story.waiting(cast, now=now, creditors=[cast.bank, cast.bank], who=cast.other_borrower)
    owed = {
        row.negotiation.ref: row.owed_minor for row in queries.queue(cast.officer, filter_by="all", now=now)
    }
    assert owed == {one.ref: 5_600_000, two.ref: 11_200_000}


def test_the_queue_is_searched_by_number_and_by_app_and_asks_a_fixed_number_of_queries(
    cast: Cast, officer: Client, now: datetime, django_assert_max_num_queries: Any
) -> None:
    one = story.waiting(cast, now=now, creditors=[cast.bank])
    with django_assert_max_num_queries(20) as asked:
        assert queue(officer, show="all", q=one.ref.lower())[1] == [one.ref]
    before = len(asked)
    story.waiting(cast, now=now, creditors=[cast.bank])
    with django_assert_max_num_queries(20) as asked:
        assert len(queue(officer, show="all", q=str(intake.LOAN["app_name"])[:4].lower())[1]) == 2
    assert len(asked) == before
    assert queue(officer, show="all", q="nothing like it")[1] == []


def test_another_lender_sees_none_of_it(waiting: story.Story, cast: Cast) -> None:
    other = logged_in(cast.other_officer)
    assert waiting.ref not in queue(other, show="all")[1]
    for name in ("lender:talks", "lender:ask", "lender:refuse", "lender:state", "lender:messages"):
        assert other.get(reverse(name, args=[waiting.ref])).status_code == 404
    assert logged_in(cast.borrower).get(reverse("lender:talks", args=[waiting.ref])).status_code == 404
    assert logged_in(cast.borrower).get(reverse("lender:queue")).status_code == 404


def test_a_question_is_seen_as_the_borrower_will_before_it_is_sent(
    waiting: story.Story, officer: Client
) -> None:
    where = reverse("lender:ask", args=[waiting.ref])
    version = waiting.row().version
    form = typed(items=["ask_paper_income_statement", "ask_recovery"], words="麻烦您了", seen_version=version)
    shown = text_of(officer.post(where, form))
    assert "This is what the borrower will read" in shown
    assert "Hand it in on the page of papers" in shown
    assert not Request.objects.exists()

    changed = officer.post(where, form | {"change": "yes"}).content.decode()
    assert changed.count("checked") == 2
    assert officer.post(where, form | {"send": "yes"}).status_code == 302
    assert [item["code"] for item in Request.objects.get().items] == [
        "ask_paper_income_statement",
        "ask_recovery",
    ]
    assert waiting.row().state == "asked"


def test_nothing_is_asked_that_is_not_on_the_list(waiting: story.Story, officer: Client) -> None:
    where = reverse("lender:ask", args=[waiting.ref])
    answer = officer.post(
        where, typed(items=["ask_for_a_favour"], send="yes", seen_version=waiting.row().version)
    )
    assert answer.status_code == 200
    assert not Request.objects.exists()


@pytest.mark.feature("E09")
@pytest.mark.feature("X02")
def test_a_refusal_names_a_reason_of_the_policy_in_force_and_its_cure(
    waiting: story.Story, officer: Client
) -> None:
    where = reverse("lender:refuse", args=[waiting.ref])
    version = waiting.row().version
    unknown = officer.post(
        where, typed(code="we_do_not_like_it", words="x", send="yes", seen_version=version)
    )
    assert unknown.status_code == 200
    without = officer.post(where, typed(code="", words="x", send="yes", seen_version=version))
    assert without.status_code == 200
    assert waiting.row().state == "waiting"

    form = typed(code="income_unclear", words="流水看不出收入", seen_version=version)
    assert "Hand in a statement that shows the income" in text_of(officer.post(where, form))
    assert officer.post(where, form | {"send": "yes"}).status_code == 302
    refusal = Request.objects.get()
    assert (refusal.refusal_code, refusal.policy_version) == ("income_unclear", 1)
    assert refusal.items == [{"code": "income_unclear", "cure": "send_income_statement"}]
    assert waiting.row().state == "asked"


def test_a_final_refusal_ends_the_talks_and_their_offer(
    waiting: story.Story, officer: Client, now: datetime
) -> None:
    story.facts_stated(waiting, now=now)
    story.offer_put(waiting, now=now)
    form = typed(code="loan_not_ours", words="已经转让", send="yes", seen_version=waiting.row().version)
    assert officer.post(reverse("lender:refuse", args=[waiting.ref]), form).status_code == 302
    assert (waiting.row().state, waiting.row().reason) == ("ended", "refused")
    assert Offer.objects.get().reason == "void"


def test_talks_are_begun_by_a_press_and_twice_is_once(waiting: story.Story, officer: Client) -> None:
    press = typed(seen_version=str(waiting.row().version))
    for _ in range(2):
        assert officer.post(reverse("lender:start", args=[waiting.ref]), press).status_code == 302
    assert waiting.row().state == "talking"


def test_a_stale_decision_says_so_and_keeps_what_was_typed(
    waiting: story.Story, officer: Client, now: datetime
) -> None:
    version = waiting.row().version
    story.talking(waiting, now=now)
    form = typed(code="income_unclear", words="流水看不出收入", send="yes", seen_version=version)
    answer = officer.post(reverse("lender:refuse", args=[waiting.ref]), form)
    assert "changed this while you read" in text_of(answer)
    assert "流水看不出收入" in text_of(answer)
    assert waiting.row().state == "talking"


def figures(waiting: story.Story, **changes: str) -> dict[str, object]:
    """The form of the figures as the desk fills it in."""
    [loan] = queries.loans_here(waiting.row())
    contract = {
        "contract_on": "2026-01-10",
        "matures_on": "2028-01-10",
        "received": "60,000",
        "annual_rate": "14.4",
        "method": "equal_instalment",
        "instalments": "24",
        "first_due": "2026-02-10",
        "unpaid_since": "2026-09-10",
        "overdue_uplift": "50",
    }
    return (
        typed(
            as_of="2026-11-23",
            overdue_principal="44,236.71",
            overdue_interest="1,699.93",
            penalty_interest="186.80",
            seen_version=waiting.row().version,
            **{f"{loan.ref}_{name}": value for name, value in contract.items()},
        )
        | changes
    )


def test_what_is_owed_is_stated_line_by_line_and_compared_with_the_contract(
    waiting: story.Story, officer: Client, now: datetime
) -> None:
    where = reverse("lender:state", args=[waiting.ref])
    assert officer.post(where, figures(waiting)).status_code == 302
    claim = Claim.objects.get()
    assert claim.buckets["penalty_interest"] == 18_680
    assert (
        queries.contracts(claim)[0].annual_rate.limit_denominator() == queries.contracts(claim)[0].annual_rate
    )
    found = queries.statement_of(claim)
    assert found is not None
    assert found.claimed.penalty_interest == 18_680
    assert "Computed again from the contract" in page(officer, "lender:talks", waiting)


@pytest.mark.parametrize(
    "changes",
    [
        {"as_of": "2999-01-01"},
        {"as_of": "1900-01-01"},
        {"penalty_interest": "-5"},
        {"overdue_principal": "", "overdue_interest": "", "penalty_interest": ""},
        {"overdue_principal": "many"},
    ],
)
def test_figures_that_cannot_be_meant_are_refused_with_everything_kept(
    waiting: story.Story, officer: Client, changes: dict[str, str]
) -> None:
    answer = officer.post(reverse("lender:state", args=[waiting.ref]), figures(waiting, **changes))
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert 'value="60,000"' in answer.content.decode()
    assert not Claim.objects.exists()


def test_the_borrowers_figures_are_taken_over_and_confirmed_by_the_borrower(
    cast: Cast, officer: Client, now: datetime
) -> None:
    talks = story.disputed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    assert "300.00" in page(officer, "lender:adopt", talks)
    form = typed(claim_hash=talks.claim().hash, notice_seen="on")
    assert officer.post(reverse("lender:adopt", args=[talks.ref]), form).status_code == 302
    claim = talks.claim()
    assert (claim.number, claim.buckets["penalty_interest"], claim.borrower_agreed_at) == (2, 30_000, None)


@pytest.fixture
def agreed(waiting: story.Story, now: datetime) -> story.Story:
    return story.facts_agreed(waiting, now=now)


def test_an_offer_beyond_authority_is_prepared_looked_at_and_approved(
    agreed: story.Story, officer: Client, checker: Client, now: datetime
) -> None:
    where = reverse("lender:offer_new", args=[agreed.ref])
    fields = offer_fields(now, instalments="36", annual_rate="12")
    assert "waits for a checker" in text_of(officer.post(where, fields))
    assert officer.post(where, fields | {"send": "yes", "notice_seen": "on"}).status_code == 302
    act = PendingAct.objects.get()
    look = reverse("lender:act", args=[agreed.ref, act.ref])
    assert "A checker who did not prepare it decides" in text_of(officer.get(look))
    assert queue(checker, show="checks")[1] == [agreed.ref]
    assert "Approve exactly this" in text_of(checker.get(look))

    decision = typed(decision="approve", terms_hash=act.terms_hash, seen_version=agreed.row().version)
    own = officer.post(look, decision)
    assert own.status_code == 200
    assert checker.post(look, decision | typed(decision="approve")).status_code == 302
    story.worked(now)
    assert Offer.objects.get().put_by == agreed.officer


def test_the_desk_never_sees_the_purse_beyond_the_consent_sheet(
    cast: Cast, officer: Client, now: datetime
) -> None:
    talks = story.facts_agreed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    means = queries.household_means(talks.row())
    html = officer.get(reverse("lender:talks", args=[talks.ref])).content.decode()
    assert "Income a month" in html
    talks.row().case.consents.update(items=["own_loans"])
    html = officer.get(reverse("lender:talks", args=[talks.ref])).content.decode()
    assert "Income a month" not in html
    assert "You would keep" not in html
    assert f"{means.disposable_minor // 100:,}" not in html


def test_what_one_lender_sees_is_the_same_whatever_another_lender_offers(
    agreed: story.Story, cast: Cast, officer: Client, now: datetime
) -> None:
    pages = [("lender:talks", ()), ("lender:offers", ()), ("lender:messages", ()), ("lender:offer_new", ())]

    def seen() -> list[str]:
        return [
            re.sub(r'name="(csrfmiddlewaretoken|action_id)" value="[^"]+"', "", body)
            for name, more in pages
            for body in [officer.get(reverse(name, args=[agreed.ref, *more])).content.decode()]
        ]

    before, listed = seen(), queue(officer, show="all")[1]
    beside = story.beside(cast, agreed, cast.microloan, now=now)
    other = story.facts_agreed(
        beside, now=now, owed={"overdue_principal": 2_000_000, "penalty_interest": 60_000}
    )
    story.offer_put(other, now=now)
    story.said(other, "lender", "我们可以减免罚息", now=now)
    assert seen() == before
    assert queue(officer, show="all")[1] == listed


def test_a_policy_is_written_by_one_and_published_by_another(
    waiting: story.Story, cast: Cast, officer: Client, checker: Client
) -> None:
    text = resources.files("hejie").joinpath("lawbook/policies/example_bank.toml").read_bytes()
    new = reverse("lender:policy_new", args=[cast.bank.ref])

    def handed_in(data: bytes) -> Any:
        return officer.post(new, typed(file=SimpleUploadedFile("policy.toml", data)))

    for junk in (b"\xff\xfe not toml", b"a = " + b"[" * 2000, b"a = " + b"9" * 5000):
        assert "could not be read" in text_of(handed_in(junk))
    broken = text.replace(b'most = "0.18"', b'most = "0.99"').replace(b"response_working_days = 10", b"")
    assert "response_working_days" in text_of(handed_in(broken))
    assert PolicyVersion.objects.count() == 1

    later = text.replace(b'version = "1"', b'version = "2"')
    assert tomllib.loads(later.decode())["policy"]["version"] == "2"
    assert handed_in(later).status_code == 302
    publish = reverse("lender:policy_publish", args=[cast.bank.ref, 2])
    assert "published by a checker" in text_of(officer.post(publish, typed()))
    assert checker.post(publish, typed()).status_code == 302
    assert PolicyVersion.objects.get(number=2).approved_by == cast.checker
    assert logged_in(cast.other_officer).get(new).status_code == 404
