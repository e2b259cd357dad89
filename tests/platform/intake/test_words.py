"""Everything on the lists of an application has a word, and every question asks fields that exist."""

import pytest

from hejie.statements import wording
from hejie_platform.intake.facts.fields import LOAN, METHODS, PURPOSES, STORY, WISH
from hejie_platform.intake.facts.lists import LISTS, TRACKS
from hejie_platform.notices.wording import sentences
from hejie_platform.web.apply import questions, tasks, words


@pytest.mark.parametrize(
    ("codes", "named"),
    [
        (LISTS.causes, words.CAUSES),
        (LISTS.papers, words.PAPERS),
        (TRACKS, words.TRACKS),
        (METHODS, words.METHODS),
        (PURPOSES, words.PURPOSES),
        (LISTS.changes, words.CHANGES),
        (LISTS.sheet.items, words.SHEET),
    ],
)
def test_every_entry_of_a_list_has_a_word_and_no_word_is_left_over(codes: object, named: object) -> None:
    assert set(codes) == set(named)


@pytest.mark.parametrize(("about", "table"), [("story", STORY), ("loan", LOAN), ("wish", WISH)])
def test_every_field_is_asked_about_once(about: str, table: tuple[object, ...]) -> None:
    asked = [name for question in questions.ALL[about] for name in question.asks]
    assert sorted(asked) == sorted(field.name for field in table)


def test_every_lender_that_statements_name_has_a_word() -> None:
    codes = {one.code for one in wording.credit().creditors}
    assert {f"word_{code}" for code in codes} <= sentences().keys()


def test_every_section_of_the_checklist_has_its_place_and_its_task() -> None:
    listed = [section for task in tasks.SECTIONS for section in task.sections]
    assert sorted(listed) == sorted(tasks.PLACES)
