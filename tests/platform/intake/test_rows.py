"""What people say of rows: explained by the borrower, recorded of the reviewer, undone, kept through another reading."""

import json
import uuid
from datetime import date, datetime, timedelta

import pytest

from hejie import statements
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.actions import Wrong
from hejie_platform.intake.facts import readings
from hejie_platform.intake.models import EvidenceItem, RowChange
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import AccessEntry, Effect, Entry
from tests.platform.cast import Cast
from tests.platform.stories import intake

pytestmark = pytest.mark.django_db
WHY = "每月同一家单位发的"


def CHAPTER(cast: Cast, now: datetime) -> access.HeldCase:
    return intake.submitted_case(cast, now=now, statement=intake.six_months(now))


@pytest.fixture
def held(told: access.HeldCase) -> access.HeldCase:
    return told


def row_of(held: access.HeldCase, category: str) -> queries.RowLine:
    """The newest row that is read as this."""
    found = queries.rows_of(held.case)
    place = queries.chosen(found, queries.Wanted(category=category), ())[0]
    return queries.lines_at(found, [place])[0]


def correct(
    held: access.HeldCase,
    line: queries.RowLine,
    category: str,
    now: datetime,
    reason: str = WHY,
    **more: object,
) -> None:
    held.case.refresh_from_db()
    given: dict[str, object] = {"keys": [line.key], "seen_change": str(line.change.pk) if line.change else ""}
    actions.correct_rows(
        held, category=category, reason=reason, now=now, action_id=uuid.uuid4(), **(given | more)
    )


def now_read(held: access.HeldCase, key: str) -> statements.Meaning:
    line = queries.line_of(queries.rows_of(held.case), key)
    assert line is not None
    return line.meaning


def salary_months(held: access.HeldCase) -> int:
    line = next(one for one in queries.budget_of(held.case).made.lines if one.code == "income_salary")
    return sum(line.months_minor)


def test_a_correction_is_explained_changes_the_budget_and_is_undone(
    held: access.HeldCase, now: datetime
) -> None:
    line, before = row_of(held, "salary"), salary_months(held)
    with pytest.raises(Wrong, match="statement_override_reason_missing"):
        correct(held, line, "own_transfer", now, reason="  ")
    correct(held, line, "own_transfer", now)
    assert now_read(held, line.key).rule == "override_borrower"
    assert salary_months(held) == before - line.row.amount_minor
    entry = Entry.objects.get(verb="case.correct_rows")
    assert (entry.actor, entry.facts["category"], entry.facts["count"]) == (held.user, "own_transfer", 1)
    assert WHY not in str(entry.facts)
    assert line.key not in str(entry.facts)

    actions.undo_row(held, key=line.key, now=now, action_id=uuid.uuid4())
    assert salary_months(held) == before
    assert RowChange.objects.get().undone_by == held.user
    with pytest.raises(Wrong, match="row_not_corrected"):
        actions.undo_row(held, key=line.key, now=now, action_id=uuid.uuid4())


@pytest.mark.parametrize(
    ("keys", "category", "code"),
    [
        (["0" * 16], "salary", "statement_override_row_unknown"),
        (None, "gold", "statement_override_category_unknown"),
        ([], "salary", "rows_too_many"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    held: access.HeldCase, now: datetime, keys: list[str] | None, category: str, code: str
) -> None:
    line = row_of(held, "salary")
    with pytest.raises(Wrong, match=code):
        correct(held, line, category, now, keys=[line.key] if keys is None else keys)
    assert not RowChange.objects.exists()


def test_one_answer_serves_every_line_of_a_busy_year(held: access.HeldCase, now: datetime) -> None:
    days = (date(2025, 10, 1) + timedelta(days=k // 2) for k in range(640))
    lines = [f"{day} {8 + k % 2}:00:00,贷,12.00,100.00,转账,某平台" for k, day in enumerate(days)]
    table = "某某银行\n户名：王小示,账号：6222****8705\n交易时间,借贷标志,交易金额,账户余额,摘要,对方户名\n"
    data = (table + "\n".join(lines)).encode()
    given = {"kind": "bank_statement", "filename": "x.csv", "now": now, "action_id": uuid.uuid4()}
    actions.hand_in(held, data, **given)
    found = queries.rows_of(held.case)
    place = next(k for k, row in enumerate(found.joined.rows) if row.counterparty_name == "某平台")
    line = queries.lines_at(found, [place])[0]
    keys = [line.key, *queries.alike(found, line)]
    assert len(keys) == 640
    correct(held, line, "salary", now, keys=keys)
    assert RowChange.objects.filter(case=held.case, category="salary").count() == 640


def test_money_that_came_back_is_no_income_however_the_borrower_goes_about_it(
    held: access.HeldCase, cast: Cast, now: datetime
) -> None:
    line = row_of(held, "refund")
    with pytest.raises(Wrong, match="statement_override_needs_reviewer"):
        correct(held, line, "salary", now)
    correct(held, line, "own_transfer", now)
    with pytest.raises(Wrong, match="statement_override_needs_reviewer"):
        correct(held, row_again(held, line.key), "salary", now)
    desk = intake.at_desk(cast, held, now=now)
    correct(desk, row_again(held, line.key), "other_regular", now)
    assert now_read(held, line.key).category == "other_regular"


def row_again(held: access.HeldCase, key: str) -> queries.RowLine:
    line = queries.line_of(queries.rows_of(held.case), key)
    assert line is not None
    return line


def test_the_reviewers_word_is_logged_as_theirs_and_stands_over_the_borrowers_until_undone(
    held: access.HeldCase, cast: Cast, now: datetime
) -> None:
    line, desk = row_of(held, "salary"), intake.at_desk(cast, held, now=now)
    correct(held, line, "own_transfer", now)
    correct(desk, row_again(held, line.key), "personal_transfer_in", now, reason="不像工资")
    assert Entry.objects.get(verb="case.judge_rows").role == "reviewer"
    assert now_read(held, line.key).rule == "override_reviewer"
    with pytest.raises(Wrong, match="row_set_by_reviewer"):
        correct(held, row_again(held, line.key), "salary", now)
    with pytest.raises(ActionRefused, match="stale"):
        correct(desk, line, "salary", now)
    desk.case.refresh_from_db()
    actions.undo_row(desk, key=line.key, now=now, action_id=uuid.uuid4())
    assert now_read(held, line.key).rule == "override_borrower"


def test_one_answer_serves_all_lines_with_the_same_other_side(held: access.HeldCase, now: datetime) -> None:
    line = row_of(held, "salary")
    others = queries.alike(queries.rows_of(held.case), line)
    assert others
    correct(held, line, "own_transfer", now, keys=[line.key, *others])
    assert salary_months_or_none(held) == 0
    assert {now_read(held, key).category for key in others} == {"own_transfer"}


def salary_months_or_none(held: access.HeldCase) -> int:
    lines = queries.budget_of(held.case).made.lines
    return sum(sum(one.months_minor) for one in lines if one.code == "income_salary")


def test_a_correction_survives_the_file_being_read_again(held: access.HeldCase, now: datetime) -> None:
    line = row_of(held, "salary")
    correct(held, line, "own_transfer", now)
    item = EvidenceItem.objects.get(case=held.case, state="read")
    item.removed_at = now
    item.save()
    assert queries.line_of(queries.rows_of(held.case), line.key) is None
    actions.hand_in(
        held,
        intake.six_months(now),
        kind="wallet_statement",
        filename="again.csv",
        now=now,
        action_id=uuid.uuid4(),
    )
    assert now_read(held, line.key).category == "own_transfer"


def test_a_look_at_rows_by_somebody_else_is_written_down_and_ones_own_is_not(
    held: access.HeldCase, cast: Cast, now: datetime
) -> None:
    actions.look_at_rows(held, purpose="own", now=now)
    assert not AccessEntry.objects.exists()
    actions.look_at_rows(intake.at_desk(cast, held, now=now), purpose="review", now=now)
    look = AccessEntry.objects.get()
    assert (look.kind, look.reader, look.owner) == ("statement_rows", cast.reviewer, cast.borrower)


def test_plans_are_owed_anew_while_talks_run_and_not_before(
    held: access.HeldCase, cast: Cast, now: datetime
) -> None:
    correct(held, row_of(held, "salary"), "own_transfer", now)
    assert not Effect.objects.filter(kind="plans.renew").exists()
    held.case.state = "open"
    held.case.save(update_fields=["state"])
    correct(held, row_of(held, "salary"), "own_transfer", now)
    assert Effect.objects.get(kind="plans.renew").payload == {"case": str(held.case.pk)}


def test_what_a_card_asks_for_rests_with_its_reading_and_older_readings_have_none() -> None:
    bill = statements.Bill(59449, 9050, date(2026, 1, 19), (4, 6))
    stored = readings.to_json(statements.Reading(sha256="x", source="cmb_card", bill=bill))
    assert readings.from_json(json.loads(json.dumps(stored))).bill == bill
    del stored["bill"]
    assert readings.from_json(stored).bill is None
