"""Asking for a mediator: voluntary, each for itself, shown what it costs, and nobody pressed."""

from datetime import datetime, timedelta

import pytest

from hejie_platform.cases.models import Clock, Mediation, MediationConsent, Negotiation
from hejie_platform.core.refusals import LawRefused
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.mediation.actions import asking as acts
from hejie_platform.mediation.facts import moments, terms
from hejie_platform.mediation.models import Engagement, Shown, Wish
from hejie_platform.mediation.queries import standing
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import mediation as stories
from tests.platform.stories import negotiation, opening
from tests.platform.stories.mediation import Told, stamp

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Told:
    """The borrower has asked in the talks with the bank."""
    return stories.asking(cast, now=now)


@pytest.fixture
def told(told: Told) -> Told:
    return told


@pytest.fixture
def both(cast: Cast, now: datetime) -> Told:
    """The borrower has asked in the talks with two lenders at once."""
    bank = negotiation.talking(negotiation.waiting(cast, now=now), now=now)
    other = negotiation.beside(cast, bank, cast.microloan, now=now)
    return stories.asking(cast, now=now, talks=bank, others=(other,))


def decline(told: Told, who: User, *, now: datetime) -> None:
    held = told.held(who, now)
    acts.decline(held, held.mediation, seen_version=held.mediation.version, **stamp(now))


def test_who_asks_has_said_yes_for_itself_and_for_nobody_else(told: Told, now: datetime) -> None:
    given = MediationConsent.objects.filter(mediation=told.row())
    assert list(given.values_list("side", flat=True)) == ["borrower"]
    assert told.row().state == "asking"


def test_the_last_yes_sends_it_to_the_body(told: Told, cast: Cast, now: datetime) -> None:
    stories.consented(told, cast.officer, now=now)
    assert told.row().state == "appointing"
    assert Clock.objects.filter(subject=told.row().pk, rule="mediator_chosen", stopped_at=None).exists()


def test_each_lender_says_yes_for_its_own_talks(both: Told, cast: Cast, now: datetime) -> None:
    stories.consented(both, cast.officer, now=now)
    assert both.row().state == "asking"
    stories.consented(both, cast.other_officer, now=now)
    assert both.row().state == "appointing"


def test_a_lender_who_says_no_takes_only_itself_out(both: Told, cast: Cast, now: datetime) -> None:
    stories.consented(both, cast.officer, now=now)
    decline(both, cast.other_officer, now=now)
    assert both.row().state == "appointing", "everybody who is left had said yes"
    assert [one.creditor for one in both.row().negotiations.all()] == [cast.bank]
    assert set(Negotiation.objects.values_list("state", flat=True)) == {"talking", "waiting"}


def test_the_last_lender_who_says_no_ends_it_and_the_talks_go_on(
    told: Told, cast: Cast, now: datetime
) -> None:
    decline(told, cast.officer, now=now)
    assert (told.row().state, told.row().reason) == ("ended", "refused")
    assert told.talks.row().state == "talking"


def test_the_borrower_may_leave_at_any_time(cast: Cast, now: datetime) -> None:
    told = stories.opened(cast, now=now)
    decline(told, cast.borrower, now=now)
    assert (told.row().state, told.row().reason) == ("ended", "withdrawn")


@pytest.mark.parametrize("how", ["refused", "withdrawn"])
def test_the_record_says_whether_the_borrower_refused_or_took_a_yes_back(
    told: Told, cast: Cast, now: datetime, how: str
) -> None:
    held = told.held(cast.borrower, now)
    version = held.mediation.version
    acts.decline(held, held.mediation, ends=f"end_{how}", seen_version=version, **stamp(now))
    assert (told.row().state, told.row().reason) == ("ended", how)
    assert told.talks.row().state == "talking"


def test_a_guarantor_decides_for_themselves_and_holds_nobody_up(
    told: Told, cast: Cast, now: datetime
) -> None:
    opening.stand_for(cast.guarantor, told.row().case, now=now)
    stories.consented(told, cast.officer, now=now)
    assert told.row().state == "asking"
    decline(told, cast.guarantor, now=now)
    assert told.row().state == "appointing"


def test_whoever_said_no_is_asked_again_only_at_another_moment(told: Told, cast: Cast, now: datetime) -> None:
    decline(told, cast.officer, now=now)
    with pytest.raises(ActionRefused, match="mediation_asked_this_moment"):
        stories.asking(cast, now=now, talks=told.talks)
    Clock.objects.create(
        machine="negotiation",
        subject=told.talks.row().pk,
        case=told.row().case,
        negotiation=told.talks.row(),
        rule="talks_quiet",
        owner="both",
        started_at=now,
        due_at=now,
        fired_at=now,
    )
    again = stories.asking(cast, now=now + timedelta(days=10), talks=told.talks)
    assert again.row().state == "asking"
    decline(again, cast.officer, now=now)
    with pytest.raises(ActionRefused, match="mediation_asked_this_moment"):
        stories.asking(cast, now=now + timedelta(days=11), talks=told.talks)
    assert set(Wish.objects.values_list("moment", flat=True)) == {"begun", "quiet"}


def test_whoever_said_no_may_ask_at_any_time(told: Told, cast: Cast, now: datetime) -> None:
    decline(told, cast.officer, now=now)
    held = told.talks.officers(now)
    acts.ask_mediation(held, body=cast.body, legal_notice_seen=True, **stamp(now))
    assert Mediation.objects.exclude(state="ended").count() == 1


def test_not_now_is_remembered_for_the_moment(cast: Cast, now: datetime) -> None:
    talks = negotiation.talking(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    held = talks.borrowers(now)
    assert standing.is_offered(held)
    acts.not_now(held, **stamp(now))
    assert not standing.is_offered(held)
    assert moments.now_at(talks.row(), "borrower") == "begun"


def test_one_mediation_at_a_time(told: Told, cast: Cast, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="mediation_runs_already"):
        stories.asking(cast, now=now, talks=told.talks)


def test_a_lender_asks_in_its_own_talks_alone(cast: Cast, now: datetime) -> None:
    bank = negotiation.talking(negotiation.waiting(cast, now=now), now=now)
    other = negotiation.beside(cast, bank, cast.microloan, now=now)
    given = {"body": cast.body, "legal_notice_seen": True}
    with pytest.raises(ActionRefused, match="mediation_own_talks_only"):
        acts.ask_mediation(bank.officers(now), others=[other.row()], **given, **stamp(now))


@pytest.mark.feature("F13")
def test_the_fee_that_was_shown_is_the_fee(cast: Cast, now: datetime) -> None:
    shown = stories.terms(cast, now=now, fee_minor=20_000, payer="lender")
    told = stories.asking(cast, now=now)
    stories.terms(cast, now=now, fee_minor=90_000, payer="lender")
    stories.consented(told, cast.officer, now=now)

    assert terms.terms_of(told.row()) == shown
    assert set(Shown.objects.filter(mediation=told.row()).values_list("terms", flat=True)) == {shown.pk}
    said = Entry.objects.filter(subject=told.row().pk).order_by("seq").values_list("facts", flat=True)
    assert {one["fee_minor"] for one in said if "fee_minor" in one} == {20_000}
    assert Engagement.objects.get(mediation=told.row()).terms.fee_minor == 20_000


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "peoples", "fee_minor": 1, "payer": "borrower"}, "terms_fee_forbidden"),
        ({"kind": "financial", "fee_minor": 1, "payer": "nobody"}, "terms_payer_missing"),
        ({"kind": "commercial", "fee_minor": 1, "payer": "lender"}, "terms_licence_missing"),
    ],
)
def test_terms_that_the_law_or_sense_forbid_are_not_published(
    cast: Cast, now: datetime, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(ActionRefused, match=code):
        stories.terms(cast, now=now, **changes)
    stories.terms(cast, now=now, kind="peoples")


def test_a_commercial_body_takes_no_consumer_loans(cast: Cast, now: datetime) -> None:
    talks = negotiation.talking(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    loans = talks.row().loans
    stories.terms(cast, now=now, kind="commercial", fee_minor=5, payer="lender", licence="SY-1")
    loans.update(purpose="consumption")
    with pytest.raises(LawRefused) as refused:
        stories.asking(cast, now=now, talks=talks)
    (found,) = refused.value.findings
    assert (found.code, found.cure, found.force) == (
        "route_closed_to_kind",
        "cure_choose_way",
        "administrative_regulation",
    )
    assert "CN-MED-13" in found.rule_ids
    loans.update(purpose="business")
    asked = stories.asking(cast, now=now, talks=talks).row()
    assert asked.state == "asking"
    entry = Entry.objects.get(subject=asked.pk, verb="mediation.ask")
    assert ["pass", "ROUTE_AND_FEE", "route_open"] in entry.facts["law"]
