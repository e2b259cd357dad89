"""What a paper shows of its own soundness is said to its owner and to the desk in the same words, and accuses nobody."""

import uuid
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import translation

from hejie_platform.core import clock
from hejie_platform.intake import actions, queries
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.notices.queries import say
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures
from tests.platform.web.applying import text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
BROKEN = (
    "某某农商银行活期账户交易明细\n户名：示例  账号：6230****5678\n交易时间,借贷标志,交易金额,账户余额,摘要,对方户名,对方账号\n"
    + "".join(
        f"2026-03-{day:02d} 10:00:00,借,10.00,{9000 - 10 * day + (5 if day == 6 else 0)}.00,消费,某店,2\n"
        for day in range(1, 9)
    )
).encode()


def CHAPTER(cast: Cast, now: datetime) -> tuple[intake.HeldCase, intake.HeldCase]:
    mine = intake.submitted_case(cast, now=now)
    return mine, intake.draft_case(cast, now=now, who=cast.other_borrower)


def put(held: intake.HeldCase, data: bytes, kind: str, now: datetime) -> EvidenceItem:
    actions.hand_in(held, data, kind=kind, filename="a", now=now, action_id=uuid.uuid4())
    return EvidenceItem.objects.filter(case=held.case).latest("id")


def codes(item: EvidenceItem) -> list[str]:
    return [note["code"] for note in queries.observations(item)]


def test_the_same_file_and_the_same_entries_saved_anew_are_noticed_across_cases(told, now: datetime) -> None:
    mine, theirs = told
    first = put(theirs, BROKEN, "bank_statement", now)
    assert codes(first) == ["statement_balance_breaks"]
    same = put(mine, BROKEN, "bank_statement", now)
    anew = put(mine, BROKEN.decode().encode("gb18030"), "bank_statement", now)
    assert codes(same)[-1] == "paper_same_elsewhere"
    assert codes(anew)[-1] == "paper_same_rows_elsewhere"
    other = put(mine, intake.six_months(now), "wallet_statement", now)
    assert not {"paper_same_elsewhere", "paper_same_rows_elsewhere"} & set(codes(other))


def test_a_contract_that_was_added_to_after_it_was_made_is_noticed_and_an_untouched_one_is_not(
    told, now: datetime
) -> None:
    whole, added = pictures.scan(), pictures.scan() + b"9 0 obj<<>>endobj\n%%EOF\n"
    assert codes(put(told[1], whole, "contract", now)) == []
    assert codes(put(told[1], added, "contract", now)) == ["statement_pdf_added_to"]


def test_borrower_and_desk_read_the_same_sentences(
    cast: Cast, told, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    item = put(told[0], BROKEN, "bank_statement", now)
    desk, owner = logged_in(cast.reviewer), logged_in(cast.borrower)
    for browser in (desk, owner):
        browser.cookies["language"] = "en"
    pages = [
        text_of(owner.get(reverse("apply:paper", args=[told[0].case.ref, item.ref]))),
        text_of(desk.get(reverse("review:paper", args=[told[0].case.ref, item.ref]))),
        text_of(desk.get(reverse("review:case", args=[told[0].case.ref]))),
    ]
    (note,) = queries.observations(item)
    with translation.override("en"):
        sentence = str(say(note["code"], note["facts"]))
    assert all(sentence in page for page in pages)
    assert all("What we noticed" in page for page in pages)
    assert all("no accusation" in page for page in pages)
    assert not any(word in page.lower() for page in pages for word in ("forged", "fraud", "fake"))


def test_ones_own_earlier_application_is_nothing_to_notice(cast: Cast, told, now: datetime) -> None:
    mine, theirs = told
    put(theirs, BROKEN, "bank_statement", now)
    theirs.case.refresh_from_db()
    actions.withdraw(theirs, seen_version=theirs.case.version, now=now, action_id=uuid.uuid4())
    done = actions.open_application(cast.other_borrower, predecessor=theirs, now=now, action_id=uuid.uuid4())
    copy = EvidenceItem.objects.get(case_id=done.subject)
    assert codes(copy) == ["statement_balance_breaks"]
    assert codes(put(mine, BROKEN, "bank_statement", now))[-1] == "paper_same_elsewhere"
    assert codes(copy)[-1] == "paper_same_elsewhere"


def test_more_papers_are_looked_at_with_no_more_queries(
    told, now: datetime, django_assert_max_num_queries
) -> None:
    mine, theirs = told
    for number in range(3):
        put(theirs, pictures.png(number + 20), "contract", now)
        put(mine, pictures.png(number + 20), "contract", now)
    with django_assert_max_num_queries(3):
        found = queries.observed_in(mine.case)
    assert [[note["code"] for note in notes] for _item, notes in found] == [["paper_same_elsewhere"]] * 3
