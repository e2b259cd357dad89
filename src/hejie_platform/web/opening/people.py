"""Bringing others into a case: the borrower names a representative or a guarantor, the desk reads the paper."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie_platform.cases import access as cases
from hejie_platform.core import clock, storage
from hejie_platform.intake import access, actions
from hejie_platform.intake import queries as intake
from hejie_platform.intake.queries import opening as queries
from hejie_platform.people import queries as people
from hejie_platform.web import parts
from hejie_platform.web.apply.answers import label_of
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.doors import say as said
from hejie_platform.web.opening import forms, passing, words
from hejie_platform.web.opening.doors import tried

GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
@page
def representative(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Who acts for the borrower, and naming somebody with the paper."""
    held = access.application_for(request.user, ref, now=now)
    form = forms.MandateForm(request.POST or None, request.FILES or None)
    if form.is_valid() and tried(form, actions.name_representative, held, **form.told(), now=now):
        said(request, _("Named. We invite them, and our desk reads the paper once they have joined."))
        return redirect("opening:representative", ref)
    named = [_named(one, now) for one in queries.mandates_of(held.case)]
    context = {
        "case": held.case,
        "form": form,
        "named": named,
        "may_name": "borrower" in held.roles and held.case.state != "closed",
        "may_end": any(one["is_live"] for one in named),
        "press": forms.PressForm(seen_version=held.case.version),
    }
    return render(request, "opening/representative.html", context)


def _named(mandate: Any, now: datetime) -> dict[str, Any]:
    row = mandate.invitation
    state = queries.state_of(row, now=now)
    is_ended = bool(mandate.authority and mandate.authority.revoked_at)
    is_over = mandate.until_day < clock.legal_day(now)
    return {
        "mandate": mandate,
        "row": row,
        "name": row.name,
        "kind": words.KINDS[mandate.kind],
        "scope": words.SCOPES[mandate.scope],
        "badge": _badge(mandate, state, is_ended=is_ended, is_over=is_over),
        "is_live": mandate.decision in ("", "accepted") and not is_ended,
        "is_open": state in queries.OPEN and mandate.decision == "",
        "words": mandate.words,
    } | passing.ways(row)


def _badge(mandate: Any, state: str, *, is_ended: bool, is_over: bool) -> parts.Badge:
    if is_ended or is_over:
        return parts.Badge(words.DECISIONS["withdrawn"])
    if mandate.decision == "" and mandate.agent is None:
        return words.BADGES[state]
    tones: dict[str, parts.Tone] = {"accepted": "done", "returned": "your_turn", "": "info"}
    return parts.Badge(words.DECISIONS[mandate.decision], tones.get(mandate.decision, "quiet"))


@require_POST
@page
def end(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """End every authority of the case; a representative ends their own."""
    held = access.application_for(request.user, ref, now=now)
    form = forms.PressForm(request.POST)
    is_own = "borrower" in held.roles
    if form.is_valid():
        seen = form.stamp["seen_version"]
        done = tried(form, actions.end_authority, held, seen_version=seen, now=now)
        said(request, _("Ended. From now on nobody acts for the borrower by it.") if done else _error(form))
    return redirect("opening:representative", ref) if is_own else redirect("case:list")


def _error(form: Any) -> str:
    return str(next(iter(form.errors.values()))[0])


@GET_POST
@page
def guarantor(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Who stands for which loan, and asking somebody, from the borrower's side."""
    held = access.application_for(request.user, ref, now=now)
    loans = list(intake.application(held.case, now=now).loans)
    return _guarantor(request, held, held.case, loans, None, now)


@GET_POST
@page
def guarantor_asked(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The same from the lender's desk, for the loans of its own talks."""
    held = cases.negotiation_for(request.user, ref, now=now)
    if not held.is_lender_side:
        raise Http404
    row = held.negotiation
    loans = [loan for loan in intake.application(row.case, now=now).loans if loan.negotiation_id == row.pk]
    return _guarantor(request, held, row.case, loans, row, now)


def _guarantor(
    request: Request, held: Any, case: Any, loans: list[Any], talks: Any, now: datetime
) -> HttpResponse:
    choices = [(loan.ref, label_of(loan)) for loan in loans]
    form = forms.GuarantorForm(request.POST or None, choices=choices)
    lender = talks.creditor if talks else None
    if form.is_valid():
        given = form.cleaned_data
        chosen = [loan for loan in loans if loan.ref in given["loans"]]
        done = tried(
            form,
            actions.invite_guarantor,
            held,
            case,
            loans=chosen,
            contact=given["contact"],
            name=given["name"],
            lender=lender,
            now=now,
        )
        if done:
            said(request, _("Asked. They are told nothing before they have shown who they are."))
            return redirect(request.path)
    found = queries.invitations_into(case, "guarantor", now=now)
    mine = [one for one in found if one[0].lender == lender]
    context = {
        "case": case,
        "talks": talks,
        "form": form,
        "has_loans": bool(loans),
        "rows": [_asked(row, state) for row, state in mine],
        "press": forms.PressForm(),
    }
    return render(request, "opening/guarantor.html", context)


def _asked(row: Any, state: str) -> dict[str, Any]:
    loans = [label_of(loan) for loan in queries.guaranteed(row)]
    found = {"row": row, "name": row.name, "badge": words.BADGES[state], "is_open": state in queries.OPEN}
    return found | {"loans": loans} | passing.ways(row)


@require_GET
@page
def standing(request: Request, *, now: datetime) -> HttpResponse:
    """What one stands for as a guarantor, and for whom one is asked to act."""
    found = [
        (
            one.negotiation,
            people.name_of(one.creditor) if one.creditor else "",
            [label_of(x) for x in one.loans],
        )
        for one in queries.guarantees_of(request.user)
    ]
    waiting = [
        (one, words.DECISIONS[one.decision], one.words) for one in queries.waiting_mandates_of(request.user)
    ]
    return render(request, "opening/standing.html", {"found": found, "waiting": waiting})


# --- the desk --------------------------------------------------------------------------------------


@require_GET
@page
def papers(request: Request, *, now: datetime) -> HttpResponse:
    """Papers of authority that wait for the desk."""
    if not people.roles_on(request.user, clock.legal_day(now)) & cases.CASE_STAFF:
        raise Http404
    rows = [(one, words.KINDS[one.kind]) for one in queries.mandates_waiting(request.user)]
    return render(request, "opening/papers.html", {"rows": rows})


@GET_POST
@page
def paper(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One paper, who is named in it, and the decision."""
    held, mandate = access.mandate_for(request.user, ref, now=now)
    form = forms.DecideForm(request.POST or None, seen_version=held.case.version)
    if form.is_valid() and _decided(form, held, mandate, now):
        said(request, _("Decided. Both are told."))
        return redirect("opening:papers")
    return render(request, "opening/paper.html", _shown(mandate, form, now))


def _decided(form: forms.DecideForm, held: access.HeldCase, mandate: Any, now: datetime) -> Any:
    if form.cleaned_data["verdict"] == "accept":
        seen = form.stamp["seen_version"]
        return tried(form, actions.accept_mandate, held, mandate, seen_version=seen, now=now)
    words_ = form.cleaned_data["words"]
    return tried(form, actions.return_mandate, held, mandate, words=words_, now=now)


def _shown(mandate: Any, form: forms.DecideForm, now: datetime) -> dict[str, Any]:
    day = clock.legal_day(now)
    return {
        "mandate": mandate,
        "case": mandate.case,
        "form": form,
        "kind": words.KINDS[mandate.kind],
        "scope": words.SCOPES[mandate.scope],
        "named": mandate.invitation.name if mandate.invitation else "",
        "borrower": _proven(mandate.case.borrower, day),
        "agent": _proven(mandate.agent, day),
    }


def _proven(person: Any, day: Any) -> str:
    """The legal name as it was proven; nothing where it was not."""
    proof = people.proven_identity(person, day) if person else None
    return proof.legal_name if proof else ""


@require_GET
@page
def paper_file(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The paper itself; the look at it is written down."""
    held, mandate = access.mandate_for(request.user, ref, now=now)
    try:
        data = actions.show_mandate_paper(held, mandate, now=now)
    except (storage.FileGone, storage.FileChanged):
        raise Http404 from None
    response = HttpResponse(data, content_type=mandate.paper.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "no-store"
    return response
