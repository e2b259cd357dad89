"""The page of a step: what it means, who is told, what follows; a POST takes it.

The order of answers is fixed: an address that is not yours does not exist (404); a role that never takes this step is told so
(403); a step whose time is not now is told so (409); only then is asked what is missing (422), and taken what is there.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie import steps, texts
from hejie_platform.agreements import access, queries
from hejie_platform.agreements.access import HeldRow
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.notices.queries import say
from hejie_platform.web.signed_in import SignedIn
from hejie_platform.web.step import acts, forms, table, words

GET_POST = require_http_methods(["GET", "POST"])
STATUS_OF = {"step_not_yours": 403, "step_not_now": 409}


@GET_POST
@login_required
def take(request: SignedIn, machine: str, ref: str, step: str) -> HttpResponse:
    """A step of a row that exists."""
    now = clock.now()
    held = access.row_for(request.user, machine, ref, now=now)
    return _answer(request, held, _known(machine, step), now)


@GET_POST
@login_required
def make(request: SignedIn, machine: str, parent: str, step: str) -> HttpResponse:
    """A step that makes a row: `parent` is what it belongs to."""
    now = clock.now()
    held = access.new_row_for(request.user, machine, parent, now=now)
    return _answer(request, held, _known(machine, step), now)


def _known(machine: str, name: str) -> steps.Step:
    step = steps.find(machine, name)
    if step is None:
        raise Http404
    return step


def _answer(request: SignedIn, held: HeldRow, step: steps.Step, now: datetime) -> HttpResponse:
    against = queries.attempt(held, step.name, now=now)
    if against and against[0].code in STATUS_OF:
        return _refused(request, held, step, against[0], STATUS_OF[against[0].code])
    if page := table.own_page(held, step.name):
        return _elsewhere(request, page)
    return _here(request, held, step, now)


def _elsewhere(request: SignedIn, page: str) -> HttpResponse:
    """To the page of another room; what was posted here is handed to it."""
    if request.method == "GET":
        return redirect(page)
    found = resolve(page)
    answered: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return answered


def _here(request: SignedIn, held: HeldRow, step: steps.Step, now: datetime) -> HttpResponse:
    form = _form(request, held, step, now)
    status = 200
    if request.method == "POST" and not form.is_valid():
        status = 422
    elif request.method == "POST":
        done = _taken(request, form, held, step, now)
        if done is not None:
            return done
        status = 409
    context = {
        "form": form,
        "held": held,
        "step": step,
        "title": say(step.code),
        "told": [words.FOLLOWS[code] for code in step.effects],
        "after": say(f"state_{step.machine}_{step.to}") if step.to else "",
        "back": table.home_of(held),
    }
    return render(request, "step/take.html", context, status=status)


def _form(request: SignedIn, held: HeldRow, step: steps.Step, now: datetime) -> forms.StepForm:
    door = table.door_of(step.machine, step.name)
    given: dict[str, Any] = {
        "step": step,
        "needs_words": door.needs_words,
        "needs_paper": door.needs_paper,
        "seen_version": held.row.version,
    }
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if door.form == "days":
        return forms.DaysForm(*data, initial={"from_day": forms.today(now)}, **given)
    if door.form == "authority":
        return forms.AuthorityForm(*data, **given)
    if door.form in ("choose", "holder"):
        made = forms.HolderForm if door.form == "holder" else forms.ChooseForm
        choices = queries.choices_for(held, step.name, now=now)
        return made(*data, choices=choices, is_needed=door.form == "choose", **given)
    return FORMS.get(door.form, forms.StepForm)(*data, **given)


FORMS = {"court": forms.CourtForm, "court_end": forms.CourtEndForm}


def _taken(
    request: SignedIn, form: forms.StepForm, held: HeldRow, step: steps.Step, now: datetime
) -> HttpResponseRedirect | HttpResponse | None:
    """The page after the step; None where it was refused and the form says why."""
    try:
        acts.act_of(step.machine, step.name)(held, form, step.name, now=now)
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults, names={"file": "paper"})
        return None
    except (ActionRefused, steps.StepRefused) as refused:
        if not held.row._state.adding:
            held.row.refresh_from_db()
        form.refuse(refused, version=held.row.version)
        return None
    messages.success(request, _("Done."))
    return redirect(table.home_of(held))


def _refused(
    request: SignedIn, held: HeldRow, step: steps.Step, message: texts.Message, status: int
) -> HttpResponse:
    context = {
        "title": say(step.code),
        "sentence": say(message.code, message.facts),
        "back": table.home_of(held),
    }
    return render(request, "step/refused.html", context, status=status)
