"""A contract beside its pages: each value shown where it stands, and answered one by one."""

import base64
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie_platform.core import formats
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.access import HeldCase
from hejie_platform.notices.queries import say
from hejie_platform.web.apply import answers, doors
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.words import METHODS, PAPERS
from hejie_platform.web.reading import forms, words

GET_POST = require_http_methods(["GET", "POST"])
UNDER_WAY = ("waiting", "reading")


@require_GET
@page
def paper(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """The reading of a paper: not begun, under way, failed, or what was read."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    row = queries.reading_of(item)
    if row is not None and row.state == "read" and row.kind == "credit_report":
        return redirect("reading:report", ref, paper)
    if row is not None and row.state == "read":
        return render(request, "reading/contract.html", _frame(held, item) | _shown(held, item, row))
    return render(request, "reading/begin.html", _frame(held, item) | _beginning(item, row))


def _frame(held: HeldCase, item: Any) -> dict[str, Any]:
    pages = {"page_url": "reading:page", "page_ref": held.case.ref}
    return {"held": held, "case": held.case, "item": item, "kind": PAPERS[item.kind], **pages}


def _shown(held: HeldCase, item: Any, row: Any) -> dict[str, Any]:
    read = queries.read_contract(row)
    asked = [one for one in read.values if one.suggested is not None or one.how]
    return {
        "read": read,
        "values": [shown_value(one) for one in asked],
        "unasked": [shown_value(one) for one in read.values if one.suggested is None and not one.how],
        "left": sum(not one.how for one in asked),
        "clauses": [(one, say(one.code, {})) for one in read.clauses],
        "may_edit": held.case.state in ("draft", "returned"),
        "loan": item.loan,
        "row": row,
    }


def shown_value(one: queries.Value) -> dict[str, Any]:
    """A value in words, with its small form."""
    return {
        "one": one,
        "label": words.FIELDS[one.field],
        "suggested": told(one.kind, one.suggested),
        "others": [told(one.kind, other) for other in one.others],
        "value": told(one.kind, one.value),
        "how": words.HOW.get(one.how, ""),
        "form": forms.PressForm(),
    }


def told(kind: str, value: Any) -> str:
    """A value as people read it; a dash for none."""
    if value is None:
        return "–"
    return str(_TOLD.get(kind, str)(value))


_TOLD: Mapping[str, Callable[[Any], Any]] = {
    "money": formats.money_text,
    "rate": formats.rate_text,
    "day": lambda value: formats.day_text(datetime.fromisoformat(value).date()),
    "method": lambda value: METHODS.get(value, value),
}


def _beginning(item: Any, row: Any) -> dict[str, Any]:
    """What the page says before there is anything to read."""
    return {
        "row": row,
        "is_running": row is not None and row.state in UNDER_WAY,
        "may_begin": actions.can_be_read(item),
        "why": say(row.why, {}) if row is not None and row.why else "",
        "reads_pictures": queries.pictures_are_read(),
        "form": forms.PressForm(),
    }


@require_POST
@page
def begin(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """Have it read: a text at once, pictures by the worker."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    form = forms.PressForm(request.POST)
    if form.is_valid() and doors.taken_at_any_version(form, actions.read_paper, held, item, now=now):
        return redirect("reading:paper", ref, paper)
    context = _frame(held, item) | _beginning(item, queries.reading_of(item)) | {"form": form}
    return render(request, "reading/begin.html", context)


@require_POST
@page
def stop(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """End a reading that is under way."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    form = forms.PressForm(request.POST)
    if form.is_valid() and doors.taken_at_any_version(form, actions.stop_looking, held, item, now=now):
        doors.say(request, _("Ended. Nothing was kept of it."))
    return redirect("reading:paper", ref, paper)


@require_GET
@page
def progress(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """How far a reading is, as a piece of its page; a reading that has ended, like whoever opens
    this address alone, leads to the page itself."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    row = queries.reading_of(item)
    if "HX-Request" not in request.headers:
        return redirect("reading:paper", ref, paper)
    if row is not None and row.state in UNDER_WAY:
        return render(request, "reading/_progress.html", _frame(held, item) | {"row": row})
    answer = render(request, "reading/_ended.html", _frame(held, item))
    answer["HX-Refresh"] = "true"
    return answer


@require_GET
@page
def page_picture(request: Request, ref: str, paper: str, number: int, *, now: datetime) -> HttpResponse:
    """One page of the paper as a picture, drawn in the child; never the file itself."""
    held = access.application_for(request.user, ref, now=now)
    made = actions.draw_page(held, access.paper_of(held, paper), number, purpose="own", now=now)
    if not made:
        raise Http404
    return as_picture(base64.b64decode(made))


def as_picture(data: bytes) -> HttpResponse:
    """A drawn page; nothing in it may run, and nobody keeps it."""
    return HttpResponse(
        data,
        headers={
            "Content-Type": "image/png",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@GET_POST
@page
def value(request: Request, ref: str, paper: str, field: str, *, now: datetime) -> HttpResponse:
    """One value: corrected, left out, or, by one press on the page of the reading, taken as it was read."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    one = _value_of(item, field)
    shown = one.value if one.how not in ("", "skipped") else one.suggested
    bare = request.method == "POST" and request.POST.get("do") in ("take", "leave")
    form: Any = (
        forms.PressForm(request.POST)
        if bare
        else forms.ValueForm(request.POST or None, kind=one.kind, label=words.FIELDS[field], value=shown)
    )
    if form.is_valid():
        said = {"take": one.suggested, "leave": None}[request.POST["do"]] if bare else form.value
        if doors.taken_at_any_version(
            form, actions.answer_value, held, item, field=field, value=said, now=now
        ):
            return redirect("reading:paper", ref, paper)
    context = _frame(held, item) | {"form": form, "one": one, "label": words.FIELDS[field]}
    return render(request, "reading/value.html", context | {"press": forms.PressForm()})


def _value_of(item: Any, field: str) -> queries.Value:
    row = queries.reading_of(item)
    if row is None or row.state != "read" or row.kind != "contract" or field not in words.FIELDS:
        raise Http404
    return next(one for one in queries.read_contract(row).values if one.field == field)


@GET_POST
@page
def loan(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """Which loan the confirmed values belong to, and put them there."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    row = queries.reading_of(item)
    if row is None or row.state != "read" or row.kind != "contract":
        raise Http404
    loans = {one.ref: one for one in queries.application(held.case, now=now).loans}
    form = forms.LoanForm(
        request.POST or None,
        loans=[(key, answers.label_of(one)) for key, one in loans.items()],
        initial={"loan": item.loan.ref if item.loan else ""},
        seen_version=held.case.version,
    )
    if form.is_valid() and doors.taken(
        form, actions.fill_loan, held, item, loans.get(form.cleaned_data["loan"]), now=now
    ):
        doors.say(request, _("Kept. Please look through the answers of this loan."))
        return redirect("apply:loans", ref)
    read = queries.read_contract(row)
    confirmed = [shown_value(one) for one in read.values if one.field in read.confirmed]
    return render(request, "reading/loan.html", _frame(held, item) | {"form": form, "confirmed": confirmed})
