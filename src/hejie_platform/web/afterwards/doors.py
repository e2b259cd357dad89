"""The doors of what remains: a case or ended talks in the hands of the borrower's side, ended talks at the lender's desk.

    @at(TALKS)
    def contact(request, held, *, now): ...

What is not theirs is an address that does not exist. What both sides have is built for either place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse

from hejie import texts
from hejie_platform.afterwards import access
from hejie_platform.core import clock
from hejie_platform.web import forms
from hejie_platform.web.signed_in import SignedIn

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Place:
    """From where somebody looks: how they come to hold it, and what its pages begin with."""

    hold: Callable[..., Any]
    pages: str = ""
    side: str = "borrower"

    def url(self, page: str, ref: str, *more: Any) -> str:
        """The address of a page of this place; the first page of talks is their ending."""
        name = "talks" if page == "home" and self.side == "borrower" else f"{self.pages}{page}"
        return reverse(f"afterwards:{name}", args=[ref, *more])


CASE = Place(access.case_for)
TALKS = Place(access.talks_for)
DESK = Place(access.desk_for, "desk_", "lender")


def at(place: Place) -> Callable[[View], View]:
    """For people who are signed in; the time is read once; the row comes into their hands, or nothing does."""

    def made(view: View) -> View:
        @login_required
        @wraps(view)
        def opened(request: SignedIn, ref: str, *args: Any, **kwargs: Any) -> HttpResponse:
            now = clock.now()
            return view(request, place.hold(request.user, ref, now=now), *args, **kwargs, now=now)

        return opened

    return made


def taken(form: forms.Form, action: Callable[..., Any], held: Any, *given: Any, **more: Any) -> bool:
    """Take the action with the form's stamp. False: it was refused, and the form says why with everything typed."""
    try:
        action(held, *given, **more, action_id=form.stamp["action_id"])
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults, names={"file": "receipt"})
    except forms.REFUSALS as refused:
        form.refuse(refused)
    else:
        return True
    return False


def said(request: SignedIn, text: Any) -> None:
    """One quiet line at the top of the next page."""
    messages.success(request, text)


def as_file(data: bytes, media_type: str, name: str) -> HttpResponse:
    """A download; nothing in it may run, and no cache keeps it."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=media_type, headers=headers)
