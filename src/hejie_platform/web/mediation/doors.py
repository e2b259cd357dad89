"""The doors of a mediation: it comes into the reader's hands, or there is no such address.

    @door
    def home(request, held, *, now): ...

`only("mediator")` opens a page to one kind of reader; for everybody else the address does not exist.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from hejie import steps, texts
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.mediation import access
from hejie_platform.mediation.access import HeldMediation, NotHeld
from hejie_platform.web import forms
from hejie_platform.web.signed_in import SignedIn

View = Callable[..., HttpResponse]
REFUSALS = (ActionRefused, steps.StepRefused)
PARTIES = ("borrower", "representative", "guarantor", "officer", "checker", "operator")
HEADS = ("body_admin", "supervisor")


def door(view: View) -> View:
    """For people who are signed in; the time is read once; the mediation comes into their hands."""

    @login_required
    @wraps(view)
    def opened(request: SignedIn, ref: str, *args: Any, **kwargs: Any) -> HttpResponse:
        now = clock.now()
        return view(request, access.mediation_for(request.user, ref, now=now), *args, **kwargs, now=now)

    return opened


def only(*roles: str) -> Callable[[View], View]:
    """A page of readers in one of these roles. Raises NotHeld for all others."""

    def made(view: View) -> View:
        @door
        @wraps(view)
        def opened(
            request: SignedIn, held: HeldMediation, *args: Any, now: Any, **kwargs: Any
        ) -> HttpResponse:
            if not set(roles) & set(held.roles):
                raise NotHeld
            return view(request, held, *args, now=now, **kwargs)

        return opened

    return made


def taken(
    form: forms.Form, action: Callable[..., Any], held: Any, *given: Any, row: Any = None, **more: Any
) -> bool:
    """Take the action with the form's stamp. False: it was refused, and the form says why with everything typed.

    row: what the form's version is of; without it the action asks for none.
    """
    stamp = form.stamp if row is not None else {"action_id": form.stamp["action_id"]}
    try:
        action(held, *given, **more, **stamp)
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults)
    except REFUSALS as refused:
        if row is not None:
            row.refresh_from_db()
        form.refuse(refused, version=row.version if row is not None else None)
    else:
        return True
    return False


def said(request: SignedIn, text: Any) -> None:
    """One quiet line at the top of the next page."""
    messages.success(request, text)
