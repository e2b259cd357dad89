"""A creditor outside from the borrower's side: asking us to write to it, and what happened since, with every proof."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.agreements import queries as found
from hejie_platform.agreements.actions import outside as actions
from hejie_platform.cases import access as cases
from hejie_platform.core import clock, storage
from hejie_platform.intake import access as intake
from hejie_platform.ledger.actions import note_access
from hejie_platform.negotiation import access
from hejie_platform.people import queries as people
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.outside import forms
from hejie_platform.web.outside.views import as_pdf, shown
from hejie_platform.web.room.doors import REFUSALS
from hejie_platform.web.step.forms import NOTICE

GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
@page
def begin(request: Request, ref: str, lender: str, *, now: datetime) -> HttpResponse:
    """Ask that we write to a creditor outside: what it will receive, and the notice; consent comes first."""
    held = intake.application_for(request.user, ref, now=now)
    creditor = intake.creditor_of(held, lender)
    form = forms.BeginForm(request.POST or None)
    form.fields["notice_seen"].help_text = NOTICE
    if form.is_valid():
        try:
            actions.begin_talks(
                held, creditor, legal_notice_seen=True, action_id=form.stamp["action_id"], now=now
            )
        except REFUSALS as refused:
            form.refuse(refused)
        else:
            messages.success(
                request, _("We write to it. You see here when the letter goes, and what it answers.")
            )
            return redirect("case:home", ref)
    context = {
        "case": held.case,
        "form": form,
        "lender": people.name_of(creditor),
        "creditor": creditor,
        "has_consent": found.has_sheet(held.case, creditor, day=clock.legal_day(now)),
    }
    return render(request, "outside/begin.html", context)


@require_GET
@page
def happened(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """What was sent, what it answered, what its staff said, with the proof of each."""
    held = access.room_for(request.user, ref, now=now)
    if held.negotiation.creditor.channel != "outside":
        raise access.NotHeld
    return render(request, "outside/happened.html", shown(held, now))


@require_GET
@page
def letter_file(request: Request, ref: str, letter: str, *, now: datetime) -> HttpResponse:
    """A letter that went out in the borrower's matter."""
    held = access.room_for(request.user, ref, now=now)
    return as_pdf(cases.letter_of(held, letter))


@require_GET
@page
def proof(request: Request, ref: str, number: int, *, now: datetime) -> HttpResponse:
    """The paper beside one line of what happened, for both who see these talks."""
    return _paper(request, ref, number, "paper", now)


@require_GET
@page
def authority(request: Request, ref: str, number: int, *, now: datetime) -> HttpResponse:
    """The paper that says that whoever signed may sign, for the same two."""
    return _paper(request, ref, number, "authority", now)


def _paper(request: Request, ref: str, number: int, which: str, now: datetime) -> HttpResponse:
    held = cases.negotiation_for(request.user, ref, now=now)
    one = next((row for row in found.proofs(held.negotiation) if row.number == number), None)
    kept = getattr(one, which) if one else None
    if kept is None or held.negotiation.creditor.channel != "outside":
        raise access.NotHeld
    try:
        data = storage.get(kept)
    except (storage.FileGone, storage.FileChanged):
        raise access.NotHeld from None
    talks = held.negotiation
    note_access(
        reader=held.actor,
        kind="step_paper",
        subject=talks.id,
        owner=talks.case.borrower,
        purpose="outside",
        now=now,
    )
    headers = {
        "Content-Disposition": f'attachment; filename="{held.negotiation.ref}-{number}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=kept.media_type, headers=headers)
