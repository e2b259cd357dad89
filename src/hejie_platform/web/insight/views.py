"""Figures of the desk, what is published, and each lender's own card before it is."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie import dates
from hejie_platform.core import clock
from hejie_platform.insight import access, actions, queries
from hejie_platform.insight.queries import BREAKDOWNS, Report, from_json
from hejie_platform.web import forms as base
from hejie_platform.web import parts
from hejie_platform.web.apply.doors import Request, page, say
from hejie_platform.web.insight import forms, shows, words

GET_POST = require_http_methods(["GET", "POST"])
MONTHS = 12


@require_GET
def public(request: HttpRequest) -> HttpResponse:
    """What everybody may know: the last published figures, with their definitions."""
    rows = queries.published()
    chosen = next((row for row in rows if row.ref == request.GET.get("of")), rows[0] if rows else None)
    report = from_json(chosen.figures) if chosen else None
    if report and chosen and request.GET.get("as") == "csv":
        return shows.as_file(report, f"figures-{chosen.from_day}", names=shows.lender_names())
    context = shown(request, report) | {"rows": rows, "chosen": chosen}
    return render(request, "insight/public.html", context)


def shown(request: HttpRequest, report: Report | None) -> dict[str, Any]:
    """What a page of figures shows: funnel, sections and gaps in the breakdown of the address."""
    by = _by(request)
    if report is None:
        return {"report": None, "by": by}
    names = shows.lender_names()
    chart, table = shows.funnel(report)
    return {
        "report": report,
        "by": by,
        "tabs": [parts.Tab(label, _query(request, by=code), code == by) for code, label in words.BY.items()],
        "chart": chart,
        "funnel": table,
        "sections": shows.sections(report, by=by, names=names),
        "gaps": shows.gaps(report, by=by, names=names),
        "csv": _query(request, **{"as": "csv"}),
    }


def _by(request: HttpRequest) -> str:
    by = request.GET.get("by", "")
    return by if by in BREAKDOWNS else ""


def _query(request: HttpRequest, **changed: str) -> str:
    kept = request.GET.copy()
    for name, value in changed.items():
        kept[name] = value
    return "?" + kept.urlencode()


@require_GET
@page
def desk(request: Request, *, now: datetime) -> HttpResponse:
    """Figures of a chosen period, by lender, cause or month, and what a person should look at."""
    access.desk_for(request.user, "operator", "supervisor", now=now)
    scope = _scope(request, now)
    report = queries.report(scope)
    if request.GET.get("as") == "csv":
        return shows.as_file(report, f"figures-{scope.since}", names=shows.lender_names(), by=_by(request))
    names = shows.lender_names()
    whole = (
        report
        if not scope.lender and not scope.cause
        else queries.report(queries.Scope(scope.since, scope.until))
    )
    context = shown(request, report) | {
        "scope": scope,
        "choices": shows.choices(whole, names),
        "alarms": [(one, _about(one, names)) for one in queries.alarms(now=now)],
    }
    return render(request, "insight/desk.html", context)


def _about(alarm: Any, names: dict[str, str]) -> Any:
    return names.get(alarm.about) or words.STAGES.get(alarm.about, alarm.about)


def _scope(request: HttpRequest, now: datetime) -> queries.Scope:
    """The period of the address, else the last twelve months."""
    today = clock.legal_day(now)
    since = _day(request, "since") or dates.add_months(today, -MONTHS)
    until = _day(request, "until") or today
    return queries.Scope(
        since, max(since, until), request.GET.get("lender", ""), request.GET.get("cause", "")
    )


def _day(request: HttpRequest, name: str) -> date | None:
    day, _faults = dates.parse(request.GET.get(name, ""), earliest=dates.EARLIEST, latest=dates.LATEST)
    return day


def taken(form: Any, action: Callable[..., Any], *given: Any, versioned: bool = False, **more: Any) -> Any:
    """Take the action with the form's stamp; None when it was refused, and then the form says why."""
    stamp = form.stamp if versioned else {"action_id": form.stamp["action_id"]}
    try:
        return action(*given, **more, **stamp)
    except base.REFUSALS as refused:
        form.refuse(refused)
        return None


@GET_POST
@page
def publications(request: Request, *, now: datetime) -> HttpResponse:
    """Every period that was counted for publishing; count another."""
    held = access.desk_for(request.user, "supervisor", now=now)
    form = forms.PeriodForm(request.POST or None)
    given = {name: form.cleaned_data[name] for name in ("since", "until")} if form.is_valid() else {}
    if given and taken(form, actions.prepare, held, **given, now=now):
        say(request, _("Counted. The lenders see their cards now."))
        return redirect("insight:publications")
    context = {"form": form, "rows": queries.publications(), "objections": queries.objections()}
    return render(request, "insight/publications.html", context)


@GET_POST
@page
def publication(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One period as it will be published, and the button for it."""
    held = access.desk_for(request.user, "supervisor", now=now)
    row = access.publication_of(held, ref)
    form = forms.SureForm(request.POST or None, seen_version=row.version)
    if form.is_valid() and taken(form, actions.publish, held, publication=row, now=now, versioned=True):
        say(request, _("Published."))
        return redirect("insight:publication", ref)
    context = shown(request, from_json(row.figures)) | {
        "row": row,
        "form": form,
        "may_publish": not row.published_at,
        "objections": queries.objections(publication=row),
    }
    return render(request, "insight/publication.html", context)


@GET_POST
@page
def objection(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """What a lender says against its card, and the answer."""
    held = access.desk_for(request.user, "supervisor", now=now)
    row = access.objection_of(held, ref)
    form = forms.AnswerForm(request.POST or None, seen_version=row.version)
    given = {name: form.cleaned_data[name] for name in ("outcome", "words")} if form.is_valid() else {}
    if given and taken(form, actions.answer, held, objection=row, **given, now=now, versioned=True):
        say(request, _("Answered. The lender reads it beside its figures."))
        return redirect("insight:publication", row.publication.ref)
    return render(request, "insight/objection.html", {"row": row, "form": form, "outcome": _outcome(row)})


def _outcome(row: Any) -> Any:
    return words.OUTCOMES.get(row.outcome, "")


@require_GET
@page
def cards(request: Request, *, now: datetime) -> HttpResponse:
    """The periods in which this lender has a card."""
    return render(request, "insight/cards.html", {"rows": access.cards_of(request.user, now=now)})


@GET_POST
@page
def card(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """This lender's own figures beside everybody's, and the right to say what is wrong with them."""
    held = access.card_for(request.user, ref, now=now)
    form = forms.ObjectionForm(request.POST or None)
    given = {"words": form.cleaned_data["words"]} if form.is_valid() else {}
    if given and taken(form, actions.object_to, held, **given, now=now):
        say(request, _("The supervisor has it. Nothing is published before it is answered."))
        return redirect("insight:card", ref)
    return render(request, "insight/card.html", _card(held, form, now))


def _card(held: access.HeldCard, form: Any, now: datetime) -> dict[str, Any]:
    row, report, names = held.publication, from_json(held.publication.figures), shows.lender_names()
    said = queries.objections(publication=row, lender_ref=held.lender.ref)
    is_in_time = row.published_at is None and now <= row.objections_until
    return {
        "row": row,
        "form": form,
        "ours": shows.sections(report, by="lender", names=names, key=held.lender.ref),
        "all": shows.sections(report, names=names),
        "objections": [(one, _outcome(one)) for one in said],
        "may_object": is_in_time and all(one.answered_at for one in said),
    }
