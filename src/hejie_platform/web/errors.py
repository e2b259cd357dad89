"""Pages for what went wrong: what happened, what it means, what to do next. A 404 says nothing of what exists."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    return render(request, f"errors/{name}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if isinstance(exception, TooManyFilesSent):
        return _page(request, "files", 413)
    return _page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404", 404)


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, "413", 413)


def only_by_a_button(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """An address that takes what a form sends, opened like a page; or the other way round."""
    page = _page(request, "405", 405)
    page.headers["Allow"] = allowed
    return page


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "429", 429)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form did not fit: an old page, or cookies switched off."""
    return _page(request, "csrf", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database or the session: they may be what failed."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
