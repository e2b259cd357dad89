"""A lender's own system: a key that waits for its checker."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from hejie_platform.lenders import access, actions
from hejie_platform.lenders.models import ApiKey
from tests.platform.cast import Cast

SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "key": lambda world: {
        "lender": world.cast.bank.ref,
        "ref": world.objects["key"].ref,
        "act": "approve",
    }
}


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    [desk] = access.desks_of(cast.officer, now=now)
    done, _ = actions.make_key(
        desk, label="core system", scopes=["read"], days=90, now=now, action_id=uuid.uuid4()
    )
    return {"key": ApiKey.objects.get(pk=done.subject)}
