"""Proofs of identity by real actions."""

import uuid
from datetime import date, datetime, timedelta

from hejie_platform.core import clock
from hejie_platform.intake.actions import identity as actions
from hejie_platform.people.models import IdentityProof, User
from tests.platform.stories import pictures


def waiting_proof(user: User, *, now: datetime) -> IdentityProof:
    """Papers of this person that wait for a reviewer: the double of a provider knows nothing of the number.

    Whoever was proven before stays so: the old card ends soon, and this is the new one.
    """
    soon = clock.legal_day(now) + timedelta(days=20)
    IdentityProof.objects.filter(user=user, state="proven").update(valid_until=soon)
    done = actions.offer_identity(
        user,
        legal_name="Somebody",
        number="110105194912310927",
        front=pictures.png(),
        back=pictures.jpeg(),
        card_until=date(2040, 1, 1),
        has_consented=True,
        now=now,
        action_id=uuid.uuid4(),
    )
    proof = IdentityProof.objects.get(pk=done.subject)
    effect = done.entry.effects.get(kind="identity.check")
    actions.check_with_provider(effect, now=now)
    proof.refresh_from_db()
    return proof
