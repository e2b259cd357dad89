"""Several files at once: each kept at once, read by the worker in a child that may be killed, and answered for itself."""

import uuid
from collections.abc import Callable
from datetime import datetime

import pytest

from hejie.statements import specimens
from hejie_platform.core import storage
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.actions import Wrong, dropping, reading, understanding
from hejie_platform.intake.models import ColumnAnswer, EvidenceItem
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.models import Effect, Entry
from tests.engine.statements import pdfs
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures

pytestmark = pytest.mark.django_db
PASSWORD = "482913"
FIELDS = {"日子": "occurred_at", "干什么": "narration", "进出": "direction", "钱数": "amount"}


def CHAPTER(cast: Cast, now: datetime) -> access.HeldCase:
    return intake.draft_case(cast, now=now)


@pytest.fixture
def held(told: access.HeldCase) -> access.HeldCase:
    return told


def drop(held: access.HeldCase, data: bytes, now: datetime, name: str = "bill.csv") -> EvidenceItem:
    done = actions.drop_file(held, data, filename=name, now=now, action_id=uuid.uuid4())
    return EvidenceItem.objects.get(ref=done.entry.facts["paper"])


def work(now: datetime) -> None:
    """The worker does what is due."""
    Worker(name="w1", now=lambda: now).run_all_due()


def bank_pdf() -> bytes:
    rows = [
        ["2026-10-01", "8000.00", "9000.00", "工资", "某厂"],
        ["2026-10-02", "-35.50", "8964.50", "消费", "某店"],
    ]
    return pdfs.table("某某银行账户明细", ["交易日期", "交易金额", "余额", "摘要", "对方户名"], rows)


def test_files_wait_and_the_worker_tells_by_their_content_what_each_is(
    held: access.HeldCase, now: datetime
) -> None:
    wallet = drop(held, intake.six_months(now), now, "不知道.bin")
    bank = drop(held, bank_pdf(), now, "x")
    photo = drop(held, pictures.png(), now, "x.csv")
    nothing = drop(held, "你好,世界\n一,二\n".encode(), now, "notes.csv")
    assert [one.state for one in (wallet, bank, photo, nothing)] == [
        "waiting",
        "waiting",
        "stored",
        "waiting",
    ]
    before = queries.newest_drop(held.case)
    assert (before.done, before.total, before.is_running) == (1, 4, True)

    work(now)
    for one in (wallet, bank, photo, nothing):
        one.refresh_from_db()
    assert (wallet.state, wallet.kind, wallet.source) == ("read", "wallet_statement", "alipay_app")
    assert (bank.state, bank.kind, bank.source) == ("read", "bank_statement", "bank_account")
    assert (photo.state, photo.kind) == ("stored", "other_paper")
    assert (nothing.state, nothing.notes[0]["code"]) == ("refused", "statement_format_unknown")
    assert not queries.newest_drop(held.case).is_running
    assert queries.budget_of(held.case).has_statements
    with pytest.raises(storage.FileGone):
        storage.get(nothing.file)
    read = Entry.objects.filter(verb="case.paper_read", actor=None)
    assert {entry.facts["paper"] for entry in read} == {wallet.ref, bank.ref, nothing.ref}


def test_a_file_is_read_once_however_often_its_effect_runs(held: access.HeldCase, now: datetime) -> None:
    wallet = drop(held, intake.six_months(now), now)
    effect = Effect.objects.get(kind="paper.read")
    actions.read_dropped(effect, now=now)
    actions.read_dropped(effect, now=now)
    assert Entry.objects.filter(verb="case.paper_read").count() == 1
    wallet.refresh_from_db()
    assert wallet.state == "read"


def test_a_file_that_is_stopped_while_it_is_read_kills_the_child_and_leaves_nothing(
    held: access.HeldCase, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = drop(held, intake.six_months(now), now)
    asked: list[bool] = []

    def is_slow(data: bytes, *, is_wanted: Callable[[], bool], **more: object) -> dict[str, object]:
        asked.append(is_wanted())
        actions.stop_reading(held, item, now=now, action_id=uuid.uuid4())
        asked.append(is_wanted())
        return reading.STOPPED

    monkeypatch.setattr("hejie_platform.intake.actions.understanding.read_in_child", is_slow)
    work(now)
    item.refresh_from_db()
    assert asked == [True, False]
    assert (item.state, item.removed_at, item.reading) == ("stopped", now, None)
    with pytest.raises(storage.FileGone):
        storage.get(item.file)
    with pytest.raises(Wrong, match="paper_read_already"):
        actions.stop_reading(held, item, now=now, action_id=uuid.uuid4())


def started_again(held: access.HeldCase, now: datetime) -> access.HeldCase:
    """The same answers and papers in a second application."""
    held.case.refresh_from_db()
    actions.withdraw(held, seen_version=held.case.version, now=now, action_id=uuid.uuid4())
    done = actions.open_application(held.user, predecessor=held, now=now, action_id=uuid.uuid4())
    return intake.hold(held.user, done.subject, now)


def test_a_file_that_waits_is_read_for_a_second_application_too(held: access.HeldCase, now: datetime) -> None:
    first = drop(held, intake.six_months(now), now)
    after = started_again(held, now)
    assert queries.newest_drop(after.case).is_running
    work(now)
    first.refresh_from_db()
    second = EvidenceItem.objects.get(case=after.case)
    assert (first.state, second.state, second.kind) == ("read", "read", "wallet_statement")


def test_a_file_that_is_stopped_in_one_application_stays_in_the_other(
    held: access.HeldCase, now: datetime
) -> None:
    first = drop(held, intake.six_months(now), now)
    after = started_again(held, now)
    actions.stop_reading(after, EvidenceItem.objects.get(case=after.case), now=now, action_id=uuid.uuid4())
    assert storage.get(first.file)
    work(now)
    first.refresh_from_db()
    assert first.state == "read"


def test_a_file_that_both_applications_gave_up_is_gone(held: access.HeldCase, now: datetime) -> None:
    first = drop(held, "你好,世界\n一,二\n".encode(), now, "notes.csv")
    after = started_again(held, now)
    work(now)
    assert {one.state for one in EvidenceItem.objects.filter(case__in=[held.case, after.case])} == {"refused"}
    first.refresh_from_db()
    with pytest.raises(storage.FileGone):
        storage.get(first.file)


def test_a_child_that_nobody_waits_for_any_more_is_killed_at_once(now: datetime) -> None:
    told = reading.read_in_child(
        b"x" * 100, filename="a", password=None, day=now.date(), is_wanted=lambda: False
    )
    assert told == reading.STOPPED


def test_a_paper_taken_back_before_its_turn_stays_away(held: access.HeldCase, now: datetime) -> None:
    item = drop(held, intake.six_months(now), now)
    held.case.refresh_from_db()
    actions.remove_paper(held, item, seen_version=held.case.version, now=now, action_id=uuid.uuid4())
    work(now)
    item.refresh_from_db()
    assert (item.state, item.removed_at, item.reading) == ("waiting", now, None)


@pytest.mark.parametrize(
    "lock",
    [
        lambda: specimens.locked(bank_pdf(), name="bill.pdf", password=PASSWORD),
        lambda: pdfs.locked(bank_pdf(), PASSWORD),
    ],
    ids=["zip", "pdf"],
)
def test_a_locked_file_asks_for_its_password_keeps_the_upload_open_and_is_read_with_the_right_one(
    held: access.HeldCase, now: datetime, lock: Callable[[], bytes]
) -> None:
    item = drop(held, lock(), now)
    work(now)
    item.refresh_from_db()
    assert (item.state, item.kind) == ("needs_password", "other_paper")
    with pytest.raises(Wrong, match="statement_password_wrong"):
        actions.unlock(held, item, password="1", now=now, action_id=uuid.uuid4())
    actions.unlock(held, item, password=PASSWORD, now=now, action_id=uuid.uuid4())
    item.refresh_from_db()
    assert (item.state, item.kind, len(item.reading["rows"])) == ("read", "bank_statement", 2)
    assert PASSWORD not in str(
        [list(EvidenceItem.objects.values()), list(Effect.objects.values()), item.reading]
    )


def test_a_paper_that_is_taken_back_while_its_columns_are_tried_stays_away_and_nothing_is_remembered(
    held: access.HeldCase, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = drop(held, intake.UNKNOWN.encode(), now)
    work(now)
    item.refresh_from_db()
    opens = understanding.understand

    def meanwhile(*given: object, **more: object) -> object:
        found = opens(*given, **more)
        EvidenceItem.objects.filter(pk=item.pk).update(removed_at=now)
        return found

    monkeypatch.setattr("hejie_platform.intake.actions.columns.understand", meanwhile)
    named = {"fields": FIELDS, "sign": "by_direction", "shape": queries.asked_columns(item)[0].shape}
    with pytest.raises(Wrong, match="columns_not_asked"):
        actions.name_columns(held, item, now=now, action_id=uuid.uuid4(), **named)
    item.refresh_from_db()
    assert (item.removed_at, item.state) == (now, "needs_columns")
    assert not ColumnAnswer.objects.exists()


def test_what_the_columns_mean_is_asked_once_and_known_for_the_next_file(
    held: access.HeldCase, now: datetime
) -> None:
    first = drop(held, intake.UNKNOWN.encode(), now)
    work(now)
    first.refresh_from_db()
    assert first.state == "needs_columns"
    asked, is_locked = queries.asked_columns(first)
    assert (asked.columns, is_locked) == (("日子", "干什么", "进出", "钱数"), False)

    named = {"fields": FIELDS, "sign": "by_direction", "now": now}
    for wrong, code in (
        ({"shape": "0" * 16}, "columns_not_asked"),
        ({"fields": {"余额": "amount"}}, "statement_map_column_unknown"),
        ({"fields": {**FIELDS, "干什么": "file_sha256"}}, "statement_map_field_unknown"),
        ({"fields": {"日子": "narration"}}, "statement_map_field_missing"),
        ({"fields": {**FIELDS, "日子": "narration", "干什么": "occurred_at"}}, "columns_give_no_rows"),
        ({"sign": "__class__"}, "statement_map_sign_unknown"),
    ):
        with pytest.raises(Wrong) as refused:
            actions.name_columns(
                held, first, action_id=uuid.uuid4(), **{"shape": asked.shape, **named, **wrong}
            )
        assert code in [fault.code for fault in refused.value.faults], wrong
    assert not ColumnAnswer.objects.exists()

    actions.name_columns(held, first, shape=asked.shape, action_id=uuid.uuid4(), **named)
    first.refresh_from_db()
    assert (first.state, first.source, first.kind) == ("read", "mapped", "bank_statement")
    assert [row[5] for row in first.reading["rows"]] == [800_000, 3_550]

    later = drop(held, intake.UNKNOWN.replace("8000", "7000").encode(), now)
    work(now)
    later.refresh_from_db()
    assert (later.state, later.source) == ("read", "mapped")
    with pytest.raises(Wrong, match="columns_not_asked"):
        actions.name_columns(held, first, shape=asked.shape, action_id=uuid.uuid4(), **named)


def test_what_somebody_else_said_of_columns_serves_for_their_files_alone(
    held: access.HeldCase, cast: Cast, now: datetime
) -> None:
    shape = "7" * 16
    ColumnAnswer.objects.create(
        person=cast.other_borrower, shape=shape, columns=FIELDS, sign="signed", currency="CNY", told_at=now
    )
    assert understanding.told_columns(held.user) == ()
    assert [one.shape for one in understanding.told_columns(cast.other_borrower)] == [shape]


def test_a_paper_dropped_among_others_is_said_to_be_something_by_its_owner(
    held: access.HeldCase, now: datetime
) -> None:
    photo = drop(held, pictures.png(), now)
    with pytest.raises(Wrong, match="answer_not_on_list"):
        actions.sort_paper(held, photo, kind="gold", now=now, action_id=uuid.uuid4())
    actions.sort_paper(held, photo, kind="contract", now=now, action_id=uuid.uuid4())
    photo.refresh_from_db()
    assert photo.kind == "contract"


def test_a_file_that_cannot_be_taken_is_refused_before_it_is_kept(
    held: access.HeldCase, now: datetime
) -> None:
    for data, code in ((b"", "paper_empty"), (b"MZ\x90\x00", "paper_statement_kind")):
        with pytest.raises(Wrong, match=code):
            drop(held, data, now)
    drop(held, pictures.png(), now)
    with pytest.raises(Wrong, match="paper_already_here"):
        drop(held, pictures.png(), now)
    assert EvidenceItem.objects.count() == 1
    assert dropping.in_hand(EvidenceItem.objects.get().pk).count() == 0
