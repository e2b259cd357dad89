"""Telling a complaint, following it, and saying how the other side sees it."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.core import clock, help_lines
from hejie_platform.support import access, actions, queries
from hejie_platform.web import forms as base
from hejie_platform.web import parts
from hejie_platform.web.complaints import doors, forms, words
from hejie_platform.web.complaints.doors import Request, page, taken

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
@page
def mine(request: Request, *, now: datetime) -> HttpResponse:
    """One's own complaints, and those that wait for one's view."""
    context = {
        "rows": _badged(queries.mine(request.user)),
        "recorded": _badged(queries.recorded_by(request.user)),
        "to_comment": _badged(queries.to_comment(request.user, now=now)),
        "may_record": access.may_record(request.user, now=now),
    }
    return render(request, "complaints/mine.html", context)


def _badged(rows: list[tuple[Any, str]]) -> list[tuple[Any, str, Any, Any]]:
    return [(row, name, words.STATES[row.state], words.TOPICS[row.topic]) for row, name in rows]


@GET_POST
@page
def new(request: Request, *, now: datetime) -> HttpResponse:
    """Tell a complaint. `about` in the address chooses whom: a link beside an answer, a lender, a mediator."""
    key = request.GET.get("about", "")
    subjects = access.subjects_for(request.user, now=now)
    if key.startswith("handler:"):
        subjects = [access.subject_of(request.user, key, now=now)]
    form = forms.ComplaintForm(
        request.POST or None,
        request.FILES or None,
        subjects=subjects,
        today=clock.legal_day(now),
        initial={"about": key, "happened_on": clock.legal_day(now)},
    )
    if form.is_valid() and (done := _filed(request, form, now)):
        return redirect("complaints:one", ref=_ref(request, done, now))
    return render(request, "complaints/new.html", {"form": form, "is_call": False})


@GET_POST
@page
def call(request: Request, *, now: datetime) -> HttpResponse:
    """Write down what somebody complains of on the phone."""
    if not access.may_record(request.user, now=now):
        raise access.NotHeld
    subjects = access.subjects_for(request.user, now=now)
    form = forms.CallForm(
        request.POST or None, request.FILES or None, subjects=subjects, today=clock.legal_day(now)
    )
    caller = _caller(request, form, now) if form.is_valid() else None
    if caller and (done := _filed(request, form, now, caller=caller)):
        return redirect("complaints:one", ref=_ref(request, done, now))
    return render(request, "complaints/new.html", {"form": form, "is_call": True})


def _caller(request: Request, form: forms.CallForm, now: datetime) -> actions.Caller | None:
    """Who calls; None when the case they named is not there, which the form then says."""
    given = form.cleaned_data
    account = None
    try:
        if given["case_ref"]:
            account = access.case_for_caller(request.user, given["case_ref"], now=now).case.borrower
    except access.NotHeld:
        form.add_error("case_ref", gettext("There is no such case. Leave it empty if they do not know."))
        return None
    return actions.Caller(name=given["caller_name"], reach=given["caller_reach"], account=account)


def _filed(request: Request, form: Any, now: datetime, caller: actions.Caller | None = None) -> Any:
    given = form.cleaned_data
    told = actions.Told(
        **{
            name: given[name]
            for name in ("topic", "happened_on", "words", "wish", "wish_words", "about_words")
        }
    )
    file = doors.attached(form)
    try:
        subject = access.subject_of(request.user, given["about"], now=now)
    except base.REFUSALS as refused:
        form.refuse(refused, field="about")
        return None
    given = {"subject": subject, "told": told, "attached": [file] if file else [], "caller": caller}
    return taken(form, actions.file_complaint, request.user, **given, now=now)


def _ref(request: Request, done: Any, now: datetime) -> str:
    rows = [*queries.mine(request.user), *queries.recorded_by(request.user)]
    return next(row.ref for row, _name in rows if row.pk == done.subject)


@require_GET
@page
def one(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One complaint, as its reader may see it."""
    held = access.complaint_for(request.user, ref, now=now)
    return render(request, "complaints/one.html", shown(held, now))


def shown(held: access.HeldComplaint, now: datetime) -> dict[str, Any]:
    """What the page of a complaint shows."""
    row, seen = held.complaint, queries.look(held, now=now)
    is_subject = held.roles == ("subject",)
    return {
        "held": held,
        "row": row,
        "seen": seen,
        "badge": words.STATES[row.state],
        "next": words.NEXT[row.state],
        "open": held.open_steps,
        "is_subject": is_subject,
        "facts": facts(row, seen.about),
        "outcome": words.OUTCOMES.get(row.outcome),
        "reason": words.RETURNS.get(row.return_reason),
        "routes": [(code, help_lines.filled(words.ROUTES[code])) for code in row.routes],
        "events": [parts.Event(one.at, words.HAPPENED.get(one.verb, one.verb)) for one in seen.events],
        "due_at": None if is_subject else seen.due_at,
        "hearing_due_at": row.hearing_due_at if is_subject else None,
    }


def facts(row: Any, about: str) -> list[parts.Fact]:
    """The complaint as it was told."""
    told = [
        parts.Fact(_("Number"), row.ref),
        parts.Fact(
            _("About"),
            forms.as_named(about) if about else words.ABOUT[row.about],
            note=words.ABOUT[row.about],
        ),
        parts.Fact(_("Matter"), words.TOPICS[row.topic]),
        parts.Fact(_("Happened on"), row.happened_on),
        parts.Fact(_("Received"), row.received_at),
        parts.Fact(_("Wished for"), words.WISHES[row.wish]),
    ]
    return told + ([parts.Fact(_("Said to be"), row.about_words)] if row.about_words else [])


@GET_POST
@page
def add(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Say more."""
    held = for_step(request, ref, "add", now)
    form = forms.AddForm(request.POST or None, request.FILES or None, seen_version=held.complaint.version)
    if form.is_valid():
        given = {"words": form.cleaned_data["words"], "attached": doors.attached(form)}
        if taken(form, actions.add_words, held, row=held.complaint, **given, now=now):
            doors.say(request, _("Added."))
            return redirect("complaints:one", ref)
    return act_page(request, held, form, _("Add something"), _("Add"))


@GET_POST
@page
def withdraw(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Take it back."""
    held = for_step(request, ref, "withdraw", now)
    form = forms.SureForm(request.POST or None, seen_version=held.complaint.version)
    if form.is_valid() and taken(form, actions.withdraw, held, row=held.complaint, now=now):
        doors.say(request, _("Taken back. You may complain again at any time."))
        return redirect("complaints:one", ref)
    return act_page(request, held, form, _("Take the complaint back"), _("Take it back"))


@GET_POST
@page
def comment(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """How the side complained of sees it."""
    held = for_step(request, ref, "comment", now)
    form = forms.CommentForm(request.POST or None, seen_version=held.complaint.version)
    if form.is_valid():
        told = form.cleaned_data["words"]
        if taken(form, actions.comment, held, row=held.complaint, words=told, now=now):
            doors.say(request, _("Thank you. The person who decides has it."))
            return redirect("complaints:one", ref)
    return act_page(request, held, form, _("How you see it"), _("Send"))


def for_step(request: Request, ref: str, step: str, now: datetime) -> access.HeldComplaint:
    """The complaint, in the hands of somebody who may take this step at some stage."""
    held = access.complaint_for(request.user, ref, now=now)
    if not held.may(step):
        raise access.NotHeld
    return held


def act_page(request: Request, held: access.HeldComplaint, form: Any, title: Any, label: Any) -> HttpResponse:
    context = {"held": held, "row": held.complaint, "form": form, "title": title, "label": label}
    return render(request, "complaints/act.html", context)


@require_GET
@page
def paper(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """A paper of a complaint; that somebody looked is written down."""
    held = access.complaint_for(request.user, ref, now=now)
    item = access.complaint_paper_of(held, paper)
    reader = held.actor
    owner = held.complaint.complainant
    return doors.as_file(item.file, item.ref, reader=reader, owner=owner, subject=item.pk, now=now)
