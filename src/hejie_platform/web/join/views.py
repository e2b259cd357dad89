"""Type or follow a code; read what it is; log in, show who one is, and join or say no.

Fetching an address changes nothing: a mail program that opens every link uses nothing up. Who only has the code is told
what kind of invitation it is and until when; who invites, and about what, is told to the invited person alone.
"""

from copy import copy
from datetime import datetime
from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hejie_platform.core import clock
from hejie_platform.intake import actions
from hejie_platform.intake.queries import opening as queries
from hejie_platform.people import queries as people
from hejie_platform.web import forms
from hejie_platform.web.apply.answers import label_of
from hejie_platform.web.apply.doors import Request
from hejie_platform.web.apply.doors import say as said
from hejie_platform.web.opening import passing, words
from hejie_platform.web.opening.doors import tried

GET_POST = require_http_methods(["GET", "POST"])
GONE = {"": 404}  # a code that never was; every other one was real and is over


class CodeForm(forms.Form):
    """The code as it stands in the message or letter."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("12 letters and digits. Capital or small, with or without dashes."),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class AnswerForm(forms.Form):
    """Yes, of one's own will."""

    is_willing = forms.BooleanField(
        label=_("I have read this, and I take part of my own free will. I can leave at any time.")
    )


@GET_POST
def start(request: HttpRequest) -> HttpResponse:
    """Type the code."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        row = _found(request, form.cleaned_data["code"])
        if row is not None:
            return redirect("join:invitation", queries.grouped(queries.code_of(row)))
        form.add_error("code", _("There is no invitation with this code. Please compare it once more."))
    return render(request, "join/start.html", {"form": form})


def _found(request: HttpRequest, code: str) -> Any:
    """The invitation of a code; every wrong one costs, and too many of them are refused. Raises RateLimited."""
    row = queries.by_code(code)
    if row is None:
        counted = copy(request)
        counted.method = "POST"  # the library counts no reading, and here it is reading that guesses
        ratelimit.consume(counted, action="try_invitation", raise_exception=True)
    return row


@GET_POST
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """What this is, before anybody has shown who they are; "go on" leads to that."""
    now, row = clock.now(), _found(request, code)
    if row is None or queries.state_of(row, now=now) not in queries.OPEN:
        return _over(request, row, now)
    enter = reverse("join:enter", args=[queries.grouped(queries.code_of(row))])
    if request.method == "POST":
        actions.note_opened(row, now=now)
        return redirect(enter)
    context = {
        "row": row,
        "what": words.ROLES[row.role],
        "until": row.until,
        "form": forms.Form(),
        "register": f"{reverse('account_signup')}?{urlencode({'next': enter})}",
    }
    return render(request, "join/invitation.html", context)


def _over(request: HttpRequest, row: Any, now: datetime) -> HttpResponse:
    """Wrong, used, taken back or run out: how to get a new one. The answer to a wrong code tells nothing else."""
    state = queries.state_of(row, now=now) if row else ""
    context = {"state": state, "word": words.STATES.get(state, "")}
    return render(request, "join/over.html", context, status=GONE.get(state, 410))


@GET_POST
@login_required
def enter(request: Request, code: str) -> HttpResponse:
    """For the invited person: who invites, about what; then yes or no."""
    now, row = clock.now(), _found(request, code)
    if row is not None and row.joined_by == request.user:
        return redirect(_inside(row))
    if row is None or queries.state_of(row, now=now) not in queries.OPEN:
        return _over(request, row, now)
    if not queries.is_for(row, request.user, now=now):
        return render(request, "join/another.html", {"has_name": bool(row.name.strip())}, status=403)
    state = people.identity_state(request.user, clock.legal_day(now))
    may = state == "proven" or (state == "pending" and row.role == "borrower")
    form = AnswerForm(request.POST if may and request.method == "POST" else None)
    if request.method == "POST" and (done := _answered(request, row, form, now)):
        return done
    return render(request, "join/enter.html", _shown(row, form, may, state, code))


def _answered(request: Request, row: Any, form: AnswerForm, now: datetime) -> HttpResponse | None:
    if request.POST.get("answer") == "no":
        press = forms.Form(request.POST)
        if press.is_valid() and tried(press, actions.decline_invitation, request.user, row, now=now):
            return render(request, "join/declined.html")
        return None
    join = {
        "borrower": actions.join,
        "representative": actions.join_as_representative,
        "guarantor": actions.join_as_guarantor,
    }[row.role]
    if not (form.is_bound and form.is_valid() and tried(form, join, request.user, row, now=now)):
        return None
    said(request, WELCOME[row.role])
    return redirect(_inside(row))


WELCOME = {
    "borrower": _("You have joined. Nothing goes to the lender before you hand it in."),
    "representative": _("Thank you. Our desk reads the paper now and tells you; until then nothing opens."),
    "guarantor": _("You take part now. Below are the talks about the loans you stand for."),
}


def _inside(row: Any) -> str:
    return (
        reverse("apply:tasks", args=[row.case.ref]) if row.role == "borrower" else reverse("opening:standing")
    )


def _shown(row: Any, form: AnswerForm, may: bool, state: str, code: str) -> dict[str, Any]:
    loans = [label_of(loan) for loan in queries.guaranteed(row)] if row.role == "guarantor" else []
    borrower = row.case.borrower
    return {
        "row": row,
        "what": words.ROLES[row.role],
        "who": people.name_of(row.lender) if row.lender else (borrower.name if borrower else ""),
        "facts": passing.loan_facts(row) if row.role == "borrower" else [],
        "loans": loans,
        "why": row.words,
        "scope": words.SCOPES[row.mandate.scope] if row.role == "representative" else "",
        "form": form,
        "press": forms.Form(),
        "may": may,
        "state": state,
    }
