"""Looking from outside: an authority, an auditor, and whoever an automatic result concerns."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.core import clock
from hejie_platform.insight import access, actions, queries
from hejie_platform.insight.queries import from_json
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts
from hejie_platform.web.apply.doors import Request, page, say
from hejie_platform.web.case.words import HAPPENED
from hejie_platform.web.insight import forms, views, words

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
@page
def authority(request: Request, *, now: datetime) -> HttpResponse:
    """What was published, how the record stands, and the cases that an order opens."""
    held = access.desk_for(request.user, "regulator", now=now)
    rows = queries.published()
    report = from_json(rows[0].figures) if rows else None
    found = queries.audit(now=now)
    context = views.shown(request, report) | {
        "published": rows,
        "audit": found,
        "looks": _looks(found),
        "orders": [(one, words.SCOPES[one.scope]) for one in access.orders_of(held, now=now)],
    }
    return render(request, "insight/authority.html", context)


@require_GET
@page
def ordered_case(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The course of the case that an order names. The look is written down, and the person can read that it happened."""
    held = access.desk_for(request.user, "regulator", now=now)
    order = access.open_under_order(held, ref, now=now)
    course = queries.course_of(order)
    context = {
        "order": order,
        "scope": words.SCOPES[order.scope],
        "events": [
            parts.Event(at, HAPPENED.get(verb, _("Another step")), ROLES.get(role, ""))
            for at, verb, role in course.steps
        ],
        "looks": [(at, words.looked_at(kind), words.who_looked(role)) for at, kind, role in course.looks],
    }
    return render(request, "insight/ordered_case.html", context)


@GET_POST
@page
def orders(request: Request, *, now: datetime) -> HttpResponse:
    """Every order that was shown to us; write down another."""
    held = access.desk_for(request.user, "supervisor", now=now)
    choices = [(row.ref, name_of(row)) for row in queries.authorities()]
    form = forms.OrderForm(request.POST or None, authorities=choices)
    given = _order(form) if form.is_valid() else {}
    if given and views.taken(form, actions.record_order, held, **given, now=now):
        say(request, _("Written down. The authority may look at the case until that day."))
        return redirect("insight:orders")
    rows = [(row, name_of(row.authority), words.SCOPES[row.scope]) for row in queries.orders()]
    return render(request, "insight/orders.html", {"form": form, "rows": rows, "day": clock.legal_day(now)})


def _order(form: Any) -> dict[str, Any]:
    told = form.cleaned_data
    return {
        "number": told["number"],
        "authority_ref": told["authority"],
        "case_ref": told["case"],
        "scope": told["scope"],
        "until": told["until"],
    }


@require_GET
@page
def audit(request: Request, *, now: datetime) -> HttpResponse:
    """The state of the record; with ?walk=1 every chain is checked entry by entry."""
    access.desk_for(request.user, "auditor", now=now)
    found = queries.audit(now=now, walk=request.GET.get("walk") == "1")
    scans = [(words.scan(name), *run) for name, *run in found.scans]
    return render(request, "insight/audit.html", {"audit": found, "looks": _looks(found), "scans": scans})


@require_GET
@page
def result(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """An automatic result: from what, by which rules, with what outcome; with ?again=1 it is run again."""
    held = access.result_for(request.user, ref, now=now)
    row = held.row
    context = {
        "row": row,
        "name": words.RESULTS.get(row.kind, row.kind),
        "means": words.RESULT_MEANS.get(row.kind, ""),
        "inputs": _pretty(row.facts) if held.is_whole else "",
        "outcome": _pretty(row.result if held.is_whole else {"asked": row.result.get("asked")}),
        "replay": queries.again(row) if request.GET.get("again") == "1" else None,
        "missing": words.MISSING,
        "is_whole": held.is_whole,
    }
    return render(request, "insight/result.html", context)


def _looks(found: queries.Audit) -> list[tuple[Any, Any, int]]:
    """What was looked at, by whom and how often, in words."""
    return [(words.looked_at(kind), words.who_looked(role), count) for kind, role, count in found.looks]


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)


ROLES: dict[str, Any] = {**words.SIDES, "officer": words.SIDES["lender"], "checker": words.SIDES["lender"]}
