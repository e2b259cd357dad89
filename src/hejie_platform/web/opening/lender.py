"""The lender's pages: its invitations, one of them, opening one case, opening many by file."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie_platform.core import formats
from hejie_platform.intake import access, actions
from hejie_platform.intake.actions import Opening
from hejie_platform.intake.queries import opening as queries
from hejie_platform.intake.queries.opening import opening_file
from hejie_platform.lenders import access as desks
from hejie_platform.lenders.access import HeldLender
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.doors import say as said
from hejie_platform.web.opening import forms, passing, words
from hejie_platform.web.opening.doors import tried

GET_POST = require_http_methods(["GET", "POST"])
ON_A_PAGE = 50
FAULTS_SHOWN = 200
SHOWS = ("all", *words.STATES)


def _desk(request: Request, now: datetime) -> HeldLender:
    found = desks.desks_of(request.user, now=now)
    if not found:
        raise Http404
    return found[0]


@require_GET
@page
def invitations(request: Request, *, now: datetime) -> HttpResponse:
    """Whom the lender has invited, and what came of it."""
    desk = _desk(request, now)
    show = request.GET.get("show", "all")
    show = show if show in SHOWS else "all"
    counts = queries.counts_of(desk, now=now)
    labels = {"all": _("All"), **words.STATES}
    tabs = [parts.Tab(labels[name], f"?show={name}", name == show, counts[name]) for name in SHOWS]
    chosen = Paginator(queries.list_of(desk, show=show, now=now), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        (row, words.BADGES[queries.state_of(row, now=now)], row.loan.get("contract_number", ""))
        for row in chosen
    ]
    context = {"tabs": tabs, "rows": rows, "chosen": chosen, "files": queries.files_of(desk)}
    return render(request, "opening/list.html", context)


@GET_POST
@page
def new(request: Request, *, now: datetime) -> HttpResponse:
    """Open one case."""
    desk = _desk(request, now)
    form = forms.OpenForm(request.POST or None)
    if form.is_valid() and (done := _opened(form, desk, now)):
        said(request, _("The case is open, and nobody is in it until the borrower joins."))
        return redirect("opening:invitation", queries.invitation_of(done.subject).ref)
    return render(request, "opening/new.html", {"form": form})


def _opened(form: forms.OpenForm, desk: HeldLender, now: datetime) -> Any:
    given = Opening(**form.told())
    sends = form.cleaned_data["sends"] == "yes"
    return tried(form, actions.invite, desk, given, sends=sends, now=now)


@require_GET
@page
def invitation(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One invitation: what came of it, and every way of passing it on."""
    held = access.invitation_for(request.user, ref, now=now)
    if held.desk is None:
        raise Http404
    return _invitation(request, held.invitation, forms.RenewForm(), now)


def _invitation(request: Request, row: Any, renewing: forms.RenewForm, now: datetime) -> HttpResponse:
    state = queries.state_of(row, now=now)
    context = {
        "row": row,
        "badge": words.BADGES[state],
        "is_open": state in queries.OPEN,
        "may_renew": state in ("expired", "retracted") and row.ended_at is None and row.role == "borrower",
        "facts": passing.loan_facts(row),
        "press": forms.PressForm(seen_version=row.case.version),
        "renewing": renewing,
    } | passing.ways(row)
    return render(request, "opening/invitation.html", context)


@require_GET
@page
def letter(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The invitation as a letter, to be printed. It goes into an envelope, so it may name the lender."""
    held = access.invitation_for(request.user, ref, now=now)
    if held.desk is None or queries.state_of(held.invitation, now=now) not in queries.OPEN:
        raise Http404
    row = held.invitation
    context = {"row": row, "lender": name_of(held.desk.lender), "name": row.name, "now": now}
    return render(request, "opening/letter.html", context | passing.ways(row))


@require_POST
@page
def again(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Write once more."""
    held = access.invitation_for(request.user, ref, now=now)
    form = forms.PressForm(request.POST)
    if form.is_valid():
        done = tried(form, actions.send_again, held, now=now)
        said(request, _("It is on its way.") if done else _first_error(form))
    return redirect(_back(held))


@require_POST
@page
def retract(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Take it back."""
    held = access.invitation_for(request.user, ref, now=now)
    form = forms.PressForm(request.POST)
    if form.is_valid():
        stamp = form.stamp["seen_version"]
        done = tried(form, actions.retract, held, seen_version=stamp, now=now)
        said(request, _("Taken back. The code opens nothing any more.") if done else _first_error(form))
    return redirect(_back(held))


@require_POST
@page
def renew(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """A new one in place of one that is over."""
    held = access.invitation_for(request.user, ref, now=now)
    form = forms.RenewForm(request.POST)
    if form.is_valid():
        contact = form.cleaned_data["contact"]
        if done := tried(form, actions.renew, held, contact=contact, now=now):
            said(request, _("A new invitation is made, with a new code."))
            return redirect("opening:invitation", queries.invitation_of(done.subject).ref)
    if held.desk is not None:
        return _invitation(request, held.invitation, form, now)
    said(request, _first_error(form))
    return redirect(_back(held))


def _first_error(form: Any) -> str:
    return str(next(iter(form.errors.values()))[0])


def _back(held: access.HeldInvitation) -> str:
    """Where the invitation is shown: at the lender's desk, or in the borrower's case."""
    row = held.invitation
    if held.desk is not None:
        return reverse("opening:invitation", args=[row.ref])
    return reverse(f"opening:{row.role}", args=[row.case.ref])


# --- many at once ----------------------------------------------------------------------------------


@GET_POST
@page
def file_new(request: Request, *, now: datetime) -> HttpResponse:
    """Hand in a file; nothing is opened yet."""
    desk = _desk(request, now)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        brought = form.cleaned_data["file"]
        data = brought.read(opening_file.MOST_BYTES + 1)
        done = tried(form, actions.take_file, desk, data, filename=brought.name, now=now)
        if done is not None:
            return redirect("opening:file", done.entry.facts["file"])
    columns = [
        (formats.in_unit(words.COLUMNS[name]), name in opening_file.NEEDED) for name in opening_file.COLUMNS
    ]
    return render(request, "opening/file_new.html", {"form": form, "columns": columns})


@require_GET
@page
def template(request: Request, *, now: datetime) -> HttpResponse:
    """The empty file with its columns."""
    _desk(request, now)
    body = opening_file.template(get_language() or "zh")
    headers = {"Content-Disposition": 'attachment; filename="hejie-template.csv"'}
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)


@GET_POST
@page
def file(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """What a file says, row by row, with the cure of every bad one; then how far it is."""
    desk, row = access.opening_file_for(request.user, ref, now=now)
    form = forms.ConfirmFileForm(request.POST or None)
    if form.is_valid():
        sends = form.cleaned_data["sends"] == "yes"
        if tried(form, actions.confirm_file, desk, row, sends=sends, now=now):
            said(request, _("Confirmed. The cases are being opened; you may leave this page."))
            return redirect("opening:file", ref)
    faults = [
        (one["line"], words.COLUMNS.get(one["field"], ""), say(one["code"], one["facts"]))
        for one in row.faults[:FAULTS_SHOWN]
    ]
    context = {"row": row, "form": form, "faults": faults, "table": _rows(row), "left": row.valid - row.taken}
    return render(request, "opening/file.html", context)


def _rows(row: Any) -> parts.Table:
    columns = (
        parts.Column(_("Line"), "count"),
        parts.Column(words.COLUMNS["contact"]),
        parts.Column(words.COLUMNS["contract_number"]),
        parts.Column(formats.in_unit(words.COLUMNS["balance_minor"]), "money"),
    )
    names = ("line", "contact", "contract_number", "balance_minor")
    shown = [[one[name] for name in names] for one in row.rows[:ON_A_PAGE]]
    return parts.Table(_("The first rows that can be opened"), columns, shown)
