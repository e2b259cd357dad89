"""A credit report entry by entry: each becomes a loan by one press, or is left out."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hejie_platform.core import formats
from hejie_platform.intake import access, actions, queries
from hejie_platform.web import parts
from hejie_platform.web.apply import doors
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.words import PAPERS
from hejie_platform.web.reading import forms, words


@require_GET
@page
def report(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """Every entry of a report that was read, and what could not be read."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    row = queries.reading_of(item)
    if row is None or row.state != "read" or row.kind != "credit_report":
        raise Http404
    context = {"held": held, "case": held.case, "item": item, "kind": PAPERS[item.kind]}
    return render(request, "reading/credit_report.html", context | shown(row, held.case.version))


def shown(row: Any, version: int) -> dict[str, Any]:
    """What the page of a credit report shows."""
    read = queries.read_report(row)
    shown = [
        (one, _facts(one.read), words.HOW.get(one.how, ""), forms.PressForm(seen_version=version))
        for one in read.entries
    ]
    own = [line for line in shown if not line[0].is_guarantee]
    return {
        "read": read,
        "entries": [line for line in own if line[0].is_owed],
        "over": [line for line in own if not line[0].is_owed],
        "guarantees": [line for line in shown if line[0].is_guarantee],
        "left": sum(line[0].is_owed and not line[0].how for line in own),
        "row": row,
    }


def _facts(read: Any) -> list[parts.Fact]:
    """One entry in words; what the report is silent about is not shown."""
    money = {
        _("Lent"): read["amount_minor"],
        _("Limit"): read["limit_minor"],
        _("Still owed"): read["balance_minor"],
        _("Overdue"): read["arrears"]["overdue_minor"],
    }
    facts = [
        parts.Fact(_("Kind of credit"), words.ENTRY_KINDS.get(read["kind"], read["kind"])),
        parts.Fact(_("State"), words.ENTRY_STATES.get(read["state"], read["state"])),
    ]
    facts += [
        parts.Fact(label, formats.money_text(minor, read["currency"]))
        for label, minor in money.items()
        if minor is not None
    ]
    return facts + list(_late(read["arrears"]))


def _late(arrears: Any) -> list[parts.Fact]:
    months, serious = arrears["late_months"], arrears["late_over_90"]
    told = []
    if months is not None:
        told.append(parts.Fact(_("Months late in five years"), str(months)))
    if serious is not None:
        told.append(parts.Fact(_("Of these more than 90 days"), str(serious)))
    return told


@require_POST
@page
def entry(request: Request, ref: str, paper: str, number: int, *, now: datetime) -> HttpResponse:
    """Make a loan of an entry, or leave it out; back to the report, with the reason where it was refused."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    row = queries.reading_of(item)
    if row is None or row.kind != "credit_report":
        raise Http404
    form = forms.PressForm(request.POST)
    if form.is_valid():
        takes = request.POST.get("do") == "take"
        done = (
            doors.taken(form, actions.take_entry, held, item, number, now=now)
            if takes
            else doors.taken_at_any_version(form, actions.leave_entry, held, item, number, now=now)
        )
        if done and takes:
            doors.say(request, _("Added to your loans. You can fill in the rest there."))
    for faults in form.errors.values():
        for fault in faults:
            doors.say(request, fault)
    return redirect("reading:report", ref, paper)
