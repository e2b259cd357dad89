"""Who holds a mediation, and what one lender learns of another in the same mediation: nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from hejie_platform.agreements import access as rows
from hejie_platform.cases import access as cases
from hejie_platform.cases.models import Mediation
from hejie_platform.core import clock
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.models import Entry
from hejie_platform.mediation import access
from hejie_platform.mediation import table as tables
from hejie_platform.mediation.actions import asking as acts
from hejie_platform.mediation.queries import standing
from hejie_platform.negotiation import access as rooms
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import mediation as stories
from tests.platform.stories import negotiation
from tests.platform.stories.mediation import Told, stamp
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Told:
    """One mediation over the talks with two lenders; the bank has said yes."""
    bank = negotiation.talking(negotiation.waiting(cast, now=now), now=now)
    other = negotiation.beside(cast, bank, cast.microloan, now=now)
    told = stories.asking(cast, now=now, talks=bank, others=(other,))
    stories.consented(told, cast.officer, now=now)
    return told


@pytest.fixture
def both(told: Told) -> Told:
    return told


def traces(told: Told, cast: Cast) -> tuple[str, ...]:
    """What would tell the microloan company of the bank."""
    return (cast.bank.name_zh, cast.bank.name_en, cast.bank.ref, told.talks.ref, str(cast.bank.pk))


def test_a_lender_reads_nothing_of_another_on_the_mediations_pages(
    both: Told, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    client = logged_in(cast.other_officer)
    for page in ("", "yes/", "no/"):
        shown = client.get(f"/mediation/{both.ref}/{page}")
        assert shown.status_code == 200
        assert not [trace for trace in traces(both, cast) if trace in shown.content.decode()]
    own = logged_in(cast.borrower).get(f"/mediation/{both.ref}/", headers={"accept-language": "zh"})
    assert cast.bank.name_zh in own.content.decode(), "the borrower, whose talks they are, reads of both"


def test_no_entry_that_a_lender_reads_names_other_talks(both: Told, cast: Cast, now: datetime) -> None:
    entries = Entry.objects.filter(subject=both.row().pk)
    assert entries.exists()
    assert not [trace for one in entries for trace in traces(both, cast) if trace in str(one.facts)]


def test_what_one_lender_does_is_no_event_to_another(both: Told, cast: Cast, now: datetime) -> None:
    theirs = standing.events(both.held(cast.other_officer, now), both.row())
    own = standing.events(both.held(cast.officer, now), both.row())
    assert [one.verb for one in theirs] == ["mediation.ask"]
    assert [one.verb for one in own] == ["mediation.consent", "mediation.ask"]


def test_no_notice_tells_a_lender_of_another(both: Told, cast: Cast, now: datetime) -> None:
    held = both.held(cast.officer, now)
    acts.decline(held, held.mediation, seen_version=held.mediation.version, **stamp(now))
    Worker(name="test", now=lambda: now).run_all_due()
    told: list[Any] = list(Notice.objects.filter(person=cast.other_officer, code__startswith="mediation."))
    assert {one.code for one in told} == {"mediation.ask"}, "neither the yes nor the leaving of the bank"
    assert not [trace for one in told for trace in traces(both, cast) if trace in f"{one.facts}{one.about}"]
    heard = set(Notice.objects.filter(person=cast.borrower).values_list("code", flat=True))
    assert {"mediation.consent", "mediation.step_out"} <= heard


def test_a_standing_is_the_same_for_the_only_lender_and_for_one_of_two(
    both: Told, cast: Cast, now: datetime
) -> None:
    alone = stories.asking(
        cast,
        now=now,
        talks=negotiation.talking(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now),
    )
    one = standing.standing(alone.held(cast.officer, now), alone.row(), now=now)
    of_two = standing.standing(both.held(cast.other_officer, now), both.row(), now=now)
    for name in ("turn", "is_yours", "has_said_yes", "borrower_said_yes", "all_said_yes"):
        assert getattr(one, name) == getattr(of_two, name), name
    assert len(one.talks) == len(of_two.talks) == 1


def test_strangers_and_other_bodies_hold_no_mediation(both: Told, cast: Cast, now: datetime) -> None:
    for who in (cast.stranger, cast.other_borrower, cast.mediator, cast.adviser, cast.regulator):
        with pytest.raises(access.NotHeld):
            access.mediation_for(who, both.ref, now=now)
    for who in (cast.borrower, cast.officer, cast.body_admin):
        assert access.mediation_for(who, both.ref, now=now).mediation.ref == both.ref


def test_an_ended_mediation_stays_readable_for_its_mediator_and_not_for_another(
    cast: Cast, now: datetime
) -> None:
    told = stories.opened(cast, now=now)
    other = stories.second_mediator(cast, now=now)
    held = told.held(cast.borrower, now)
    acts.decline(held, held.mediation, seen_version=held.mediation.version, **stamp(now))
    assert access.mediation_for(cast.mediator, told.ref, now=now).roles == ("mediator",)
    with pytest.raises(access.NotHeld):
        access.mediation_for(other, told.ref, now=now)


def test_nobody_on_the_borrowers_side_gains_another_office_in_the_case(cast: Cast, now: datetime) -> None:
    told = stories.opened(cast, now=now)
    day, case = clock.legal_day(now), told.row().case
    cast.borrower.memberships.create(organisation=cast.bank, role="officer", from_day=day)
    cast.borrower.memberships.create(organisation=cast.body, role="body_admin", from_day=day)
    for machine, ref in (("case", case.ref), ("mediation", told.ref), ("negotiation", told.talks.ref)):
        assert rows.row_for(cast.borrower, machine, ref, now=now).roles == ("borrower",), machine


def test_a_creditors_staff_are_neither_its_neutral_nor_its_desk(cast: Cast, now: datetime) -> None:
    told = stories.opened(cast, now=now)
    day, case = clock.legal_day(now), told.row().case
    cast.officer.memberships.create(organisation=cast.body, role="body_admin", from_day=day)
    cast.officer.memberships.create(organisation=cast.platform, role="operator", from_day=day)
    assert rows.row_for(cast.officer, "case", case.ref, now=now).roles == ("officer",)
    assert cases.mediation_for(cast.officer, told.ref, now=now).roles == ("officer",)
    cast.other_officer.memberships.create(organisation=cast.platform, role="operator", from_day=day)
    with pytest.raises(rows.NotHeld):
        rows.row_for(cast.other_officer, "case", case.ref, now=now)


def reads_of_the_talks(told: Told, who: User, now: datetime) -> set[str]:
    """By which doors somebody comes to what is said in the talks."""
    doors: dict[str, Any] = {
        "negotiation": lambda: cases.negotiation_for(who, told.talks.ref, now=now),
        "room": lambda: rooms.room_for(who, told.talks.ref, now=now),
        "case": lambda: rows.row_for(who, "case", told.row().case.ref, now=now),
        "offer": lambda: rows.row_for(who, "offer", told.talks.talks().offers[-1].ref, now=now),
        "table": lambda: tables.table_for(who, told.ref, now=now),
        "events": lambda: standing.events(told.held(who, now), told.row())[0],
    }
    return {name for name, door in doors.items() if _opens(door)}


def _opens(door: Any) -> bool:
    try:
        return bool(door())
    except (rows.NotHeld, IndexError):
        return False


def test_a_mediator_who_is_only_asked_reads_nothing_of_the_talks_before_accepting(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    talks = negotiation.waiting(cast, now=now, creditors=[cast.bank])
    negotiation.facts_agreed(talks, now=now)
    negotiation.offer_put(talks, side="lender", now=now)
    stories.listed(cast, now=now)
    told = stories.asked(
        stories.appointing(stories.asking(cast, now=now, talks=talks), now=now), now=now, note="有空"
    )
    assert reads_of_the_talks(told, cast.mediator, now) == set()
    client = logged_in(cast.mediator)
    for page in (f"/room/{talks.ref}/", f"/room/{talks.ref}/offers/", f"/table/{told.ref}/joint/"):
        assert client.get(page).status_code == 404, page
    brief = standing.brief(told.row(), now=now)
    assert {role for role, _name in brief.people} == {"borrower", "lender"}
    assert (brief.track, brief.loans, brief.size) == ("ability", 1, "middle")
    shown = client.get(f"/mediation/{told.ref}/accept/", headers={"accept-language": "en"}).content.decode()
    assert cast.bank.name_zh in shown or cast.bank.name_en in shown
    assert "Up to 200,000 yuan" in shown.replace("\xa0", " ")

    stories.by_mediator(told, stories.neutral.accept_appointment, now=now)
    assert reads_of_the_talks(told, cast.mediator, now) == {
        "negotiation", "room", "case", "offer", "table", "events",
    }  # fmt: skip
    assert client.get(f"/room/{talks.ref}/offers/").status_code == 200


def test_one_who_stepped_back_and_is_asked_again_reads_nothing_before_accepting_again(
    cast: Cast, now: datetime
) -> None:
    told = stories.opened(cast, now=now)
    assert cases.negotiation_for(cast.mediator, told.talks.ref, now=now).roles == ("mediator",)
    row = told.row()
    row.appointments.update(ended_at=now, ended_by="replace")
    type(row).objects.filter(pk=row.pk).update(state="appointing")
    row.appointments.create(mediator=cast.mediator, asked_at=now)
    assert cases.mediation_for(cast.mediator, told.ref, now=now).roles == ("mediator",)
    with pytest.raises(rows.NotHeld):
        cases.negotiation_for(cast.mediator, told.talks.ref, now=now)


def test_a_mediation_that_ended_before_the_asked_mediator_accepted_is_not_theirs(
    cast: Cast, now: datetime
) -> None:
    stories.listed(cast, now=now)
    told = stories.asked(stories.appointing(stories.asking(cast, now=now), now=now), now=now)
    held = told.held(cast.borrower, now)
    acts.decline(held, held.mediation, seen_version=held.mediation.version, **stamp(now))
    assert told.row().state == "ended"
    with pytest.raises(access.NotHeld):
        access.mediation_for(cast.mediator, told.ref, now=now)


@pytest.mark.parametrize("state", ["open", "ended"])
def test_a_mediator_who_has_left_the_body_reads_nothing_there_any_more(
    state: str, cast: Cast, now: datetime
) -> None:
    told = stories.opened(cast, now=now)
    Mediation.objects.filter(pk=told.row().pk).update(state=state)
    assert access.mediation_for(cast.mediator, told.ref, now=now).roles == ("mediator",)
    yesterday = clock.legal_day(now) - timedelta(days=1)
    cast.mediator.memberships.update(from_day=yesterday, until_day=yesterday)
    assert reads_of_the_talks(told, cast.mediator, now) == set()
    for door in (access.mediation_for, cases.mediation_for, tables.table_for):
        with pytest.raises(rows.NotHeld):
            door(cast.mediator, told.ref, now=now)
    if state == "open":
        assert "body_admin" in access.mediation_for(cast.body_admin, told.ref, now=now).roles
