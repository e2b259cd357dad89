"""A lender's file of payments: what fits is booked once and to the cent, what does not fit is said by line, nothing is lost."""

import uuid
from datetime import datetime, timedelta

import pytest

from hejie_platform.agreements import access, actions
from hejie_platform.agreements.facts import keeping as facts
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement, Payment, PaymentRow, PaymentSheet
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.cases.access import NotHeld
from hejie_platform.core import clock
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Effect
from tests.platform.cast import Cast
from tests.platform.stories import agreements, keeping
from tests.platform.stories.negotiation import Story, worked

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    story = keeping.running(cast, now=now)
    worked(now)
    return story


@pytest.fixture
def story(told: Story) -> Story:
    return told


def first_minor(story: Story) -> int:
    rows = agreements.agreement_of(story).obligations.filter(kind="instalment")
    return int(rows.earliest("due_on").amount_minor)


def yuan(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02}"


def outcomes(sheet: PaymentSheet) -> list[str]:
    return list(sheet.rows.order_by("line").values_list("outcome", flat=True))


def confirm(cast: Cast, sheet: PaymentSheet, now: datetime) -> None:
    actions.confirm_sheet(access.sheet_for(cast.officer, sheet.ref, now=now), now=now, action_id=uuid.uuid4())


def paid_minor(story: Story, now: datetime) -> int:
    return facts.performance(agreements.agreement_of(story), clock.legal_day(now)).paid_minor


def test_each_line_is_told_how_it_fits_before_anything_counts(
    story: Story, cast: Cast, now: datetime
) -> None:
    agreement, day, minor = agreements.agreement_of(story), clock.legal_day(now), first_minor(story)
    contract = terms.clause(terms.terms_of(agreement), "clause_loans")["contracts"][0]
    sheet = keeping.uploaded(
        cast.officer,
        keeping.sheet_of(
            (agreement.ref, day, yuan(minor), "R1"),
            (contract, day, "1.00", "R2"),
            (agreement.ref.lower(), day, yuan(minor + 1), "R3"),
            ("0000000000", day, "5", "R4"),
            (agreement.ref, day, "5", "R1"),
            (agreement.ref, "2999-01-01", "-5", ""),
            (agreement.ref, day - timedelta(days=1), "5", "R7"),
        ),
        now=now,
    )
    assert outcomes(sheet) == ["matched", "partly", "ahead", "unmatched", "duplicate", "bad", "unmatched"]
    bad = sheet.rows.get(line=7)
    assert [column for column, _code, _facts in bad.faults] == ["amount", "paid_on", "reference"]
    assert sheet.rows.get(line=8).faults[0][1] == "payment_day_before"
    assert not Payment.objects.exists()
    assert paid_minor(story, now) == 0


@pytest.mark.feature("N01")
def test_a_file_is_booked_to_the_cent_and_a_second_time_books_nothing(
    story: Story, cast: Cast, now: datetime
) -> None:
    agreement, day, minor = agreements.agreement_of(story), clock.legal_day(now), first_minor(story)
    text = keeping.sheet_of(
        (agreement.ref, day, yuan(minor), "R1"),
        (agreement.ref, day, "0.01", "R2"),
        ("0000000000", day, "7.77", "R3"),
    )
    sheet = keeping.uploaded(cast.officer, text, now=now)
    confirm(cast, sheet, now)
    with pytest.raises(ActionRefused, match="sheet_confirmed"):
        confirm(cast, sheet, now)
    worked(now)
    tally = queries.tally(sheet)
    assert outcomes(sheet) == ["booked", "booked", "unmatched"]
    assert (tally.total_minor, tally.booked_minor, tally.rest_minor) == (minor + 1 + 777, minor + 1, 777)
    assert paid_minor(story, now) == minor + 1 == sum(one.amount_minor for one in Payment.objects.all())

    again = keeping.uploaded(cast.officer, text, now=now)
    assert outcomes(again) == ["duplicate", "duplicate", "unmatched"]
    confirm(cast, again, now)
    worked(now)
    assert paid_minor(story, now) == minor + 1


def test_two_files_read_before_either_was_booked_still_book_a_reference_once(
    story: Story, cast: Cast, now: datetime
) -> None:
    agreement, day = agreements.agreement_of(story), clock.legal_day(now)
    text = keeping.sheet_of((agreement.ref, day, "10.00", "R1"))
    one, two = (keeping.uploaded(cast.officer, text, now=now) for _ in range(2))
    confirm(cast, one, now)
    confirm(cast, two, now)
    worked(now)
    assert sorted([*outcomes(one), *outcomes(two)]) == ["booked", "duplicate"]
    assert paid_minor(story, now) == 1000


def test_a_worker_that_dies_half_way_leaves_the_rest_to_the_next(
    story: Story, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement, day = agreements.agreement_of(story), clock.legal_day(now)
    lines = [(agreement.ref, day, "1.00", f"R{place}") for place in range(5)]
    sheet = keeping.uploaded(cast.officer, keeping.sheet_of(*lines), now=now)
    worked(now)
    confirm(cast, sheet, now)
    done: list[Effect] = []

    def dies(effect: Effect, *, now: datetime) -> None:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(effect)
        actions.book(effect, now=now)

    with pytest.raises(KeyboardInterrupt):
        Worker(name="first", find=lambda kind: dies, now=lambda: now).run_all_due()
    assert paid_minor(story, now) == 200
    actions.book(done[0], now=now)  # it died after the work and before the tick
    worked(now + timedelta(minutes=5))
    assert paid_minor(story, now) == 500
    assert outcomes(sheet) == ["booked"] * 5


@pytest.mark.feature("N01")
def test_a_line_that_failed_is_seen_and_tried_again(story: Story, cast: Cast, now: datetime) -> None:
    agreement, day = agreements.agreement_of(story), clock.legal_day(now)
    sheet = keeping.uploaded(cast.officer, keeping.sheet_of((agreement.ref, day, "1.00", "R1")), now=now)
    confirm(cast, sheet, now)
    Agreement.objects.update(state="ended", reason="set_aside")
    worked(now)
    row = sheet.rows.get()
    assert (row.outcome, row.faults[0][1]) == ("failed", "row_agreement_over")
    Agreement.objects.update(state="effective", reason="")
    held = access.sheet_for(cast.officer, sheet.ref, now=now)
    actions.retry_row(held, access.row_of_sheet(held, row.ref), now=now, action_id=uuid.uuid4())
    worked(now)
    assert outcomes(sheet) == ["booked"]
    with pytest.raises(ActionRefused, match="row_already_booked"):
        actions.retry_row(held, access.row_of_sheet(held, row.ref), now=now, action_id=uuid.uuid4())


def test_what_the_borrower_told_already_is_confirmed_and_not_booked_twice(
    story: Story, cast: Cast, now: datetime
) -> None:
    told = agreements.claimed(story, now=now)
    agreement = agreements.agreement_of(story)
    line = (agreement.ref, clock.legal_day(now), yuan(told.amount_minor), "R1")
    sheet = keeping.uploaded(cast.officer, keeping.sheet_of(line), now=now)
    confirm(cast, sheet, now)
    worked(now)
    told.refresh_from_db()
    assert told.confirmed_at is not None
    assert Payment.objects.count() == 1
    assert sheet.rows.get().payment_id == told.pk


def test_a_line_without_an_agreement_is_matched_by_hand_or_set_aside(
    story: Story, cast: Cast, now: datetime
) -> None:
    day = clock.legal_day(now)
    sheet = keeping.uploaded(
        cast.officer, keeping.sheet_of(("no name", day, "1", "R1"), ("no name", day, "2", "R2")), now=now
    )
    confirm(cast, sheet, now)
    held = access.sheet_for(cast.officer, sheet.ref, now=now)
    one, two = sheet.rows.order_by("line")
    actions.match_row(held, one, agreement=agreements.agreement_of(story), now=now, action_id=uuid.uuid4())
    actions.set_row_aside(held, two, now=now, action_id=uuid.uuid4())
    worked(now)
    assert outcomes(sheet) == ["booked", "set_aside"]
    tally = queries.tally(sheet)
    assert (tally.booked_minor, tally.rest_minor, tally.total_minor) == (100, 200, 300)


def test_another_lender_neither_sees_the_file_nor_books_on_a_foreign_agreement(
    story: Story, cast: Cast, now: datetime
) -> None:
    agreement, day = agreements.agreement_of(story), clock.legal_day(now)
    text = keeping.sheet_of((agreement.ref, day, "1.00", "R1"))
    theirs = keeping.uploaded(cast.other_officer, text, now=now)
    assert outcomes(theirs) == ["unmatched"]
    held = access.sheet_for(cast.other_officer, theirs.ref, now=now)
    with pytest.raises(ActionRefused, match="row_agreement_unknown"):
        actions.match_row(held, theirs.rows.get(), agreement=agreement, now=now, action_id=uuid.uuid4())
    for person in (cast.officer, cast.borrower, cast.stranger, cast.supervisor):
        with pytest.raises(NotHeld):
            access.sheet_for(person, theirs.ref, now=now)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "sheet_empty"),
        ("agreement,amount\nA,1\n", "sheet_column_missing"),
        ('agreement,paid_on,amount,reference\n"A,1\n', "sheet_not_csv"),
    ],
)
def test_a_file_that_is_no_table_of_payments_is_not_kept(
    cast: Cast, now: datetime, text: str, code: str
) -> None:
    with pytest.raises(ActionRefused, match=code):
        keeping.uploaded(cast.officer, text, now=now)
    assert not PaymentSheet.objects.exists()


def test_a_hostile_line_is_text_and_nothing_else(story: Story, cast: Cast, now: datetime) -> None:
    agreement, day = agreements.agreement_of(story), clock.legal_day(now)
    sheet = keeping.uploaded(
        cast.officer,
        keeping.sheet_of(
            ("=cmd|' /C calc'!A0", day, "1", "<script>"),
            (agreement.ref, day, "1e9", "R2"),
            (agreement.ref, day, "99999999999999999999", "R3"),
            (agreement.ref, "0000-00-00", "1", "R4"),
            (agreement.ref, day, "1", "x" * 400),
        ),
        now=now,
    )
    assert outcomes(sheet)[:4] == ["unmatched", "bad", "bad", "bad"]
    assert max(len(one.reference) for one in PaymentRow.objects.all()) <= 64
