"""Offers of a creditor outside, recorded from its letters: it offers, it declines ours, it takes its own back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hejie import plans
from hejie_platform.agreements.actions import outside as actions
from hejie_platform.cases import access
from hejie_platform.core import clock
from hejie_platform.negotiation import queries
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.doors import say as said
from hejie_platform.web.outside import forms
from hejie_platform.web.outside.views import asked, posted, taken
from hejie_platform.web.room.forms import initial_of
from hejie_platform.web.room.table import still_fitting

GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
@page
def offer(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """What its letter offers, field by field; it stands on the table as any offer does."""
    held = access.outside_for(request.user, ref, now=now)
    found = queries.talks(held.negotiation)
    if found.claim is None:
        return redirect("outside:facts", ref)
    on = queries.grounds(held.negotiation, found.claim, day=clock.legal_day(now))
    start = _begin_with(found, on, now)
    form = forms.OfferForm(
        *posted(request),
        claim=on.owed,
        uplift=start.overdue_uplift,
        initial=initial_of(start) | {"days_open": "14", "seen_offer": found.latest_number},
        seen_version=held.negotiation.version,
    )
    if form.is_valid() and _recorded(held, form, now):
        said(request, _("Recorded. The borrower sees the offer, and the letter beside it."))
        return redirect("outside:talks", ref)
    context = {"form": form, "row": held.negotiation, "table_offer": found.open_offer}
    return render(request, "outside/offer.html", context)


def _begin_with(found: queries.Talks, on: queries.Grounds, now: datetime) -> plans.Package:
    """The newest offer as far as it still fits, or the plainest plan."""
    day = clock.legal_day(now)
    if found.offers:
        package, _faults = plans.package_from_json(found.offers[-1].package)
        if package is not None:
            return still_fitting(package, on, day=day)
    return queries.plain_package(on, day=day)


def _recorded(held: Any, form: Any, now: datetime) -> bool:
    package = form.package()
    if package is None:
        return False
    given = form.cleaned_data
    return taken(
        form,
        actions.record_offer,
        held,
        row=held.negotiation,
        package=package,
        days_open=form.days,
        words=given["words"],
        paper=given["paper"].read(),
        seen_offer=given["seen_offer"],
        now=now,
    )


def _closing(step: str, side: str, title: Any) -> Callable[..., HttpResponse]:
    """The page on which the offer of this side is closed by the creditor's letter."""

    @GET_POST
    @page
    def closing(request: Request, ref: str, *, now: datetime) -> HttpResponse:
        held = access.outside_for(request.user, ref, now=now)
        row = queries.talks(held.negotiation).open_offer
        if row is None or row.side != side:
            return redirect("outside:talks", ref)
        form = forms.ClosingForm(*posted(request), seen_version=row.version)
        if form.is_valid() and _closed(held, row, step, form, now):
            said(request, _("Recorded. The borrower is told."))
            return redirect("outside:talks", ref)
        return asked(request, form, title, _("Record it"), "outside:talks", (ref,))

    return closing


def _closed(held: Any, row: Any, step: str, form: Any, now: datetime) -> bool:
    given = {"words": form.cleaned_data["words"], "paper": form.cleaned_data["paper"].read()}
    return taken(form, actions.record_closing, held, row=row, step=step, number=row.number, **given, now=now)


decline = _closing("reject", "borrower", _("It declines the borrower's offer"))
withdraw = _closing("withdraw", "lender", _("It takes its offer back"))
