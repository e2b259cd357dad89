"""The desks: a mediator's own mediations and roster entry; the head's mediations, roster and terms."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hejie_platform.core import clock
from hejie_platform.mediation import access
from hejie_platform.mediation.access import HeldBody, NotHeld
from hejie_platform.mediation.actions import roster
from hejie_platform.mediation.queries import desks
from hejie_platform.people.queries import name_of
from hejie_platform.web.mediation import forms, shows, words
from hejie_platform.web.mediation.doors import said, taken
from hejie_platform.web.mediation.views import GET_POST
from hejie_platform.web.signed_in import SignedIn


def _bodies(request: SignedIn, role: str, now: datetime) -> list[HeldBody]:
    """The bodies at which the reader has this role. Raises NotHeld for none."""
    found = [one for one in access.bodies_of(request.user, now=now) if role in one.roles]
    if not found:
        raise NotHeld
    return found


@require_GET
@login_required
def desk(request: SignedIn) -> HttpResponse:
    """A mediator's mediations, the soonest due first."""
    now = clock.now()
    held = _bodies(request, "mediator", now)
    lines = desks.mine(request.user, now=now)
    mine = [desks.own_listing(one.body, request.user) for one in held]
    context = {"lines": _worded(lines), "unlisted": not any(one is not None for one in mine)}
    return render(request, "mediation/desk.html", context)


@require_GET
@login_required
def head(request: SignedIn) -> HttpResponse:
    """What waits for the head of a body, then everything that runs there, then who mediates."""
    now = clock.now()
    held = _bodies(request, "body_admin", now)
    sections = [
        (
            name_of(one.body),
            one.body.ref,
            _worded(desks.of_body(one.body, now=now)),
            desks.roster_of(one.body, day=clock.legal_day(now)),
        )
        for one in held
    ]
    return render(request, "mediation/head.html", {"sections": sections, "unverified": _unverified(sections)})


def _worded(lines: list[desks.Line]) -> list[tuple[desks.Line, words.Text]]:
    return [(one, words.TODO[one.todo]) for one in lines]


def _unverified(sections: list[Any]) -> int:
    return sum(person.waiting is not None for section in sections for person in section[3])


@GET_POST
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """A mediator's own entry on the roster: what is in force, what waits, and a form for a new one."""
    now = clock.now()
    held = _bodies(request, "mediator", now)[0]
    current = desks.own_listing(held.body, request.user)
    form = forms.ListingForm(request.POST or None, initial=_initial(current))
    if form.is_valid() and _entered(form, held, request.user, now):
        said(request, _("Entered. The head of the body verifies it."))
        return redirect("mediation:listing")
    waiting = desks.waiting_listing(held.body, request.user)
    context = {"form": form, "current": current, "waiting": waiting, "body": name_of(held.body)}
    return render(request, "mediation/listing.html", context)


def _initial(current: Any) -> dict[str, Any]:
    if current is None:
        return {"languages": ["zh"], "most": 10}
    names = ("qualification", "registration_number", "registered_with", "loan_types", "languages")
    return {name: getattr(current, name) for name in names} | {"most": current.load_limit}


def _entered(form: forms.ListingForm, held: HeldBody, mediator: Any, now: datetime) -> bool:
    names = ("qualification", "registration_number", "registered_with", "loan_types", "languages", "most")
    entered = roster.Entered(**{name: form.cleaned_data[name] for name in names})
    return taken(form, roster.enter_listing, held, mediator=mediator, entered=entered, now=now)


@GET_POST
@login_required
def my_ties(request: SignedIn) -> HttpResponse:
    """What ties a mediator to organisations: declared here, and it bars them there at once."""
    now = clock.now()
    held = _bodies(request, "mediator", now)[0]
    lenders = desks.lenders()
    choices = [(one.ref, name_of(one)) for one in lenders]
    form = forms.TieForm(request.POST or None, organisations=choices)
    if form.is_valid():
        given = form.cleaned_data
        tied = {"organisation": next(one for one in lenders if one.ref == given["organisation"])}
        tied |= {"kind": given["kind"], "words": given["words"]}
        if taken(form, roster.declare_tie, held, **tied, now=now):
            said(request, _("Declared. You are not asked where this organisation is a party."))
            return redirect("mediation:my_ties")
    ties = [(one, name_of(one.organisation), words.TIES[one.kind]) for one in desks.ties_of(request.user)]
    return render(request, "mediation/my_ties.html", {"form": form, "ties": ties, "press": forms.PressForm()})


@require_POST
@login_required
def tie_over(request: SignedIn, tie: int) -> HttpResponse:
    """A tie is over."""
    now = clock.now()
    held = _bodies(request, "mediator", now)[0]
    found = next((one for one in desks.ties_of(request.user) if one.pk == tie), None)
    form = forms.PressForm(request.POST)
    if found is None:
        raise NotHeld
    if form.is_valid() and taken(form, roster.end_tie, held, found, now=now):
        said(request, _("Noted, with its last day."))
    return redirect("mediation:my_ties")


@GET_POST
@login_required
def away(request: SignedIn) -> HttpResponse:
    """Days on which a mediator is given nothing new."""
    now = clock.now()
    held = _bodies(request, "mediator", now)[0]
    form = forms.AwayForm(request.POST or None)
    days = (
        {name: form.cleaned_data.get(name) for name in ("from_day", "until_day")} if form.is_valid() else {}
    )
    if form.is_valid() and taken(form, roster.note_absence, held, **days, now=now):
        said(request, _("Noted. You are given nothing new on these days; what you have stays yours."))
        return redirect("mediation:away")
    absences = desks.absences_of(request.user, now=now)
    return render(
        request, "mediation/away.html", {"form": form, "days": absences, "press": forms.PressForm()}
    )


@require_POST
@login_required
def back_again(request: SignedIn, absence: int) -> HttpResponse:
    """There after all."""
    now = clock.now()
    held = _bodies(request, "mediator", now)[0]
    found = next((one for one in desks.absences_of(request.user, now=now) if one.pk == absence), None)
    form = forms.PressForm(request.POST)
    if found is None:
        raise NotHeld
    if form.is_valid() and taken(form, roster.cancel_absence, held, found, now=now):
        said(request, _("Noted."))
    return redirect("mediation:away")


@GET_POST
@login_required
def verify(request: SignedIn, ref: str) -> HttpResponse:
    """The head looks at an entry: verify it, send it back, or take it off the roster."""
    now = clock.now()
    held, row = access.listing_for(request.user, ref, now=now)
    form = forms.PressForm(request.POST or None)
    act = roster.verify_listing if request.POST.get("act") == "verify" else roster.end_listing
    if form.is_valid() and taken(form, act, held, row, now=now):
        said(request, _("Done."))
        return redirect("mediation:head")
    before = desks.own_listing(row.body, row.mediator)
    context = {"form": form, "listing": row, "before": before if before != row else None}
    return render(request, "mediation/verify.html", context | {"facts": shows.entry_facts(row)})


@GET_POST
@login_required
def terms(request: SignedIn, ref: str) -> HttpResponse:
    """The head publishes what a mediation costs, who pays it, and who pays the body."""
    now = clock.now()
    held = access.head_of(request.user, ref, now=now)
    day = clock.legal_day(now)
    current = desks.terms_on(held.body, day=day)
    form = forms.TermsForm(request.POST or None, initial=_first_terms(current, day))
    if form.is_valid() and _published(form, held, now):
        said(request, _("Published. Mediations asked for before keep the terms they were asked for on."))
        return redirect("mediation:terms", ref)
    context = {"form": form, "costs": shows.costs(current), "body": name_of(held.body)}
    return render(request, "mediation/terms.html", context)


def _first_terms(current: Any, day: Any) -> dict[str, Any]:
    if current is None:
        return {"kind": "financial", "fee": 0, "payer": "nobody", "platform_pays": 0, "from_day": day}
    names = ("kind", "payer", "has_fee_help", "funded_by", "licence")
    given = {name: getattr(current, name) for name in names}
    return given | {"fee": current.fee_minor, "platform_pays": current.platform_pays_minor, "from_day": day}


def _published(form: forms.TermsForm, held: HeldBody, now: datetime) -> bool:
    given = form.cleaned_data
    names = ("kind", "payer", "has_fee_help", "funded_by", "licence")
    made = roster.Terms(
        **{name: given[name] for name in names},
        fee_minor=given["fee"],
        platform_pays_minor=given["platform_pays"],
    )
    return taken(form, roster.publish_terms, held, given=made, from_day=given["from_day"], now=now)
