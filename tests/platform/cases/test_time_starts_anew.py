"""Every step that starts the time to claim anew shows its notice first, and leaves a day and a kind that both sides read.

One case is led through all of them. Each is tried without the notice (nothing happens) and with it (one row more); a step
that the tables give this effect tomorrow and that is not led through here makes the last assertion fail.
"""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hejie import steps
from hejie_platform.agreements import actions as agreements_actions
from hejie_platform.cases.models import Interruption
from hejie_platform.core import clock
from hejie_platform.intake import actions as intake_actions
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.mediation.actions import asking
from hejie_platform.negotiation import actions as talks_actions
from hejie_platform.people.models import User
from hejie_platform.web.templatetags.around import ACTS
from tests.platform.cast import Cast
from tests.platform.stories import agreements, documents, intake, mediation, negotiation
from tests.platform.stories.negotiation import Story
from tests.platform.web.samples import logged_in
from tests.platform.web.test_room import offer_fields

pytestmark = pytest.mark.django_db
CLAIMABLE = re.compile(r"claimed in court|time to claim|limitation", re.I)
LIST = re.compile(r"<details><summary>Time to claim.*?</details>", re.S)
# What is answered in private is heard by no creditor and acknowledges nothing (cases.actions.take_step).
UNHEARD = {("mediation", "answer_proposal")}


def with_legal_effect() -> set[tuple[str, str]]:
    """Every step of the tables that does, if the borrower's side takes it where the creditor hears it."""
    found = {(one.machine, one.name) for one in steps.STEPS if one.legal_effect and "borrower" in one.roles}
    return found - UNHEARD


@dataclass
class Walk:
    """One case on its way, and what was done on it."""

    borrower: User
    now: datetime
    client: Client = field(default_factory=Client)
    done: set[tuple[str, str]] = field(default_factory=set)

    def act(
        self,
        *codes: str,
        page: str = "",
        typed: dict[str, object] | None = None,
        by: Callable[[bool], object],
    ) -> None:
        """Take a step without the notice, read it on its page, and take it again. `typed`: what the page before it sends."""
        before = set(Interruption.objects.values_list("pk", flat=True))
        with pytest.raises((steps.StepRefused, ActionRefused)) as refused:
            by(False)
        assert refused.value.code == "step_legal_notice_unseen", codes
        assert set(Interruption.objects.values_list("pk", flat=True)) == before
        if page:
            answer = self.client.post(page, typed) if typed else self.client.get(page)
            shown = answer.content.decode()
            assert CLAIMABLE.search(shown), codes
            assert 'name="notice_seen"' in shown or "apply" in page, codes
        by(True)
        rows = Interruption.objects.exclude(pk__in=before)
        assert {row.kind for row in rows} == set(codes)
        assert {row.on_day for row in rows} == {clock.legal_day(self.now)}
        self.done |= {(machine, name) for machine, _, name in (code.partition(".") for code in codes)}


@pytest.fixture(autouse=True)
def _the_present(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def walk(cast: Cast, now: datetime) -> Walk:
    client = logged_in(cast.borrower)
    client.cookies["language"] = "en"
    client.post(reverse("account_reauthenticate"), {"password": "correct horse battery"})
    return Walk(cast.borrower, now, client)


def test_every_step_that_starts_the_time_anew_says_so_and_is_listed_for_both_sides(
    walk: Walk, cast: Cast, now: datetime
) -> None:
    story = _handed_in(walk, cast, now)
    _talked_over(walk, cast, story, now)
    _signed_and_paid(walk, cast, story, now)
    _begun_again(walk, cast, now)
    assert walk.done == with_legal_effect()
    kinds = {ACTS[row.kind] for row in Interruption.objects.filter(negotiation__ref=story.ref)}
    mine = _listed(cast.borrower, "room:facts", story)
    assert mine == _listed(cast.officer, "lender:talks", story)
    for kind in kinds:
        assert str(kind) in mine
    assert {one.name for one in Interruption._meta.get_fields()} == {
        "id",
        "case",
        "negotiation",
        "kind",
        "on_day",
    }


def _handed_in(walk: Walk, cast: Cast, now: datetime) -> Story:
    negotiation.publish_policy(cast.bank, writer=cast.officer, approver=cast.checker, now=now)
    held = intake.filled_case(cast, now=now)
    walk.act(
        "case.submit",
        page=reverse("apply:submit", args=[held.case.ref]),
        by=lambda seen: intake_actions.submit(
            held,
            legal_notice_seen=seen,
            seen_version=held.case.version,
            now=now,
            action_id=uuid.uuid4(),
        ),
    )
    desk = intake.at_desk(cast, held, now=now)
    intake_actions.admit(
        desk,
        parties_confirmed=True,
        content_confirmed=True,
        cause=intake.CAUSE,
        track="ability",
        seen_version=desk.case.version,
        now=now,
        action_id=uuid.uuid4(),
    )
    row = intake.negotiation_with(held, cast.bank)
    return Story(row.ref, cast.borrower, cast.officer, cast.checker)


def _talked_over(walk: Walk, cast: Cast, story: Story, now: datetime) -> None:
    negotiation.facts_stated(story, now=now)
    walk.act(
        "negotiation.agree_facts",
        page=reverse("room:facts", args=[story.ref]),
        by=lambda seen: talks_actions.agree_facts(
            story.borrowers(now),
            claim_hash=story.claim().hash,
            legal_notice_seen=seen,
            now=now,
            action_id=uuid.uuid4(),
        ),
    )
    walk.act(
        "mediation.ask",
        page=reverse("mediation:ask", args=[story.ref]),
        by=lambda seen: asking.ask_mediation(
            story.borrowers(now), body=cast.body, legal_notice_seen=seen, **mediation.stamp(now)
        ),
    )

    def put(seen: bool, **changes: Any) -> None:
        offered = negotiation.package(story, now=now, **changes)
        negotiation.offer_put(story, side="borrower", now=now, offered=offered, legal_notice_seen=seen)

    page, typed = reverse("room:offer_new", args=[story.ref]), offer_fields(now)
    walk.act("offer.put", page=page, typed=typed, by=lambda seen: put(seen, instalments=60))
    walk.act("offer.replace", by=lambda seen: put(seen, instalments=48))
    negotiation.offer_put(story, now=now)
    walk.act("offer.counter", by=lambda seen: put(seen, instalments=42))
    offer = negotiation.offer_put(story, now=now)
    walk.act(
        "offer.accept",
        page=reverse("room:accept", args=[story.ref, offer.number]),
        by=lambda seen: agreements_actions.accept_offer(
            story.borrowers(now),
            number=offer.number,
            package_hash=offer.package_hash,
            legal_notice_seen=seen,
            beyond_budget_confirmed=True,
            now=now,
            action_id=uuid.uuid4(),
        ),
    )


def _signed_and_paid(walk: Walk, cast: Cast, story: Story, now: datetime) -> None:
    negotiation.worked(now)
    ref = agreements.agreement_of(story).ref
    walk.act(
        "agreement.sign",
        page=reverse("agreement:sign", args=[ref]),
        by=lambda seen: agreements.signed(story, cast.borrower, now=now, legal_notice_seen=seen),
    )
    agreements.signed(story, cast.checker, now=now)
    duty = agreements.next_payment(story, cast.borrower, now).obligation
    walk.act(
        "obligation.claim",
        page=reverse("agreement:duty", args=[ref, duty.ref]),
        by=lambda seen: agreements.claimed(story, now=now, legal_notice_seen=seen),
    )
    walk.act(
        "agreement.announce_payoff",
        page=reverse("keeping:announce", args=[ref]),
        by=lambda seen: agreements_actions.announce_payoff(
            agreements.held_by(cast.borrower, story, now),
            legal_notice_seen=seen,
            seen_version=None,
            now=now,
            action_id=uuid.uuid4(),
        ),
    )
    for page in ("agreement:change", "keeping:changed"):
        assert CLAIMABLE.search(walk.client.get(reverse(page, args=[ref])).content.decode())
    walk.act("agreement.ask_variation", by=lambda seen: documents.change_asked(story, now=now, seen=seen))


def _begun_again(walk: Walk, cast: Cast, now: datetime) -> None:
    """With the other lender, whose talks the borrower left."""
    row = intake.Negotiation.objects.get(case__borrower=cast.borrower, creditor=cast.microloan)
    story = Story(row.ref, cast.borrower, cast.other_officer, cast.other_officer)
    held = story.borrowers(now)
    agreements_actions.take_plain_step(
        held, held.negotiation, "withdraw", seen_version=row.version, now=now, action_id=uuid.uuid4()
    )
    walk.act(
        "negotiation.start_again",
        page=reverse("step:make", args=["negotiation", row.ref, "start_again"]),
        by=lambda seen: agreements_actions.start_again(
            story.borrowers(now), legal_notice_seen=seen, now=now, action_id=uuid.uuid4()
        ),
    )


def _listed(person: User, page: str, story: Story) -> str:
    client = logged_in(person)
    client.cookies["language"] = "en"
    found = LIST.search(client.get(reverse(page, args=[story.ref])).content.decode())
    assert found
    return found[0]


def test_what_is_answered_in_private_is_heard_by_no_creditor() -> None:
    for machine, name in UNHEARD:
        step = steps.find(machine, name)
        assert step
        assert step.audience in ("private", "caucus")
