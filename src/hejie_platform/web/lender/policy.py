"""A lender's policy: its versions, and a new one from a file."""

import json
import tomllib
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie import texts
from hejie_platform.core import clock
from hejie_platform.lenders import access, actions, queries
from hejie_platform.lenders.access import HeldLender
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.web.lender import forms
from hejie_platform.web.lender.policy_version import act_on
from hejie_platform.web.room.doors import person, said

LARGEST = 200_000


@require_GET
@login_required
def versions(request: HttpRequest) -> HttpResponse:
    """Every desk of this person with its versions."""
    now = clock.now()
    held = access.desks_of(person(request), now=now)
    if not held:
        raise access.NotHeld
    desks = [_desk(one, now) for one in held]
    return render(request, "lender/policy.html", {"desks": desks, "today": clock.legal_day(now)})


def _desk(held: HeldLender, now: Any) -> dict[str, Any]:
    day = clock.legal_day(now)
    in_force = queries.policy_version_on(held.lender, day)
    return {
        "name": name_of(held.lender),
        "ref": held.lender.ref,
        "rows": [(row, row == in_force) for row in queries.versions_of(held.lender)],
        "draft": queries.open_draft(held.lender),
        "may_write": "officer" in held.roles,
    }


@require_http_methods(["GET", "POST"])
@login_required
def write(request: HttpRequest, lender: str) -> HttpResponse:
    """Hand in a new version as a file; every fault of it comes back at once."""
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    form = forms.PolicyForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _written(held, form, now):
        said(request, _("Kept. A second person publishes it."))
        return redirect("lender:policy")
    return render(request, "lender/policy_new.html", {"form": form, "name": name_of(held.lender)})


def _written(held: HeldLender, form: forms.PolicyForm, now: Any) -> bool:
    mapping = _read(form.cleaned_data["file"].read(LARGEST))
    if mapping is None:
        form.add_error("file", say("policy_not_toml"))
        return False
    return act_on(form, actions.write_policy, held, mapping=mapping, now=now)


def _read(data: bytes) -> dict[str, Any] | None:
    """The tables of a TOML file as plain data; None for anything else. Numbers with a point are no exact shares."""
    try:
        tables = tomllib.loads(data.decode("utf-8"))
        mapping: dict[str, Any] = json.loads(texts.canonical_json(tables))
    except (
        ValueError,
        TypeError,
        RecursionError,
    ):  # not of its form, a number without end, no end of brackets
        return None
    return mapping
