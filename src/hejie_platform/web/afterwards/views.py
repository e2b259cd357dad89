"""The borrower's pages of what remains: the overview, one ending, the ways, coming back."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie import dates
from hejie_platform.afterwards import actions, queries
from hejie_platform.cases.access import HeldCase, HeldNegotiation
from hejie_platform.core import clock
from hejie_platform.intake.queries import limitation_notices
from hejie_platform.people.queries import name_of
from hejie_platform.web.afterwards import forms, shows
from hejie_platform.web.afterwards.doors import CASE, TALKS, at, said, taken
from hejie_platform.web.signed_in import SignedIn

GET_POST = require_http_methods(["GET", "POST"])
LATER_MONTHS = 3


def frame(held: HeldNegotiation) -> dict[str, Any]:
    """What every page of one ending needs."""
    row = held.negotiation
    return {
        "held": held,
        "row": row,
        "case": row.case,
        "lender": name_of(row.creditor),
        "is_desk": held.is_lender_side,
    }


@require_GET
@at(CASE)
def home(request: SignedIn, held: HeldCase, *, now: datetime) -> HttpResponse:
    """Everything that remains in one case, the next step first."""
    plan, ended = queries.plan_of(held.case), queries.endings(held.case)
    context = {
        "case": held.case,
        "turn": shows.turn(held.case, plan, ended),
        "endings": [shows.ended(one) for one in ended],
        "plan": plan,
        "wish": queries.wish_to_be_asked(held.case),
        "press": forms.PressForm(),
    }
    return render(request, "afterwards/home.html", context)


@require_GET
@at(TALKS)
def talks(request: SignedIn, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """How these talks ended: why, what would change it, what stays open and what stays closed, and the next steps."""
    row, day = held.negotiation, clock.legal_day(now)
    mine = [one for one in limitation_notices(row.case, day=day) if one.loan.creditor_id == row.creditor_id]
    context = frame(held) | shows.ended(queries.ending(row))
    context |= {
        "notices": mine,
        "contact": queries.policy_contact(row.creditor, day),
        "left": queries.words_left(row)[-1:],
        "sheets": queries.sheets(row),
        "again": reverse("step:make", args=["negotiation", row.ref, "start_again"])
        if row.state == "ended" and row.case.state == "open"
        else "",
    }
    return render(request, "afterwards/talks.html", context)


@require_GET
@at(CASE)
def ways(request: SignedIn, held: HeldCase, *, now: datetime) -> HttpResponse:
    """The ways that remain for this household."""
    pages = {
        "again": reverse("afterwards:back", args=[held.case.ref]),
        "complaint_lender": reverse("complaints:new"),
        "legal_aid": reverse("home:help"),
    }
    found = shows.ways(queries.routes(held.case), day=clock.legal_day(now), pages=pages)
    return render(
        request,
        "afterwards/ways.html",
        {"case": held.case, "ways": found, "talks": queries.talks_with_ways(held.case)},
    )


@GET_POST
@at(CASE)
def back(request: SignedIn, held: HeldCase, *, now: datetime) -> HttpResponse:
    """Come back: apply again, ask to open this case again, or be asked later."""
    today = clock.legal_day(now)
    form = forms.LaterForm(
        request.POST if "ask_on" in request.POST else None,
        initial={"ask_on": dates.add_months(today, LATER_MONTHS)},
    )
    if form.is_valid() and taken(form, actions.ask_later, held, ask_on=form.cleaned_data["ask_on"], now=now):
        said(request, _("Written down. We ask you on that day, once."))
        return redirect("afterwards:back", held.case.ref)
    press = forms.PressForm(request.POST if "press" in request.POST else None)
    if press.is_bound and press.is_valid() and _pressed(request, press, held, now):
        return redirect("afterwards:back", held.case.ref)
    context = {
        "case": held.case,
        "form": form,
        "press": press,
        "wish": queries.wish_to_be_asked(held.case),
        "is_asked": queries.reopening_asked(held.case, now=now),
        "fresh": forms.PressForm(),
    }
    return render(request, "afterwards/back.html", context)


def _pressed(request: SignedIn, press: forms.PressForm, held: HeldCase, now: datetime) -> bool:
    """One of the two presses of the page: open again, or do not ask."""
    action, words = {
        "reopen": (actions.ask_reopening, _("Sent. A person reads it and answers you here.")),
        "call_off": (actions.call_off, _("We do not ask you.")),
    }.get(request.POST["press"], (None, ""))
    if action is None or not taken(press, action, held, now=now):
        return False
    said(request, words)
    return True
