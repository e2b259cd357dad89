"""The whole budget on a page: the same figures as the command line, each with the rows behind it."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hejie import budget, cli, statements
from hejie.cli.say import fields
from hejie.money import decimal_text
from hejie.statements import specimens
from hejie_platform.core import clock, formats, storage
from hejie_platform.intake import actions, queries
from hejie_platform.intake.facts import readings
from hejie_platform.intake.facts.fields import Given
from hejie_platform.intake.models import BudgetAnswer, EvidenceItem
from tests.engine.statements.printed import alipay_text
from tests.engine.statements.printed import line as printed_line
from tests.platform.cast import Cast
from tests.platform.stories import intake
from tests.platform.web.applying import at, stamp, text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


def files(now: datetime) -> dict[str, bytes]:
    """A sole trader's wallets, six months each."""
    until = clock.legal_day(now)
    return {
        "alipay.csv": specimens.alipay(specimens.SOLE_TRADER, until=until),
        "wechat.xlsx": specimens.wechat_xlsx(specimens.SOLE_TRADER, until=until, seed=2),
    }


def CHAPTER(cast: Cast, now: datetime) -> intake.HeldCase:
    held = intake.draft_case(cast, now=now)
    for name, data in files(now).items():
        given = {"kind": "wallet_statement", "filename": name, "now": now, "action_id": intake.new_id()}
        actions.hand_in(held, data, **given)
    intake.tell_story(held, now=now)
    return intake.hold(held.user, held.case.pk, now)


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def held(told: intake.HeldCase) -> intake.HeldCase:
    return told


@pytest.fixture
def client(cast: Cast) -> Client:
    made = logged_in(cast.borrower)
    made.cookies["language"] = "en"
    return made


def money(minor: int) -> str:
    """An amount as the text of a page has it."""
    return formats.money_text(minor).replace("\u00a0", " ")


def shown(client: Client, held: intake.HeldCase) -> str:
    return text_of(client.get(at("measured", held.case.ref)))


def test_the_page_has_the_figures_of_the_command_line_on_the_same_files(
    client: Client, held: intake.HeldCase, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = []
    for name, data in files(now).items():
        (tmp_path / name).write_bytes(data)
        names.append(str(tmp_path / name))
    assert cli.main(["budget", *names, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)

    made = queries.budget_of(held.case)
    again = json.loads(json.dumps(fields(made.made), default=str))
    for name in again:
        if name not in ("findings", "ways"):
            assert printed[name] == again[name], name
    model = budget.income_model(made.months)
    assert printed["model"] == json.loads(json.dumps(fields(model), default=str))
    assert printed["range"] == fields(budget.payable_range(made.made, model))

    page = shown(client, held)
    figures = [line["amount_minor"] for line in printed["lines"]]
    figures += [
        printed["range"]["low_minor"],
        printed["range"]["high_minor"],
        printed["model"]["level_minor"],
    ]
    for minor in figures:
        assert money(minor) in page, minor


def test_the_rows_of_the_papers_are_those_of_the_command_line(
    client: Client, held: intake.HeldCase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = EvidenceItem.objects.filter(case=held.case).order_by("id")
    for paper in papers:
        (tmp_path / paper.name).write_bytes(storage.get(paper.file))
    assert cli.main(["read-statement", *(str(tmp_path / one.name) for one in papers), "--json"]) == 0
    for printed, paper in zip(json.loads(capsys.readouterr().out), papers, strict=True):
        reading = fields(readings.from_json(paper.reading))
        kept = json.loads(json.dumps(reading, default=lambda day: day.isoformat()))
        for row in (*printed["rows"], *kept["rows"]):
            row.pop("raw")  # the cells as printed rest in the file itself
        for name in ("source", "account", "period", "totals", "rows"):
            assert printed[name] == kept[name], (paper.name, name)
        assert len(printed["rows"]) > 50
        shown = text_of(client.get(reverse("apply:paper", args=[held.case.ref, paper.ref])))
        assert str(len(printed["rows"])) in shown


def test_a_business_is_shown_apart_from_the_household(client: Client, held: intake.HeldCase) -> None:
    made = queries.budget_of(held.case).made
    receipts = next(line.amount_minor for line in made.lines if line.code == "income_business")
    left = money(receipts - made.business_cost_minor)
    assert f"{left} a month are left for the household" in shown(client, held)


def test_each_number_leads_to_exactly_the_rows_that_make_it(client: Client, held: intake.HeldCase) -> None:
    html = client.get(at("measured", held.case.ref)).content.decode()
    made = queries.budget_of(held.case)
    for line in made.made.lines:
        name = queries.line_name(line.code, line.creditor)
        wanted = queries.Wanted(line=name)
        assert set(queries.chosen(made.rows, wanted, made.months)) == set(line.rows)
        assert f'href="{at("rows", held.case.ref)}?line={name}"' in html
    for month in made.months:
        wanted = queries.Wanted(group="essential", month=month.first)
        places = queries.chosen(made.rows, wanted, made.months)
        counted = {one.row: one.counted_minor for one in made.rows.meanings}
        told = [each.amount_minor for (code, _), each in month.sums.items() if code.startswith("essential")]
        assert sum(counted[place] for place in places) == sum(told)
        assert f"?month={month.first:%Y-%m}&amp;group=essential" in html
    link = re.search(r'href="([^"]+\?line=cost_business)"', html)
    assert link
    assert "% sure." in text_of(client.get(link[1]))


def test_a_figure_left_standing_follows_the_statements_and_a_typed_one_stays(
    held: intake.HeldCase, client: Client, now: datetime
) -> None:
    made = queries.budget_of(held.case).made
    measured = {line.code: line.rows_minor for line in made.lines if line.code.startswith("essential_")}
    food = next(line for line in made.lines if line.code == "essential_food")
    typed = {code: decimal_text(minor or 0, "CNY") for code, minor in measured.items()}
    typed["essential_housing"] = "2,345.00"
    assert client.post(at("living", held.case.ref), {**stamp(held.case), **typed}).status_code == 302
    kept = dict(BudgetAnswer.objects.filter(case=held.case).values_list("code", "amount_minor"))
    assert kept == {**dict.fromkeys(measured), "essential_housing": 234_500}

    keys = [line.key for line in queries.lines_at(queries.rows_of(held.case), food.rows)]
    fresh = intake.hold(held.user, held.case.pk, now)
    given = {"category": "shopping", "reason": "是给店里买的", "now": now, "action_id": intake.new_id()}
    actions.correct_rows(fresh, keys=sorted(set(keys)), **given)
    lines = {line.code: line for line in queries.budget_of(held.case).made.lines}
    assert "essential_food" not in lines
    assert (lines["essential_housing"].source, lines["essential_housing"].amount_minor) == ("answer", 234_500)


def test_a_household_elsewhere_is_not_told_what_is_usual_and_whom_to_call_in_china(
    cast: Cast, held: intake.HeldCase, client: Client, now: datetime
) -> None:
    abroad = intake.draft_case(cast, now=now, who=cast.stranger, country="uk")
    intake._again(actions.save_budget, abroad, Given({"essential_food": 900_000}), now=now)
    browser = logged_in(cast.stranger)
    browser.cookies["language"] = "en"
    words = "Beside what households usually spend"
    assert words in text_of(client.get(at("measured", held.case.ref)))
    assert words not in text_of(browser.get(at("measured", abroad.case.ref)))
    assert "Call 12345 if" in text_of(client.get(at("breathing", held.case.ref)))
    assert "Call the advice office of your town if" in text_of(browser.get(at("breathing", abroad.case.ref)))


def test_guidelines_stand_with_their_dated_source_and_observations_with_their_rows(
    client: Client, held: intake.HeldCase
) -> None:
    page = shown(client, held)
    assert "Households’ Income and Consumption Expenditure in 2024 (2025-01-17)" in page
    assert "A guideline to ask by, never a limit." in page
    assert "Observations, nothing more." in page
    assert "repayments to Huabei failed" in page or "new loans from" in page
    html = client.get(at("measured", held.case.ref)).content.decode()
    (first, *_) = re.findall(r'href="([^"]+\?(?:flag|sign)=[a-z_]+)"', html)
    assert "% sure." in text_of(client.get(first))


def test_nothing_left_has_its_own_ways_and_no_range(
    client: Client, held: intake.HeldCase, now: datetime
) -> None:
    none = dict.fromkeys(("income_business", "income_salary", "income_other", "income_benefits"), 0)
    intake._again(actions.save_budget, held, Given(none), now=now)
    assert client.get(at("result", held.case.ref)).headers["Location"] == at("breathing", held.case.ref)
    page = shown(client, held)
    assert "In a usual month nothing can be paid without touching what living costs." in page
    assert "Ask for a pause until that changes." in page


def test_the_desk_reads_the_same_figures_without_what_concerns_the_borrower_alone(
    cast: Cast, client: Client, now: datetime
) -> None:
    other = intake.submitted_case(cast, now=now, who=cast.other_borrower, statement=intake.six_months(now))
    desk = logged_in(cast.reviewer)
    desk.cookies["language"] = "en"
    page = text_of(desk.get(reverse("review:measured", args=[other.case.ref])))
    made = queries.budget_of(other.case)
    for line in made.made.lines:
        assert money(line.amount_minor) in page
    assert "Typed by the borrower; the statements say" in page
    assert "You typed this" not in page
    assert "words that are used in gambling" not in page
    assert client.get(reverse("review:measured", args=[other.case.ref])).status_code == 404
    assert client.get(at("measured", other.case.ref)).status_code == 404


def test_statements_alone_that_leave_nothing_lead_to_the_page_of_ways(
    cast: Cast, client: Client, now: datetime
) -> None:
    spent = alipay_text(
        *(printed_line(at=f"2026-{month:02}-02 10:00:00", number=f"N{month}") for month in (8, 9, 10))
    )
    other = intake.draft_case(cast, now=now)
    given = {"kind": "wallet_statement", "filename": "a.csv", "now": now, "action_id": intake.new_id()}
    actions.hand_in(other, spent, **given)
    assert client.get(at("result", other.case.ref)).headers["Location"] == at("breathing", other.case.ref)


def test_going_through_every_line_is_done_once_until_anything_of_it_changes(
    client: Client, held: intake.HeldCase, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An override, an answer, a file more or less and a file that is read anew are each in the very next budget."""
    went = []
    real = statements.understand
    monkeypatch.setattr(statements, "understand", lambda *rows, **more: went.append(1) or real(*rows, **more))
    first = queries.budget_of(held.case)
    went.clear()
    again = queries.budget_of(held.case)
    assert (went, again.made is first.made, again.months == first.months) == ([], True, True)

    line = next(
        one
        for one in queries.lines_at(first.rows, range(len(first.rows.meanings)))
        if one.meaning.counted_minor and one.row.direction == "out"
    )
    told = {"category": "own_transfer", "reason": "not ours", "seen_change": "", "alike": ""}
    client.post(reverse("apply:row", args=[held.case.ref, line.key]), {**stamp(), **told})
    changed = queries.budget_of(held.case)
    assert changed.rows.meanings[line.meaning.row].counted_minor == 0
    assert changed.made != first.made
    client.post(reverse("apply:row_undo", args=[held.case.ref, line.key]), stamp())
    assert queries.budget_of(held.case).made == first.made

    BudgetAnswer.objects.create(case=held.case, code="essential_food", amount_minor=12_345)
    assert queries.budget_of(held.case).made.working != first.made.working
    BudgetAnswer.objects.filter(case=held.case).delete()
    assert went == []

    paper = EvidenceItem.objects.filter(case=held.case).latest("id")
    kept = dict(paper.reading)
    paper.reading = {**kept, "rows": kept["rows"][:-1]}  # as if it were read anew
    paper.save(update_fields=["reading"])
    assert len(queries.budget_of(held.case).rows.meanings) == len(first.rows.meanings) - 1
    paper.removed_at = now
    paper.save(update_fields=["removed_at"])
    assert len(queries.budget_of(held.case).rows.files) == 1
    assert len(went) == 2
