"""The borrower's record of contacts; the lender's own contacts; reports to the lender and their answers."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.core import clock, formats
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of, roles_on
from hejie_platform.support import access, actions, queries
from hejie_platform.web.complaints import doors
from hejie_platform.web.complaints.doors import Request, page, taken
from hejie_platform.web.contacts import forms, words

GET_POST = require_http_methods(["GET", "POST"])
MANY = 100


@require_GET
@page
def record(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Every contact of one case, newest first, with what is found about each."""
    held = access.contacts_for(request.user, ref, now=now)
    context = {
        "case": held.case,
        "notes": [line(one) for one in queries.record_of(held.case)[:MANY]],
        "reports": queries.reports_of(held.case),
    }
    return render(request, "contacts/record.html", context)


def line(noted: queries.Noted) -> dict[str, Any]:
    """One note as pages show it."""
    row = noted.entry
    return {
        "row": row,
        "noted": noted,
        "channel": words.CHANNELS[row.channel],
        "reached": words.REACHED[row.reached],
        "by_lender": row.side == "lender",
        "findings": [
            (say(one.code, one.facts), rule, words.RESTS_ON.get(one.rests_on, ""), one.rule_ids)
            for one, rule in noted.instruments
        ],
    }


@GET_POST
@page
def new(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Note one contact."""
    held = access.contacts_for(request.user, ref, now=now)
    day = clock.legal_day(now)
    talks = queries.talks_of(held.case)
    form = forms.ContactForm(
        request.POST or None, request.FILES or None, talks=talks, today=day, initial={"day": day}
    )
    if form.is_valid():
        given = {"told": form.told, "talks": form.cleaned_data["talks"], "attached": doors.attached(form)}
        if taken(form, actions.note_contact, held, **given, now=now):
            doors.say(request, _("Noted. What we found about it is beside it."))
            return redirect("contacts:record", ref)
    return render(request, "contacts/new.html", {"case": held.case, "form": form})


@GET_POST
@page
def entry(request: Request, ref: str, entry: str, *, now: datetime) -> HttpResponse:
    """One note, with the way to take it back."""
    held = access.contacts_for(request.user, ref, now=now)
    row = access.contact_of(held, entry)
    form = forms.SureForm(request.POST or None)
    if form.is_valid() and taken(form, actions.take_back, held, row, now=now):
        doors.say(request, _("Taken back."))
        return redirect("contacts:record", ref)
    return render(
        request, "contacts/entry.html", {"case": held.case, "one": line(queries.noted_of(row)), "form": form}
    )


@require_GET
@page
def file(request: Request, ref: str, entry: str, *, now: datetime) -> HttpResponse:
    """What was attached to a note."""
    held = access.contacts_for(request.user, ref, now=now)
    row = access.contact_of(held, entry)
    if row.file is None:
        raise access.NotHeld
    return doors.as_file(row.file, row.ref, reader=held.actor, owner=row.noted_by, subject=row.pk, now=now)


@GET_POST
@page
def report(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Put notes about one lender to it, as improper collection."""
    held = access.contacts_for(request.user, ref, now=now)
    notes = [one for one in queries.record_of(held.case) if one.entry.side == "borrower" and one.lender]
    chosen = request.GET.get("entry")
    labels = [(one.entry.ref, _label(one)) for one in notes]
    form = forms.ReportForm(
        request.POST or None, notes=labels, initial={"entries": [chosen] if chosen else []}
    )
    if form.is_valid():
        rows = [one.entry for one in notes if one.entry.ref in form.cleaned_data["entries"]]
        given = {"entries": rows, "words": form.cleaned_data["words"]}
        if done := taken(form, actions.report_collection, held, **given, now=now):
            sent = next(one for one in queries.reports_of(held.case) if one.pk == done.subject)
            return redirect("contacts:sent", sent.ref)
    return render(request, "contacts/report.html", {"case": held.case, "form": form, "notes": notes})


def _label(one: queries.Noted) -> str:
    return gettext("%(moment)s · %(channel)s · %(lender)s · %(count)s found") % {
        "moment": formats.moment_text(one.entry.at),
        "channel": words.CHANNELS[one.entry.channel],
        "lender": one.lender,
        "count": len(one.findings),
    }


@require_GET
@page
def sent(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """A report as both sides see it."""
    held = access.report_for(request.user, ref, now=now)
    row = held.report
    context = {
        "held": held,
        "row": row,
        "lender": name_of(row.negotiation.creditor),
        "entries": [
            (
                one,
                words.CHANNELS[one.channel],
                [
                    (say(f["code"], f["facts"]), words.RESTS_ON.get(f["rests_on"], ""), f["rules"])
                    for f in found
                ],
            )
            for one, found in queries.entries_of(row)
        ],
        "outcome": words.OUTCOMES.get(row.outcome),
        "complain": reverse("complaints:new") + f"?about=lender:{row.negotiation.ref}",
    }
    return render(request, "contacts/sent.html", context)


@GET_POST
@page
def answer(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The lender's answer."""
    held = access.report_for(request.user, ref, now=now)
    if held.role != "lender":
        raise access.NotHeld
    form = forms.AnswerForm(request.POST or None, seen_version=held.report.version)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("outcome", "words")}
        if taken(form, actions.answer_report, held, row=held.report, **given, now=now):
            doors.say(request, _("Answered; the borrower is being told."))
            return redirect("contacts:sent", ref)
    return render(request, "contacts/answer.html", {"row": held.report, "form": form})


@require_GET
@page
def posted(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """What the lender's house posted in these talks."""
    held = access.lender_contacts_for(request.user, ref, now=now)
    notes = [line(one) for one in queries.posted_in(held.negotiation)[:MANY]]
    return render(request, "contacts/posted.html", {"talks": held.negotiation, "notes": notes})


@GET_POST
@page
def post(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Post one contact of the lender's house."""
    held = access.lender_contacts_for(request.user, ref, now=now)
    day = clock.legal_day(now)
    form = forms.PostForm(request.POST or None, today=day, initial={"day": day})
    if form.is_valid() and taken(form, actions.post_contact, held, told=form.told, now=now):
        doors.say(request, _("Posted; the borrower sees it in their record."))
        return redirect("contacts:posted", ref)
    return render(request, "contacts/post.html", {"talks": held.negotiation, "form": form})


@GET_POST
@page
def plan(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Before the lender's house calls or writes: may it, at that hour?"""
    held = access.lender_contacts_for(request.user, ref, now=now)
    form = forms.PlanForm(request.POST or None, initial={"day": clock.legal_day(now)})
    if form.is_valid() and taken(form, actions.plan_contact, held, told=form.told, now=now):
        doors.say(request, _("Nothing that we can check stands against it. Be brief and kind."))
        return redirect("contacts:posted", ref)
    return render(request, "contacts/plan.html", {"talks": held.negotiation, "form": form})


@require_GET
@page
def desk(request: Request, *, now: datetime) -> HttpResponse:
    """Reports that wait for the lender's answer."""
    if not {"officer", "checker"} & roles_on(request.user, clock.legal_day(now)):
        raise access.NotHeld
    rows = access.reports_to_answer(request.user, now=now)
    return render(request, "contacts/desk.html", {"rows": list(rows), "now": now})
