"""Keys of the lender's own systems: made by an officer, shown once, approved by a checker, ended by either."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.lenders import access, actions, queries
from hejie_platform.lenders.access import HeldLender
from hejie_platform.people.queries import name_of
from hejie_platform.web.lender import forms
from hejie_platform.web.room.doors import person, said
from hejie_platform.web.room.forms import PressForm

ACTS = {"approve": actions.approve_key, "revoke": actions.revoke_key}


@require_GET
@login_required
def every(request: HttpRequest) -> HttpResponse:
    """The keys of every desk of this person."""
    now = clock.now()
    held = access.desks_of(person(request), now=now)
    if not held:
        raise access.NotHeld
    return render(request, "lender/keys.html", {"desks": [_desk(one, now) for one in held]})


def _desk(held: HeldLender, now: Any) -> dict[str, Any]:
    return {
        "name": name_of(held.lender),
        "ref": held.lender.ref,
        "may_make": "officer" in held.roles,
        "rows": [_row(held, row, clock.legal_day(now)) for row in queries.keys_of(held.lender)],
        "press": PressForm(),
    }


def _row(held: HeldLender, row: Any, day: Any) -> dict[str, Any]:
    has_ended = row.revoked_at is not None or row.expires_on < day
    may_approve = row.approved_at is None and "checker" in held.roles and row.officer_id != held.user.pk
    return {
        "key": row,
        "officer": row.officer.name,
        "scopes": [forms.SCOPES[scope] for scope in row.scopes],
        "has_ended": has_ended,
        "waits": row.approved_at is None and not has_ended,
        "may_approve": may_approve and not has_ended,
    }


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def make(request: HttpRequest, lender: str) -> HttpResponse:
    """A new key: its text is on the answer to this form and nowhere else."""
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    form = forms.KeyForm(request.POST or None)
    if form.is_valid():
        try:
            _done, text = actions.make_key(held, **form.given, now=now, action_id=form.stamp["action_id"])
        except ActionRefused as refused:
            form.refuse(refused)
        else:
            return render(request, "lender/key_made.html", {"text": text, "name": name_of(held.lender)})
    return render(request, "lender/key_new.html", {"form": form, "name": name_of(held.lender)})


@require_POST
@login_required
def decide(request: HttpRequest, lender: str, ref: str, act: str) -> HttpResponse:
    """Approve a colleague's key, or end a key."""
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    row, form = access.key_of(held, ref), PressForm(request.POST)
    if act in ACTS and form.is_valid():
        try:
            ACTS[act](held, row, now=now, action_id=form.stamp["action_id"])
        except ActionRefused as refused:
            form.refuse(refused)
        else:
            said(request, _("The key works from now on.") if act == "approve" else _("The key has ended."))
            return redirect("lender:keys")
    return render(request, "lender/policy_refused.html", {"form": form, "name": name_of(held.lender)})
