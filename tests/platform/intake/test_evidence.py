"""Papers are kept encrypted; a statement is read in a child process; a password opens once and is kept nowhere."""

import subprocess
import sys
import uuid
from datetime import date, datetime

import pytest

from hejie.statements import specimens
from hejie_platform.core import storage
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.actions import Wrong, reading
from hejie_platform.intake.actions import papers as papers_action
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.ledger.models import AccessEntry
from tests.engine.statements import pdfs
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures

pytestmark = pytest.mark.django_db
PASSWORD = "482913"


def CHAPTER(cast: Cast, now: datetime) -> access.HeldCase:
    return intake.draft_case(cast, now=now)


@pytest.fixture
def held(told: access.HeldCase) -> access.HeldCase:
    return told


def hand_in(
    held: access.HeldCase, data: bytes, now: datetime, *, kind: str = "wallet_statement", **more: object
):
    actions.hand_in(held, data, kind=kind, filename="bill.csv", now=now, action_id=uuid.uuid4(), **more)
    return EvidenceItem.objects.filter(case=held.case).latest("id")


def statement(now: datetime) -> bytes:
    return intake.six_months(now)


def test_a_statement_is_read_and_the_file_is_kept_as_it_was(held: access.HeldCase, now: datetime) -> None:
    data = statement(now)
    item = hand_in(held, data, now)
    assert (item.state, item.source) == ("read", "alipay_app")
    assert len(item.reading["rows"]) > 100
    assert storage.get(item.file) == data


def test_the_budget_is_prefilled_from_the_statement_and_what_is_typed_wins(
    held: access.HeldCase, now: datetime
) -> None:
    hand_in(held, statement(now), now)
    from_rows = queries.budget_of(held.case)
    assert from_rows.has_statements
    assert {line.source for line in from_rows.made.lines} == {"rows"}

    salary = next(line for line in from_rows.made.lines if line.code == "income_salary")
    intake._again(actions.save_budget, held, intake.Given({"income_salary": 1}), now=now)
    typed = next(line for line in queries.budget_of(held.case).made.lines if line.code == "income_salary")
    assert (typed.amount_minor, typed.answer_minor, typed.rows_minor) == (1, 1, salary.amount_minor)


def test_a_locked_statement_keeps_the_upload_and_asks_for_its_password(
    held: access.HeldCase, now: datetime
) -> None:
    data = specimens.locked(statement(now), name="bill.csv", password=PASSWORD)
    item = hand_in(held, data, now)
    assert (item.state, item.reading) == ("needs_password", None)
    assert "missing_password" in {one.code for one in queries.missing(held.case, day=date(2026, 11, 23))}

    with pytest.raises(Wrong, match="statement_password_wrong"):
        actions.unlock(held, item, password="000000", now=now, action_id=uuid.uuid4())
    item.refresh_from_db()
    assert item.state == "needs_password"

    actions.unlock(held, item, password=PASSWORD, now=now, action_id=uuid.uuid4())
    item.refresh_from_db()
    assert item.state == "read"
    assert storage.get(item.file) == data


def test_a_paper_taken_back_while_it_is_opened_stays_away(
    held: access.HeldCase, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = hand_in(held, specimens.locked(statement(now), name="bill.csv", password=PASSWORD), now)
    opened_here = papers_action.understand

    def taken_back_meanwhile(*given: object, **more: object) -> object:
        theirs = access.paper_of(held, item.ref)
        intake._again(lambda one, **stamp: actions.remove_paper(one, theirs, **stamp), held, now=now)
        return opened_here(*given, **more)

    monkeypatch.setattr(papers_action, "understand", taken_back_meanwhile)
    with pytest.raises(Wrong, match="paper_not_locked"):
        actions.unlock(held, item, password=PASSWORD, now=now, action_id=uuid.uuid4())
    item.refresh_from_db()
    assert (item.state, item.removed_at) == ("needs_password", now)
    assert not queries.budget_of(held.case).has_statements


def test_the_password_is_kept_nowhere(held: access.HeldCase, now: datetime, settings) -> None:
    data = specimens.locked(statement(now), name="bill.csv", password="not-to-be-found-77")
    item = hand_in(held, data, now, password="not-to-be-found-77")
    assert item.state == "read"
    kept = str([list(EvidenceItem.objects.values()), list(item.case.negotiations.values())])
    assert "not-to-be-found-77" not in kept + str(item.reading)


def test_a_picture_of_a_statement_is_kept_for_a_person_to_look_at(
    held: access.HeldCase, now: datetime
) -> None:
    item = hand_in(held, pictures.png(), now)
    assert (item.state, item.notes) == ("not_read", [{"code": "paper_by_eye", "facts": {}}])
    assert "missing_paper_wallet_statement" not in {
        one.code for one in queries.missing(held.case, day=date(2026, 11, 23))
    }


def test_a_banks_pdf_is_read_in_the_child_and_one_without_rows_is_looked_at(
    held: access.HeldCase, now: datetime
) -> None:
    rows = [
        ["2026-03-01", "8000.00", "9000.00", "工资", "某厂"],
        ["2026-03-02", "-35.50", "8964.50", "消费", "某店"],
    ]
    data = pdfs.table("某某银行账户明细", ["交易日期", "交易金额", "余额", "摘要", "对方户名"], rows)
    item = hand_in(held, data, now, kind="bank_statement")
    assert (item.state, item.source) == ("read", "bank_account")
    assert item.reading is not None
    assert len(item.reading["rows"]) == 2
    assert hand_in(held, pictures.pdf(), now, kind="bank_statement").state == "not_read"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "paper_empty"),
        (b"MZ\x90\x00binary", "paper_statement_kind"),
        ("你好,世界\n一,二\n".encode(), "statement_format_unknown"),
        (b"PK\x03\x04" + b"\x00" * 50, "statement_archive_broken"),
    ],
)
def test_what_is_no_statement_is_refused_and_nothing_is_kept(
    held: access.HeldCase, now: datetime, data: bytes, code: str
) -> None:
    with pytest.raises(Wrong) as refused:
        hand_in(held, data, now)
    assert refused.value.code == code
    assert not EvidenceItem.objects.exists()


def test_an_empty_statement_says_that_it_has_no_lines(held: access.HeldCase, now: datetime) -> None:
    whole = statement(now).decode("gb18030")
    head = whole[: whole.index("备注") + 4]
    with pytest.raises(Wrong, match="statement_no_rows"):
        hand_in(held, head.encode("gb18030"), now)


def test_a_photograph_is_kept_without_the_place_where_it_was_taken(
    held: access.HeldCase, now: datetime
) -> None:
    plain = pictures.jpeg()
    place = b"\xff\xe1" + (2 + 22).to_bytes(2, "big") + b"http://ns.adobe.com\x00N3"
    item = hand_in(held, plain[:2] + place + plain[2:], now, kind="contract")
    assert storage.get(item.file) == plain
    with pytest.raises(Wrong, match="paper_already_here"):
        hand_in(held, plain, now, kind="income_statement")


def test_the_same_file_is_taken_once(held: access.HeldCase, now: datetime) -> None:
    hand_in(held, pictures.png(), now, kind="contract")
    with pytest.raises(Wrong, match="paper_already_here"):
        hand_in(held, pictures.png(), now, kind="income_statement")


def test_a_file_above_the_limit_is_refused(held: access.HeldCase, now: datetime, settings) -> None:
    settings.HEJIE_MAX_UPLOAD = 1024 * 1024
    with pytest.raises(Wrong) as refused:
        hand_in(held, b"x" * (1024 * 1024 + 1), now)
    assert (refused.value.code, refused.value.facts["most_mb"]) == ("paper_too_large", 1)


def test_a_reader_that_takes_too_long_is_killed_and_says_so(now: datetime) -> None:
    found = reading.read_in_child(b"x", filename="a", password=None, day=now.date(), seconds=0)
    assert [one["code"] for one in found["faults"]] == ["paper_reading_stopped"]


def test_a_reader_that_dies_says_so(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHILD", "hejie_platform.no_such_module")
    found = reading.read_in_child(b"x", filename="a", password=None, day=now.date())
    assert [one["code"] for one in found["faults"]] == ["paper_reading_stopped"]


def test_the_child_cannot_write_files_nor_take_all_memory() -> None:
    attempt = (
        "from hejie_platform.intake.facts import child; child.lower_limits()\n"
        "try:\n"
        "    with open('/tmp/hejie-child-was-here', 'w') as file: file.write('x' * 10)\n"
        "except OSError: print('no file')\n"
        "try: bytearray(2 * 2**30)\n"
        "except MemoryError: print('no memory')\n"
    )
    done = subprocess.run([sys.executable, "-c", attempt], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["no file", "no memory"]


def test_a_look_at_a_paper_is_written_down_and_a_look_at_ones_own_is_not(cast: Cast, now: datetime) -> None:
    held = intake.submitted_case(cast, now=now)
    item = EvidenceItem.objects.filter(case=held.case, kind="income_statement").get()
    actions.show_paper(held, item, purpose="own", now=now)
    assert not AccessEntry.objects.exists()

    actions.show_paper(intake.at_desk(cast, held, now=now), item, purpose="review", now=now)
    look = AccessEntry.objects.get()
    assert (look.reader, look.owner, look.subject) == (cast.reviewer, cast.borrower, item.id)


def test_papers_of_another_case_are_not_held(held: access.HeldCase, cast: Cast, now: datetime) -> None:
    item = hand_in(held, pictures.png(), now, kind="contract")
    other = intake.draft_case(cast, now=now, who=cast.other_borrower)
    with pytest.raises(access.NotHeld):
        access.paper_of(other, item.ref)
