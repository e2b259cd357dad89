"""What both sides do at the table, from either place: offers, answers to them, messages, leaving.

Each function makes the view for one place. A view reads the form, takes one action and shows one page; an act with legal
effect is shown whole, as the other side will read it, before it is sent.
"""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie import plans, texts
from hejie_platform.agreements import actions as agreements
from hejie_platform.core import clock
from hejie_platform.intake.queries import opening
from hejie_platform.negotiation import access, actions, queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.people.queries import name_of
from hejie_platform.web.room import forms, purse, shows, words, worth
from hejie_platform.web.room.doors import Place, View, door, said, taken
from hejie_platform.web.room.tries import Tries, ground, wishes
from hejie_platform.web.verify import computations

GET_POST = require_http_methods(["GET", "POST"])
LONGEST_PACKAGE = 4000


def frame(
    place: Place, held: HeldNegotiation, found: queries.Talks | None = None, *, here: str = ""
) -> dict[str, Any]:
    """What every page of the talks needs; `here` is the tab that the page belongs to."""
    return {
        "acting": opening.acting_as(held),
        "tabs": shows.tabs(place, held, here),
        "place": place.name,
        "held": held,
        "row": held.negotiation,
        "lender": name_of(held.negotiation.creditor),
        "banner": shows.banner(held),
        "home": place.url("home" if place.side == "borrower" else "talks", held),
        "talks": found,
    }


def means_of(held: HeldNegotiation) -> queries.Means | None:
    """The household's figures, for its own eyes."""
    return queries.household_means(held.negotiation) if access.sees_household(held) else None


def offers(place: Place) -> View:
    """Every offer, newest first, and where both sides stand."""

    @require_GET
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        found, tries = queries.talks(held.negotiation), Tries(held, now)
        cards = [
            shows.offer_card(place, held, offer, tries.of(offer).tried) for offer in reversed(found.offers)
        ]
        context = {
            "cards": cards,
            "positions": shows.positions(found.positions),
            "agreed": shows.agreed(found.positions),
            "wishes": wishes(found, tries),
            "new": place.url("offer_new", held) if _may_put(held, found) else "",
        }
        return render(request, "room/offers.html", frame(place, held, found, here="offers") | context)

    return view


def _may_put(held: HeldNegotiation, found: queries.Talks) -> bool:
    """Whether this side may put an offer now."""
    is_open = held.negotiation.talks_are_open or (held.is_lender_side and held.negotiation.state == "waiting")
    return found.claim is not None and is_open and held.side != "neutral"


def offer(place: Place) -> View:
    """One offer as it stands, with every payment, and the ways to answer it."""

    @require_GET
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, number: int, *, now: datetime) -> HttpResponse:
        row = access.offer_of(held, number)
        found = queries.talks(held.negotiation)
        tried = Tries(held, now).of(row)
        means = means_of(held)
        is_open = row.state == "open" and row.expires_at > now
        own = purse.beside(held, row.claim, tried.tried) | worth.beside(held, tried, now) if is_open else {}
        context = {
            "offer": row,
            "badge": shows.offer_badge(row),
            "is_own": row.side == held.side,
            "whose": words.SIDES[row.side],
            "headline": shows.headline(tried.tried),
            "terms": shows.terms(
                tried.tried, kept_minor=means.kept(tried.tried.burden_minor) if means else None
            ),
            "table": shows.schedule_table(tried.tried),
            "is_uneven": shows.is_uneven(tried.tried),
            "findings": shows.findings(tried.tried.findings),
            "words": found.words_of(row),
            "is_open": is_open,
            "certificate": place.url("certificate", held, row.number),
            "answers": _answers(place, held, row, found) if is_open else {},
        }
        return render(request, "room/offer.html", frame(place, held, found, here="offers") | own | context)

    return view


def certificate(place: Place) -> View:
    """The certificate of an offer's figures, as a file."""

    @require_GET
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, number: int, *, now: datetime) -> HttpResponse:
        row = access.offer_of(held, number)
        return computations.as_file(queries.certificate_of(row), f"{held.negotiation.ref}-{row.number}")

    return view


def _answers(place: Place, held: HeldNegotiation, row: Any, found: queries.Talks) -> dict[str, str]:
    """The pages by which this reader may answer."""
    if held.side == "neutral":
        return {}
    theirs = ["accept", "reject"] if found.facts_agreed else ["reject"]
    names = ["withdraw_offer"] if row.side == held.side else theirs
    again = {"offer_new": place.url("offer_new", held)} if _may_put(held, found) else {}
    return {name: place.url(name, held, row.number) for name in names} | again


def offer_new(place: Place) -> View:
    """Write an offer, see it as the other side will, send it. `?from=` a plan's name, `?package=` one that was tried."""

    @GET_POST
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        found = queries.talks(held.negotiation)
        if found.claim is None or not _may_put(held, found):
            return redirect(place.url("offers", held))
        on = ground(held, found.claim, now)
        form = _offer_form(request, held, found, on, now)
        if request.method == "POST" and "change" not in request.POST and form.is_valid():
            shown = _preview(request, place, held, found, on, form, now)
            if shown is not None:
                return shown
        context = {"form": form, "counters": _on_table(held, found)}
        return render(request, "room/offer_new.html", frame(place, held, found, here="offers") | context)

    return view


def _on_table(held: HeldNegotiation, found: queries.Talks) -> Any:
    """The other side's open offer, which a new one counters."""
    row = found.open_offer
    return row if row is not None and row.side != held.side else None


def _offer_form(
    request: HttpRequest, held: HeldNegotiation, found: queries.Talks, on: queries.Grounds, now: datetime
) -> forms.OfferForm:
    start = _begin_with(request, held, found, on, now)
    data = request.POST if request.method == "POST" else None
    return forms.OfferForm(
        data,
        claim=on.owed,
        uplift=start.overdue_uplift,
        initial=forms.initial_of(start) | {"days_open": "7", "seen_offer": found.latest_number},
        seen_version=held.negotiation.version,
    )


def _begin_with(
    request: HttpRequest, held: HeldNegotiation, found: queries.Talks, on: queries.Grounds, now: datetime
) -> plans.Package:
    """What the form starts from: the plan that was chosen, the offer on the table, or the recommended plan."""
    view = queries.plans_for(
        held.negotiation, found.claim, for_household=access.sees_household(held), day=clock.legal_day(now)
    )
    chosen = view.named(request.GET.get("from", "")) if view else None
    if chosen is not None:
        return chosen.tried.package
    if brought := _brought(request.GET.get("package", "")):
        return still_fitting(brought, on, day=clock.legal_day(now))
    if found.offers:
        package, _faults = plans.package_from_json(found.offers[-1].package)
        if package is not None:
            return still_fitting(package, on, day=clock.legal_day(now))
    if view and view.proposed:
        return next(one for one in view.proposed if one.is_recommended).tried.package
    return queries.plain_package(on, day=clock.legal_day(now))


def _brought(told: str) -> plans.Package | None:
    """The package that an address brings, from a page on which it was tried; anything else starts nothing."""
    try:
        package, _faults = plans.package_from_json(json.loads(told[:LONGEST_PACKAGE]))
    except (ValueError, RecursionError):  # no JSON, or no end of brackets
        return None
    return package


def still_fitting(package: plans.Package, on: queries.Grounds, *, day: date) -> plans.Package:
    """The terms of an earlier offer without what time has overtaken: a first day that is past, a waiver of more than is owed."""
    owed = dict(on.owed.items())
    return replace(
        package,
        first_due=package.first_due
        if package.first_due > day
        else queries.plain_package(on, day=day).first_due,
        waive={name: min(minor, owed.get(name, 0)) for name, minor in package.waive.items()},
    )


def _preview(
    request: HttpRequest,
    place: Place,
    held: HeldNegotiation,
    found: queries.Talks,
    on: queries.Grounds,
    form: forms.OfferForm,
    now: datetime,
) -> HttpResponse | None:
    """The offer as it will be read; sent when it was seen and confirmed. None: there are faults to mend in the form."""
    package = form.package()
    if package is None:
        return None
    try:
        tried = queries.trial(package, on)
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults, names=forms.NAMES)
        return None
    own = purse.beside(held, found.claim, tried.tried) | worth.beside(held, tried, now)
    send = forms.SendForm(
        request.POST if "send" in request.POST else None, asks_budget=bool(own.get("beyond"))
    )
    if "send" in request.POST and send.is_valid() and _sent(request, held, form, send, package, now):
        return redirect(place.url("offers", held))
    if "send" in request.POST and form.errors:
        for errors in form.errors.values():
            send.add_error(None, list(errors))
    return render(
        request,
        "room/offer_check.html",
        frame(place, held, found) | own | _check(form, send, tried, held, found, now),
    )


def _sent(
    request: HttpRequest,
    held: HeldNegotiation,
    form: forms.OfferForm,
    send: forms.SendForm,
    package: plans.Package,
    now: datetime,
) -> bool:
    is_done = taken(
        form,
        actions.put_offer,
        held,
        package=package,
        days_open=form.days,
        words=form.cleaned_data["words"],
        legal_notice_seen=send.cleaned_data["notice_seen"],
        beyond_budget_confirmed=send.is_beyond_confirmed,
        seen_offer=form.cleaned_data["seen_offer"],
        now=now,
    )
    if is_done:
        waits = (
            held.is_lender_side
            and not queries.talks(held.negotiation).latest_number > form.cleaned_data["seen_offer"]
        )
        said(request, _("It waits for a checker now.") if waits else _("Your offer is on the table."))
    return is_done


def _check(
    form: forms.OfferForm,
    send: forms.SendForm,
    tried: queries.Trial,
    held: HeldNegotiation,
    found: queries.Talks,
    now: datetime,
) -> dict[str, Any]:
    return {
        "form": form,
        "send": send,
        "kept": _kept(form, found),
        "headline": shows.headline(tried.tried),
        "terms": shows.terms(tried.tried),
        "table": shows.schedule_table(tried.tried),
        "is_uneven": shows.is_uneven(tried.tried),
        "findings": shows.findings(tried.tried.findings),
        "outside": shows.reasons(tried.tried.outside),
        "withdrawn": shows.withdrawn(found, held.side, tried.tried.package),
        "until": actions.closes_at(now, form.days) if form.days else None,
        "words": form.cleaned_data["words"],
        "is_blocked": bool(tried.blocks),
        "needs_checker": held.is_lender_side and not is_within(held, tried),
        "counters": _on_table(held, found),
        "notice": words.LENDER_LIMITATION if held.is_lender_side else words.LIMITATION,
        "is_lender": held.is_lender_side,
    }


def _kept(form: forms.OfferForm, found: queries.Talks) -> list[tuple[str, Any]]:
    """What was typed, to be sent again; after a refusal with what is newest now, because the page shows it."""
    typed = {name: value for name, value in form.data.items() if name not in NOT_KEPT}
    return list((typed | ({"seen_offer": found.latest_number} if form.errors else {})).items())


NOT_KEPT = frozenset({"csrfmiddlewaretoken", "send", "change", "notice_seen", "beyond_budget"})


def is_within(held: HeldNegotiation, tried: queries.Trial) -> bool:
    return tried.is_within(held.acting("offer", "put").role)


def messages(place: Place) -> View:
    """The joint room: what was said, and one's own next words."""

    @GET_POST
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        form = forms.MessageForm(request.POST or None)
        if form.is_valid() and taken(form, actions.message, held, text=form.cleaned_data["text"], now=now):
            return redirect(place.url("messages", held) + "#last")
        found = queries.talks(held.negotiation)
        context = {
            "form": form,
            "sayings": shows.sayings(held, queries.said_in_room(found.room)),
            "live": reverse("live:talks", args=[held.negotiation.ref]),
            "last": found.room.length if found.room else 0,
            "may_write": held.negotiation.state != "ended",
        }
        return render(request, "room/messages.html", frame(place, held, found, here="messages") | context)

    return view


def end(place: Place) -> View:
    """Leave the talks, after reading what follows."""

    @GET_POST
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        step = "withdraw" if held.is_borrower_side else "give_up"
        form = forms.EndForm(request.POST or None, seen_version=held.negotiation.version)
        if form.is_valid() and taken(
            form,
            agreements.take_plain_step,
            held,
            held.negotiation,
            step,
            note=form.cleaned_data["note"],
            now=now,
        ):
            said(request, _("The talks have ended. Everything in them stays readable."))
            return redirect(frame(place, held)["home"])
        return render(request, "room/end.html", frame(place, held) | {"form": form, "step": step})

    return view
