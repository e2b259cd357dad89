"""One's own requests, and those that wait at the desk."""

from django.db.models import QuerySet

from hejie_platform.ledger import facts as ledger
from hejie_platform.people.models import User
from hejie_platform.privacy.facts import proof
from hejie_platform.privacy.models import Correction, Erasure, ExportOrder


def export_of(person: User) -> ExportOrder | None:
    """The copy that is being made or can be fetched."""
    return ExportOrder.objects.filter(person=person, ended_at__isnull=True).select_related("file").first()


def corrections_of(person: User) -> QuerySet[Correction]:
    """What this person asked to have corrected, newest first."""
    return Correction.objects.filter(person=person).select_related("case").order_by("-asked_at", "-id")


def corrections_waiting() -> QuerySet[Correction]:
    """What the desk has to decide, the soonest due first."""
    rows = Correction.objects.filter(state="received").select_related("case", "person")
    return rows.order_by("due_at", "id")


def correction_of(person: User, ref: str) -> Correction | None:
    """One of this person's own requests."""
    return Correction.objects.filter(person=person, ref=ref).select_related("case").first()


def erasure_of(person: User) -> Erasure | None:
    """The newest wish to be forgotten."""
    return Erasure.objects.filter(person=person).order_by("-asked_at", "-id").first()


def erasures() -> QuerySet[Erasure]:
    """Every wish to be forgotten that waits, the soonest due first."""
    return Erasure.objects.filter(state="asked").select_related("person").order_by("due_at", "id")


def export_key() -> str:
    """The public key with which exports of this installation are signed, in hex."""
    return proof.public(ledger.anchor_key())
