"""A mediated agreement: signed by the parties, the mediator and the body, in any order; sealed in a fixed one."""

from datetime import datetime

import pytest

from hejie import steps
from hejie_platform.agreements import access, actions, queries, signing
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Enforceability, Signature
from hejie_platform.agreements.signing import verification
from hejie_platform.cases.models import Clock
from hejie_platform.core import storage
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from tests.platform.cast import Cast, person
from tests.platform.stories import agreements as stories
from tests.platform.stories import documents, negotiation, pictures
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return negotiation.waiting(cast, now=now)


@pytest.fixture
def story(told: Story) -> Story:
    return told


@pytest.mark.feature("G02")
def test_a_mediated_agreement_takes_effect_with_the_mediator_and_the_seal_of_the_body(
    cast: Cast, story: Story, now: datetime
) -> None:
    mediation = documents.mediated(story, cast, now=now)
    stories.drawn_up(story, now=now)
    for signer in (cast.body_admin, cast.checker, story.borrower):
        stories.signed(story, signer, now=now)
        assert stories.agreement_of(story).state == "signing"

    stories.signed(story, cast.mediator, now=now)
    negotiation.worked(now)

    agreement = stories.agreement_of(story)
    mediation.refresh_from_db()
    assert agreement.state == "effective"
    assert (mediation.state, mediation.reason) == ("ended", "settled")
    data = storage.get(agreement.signed_pdf)
    verdict = verification.verify(data, root=signing.service().root())
    assert verdict.is_good, verdict.faults
    assert [one.side for one in verdict.signatures] == ["borrower", "lender", "mediator", "body"]
    assert verdict.signatures[3].name == cast.body.name_zh
    assert not Signature.objects.filter(sealed_key__isnull=False).exists()

    place = len(data) // 3
    changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    assert not verification.verify(changed, root=signing.service().root()).is_good


def test_a_mediated_agreement_says_facts_dispute_performance_and_copies(
    cast: Cast, story: Story, now: datetime
) -> None:
    documents.mediated(story, cast, now=now)
    stories.drawn_up(story, now=now)
    said = terms.terms_of(stories.agreement_of(story))
    assert terms.clause(said, "clause_mediated") == {
        "body": cast.body.name_zh,
        "mediator": f"legal {cast.mediator.name}",
    }
    schedule = terms.clause(said, "clause_schedule")
    performance = terms.clause(said, "clause_performance")
    assert schedule is not None
    assert performance is not None
    assert (performance["first_on"], performance["last_on"]) == (schedule["due"][0], schedule["due"][-1])
    assert terms.clause(said, "clause_dispute") is not None
    assert terms.clause(said, "clause_copies") == {"copies": 3}


def test_an_agreement_without_a_mediator_has_no_such_places(story: Story, now: datetime) -> None:
    stories.drawn_up(story, now=now)
    said = terms.terms_of(stories.agreement_of(story))
    assert [slot.side for slot in terms.slots_of(said)] == ["borrower", "lender"]
    assert terms.clause(said, "clause_performance") is None


def test_the_mediator_vouches_for_what_they_saw_and_takes_no_risk_of_a_party(
    cast: Cast, story: Story, now: datetime
) -> None:
    documents.mediated(story, cast, now=now)
    stories.drawn_up(story, now=now)
    risks = queries.serious_risks(stories.agreement_of(story))
    with pytest.raises(steps.StepRefused, match="step_needs_risks_read"):
        stories.signed(story, cast.mediator, now=now, risks=risks)
    stories.signed(story, cast.mediator, now=now)
    assert Signature.objects.get().risks_acknowledged == sorted(terms.STATEMENTS)


def test_another_bodys_head_has_no_place_in_the_document(cast: Cast, story: Story, now: datetime) -> None:
    documents.mediated(story, cast, now=now)
    stories.drawn_up(story, now=now)
    with pytest.raises(access.NotHeld):
        stories.signed(story, person("other-head", now=now), now=now)
    stories.signed(story, cast.body_admin, now=now)
    with pytest.raises(ActionRefused, match="sign_place_taken"):
        stories.signed(story, cast.body_admin, now=now)


def test_a_court_confirmation_stops_the_clock_and_keeps_its_number_sealed(
    cast: Cast, story: Story, now: datetime
) -> None:
    documents.mediated_in_force(story, cast, now=now)
    clock = Clock.objects.get(rule="court_confirmation")
    assert (clock.due_at.date() - now.date()).days in (30, 31)
    held = stories.held_by(story.borrower, story, now)
    given = {
        "kind": "court_confirmation",
        "number": "（2026）民特 1 号",
        "on_day": now.date(),
        "seen_version": held.agreement.version,
        "now": now,
        "action_id": documents.new_id(),
    }
    with pytest.raises(steps.StepRefused, match="step_needs_proof"):
        actions.record_enforceability(held, paper=None, **given)
    actions.record_enforceability(held, paper=pictures.png(), **given)

    clock.refresh_from_db()
    row = Enforceability.objects.get()
    assert clock.stopped_at == now
    assert (row.kind, row.number) == ("court_confirmation", "（2026）民特 1 号")
    assert "民特" not in str(Entry.objects.latest("at", "seq").facts)
