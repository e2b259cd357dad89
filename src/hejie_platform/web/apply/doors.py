"""The door of every page of this house: who is asking and at which moment; what is not theirs is not there.

    @page
    def cause(request, ref, *, now):
        held = access.application_for(request.user, ref, now=now)

A refusal of an action becomes sentences beside the fields, and nothing typed is lost:

    if form.is_valid() and taken(form, actions.submit, held, legal_notice_seen=True, now=now):
        return redirect(...)
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hejie import steps
from hejie_platform.core import clock
from hejie_platform.intake import access
from hejie_platform.intake.actions import Given, Wrong
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.web import forms

View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """A request of somebody who is signed in: behind `page` there is no other."""

    user: Any


def page(view: View) -> View:
    """For people who are signed in; the time is read once; NotHeld is answered like an address that is not there."""

    @login_required
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs, now=clock.now())
        except access.NotHeld:
            raise Http404 from None

    return opened


def taken(
    form: forms.Form, action: Callable[..., Any], held: access.HeldCase, *given: Any, **more: Any
) -> bool:
    """Take the action with the form's stamp. False: it was refused, and the form says why."""
    try:
        action(held, *given, **more, **form.stamp)
    except Wrong as wrong:
        form.add_faults(wrong.faults)
    except (ActionRefused, steps.StepRefused) as refused:
        held.case.refresh_from_db()
        form.refuse(refused, version=held.case.version)
    else:
        return True
    return False


def keep_the_rest(
    request: Request,
    form: forms.Form,
    action: Callable[..., Any],
    held: access.HeldCase,
    *given: Any,
    now: Any,
) -> None:
    """One answer of a page cannot be read: the others are kept at once. The page shows that one as it was typed, with its
    cure, and can be sent again. `form.given` is what can be read; what is out of date is refused whole, as ever."""
    if not form.is_bound or form.is_valid() or form.non_field_errors() or forms.STAMPS & form.errors.keys():
        return
    told: Given = form.given  # type: ignore[attr-defined]  # forms of answers have it
    if not told.is_blank and taken(form, action, held, *given, told, now=now):
        held.case.refresh_from_db()
        form.renew(held.case.version)
        say(request, _("Everything else on this page is kept."))


def taken_at_any_version(
    form: forms.Form, action: Callable[..., Any], held: access.HeldCase, *given: Any, **more: Any
) -> bool:
    """The same for actions that only add (a paper): they do not mind what else changed."""
    try:
        action(held, *given, **more, action_id=form.stamp["action_id"])
    except Wrong as wrong:
        form.add_faults(wrong.faults)
    except (ActionRefused, steps.StepRefused) as refused:
        form.refuse(refused)
    else:
        return True
    return False


def say(request: HttpRequest, text: Any) -> None:
    """One quiet line at the top of the next page."""
    messages.success(request, text)
