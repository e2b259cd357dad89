"""A mediation for its parties: asking, its home, saying yes or no, wishes, objections, an answer about time."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.cases.access import negotiation_for
from hejie_platform.core import clock
from hejie_platform.mediation.access import HeldMediation, NotHeld
from hejie_platform.mediation.actions import asking, choosing, extra_time, objecting
from hejie_platform.mediation.queries import desks
from hejie_platform.mediation.queries import standing as reads
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts
from hejie_platform.web.mediation import forms, shows, waiting, words
from hejie_platform.web.mediation.doors import PARTIES, door, only, said, taken
from hejie_platform.web.signed_in import SignedIn

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
@login_required
def of_talks(request: SignedIn, ref: str) -> HttpResponse:
    """From talks to their mediation; to the page that asks for one where there is none."""
    held = negotiation_for(request.user, ref, now=clock.now())
    found = reads.live_of(held.negotiation)
    page = ("mediation:home", found.ref) if found else ("mediation:ask", held.negotiation.ref)
    return redirect(page[0], page[1])


@GET_POST
@login_required
def ask(request: SignedIn, ref: str) -> HttpResponse:
    """What mediation is, what it costs, and asking for it; or not now."""
    now = clock.now()
    held = negotiation_for(request.user, ref, now=now)
    if not (held.is_household or held.is_lender_side or "operator" in held.roles):
        raise NotHeld
    if (live := reads.live_of(held.negotiation)) is not None and request.method == "GET":
        return redirect("mediation:home", live.ref)
    bodies = reads.bodies()
    others = reads.other_talks(held.negotiation) if held.is_household else []
    form = forms.AskForm(
        request.POST or None,
        bodies=[(one.ref, name_of(one)) for one in bodies],
        others=[(one.ref, name_of(one.creditor)) for one in others],
        notice=words.LIMITATION if held.is_household else "",
    )
    if form.is_valid() and _asked(form, held, bodies, others, now):
        said(request, _("You have asked for a mediator. The other side decides for itself, and we tell you."))
        return redirect("mediation:of_talks", held.negotiation.ref)
    context = {
        "form": form,
        "costs": [(one, shows.costs(desks.terms_on(one, day=clock.legal_day(now)))) for one in bodies],
        "lead": words.MOMENTS[reads.moment(held)],
        "press": forms.PressForm(),
        "talks": held.negotiation,
        "back": _home_of_talks(held),
    }
    return render(request, "mediation/ask.html", context)


def _asked(form: forms.AskForm, held: Any, bodies: list[Any], others: list[Any], now: datetime) -> bool:
    given = form.cleaned_data
    body = next((one for one in bodies if one.ref == given["body"]), None)
    chosen = [one for one in others if one.ref in given.get("others", ())]
    return taken(
        form,
        asking.ask_mediation,
        held,
        body=body,
        others=chosen,
        note=given["note"],
        legal_notice_seen=given["notice_seen"],
        now=now,
    )


def _home_of_talks(held: Any) -> str:
    page = "lender:talks" if held.is_lender_side else "room:home"
    return reverse(page, args=[held.negotiation.ref])


@require_http_methods(["POST"])
@login_required
def not_now(request: SignedIn, ref: str) -> HttpResponse:
    """No mediator at this moment of the talks."""
    now = clock.now()
    held = negotiation_for(request.user, ref, now=now)
    form = forms.PressForm(request.POST)
    if held.side != "neutral" and form.is_valid() and taken(form, asking.not_now, held, now=now):
        said(request, _("Noted. We ask again only when something in the talks has changed."))
    return redirect(_home_of_talks(held))


@require_GET
@door
def home(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """Where the mediation stands, whose turn it is, who mediates, and the way to the table."""
    found = reads.standing(held, held.mediation, now=now)
    kept = reads.decision(held.mediation)
    context = _frame(held, found) | {
        "turn": waiting.turn(held, found, now=now),
        "mediator": shows.mediator_facts(found),
        "costs": shows.costs(found.terms),
        "talks": shows.talks_lines(held, found),
        "table": shows.table_page(held),
        "may": shows.may(held, found),
        "kept_reason": kept.answer if kept else "",
        "events": [shows.event(one) for one in reads.events(held, held.mediation)],
        "is_party": found.side is not None,
    }
    return render(request, "mediation/home.html", context)


def _frame(held: HeldMediation, found: reads.Standing) -> dict[str, Any]:
    return {"held": held, "row": held.mediation, "found": found, "banner": shows.banner(held, found)}


@GET_POST
@only(*PARTIES)
def consent(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """The rights notice, the costs, and one's own yes; the no beside it, as easy."""
    row = held.mediation
    form = forms.ConsentForm(request.POST or None, seen_version=row.version)
    if form.is_valid() and taken(form, asking.consent, held, row, row=row, now=now):
        said(request, _("You have said yes, for yourself. You may leave at any time."))
        return redirect("mediation:home", row.ref)
    found = reads.standing(held, row, now=now)
    context = _frame(held, found) | {"form": form, "costs": shows.costs(found.terms)}
    return render(request, "mediation/consent.html", context)


@GET_POST
@only(*PARTIES)
def decline(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """Say no: no reason is needed."""
    return _out(request, held, "end_refused", now)


@GET_POST
@only("borrower", "representative")
def leave(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """The borrower's side takes its yes back: as easy as the no. Everybody else steps out by the no."""
    return _out(request, held, "end_withdrawn", now)


def _out(request: SignedIn, held: HeldMediation, ends: str, now: datetime) -> HttpResponse:
    """One page for both; `ends` is what the record says of the borrower's side, whose no ends the mediation."""
    row = held.mediation
    form = forms.NoteForm(request.POST or None, seen_version=row.version)
    given = {"ends": ends, "note": form.cleaned_data["note"]} if form.is_valid() else {}
    if given and taken(form, asking.decline, held, row, row=row, **given, now=now):
        said(request, _("You are out of the mediation. Nothing else changes: the talks go on."))
        return redirect("home:enter")
    context = _frame(held, reads.standing(held, row, now=now)) | {"form": form}
    return render(request, "mediation/decline.html", context)


@GET_POST
@only("borrower", "representative", "officer", "checker")
def rank(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """Whom one would like, most wished first."""
    row = held.mediation
    free = reads.free_mediators(row, now=now)
    people = [(one.mediator.ref, one.mediator.name) for one in free]
    form = forms.RankForm(request.POST or None, people=people, seen_version=row.version)
    if form.is_valid() and taken(form, choosing.rank, held, row, row=row, order=form.order, now=now):
        said(request, _("Your wishes are kept. Nobody else reads them."))
        return redirect("mediation:home", row.ref)
    context = _frame(held, reads.standing(held, row, now=now)) | {
        "form": form,
        "banner": parts.Banner(seen_by=_("Only you read your wishes."), is_sealed=True),
        "people": [(one.mediator.name, shows.listing_facts(one)) for one in free],
    }
    return render(request, "mediation/rank.html", context)


@GET_POST
@only("borrower", "representative", "guarantor", "officer", "checker")
def object_to(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """Object to the mediator, with a reason that only the head of the body reads."""
    row = held.mediation
    form = forms.ObjectForm(request.POST or None, seen_version=row.version)
    given = form.cleaned_data if form.is_valid() else {}
    why = {name: given.get(name, "") for name in ("reason", "words")}
    if form.is_valid() and taken(form, objecting.object_to_mediator, held, row, row=row, **why, now=now):
        said(request, _("Your objection is with the head of the mediation body."))
        return redirect("mediation:home", row.ref)
    found = reads.standing(held, row, now=now)
    context = _frame(held, found) | {"form": form, "mediator": shows.mediator_facts(found)}
    return render(request, "mediation/object.html", context)


@GET_POST
@only("borrower", "representative", "guarantor", "officer", "checker", "mediator")
def time(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """More time or a rest: the mediator asks, every party answers, the mediator moves the clock."""
    form = _time_form(request, held)
    if request.method == "POST" and form.is_valid() and _time_taken(form, held, now):
        said(request, _("Done."))
        return redirect("mediation:home", held.mediation.ref)
    found = reads.standing(held, held.mediation, now=now)
    press = forms.PressForm(seen_version=held.mediation.version)
    context = _frame(held, found) | {"form": form, "press": press, "is_mediator": _mediates(held)}
    return render(request, "mediation/time.html", context)


def _mediates(held: HeldMediation) -> bool:
    return "mediator" in held.roles


def _time_form(request: SignedIn, held: HeldMediation) -> Any:
    version = held.mediation.version
    data = request.POST or None
    if not _mediates(held):
        return forms.TimeAnswerForm(data)
    if request.POST.get("extend"):
        return forms.PressForm(data, seen_version=version)
    return forms.TimeForm(data, seen_version=version)


def _time_taken(form: Any, held: HeldMediation, now: datetime) -> bool:
    row, given = held.mediation, form.cleaned_data
    if not _mediates(held):
        return taken(form, extra_time.answer_extra_time, held, row, agrees=given["agrees"] == "yes", now=now)
    if isinstance(form, forms.PressForm):
        return taken(form, extra_time.extend, held, row, row=row, now=now)
    asked = {"kind": given["kind"], "until_day": given["until_day"]}
    return taken(form, extra_time.ask_extra_time, held, row, row=row, **asked, now=now)


@require_GET
def roster(request: Any, ref: str) -> HttpResponse:
    """A body's verified mediators and its terms, for everybody."""
    body = desks.body_by_ref(ref)
    if body is None:
        raise NotHeld
    day = clock.legal_day(clock.now())
    people = [(one.mediator.name, shows.listing_facts(one)) for one in desks.public_roster(body, day=day)]
    context = {"name": name_of(body), "people": people, "costs": shows.costs(desks.terms_on(body, day=day))}
    return render(request, "mediation/roster.html", context)


@require_GET
def bodies(request: Any) -> HttpResponse:
    """The mediation bodies here, and the rule by which a mediator is found."""
    rows = [(name_of(one), reverse("mediation:roster", args=[one.ref])) for one in reads.bodies()]
    return render(request, "mediation/bodies.html", {"rows": rows, "trail": parts.Trail()})
