"""The parts of a page: what they show for a value, in both languages, and what a form says about a slip."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import find
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.utils.translation import override

from hejie import steps
from hejie.texts import fault
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.web import charts, forms, parts, status

TODAY = date(2026, 11, 21)


def drawn(source: str, language: str = "en", **values: Any) -> str:
    with override(language):
        return Template("{% load hejie %}" + source).render(Context({"today": TODAY, **values}))


# --- numbers and days ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "english", "chinese"),
    [
        ("{{ 218000|money }}", "2,180 yuan", "2,180 元"),
        ("{{ 218050|money }}", "2,180.50 yuan", "2,180.50 元"),
        ("{{ minus|money }}", "−5 yuan", "−5 元"),
        ("{{ nothing|money }}", "not known", "未知"),
        ("{{ 123456|amount }}", "1,234.56", "1,234.56"),
        ("{{ half|rate }}", "14.4%", "14.4%"),
        ("{{ due|day }}", "26 Nov 2026", "2026年11月26日(周四)"),
        ("{{ due|away:today }}", "in 5 days", "5天后"),
        ("{{ today|away:today }}", "today", "今天"),
        ("{{ past|away:today }}", "1 day ago", "1天前"),
        ("{{ at|moment }}", "21 Nov 2026, 08:30", "2026年11月21日(周六) 08:30"),
    ],
)
def test_values_read_naturally_in_both_languages(source: str, english: str, chinese: str) -> None:
    values = {
        "minus": -500,
        "nothing": None,
        "half": "0.144",
        "due": date(2026, 11, 26),
        "past": date(2026, 11, 20),
        "at": datetime(2026, 11, 21, 0, 30, tzinfo=UTC),
    }
    if "past" in source:
        english, chinese = "yesterday", "昨天"
    assert drawn(source, "en", **values).replace("\u00a0", " ") == english
    assert drawn(source, "zh-hans", **values).replace("\u00a0", " ") == chinese


def test_a_moment_is_told_where_the_law_counts_the_day() -> None:
    late = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)  # half past midnight in Shanghai
    assert "22 Nov 2026" in drawn("{{ at|moment }}", at=late)
    assert "tomorrow" in drawn("{% when at %}", at=late)


def test_a_time_limit_says_the_day_and_how_far_it_is() -> None:
    told = drawn("{% when due %}", due=date(2026, 11, 26))
    assert '<time datetime="2026-11-26">26 Nov 2026</time>' in told
    assert "in 5 days" in told


def test_a_fact_that_is_a_day_or_a_moment_is_told_as_people_say_it() -> None:
    facts = [
        parts.Fact("Day", date(2026, 11, 26)),
        parts.Fact("Moment", datetime(2026, 11, 26, 3, tzinfo=UTC)),
    ]
    told = drawn("{% summary_list facts %}", facts=facts)
    assert "<dd>26 Nov 2026</dd>" in told
    assert "<dd>26 Nov 2026, 11:00</dd>" in told


def test_a_period_says_both_ends_and_an_open_one_only_where_it_begins() -> None:
    first, last = date(2026, 1, 1), date(2026, 3, 31)
    assert drawn("{{ first|until:last }}", first=first, last=last) == "1 Jan 2026 – 31 Mar 2026"
    assert drawn("{{ first|until:last }}", first=first, last=None) == "from 1 Jan 2026"


# --- parts -----------------------------------------------------------------------------------------


def test_words_of_people_are_never_markup() -> None:
    evil = "<b onclick=x>hi</b>"
    saying = parts.Saying(evil, evil, datetime(2026, 11, 21, tzinfo=UTC), evil)
    event = parts.Event(datetime(2026, 11, 21, tzinfo=UTC), evil, evil, evil)
    html = drawn("{% message saying %}{% timeline events %}", saying=saying, events=[event])
    html += drawn("{% summary_list facts %}", facts=[parts.Fact(evil, evil)])
    html += drawn(
        "{% card title=evil %}{{ evil }}{% endcard %}{% notice title=evil %}{{ evil }}{% endnotice %}",
        evil=evil,
    )
    assert "<b onclick" not in html
    assert html.count("&lt;b onclick") >= 10


def test_a_turn_says_who_until_when_what_and_what_if_not() -> None:
    turn = parts.Turn(
        True, "Choose a plan.", date(2026, 11, 26), "/plans/", "Look", "If you do nothing, it ends."
    )
    html = drawn("{% turn turn %}", turn=turn)
    for said in (
        "Your turn",
        "Choose a plan.",
        "26 Nov 2026",
        "in 5 days",
        'href="/plans/"',
        "If you do nothing",
    ):
        assert said in html
    waiting = drawn("{% turn turn %}", turn=parts.Turn(False, "The lender reads it."))
    assert "Not your turn now" in waiting
    assert "<a" not in waiting


def test_a_locked_task_is_no_link_and_the_done_ones_are_counted() -> None:
    tasks = [parts.Task("A", "/a/", "done"), parts.Task("B", "/b/", "locked"), parts.Task("C", "/c/")]
    html = drawn("{% task_list tasks %}", tasks=tasks)
    assert "1 of 3 done" in html
    assert 'href="/a/"' in html
    assert 'href="/b/"' not in html


def test_the_step_line_marks_one_place() -> None:
    marks = [parts.Mark("A", "done", TODAY), parts.Mark("B", "here"), parts.Mark("C", when="about 10 days")]
    html = drawn("{% step_line marks %}", marks=marks)
    assert html.count('aria-current="step"') == 1
    assert "21 Nov 2026" in html
    assert "about 10 days" in html


def test_a_table_formats_by_column_and_keeps_its_heads_on_a_phone() -> None:
    columns = (parts.Column("No.", "count"), parts.Column("Due", "day"), parts.Column("Yuan", "money"))
    table = parts.Table("Plan", columns, [(1, TODAY, 123456), (2, None, -50)], ("", "", 123406))
    html = drawn("{% table table %}", table=table)
    assert 'data-label="Yuan" class="number">1,234.56<' in html
    assert 'data-label="Yuan" class="number">−0.50<' in html
    assert 'data-label="Due">–<' in html
    assert html.count('scope="col"') == 3


def test_pages_of_a_list_keep_its_filters() -> None:
    page = Paginator(range(90), 30).page(2)
    html = drawn("{% pagination page query %}", page=page, query=QueryDict("state=open&page=2"))
    assert 'href="?state=open&amp;page=1"' in html
    assert 'href="?state=open&amp;page=3"' in html
    assert drawn("{% pagination page %}", page=Paginator([], 30).page(1)).strip() == ""


def test_every_state_has_one_word_and_the_reader_who_owes_sees_their_turn() -> None:
    for machine, row in steps.MACHINES.items():
        for state in row.states:
            if state != "none":
                assert status.badge(machine, state).word
    assert status.badge("negotiation", "waiting", role="officer") is status.YOURS
    assert status.badge("negotiation", "waiting", role="borrower") is not status.YOURS
    with pytest.raises(KeyError):
        status.badge("case", "nowhere")


# --- charts ----------------------------------------------------------------------------------------


def test_bars_are_drawn_to_scale_and_a_negative_one_is_hollow() -> None:
    chart = charts.bars(title="T", description="D", items=[("A", 400_000), ("B", -100_000), ("C", 0)])
    assert [bar.width for bar in chart.bars] == [318, 80, 0]
    assert [bar.is_negative for bar in chart.bars] == [False, True, False]
    html = drawn("{% chart chart %}", chart=chart)
    assert "<title>T</title><desc>D</desc>" in html
    assert "4,000.00" in html.partition("<details>")[2], "the same figures stand in the table"


def test_a_line_runs_from_its_first_to_its_last_point() -> None:
    chart = charts.line(title="T", description="D", points=[(TODAY, 100), (date(2027, 11, 21), 0)])
    assert chart.path == "M8,8 L312,188"
    assert [label.text for label in chart.labels] == ["2026-11", "1.00", "2027-11", "0.00"]
    with pytest.raises(ValueError, match="two points"):
        charts.line(title="T", description="D", points=[(TODAY, 100)])


def test_months_stand_under_what_they_leave_and_one_above_it_is_marked() -> None:
    chart = charts.months(
        title="T", description="D", months=[(TODAY, 100), (TODAY, 0), (TODAY, 300)], left_minor=[200] * 3
    )
    assert [block.is_over for block in chart.blocks] == [False, False, True]
    assert chart.blocks[0].height * 3 == chart.blocks[2].height > chart.blocks[1].height == 0
    assert [row[1:] for row in chart.table.rows] == [(100, 200), (0, 200), (300, 200)]
    with pytest.raises(ValueError, match="each month"):
        charts.months(title="T", description="D", months=[(TODAY, 1)], left_minor=[])


def test_of_a_frontier_the_proposed_plans_are_numbered_and_drawn_above_the_others() -> None:
    points = [charts.Point(300, 50), charts.Point(100, 96, "1"), charts.Point(200, 80)]
    chart = charts.frontier(title="T", description="D", points=points)
    assert [dot.number for dot in chart.dots] == ["", "", "1"]
    named, dear = chart.dots[-1], chart.dots[0]
    assert named.x < dear.x
    assert named.y < dear.y, "the safer plan stands higher"
    assert [row[0] for row in chart.table.rows] == [300, 100, 200]
    assert charts.frontier(title="T", description="D", points=points[:1] * 2).dots[0].y > 0


def test_a_chart_of_nothing_is_drawn_without_dividing_by_it() -> None:
    assert charts.bars(title="T", description="D", items=[]).bars == []
    flat = charts.line(title="T", description="D", points=[(TODAY, 0), (TODAY, 0)])
    assert flat.path == "M8,188 L8,188"


# --- forms -----------------------------------------------------------------------------------------


class PayForm(forms.Form):
    paid = forms.MoneyField(label="Paid", help_text="In yuan")
    day = forms.DayField(label="Day", earliest=date(2026, 1, 1))
    way = forms.ChoiceField(label="Way", choices=[("app", "App"), ("bank", "Bank")])


def typed(**values: str) -> PayForm:
    good = {"action_id": str(uuid.uuid4()), "paid": "1.2万", "day": "2026年11月5日", "way": "app"}
    return PayForm(QueryDict(mutable=True) | good | values)


@pytest.fixture
def _english() -> Iterator[None]:
    with override("en"):
        yield


def test_what_people_type_becomes_whole_fen_and_a_day() -> None:
    form = typed()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["paid"] == 1_200_000
    assert form.cleaned_data["day"] == date(2026, 11, 5)
    assert set(form.stamp) == {"action_id", "seen_version"}


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("paid", "-5"),
        ("paid", ""),
        ("paid", "12,34"),
        ("day", "2026-02-30"),
        ("day", "2025-01-01"),
        ("way", ""),
    ],
)
def test_a_slip_is_told_beside_its_field_and_in_the_summary(field: str, value: str) -> None:
    form = typed(**{field: value})
    html = str(form)
    assert list(form.errors) == [field]
    assert f'href="#id_{field}"' in html
    assert f'id="id_{field}_error"' in html
    assert "This field is required" not in html
    assert 'value="1.2万"' in html or field == "paid", "what was typed stays"


def test_on_paper_what_nobody_answered_is_left_out_and_nought_is_an_answer() -> None:
    blank = str(PayForm()).count(" blank")
    assert (blank, str(PayForm(initial={"paid": 0})).count(" blank")) == (3, 2)
    assert str(typed()).count(" blank") == 0
    css = find("web/hejie.css")
    assert css
    on_paper = Path(css).read_text(encoding="utf-8").partition("@media print")[2]
    assert ".field.blank" in on_paper
    assert ":user-valid" in on_paper  # what was typed a moment ago is printed


def test_a_hint_and_an_error_are_both_tied_to_the_input() -> None:
    assert 'aria-describedby="id_paid_helptext id_paid_error"' in str(typed(paid="x"))


@pytest.mark.usefixtures("_english")
def test_a_stale_form_keeps_what_was_typed_and_may_be_sent_again() -> None:
    form = typed(seen_version="3")
    assert form.is_valid()
    form.refuse(ActionRefused("stale"), version=4)
    html = str(form)
    assert not form.is_valid()
    assert 'name="seen_version" value="4"' in html
    assert 'value="1.2万"' in html


@pytest.mark.usefixtures("_english")
def test_the_engines_faults_stand_beside_the_fields_they_name() -> None:
    form = typed()
    assert form.is_valid()
    form.add_faults(
        (fault("money_negative", "sum", given="-1"), fault("money_missing", "elsewhere")),
        names={"sum": "paid"},
    )
    assert list(form.errors) == ["paid", "__all__"]


def test_a_double_click_carries_one_action_id() -> None:
    shown = PayForm()
    first = shown["action_id"].value()
    assert first == shown["action_id"].value()
    assert first != PayForm()["action_id"].value()


def test_chinese_words_in_a_sentence_are_marked_and_nothing_else_of_it_is_trusted() -> None:
    shown = drawn("{{ text|quoting }}", "en", text="An extension (展期) <b>now</b>")
    assert shown == 'An extension (<span lang="zh">展期</span>) &lt;b&gt;now&lt;/b&gt;'
