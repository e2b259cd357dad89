"""Statutes from a folder of Markdown: read whole or refused by line, brought once, found in Chinese, kept by date."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.__main__ import COMMANDS
from hejie_platform.jobs.commands import import_law_texts, manage
from hejie_platform.support import actions, queries
from hejie_platform.support.facts import statutes
from hejie_platform.support.models import Article, LawText, Statute

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
TEXT = """# 示例调解条例

- 施行日期：2026年5月1日
- 来源：示例公报

## 第一章　总则

### 第一条
为了化解借贷纠纷，制定本条例。

第二条　调解不得收取罚息的手续费。
　　当事人可以随时退出。

## 附则
本条例由示例机关解释。
"""


def bring(now: datetime, **files: str) -> list[str]:
    given = [(f"{name}.md", text.encode()) for name, text in files.items()]
    return [one.outcome for one in actions.bring_statutes(given, country="cn", now=now)]


def faults(text: str | bytes) -> list[tuple[str, str]]:
    found, wrong = statutes.read_statute(text.encode() if isinstance(text, str) else text)
    assert (found is None) == bool(wrong)
    return [(f"line {fault.line}", fault.code) for fault in wrong]


def test_headings_and_numbered_paragraphs_become_articles_under_their_chapters() -> None:
    found, _ = statutes.read_statute(TEXT.encode())
    assert found
    assert (found.title, found.from_day, found.source) == ("示例调解条例", date(2026, 5, 1), "示例公报")
    assert [(part.label, part.chapter) for part in found.parts] == [
        ("第一条", "第一章　总则"),
        ("第二条", "第一章　总则"),
        ("附则", "附则"),
    ]
    assert found.parts[1].text == "调解不得收取罚息的手续费。\n当事人可以随时退出。"


def test_an_english_statute_is_read_by_its_sections() -> None:
    text = "# Example Act\nIn force from: 2024-05-06\n## Part 1\nSection 1. Short title.\n### Section 2A\nWords.\n"
    found, _ = statutes.read_statute(text.encode())
    assert found
    assert [part.label for part in found.parts] == ["Section 1", "Section 2A"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT.replace("# 示例调解条例\n", "", 1), [("line 2", "statute_no_title")]),
        (TEXT.replace("- 施行日期：2026年5月1日\n", ""), [("line 1", "statute_no_day")]),
        (TEXT.replace("2026年5月1日", "五月一日"), [("line 3", "statute_day_wrong")]),
        (
            TEXT.replace("第二条　", "第一条　"),
            [("line 8", "statute_article_twice"), ("line 11", "statute_article_twice")],
        ),
        (TEXT.replace("为了化解借贷纠纷，制定本条例。", ""), [("line 8", "statute_article_empty")]),
        ("# 空法\n施行日期：2026-05-01\n", [("line 1", "statute_no_articles")]),
        (TEXT.encode("gb18030"), [("line 1", "statute_not_text")]),
        (TEXT.replace("退出", "退\0出"), [("line 12", "statute_not_text")]),
        (
            "",
            [("line 1", "statute_no_title"), ("line 1", "statute_no_day"), ("line 1", "statute_no_articles")],
        ),
    ],
)
def test_a_bad_file_is_named_by_line_and_its_good_neighbour_is_not(
    text: str | bytes, expected: list[tuple[str, str]]
) -> None:
    assert faults(TEXT) == []
    assert set(expected) <= set(faults(text))


def test_the_same_folder_again_changes_nothing(now: datetime) -> None:
    assert bring(now, one=TEXT) == ["new"]
    before = set(Article.objects.values_list("pk", flat=True))
    assert bring(now, one=TEXT) == ["same"]
    assert set(Article.objects.values_list("pk", flat=True)) == before


def test_a_corrected_text_takes_the_place_of_the_first_and_leaves_nothing_of_it_to_be_found(
    now: datetime,
) -> None:
    bring(now, one=TEXT)
    assert queries.search_texts("罚息", day=DAY)
    assert bring(now, one=TEXT.replace("罚息", "利息")) == ["changed"]
    assert queries.search_texts("罚息", day=DAY) == []
    assert Statute.objects.count() == 1


def test_versions_are_kept_by_date_and_the_day_chooses(now: datetime) -> None:
    later = TEXT.replace("2026年5月1日", "2027年1月1日").replace("随时退出", "书面退出")
    assert bring(now, old=TEXT, new=later) == ["new", "new"]
    assert [one.text[-5:] for one in queries.search_texts("退出", day=DAY)] == ["随时退出。"]
    assert [one.text[-5:] for one in queries.search_texts("退出", day=date(2027, 1, 1))] == ["书面退出。"]
    assert queries.search_texts("退出", day=date(2026, 4, 30)) == []
    page = Client().get(reverse("library:text", args=[Statute.objects.get(from_day=date(2026, 5, 1)).ref]))
    assert page.status_code == 200
    assert "书面退出" not in page.content.decode()


@pytest.mark.parametrize("query", ["罚息", "罰息", "手续费 罚息", "第二条"])
def test_a_text_is_found_in_either_script_and_a_word_that_is_not_there_is_not(
    now: datetime, query: str
) -> None:
    bring(now, one=TEXT)
    assert [one.label for one in queries.search_texts(query, day=DAY)] == ["第二条"]
    assert queries.search_texts("复利", day=DAY) == []


def test_the_law_book_indexed_anew_leaves_the_texts_where_they_are(now: datetime) -> None:
    bring(now, one=TEXT)
    actions.index_law()
    LawText.objects.filter(country="cn").update(digest="old")
    actions.index_law()
    assert queries.search_texts("罚息", day=DAY)


def test_the_command_brings_what_is_sound_tells_what_is_not_and_can_be_said_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "good.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.md").write_text("no title", encoding="utf-8")
    assert COMMANDS["import-law-texts"].module.endswith("import_law_texts")
    for outcome in ("new", "same"):
        assert manage.main(["manage", "import_law_texts", str(tmp_path)]) == 1
        told = capsys.readouterr()
        assert f"deep/good.md: {outcome}" in told.out
        assert "bad.md, line 1:" in told.err
    (tmp_path / "bad.md").unlink()
    assert import_law_texts.main(["import-law-texts", str(tmp_path)]) == 0
    assert import_law_texts.main(["import-law-texts", str(tmp_path / "nowhere")]) == 2
