"""Is it really you? Asked again before a signature, by whatever this account can show.

    @recently_authenticated
    def sign(request, ref): ...

leads to the password, the authenticator app or a code by text message, and back. A code is six digits, lives ten
minutes and three attempts, and is kept in the session as a keyed hash; how often one may ask and try is counted for
the account, over all its sessions (ACCOUNT_RATE_LIMITS). This proves presence; it is never called an electronic
signature.
"""

import functools
import secrets
import time
import uuid
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import override

from hejie_platform.core import clock, keys, outbound
from hejie_platform.people import queries as people
from hejie_platform.web.account import wording

STATE: Final = "confirm_code"
PURPOSE: Final = "confirm.code"
LIFETIME: Final = 600  # seconds
ATTEMPTS: Final = 3
View = Callable[..., HttpResponseBase]


def is_recent(request: HttpRequest) -> bool:
    """Whether this person confirmed themselves in this session within ACCOUNT_REAUTHENTICATION_TIMEOUT seconds."""
    records = get_authentication_records(request, request.user)
    moments = [row["at"] for row in records if row.get("reauthenticated")]
    return bool(moments) and time.time() - moments[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def recently_authenticated(view: View) -> View:
    """A view that opens only to somebody who has just confirmed themselves; others are led there and back."""

    @functools.wraps(view)
    @login_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_recent(request):
            return view(request, *args, **kwargs)
        return redirect(f"{_door(request)}?{urlencode({'next': request.get_full_path()})}")

    return guarded


def _door(request: HttpRequest) -> str:
    """The page of the strongest thing this account can show."""
    user: Any = request.user
    if people.has_second_factor(user):
        return reverse("mfa_reauthenticate")
    if user.has_usable_password():
        return reverse("account_reauthenticate")
    return reverse("account:confirm")


def send_code(request: HttpRequest) -> None:
    """Text a fresh code to the account's phone, if it has one. Asked for too soon or too often, nothing is sent."""
    user: Any = request.user
    if not user.phone or not ratelimit.consume(request, action="send_confirmation", user=user):
        return
    code = f"{secrets.randbelow(10**6):06}"
    request.session[STATE] = {"hash": _hash(user.pk, code), "at": time.time(), "left": ATTEMPTS}
    with override(user.language):
        text = str(wording.SMS_CODE).format(code=code)
    outbound.send(
        outbound.Message("sms", to=user.phone, text=text, message_id=str(uuid.uuid4())), now=clock.now()
    )


def has_code(request: HttpRequest) -> bool:
    """Whether a code is waiting to be typed."""
    state: Any = request.session.get(STATE)
    return bool(state) and state["left"] > 0 and time.time() - state["at"] < LIFETIME


def take_code(request: HttpRequest, typed: str) -> bool:
    """Whether `typed` is the code; a right one is used up, a wrong one costs an attempt. Raises RateLimited."""
    if not has_code(request):
        return False
    ratelimit.consume(request, action="try_confirmation", user=request.user, raise_exception=True)
    state: dict[str, Any] = request.session[STATE]
    if secrets.compare_digest(state["hash"], _hash(request.user.pk, typed.strip())):
        del request.session[STATE]
        user: Any = request.user
        record_authentication(request, user, method="code", phone=user.phone, reauthenticated=True)
        return True
    request.session[STATE] = state | {"left": state["left"] - 1}
    return False


def _hash(user_id: Any, code: str) -> str:
    return keys.keyed_hash(f"{user_id}:{code}", purpose=PURPOSE)
