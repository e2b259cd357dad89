"""One's own data: everything on one page, and one page for each right."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.cases import access as cases
from hejie_platform.core import clock, formats, storage
from hejie_platform.intake import access as intake
from hejie_platform.people.queries import name_of
from hejie_platform.privacy import access, actions, queries
from hejie_platform.web import forms as base
from hejie_platform.web import parts
from hejie_platform.web.account.confirm import is_recent, recently_authenticated
from hejie_platform.web.apply.doors import Request, page, say
from hejie_platform.web.apply.words import PAPERS
from hejie_platform.web.mydata import fields, forms, words
from hejie_platform.web.mydata.looks import shown_looks

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
@page
def home(request: Request, *, now: datetime) -> HttpResponse:
    """What one may do, and where each wish stands."""
    person = request.user
    rows = queries.corrections_of(person)
    context = {
        "copy": queries.export_of(person),
        "erasure": queries.erasure_of(person),
        "corrections": [(row, words.ABOUT[row.about], words.STATES[row.state]) for row in rows],
        "looks": shown_looks(person)[:5],
        "cases": cases.household_cases_of(person),
        "key": queries.export_key(),
    }
    return render(request, "mydata/home.html", context)


@GET_POST
@page
def copy(request: Request, *, now: datetime) -> HttpResponse:
    """Ask for a copy of everything, and fetch it; both ask once more who it is."""
    form = forms.SureForm(request.POST or None)
    if request.method == "POST" and not is_recent(request):
        return recently_authenticated(copy)(request)  # type: ignore[return-value]  # a redirect to the door
    if "fetch" in request.POST:
        return _fetched(request, now)
    if form.is_valid() and _taken(form, actions.order_export, request.user, now=now):
        return redirect("mydata:copy")
    found = queries.export_of(request.user)
    context = {"copy": found, "form": form, "key": queries.export_key(), "is_recent": is_recent(request)}
    return render(request, "mydata/copy.html", context | {"days": queries.TIMES["export_days"]})


def _fetched(request: Request, now: datetime) -> HttpResponse:
    try:
        data = actions.fetch_export(request.user, now=now)
    except (storage.FileGone, storage.FileChanged):
        data = None
    if data is None:
        return redirect("mydata:copy")
    headers = {
        "Content-Disposition": f'attachment; filename="hejie-{request.user.ref}.zip"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type="application/zip", headers=headers)


def _taken(form: base.Form, action: Any, *given: Any, **more: Any) -> Any:
    try:
        return action(*given, **more, action_id=form.stamp["action_id"])
    except base.REFUSALS as refused:
        form.refuse(refused)
        return None


@require_GET
@page
def looks(request: Request, *, now: datetime) -> HttpResponse:
    """Everybody who looked at one's things."""
    return render(request, "mydata/looks.html", {"looks": shown_looks(request.user)})


@require_GET
@page
def why(request: Request, *, now: datetime) -> HttpResponse:
    """Why each thing is asked, and how long each kind is kept."""
    return render(request, "mydata/why.html", {"asked": fields.asked(), "kept": fields.kept()})


@GET_POST
@page
def erase(request: Request, *, now: datetime) -> HttpResponse:
    """What goes, what stays and why, what stands against it; then the wish itself, or calling it off."""
    waiting = queries.erasure_of(request.user)
    waiting = waiting if waiting and waiting.state == "asked" else None
    form: base.Form = (forms.SureForm if waiting else forms.EraseForm)(request.POST or None)
    if request.method == "POST" and not is_recent(request):
        return recently_authenticated(erase)(request)  # type: ignore[return-value]  # a redirect to the door
    action = actions.call_off_erasure if waiting else actions.ask_erasure
    if form.is_valid() and _taken(form, action, request.user, now=now):
        say(request, _("Called off. Nothing was erased.") if waiting else _("Your wish is noted."))
        return redirect("mydata:erase")
    found = queries.standing(request.user, now=now)
    context = {
        "waiting": waiting,
        "form": form,
        "found": found,
        "stops": [(words.STOPS[stop.code], stop) for stop in found.stops],
        "stays": [(words.CLASSES[one.name], words.WHY[one.name], one) for one in found.stays],
        "days": queries.TIMES["cooling_off_days"],
    }
    return render(request, "mydata/erase.html", context)


@GET_POST
@page
def ask(request: Request, *, now: datetime) -> HttpResponse:
    """Ask for a correction of something one cannot change oneself."""
    mine = {row.ref: row for row in cases.household_cases_of(request.user)}
    form = forms.CorrectionForm(request.POST or None, cases=mine)
    if form.is_valid():
        given = form.cleaned_data
        told = actions.Wished(
            about=given["about"],
            wished=given["wished"],
            words=given["words"],
            recorded=given["recorded"],
            case=mine.get(given["case"]),
        )
        if _taken(form, actions.ask_correction, request.user, told=told, now=now):
            say(request, _("Your request is with the desk."))
            return redirect("mydata:home")
    return render(request, "mydata/ask.html", {"form": form, "days": queries.TIMES["correction_days"]})


@GET_POST
@page
def correction(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One request of one's own, and its answer."""
    held = access.correction_for(request.user, ref, now=now)
    if held.is_desk:
        raise access.NotHeld
    form = forms.SureForm(request.POST or None, seen_version=held.row.version)
    if form.is_valid():
        seen = form.stamp["seen_version"]
        if _taken(form, actions.withdraw_correction, held, seen_version=seen, now=now):
            return redirect("mydata:correction", ref)
    return render(request, "mydata/correction.html", shown(held) | {"form": form})


def shown(held: access.HeldCorrection) -> dict[str, Any]:
    """A request as its person and the desk see it."""
    row = held.row
    facts = [
        parts.Fact(_("Number"), row.ref),
        parts.Fact(_("What is wrong?"), words.ABOUT[row.about]),
        *([parts.Fact(_("Case"), row.case.ref)] if row.case else []),
        parts.Fact(_("How it stands now"), format_html('<span lang="">{}</span>', row.recorded or "–")),
        parts.Fact(_("How it should read"), format_html('<span lang="">{}</span>', row.wished)),
        parts.Fact(_("Asked on"), formats.day_text(clock.legal_day(row.asked_at))),
    ]
    return {
        "held": held,
        "row": row,
        "facts": facts,
        "badge": words.STATES[row.state],
        "reason": words.REASONS.get(row.reason),
    }


@require_GET
@page
def papers(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Every paper of the case: who filed it, when, its fingerprint, and to whom it was shown."""
    held = intake.application_for(request.user, ref, now=now)
    rows = [_paper(row) for row in queries.evidence_index(held)]
    return render(request, "mydata/papers.html", {"held": held, "case": held.case, "rows": rows})


def _paper(row: Any) -> dict[str, Any]:
    disclosed = [
        (one.at, words.ROLES.get(one.role, one.role), one.house, words.REASONS_TO_LOOK.get(one.purpose, ""))
        for one in row.disclosed
    ]
    return {
        "row": row,
        "kind": PAPERS.get(row.kind, row.kind),
        "filer": words.ROLES.get(row.role, "–"),
        "disclosed": [(at, who, name_of(house) if house else "", why) for at, who, house, why in disclosed],
    }
