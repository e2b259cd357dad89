"""What every answer of the face has in common: a strict content policy, a limit on uploads, a second factor.

The policy allows nothing that is not ours: no inline script or style, no third party, no frame around us.
"""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from allauth.core.exceptions import RateLimited
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, resolve_url
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import url_has_allowed_host_and_scheme

from hejie_platform.core import clock, law, storage
from hejie_platform.core.modes import Mode
from hejie_platform.people import queries as people
from hejie_platform.people.access import NotHeld
from hejie_platform.web import errors

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the QR code of the authenticator app is drawn into the page
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
FORM_SLACK: Final = 1024 * 1024  # the other fields of a form that carries a file

# A room of the demo writes this into the session when somebody enters as a role with one click.
DEMO_ENTRY: Final = "demo_entry"

# Where staff without a second factor may still go: to set it up, to get help, to leave.
BEFORE_SECOND_FACTOR: Final = frozenset(
    {
        "account_email",
        "account_email_verification_sent",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "home:help",
        "home:language",
        "home:theme",
    }
)


class ContentSecurity(MiddlewareMixin):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


def largest_body() -> int:
    """The most bytes that a request may bring: a file, and the form that carries it."""
    return int(settings.HEJIE_MAX_UPLOAD) + FORM_SLACK


class HomeLaw(MiddlewareMixin):
    """Every request begins under the law of the installation's home; whoever opens a case enters that case's."""

    def process_request(self, request: HttpRequest) -> None:
        law.leave()


class UploadLimit(MiddlewareMixin):
    """An upload beyond the limit, or one that does not say how large it is, gets a kind page instead of being read."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_unsaid = "HTTP_TRANSFER_ENCODING" in request.META
        is_small = length.isdecimal() and len(length) < 20 and int(length) <= largest_body()
        return errors.too_large(request) if is_unsaid or not is_small else None


class SecondFactor(MiddlewareMixin):
    """Whoever works here sets up an authenticator app before anything else."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or match.view_name in BEFORE_SECOND_FACTOR or not self._is_missing(request):
            return None
        return redirect("mfa_activate_totp")

    def _is_missing(self, request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated or _entered_the_demo(request):
            return False
        today = clock.legal_day(clock.now())
        return people.works_here(user, today) and not people.has_second_factor(user)


class NothingHere(MiddlewareMixin):
    """A row that does not exist and one that is not yours look alike, and so does a file that was erased: no such page."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.not_found(request) if isinstance(exception, (NotHeld, storage.FileGone)) else None


class TooOften(MiddlewareMixin):
    """Codes asked for faster than they are sent: a page that says when to come back."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.too_many(request) if isinstance(exception, RateLimited) else None


class WayBack(MiddlewareMixin):
    """Who has to log in before a form is taken comes back to the page of the form, and a bare address is explained."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return errors.only_by_a_button(request, allowed=response.headers["Allow"])
        if request.method == "POST" and response.headers.get("Location") == _log_in(request.get_full_path()):
            response.headers["Location"] = _log_in(self._page(request))
        return response

    def _page(self, request: HttpRequest) -> str:
        """The page that held the form, as the browser tells; the address itself where it tells none of ours."""
        came_from = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()})
        parts = urlsplit(came_from)
        return urlunsplit(("", "", parts.path, parts.query, "")) if is_ours else request.get_full_path()


def _log_in(then: str) -> str:
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': then}, safe='/')}"


def _entered_the_demo(request: HttpRequest) -> bool:
    return settings.HEJIE_MODE is Mode.DEMO and bool(request.session.get(DEMO_ENTRY))
