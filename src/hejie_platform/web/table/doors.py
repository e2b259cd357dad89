"""The door of the table: whoever sits there, with the table in their hands and the time read once.

@door
def joint(request, held, *, now): ...
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from hejie import steps, texts
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.mediation import table
from hejie_platform.mediation.table import HeldTable
from hejie_platform.people.access import NotHeld
from hejie_platform.web import forms
from hejie_platform.web.table import words

View = Callable[..., HttpResponse]
REFUSALS = (ActionRefused, steps.StepRefused)
GET_POST = require_http_methods(["GET", "POST"])
GET = require_GET
ZONE = "zone"


def door(view: View) -> View:
    """For people who are signed in and sit at this table; for all others the address does not exist."""

    @login_required
    @wraps(view)
    def opened(request: HttpRequest, ref: str, *args: Any, **kwargs: Any) -> HttpResponse:
        now = clock.now()
        return view(request, table.table_for(person(request), ref, now=now), *args, **kwargs, now=now)

    return opened


def mediator_only(view: View) -> View:
    """For the mediator; nobody else finds the address."""

    @wraps(view)
    def opened(request: HttpRequest, held: HeldTable, *args: Any, **kwargs: Any) -> HttpResponse:
        if not held.is_mediator:
            raise NotHeld
        return view(request, held, *args, **kwargs)

    return opened


def taken(
    form: forms.Form, action: Callable[..., Any], held: HeldTable, row: Any = None, **given: Any
) -> bool:
    """Take the action with the form's stamp. False: it was refused, and the form says why with everything typed."""
    try:
        action(held, **given, **form.stamp)
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults)
    except REFUSALS as refused:
        version = None
        if row is not None:
            row.refresh_from_db()
            version = getattr(row, "version", None)
        form.refuse(refused, version=version)
    else:
        return True
    return False


def person(request: HttpRequest) -> Any:
    """Who is signed in."""
    return request.user


def said(request: HttpRequest, text: Any) -> None:
    """One quiet line at the top of the next page."""
    messages.success(request, text)


def zone_of(request: HttpRequest) -> ZoneInfo:
    """The reader's time zone: as chosen on a page of meetings, else the one in which the law counts days."""
    chosen = request.session.get(ZONE, "")
    return ZoneInfo(chosen) if chosen in words.ZONES else clock.legal_zone()
