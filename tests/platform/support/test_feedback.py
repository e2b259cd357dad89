"""One question for each stage, without names; who pays whom, kept with the case; what staff have read."""

import uuid
from datetime import date, datetime
from fractions import Fraction

import pytest

from hejie_platform.cases.access import HeldCase
from hejie_platform.core import clock
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.support import access, actions, queries
from hejie_platform.support.facts import lists, notes
from hejie_platform.support.models import FeedbackAnswer, PayersSeen, StaffRead
from hejie_platform.web.notes import words as note_words
from tests.platform.cast import Cast
from tests.platform.stories import intake
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
new_id = uuid.uuid4
DAYS = {"since": date(2026, 11, 1), "until": date(2026, 11, 30)}


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> HeldCase:
    return intake.open_case(cast, now=now)


@pytest.fixture
def case(told: HeldCase) -> HeldCase:
    return told


def answer(
    person: object, now: datetime, *, matter: uuid.UUID | None = None, score: int = 4, **more: object
) -> None:
    given: dict[str, object] = {"stage": "submission", "side": "borrower", "matter": matter or new_id()}
    actions.answer_feedback(person, **(given | {"score": score} | more), now=now, action_id=new_id())  # type: ignore[arg-type]  # told wrongly on purpose in some tests


@pytest.mark.feature("K02")
def test_one_optional_question_per_stage_is_reported_per_side_and_never_with_names(
    case: HeldCase, cast: Cast, now: datetime
) -> None:
    client = logged_in(cast.borrower)
    link = f"/feedback/submission/{case.case.ref}/"
    assert link in client.get(f"/case/{case.case.ref}/").content.decode()
    client.post(link, {"action_id": str(new_id()), "score": "2", "words": "Too many pages."})
    assert link not in client.get(f"/case/{case.case.ref}/").content.decode()
    client.post(link, {"action_id": str(new_id()), "score": "5"})
    assert FeedbackAnswer.objects.get().score == 2, "once"
    for _ in range(5):
        answer(cast.stranger, now)
    answer(cast.officer, now, side="lender")
    rows = {(one.stage, one.side): one for one in queries.satisfaction(**DAYS)}
    assert rows["submission", "borrower"].count == 6
    assert rows["submission", "borrower"].mean == Fraction(22, 6)
    assert (rows["submission", "lender"].count, rows["submission", "lender"].mean) == (None, None)


@pytest.mark.feature("K02")
def test_nothing_leads_from_an_answer_to_its_giver(case: HeldCase, cast: Cast, now: datetime) -> None:
    answer(cast.borrower, now, matter=case.case.pk)
    row, entry = FeedbackAnswer.objects.get(), Entry.objects.get(verb="feedback.answered")
    assert entry.actor is None
    kept = f"{row.__dict__} {entry.facts} {entry.subject}"
    for trace in (cast.borrower.pk, cast.borrower.ref, case.case.pk, case.case.ref):
        assert str(trace) not in kept


def test_a_question_is_asked_of_those_who_lived_the_stage(case: HeldCase, cast: Cast, now: datetime) -> None:
    assert access.matter_for(cast.borrower, "review", case.case.ref, now=now).side == "borrower"
    draft = intake.draft_case(cast, now=now, who=cast.other_borrower)
    for person, stage, ref in (
        (cast.other_borrower, "submission", draft.case.ref),
        (cast.stranger, "submission", case.case.ref),
        (cast.reviewer, "submission", case.case.ref),
        (cast.borrower, "weather", case.case.ref),
    ):
        with pytest.raises(access.NotHeld):
            access.matter_for(person, stage, ref, now=now)


@pytest.mark.parametrize("wrong", [{"score": 0}, {"score": 6}, {"stage": "weather"}, {"side": "platform"}])
def test_an_answer_beside_the_scale_is_refused(cast: Cast, now: datetime, wrong: dict[str, object]) -> None:
    with pytest.raises(ActionRefused):
        answer(cast.borrower, now, **wrong)  # type: ignore[arg-type]  # told wrongly on purpose
    assert not FeedbackAnswer.objects.exists()


def test_each_stage_has_its_question_and_its_matter() -> None:
    from hejie_platform.web.feedback.words import QUESTIONS

    assert set(QUESTIONS) == set(access.STAGES) == set(lists.STAGES)


def test_who_pays_whom_is_shown_first_and_kept_with_the_case(case: HeldCase, cast: Cast) -> None:
    client = logged_in(cast.borrower)
    home, where = f"/case/{case.case.ref}/", f"/who-pays/{case.case.ref}/"
    pointer = "在产生费用或开始调解之前"
    assert pointer in client.get(home).content.decode()
    client.post(where, {"action_id": str(new_id())})
    assert pointer not in client.get(home).content.decode()
    kept = PayersSeen.objects.get()
    assert (kept.case, kept.person, kept.page_version) == (case.case, cast.borrower, queries.PAYERS_VERSION)
    assert ["lender", cast.bank.name_zh, cast.bank.name_en, "itself"] in kept.shown
    client.cookies["language"] = "en"
    assert queries.has_seen_payers(case.case, cast.borrower), "in whatever language it was read"


def test_when_who_pays_changes_it_is_shown_again(case: HeldCase, cast: Cast, now: datetime) -> None:
    shown = queries.payers_lines(case.case)
    given = {"version": queries.PAYERS_VERSION, "shown": shown, "now": now}
    actions.note_payers_seen(case, **given, action_id=new_id())
    assert queries.has_seen_payers(case.case, cast.borrower)
    mediation = case.case.mediations.create(
        state="open", body=cast.body, mediator=cast.mediator, created_at=now
    )
    mediation.negotiations.set(case.case.negotiations.order_by("id"))
    assert not queries.has_seen_payers(case.case, cast.borrower)


def test_staff_read_the_notes_of_their_roles_once_for_each_version(cast: Cast, now: datetime) -> None:
    names = [name for name, _ in queries.notes_of(cast.officer, day=clock.legal_day(now))]
    assert "offers" in names
    assert "neutral" not in names
    client = logged_in(cast.officer)
    for _ in range(2):
        client.post("/notes/", {"action_id": str(new_id()), "note": "offers"})
    client.post("/notes/", {"action_id": str(new_id()), "note": "neutral"})
    assert [row.note for row in StaffRead.objects.filter(person=cast.officer)] == ["offers"]
    assert dict(queries.notes_of(cast.officer, day=clock.legal_day(now)))["offers"].read_at == now


def test_every_note_has_words_and_readers_and_borrowers_have_none(cast: Cast) -> None:
    assert set(note_words.NOTES) == set(notes.NOTES)
    assert logged_in(cast.borrower).get("/notes/").status_code == 404
