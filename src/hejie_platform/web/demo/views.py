"""Views of the demo room. Each is at home on this machine alone: elsewhere there is no such page."""

import hmac
import ipaddress
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hejie_platform.cases.actions import fire
from hejie_platform.core import clock, formats, keys, outbound
from hejie_platform.core import progress as world
from hejie_platform.core.modes import Mode
from hejie_platform.people import queries as people
from hejie_platform.web.demo import doors
from hejie_platform.web.middleware import DEMO_ENTRY

BACKEND = "django.contrib.auth.backends.ModelBackend"
LEAPS = {"day": timedelta(days=1), "week": timedelta(days=7)}
A_MOMENT = timedelta(minutes=1)
NEWEST = 30

View = Callable[..., HttpResponse]


def at_home(view: View) -> View:
    """There is no such page outside demo mode, or for anyone who is not on this machine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.HEJIE_MODE is not Mode.DEMO or not _is_here(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def with_token(view: View) -> View:
    """A POST must bring the installation's own token, which only a page of this installation shows."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not hmac.compare_digest(request.POST.get("token", "").encode(), token().encode()):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def token() -> str:
    """The secret of this installation, made when it was first started."""
    return keys.keyed_hash(settings.SECRET_KEY, purpose="demo entry")


def _is_here(request: HttpRequest) -> bool:
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@require_GET
@at_home
def entrance(request: HttpRequest) -> HttpResponse:
    made = world.made()
    shown = {
        "progress": world.now_at(),
        "roles": doors.role_doors(made),
        "borrowers": doors.borrower_doors(made),
        "next_due": fire.next_due_at(now=clock.now()),
        "token": token(),
    }
    return render(request, "demo/entrance.html", shown)


@require_GET
@at_home
def progress(request: HttpRequest) -> HttpResponse:
    """The part of the entrance that changes while the world is made."""
    now_at = world.now_at()
    answer = render(request, "demo/progress.html", {"progress": now_at})
    if now_at.is_complete:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
@at_home
@with_token
def enter(request: HttpRequest) -> HttpResponse:
    ref = request.POST.get("who", "")
    person = people.user_by_ref(ref) if doors.may_enter(ref, world.made()) else None
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    request.session[DEMO_ENTRY] = True
    return redirect("home:enter")


@require_POST
@at_home
@with_token
def move_clock(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    due = fire.next_due_at(now=now)
    to_next = due - now + A_MOMENT if due else timedelta(0)
    moved = clock.move(LEAPS.get(request.POST.get("by", ""), to_next))
    messages.success(request, _("It is now %(moment)s.") % {"moment": formats.moment_text(moved)})
    return redirect("demo:entrance")


@require_GET
@at_home
def outbox(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/outbox.html", {"sent": outbound.latest(NEWEST)})
