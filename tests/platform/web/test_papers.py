"""The pages around an agreement, through the browser's door."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hejie_platform.agreements import queries
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import ClearanceLetter, Enforceability, Signature
from hejie_platform.cases.models import Negotiation
from hejie_platform.ledger.models import AccessEntry
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import documents, negotiation, opening, pictures
from tests.platform.stories.negotiation import Story
from tests.platform.web.entering import just_confirmed
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> tuple[Story, Story]:
    """Two agreements of the borrower in force: one that a mediator helped to, and one of which an instalment is paid."""
    mediated = negotiation.waiting(cast, now=now)
    documents.mediated_in_force(mediated, cast, now=now)
    return mediated, stories.one_paid(negotiation.waiting(cast, now=now), now=now)


@pytest.fixture
def mediated(told: tuple[Story, Story]) -> Story:
    return told[0]


@pytest.fixture
def paid(told: tuple[Story, Story]) -> Story:
    return told[1]


def stamp(version: int | None = None) -> dict[str, str]:
    return {"action_id": str(documents.new_id()), "seen_version": str(version if version is not None else "")}


def test_a_mediator_signs_on_the_page_by_vouching_for_what_they_saw(cast: Cast, now: datetime) -> None:
    story = negotiation.waiting(cast, now=now)
    documents.mediated(story, cast, now=now)
    agreement = stories.drawn_up(story, now=now)
    agreement = stories.agreement_of(story)
    address, client = reverse("agreement:sign", args=[agreement.ref]), just_confirmed(cast.mediator)
    page = client.get(address).content.decode()
    assert "risk_" not in page.replace("risk_statement", "")
    ticks = {f"risk_{mark}": "on" for mark in terms.STATEMENTS}
    given = {"seen_hash": queries.seen_hash(agreement), "notice_seen": "on", **stamp()}
    refused = client.post(address, given | {next(iter(ticks)): "on"})
    assert refused.status_code == 422
    assert client.post(address, given | ticks).status_code == 302
    assert Signature.objects.get(agreement=agreement).side == "mediator"


def test_the_court_page_gives_the_papers_and_takes_the_ruling(mediated: Story, cast: Cast) -> None:
    row = stories.agreement_of(mediated)
    client = logged_in(cast.borrower)
    pack = client.get(reverse("papers:court_pack", args=[row.ref]))
    assert pack["Content-Type"] == "application/pdf"
    assert pack.content.startswith(b"%PDF")
    row.refresh_from_db()
    paper = SimpleUploadedFile("ruling.png", pictures.png(), content_type="image/png")
    given = {
        "kind": "court_confirmation",
        "number": "（2026）民特 7 号",
        "on_day": "2026-11-20",
        "paper": paper,
    }
    answer = client.post(reverse("papers:record", args=[row.ref]), given | stamp(row.version))
    assert answer.status_code == 302
    assert "民特 7 号" in client.get(reverse("papers:court", args=[row.ref])).content.decode()
    found = Enforceability.objects.get()
    assert client.get(reverse("papers:recorded", args=[row.ref, found.ref])).status_code == 200


def test_an_agreement_without_a_mediator_has_no_papers_for_the_court(paid: Story, cast: Cast) -> None:
    row, client = stories.agreement_of(paid), logged_in(cast.borrower)
    assert client.get(reverse("papers:court", args=[row.ref])).status_code == 200
    assert client.get(reverse("papers:court_pack", args=[row.ref])).status_code == 404


def test_a_letter_is_issued_on_the_page_and_known_by_its_code(paid: Story, cast: Cast, now: datetime) -> None:
    documents.paid_off(paid, now=now)
    duty = documents.letter_duty(paid, now=now).obligation
    address = reverse("papers:letter", args=[stories.agreement_of(paid).ref, duty.ref])
    client = just_confirmed(cast.officer)
    refused = client.post(address, {"way": "own", "notice_seen": "on", **stamp(duty.version)})
    assert refused.status_code == 422
    assert not ClearanceLetter.objects.exists()
    done = client.post(address, {"way": "here", "notice_seen": "on", **stamp(duty.version)})
    assert done.status_code == 302
    negotiation.worked(now)

    letter = ClearanceLetter.objects.get()
    mine = logged_in(cast.borrower)
    file = mine.get(reverse("papers:letter_file", args=[letter.agreement.ref, duty.ref]))
    assert file.content.startswith(b"%PDF")
    anybody = logged_in(cast.stranger)
    page = anybody.get(reverse("papers:letter_check") + f"?code={letter.code}").content.decode()
    assert cast.bank.name_zh in page
    assert "legal borrower" not in page
    other = anybody.get(reverse("papers:letter_check") + "?code=0000000000").content.decode()
    assert cast.bank.name_zh not in other
    assert anybody.get(address).status_code == 404


def test_a_change_goes_from_request_to_successor_through_pages(
    paid: Story, cast: Cast, now: datetime
) -> None:
    story = paid
    documents.change_asked(story, now=now)
    row = stories.agreement_of(story)
    address = reverse("papers:variation", args=[row.ref])
    for person, place in ((cast.borrower, "room"), (cast.officer, "lender")):
        page = logged_in(person).get(address).content.decode()
        assert reverse(f"{place}:offer_new", args=[story.ref]) in page
        assert logged_in(person).get(reverse(f"{place}:offer_new", args=[story.ref])).status_code == 200
    documents.change_accepted(story, now=now)
    successor = stories.agreement_of(story)
    assert successor.ref in logged_in(cast.borrower).get(address).content.decode()
    Negotiation.objects.update(is_varying=False)
    closed = logged_in(cast.borrower).get(reverse("room:offer_new", args=[story.ref]))
    assert closed.status_code == 302


def test_the_household_ties_its_agreements_and_sees_who_is_bound(cast: Cast, now: datetime) -> None:
    first = negotiation.waiting(cast, now=now, creditors=[cast.bank, cast.microloan])
    second = negotiation.beside(cast, first, cast.microloan, now=now)
    address, client = reverse("papers:together", args=[first.row().case.ref]), logged_in(cast.borrower)
    given = {"talks": [first.ref, second.ref], "needed": "2", "until": "2026-12-05", "tie": "1"}
    assert client.post(address, given | {"needed": "5"} | stamp()).status_code == 422
    assert client.post(address, given | stamp()).status_code == 302
    page = client.get(address).content.decode()
    assert "2026" in page
    assert page.count("不受约束：仍在协商") == 2
    assert logged_in(cast.officer).get(address).status_code == 404
    assert client.post(address, {"untie": "1", **stamp()}).status_code == 302


def test_platform_staff_who_open_a_document_leave_a_line(paid: Story, cast: Cast) -> None:
    address = reverse("agreement:document", args=[stories.agreement_of(paid).ref])
    for person in (cast.borrower, cast.officer):
        assert logged_in(person).get(address).status_code == 200
    assert not AccessEntry.objects.filter(kind="agreement_document").exists()
    assert logged_in(cast.supervisor).get(address).status_code == 200
    assert AccessEntry.objects.get(kind="agreement_document").reader == cast.supervisor


def test_the_file_of_a_mediation_is_for_its_parties_and_its_body(mediated: Story, cast: Cast) -> None:
    address = reverse("papers:mediated_file", args=[mediated.row().mediations.get().ref])
    for person in (cast.borrower, cast.officer, cast.mediator, cast.body_admin):
        assert logged_in(person).get(address).content.startswith(b"%PDF")
    for person in (cast.stranger, cast.other_officer):
        assert logged_in(person).get(address).status_code == 404


def test_a_guarantor_of_one_loan_does_not_read_how_the_household_stands_with_every_lender(
    cast: Cast, now: datetime
) -> None:
    """They sit on the same side, for their own loan alone."""
    case = negotiation.waiting(cast, now=now).row().case
    opening.stand_for(cast.guarantor, case, lender=cast.bank, now=now)
    page = reverse("papers:together", args=[case.ref])
    assert logged_in(cast.borrower).get(page).status_code == 200
    assert logged_in(cast.guarantor).get(page).status_code == 404
