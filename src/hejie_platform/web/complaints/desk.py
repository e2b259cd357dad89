"""The desk of complaints: what is due first, and each act with the form that it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.support import access, actions, queries
from hejie_platform.web import parts
from hejie_platform.web.complaints import doors, forms, views, words
from hejie_platform.web.complaints.doors import Request, page, taken

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
@page
def queue(request: Request, *, now: datetime) -> HttpResponse:
    """Complaints by what is due first, then what was reported as suspicious."""
    desk = access.desk_for(request.user, now=now)
    show = request.GET.get("show", "open")
    show = show if show in queries.FILTERS else "open"
    counts = queries.counts(desk, now=now)
    context = {
        "tabs": [
            parts.Tab(label, f"?show={name}", name == show, counts[name])
            for name, label in words.FILTERS.items()
        ],
        "rows": [
            (line, words.STATES[line.complaint.state], words.TOPICS[line.complaint.topic])
            for line in queries.queue(desk, show=show, now=now)
        ],
        "suspicions": queries.suspicions(is_open=True),
    }
    return render(request, "complaints/desk.html", context)


@GET_POST
@page
def suspicion(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One report of something suspicious, with its evidence, and what the desk found."""
    desk = access.desk_for(request.user, now=now)
    row = access.suspicion_for(request.user, ref, now=now)
    form = forms.LookForm(request.POST or None)
    if form.is_valid():
        given = {"verdict": form.cleaned_data["verdict"], "note": form.cleaned_data["note"]}
        if taken(form, actions.look_at, desk, row, **given, now=now):
            doors.say(request, _("Kept. Whoever reported it is told, if we know them."))
            return redirect("complaints:desk")
    context = {"row": row, "form": form, "verdict": words.SUSPICION_VERDICTS.get(row.verdict)}
    return render(request, "complaints/suspicion.html", context)


@require_GET
@page
def suspicion_file(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The evidence of a report."""
    desk = access.desk_for(request.user, now=now)
    row = access.suspicion_for(request.user, ref, now=now)
    if row.file is None:
        raise access.NotHeld
    return doors.as_file(row.file, row.ref, reader=desk.actor, owner=row.reporter, subject=row.pk, now=now)


Made = Callable[[Any, access.HeldComplaint, datetime], Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the desk: its step, its form, what it does with it, and the words of its page."""

    step: str
    form: Made
    take: Callable[..., Any]
    title: Any
    label: Any
    done: Any


def _plain(kind: Any) -> Made:
    return lambda given, held, now: kind(given, seen_version=held.complaint.version)


def _reassign(given: Any, held: access.HeldComplaint, now: datetime) -> Any:
    others = queries.look(held, now=now).others
    return forms.ReassignForm(given, others=others, seen_version=held.complaint.version)


ACTS: Mapping[str, Act] = {
    "accept": Act(
        "accept",
        _plain(forms.AcceptForm),
        lambda form: (actions.accept, {"is_complex": form["is_complex"] == "yes"}),
        _("Take it in hand"),
        _("Take it in hand"),
        _("Taken in hand; the person who complained is being told."),
    ),
    "return": Act(
        "return",
        _plain(forms.ReturnForm),
        lambda form: (actions.send_back, {"reason": form["reason"], "words": form["words"]}),
        _("Send it back"),
        _("Send it back"),
        _("Sent back with its reason."),
    ),
    "ask": Act(
        "ask_other_side",
        _plain(forms.SureForm),
        lambda form: (actions.ask_other_side, {}),
        _("Ask the other side"),
        _("Ask for their view"),
        _("Asked. They have five working days."),
    ),
    "extend": Act(
        "extend",
        _plain(forms.ExtendForm),
        lambda form: (actions.extend, {"words": form["words"]}),
        _("Give more time, once"),
        _("Give more time"),
        _("More time was given; the person who complained is being told why."),
    ),
    "answer": Act(
        "answer",
        _plain(forms.AnswerForm),
        lambda form: (
            actions.answer,
            {"outcome": form["outcome"], "words": form["words"], "routes": form["routes"]},
        ),
        _("Answer the complaint"),
        _("Send the answer"),
        _("Answered. The person who complained is being told."),
    ),
    "reassign": Act(
        "reassign",
        _reassign,
        lambda form: (actions.reassign, {"to": UUID(form["to"])}),
        _("Give it to somebody else"),
        _("Give it over"),
        _("Given over."),
    ),
}


def act(name: str) -> Callable[..., HttpResponse]:
    """The page of one act of the desk."""
    made = ACTS[name]

    @GET_POST
    @page
    def opened(request: Request, ref: str, *, now: datetime) -> HttpResponse:
        held = views.for_step(request, ref, made.step, now)
        form = made.form(request.POST or None, held, now)
        if form.is_valid():
            action, given = made.take(form.cleaned_data)
            if taken(form, action, held, row=held.complaint, **given, now=now):
                doors.say(request, made.done)
                return redirect("complaints:one", ref)
        return views.act_page(request, held, form, made.title, made.label)

    return opened
