"""Wishes about one's own data, by real actions.

ordered(cast.borrower, now=NOW)                       # a copy, made by the worker
correction(cast.borrower, now=NOW)                    # a legal name that was read wrong
asked_to_be_forgotten(cast.stranger, now=NOW)         # waits seven days
"""

import uuid
from datetime import datetime
from typing import Any

from hejie_platform.ledger.models import Effect
from hejie_platform.people.models import User
from hejie_platform.privacy import access, actions
from hejie_platform.privacy.models import Correction, Erasure, ExportOrder
from tests.platform.cast import Cast

new_id = uuid.uuid4


def ordered(person: User, *, now: datetime) -> ExportOrder:
    """A copy that can be fetched."""
    done = actions.order_export(person, now=now, action_id=new_id())
    actions.make_export(Effect.objects.get(entry=done.entry), now=now)
    return ExportOrder.objects.get(pk=done.subject)


def correction(person: User, *, now: datetime, **told: Any) -> Correction:
    """A request that waits for the desk."""
    given: dict[str, Any] = {
        "about": "legal_name",
        "wished": "王小明",
        "words": "A character was read wrong.",
    }
    done = actions.ask_correction(person, told=actions.Wished(**(given | told)), now=now, action_id=new_id())
    return Correction.objects.get(pk=done.subject)


def decided(row: Correction, by: User, *, now: datetime, **given: Any) -> Correction:
    """What the desk says to it."""
    answer: dict[str, Any] = {"is_right": True, "words": "The card shows it."}
    held = access.correction_for(by, row.ref, now=now)
    actions.decide_correction(held, **(answer | given), seen_version=None, now=now, action_id=new_id())
    row.refresh_from_db()
    return row


def asked_to_be_forgotten(person: User, *, now: datetime) -> Erasure:
    """A wish that can be called off for seven days."""
    done = actions.ask_erasure(person, now=now, action_id=new_id())
    return Erasure.objects.get(pk=done.subject)


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """A request of the borrower that waits."""
    return {"correction": correction(cast.borrower, now=now)}


SAMPLES = {"correction": lambda world: {"ref": world.objects["correction"].ref}}
