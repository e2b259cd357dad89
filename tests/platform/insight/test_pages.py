"""Figures through their pages: published, objected to, under an order, audited; and a result that is run again."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.insight import access, actions, queries
from hejie_platform.insight.facts.report import from_json
from hejie_platform.insight.models import Correction, LawfulOrder, Publication
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import AccessEntry, Determination, Entry
from tests.platform.cast import Cast
from tests.platform.stories import afterwards, insight, keeping, mediation, negotiation
from tests.platform.stories.negotiation import Story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
new_id = uuid.uuid4
TODAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """Talks in force with one breach (and the microloan company's beside them), talks refused, and talks with plans."""

    kept: Story
    refused: Story
    planned: Story


def CHAPTER(cast: Cast, now: datetime) -> Told:
    kept = keeping.running(cast, now=now - timedelta(days=60))
    keeping.in_cure(kept, now=now - timedelta(days=20))
    refused = afterwards.refused(cast, now=now - timedelta(days=10))
    planned = negotiation.facts_agreed(
        negotiation.waiting(cast, now=now - timedelta(days=5), creditors=[cast.bank]), now=now
    )
    return Told(kept, refused, planned)


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def everything_is_shown(settings: object) -> None:
    settings.HEJIE_SMALLEST_CELL = 1  # type: ignore[attr-defined]  # pytest-django's own


def _scope(now: datetime) -> queries.Scope:
    return queries.Scope(clock.legal_day(now) - timedelta(days=90), clock.legal_day(now))


def _whole(report: queries.Report, metric: str, side: str = "") -> tuple[object, object]:
    (found,) = report.of(metric, side=side)
    return found.count, found.of


@pytest.mark.feature("M01")
@pytest.mark.usefixtures("everything_is_shown", "told")
def test_figures_are_what_the_record_says(now: datetime) -> None:
    report = queries.report(_scope(now))
    assert _whole(report, "resolved_taken") == (1, 4)
    assert _whole(report, "resolved_completed") == (1, 2)
    assert _whole(report, "alone") == (1, 1)
    assert _whole(report, "refused") == (1, 4)
    assert _whole(report, "breached", "borrower") == (1, 1)
    assert _whole(report, "breached", "lender") == (0, 1)
    assert {one.key: one.count for one in report.of("refusals", "code")} == {"loan_not_ours": 1}
    funnel = {one.key: one.count for one in report.of("funnel", "stage")}
    assert (funnel["admitted"], funnel["talking"], funnel["agreed"], funnel["kept"]) == (3, 2, 1, 0)


@pytest.mark.usefixtures("told")
def test_with_the_usual_minimum_three_talks_show_nothing(now: datetime) -> None:
    report = queries.report(_scope(now))
    assert all(one.count in (None, 0) for one in report.figures if one.metric in ("resolved_taken", "funnel"))


@pytest.mark.feature("M03")
@pytest.mark.usefixtures("everything_is_shown")
def test_causes_can_be_followed_to_lender_product_and_month(told: Told, cast: Cast, now: datetime) -> None:
    scope = _scope(now)
    whole = queries.report(scope)
    causes = {one.key: one.of for one in whole.of("resolved_taken", "cause")}
    (cause,) = causes
    within = queries.report(queries.Scope(scope.since, scope.until, cause=cause))
    assert {one.key: one.of for one in within.of("resolved_taken", "lender")} == {
        cast.bank.ref: 3,
        cast.microloan.ref: 1,
    }
    assert sum(one.of or 0 for one in within.of("resolved_taken", "month")) == 4
    assert sum(one.of or 0 for one in within.of("resolved_taken", "product")) == 4
    other = queries.report(queries.Scope(scope.since, scope.until, cause="disaster"))
    assert _whole(other, "resolved_taken") == (0, 0)


@pytest.mark.usefixtures("told")
def test_more_cases_cost_no_more_queries(cast: Cast, now: datetime) -> None:
    with CaptureQueriesContext(connection) as before:
        queries.report(_scope(now))
    negotiation.waiting(cast, now=now, creditors=[cast.bank])
    with CaptureQueriesContext(connection) as after:
        queries.report(_scope(now))
    assert len(after) == len(before) <= 9


@pytest.mark.feature("M04")
@pytest.mark.usefixtures("everything_is_shown", "told")
def test_a_lender_sees_its_card_first_objects_and_is_heard(cast: Cast, now: datetime) -> None:
    row = insight.prepared(cast, now=now)
    page = logged_in(cast.officer).get(
        reverse("insight:card", args=[row.ref]), headers={"accept-language": "en"}
    )
    assert b"Refused for good" in page.content
    objection = insight.objected(cast.officer, row, now=now)
    desk = access.desk_for(cast.supervisor, "supervisor", now=now)
    later = now + timedelta(days=15)
    with pytest.raises(ActionRefused) as refused:
        insight.published(cast, row, now=later)
    assert refused.value.code == "publication_objections_open"
    actions.answer(
        desk,
        objection=objection,
        outcome="stands",
        words="已核对。",
        seen_version=0,
        now=later,
        action_id=new_id(),
    )
    assert insight.published(cast, row, now=later).published_at == later
    shown = logged_in(cast.officer).get(reverse("insight:card", args=[row.ref])).content.decode()
    assert "已核对。" in shown


@pytest.mark.feature("M04")
@pytest.mark.usefixtures("everything_is_shown", "told")
def test_a_card_is_counted_again_from_the_record_and_comes_out_the_same(cast: Cast, now: datetime) -> None:
    row = insight.prepared(cast, now=now)
    again = queries.report(queries.Scope(row.from_day, row.until_day)).as_json()
    assert again == row.figures
    objection = insight.objected(cast.officer, row, now=now)
    desk = access.desk_for(cast.supervisor, "supervisor", now=now)
    keeping_digest = row.digest
    actions.answer(
        desk,
        objection=objection,
        outcome="corrected",
        words="",
        seen_version=None,
        now=now,
        action_id=new_id(),
    )
    assert Publication.objects.get(pk=row.pk).digest == keeping_digest


@pytest.mark.usefixtures("told")
def test_another_lender_reads_no_objection_of_this_one(cast: Cast, now: datetime) -> None:
    row = insight.prepared(cast, now=now)
    insight.objected(cast.officer, row, now=now)
    shown = logged_in(cast.other_officer).get(reverse("insight:card", args=[row.ref])).content.decode()
    assert "我们在第二天就答复了。" not in shown
    assert (
        "我们在第二天就答复了。"
        in logged_in(cast.officer).get(reverse("insight:card", args=[row.ref])).content.decode()
    )


@pytest.mark.usefixtures("told")
def test_nothing_is_published_before_the_lenders_days_are_over(cast: Cast, now: datetime) -> None:
    row = insight.prepared(cast, now=now)
    with pytest.raises(ActionRefused) as refused:
        insight.published(cast, row, now=now + timedelta(days=13))
    assert refused.value.code == "publication_too_early"
    assert insight.published(cast, row, now=now + timedelta(days=14)).published_at


@pytest.mark.parametrize(
    ("days", "ends", "code"), [(95, 80, "publication_overlaps"), (5, 0, "publication_days_wrong")]
)
@pytest.mark.usefixtures("told")
def test_periods_that_overlap_or_run_are_not_counted(
    cast: Cast, now: datetime, days: int, ends: int, code: str
) -> None:
    insight.prepared(cast, now=now, days=90, ends=30)
    assert insight.prepared(cast, now=now, days=29, ends=20)
    with pytest.raises(ActionRefused) as refused:
        insight.prepared(cast, now=now, days=days, ends=ends)
    assert refused.value.code == code


@pytest.mark.feature("L03")
@pytest.mark.usefixtures("told")
def test_the_public_page_shows_what_was_published_and_keeps_small_counts_back(
    cast: Cast, now: datetime
) -> None:
    nobody = Client(headers={"accept-language": "en"})
    where = reverse("insight:public")
    assert "Not enough data yet" in nobody.get(where).content.decode()
    row = insight.prepared(cast, now=now)
    assert "Not enough data yet" in nobody.get(where).content.decode()
    insight.published(cast, row, now=now + timedelta(days=14))
    shown = nobody.get(where).content.decode()
    assert "Resolved, of all taken" in shown
    assert "Resolved, of those completed" in shown
    assert "too few to show" in shown
    assert "Not enough data" in shown
    file = nobody.get(where, {"as": "csv"}).content.decode()
    taken = [line.split(",") for line in file.splitlines() if line.startswith('"Resolved, of all taken"')]
    assert taken
    assert all(line[-1] == "1" for line in taken)


@pytest.mark.feature("L03")
@pytest.mark.usefixtures("everything_is_shown", "told")
def test_the_public_page_states_both_rates_where_there_is_enough(cast: Cast, now: datetime) -> None:
    insight.published(cast, insight.prepared(cast, now=now), now=now + timedelta(days=14))
    shown = Client(headers={"accept-language": "en"}).get(reverse("insight:public")).content.decode()
    assert "25 % (1 of 4)" in shown
    assert "50 % (1 of 2)" in shown


def test_an_order_opens_one_case_while_it_lasts_and_the_look_is_written_down(
    told: Told, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = insight.ordered(cast, told.kept.row().case, now=now)
    client, where = logged_in(cast.regulator), reverse("insight:ordered_case", args=[order.ref])
    assert client.get(where).status_code == 200
    look = AccessEntry.objects.get(kind="case_course")
    assert (look.reader, look.owner, look.purpose) == (
        cast.regulator,
        told.kept.borrower,
        f"order {order.ref}",
    )
    assert Entry.objects.filter(verb="case.record_order", chain__subject=order.case_id).exists()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=11))
    assert client.get(where).status_code == 404
    assert AccessEntry.objects.filter(kind="case_course").count() == 1


def test_without_an_order_a_regulator_opens_no_case(told: Told, cast: Cast, now: datetime) -> None:
    case = told.kept.row().case
    client = logged_in(cast.regulator)
    assert client.get(reverse("insight:ordered_case", args=[case.ref])).status_code == 404
    assert client.get(reverse("insight:authority")).status_code == 200
    with pytest.raises(ActionRefused) as refused:
        insight.ordered(cast, case, now=now, scope="everything")
    assert refused.value.code == "order_scope_unknown"
    assert not LawfulOrder.objects.exists()


def test_what_an_order_opens_has_no_words_and_no_names(told: Told, cast: Cast, now: datetime) -> None:
    order = insight.ordered(cast, told.kept.row().case, now=now)
    shown = logged_in(cast.regulator).get(reverse("insight:ordered_case", args=[order.ref])).content.decode()
    assert "没有按期" not in shown
    assert told.kept.borrower.name not in shown
    assert cast.officer.name not in shown


@pytest.mark.usefixtures("told")
def test_an_auditor_checks_every_chain(cast: Cast) -> None:
    client = logged_in(cast.auditor)
    client.cookies["language"] = "en"
    assert b"Every chain holds" not in client.get(reverse("insight:audit")).content
    assert b"Every chain holds" in client.get(reverse("insight:audit"), {"walk": "1"}).content


@pytest.mark.feature("L05")
@pytest.mark.usefixtures("told")
def test_every_kept_result_gives_the_same_when_it_is_run_again() -> None:
    rows = list(Determination.objects.order_by("made_at", "id"))
    assert {row.kind for row in rows} >= {"plans", "offer", "acceptance"}
    for row in rows:
        found = queries.again(row)
        assert found.is_equal, (row.kind, found.differs, found.missing)
        assert (found.law, found.policy) == (row.law_version, row.policy_version)


@pytest.mark.feature("L05")
def test_a_mediator_chosen_by_the_rule_is_chosen_again(cast: Cast, now: datetime) -> None:
    mediation.samples(cast, now=now)
    rows = list(Determination.objects.filter(kind="mediator"))
    assert rows
    assert all(queries.again(row).is_equal for row in rows)


@pytest.mark.feature("L05")
def test_a_result_that_was_changed_is_found_and_says_where(told: Told) -> None:
    row = Determination.objects.filter(kind="offer").latest("made_at")
    row.result = {**row.result, "total_minor": row.result["total_minor"] + 1}
    found = queries.again(row)
    assert not found.is_untouched
    assert [name for name, _kept, _now in found.differs] == ["total_minor"]


def test_plans_rest_on_the_household_and_are_the_borrowers_alone(
    told: Told, cast: Cast, now: datetime
) -> None:
    row = Determination.objects.filter(kind="plans", subject=told.planned.row().pk).latest("made_at")
    where = reverse("insight:result", args=[row.ref])
    client = logged_in(told.planned.borrower)
    client.cookies["language"] = "en"
    assert b"The same result again" in client.get(where, {"again": "1"}).content
    for other in (cast.officer, cast.stranger, cast.other_borrower, cast.reviewer):
        assert logged_in(other).get(where).status_code == 404


def test_the_result_behind_an_offer_is_shown_to_both_sides(told: Told, cast: Cast) -> None:
    row = Determination.objects.filter(kind="offer", subject=told.kept.row().pk).latest("made_at")
    where = reverse("insight:result", args=[row.ref])
    assert logged_in(told.kept.borrower).get(where).status_code == 200
    assert logged_in(cast.officer).get(where).status_code == 200
    assert logged_in(cast.other_officer).get(where).status_code == 404


@pytest.mark.usefixtures("told")
def test_the_desk_counts_and_hands_out_the_same_as_a_file(cast: Cast) -> None:
    client = logged_in(cast.operator)
    client.cookies["language"] = "en"
    shown = client.get(reverse("insight:desk"), {"by": "lender"})
    assert shown.status_code == 200
    file = client.get(reverse("insight:desk"), {"by": "lender", "as": "csv"})
    assert file["Content-Type"].startswith("text/csv")
    assert ",of,share," in file.content.decode()
    assert logged_in(cast.officer).get(reverse("insight:desk")).status_code == 404


def test_a_kept_report_reads_back_from_its_row(told: Told, cast: Cast, now: datetime) -> None:
    row = insight.prepared(cast, now=now)
    row.refresh_from_db()
    assert from_json(row.figures).as_json() == row.figures
    assert not Correction.objects.filter(publication=row).exists()
