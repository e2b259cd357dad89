"""What goes wrong, as RFC 9457 problem documents: a code for machines, a sentence with its cure for people, every fault.

422 says that the request does not fit the document of the API; 409 that it does, and the house still refuses it.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError

from hejie import rules, steps, texts
from hejie_platform.core.refusals import LawRefused
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.lenders.access import NotHeld
from hejie_platform.notices.queries import say

MEDIA_TYPE = "application/problem+json"
STALE = "stale"


class FaultOut(Schema):
    """One fault of what was sent."""

    code: str
    field: str
    sentence: str


class ProblemOut(Schema):
    """A problem document."""

    status: int
    code: str
    title: str
    faults: list[FaultOut] = []


class Problem(Exception):
    """An answer that ends the request. The code has a sentence in every language."""

    def __init__(
        self,
        status: int,
        code: str,
        facts: Mapping[str, Any] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.facts = status, code, dict(facts or {})
        self.headers = dict(headers or {})


def answer(
    status: int,
    code: str,
    facts: Mapping[str, Any],
    *,
    faults: list[FaultOut] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    told = ProblemOut(status=status, code=code, title=say(code, facts), faults=faults or [])
    return JsonResponse(
        told.model_dump(), status=status, content_type=MEDIA_TYPE, headers=dict(headers or {})
    )


def _law(refused: ActionRefused) -> tuple[rules.Finding, ...]:
    """What stands against it by law, where that is the reason."""
    return refused.findings if isinstance(refused, LawRefused) else ()


def install(api: NinjaAPI) -> None:
    """Let every refusal of the house be answered as a problem document."""

    @api.exception_handler(Problem)
    def _problem(request: HttpRequest, found: Problem) -> HttpResponse:
        return answer(found.status, found.code, found.facts, headers=found.headers)

    @api.exception_handler(NotHeld)
    def _not_held(request: HttpRequest, found: NotHeld) -> HttpResponse:
        return answer(404, "call_nothing_here", {})

    @api.exception_handler(AuthenticationError)
    def _unknown_key(request: HttpRequest, found: AuthenticationError) -> HttpResponse:
        return answer(401, "call_key_unknown", {}, headers={"WWW-Authenticate": "Bearer"})

    @api.exception_handler(ActionRefused)
    def _refused(request: HttpRequest, found: ActionRefused) -> HttpResponse:
        faults = [FaultOut(code=one.code, field="", sentence=say(one.code, one.facts)) for one in _law(found)]
        return answer(409, found.code, found.facts, faults=faults)

    @api.exception_handler(steps.StepRefused)
    def _step_refused(request: HttpRequest, found: steps.StepRefused) -> HttpResponse:
        return answer(409, found.code, found.facts)

    @api.exception_handler(texts.Faulty)
    def _faulty(request: HttpRequest, found: texts.Faulty) -> HttpResponse:
        faults = [
            FaultOut(code=one.code, field=one.field, sentence=say(one.code, one.facts))
            for one in found.faults
        ]
        return answer(409, faults[0].code, found.faults[0].facts, faults=faults)

    @api.exception_handler(ValidationError)
    def _unreadable(request: HttpRequest, found: ValidationError) -> HttpResponse:
        faults = [
            FaultOut(
                code=str(one["type"]),
                field=".".join(str(part) for part in one["loc"]),
                sentence=str(one["msg"]),
            )
            for one in found.errors
        ]
        return answer(422, "call_unreadable", {}, faults=faults)
