"""Where the API lives, and the document that describes it.

`docs/openapi.json` is that document, committed; `tools/openapi.py --write` writes it.
"""

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI

from hejie_platform.api import kept, problems, talks
from hejie_platform.api.calling import Key

DESCRIPTION = (
    "What a lender's own system may read and write. A key is made by an officer and approved by a checker on the lender's "
    "desk; it acts in the officer's name. Every write carries an Idempotency-Key: sent again, it is the same act."
)
WRITES = ("post", "put", "patch", "delete")
NAME = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 8, "maxLength": 100, "pattern": "^[!-~]+$"},
    "description": "Your own name for this act; sent again with the same request, nothing happens twice.",
}


class Api(NinjaAPI):
    def get_openapi_schema(self, **more: Any) -> Any:
        """The document, with what every write carries."""
        told = super().get_openapi_schema(**more)
        for operations in told["paths"].values():
            for method, operation in operations.items():
                if method in WRITES:
                    operation.setdefault("parameters", []).append(NAME)
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {problems.MEDIA_TYPE: answer["content"]["application/json"]}
        return told


api = Api(
    title="Hejie",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    auth=Key(),
    docs_url=None,
    openapi_url="/openapi.json",
)
problems.install(api)
api.add_router("/talks", talks.router)
api.add_router("/agreements", kept.router)

urlpatterns = api.urls[0]


def document() -> Any:
    """The OpenAPI document as plain data."""
    return api.get_openapi_schema(path_prefix="/api/v1/")


def nothing_here(request: HttpRequest) -> Any:
    """An address that the API does not have."""
    return problems.answer(404, "call_nothing_here", {})
