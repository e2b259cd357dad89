"""The way to the court, what was recorded of it, and the mediated file."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.agreements import actions, queries
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.core import clock, storage
from hejie_platform.mediation import access as mediation
from hejie_platform.mediation.queries import file as mediated
from hejie_platform.web.agreement import shows
from hejie_platform.web.agreement.doors import door, said, taken
from hejie_platform.web.agreement.views import note_reading, pdf
from hejie_platform.web.papers import forms, words
from hejie_platform.web.signed_in import SignedIn

GET_POST = require_http_methods(["GET", "POST"])
PDF = "application/pdf"


@require_GET
@door
def court(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """What a court's confirmation is for, who asks where and until when, what happens then, what was recorded."""
    found = queries.confirmation_of(held.agreement, now=now)
    context = {
        "found": found,
        "recorded": [(one, words.KINDS[one.kind]) for one in found.enforceabilities],
        "mediation": queries.settled_mediation_ref(held.agreement),
        "may_record": held.agreement.state in ("effective", "in_cure") and held.side != "",
    }
    seen = queries.look(held, now=now)
    return render(request, "papers/court.html", shows.frame(held, seen) | context)


@require_GET
@door
def pack(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """Every paper that the court wants, as one PDF."""
    found = queries.confirmation_of(held.agreement, now=now)
    if not (found.is_mediated and found.is_ready):
        raise Http404
    note_reading(held, "court_pack", now=now)
    return pdf(queries.confirmation_pack(held, now=now), f"court-{held.agreement.ref}.pdf")


@GET_POST
@door
def record(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """Note the ruling or deed by which the agreement can be enforced."""
    row = held.agreement
    form = forms.RecordForm(request.POST or None, request.FILES or None, seen_version=row.version)
    if form.is_valid() and taken(
        form,
        actions.record_enforceability,
        held,
        row=row,
        kind=form.cleaned_data["kind"],
        number=form.cleaned_data["number"],
        on_day=form.cleaned_data["on_day"],
        paper=form.cleaned_data["paper"].read(),
        now=now,
    ):
        said(request, _("Recorded. Both sides see it."))
        return redirect("papers:court", row.ref)
    seen = queries.look(held, now=now)
    status = 200 if request.method == "GET" else 422
    return render(request, "papers/record.html", shows.frame(held, seen) | {"form": form}, status=status)


@require_GET
@door
def recorded(request: SignedIn, held: HeldAgreement, paper: str, *, now: datetime) -> HttpResponse:
    """The paper that was recorded."""
    rows = queries.confirmation_of(held.agreement, now=now).enforceabilities
    found = next((one for one in rows if one.ref == paper), None)
    if found is None:
        raise Http404
    note_reading(held, "enforceability", now=now)
    return pdf(storage.get(found.paper), f"paper-{found.ref}", media_type=found.paper.media_type)


@require_GET
@login_required
def mediated_file(request: SignedIn, ref: str) -> HttpResponse:
    """The file of a mediation that has ended, for its parties and its body."""
    now = clock.now()
    held = mediation.mediation_for(request.user, ref, now=now)
    if held.mediation.state != "ended":
        raise Http404
    return pdf(mediated.file_of(held, held.mediation, now=now), f"mediation-{held.mediation.ref}.pdf")
