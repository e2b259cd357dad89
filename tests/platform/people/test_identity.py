"""Somebody proves who they are: by a provider, by a reviewer who looks at papers, or not this time and why."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from hejie_platform.core import storage
from hejie_platform.core.modes import Mode, UnsafeToStart, identity_provider
from hejie_platform.intake.actions import identity as actions
from hejie_platform.intake.actions.wrong import Wrong
from hejie_platform.ledger.actions import ActionRefused, lease_effects
from hejie_platform.ledger.models import AccessEntry, Effect, Entry
from hejie_platform.ledger.queries import broken_places, looks_at
from hejie_platform.people import access, queries
from hejie_platform.people.models import IdentityProof, User
from tests.platform.cast import Cast, unproven
from tests.platform.people.test_resident_id import number
from tests.platform.stories import pictures
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def borrower(cast: Cast) -> User:
    return unproven(cast.borrower)


@pytest.fixture
def by_papers(settings: Any) -> None:
    settings.HEJIE_IDENTITY_PROVIDER = ""


def offer(
    user: User, now: datetime, *, sequence: str = "002", photos: bool = True, **more: object
) -> IdentityProof:
    given: dict[str, Any] = {
        "legal_name": "Somebody",
        "number": number(sequence=sequence),
        "front": pictures.png() if photos else None,
        "back": pictures.jpeg() if photos else None,
        "card_until": date(2030, 1, 1),
        "has_consented": True,
    }
    done = actions.offer_identity(user, **(given | more), now=now, action_id=uuid.uuid4())
    return IdentityProof.objects.get(pk=done.subject)


def ask_provider(proof: IdentityProof, now: datetime) -> IdentityProof:
    """The worker's turn."""
    for effect in Effect.objects.filter(kind="identity.check", payload__proof=str(proof.pk)).order_by("id"):
        actions.check_with_provider(effect, now=now)
    proof.refresh_from_db()
    return proof


@pytest.mark.parametrize(
    ("sequence", "photos", "state", "method", "reason"),
    [
        ("002", False, "proven", "provider", ""),
        ("091", False, "failed", "provider", "identity_mismatch"),
        ("093", False, "failed", "provider", "identity_malformed"),
        ("092", False, "failed", "provider", "identity_needs_papers"),
        ("092", True, "pending", "papers", None),
        ("094", True, "pending", "papers", None),
        ("095", True, "pending", "papers", None),
        ("096", True, "pending", "papers", None),
    ],
)
def test_every_answer_of_a_provider_leads_somewhere(
    borrower: User,
    now: datetime,
    sequence: str,
    photos: bool,
    state: str,
    method: str,
    reason: str | None,
) -> None:
    proof = ask_provider(offer(borrower, now, sequence=sequence, photos=photos), now)
    assert (proof.state, proof.method, proof.outcome.get("reason")) == (state, method, reason)
    assert queries.is_identity_proven(borrower, DAY) == (state == "proven")
    assert list(broken_places()) == []


@pytest.mark.parametrize(("called", "then"), [("", "Somebody"), ("  ", "Somebody"), ("小周", "小周")])
def test_who_never_said_what_to_be_called_is_called_by_the_proven_name(
    borrower: User, now: datetime, called: str, then: str
) -> None:
    User.objects.filter(pk=borrower.pk).update(name=called)
    ask_provider(offer(borrower, now), now)
    assert User.objects.get(pk=borrower.pk).name == then


def test_a_name_that_was_not_proven_is_nobodys(borrower: User, now: datetime) -> None:
    User.objects.filter(pk=borrower.pk).update(name="")
    ask_provider(offer(borrower, now, sequence="091"), now)
    assert User.objects.get(pk=borrower.pk).name == ""


def test_asking_the_provider_twice_decides_once(borrower: User, now: datetime) -> None:
    proof = offer(borrower, now, photos=False)
    ask_provider(proof, now)
    ask_provider(proof, now)
    verbs = Entry.objects.filter(subject=proof.pk).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["identity.offer", "identity.prove"]


def test_a_number_proven_for_another_account_goes_to_a_person(
    borrower: User, cast: Cast, now: datetime
) -> None:
    ask_provider(offer(unproven(cast.stranger), now, photos=False), now)
    proof = ask_provider(offer(borrower, now), now)
    assert (proof.state, proof.method) == ("pending", "papers")
    assert queries.is_number_elsewhere(proof)


@pytest.mark.usefixtures("by_papers")
def test_a_reviewer_approves_and_the_proof_lasts_as_long_as_the_card(
    borrower: User, cast: Cast, now: datetime
) -> None:
    proof = offer(borrower, now)
    held = access.proof_to_decide(cast.reviewer, proof.ref, day=DAY)
    actions.decide_identity(held, reason="", valid_until=date(2026, 12, 31), now=now, action_id=uuid.uuid4())
    assert queries.identity_state(borrower, date(2026, 12, 31)) == "proven"
    assert queries.identity_state(borrower, date(2027, 1, 1)) == "expired"
    assert Effect.objects.filter(kind="notice.send", payload__code="identity_proven").count() == 1


@pytest.mark.usefixtures("by_papers")
def test_a_refusal_names_its_reason_and_the_person_may_try_again(
    borrower: User, cast: Cast, now: datetime
) -> None:
    proof = offer(borrower, now)
    held = access.proof_to_decide(cast.reviewer, proof.ref, day=DAY)
    with pytest.raises(ActionRefused, match="identity_reason_needed"):
        actions.decide_identity(held, reason="because", valid_until=None, now=now, action_id=uuid.uuid4())
    actions.decide_identity(
        held, reason="identity_photo_unclear", valid_until=None, now=now, action_id=uuid.uuid4()
    )
    assert queries.identity_state(borrower, DAY) == "failed"
    assert offer(borrower, now).state == "pending"


@pytest.mark.usefixtures("by_papers")
def test_two_reviewers_decide_once(borrower: User, cast: Cast, now: datetime) -> None:
    proof = offer(borrower, now)
    first = access.proof_to_decide(cast.reviewer, proof.ref, day=DAY)
    second = access.proof_to_decide(cast.supervisor, proof.ref, day=DAY)
    actions.decide_identity(first, reason="", valid_until=None, now=now, action_id=uuid.uuid4())
    with pytest.raises(ActionRefused, match="identity_not_waiting"):
        actions.decide_identity(
            second, reason="identity_not_genuine", valid_until=None, now=now, action_id=uuid.uuid4()
        )
    assert queries.identity_state(borrower, DAY) == "proven"


@pytest.mark.usefixtures("by_papers")
def test_a_second_offer_waits_for_the_first(borrower: User, now: datetime) -> None:
    offer(borrower, now)
    with pytest.raises(ActionRefused, match="identity_already_waiting"):
        offer(borrower, now)


def test_everything_wrong_is_told_at_once(borrower: User, now: datetime) -> None:
    with pytest.raises(Wrong) as refused:
        offer(
            borrower,
            now,
            legal_name=" ",
            number="123",
            front=b"GIF89a",
            card_until=date(2020, 1, 1),
            has_consented=False,
        )
    assert {fault.field for fault in refused.value.faults} == {
        "number",
        "front",
        "legal_name",
        "card_until",
        "has_consented",
    }
    assert not IdentityProof.objects.filter(user=borrower).exists()


@pytest.mark.usefixtures("by_papers")
def test_without_a_provider_photos_of_both_sides_are_needed(borrower: User, now: datetime) -> None:
    with pytest.raises(Wrong) as refused:
        offer(borrower, now, back=None)
    assert [(fault.code, fault.field) for fault in refused.value.faults] == [
        ("identity_photos_needed", "back")
    ]


@pytest.mark.usefixtures("by_papers")
@pytest.mark.feature("O02")
def test_names_and_numbers_are_not_in_the_ledger_nor_plain_in_the_database(
    borrower: User, now: datetime
) -> None:
    from django.db import connection

    proof = offer(borrower, now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT legal_name, id_number FROM people_identityproof WHERE ref = %s", [proof.ref])
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    said = str(list(Entry.objects.filter(subject=proof.pk).values_list("facts", flat=True)))
    assert b"Somebody" not in stored
    assert proof.id_number.encode() not in stored
    assert "Somebody" not in said
    assert proof.id_number not in said


@pytest.mark.usefixtures("by_papers")
def test_each_look_of_a_reviewer_is_told_to_the_person_and_ones_own_is_not(
    borrower: User, cast: Cast, now: datetime
) -> None:
    proof = offer(borrower, now)
    own = access.proof_for(borrower, proof.ref, day=DAY)
    held = access.proof_to_decide(cast.reviewer, proof.ref, day=DAY)
    assert actions.show_photo(own, "front", now=now) == actions.Photo(pictures.png(), "image/png")
    assert not AccessEntry.objects.exists()
    actions.show_photo(held, "front", now=now)
    assert [(row.kind, row.role) for row in looks_at(borrower)] == [("identity_paper", "reviewer")]


@pytest.mark.usefixtures("by_papers")
def test_photos_are_destroyed_after_the_decision_and_the_result_stays(
    borrower: User, cast: Cast, now: datetime
) -> None:
    proof = offer(borrower, now)
    held = access.proof_to_decide(cast.reviewer, proof.ref, day=DAY)
    actions.decide_identity(held, reason="", valid_until=None, now=now, action_id=uuid.uuid4())
    early = lease_effects(worker="w", now=now + timedelta(days=29))
    assert "identity.forget_photos" not in {effect.kind for effect in early}
    effect = Effect.objects.get(kind="identity.forget_photos")
    actions.forget_photos(effect, now=effect.due_at)
    actions.forget_photos(effect, now=effect.due_at)
    proof.refresh_from_db()
    assert proof.front is not None
    with pytest.raises(storage.FileGone):
        storage.get(proof.front)
    assert queries.identity_state(borrower, DAY) == "proven"


@pytest.mark.usefixtures("by_papers")
def test_nobody_but_owner_and_reviewers_holds_a_proof(borrower: User, cast: Cast, now: datetime) -> None:
    proof = offer(borrower, now)
    for person in (cast.stranger, cast.officer, cast.mediator, cast.operator):
        with pytest.raises(access.NotHeld):
            access.proof_for(person, proof.ref, day=DAY)
    with pytest.raises(access.NotHeld):
        access.proof_to_decide(borrower, proof.ref, day=DAY)


@pytest.mark.usefixtures("by_papers")
def test_a_reviewer_does_not_decide_about_themselves(cast: Cast, now: datetime) -> None:
    proof = offer(unproven(cast.reviewer), now)
    with pytest.raises(access.NotHeld):
        access.proof_to_decide(cast.reviewer, proof.ref, day=DAY)


def test_production_refuses_the_double(monkeypatch: pytest.MonkeyPatch) -> None:
    assert identity_provider(Mode.TEST)
    monkeypatch.setenv("HEJIE_IDENTITY_PROVIDER", "hejie_platform.people.providers:double")
    with pytest.raises(UnsafeToStart):
        identity_provider(Mode.PRODUCTION)
    monkeypatch.delenv("HEJIE_IDENTITY_PROVIDER")
    assert identity_provider(Mode.PRODUCTION) == ""


# --- through the pages -----------------------------------------------------------------------------


def form_of(user: User, **more: object) -> dict[str, object]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {
        "action_id": str(uuid.uuid4()),
        "legal_name": "Somebody",
        "number": number(),
        "card_until": "2090-01-01",
        "front": SimpleUploadedFile("a.png", pictures.png()),
        "back": SimpleUploadedFile("b.png", pictures.png()),
        "has_consented": "on",
    } | more


@pytest.mark.usefixtures("by_papers")
def test_from_the_persons_page_to_the_reviewers_decision(borrower: User, cast: Cast) -> None:
    client, reviewer = logged_in(borrower), logged_in(cast.reviewer)
    assert client.post("/account/identity/", form_of(borrower)).status_code == 302
    proof = IdentityProof.objects.get(user=borrower)
    assert proof.ref in reviewer.get("/account/identity/waiting/").content.decode()

    page = reviewer.get(f"/account/identity/{proof.ref}/")
    assert proof.id_number in page.content.decode()
    picture = reviewer.get(f"/account/identity/{proof.ref}/photo/front/")
    assert (picture.headers["Content-Type"], picture.content) == ("image/png", pictures.png())
    answer = {"action_id": str(uuid.uuid4()), "verdict": "prove", "valid_until": "2090-01-01"}
    assert reviewer.post(f"/account/identity/{proof.ref}/", answer).status_code == 302

    assert queries.identity_state(borrower, DAY) == "proven"
    account = client.get("/account/", headers={"accept-language": "en"}).content.decode()
    assert "A photo of your identity card" in account
    assert "A reviewer of the platform" in account


@pytest.mark.usefixtures("by_papers")
def test_a_double_click_offers_once_and_a_slip_keeps_what_was_typed(borrower: User) -> None:
    client = logged_in(borrower)
    wrong = client.post(
        "/account/identity/", form_of(borrower, number="123"), headers={"accept-language": "en"}
    )
    assert "The number has 3 characters here" in wrong.content.decode()
    assert 'value="Somebody"' in wrong.content.decode()
    once = form_of(borrower)
    action = {"action_id": once["action_id"]}
    assert client.post("/account/identity/", once).status_code == 302
    assert client.post("/account/identity/", form_of(borrower) | action).status_code == 302
    assert IdentityProof.objects.filter(user=borrower).count() == 1


@pytest.mark.usefixtures("by_papers")
def test_a_person_takes_their_papers_back(borrower: User, cast: Cast, now: datetime) -> None:
    proof = offer(borrower, now)
    url = f"/account/identity/{proof.ref}/withdraw/"
    assert logged_in(cast.stranger).post(url, {"action_id": str(uuid.uuid4())}).status_code == 404
    assert logged_in(cast.reviewer).post(url, {"action_id": str(uuid.uuid4())}).status_code == 404
    assert logged_in(borrower).post(url, {"action_id": str(uuid.uuid4())}).status_code == 302
    proof.refresh_from_db()
    assert (proof.state, proof.outcome["reason"]) == ("failed", "identity_withdrawn")
    assert Client().get(f"/account/identity/{proof.ref}/").status_code == 302
