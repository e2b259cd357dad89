"""Who calls, whether the key may, how often, and under which name a write is kept."""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import HttpBearer

from hejie_platform.api.problems import Problem
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.lenders import access, actions
from hejie_platform.negotiation.access import HeldNegotiation, desk_for

SHORTEST_NAME, LONGEST_NAME = 8, 100
MINUTE = 60
OFFICER = ("officer",)


@dataclass(frozen=True, slots=True)
class Caller:
    """A key that was let in, and the moment of its request."""

    key: Any
    now: datetime

    def talks(self, ref: str) -> HeldNegotiation:
        """The talks of this reference in the officer's hands, where they are this lender's. Raises NotHeld."""
        held = desk_for(self.key.officer, ref, now=self.now)
        if held.negotiation.creditor_id != self.key.lender_id or "officer" not in held.roles:
            raise access.NotHeld
        return replace(held, roles=OFFICER)


class Key(HttpBearer):
    """`Authorization: Bearer hejie_...`"""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        now = clock.now()
        try:
            caller = Caller(access.caller_of(token, now=now), now)
        except access.NotHeld:
            return None
        _count(caller)
        return caller


def _count(caller: Caller) -> None:
    """So many requests a minute for each key. Raises Problem."""
    moment = caller.now.timestamp()
    window = int(moment // MINUTE)
    name = f"api:{caller.key.ref}:{window}"
    cache.add(name, 0, timeout=2 * MINUTE)
    if cache.incr(name) > settings.HEJIE_API_CALLS_A_MINUTE:
        wait = max(1, math.ceil((window + 1) * MINUTE - moment))
        raise Problem(429, "call_too_often", {"seconds": wait}, headers={"Retry-After": str(wait)})


def needs(scope: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An operation that the key must be allowed."""

    def made(operation: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(operation)
        def asked(request: Any, *args: Any, **kwargs: Any) -> Any:
            if scope not in request.auth.key.scopes:
                raise Problem(403, "call_beyond_scope", {"scope": scope})
            return operation(request, *args, **kwargs)

        return asked

    return made


def action_id(request: Any) -> UUID:
    """The id of the act that this write is, from its Idempotency-Key. Raises Problem."""
    name = request.headers.get("Idempotency-Key", "")
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or not name.isprintable() or not name.isascii():
        raise Problem(400, "call_unnamed")
    try:
        call = actions.note_call(request.auth.key, name=name, digest=_digest(request), now=request.auth.now)
    except ActionRefused as refused:
        raise Problem(422, refused.code) from None
    return call.action


def _digest(request: HttpRequest) -> str:
    told = f"{request.method} {request.path}\n".encode() + request.body
    return hashlib.sha256(told).hexdigest()
