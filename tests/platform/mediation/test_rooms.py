"""The joint room and the caucuses: order, seats, walls, and that a caucus leaves no trace that others could count."""

import uuid
from datetime import datetime

import pytest

from hejie_platform.cases.access import NotHeld
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Mediation
from hejie_platform.core import keys
from hejie_platform.ledger.actions import ActionRefused, Actor, whole
from hejie_platform.ledger.models import AccessEntry, Chain, Effect, Entry
from hejie_platform.mediation import table
from hejie_platform.mediation.actions import noting, speaking
from hejie_platform.mediation.models import Caucus, CaucusSaying, JointRoom, JointSaying, Note, Release
from hejie_platform.mediation.queries import table as queries
from hejie_platform.notices.models import Notice
from tests.platform.cast import Cast
from tests.platform.stories import negotiation, pictures, sessions
from tests.platform.stories.sessions import Table

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Table:
    return sessions.opened(cast, now=now)


@pytest.fixture
def at(told: Table) -> Table:
    return told


@pytest.mark.feature("F03")
def test_what_was_said_while_a_party_was_away_stands_there_in_order_with_its_time(
    at: Table, cast: Cast, now: datetime
) -> None:
    sessions.said(at, cast.mediator, "一", now=now)
    sessions.said(at, cast.officer, "二", now=now)
    sessions.said(at, cast.mediator, "三", now=now, file=pictures.png())

    found = queries.said_to_all(at.held(at.story.borrower, now).mediation)
    assert [(one.seq, one.text, one.sent_at) for one in found] == [
        (1, "一", now),
        (2, "二", now),
        (3, "三", now),
    ]
    assert [one.text for one in queries.said_to_all(at.row(), after=2)] == ["三"]
    assert [one.has_file for one in found] == [False, False, True]


@pytest.mark.feature("F03")
def test_nobody_speaks_for_another(at: Table, cast: Cast, now: datetime) -> None:
    for stranger in (cast.stranger, cast.other_borrower, cast.other_officer, cast.reviewer, cast.body_admin):
        with pytest.raises(NotHeld):
            at.held(stranger, now)
    borrower = at.held(at.story.borrower, now)
    lender = f"lender-{at.story.ref}"
    for party in (lender, "borrower-x", "mediator"):
        with pytest.raises(NotHeld):
            speaking.say_in_caucus(borrower, party=party, text="x", now=now, action_id=uuid.uuid4())
    assert at.held(cast.officer, now).mine == (lender,)


def test_a_mediator_who_is_only_asked_reads_nothing_yet(at: Table, cast: Cast, now: datetime) -> None:
    Mediation.objects.update(state="appointing")
    at.row().appointments.update(accepted_at=None)
    with pytest.raises(NotHeld):
        at.held(cast.mediator, now)
    at.row().appointments.update(accepted_at=now)
    assert at.held(cast.mediator, now).is_mediator


@pytest.mark.feature("X08")
def test_a_caucus_has_its_own_key_store_and_chain_shared_by_both_of_its_sides(
    at: Table, cast: Cast, now: datetime
) -> None:
    sessions.said(at, cast.officer, "大家好", now=now)
    sessions.in_private(at, at.story.borrower, "底线是两千", now=now)
    sessions.in_private(at, cast.mediator, "明白", now=now, party="borrower")
    sessions.in_private(at, cast.officer, "可以减免", now=now)

    assert len({JointRoom.objects.get().key_id, *Caucus.objects.values_list("key_id", flat=True)}) == 3
    assert JointSaying.objects.count() == 1
    assert CaucusSaying.objects.count() == 3
    lengths = dict(Chain.objects.filter(subject=at.row().pk).values_list("audience", "length"))
    assert lengths == {"shared": 1, "caucus:borrower": 2, f"caucus:lender-{at.story.ref}": 1}
    body = bytes(CaucusSaying.objects.filter(room__party="borrower").earliest("seq").body)
    joint = JointRoom.objects.select_related("key").get()
    with pytest.raises(keys.KeysBroken):
        keys.unseal_with(speaking.storage.open_key(joint.key), body, context="x")


@pytest.mark.feature("X08")
def test_nothing_that_the_other_side_can_count_moves_when_something_is_said_in_private(
    at: Table, cast: Cast, now: datetime
) -> None:
    sessions.said(at, cast.officer, "大家好", now=now)
    negotiation.worked(now)
    version, before = at.row().version, _countable(at, cast, now)
    sessions.in_private(at, at.story.borrower, "底线是两千", now=now)
    sessions.in_private(at, cast.mediator, "明白", now=now, party="borrower")
    sessions.noted(at, "借款人能还两千", now=now)
    negotiation.worked(now)

    assert at.row().version == version
    assert _countable(at, cast, now) == before
    sessions.said(at, at.story.borrower, "我也说一句", now=now)
    assert at.row().version == version + 1


def _countable(at: Table, cast: Cast, now: datetime) -> tuple[object, ...]:
    held = at.held(cast.officer, now)
    own = Entry.objects.filter(chain__audience__in=("shared", "lender", f"caucus:lender-{at.story.ref}"))
    return (
        own.count(),
        len(queries.said_to_all(held.mediation)),
        len(queries.said_in_caucus(held, held.mine[0])),
        Notice.objects.filter(person=cast.officer).count(),
    )


def test_a_caucus_step_that_names_no_party_falls_into_no_chain(at: Table, cast: Cast, now: datetime) -> None:
    act = whole(take_step)
    given = {"by": Actor(cast.mediator, "mediator"), "now": now}
    with pytest.raises(LookupError, match="caucus"):
        act(at.row(), "caucus", **given, action_id=uuid.uuid4())
    assert not Chain.objects.filter(subject=at.row().pk).exists()
    done = act(at.row(), "caucus", **given, within="borrower", action_id=uuid.uuid4())
    assert done.entry.chain.audience == "caucus:borrower"


def test_the_counterpart_in_a_caucus_is_told_that_something_was_said_and_nobody_else(
    at: Table, cast: Cast, now: datetime
) -> None:
    sessions.in_private(at, cast.mediator, "机密的话", now=now, party="borrower")
    negotiation.worked(now)
    told = Notice.objects.filter(code="mediation.caucus")
    assert [one.person for one in told] == [at.story.borrower]
    sessions.in_private(at, cast.officer, "另一句", now=now)
    negotiation.worked(now)
    assert {one.person for one in told.all()} == {at.story.borrower, cast.mediator}
    assert "话" not in str([(one.facts, one.about) for one in Notice.objects.all()])
    assert "话" not in str([one.payload for one in Effect.objects.all()])


@pytest.mark.feature("X08")
def test_only_the_party_itself_brings_words_out_of_its_caucus_and_that_is_logged(
    at: Table, cast: Cast, now: datetime
) -> None:
    number = sessions.in_private(at, at.story.borrower, "我失业了，底线两千", now=now)
    given = {"party": "borrower", "number": number, "text": "我失业了", "now": now}
    for other in (cast.mediator, cast.officer):
        with pytest.raises(NotHeld):
            speaking.release(at.held(other, now), **given, action_id=uuid.uuid4())
    assert queries.said_to_all(at.row()) == []

    done = speaking.release(at.held(at.story.borrower, now), **given, action_id=uuid.uuid4())
    shown = queries.said_to_all(at.row())
    assert [(one.text, one.is_released) for one in shown] == [("我失业了", True)]
    assert (done.entry.chain.audience, done.entry.facts["released"]) == ("shared", True)
    logged = Release.objects.get()
    assert (logged.released_by, logged.released_at, logged.saying.seq) == (at.story.borrower, now, number)


def test_two_lenders_do_not_see_one_anothers_caucus(cast: Cast, now: datetime) -> None:
    story = negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)
    other = negotiation.beside(cast, story, cast.microloan, now=now)
    at = sessions.opened(cast, now=now, story=story, others=[other])
    sessions.in_private(at, cast.officer, "我们的底价", now=now)
    assert at.held(cast.other_officer, now).mine == (f"lender-{other.ref}",)
    with pytest.raises(NotHeld):
        queries.said_in_caucus(at.held(cast.other_officer, now), f"lender-{story.ref}")
    assert len(queries.said_in_caucus(at.held(cast.mediator, now), f"lender-{story.ref}")) == 1


def test_a_lender_that_stepped_out_has_no_seat_any_more(at: Table, cast: Cast, now: datetime) -> None:
    at.row().negotiations.clear()
    with pytest.raises(NotHeld):
        at.held(cast.officer, now)
    assert at.held(at.story.borrower, now).mine == ("borrower",)


def test_who_is_asked_to_speak_next_has_the_floor_until_they_spoke(
    at: Table, cast: Cast, now: datetime
) -> None:
    sessions.said(at, cast.mediator, "请说", now=now, floor="borrower")

    def has_floor(person: object) -> bool:
        held = at.held(person, now)  # type: ignore[arg-type]  # somebody of the cast
        return queries.has_floor(held, queries.said_to_all(held.mediation))

    assert (has_floor(at.story.borrower), has_floor(cast.officer)) == (True, False)
    sessions.said(at, at.story.borrower, "好", now=now)
    assert not has_floor(at.story.borrower)


@pytest.mark.feature("F10")
def test_notes_are_their_authors_alone_and_a_supervisor_needs_a_reason_that_the_author_reads(
    at: Table, cast: Cast, now: datetime
) -> None:
    note = sessions.noted(at, "只给自己看", now=now, due_on=now.date())
    assert [one.text for one in queries.own_notes(at.held(cast.mediator, now))] == ["只给自己看"]
    assert queries.own_notes(at.held(at.story.borrower, now)) == []

    supervisor = table.rows.row_for(cast.supervisor, "mediation", at.ref, now=now)
    given = {"mediation": at.row(), "author": cast.mediator.ref, "now": now}
    with pytest.raises(ActionRefused, match="glass_needs_reason"):
        noting.break_glass(supervisor, **given, reason="看", action_id=uuid.uuid4())
    reviewer = table.rows.row_for(cast.reviewer, "mediation", at.ref, now=now)
    with pytest.raises(NotHeld):
        noting.break_glass(reviewer, **given, reason="有人投诉调解员泄密，需要核实", action_id=uuid.uuid4())
    assert not AccessEntry.objects.filter(kind="mediation_notes").exists()

    noting.break_glass(supervisor, **given, reason="有人投诉调解员泄密，需要核实", action_id=uuid.uuid4())
    negotiation.worked(now)
    looked = AccessEntry.objects.get(kind="mediation_notes")
    assert (looked.reader, looked.owner) == (cast.supervisor, cast.mediator)
    assert [one.text for one in queries.opened_notes(at.row(), cast.mediator.ref)][-1] == "只给自己看"
    assert queries.own_notes(at.held(cast.mediator, now))[0].is_reason
    assert Notice.objects.filter(person=cast.mediator, code="notes.opened").exists()
    noting.finish_note(at.held(cast.mediator, now), number=note.seq, now=now, action_id=uuid.uuid4())
    assert Note.objects.get(pk=note.pk).done_at == now


def test_words_too_long_or_none_at_all_are_refused_kindly(at: Table, cast: Cast, now: datetime) -> None:
    for text, code in (("  ", "message_empty"), ("长" * 4001, "message_too_long")):
        with pytest.raises(ActionRefused, match=code):
            sessions.said(at, cast.officer, text, now=now)
        with pytest.raises(ActionRefused, match=code):
            sessions.in_private(at, cast.officer, text, now=now)
    assert not JointSaying.objects.exists()
    assert not CaucusSaying.objects.exists()
