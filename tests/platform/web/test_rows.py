"""The pages of rows: by category, uncertain ones, one row with another answer; the desk's looks are written down."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from hejie import statements
from hejie_platform.core import clock
from hejie_platform.intake import actions, queries
from hejie_platform.intake.models import RowChange
from hejie_platform.ledger.models import AccessEntry
from hejie_platform.web.apply import row_words
from tests.engine.statements.printed import alipay_text, line
from tests.platform.cast import Cast
from tests.platform.stories import intake
from tests.platform.web.applying import at, stamp, text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> intake.HeldCase:
    held = intake.submitted_case(cast, now=now, statement=intake.six_months(now))
    sent = line(at="2026-11-02 10:00:00", type="转账红包", who="李小明", goods="转账", amount="300.00")
    given = {"kind": "wallet_statement", "filename": "other.csv", "now": now, "action_id": intake.new_id()}
    actions.hand_in(held, alipay_text(sent), **given)
    return held


@pytest.fixture
def held(told: intake.HeldCase) -> intake.HeldCase:
    return told


@pytest.fixture
def client(cast: Cast) -> Client:
    return in_english(logged_in(cast.borrower))


def in_english(made: Client) -> Client:
    made.cookies["language"] = "en"
    return made


def key_of(held: intake.HeldCase, category: str) -> str:
    found = queries.rows_of(held.case)
    place = queries.chosen(found, queries.Wanted(category=category), ())[0]
    return queries.lines_at(found, [place])[0].key


def test_every_category_and_every_group_has_a_word() -> None:
    known = statements.categories()
    assert set(row_words.CATEGORIES) == set(known)
    assert set(row_words.GROUPS) == {one.group for one in known.values()}


def test_the_list_by_category_leads_to_lines_with_reason_and_confidence(
    client: Client, held: intake.HeldCase
) -> None:
    page = client.get(at("rows", held.case.ref))
    assert "Wages" in text_of(page)
    assert f'href="{at("rows", held.case.ref)}?category=salary"' in page.content.decode()
    lines = text_of(client.get(at("rows", held.case.ref) + "?category=salary"))
    assert "% sure." in lines
    assert "Because it says “" in lines
    narrow = text_of(client.get(at("rows", held.case.ref) + "?show=uncertain"))
    assert narrow.count("Please look") == narrow.count("% sure.") > 0
    odd = client.get(at("rows", held.case.ref) + "?category=%00&month=2026-13&line=%00&flag=x&sign=x&page=x")
    assert odd.status_code == 200


def test_a_borrower_corrects_a_line_with_a_reason_and_takes_it_back(
    client: Client, held: intake.HeldCase
) -> None:
    key = key_of(held, "salary")
    page = at("row", held.case.ref, key)
    without = client.post(page, {**stamp(), "category": "own_transfer", "reason": "", "seen_change": ""})
    assert without.status_code == 200
    assert 'value="own_transfer" selected' in without.content.decode()
    client.post(page, {**stamp(), "category": "own_transfer", "reason": "自己转的", "seen_change": ""})
    shown = text_of(client.get(page))
    assert "You said so: “" in shown
    assert "自己转的" in shown
    assert "1" in text_of(client.get(at("rows", held.case.ref) + "?show=corrected"))
    hostile = client.post(page, {**stamp(), "category": "wallet_copy", "reason": "x", "seen_change": ""})
    assert hostile.status_code == 200
    client.post(at("row_undo", held.case.ref, key), stamp())
    assert RowChange.objects.get().undone_at is not None


def test_the_desk_corrects_in_its_own_name_and_every_look_of_it_leaves_a_line(
    client: Client, held: intake.HeldCase, cast: Cast
) -> None:
    desk, key = in_english(logged_in(cast.reviewer)), key_of(held, "salary")
    item = held.case.evidence.filter(state="read").earliest("id")
    for page in (
        reverse("review:rows", args=[held.case.ref]),
        reverse("review:row", args=[held.case.ref, key]),
        reverse("review:paper", args=[held.case.ref, item.ref]),
    ):
        assert desk.get(page).status_code == 200
    looks = AccessEntry.objects.filter(kind="statement_rows", reader=cast.reviewer, owner=cast.borrower)
    assert looks.count() == 3
    assert "Lines of your statements" in text_of(client.get(reverse("mydata:looks")))
    given = {**stamp(), "category": "personal_transfer_in", "reason": "不像工资", "seen_change": ""}
    desk.post(reverse("review:row", args=[held.case.ref, key]), given)
    shown = text_of(client.get(at("row", held.case.ref, key)))
    assert "Our reviewer said so: “" in shown
    assert "不像工资" in shown
    assert "If you see it differently, please write to them" in shown
    assert AccessEntry.objects.filter(reader=cast.borrower).count() == 0


def test_rows_are_nobody_elses_and_a_key_of_nothing_leads_nowhere(
    client: Client, held: intake.HeldCase, cast: Cast
) -> None:
    for who in (cast.stranger, cast.other_borrower, cast.officer, cast.mediator):
        assert logged_in(who).get(at("rows", held.case.ref)).status_code == 404
        assert logged_in(who).get(reverse("review:rows", args=[held.case.ref])).status_code == 404
    assert client.get(at("row", held.case.ref, "0" * 16)).status_code == 404
    assert client.get(reverse("review:rows", args=[held.case.ref])).status_code == 404
