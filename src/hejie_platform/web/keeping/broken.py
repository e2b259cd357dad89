"""When something was not kept: the injured side's page, the owing side's page, and the end, which a person decides."""

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.agreements import actions
from hejie_platform.agreements import queries as agreements
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.core import clock
from hejie_platform.web.agreement.doors import door, said, taken
from hejie_platform.web.agreement.words import SIDES
from hejie_platform.web.keeping import forms, shows
from hejie_platform.web.signed_in import SignedIn

GET_POST = require_http_methods(["GET", "POST"])
OTHER = {"borrower": "lender", "lender": "borrower"}
A_MOMENT = timedelta(seconds=1)


@GET_POST
@door
def breach(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """For the injured side: what counts, since when, what the agreement says, and saying that it was not kept."""
    row, other = held.agreement, _other(held)
    found = queries.broken(row, other, now=now)
    form = forms.NoteForm(
        request.POST or None,
        request.FILES or None,
        seen_version=row.version,
        hint=_("The other side reads this. Say what you noticed, and when."),
    )
    if form.is_valid() and taken(
        form, actions.say_breach, held, row=row, note=form.cleaned_data["note"], paper=form.paper, now=now
    ):
        said(request, _("Said. The other side has time to put it right, and a person calls."))
        return redirect("keeping:home", row.ref)
    context = _about(held, found) | {
        "form": form if form.is_bound or (found.is_breach and row.state == "effective") else None
    }
    return render(request, "keeping/breach.html", shows.frame(held, agreements.look(held, now=now)) | context)


def _other(held: HeldAgreement) -> str:
    if held.side not in OTHER or not held.agreement.effective_at:
        raise Http404
    return OTHER[held.side]


def _about(held: HeldAgreement, found: queries.Broken) -> dict[str, Any]:
    return {
        "found": found,
        "side": SIDES[found.side],
        "deeds": [(one, shows.duty_words(one)) for one in found.deeds],
        "until": found.cure_until - A_MOMENT if found.cure_until else None,
        "history": shows.history(held, queries.said_about(held, held.agreement.id)),
    }


@require_GET
@door
def cure(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """For the side that owes: what is missing, until when there is time, and every way to put it right."""
    row = held.agreement
    if held.side not in OTHER or row.state != "in_cure":
        raise Http404
    found = queries.broken(row, row.side_in_cure, now=now)
    seen = agreements.look(held, now=now)
    context = _about(held, found) | {"is_mine": row.side_in_cure == held.side, "next": seen.next_payment}
    return render(request, "keeping/cure.html", shows.frame(held, seen) | context)


@GET_POST
@door
def end(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """For the injured side: how the cure goes, and after its time the end, with a record of how the other side was reached."""
    row = held.agreement
    if row.state != "in_cure" or row.side_in_cure != _other(held):
        raise Http404
    found = queries.broken(row, row.side_in_cure, now=now)
    is_over = found.cure_until is None or found.cure_until <= now
    first = {"tried_on": clock.legal_day(now)}
    form = forms.EndForm(request.POST or None, seen_version=row.version, initial=first)
    if form.is_valid() and taken(form, actions.end_after_breach, held, row=row, note=form.record, now=now):
        said(request, _("Noted. If a second person of your institution must agree, it waits for them."))
        return redirect("keeping:home", row.ref)
    context = _about(held, found) | {"form": form if is_over or form.is_bound else None}
    return render(request, "keeping/end.html", shows.frame(held, agreements.look(held, now=now)) | context)
