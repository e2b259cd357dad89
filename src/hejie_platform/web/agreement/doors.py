"""The doors of an agreement: it comes into the reader's hands, or there is no such address.

@door
def home(request, held, *, now): ...
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase

from hejie import steps, texts
from hejie_platform.agreements import access
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.web import forms
from hejie_platform.web.signed_in import SignedIn

View = Callable[..., HttpResponseBase]
REFUSALS = (ActionRefused, steps.StepRefused)


def door(view: View) -> View:
    """For people who are signed in; the time is read once; NotHeld is answered like an address that is not there."""

    @login_required
    @wraps(view)
    def opened(request: SignedIn, ref: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        now = clock.now()
        held = access.agreement_for(request.user, ref, now=now)
        return view(request, held, *args, **kwargs, now=now)

    return opened


def taken(
    form: forms.Form, action: Callable[..., Any], held: Any, *given: Any, row: Any = None, **more: Any
) -> bool:
    """Take the action with the form's stamp. False: it was refused, and the form says why with everything typed."""
    try:
        action(held, *given, **more, **form.stamp)
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults, names={"file": "proof"})
    except REFUSALS as refused:
        form.refuse(refused, version=_version_now(row))
    else:
        return True
    if row is not None:
        row.refresh_from_db()  # what the action had begun was undone
    return False


def _version_now(row: Any) -> int | None:
    if row is None:
        return None
    row.refresh_from_db()
    version: int = row.version
    return version


def said(request: SignedIn, text: Any) -> None:
    """One quiet line at the top of the next page."""
    messages.success(request, text)
