"""Destroying words and files. The record keeps its codes and hashes, so that every chain still verifies afterwards.

    shred_case(case, now=now)        # every word and paper of a case; {"intake.Story": 1, "files": 3, ...}
    seal_rooms(mediation, now=now)   # the keys of its caucuses and note books
    forget(person, now=now)          # all their cases, and the account itself

A file goes by its own key; one that a later application took over goes with the last case that holds it. A caucus and a note
book go by theirs. In a room that both sides share only one's own words go: they are written over, and what others said stays
theirs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import ForeignKey, Model, QuerySet

from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.models import Case, Mediation
from hejie_platform.core import storage
from hejie_platform.core.fields import EncryptedTextField
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.mediation.models import Caucus, CaucusSaying, JointSaying, NoteBook
from hejie_platform.negotiation.models import Message, Offer
from hejie_platform.people.models import User
from hejie_platform.privacy.facts import erasable
from hejie_platform.privacy.models import Forgotten

Counts = Counter[str]
Rows = QuerySet[Any]


def forget(person: User, *, now: datetime) -> dict[str, int]:
    """Everything of this person; what has to stay with an agreement stays. Counts by model, and of files."""
    counts: Counts = Counter()
    has_agreement = Agreement.objects.filter(negotiation__case__parties__user=person).exists()
    for case in Case.objects.filter(borrower=person).order_by("id"):
        counts.update(shred_case(case, now=now))
    for label, way in erasable.BY_PERSON.items():
        if label != "people.IdentityProof" or not has_agreement:
            counts.update(
                blank(label, apps.get_model(label)._default_manager.filter(**{way: person}), now=now)
            )
    counts.update(words_of(person, now=now))
    _close_account(person)
    return dict(sorted((label, count) for label, count in counts.items() if count))


def shred_case(case: Case, *, now: datetime) -> dict[str, int]:
    """Every word and paper of one case, and its sealed rooms."""
    counts: Counts = Counter()
    for label, way in erasable.BY_CASE.items():
        counts.update(blank(label, apps.get_model(label)._default_manager.filter(**{way: case}), now=now))
    for mediation in Mediation.objects.filter(case=case).order_by("id"):
        counts.update(seal_rooms(mediation, now=now))
    if case.borrower is not None:
        counts.update(words_of(case.borrower, now=now, case=case))
    note(case, now=now)
    return dict(counts)


def seal_rooms(mediation: Mediation, *, now: datetime) -> dict[str, int]:
    """Destroy the keys of the caucuses and note books, and the files shown there: nobody opens a word of them again."""
    counts: Counts = Counter()
    for model in (Caucus, NoteBook):
        for room in model.objects.filter(mediation=mediation, key__sealed__isnull=False).select_related(
            "key"
        ):
            storage.destroy_key(room.key, now=now)
            counts[model._meta.label] += 1
    shown = CaucusSaying.objects.filter(room__mediation=mediation, file__isnull=False)
    counts["files"] += _destroy(shown.select_related("file__key"), ("file",), now)
    note(mediation, now=now)
    return dict(counts)


def words_of(person: User, *, now: datetime, case: Case | None = None) -> dict[str, int]:
    """Somebody's own words in shared rooms, in one case or in all, and the files they showed there."""
    messages = Message.objects.filter(sender=person)
    sayings = JointSaying.objects.filter(sender=person)
    offers = Offer.objects.filter(put_by=person)
    if case is not None:
        messages = messages.filter(room__negotiation__case=case)
        sayings = sayings.filter(room__mediation__case=case)
        offers = offers.filter(negotiation__case=case)
    return {
        "files": _destroy(sayings.filter(file__isnull=False).select_related("file__key"), ("file",), now),
        "negotiation.Message": _written_over(messages, "message"),
        "mediation.JointSaying": _written_over(sayings, "saying"),
        "negotiation.Offer": offers.filter(words__isnull=False).update(words=None),
    }


def _written_over(rows: Rows, place: str) -> int:
    """Words that are there, replaced by a dash under the room's key: the room stays readable for the other side."""
    rows = rows.select_related("room__key")
    for row in rows:
        row.body = shredded(row.room, place=f"{place}.{row.seq}") or row.body
        row.save(update_fields=["body"])
    return len(rows)


def shredded(room: Any, *, place: str) -> bytes | None:
    """What stands where words were; None when the room's key is gone and nothing can be read anyway."""
    from hejie_platform.negotiation import facts

    return None if room.key.sealed is None else facts.seal_words(room, "—", place=place)


def blank(label: str, rows: Rows, *, now: datetime) -> dict[str, int]:
    """Blank the sealed columns of these rows, and destroy the keys of their files."""
    model = apps.get_model(label)
    spared = _taken_over(rows) if model is EvidenceItem else frozenset()
    files = _destroy(rows, tuple(file_columns(model)), now, spared=spared)
    values = {field.name: field.get_default() for field in sealed_columns(model)}
    values |= erasable.PLAIN.get(label, {})
    return {label: rows.update(**values) if values else 0, "files": files}


def sealed_columns(model: type[Model]) -> Iterator[EncryptedTextField]:
    """The encrypted columns of a model."""
    return (field for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField))


def file_columns(model: type[Model]) -> Iterator[str]:
    """The columns of a model that name a stored file."""
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model is StoredFile:
            yield field.name


def _taken_over(papers: Rows) -> frozenset[UUID]:
    """The files of these papers that are papers of another case, too, which began with them: they go with the last."""
    others = EvidenceItem.objects.filter(file__in=papers.values("file"), removed_at__isnull=True)
    others = others.exclude(pk__in=papers.values("pk"))
    others = others.exclude(case__in=Forgotten.objects.filter(model=Case._meta.label).values("subject"))
    return frozenset(others.values_list("file_id", flat=True))


def _destroy(
    rows: Iterable[Any], columns: tuple[str, ...], now: datetime, *, spared: frozenset[UUID] = frozenset()
) -> int:
    keys = {}
    for row in rows if columns else ():
        for name in columns:
            stored = getattr(row, name)
            if stored is not None and stored.pk not in spared and stored.key.sealed is not None:
                keys[stored.key.pk] = stored.key
    for key in keys.values():
        storage.destroy_key(key, now=now)
    return len(keys)


def note(row: Any, *, now: datetime) -> None:
    """Write down that a row was forgotten, once."""
    known = {"model": row._meta.label, "at": now}
    Forgotten.objects.get_or_create(subject=row.pk, defaults=known)


def _close_account(person: User) -> None:
    """The account keeps its number; its name, addresses and ways to log in go."""
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    person.email, person.phone, person.phone_verified = f"{person.ref.lower()}@erased.invalid", None, False
    person.name, person.is_active = "", False
    person.set_unusable_password()
    person.save(update_fields=["email", "phone", "phone_verified", "name", "is_active", "password"])
