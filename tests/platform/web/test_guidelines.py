"""A line above its guideline needs a word before a lender is given the statement; one within it nobody can question."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from hejie.budget import guidelines as packs
from hejie_platform.core import clock
from hejie_platform.intake import access, queries
from hejie_platform.intake.models import BudgetAnswer, HardshipFile, LineNote
from hejie_platform.ledger.models import Entry
from tests.platform.cast import Cast
from tests.platform.stories import hardship, intake
from tests.platform.web.applying import stamp, text_of
from tests.platform.web.samples import logged_in
from tests.platform.web.test_hardship import said_in

pytestmark = pytest.mark.django_db
PACK = "CN-NBS-2024"


def CHAPTER(cast: Cast, now: datetime) -> access.HeldCase:
    return intake.open_case(cast, now=now)


@pytest.fixture
def held(told: access.HeldCase, monkeypatch: pytest.MonkeyPatch, now: datetime) -> access.HeldCase:
    """Food far above what is usual for one person, housing at exactly one and a half times it, nothing else."""
    monkeypatch.setattr(clock, "now", lambda: now)
    BudgetAnswer.objects.filter(case=told.case).delete()
    found = queries.guidelines_of(told.case, day=clock.legal_day(now))
    food, housing, *_ = found.lines
    for one, minor in (
        (food, food.beside.guideline_minor * 3 // 2 + 1),
        (housing, housing.beside.guideline_minor * 3 // 2),
    ):
        code = {"食品烟酒": "essential_food", "居住": "essential_housing"}[one.beside.group]
        BudgetAnswer.objects.create(case=told.case, code=code, amount_minor=minor)
    BudgetAnswer.objects.create(case=told.case, code="income_salary", amount_minor=2_000_000)
    return told


def browser(person: object) -> Client:
    made = logged_in(person)
    made.cookies["language"] = "en"
    return made


def lines(held: access.HeldCase, now: datetime):
    return queries.guidelines_of(held.case, day=clock.legal_day(now)).lines


def give(client: Client, held: access.HeldCase, cast: Cast):
    address = reverse("hardship:give", args=[held.case.ref, cast.bank.ref])
    given = {"purpose": "judge_plan", "until_day": "2027-02-01", "agree": "on", **stamp(held.case)}
    return client.post(address, given)


@pytest.mark.feature("C02")
def test_a_line_above_its_guideline_needs_a_note_before_the_statement_is_given_and_the_note_goes_with_it(
    cast: Cast, held: access.HeldCase, now: datetime
) -> None:
    food, housing, *_ = lines(held, now)
    assert (food.needs_note, housing.needs_note) == (True, False)  # one cent above, and exactly at it
    mine = browser(cast.borrower)
    refused = text_of(give(mine, held, cast))
    assert "still need a word from you: 1" in refused
    assert "A word from you is needed first" in refused
    assert not HardshipFile.objects.exists()

    page = reverse("apply:guideline", args=[held.case.ref, food.number])
    assert page in mine.get(reverse("apply:measured", args=[held.case.ref])).content.decode()
    assert "Please" in text_of(mine.post(page, {**stamp(), "words": "  "}))
    assert mine.post(page, {**stamp(), "words": hardship.WHY}).status_code == 302
    assert give(mine, held, cast).status_code == 302
    file = HardshipFile.objects.get()
    assert file.content["guidelines"]["pack"] == PACK
    (told,) = file.content["guidelines"]["above"]
    assert (told["group"], told["words"]) == (food.beside.group, hardship.WHY)
    theirs = text_of(browser(cast.officer).get(reverse("hardship:file", args=[file.ref])))
    assert hardship.WHY in theirs
    paper = browser(cast.officer).get(reverse("hardship:file_pdf", args=[file.ref])).content
    assert hardship.WHY[:6] in said_in(paper)
    said = Entry.objects.get(verb="case.correct_rows")
    assert said.facts["pack"] == PACK
    assert hardship.WHY not in str(said.facts)


@pytest.mark.feature("C02")
def test_a_line_within_its_guideline_cannot_be_questioned_and_one_above_can(
    cast: Cast, held: access.HeldCase, now: datetime
) -> None:
    food, housing, *_ = lines(held, now)
    desk, mine = browser(cast.reviewer), browser(cast.borrower)
    at = {
        one.number: reverse("review:guideline", args=[held.case.ref, one.number]) for one in (food, housing)
    }
    within = desk.get(at[housing.number])
    assert "nobody can question it" in text_of(within)
    assert "<textarea" not in within.content.decode()
    assert "nobody can question it" in text_of(
        desk.post(at[housing.number], {**stamp(), "words": "为什么？"})
    )
    own = reverse("apply:guideline", args=[held.case.ref, housing.number])
    mine.post(own, {**stamp(), "words": "不需要说"})
    assert not LineNote.objects.exists()

    assert desk.post(at[food.number], {**stamp(), "words": "吃饭的钱为什么这么多？"}).status_code == 302
    assert "吃饭的钱为什么这么多？" in text_of(mine.get(reverse("apply:measured", args=[held.case.ref])))
    assert lines(held, now)[0].needs_note  # a question is no answer
    for person in (cast.officer, cast.stranger, cast.other_borrower):
        assert browser(person).get(at[food.number]).status_code == 404
        assert browser(person).post(own, {**stamp(), "words": "x"}).status_code == 404
    assert browser(cast.officer).get(own).status_code == 404


@pytest.mark.feature("C02")
def test_the_guidelines_are_data_with_a_version_and_a_note_answers_the_version_that_it_was_given_for(
    cast: Cast, held: access.HeldCase, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    hardship.explained(held, now=now)
    assert not lines(held, now)[0].needs_note
    newer = {**packs._pack("cn")}
    newer["year"] = [{**one, "id": "CN-NBS-NEXT"} for one in newer["year"]]
    monkeypatch.setattr(packs, "_pack", lambda country: newer)
    assert lines(held, now)[0].needs_note
    newer["year"] = []
    assert (
        queries.guidelines_of(held.case, day=clock.legal_day(now)) is None
    )  # a day that no pack covers asks nothing
