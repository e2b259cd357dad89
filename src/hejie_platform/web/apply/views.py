"""The pages of an application around its questions: beginning, the task list, the loans, the check, handing in."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie import steps
from hejie_platform.core import clock
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.access import HeldCase
from hejie_platform.intake.queries import Missing, opening
from hejie_platform.web.apply import answers, doors, forms, tasks
from hejie_platform.web.apply.doors import Request, page

GET_POST = require_http_methods(["GET", "POST"])
REVIEW_DAYS = steps.CLOCKS["review"].amount
EDITABLE = ("draft", "returned")


@require_GET
@page
def start(request: Request, *, now: datetime) -> HttpResponse:
    """What an application is, before one is begun; the one that is being filled in comes first."""
    before = queries.answers_of(request.user)
    return _start(request, _begin_form(before), before)


def _start(request: Request, form: forms.BeginForm, before: Any) -> HttpResponse:
    draft = queries.open_draft_of(request.user)
    context = {"draft": draft, "before": before, "form": form, "review_days": REVIEW_DAYS}
    return render(request, "apply/start.html", context)


def _begin_form(before: Any, data: Any = None) -> forms.BeginForm:
    """A second application stays under the law of the first."""
    return forms.BeginForm(data, countries=() if before else queries.countries_here())


@require_POST
@page
def begin(request: Request, *, now: datetime) -> HttpResponse:
    """Begin, with the answers of the case before if there is one; or go on with what was begun."""
    if draft := queries.open_draft_of(request.user):
        return redirect("apply:tasks", draft.ref)
    before = queries.answers_of(request.user)
    form = _begin_form(before, request.POST)
    predecessor = access.application_for(request.user, before.ref, now=now) if before else None
    is_valid = form.is_valid()
    if "country" in form.errors:
        return _start(request, form, before)
    action_id = form.stamp["action_id"] if is_valid else uuid.uuid4()
    country = form.cleaned_data.get("country", "")
    done = actions.open_application(
        request.user, predecessor=predecessor, country=country, now=now, action_id=action_id
    )
    return redirect("apply:tasks", queries.ref_of(done.subject))


@require_GET
@page
def task_list(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Home of an application that is being filled in."""
    held = access.application_for(request.user, ref, now=now)
    if held.case.state not in EDITABLE:
        return redirect("case:home", ref)
    made = queries.application(held.case, now=now)
    context = _context(
        held,
        made,
        tasks=tasks.tasks(made),
        minutes=tasks.minutes_left(made),
        asked=tasks.asked_for(made),
        until=queries.home(held.case, latest=0).clock_of(held.case)
        if held.case.state == "returned"
        else None,
    )
    return render(request, "apply/tasks.html", context)


@require_GET
@page
def loans(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Every loan told so far."""
    held = access.application_for(request.user, ref, now=now)
    made = queries.application(held.case, now=now)
    shown = [(loan, answers.label_of(loan), answers.lender_of(loan)) for loan in made.loans]
    first = opening.first_told(held.case)
    return render(
        request,
        "apply/loans.html",
        _context(held, made, loans=shown, total=answers.total_owed(made), first=first),
    )


@GET_POST
@page
def loan_remove(request: Request, ref: str, loan: str, *, now: datetime) -> HttpResponse:
    """Take a loan out, after asking once."""
    held = access.application_for(request.user, ref, now=now)
    row = access.loan_of(held, loan)
    form = forms.ConfirmForm(request.POST or None, seen_version=held.case.version)
    if form.is_valid() and doors.taken(form, actions.remove_loan, held, row, now=now):
        doors.say(request, _("The loan is taken out."))
        return redirect("apply:loans", ref)
    context = {"held": held, "form": form, "loan": row, "label": answers.label_of(row)}
    return render(request, "apply/loan_remove.html", context)


@require_GET
@page
def check(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Everything told, each with "change", and everything that is missing."""
    held = access.application_for(request.user, ref, now=now)
    return render(request, "apply/check.html", _checked(held, now))


def _checked(held: HeldCase, now: datetime) -> dict[str, Any]:
    made = queries.application(held.case, now=now)
    may_edit = held.case.state in EDITABLE
    told = answers.all_facts(made, change=may_edit)
    return _context(held, made, may_edit=may_edit, told=told, budget=queries.budget_of(held.case).made)


@GET_POST
@page
def submit(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The notice on limitation, what is confirmed, and handing in."""
    held = access.application_for(request.user, ref, now=now)
    form = forms.SubmitForm(request.POST or None, seen_version=held.case.version)
    if form.is_valid() and doors.taken(form, actions.submit, held, legal_notice_seen=True, now=now):
        return redirect("apply:receipt", ref)
    made = queries.application(held.case, now=now)
    notices = queries.limitation_notices(held.case, day=clock.legal_day(now))
    blocking = [line for line in made.missing if line.blocks]
    context = _context(
        held, made, form=form, notices=notices, blocking=missing_lines(held.case.ref, blocking)
    )
    return render(request, "apply/submit.html", context)


@require_GET
@page
def receipt(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The case number, and what happens next."""
    held = access.application_for(request.user, ref, now=now)
    if held.case.submitted_at is None:
        return redirect("apply:tasks", ref)
    return render(request, "apply/receipt.html", {"held": held, "clock": queries.review_clock(held.case)})


def missing_lines(ref: str, lines: Iterable[Missing]) -> list[tuple[Missing, str]]:
    """Missing things, each with the address where it is filled in."""
    return [(line, tasks.place(ref, line)) for line in lines]


def _context(held: HeldCase, made: queries.Application, **more: Any) -> dict[str, Any]:
    ref = held.case.ref
    missing = missing_lines(ref, made.missing)
    return {
        "acting": opening.acting_as(held),
        "held": held,
        "case": held.case,
        "made": made,
        "missing": missing,
        "home": reverse("apply:tasks", args=[ref]),
        **more,
    }
