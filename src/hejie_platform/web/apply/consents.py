"""Consent, one sheet for each lender: who receives what, why, until when. Given here, ended here."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie import dates
from hejie_platform.core import clock
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.queries import LISTS
from hejie_platform.people.queries import name_of
from hejie_platform.web.apply import doors, forms, words
from hejie_platform.web.apply.doors import Request, page

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
@page
def consents(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Every lender here that a loan is with, and whether it may see anything."""
    held = access.application_for(request.user, ref, now=now)
    made = queries.application(held.case, now=now)
    day = clock.legal_day(now)
    sheets = [(lender, name_of(lender), made.consent_to(lender, day)) for lender in made.lenders]
    context = {
        "held": held,
        "case": held.case,
        "sheets": sheets,
        "outside": [loan for loan in made.loans if not loan.creditor],
    }
    return render(request, "apply/consents.html", context)


@GET_POST
@page
def consent(request: Request, ref: str, lender: str, *, now: datetime) -> HttpResponse:
    """The sheet of one lender."""
    held = access.application_for(request.user, ref, now=now)
    recipient = access.creditor_of(held, lender)
    sheet = queries.application(held.case, now=now).consent_to(recipient, clock.legal_day(now))
    form = forms.ConsentForm(
        request.POST or None, initial=_initial(sheet, now), seen_version=held.case.version
    )
    if form.is_valid() and doors.taken(form, actions.give_consent, held, recipient, now=now, **_given(form)):
        doors.say(request, _("Kept. You can change or end it at any time."))
        return redirect("apply:consents", ref)
    context = {
        "held": held,
        "case": held.case,
        "form": form,
        "name": name_of(recipient),
        "needed": [words.SHEET[item] for item in LISTS.sheet.needed],
    }
    return render(request, "apply/consent.html", context)


def _initial(sheet: Any, now: datetime) -> dict[str, Any]:
    """What was chosen before; at first nothing, because a yes that was there already is nobody's yes."""
    if sheet is not None:
        return {"items": sheet.items, "until_day": sheet.until_day}
    until = dates.add_months(clock.legal_day(now), LISTS.sheet.months)
    return {"until_day": until}


def _given(form: forms.ConsentForm) -> dict[str, Any]:
    chosen = tuple(form.cleaned_data["items"])
    return {"items": (*LISTS.sheet.needed, *chosen), "until_day": form.cleaned_data["until_day"]}


@GET_POST
@page
def consent_end(request: Request, ref: str, consent: str, *, now: datetime) -> HttpResponse:
    """End a sheet, after saying what follows."""
    held = access.application_for(request.user, ref, now=now)
    sheet = access.consent_of(held, consent)
    form = forms.ConfirmForm(request.POST or None, seen_version=held.case.version)
    if form.is_valid() and doors.taken(form, actions.end_consent, held, sheet, now=now):
        doors.say(request, _("Ended. From now on this lender receives nothing more."))
        return redirect("apply:consents", ref)
    context = {
        "held": held,
        "case": held.case,
        "form": form,
        "name": name_of(sheet.recipient),
        "sheet": sheet,
    }
    return render(request, "apply/consent_end.html", context)
