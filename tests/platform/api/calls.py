"""Keys of the bank's own system, and requests with them."""

import json
import uuid
from datetime import datetime
from typing import Any

from django.test import Client

from hejie_platform.lenders import access, actions
from hejie_platform.lenders.models import ApiKey
from hejie_platform.people.models import User
from tests.platform.cast import Cast

ALL = ApiKey.SCOPES


def made(
    officer: User, *, now: datetime, scopes: tuple[str, ...] = ALL, days: int = 90
) -> tuple[ApiKey, str]:
    """A key that nobody has approved yet, and its text."""
    [desk] = access.desks_of(officer, now=now)
    done, text = actions.make_key(
        desk, label="core system", scopes=scopes, days=days, now=now, action_id=uuid.uuid4()
    )
    return ApiKey.objects.get(pk=done.subject), text


def approved(row: ApiKey, checker: User, *, now: datetime) -> None:
    [desk] = access.desks_of(checker, now=now)
    actions.approve_key(desk, row, now=now, action_id=uuid.uuid4())


def working(cast: Cast, *, now: datetime, scopes: tuple[str, ...] = ALL) -> str:
    """The text of a key of the bank's officer that a checker approved."""
    row, text = made(cast.officer, now=now, scopes=scopes)
    approved(row, cast.checker, now=now)
    return text


def get(text: str, path: str, **query: Any) -> Any:
    return Client().get(f"/api/v1/{path}", query, headers={"authorization": f"Bearer {text}"})


def post(text: str, path: str, body: Any, *, name: str | None = "") -> Any:
    """A write; under a fresh name of its own unless one is given, with none for None."""
    headers = {"authorization": f"Bearer {text}"}
    if name is not None:
        headers["idempotency-key"] = name or str(uuid.uuid4())
    return Client().post(
        f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=headers
    )
