"""The door of every step answers everything: 404 to strangers, 403 to the wrong role, 409 at the wrong time, 422 for gaps."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hejie import steps
from hejie_platform.agreements.actions.plain import PLAIN_IN_MEDIATION
from hejie_platform.agreements.models import StepNote
from hejie_platform.cases.models import Mediation, Party
from hejie_platform.core import clock
from hejie_platform.ledger.models import Entry
from hejie_platform.mediation.models import Listing, Tie
from hejie_platform.web.step import table, words
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import mediation as mediating
from tests.platform.stories import negotiation
from tests.platform.stories.negotiation import Story
from tests.platform.web.samples import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture(autouse=True)
def _the_present(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)


@pytest.fixture
def talks(told: Story) -> Story:
    return told


def door(machine: str, ref: str, step: str) -> str:
    return reverse("step:take", args=[machine, ref, step])


def sent(version: int, **more: Any) -> dict[str, Any]:
    return {"action_id": str(uuid.uuid4()), "seen_version": str(version), **more}


def test_the_answers_come_in_their_order(cast: Cast, talks: Story) -> None:
    where = door("negotiation", talks.ref, "give_up")
    assert logged_in(cast.stranger).post(where, sent(0)).status_code == 404
    assert Client().post(where, sent(0)).status_code == 302  # to log in
    assert logged_in(cast.supervisor).post(where, sent(0)).status_code == 403
    not_now = door("negotiation", talks.ref, "talk")
    assert logged_in(cast.officer).post(not_now, sent(0)).status_code == 409
    stale = logged_in(talks.borrower).post(where, sent(77, note="再谈也没用"))
    assert stale.status_code == 409
    assert "再谈也没用" in stale.content.decode()
    assert not Entry.objects.filter(verb="negotiation.give_up").exists()

    done = logged_in(talks.borrower).post(where, sent(talks.row().version, note="再谈也没用"))
    assert done.status_code == 302
    assert talks.row().state == "ended"
    assert StepNote.objects.get().words == "再谈也没用"


def test_a_step_that_needs_words_asks_for_them(cast: Cast, talks: Story) -> None:
    """What only the desk writes down: how somebody was tried to be reached, before talks end for it."""
    where = door("negotiation", talks.ref, "unreachable")
    desk, version = logged_in(cast.supervisor), talks.row().version
    assert desk.post(where, sent(version)).status_code == 422
    assert talks.row().state == "talking"
    assert desk.post(where, sent(version, note="三次电话、两封信，都没有回音。")).status_code == 302
    assert (talks.row().state, talks.row().reason) == ("ended", "unreachable")


def test_a_mediator_is_asked_for_appointed_and_begins(cast: Cast, talks: Story, now: datetime) -> None:
    """Everything through the door: ask, consent, appoint, accept, disclose, start; each as its own page takes it."""
    mediating.listed(cast, now=now)
    borrower, officer = logged_in(talks.borrower), logged_in(cast.officer)
    make = reverse("step:make", args=["mediation", talks.ref, "ask"])
    asked = {"action_id": str(uuid.uuid4()), "body": cast.body.ref}
    assert borrower.post(make, asked).status_code == 200, "not without having read what it is"
    assert not Mediation.objects.exists()
    assert borrower.post(make, asked | {"notice_seen": "on"}).status_code == 302
    row = Mediation.objects.get()

    def take(client: Client, step: str, **more: Any) -> int:
        row.refresh_from_db()
        return client.post(door("mediation", row.ref, step), sent(row.version, **more)).status_code

    assert take(officer, "consent") == 200
    assert row.state == "asking"
    assert take(officer, "consent", notice_seen="on") == 302
    body, mediator = logged_in(cast.body_admin), logged_in(cast.mediator)
    assert take(body, "appoint") == 200
    assert not row.appointments.exists()
    assert take(body, "appoint", mediator=cast.mediator.ref) == 302
    assert take(mediator, "start") == 200, "not accepted, and nothing disclosed"
    assert take(mediator, "accept_appointment") == 302
    assert take(mediator, "start") == 200, "nothing disclosed"
    assert take(mediator, "disclose") == 302
    assert row.state == "appointing"
    assert take(mediator, "start") == 302
    row.refresh_from_db()
    assert row.state == "open"


@pytest.mark.parametrize("tie", ["guarantor of the case", "off the roster", "declared"])
def test_a_mediator_with_ties_cannot_be_appointed_nor_accept(
    cast: Cast, talks: Story, now: datetime, tie: str
) -> None:
    """By whichever door: what the roster says binds the step, not only its page."""
    listing = mediating.listed(cast, now=now)
    row = Mediation.objects.create(case=talks.row().case, body=cast.body, state="appointing", created_at=now)
    row.negotiations.add(talks.row())
    if tie == "guarantor of the case":
        Party.objects.create(case=row.case, user=cast.mediator, role="guarantor", joined_at=now)
    elif tie == "declared":
        Tie.objects.create(mediator=cast.mediator, organisation=cast.bank, kind="share", declared_at=now)
    else:
        Listing.objects.filter(pk=listing.pk).update(ended_at=now)
    chosen = sent(0, mediator=cast.mediator.ref, note="最合适")
    logged_in(cast.body_admin).post(door("mediation", row.ref, "appoint"), chosen)
    assert not row.appointments.exists()
    assert not Entry.objects.filter(verb="mediation.appoint").exists()

    Mediation.objects.filter(pk=row.pk).update(mediator=cast.mediator)
    row.appointments.create(mediator=cast.mediator, asked_at=now)
    answer = logged_in(cast.mediator).post(door("mediation", row.ref, "accept_appointment"), sent(0))
    assert answer.status_code != 302
    assert row.appointments.get().accepted_at is None


def test_a_step_with_a_page_of_its_own_leads_there_and_hands_on_what_was_posted(
    cast: Cast, talks: Story, now: datetime
) -> None:
    where = door("negotiation", talks.ref, "ask")
    client = logged_in(cast.officer)
    assert client.get(where).headers["Location"] == reverse("lender:ask", args=[talks.ref])
    assert client.post(where, {}).status_code in (200, 422)  # the page of the other room asks for its fields
    assert logged_in(talks.borrower).get(where).status_code == 403


def rows(cast: Cast, now: datetime) -> Iterator[tuple[str, str]]:
    """One row of each machine, with its reference."""
    story = stories.one_paid(negotiation.waiting(cast, now=now), now=now)
    other = negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)
    offer = negotiation.offer_put(other, now=now)
    mediation = Mediation.objects.create(
        case=other.row().case, body=cast.body, mediator=cast.mediator, state="open", created_at=now
    )
    mediation.negotiations.add(other.row())
    agreement = stories.agreement_of(story)
    yield "case", other.row().case.ref
    yield "negotiation", other.ref
    yield "mediation", mediation.ref
    yield "offer", offer.ref
    yield "agreement", agreement.ref
    yield "obligation", agreement.obligations.filter(state="open").order_by("number")[0].ref


PEOPLE = ("borrower", "officer", "checker", "mediator", "body_admin", "reviewer", "supervisor", "operator")


def test_every_step_of_every_machine_has_its_page(cast: Cast, now: datetime) -> None:
    """Nothing breaks, whoever asks: shown, led on, or refused with a page. What the role may not take is 403 or 404.

    Each step is opened by those who may take it, by one who may not, in turn, and by a stranger; what comes of sending
    it is tried for every role and state by the matrix.
    """
    wrong = []
    clients = {name: logged_in(getattr(cast, name)) for name in (*PEOPLE, "stranger")}
    others = cycle(PEOPLE)
    for machine, ref in rows(cast, now):
        for step in steps.MACHINES[machine].steps.values():
            for name in {"stranger", next(others), *step.roles} & clients.keys():
                client = clients[name]
                code = client.get(door(machine, ref, step.name)).status_code
                allowed = (404,) if name == "stranger" else (200, 302, 403, 404, 409)
                if name in steps.ROLES and name not in step.roles and code not in (403, 404):
                    allowed = ()
                if code not in allowed:
                    wrong.append(f"{machine}.{step.name} answers {code} to {name}")
    assert not wrong, "\n".join(wrong)


def test_every_effect_of_the_tables_is_said_on_the_page_of_its_step() -> None:
    assert set(words.FOLLOWS) == set(steps.EFFECTS)


def test_every_row_of_the_door_names_a_step_of_the_tables() -> None:
    named = {*table.DOORS, *table.OWN}
    assert named <= {(step.machine, step.name) for step in steps.STEPS}


def test_every_step_of_a_mediation_leads_to_its_own_page_or_is_plain() -> None:
    """The plain door refuses what has an action of its own, so nobody may be left before it."""
    own = {step for machine, step in table.OWN if machine == "mediation"}
    found = steps.MACHINES["mediation"].steps.values()
    taken = {step.name for step in found if set(step.roles) & set(steps.PEOPLE)}
    assert taken <= own | PLAIN_IN_MEDIATION
    assert not own & PLAIN_IN_MEDIATION


def test_an_unknown_step_or_machine_does_not_exist(cast: Cast, talks: Story) -> None:
    client = logged_in(talks.borrower)
    assert client.get(door("negotiation", talks.ref, "dance")).status_code == 404
    assert client.get(door("house", talks.ref, "talk")).status_code == 404
