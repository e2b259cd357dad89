"""Minutes with promises, and proposals whose answers stay sealed."""

import uuid
from datetime import datetime, timedelta

import pytest

from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.access import NotHeld
from hejie_platform.cases.models import Interruption
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.mediation.actions import minuting
from hejie_platform.mediation.models import Promise, ProposalAnswer
from hejie_platform.mediation.queries import table as queries
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import negotiation, sessions
from tests.platform.stories.sessions import Table

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Table:
    return sessions.opened(cast, now=now)


@pytest.fixture
def at(told: Table) -> Table:
    return told


def told(person: User, code: str) -> int:
    return Notice.objects.filter(person=person, code=code).count()


@pytest.mark.feature("F08")
def test_minutes_are_final_only_when_every_party_has_confirmed_exactly_these(
    at: Table, now: datetime
) -> None:
    row = sessions.minuted(at, now=now)
    held = at.held(at.story.borrower, now)
    with pytest.raises(ActionRefused, match="stale"):
        minuting.confirm_minutes(
            held, party="borrower", minutes=row, seen_hash="0" * 64, now=now, action_id=uuid.uuid4()
        )
    assert sessions.confirmed(at, at.story.borrower, row, now=now).final_at is None
    with pytest.raises(ActionRefused, match="minutes_confirmed_already"):
        sessions.confirmed(at, at.story.borrower, row, now=now)
    assert sessions.confirmed(at, at.story.officer, row, now=now).final_at == now
    negotiation.worked(now)
    assert told(at.story.borrower, "mediation.minutes_final") == 1


@pytest.mark.feature("F08")
def test_newer_minutes_replace_those_that_are_not_final_and_never_final_ones(
    at: Table, now: datetime
) -> None:
    first = sessions.minuted(at, now=now)
    second = sessions.minuted(at, now=now, text="更正：双方同意延长期限。")
    with pytest.raises(ActionRefused, match="stale"):
        sessions.confirmed(at, at.story.borrower, first, now=now)
    for person in (at.story.borrower, at.story.officer):
        sessions.confirmed(at, person, second, now=now)
    sessions.minuted(at, now=now)
    second.refresh_from_db()
    assert (second.final_at, second.replaced_at) == (now, None)


@pytest.mark.feature("F08")
def test_a_promise_is_reminded_of_before_and_on_its_day_until_its_owner_says_done(
    at: Table, now: datetime
) -> None:
    row = sessions.minuted(at, now=now)
    negotiation.worked(now + timedelta(days=9))
    assert not Notice.objects.filter(code="promise.soon").exists(), "not final, so nothing is tracked yet"
    for person in (at.story.borrower, at.story.officer):
        sessions.confirmed(at, person, row, now=now)
    own, theirs = Promise.objects.get(party="borrower"), Promise.objects.exclude(party="borrower").get()

    negotiation.worked(now + timedelta(days=2))
    assert (told(at.story.officer, "promise.soon"), told(at.story.borrower, "promise.soon")) == (2, 0)
    negotiation.worked(now + timedelta(days=4))
    assert told(at.story.borrower, "promise.soon") == 1
    with pytest.raises(NotHeld):
        _say(at, at.story.officer, own, "done", now)
    _say(at, at.story.borrower, own, "done", now)
    _say(at, at.story.officer, theirs, "not_done", now)
    negotiation.worked(now + timedelta(days=6))
    assert told(at.story.borrower, "promise.soon") == 1
    assert told(at.mediator, "mediation.promise_done") == 1
    seen = queries.minutes(at.held(at.story.officer, now).mediation)[0].promises
    assert {one.row.party: one.row.answer for one in seen} == {"borrower": "done", theirs.party: "not_done"}


def _say(at: Table, person: User, promise: Promise, answer: str, now: datetime) -> None:
    held = at.held(person, now)
    minuting.answer_promise(held, promise=promise, answer=answer, now=now, action_id=uuid.uuid4())


def test_a_promise_without_a_day_or_an_owner_is_not_written(at: Table, now: datetime) -> None:
    held = at.held(at.mediator, now)
    today = now.date()
    for party, words, day in (
        ("nobody", "x", today),
        ("borrower", " ", today),
        ("borrower", "x", today - timedelta(days=2)),
    ):
        promised = (minuting.Promised(party, words, day),)
        with pytest.raises(ActionRefused, match="promise_incomplete"):
            minuting.write_minutes(held, text="x", promises=promised, now=now, action_id=uuid.uuid4())


@pytest.mark.feature("F09")
def test_a_proposal_goes_to_all_at_once_with_cause_reasons_and_package(
    at: Table, cast: Cast, now: datetime
) -> None:
    sessions.proposed(at, now=now)
    for person in (at.story.borrower, at.story.officer, at.mediator):
        found = queries.proposals(at.held(person, now))[0]
        assert (found.row.cause, found.analysis, found.reasoning) == (
            "means",
            "收入下降是主要原因。",
            "延长期限后每月负担可以承受。",
        )
        assert found.parts[0].package["instalments"] == 36
    negotiation.worked(now)
    assert told(at.story.borrower, "mediation.propose") == told(at.story.officer, "mediation.propose") == 1


@pytest.mark.feature("F09")
def test_an_answer_is_secret_until_all_have_answered_and_a_no_stays_nameless(
    at: Table, now: datetime
) -> None:
    sessions.proposed(at, now=now)
    version, entries = at.row().version, Entry.objects.filter(chain__audience="shared").count()
    sessions.answered(at, at.story.borrower, "no", now=now)
    negotiation.worked(now)
    assert at.row().version == version
    assert Entry.objects.filter(chain__audience="shared").count() == entries
    assert not Interruption.objects.filter(kind="mediation.answer_proposal").exists()
    for person in (at.story.officer, at.mediator):
        assert queries.proposals(at.held(person, now))[0].own_answer == ""
        assert queries.proposals(at.held(person, now))[0].row.outcome == ""
    assert queries.proposals(at.held(at.story.borrower, now))[0].own_answer == "no"

    sessions.answered(at, at.story.officer, "yes", now=now)
    negotiation.worked(now)
    shown = queries.proposals(at.held(at.story.officer, now))[0]
    assert (shown.row.outcome, shown.own_answer) == ("not_all", "yes")
    said = Entry.objects.get(verb="mediation.proposal_concluded").facts
    assert said == {"proposal": 1, "outcome": "not_all"}
    for person in (at.story.borrower, at.story.officer, at.mediator):
        assert told(person, "mediation.proposal_not_all") == 1
    assert not Agreement.objects.exists()
    raw = ProposalAnswer.objects.extra(select={"raw": "answer"}).values_list("raw", flat=True)
    assert not any(bytes(one) in (b"yes", b"no") for one in raw)


@pytest.mark.feature("F09")
def test_when_all_say_yes_each_part_becomes_an_agreement_by_the_ordinary_way(
    at: Table, now: datetime
) -> None:
    row = sessions.proposed(at, now=now)
    sessions.answered(at, at.story.officer, "yes", now=now)
    sessions.answered(at, at.story.borrower, "yes", now=now)
    negotiation.worked(now)

    row.refresh_from_db()
    agreement = Agreement.objects.get()
    assert row.outcome == "all"
    assert (agreement.state, agreement.offer.package_hash) == ("signing", row.parts.get().package_hash)
    assert (agreement.offer.put_by, at.story.row().state) == (at.story.officer, "agreed")
    assert told(at.story.borrower, "mediation.proposal_all") == 1
    effect = Effect.objects.get(kind="proposal.carry")
    from hejie_platform.mediation.actions.proposing import carry_out

    carry_out(effect, now=now)
    assert Agreement.objects.count() == 1
    assert told(at.story.borrower, "mediation.proposal_not_carried") == 0


def test_what_can_no_longer_be_carried_out_is_told_and_forced_on_nobody(at: Table, now: datetime) -> None:
    sessions.proposed(at, now=now)
    for person in (at.story.officer, at.story.borrower):
        sessions.answered(at, person, "yes", now=now)
    negotiation.facts_stated(at.story, now=now, owed={"overdue_principal": 5_000_000})
    negotiation.worked(now)
    negotiation.worked(now)
    assert not Agreement.objects.exists()
    assert told(at.story.borrower, "mediation.proposal_not_carried") == 1


def test_an_answer_is_given_once_and_what_an_officer_may_not_grant_a_checker_answers(
    at: Table, cast: Cast, now: datetime
) -> None:
    sessions.proposed(at, now=now, waive={"penalty_interest": 60_000})
    with pytest.raises(ActionRefused, match="proposal_needs_checker"):
        sessions.answered(at, cast.officer, "yes", now=now)
    sessions.answered(at, cast.checker, "yes", now=now)
    with pytest.raises(ActionRefused, match="proposal_answered"):
        sessions.answered(at, cast.officer, "no", now=now)


def test_each_lender_reads_its_own_part_alone(cast: Cast, now: datetime) -> None:
    story = negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)
    other = negotiation.facts_agreed(negotiation.beside(cast, story, cast.microloan, now=now), now=now)
    at = sessions.opened(cast, now=now, story=story, others=[other])
    sessions.proposed(at, now=now, others=[other])
    seen = {
        person: {part.negotiation.ref for part in queries.proposals(at.held(person, now))[0].parts}
        for person in (cast.officer, cast.other_officer, story.borrower)
    }
    assert seen == {
        cast.officer: {story.ref},
        cast.other_officer: {other.ref},
        story.borrower: {story.ref, other.ref},
    }
    for person, answer in ((cast.officer, "yes"), (story.borrower, "yes")):
        sessions.answered(at, person, answer, now=now)
    negotiation.worked(now)
    assert not Agreement.objects.exists(), "one lender has not answered yet"
    sessions.answered(at, cast.other_officer, "no", now=now)
    negotiation.worked(now)
    assert not Agreement.objects.exists()
