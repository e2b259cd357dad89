"""What every answer of the face has in common: a strict content policy, a limit on uploads, a second factor.

The policy allows nothing that is not ours: no inline script or style, no third party, no frame around us.
"""

from collections.abc import Callable
from typing import Any, Final

from allauth.core.exceptions import RateLimited
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from hejie_platform.core import clock, law
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
    """A row that does not exist and one that is not yours look alike: there is no such page."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.not_found(request) if isinstance(exception, NotHeld) else None


class TooOften(MiddlewareMixin):
    """Codes asked for faster than they are sent: a page that says when to come back."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.too_many(request) if isinstance(exception, RateLimited) else None


def _entered_the_demo(request: HttpRequest) -> bool:
    return settings.HEJIE_MODE is Mode.DEMO and bool(request.session.get(DEMO_ENTRY))
