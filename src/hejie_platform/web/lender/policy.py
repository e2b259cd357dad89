"""A lender's policy: its versions, a new one from a file, and its publication by a second person."""

import json
import tomllib
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie import texts
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.lenders import access, actions, queries
from hejie_platform.lenders.access import HeldLender
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.web.lender import forms
from hejie_platform.web.room.doors import person, said
from hejie_platform.web.room.forms import PressForm

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
        "rows": [(row, row == in_force, _may_publish(held, row)) for row in queries.versions_of(held.lender)],
        "press": PressForm(),
    }


def _may_publish(held: HeldLender, row: Any) -> bool:
    return row.published_at is None and "checker" in held.roles and row.written_by_id != held.user.pk


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
    try:
        actions.write_policy(held, mapping=mapping, now=now, action_id=form.stamp["action_id"])
    except texts.Faulty as faulty:
        for fault in faulty.faults:
            form.add_error("file", f"{fault.field}: {say(fault.code, fault.facts)}")
    except ActionRefused as refused:
        form.refuse(refused, field="file")
    return not form.errors


def _read(data: bytes) -> dict[str, Any] | None:
    """The tables of a TOML file as plain data; None for anything else. Numbers with a point are no exact shares."""
    try:
        tables = tomllib.loads(data.decode("utf-8"))
        mapping: dict[str, Any] = json.loads(texts.canonical_json(tables))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError):
        return None
    return mapping


@require_POST
@login_required
def publish(request: HttpRequest, lender: str, number: int) -> HttpResponse:
    """Put a version in force."""
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    form = PressForm(request.POST)
    if form.is_valid():
        try:
            actions.publish_policy(held, number=number, now=now, action_id=form.stamp["action_id"])
        except texts.Faulty as faulty:
            for fault in faulty.faults:
                form.add_error(None, f"{fault.field}: {say(fault.code, fault.facts)}")
        except ActionRefused as refused:
            form.refuse(refused)
        else:
            said(request, _("Published."))
            return redirect("lender:policy")
    return render(request, "lender/policy_refused.html", {"form": form, "name": name_of(held.lender)})
