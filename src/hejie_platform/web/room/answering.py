"""Answering an offer, from either place: accept exactly these terms, decline with a reason, take one's own back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hejie_platform.agreements import actions as agreements
from hejie_platform.negotiation import access, actions, queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.web.room import forms, purse, shows, words
from hejie_platform.web.room.doors import Place, View, door, said, taken
from hejie_platform.web.room.table import frame, is_within, means_of
from hejie_platform.web.room.tries import Tries

GET_POST = require_http_methods(["GET", "POST"])


def accept(place: Place) -> View:
    """The exact terms, what follows from accepting them, and the button that binds to this version of this package."""

    @GET_POST
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, number: int, *, now: datetime) -> HttpResponse:
        row = access.offer_of(held, number)
        found = queries.talks(held.negotiation)
        tried = Tries(held, now).of(row)
        means = means_of(held)
        own = purse.beside(held, row.claim, tried.tried)
        asks = bool(own.get("beyond"))
        send = forms.SendForm(request.POST or None, asks_budget=asks, seen_version=row.version)
        if send.is_valid() and _accepted(request, held, row, send, now):
            return redirect(frame(place, held)["home"])
        context = {
            "offer": row,
            "send": send,
            "headline": shows.headline(tried.tried),
            "terms": shows.terms(
                tried.tried, kept_minor=means.kept(tried.tried.burden_minor) if means else None
            ),
            "table": shows.schedule_table(tried.tried),
            "is_uneven": shows.is_uneven(tried.tried),
            "findings": shows.findings(tried.tried.findings),
            "hash": request.POST.get("package_hash", row.package_hash),
            "notice": words.LENDER_LIMITATION if held.is_lender_side else words.LIMITATION,
            "needs_checker": held.is_lender_side and not _may_accept_alone(held, row, tried),
            "back": place.url("offer", held, number),
        }
        return render(request, "room/accept.html", frame(place, held, found, here="offers") | own | context)

    return view


def _may_accept_alone(held: HeldNegotiation, row: Any, tried: queries.Trial) -> bool:
    return is_within(held, tried) or actions.was_approved(row, "offer.accept")


def _accepted(
    request: HttpRequest, held: HeldNegotiation, row: Any, send: forms.SendForm, now: datetime
) -> bool:
    is_done = taken(
        send,
        agreements.accept_offer,
        held,
        row=row,
        number=row.number,
        package_hash=request.POST.get("package_hash", ""),
        legal_notice_seen=send.cleaned_data["notice_seen"],
        beyond_budget_confirmed=send.is_beyond_confirmed,
        now=now,
    )
    if is_done:
        row.refresh_from_db()
        done = row.state == "accepted"
        said(
            request,
            _("Accepted. The agreement is being drawn up.") if done else _("It waits for a checker now."),
        )
    return is_done


def reject(place: Place) -> View:
    """Decline an offer, with a reason."""
    return _closing(place, "reject", actions.reject_offer)


def withdraw_offer(place: Place) -> View:
    """Take one's own offer back."""
    return _closing(place, "withdraw", actions.withdraw_offer)


def _closing(place: Place, step: str, action: Any) -> View:
    @GET_POST
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, number: int, *, now: datetime) -> HttpResponse:
        row = access.offer_of(held, number)
        form = forms.ReasonForm(request.POST or None, seen_version=row.version)
        if form.is_valid() and taken(
            form, action, held, row=row, number=number, words=form.cleaned_data["words"], now=now
        ):
            said(
                request,
                _("Declined. Either side can make a new offer.") if step == "reject" else _("Withdrawn."),
            )
            return redirect(place.url("offers", held))
        tried = Tries(held, now).of(row).tried
        context = {
            "offer": row,
            "form": form,
            "step": step,
            "headline": shows.headline(tried),
            "terms": shows.terms(tried),
            "back": place.url("offer", held, number),
        }
        return render(request, "room/close_offer.html", frame(place, held, here="offers") | context)

    return view


def chase(place: Place) -> View:
    """Ask the other side when its answer comes."""

    @require_POST
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        form = forms.PressForm(request.POST)
        if form.is_valid() and taken(form, actions.chase, held, now=now):
            said(request, _("Asked. They and whoever is above them are told; the time limit stays as it is."))
            return redirect(frame(place, held)["home"])
        return render(request, "room/chase_refused.html", frame(place, held) | {"form": form})

    return view
