"""All lenders together: joint plans for the household alone, an answer to every "what if", and figures that both sides share."""

import html
import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hejie_platform.core import clock
from hejie_platform.insight.queries import replay
from hejie_platform.intake.models import BudgetAnswer
from hejie_platform.ledger.models import Determination
from hejie_platform.negotiation import actions, queries
from hejie_platform.negotiation.models import JointPlanSet
from hejie_platform.web.plans.shows import for_and_against
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
PLAIN = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    """Talks with a bank, figures agreed, beside those with a microloan company that has stated nothing yet; joint plans."""
    talks = story.waiting(cast, now=now, creditors=[cast.bank, cast.microloan])
    story.beside(cast, talks, cast.microloan, now=now)
    story.facts_agreed(talks, now=now)
    actions.bring_together(talks.row().case, now=now)
    return talks


def shown(client: Client, where: str, **typed: str) -> str:
    client.cookies["language"] = "en"
    answer = client.post(where, typed) if typed else client.get(where)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def compare(talks: story.Story) -> str:
    return reverse("plans:compare", args=[talks.row().case.ref])


def what_if(talks: story.Story) -> str:
    return reverse("plans:what_if", args=[talks.row().case.ref])


def typed_in(page: str) -> dict[str, str]:
    chosen = re.findall(r'<select name="([^"]+)".*?<option value="([^"]*)" selected', page, re.DOTALL)
    return dict(re.findall(r'<input type="[^"]*" name="([^"]+)" value="([^"]*)"', page)) | dict(chosen)


def sentence(part: str) -> str:
    return re.sub(r"\s+", " ", PLAIN.sub(" ", part))


def test_all_lenders_stand_in_one_plan_and_only_the_household_sees_it(told: story.Story, cast: Cast) -> None:
    page = shown(logged_in(cast.borrower), compare(told))
    [made] = JointPlanSet.objects.all()
    named = made.determination.result["named"]
    assert [one["is_recommended"] for one in named] == [True] + [False] * (len(named) - 1)
    assert page.count("Recommended") == 1
    assert "Rules named-1. The first of them is recommended." in page
    assert "In between" in page
    assert "the largest product of what the household and the lenders each have of it" in page
    assert "What breaks it most often" in page
    assert "For it:" in page
    assert "Against it:" in page
    assert "Riverside Bank" in page
    assert "Northridge Microloan" in page
    assert "not a promise" in page
    for person in (cast.officer, cast.other_officer, cast.other_borrower, cast.reviewer):
        for where in (compare(told), what_if(told), reverse("insight:result", args=[made.determination.ref])):
            assert logged_in(person).get(where).status_code == 404
    assert (
        logged_in(cast.borrower).get(reverse("insight:result", args=[made.determination.ref])).status_code
        == 200
    )


def test_a_plan_with_everybody_fits_the_month_and_sums_up(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    made = actions.bring_together(told.row().case, now=now)
    asked = queries.kept_inputs(made.determination.facts)
    for one in made.determination.result["named"]:
        assert one["burden_minor"] == max(one["months_minor"]) <= asked.part.left_minor
        assert one["total_minor"] == one["upfront_minor"] + sum(one["months_minor"])
        assert one["total_minor"] == sum(part["total_minor"] for part in one["parts"])
        assert one["expected_minor"] <= one["total_minor"]
        assert list(one["curve"]) == sorted(one["curve"], reverse=True)


def test_the_same_figures_are_computed_once_and_a_changed_budget_once_more(
    told: story.Story, now: datetime
) -> None:
    case = told.row().case
    first = actions.bring_together(case, now=now)
    assert actions.bring_together(case, now=now) == first
    line = BudgetAnswer.objects.filter(case=case, amount_minor__gt=0).first()
    line.amount_minor += 10_000
    line.save()
    second = actions.bring_together(case, now=now)
    assert second != first
    assert JointPlanSet.objects.count() == 2


def test_plans_of_one_lender_and_of_all_are_found_again_from_what_was_kept(
    told: story.Story, now: datetime
) -> None:
    actions.bring_together(told.row().case, now=now)
    rows = Determination.objects.filter(kind__in=("plans", "joint_plans"))
    assert {row.kind for row in rows} == {"plans", "joint_plans"}
    for row in rows:
        again = replay.again(row)
        assert again.is_equal, again.differs


def test_another_term_is_answered_at_once_and_nothing_typed_is_lost(told: story.Story, cast: Cast) -> None:
    borrower = logged_in(cast.borrower)
    fields = typed_in(shown(borrower, what_if(told)))
    answer = shown(borrower, what_if(told), **(fields | {"p0_instalments": "24", "laid_by": "500"}))
    assert typed_in(answer)["p0_instalments"] == "24"
    assert typed_in(answer)["laid_by"] == "500"
    assert "24 times" in answer
    assert "not a promise" in answer
    assert "than before" in answer
    assert "By itself this lies inside the lender's published policy" in answer
    piece = borrower.post(
        what_if(told), fields | {"p0_instalments": "24", "laid_by": "500"}, headers={"HX-Request": "true"}
    )
    assert html.unescape(piece.content.decode()).strip() in answer, "a piece is the page's own"


def test_why_not_is_answered_by_a_reason_in_words(told: story.Story, cast: Cast) -> None:
    borrower = logged_in(cast.borrower)
    fields = typed_in(shown(borrower, what_if(told)))
    typed = {"p1_instalments": "48", "p0_rate": "3", "p0_instalments": "6", "kept": "6000"}
    answer = sentence(shown(borrower, what_if(told), **(fields | typed)))
    assert answer.count("Why it cannot be so as it stands") == 2
    assert "“Number of instalments”: the lender's policy allows 3 to 36; this plan has 48." in answer
    assert "the lender's policy allows 6% to" in answer
    assert "more than the budget leaves" in answer


def test_what_cannot_be_tried_is_said_beside_its_field(told: story.Story, cast: Cast) -> None:
    borrower = logged_in(cast.borrower)
    fields = typed_in(shown(borrower, what_if(told)))
    wrong = {"p0_instalments": "0", "p0_rate": "x", "income": "", "p0_waived": "101"}
    wrong |= {"p1_first_due": "soon"}
    answer = shown(borrower, what_if(told), **(fields | wrong))
    assert "Please mend this" in answer
    assert answer.count("has-error") == len(wrong)
    for one in ({"p0_upfront": "99999999"}, {"p0_every": "day"}, {"p1_first_due": "2020-01-01"}):
        assert shown(borrower, what_if(told), **(fields | one)).count("has-error") == 1, one


def test_a_plan_that_was_tried_becomes_the_form_of_an_offer(told: story.Story, cast: Cast) -> None:
    borrower = logged_in(cast.borrower)
    fields = typed_in(shown(borrower, what_if(told)))
    answer = shown(borrower, what_if(told), **(fields | {"p0_instalments": "33"}))
    [link] = re.findall(r'href="([^"]*offers/new/\?package[^"]*)"', answer)
    assert typed_in(shown(borrower, link))["instalments"] == "33"
    for junk in ("%7B%22a", "[" * 2000):
        broken = shown(borrower, link.partition("?")[0] + f"?package={junk}")
        assert typed_in(broken)["instalments"], "what cannot be read starts nothing, and the form is there"


def test_a_month_that_leaves_nothing_is_answered_with_what_would_help(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    kept = 220_000
    for income, says in (
        (kept, "Nothing is left after living"),
        (kept + 1, "The budget leaves 0.01 yuan a month"),
        (0, "Each month 2,200 yuan is missing for living"),
    ):
        lines = BudgetAnswer.objects.filter(case=told.row().case, code__startswith="income")
        lines.update(amount_minor=income)
        page = sentence(shown(logged_in(cast.borrower), compare(told))).replace("\u00a0", " ")
        assert "No plan fits your budget as it is" in page
        assert says in page
        assert "a plan would fit" in page
        assert "Talk to a debt adviser" in page
    fields = typed_in(shown(logged_in(cast.borrower), what_if(told)))
    assert "24 times" in shown(
        logged_in(cast.borrower), what_if(told), **(fields | {"p0_instalments": "24", "income": "9000"})
    )


@pytest.mark.feature("C08", "X03")
def test_both_sides_read_the_same_chance_and_the_same_figures_of_each_plan(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    both = [
        shown(logged_in(cast.borrower), reverse("room:plans", args=[told.ref])),
        shown(logged_in(cast.officer), reverse("lender:talks", args=[told.ref])),
    ]
    tables = [re.search(r"<table.*?plans side by side.*?</table>", page, re.DOTALL)[0] for page in both]
    for label in (
        "Dearest month",
        "Total to pay",
        "Free of this debt",
        "Kept to the end (simulated)",
        "The lender gets on average (simulated)",
    ):
        rows = [re.search(rf">{re.escape(label)}</th>(.*?)</tr>", table, re.DOTALL)[1] for table in tables]
        assert sentence(rows[0]) == sentence(rows[1])
        assert re.search(r"\d", rows[0])
    assert "Worth to us today" in both[1]
    assert "Worth to us today" not in both[0], "the lender's own figures are the lender's"
    view = queries.plans_for(told.row(), told.claim(), for_household=True, day=clock.legal_day(now))
    low, high = view.proposed[0].chance.interval
    assert 0 < low < view.proposed[0].chance.completes / view.proposed[0].chance.paths < high <= 1


def test_every_plan_has_something_for_and_against_it_unless_they_are_alike() -> None:
    light, middle, cheap = (
        {"burden": burden, "total": total, "months": months, "chance": chance}
        for burden, total, months, chance in ((1, 9, 60, 90), (2, 8, 48, 80), (3, 7, 36, 70))
    )
    with translation.override("en"):
        sides = for_and_against([light, middle, cheap])
    assert all({line.partition(":")[0] for line in lines} == {"For it", "Against it"} for lines in sides)
    assert sides[1] == ["For it: in nothing the worst of these.", "Against it: in nothing the best of these."]
    assert for_and_against([light, light]) == [[], []]
