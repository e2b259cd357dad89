"""The doors of the talks: from the borrower's side, and from the lender's desk. What both have is built for either.

    @door(ROOM)
    def facts(request, held, *, now): ...

`held` is the negotiation in the reader's hands; what is not theirs is an address that does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hejie import steps, texts
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.negotiation import access
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.web import forms

View = Callable[..., HttpResponse]
REFUSALS = (ActionRefused, steps.StepRefused)


@dataclass(frozen=True, slots=True)
class Place:
    """From where somebody sits at the table: the name space of its pages, and who may sit there."""

    name: str
    side: str
    hold: Callable[..., HeldNegotiation]

    def url(self, page: str, held: HeldNegotiation, *more: Any) -> str:
        """The address of a page of these talks."""
        return reverse(f"{self.name}:{page}", args=[held.negotiation.ref, *more])


ROOM = Place("room", "borrower", access.room_for)
DESK = Place("lender", "lender", access.desk_for)


def door(place: Place) -> Callable[[View], View]:
    """For people who are signed in; the time is read once; the talks come into their hands, or nothing does."""

    def made(view: View) -> View:
        @login_required
        @wraps(view)
        def opened(request: HttpRequest, ref: str, *args: Any, **kwargs: Any) -> HttpResponse:
            now = clock.now()
            return view(request, place.hold(person(request), ref, now=now), *args, **kwargs, now=now)

        return opened

    return made


def taken(
    form: forms.Form,
    action: Callable[..., Any],
    held: HeldNegotiation,
    *given: Any,
    row: Any = None,
    **more: Any,
) -> bool:
    """Take the action with the form's stamp. False: it was refused, and the form says why with everything typed.

    row: what the form's `seen_version` is of, where it is not the talks themselves.
    """
    try:
        action(held, *given, **more, **form.stamp)
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults)
    except REFUSALS as refused:
        shown = row or held.negotiation
        shown.refresh_from_db()
        form.refuse(refused, version=shown.version)
    else:
        return True
    return False


def person(request: HttpRequest) -> Any:
    """Who is signed in: an account, on pages behind `login_required`."""
    return request.user


def said(request: HttpRequest, text: Any) -> None:
    """One quiet line at the top of the next page."""
    messages.success(request, text)
