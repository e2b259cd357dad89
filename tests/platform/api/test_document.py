"""The document of the API is committed and true: what it does not promise, no request finds."""

import json
import uuid
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from hejie_platform.api import urls
from hejie_platform.core import clock
from tests.platform.api import calls
from tests.platform.cast import Cast
from tests.platform.stories import agreements, negotiation

pytestmark = pytest.mark.django_db

EXAMPLES = 25


def CHAPTER(cast: Cast, now: datetime) -> dict[str, str]:
    """Talks in each stage, an agreement in force, and a key: what `{ref}` may be besides nonsense."""
    running = agreements.signed_by_all(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    return {
        "talks": negotiation.waiting(cast, now=now, creditors=[cast.bank]).ref,
        "agreements": agreements.agreement_of(running).ref,
        "key": calls.working(cast, now=now),
    }


@pytest.fixture(autouse=True)
def _the_present(monkeypatch: pytest.MonkeyPatch, now: datetime, settings: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    settings.HEJIE_API_CALLS_A_MINUTE = 1_000_000


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A request of a real server ends with its connection; these live in the test's own transaction, as Django's client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_committed_document_is_the_one_of_the_code(root: Path) -> None:
    made = json.dumps(urls.document(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    assert (root / "docs/openapi.json").read_text("utf-8") == made, "write it: tools/openapi.py --write"


def test_the_document_is_served_to_who_asks() -> None:
    from django.test import Client

    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.")


def _operations() -> list[tuple[str, str]]:
    told = urls.document()["paths"]
    return sorted((method.upper(), path) for path, operations in told.items() for method in operations)


@cache
def _schema() -> Any:
    """Read once: it looks through our code for constants to try."""
    import schemathesis  # a second of imports, which nobody else need pay

    schema = schemathesis.openapi.from_dict(urls.document())
    schema.app = WSGIHandler()
    return schema


@pytest.mark.parametrize(("method", "path"), _operations(), ids=lambda part: str(part).strip("/"))
def test_no_request_is_answered_otherwise_than_the_document_says(
    method: str, path: str, told: dict[str, str]
) -> None:
    operation = _schema()[path][method]
    here = told["agreements" if "/agreements/" in path else "talks"]
    answered: set[int] = set()

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    def ask(case: Any) -> None:
        if "ref" in case.path_parameters:
            case.path_parameters["ref"] = here
        headers = {"Authorization": f"Bearer {told['key']}"}
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        answer = case.call(headers=headers)
        case.validate_response(answer, headers=headers)
        answered.add(answer.status_code)

    ask()
    assert answered
    assert max(answered) < 500
