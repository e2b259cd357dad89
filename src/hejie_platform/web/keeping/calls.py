"""Calls after an agreement took effect: who is to be called until when, and how it went."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.agreements import access, actions
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.core import clock
from hejie_platform.people.queries import roles_on
from hejie_platform.web.agreement.doors import said, taken
from hejie_platform.web.keeping import forms, words
from hejie_platform.web.signed_in import SignedIn

CALLERS = frozenset({"mediator", "body_admin", "operator", "supervisor"})


@require_GET
@login_required
def calls(request: SignedIn) -> HttpResponse:
    """The calls that one makes or answers for."""
    now = clock.now()
    if not roles_on(request.user, clock.legal_day(now)) & CALLERS:
        raise access.NotHeld
    today = clock.legal_day(now)
    rows = [(row, row.due_on < today) for row in queries.calls_for(request.user, now=now)]
    return render(request, "keeping/calls.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@login_required
def call(request: SignedIn, ref: str) -> HttpResponse:
    """One call: whom, what stands in the agreement, and how it went."""
    now = clock.now()
    held = access.follow_up_for(request.user, ref, now=now)
    row = held.follow_up
    form = forms.CallForm(request.POST or None, seen_version=row.version)
    if (
        row.done_at is None
        and form.is_valid()
        and taken(
            form,
            actions.note_call,
            held,
            row=row,
            outcome=form.cleaned_data["outcome"],
            words=form.cleaned_data["words"],
            now=now,
        )
    ):
        said(request, _("Noted."))
        return redirect("keeping:call", row.ref)
    context = {
        "form": form,
        "row": row,
        "outcome": words.CALL_OUTCOMES.get(row.outcome, ""),
        "case": row.agreement.negotiation.case,
        "borrower": row.agreement.negotiation.case.borrower,
        "broken": queries.broken(row.agreement, "borrower", now=now),
        "others": queries.calls_of(row.agreement),
        "outcomes": words.CALL_OUTCOMES,
    }
    return render(request, "keeping/call.html", context)
