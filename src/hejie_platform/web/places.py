"""Where to send somebody back to: an address that a form or link brought, if it is one of ours."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def back(request: HttpRequest, target: str, otherwise: str = "home:start") -> str:
    """`target` when it is a path on this site, else the page named `otherwise`.

    A path begins with a slash: anything else would be taken for the name of a page, and names are not a stranger's to say.
    """
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else reverse(otherwise)
