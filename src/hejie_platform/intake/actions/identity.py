"""Proving who somebody is: offered by the person, checked by a provider or by a reviewer who looks at papers.

    offer -> pending -> proven                         a provider matches, or a reviewer approves
                     -> failed (reason, with its cure)  the person may offer again at once
    a proof ends with the card it rests on (`valid_until`); nothing is stored when that day passes

The number itself says a good deal (people.facts), so a slip of the finger is told while it can still be mended.
A provider that knows nothing, or is not there, is no failure: with photos a reviewer takes over, without them
the person is asked for some. Every act is one entry on the account's own chain; it carries codes, never a name.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from hejie import texts
from hejie_platform.core import clock, keys, law, storage
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.actions.wrong import Wrong
from hejie_platform.intake.facts import papers
from hejie_platform.ledger.actions import (
    ActionRefused,
    Actor,
    Done,
    Owed,
    chain_for,
    note_access,
    record,
    whole,
)
from hejie_platform.ledger.models import Effect
from hejie_platform.people import actions as accounts
from hejie_platform.people import documents, providers, queries
from hejie_platform.people.access import HeldProof
from hejie_platform.people.models import IdentityProof, User

CONSENT_SHEET: Final = "identity-2026-11"  # the sheet that stands above the form
RENEW_BEFORE: Final = timedelta(days=30)
PHOTOS_KEPT: Final = timedelta(days=30)  # after the decision, as the sheet promises; the platform's own rule
NUMBER_INDEX: Final = "identity.number"

# What a provider's status leads to; the rest need a person.
SETTLES: Final = {"match": "", "mismatch": "identity_mismatch", "malformed": "identity_malformed"}


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody typed and uploaded, understood."""

    legal_name: str
    shown: documents.Shown
    photos: dict[str, tuple[bytes, str]]  # side -> bytes and type
    card_until: date | None

    @property
    def method(self) -> str:
        can_ask = providers.find() is not None and not self.shown.needs_a_person
        return "provider" if can_ask else "papers"


def offer_identity(
    user: User,
    *,
    legal_name: str,
    number: str,
    front: bytes | None,
    back: bytes | None,
    card_until: date | None,
    has_consented: bool,
    country: str = "",
    born_on: date | None = None,
    helper: User | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Begin a proof, or have a `helper` begin it for the person; the entry's subject is the proof.

    country: whose paper it is, the home of the installation where none is named; `born_on` for papers whose number does
    not say it. Raises Wrong with everything that is wrong, ActionRefused.
    """
    day, country = clock.legal_day(now), country or law.home()
    age = documents.adult_age(country, day)
    if age is None:
        raise ActionRefused("identity_age_unknown")
    shown, faults = documents.read(number, country=country, born_on=born_on, today=day, adult_age=age)
    photos, photo_faults = _looked_at({"front": front, "back": back})
    faults += photo_faults + _other_faults(legal_name, card_until, has_consented, day)
    if shown is None or faults:
        raise Wrong(faults)
    offered = Offered(legal_name.strip(), shown, photos, card_until)
    missing = [side for side in shown.sides if side not in photos]
    if offered.method == "papers" and missing:
        raise Wrong(tuple(texts.fault("identity_photos_needed", side) for side in missing))
    return _keep(user, offered, helper, now=now, action_id=action_id)


def _looked_at(
    given: dict[str, bytes | None],
) -> tuple[dict[str, tuple[bytes, str]], tuple[texts.Fault, ...]]:
    photos: dict[str, tuple[bytes, str]] = {}
    faults: list[texts.Fault] = []
    for side, data in given.items():
        if data is None:
            continue
        look = papers.look_at(data, reads=False, most_bytes=settings.HEJIE_MAX_UPLOAD)
        faults += [texts.fault(fault.code, side, **fault.facts) for fault in look.faults]
        photos[side] = (data, look.media_type)
    return photos, tuple(faults)


def _other_faults(
    legal_name: str, card_until: date | None, has_consented: bool, day: date
) -> tuple[texts.Fault, ...]:
    faults = []
    if not legal_name.strip():
        faults.append(texts.fault("legal_name_missing", "legal_name"))
    if card_until is not None and card_until < day:
        faults.append(texts.fault("identity_card_over", "card_until", until_on=card_until.isoformat()))
    if not has_consented:
        faults.append(texts.fault("identity_consent_needed", "has_consented"))
    return tuple(faults)


@whole
def _keep(user: User, offered: Offered, helper: User | None, *, now: datetime, action_id: UUID) -> Done:
    _refuse_a_second(user, clock.legal_day(now))
    proof = IdentityProof.objects.create(
        user=user,
        method=offered.method,
        legal_name=offered.legal_name,
        id_kind=offered.shown.kind,
        id_number=offered.shown.number,
        id_number_hash=keys.keyed_hash(offered.shown.number, purpose=NUMBER_INDEX),
        front=_stored(offered, "front", now),
        back=_stored(offered, "back", now),
        outcome={"consent": CONSENT_SHEET, "notes": list(offered.shown.notes)},
        offered_at=now,
        valid_until=offered.card_until,
    )
    owed = (Owed("identity.check", {"proof": str(proof.pk)}),) if proof.method == "provider" else ()
    by = Actor(helper, "representative", user) if helper else Actor(user, "owner")
    said = {"method": proof.method, "photos": len(offered.photos), "consent": CONSENT_SHEET}
    return _record(proof, by, "identity.offer", said, owed, now=now, action_id=action_id)


def _refuse_a_second(user: User, day: date) -> None:
    if IdentityProof.objects.filter(user=user, state="pending").exists():
        raise ActionRefused("identity_already_waiting")
    proven = queries.proven_identity(user, day)
    if proven and (proven.valid_until is None or proven.valid_until > day + RENEW_BEFORE):
        raise ActionRefused("identity_already_proven")


def _stored(offered: Offered, side: str, now: datetime) -> StoredFile | None:
    if side not in offered.photos:
        return None
    data, media_type = offered.photos[side]
    return storage.put(data, media_type=media_type, now=now)


def check_with_provider(effect: Effect, *, now: datetime) -> None:
    """Ask the provider about a waiting proof and settle it. Asking again is the same question (effect id)."""
    proof = IdentityProof.objects.select_related("user").get(pk=effect.payload["proof"])
    check = providers.find()
    if proof.state != "pending" or proof.method != "provider":
        return
    if check is None:
        settle(proof, None, now=now, action_id=effect.id)
        return
    outcome = check(providers.Subject(proof.legal_name, proof.id_number), idempotency_key=str(effect.id))
    settle(proof, outcome, now=now, action_id=effect.id)


@whole
def settle(
    proof: IdentityProof, outcome: providers.Outcome | None, *, now: datetime, action_id: UUID
) -> Done:
    """What a provider's answer means for the proof."""
    status = outcome.status if outcome else "unavailable"
    if outcome:
        proof.outcome |= {
            "provider": outcome.provider,
            "request": outcome.request_id,
            "raw": outcome.raw_code,
        }
    proof.outcome |= {"status": status}
    reason = SETTLES.get(status)
    if reason is None or queries.is_number_elsewhere(proof):
        return _pass_to_a_person(proof, status, now=now, action_id=action_id)
    return _decide(proof, Actor(None, "system"), reason, now=now, action_id=action_id)


def _pass_to_a_person(proof: IdentityProof, status: str, *, now: datetime, action_id: UUID) -> Done:
    if proof.front is None or proof.back is None:
        return _decide(proof, Actor(None, "system"), "identity_needs_papers", now=now, action_id=action_id)
    proof.method = "papers"
    proof.save(update_fields=["method", "outcome"])
    return _record(
        proof, Actor(None, "system"), "identity.pass_on", {"status": status}, now=now, action_id=action_id
    )


@whole
def decide_identity(
    held: HeldProof,
    *,
    reason: str,
    valid_until: date | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """A reviewer's decision: no reason means that the papers prove it. Raises ActionRefused."""
    if reason and reason not in REASONS:
        raise ActionRefused("identity_reason_needed")
    if not reason and valid_until is not None and valid_until < clock.legal_day(now):
        raise ActionRefused("identity_card_over", until_on=valid_until.isoformat())
    held.proof.valid_until = valid_until
    return _decide(held.proof, Actor(held.user, held.role), reason, now=now, action_id=action_id)


# What a reviewer may choose from; a provider and the person themselves have their own.
REASONS: Final = (
    "identity_photo_unclear",
    "identity_photo_incomplete",
    "identity_name_differs",
    "identity_number_differs",
    "identity_card_expired",
    "identity_not_genuine",
)


@whole
def withdraw_identity(held: HeldProof, *, now: datetime, action_id: UUID) -> Done:
    """The person takes a waiting proof back."""
    return _decide(held.proof, Actor(held.user, "owner"), "identity_withdrawn", now=now, action_id=action_id)


def _decide(proof: IdentityProof, by: Actor, reason: str, *, now: datetime, action_id: UUID) -> Done:
    """Prove (no reason) or fail a waiting proof, once; tell its owner; forget the photos in time."""
    state = "failed" if reason else "proven"
    waiting = IdentityProof.objects.filter(pk=proof.pk, state="pending")
    changed = waiting.update(
        state=state,
        outcome=proof.outcome | {"reason": reason},
        decided_at=now,
        decided_by=by.user,
        valid_until=proof.valid_until,
    )
    if not changed:
        raise ActionRefused("identity_not_waiting")
    if state == "proven":
        accounts.take_proven_name(proof.user, name=proof.legal_name)
    return _record(
        proof,
        by,
        "identity.prove" if state == "proven" else "identity.fail",
        {"reason": reason, "method": proof.method},
        (*_news(proof, by, reason), _forgetting(proof, reason, now)),
        now=now,
        action_id=action_id,
    )


def _news(proof: IdentityProof, by: Actor, reason: str) -> tuple[Owed, ...]:
    if by.user == proof.user:
        return ()
    return (Owed("notice.send", {"to": str(proof.user_id), "code": reason or "identity_proven"}),)


def _forgetting(proof: IdentityProof, reason: str, now: datetime) -> Owed:
    due_at = now if reason == "identity_withdrawn" else now + PHOTOS_KEPT
    return Owed("identity.forget_photos", {"proof": str(proof.pk)}, due_at=due_at)


def forget_photos(effect: Effect, *, now: datetime) -> None:
    """Destroy the keys of a decided proof's photos; the result stays."""
    proof = IdentityProof.objects.select_related("front__key", "back__key").get(pk=effect.payload["proof"])
    for stored in (proof.front, proof.back):
        if stored is not None and stored.key.destroyed_at is None:
            storage.destroy_key(stored.key, now=now)


@dataclass(frozen=True, slots=True)
class Photo:
    """One side of a card, readable."""

    data: bytes
    media_type: str


def show_photo(held: HeldProof, side: str, *, now: datetime) -> Photo | None:
    """The photo of one side, and a line in the owner's list of who looked. None when there is none any more."""
    stored = {"front": held.proof.front, "back": held.proof.back}.get(side)
    if stored is None:
        return None
    try:
        data = storage.get(stored)
    except storage.FileGone:
        return None
    _note(held, "identity_paper", now)
    return Photo(data, stored.media_type)


def note_look(held: HeldProof, *, now: datetime) -> None:
    """Somebody opened the page with the name and the number."""
    _note(held, "identity_number", now)


def _note(held: HeldProof, kind: str, now: datetime) -> None:
    note_access(
        reader=Actor(held.user, held.role),
        kind=kind,
        subject=held.proof.pk,
        owner=held.proof.user,
        purpose="identity_review",
        now=now,
    )


def _record(
    proof: IdentityProof,
    by: Actor,
    verb: str,
    said: dict[str, Any],
    owed: tuple[Owed, ...] = (),
    *,
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(proof.user_id, "private"),
        by=by,
        verb=verb,
        subject=proof.pk,
        facts=said,
        owed=owed,
        now=now,
        action_id=action_id,
    )
