"""Payments from a file: hand it in, see how each line fits, confirm, and mend by hand what did not fit."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie_platform.agreements import access, actions
from hejie_platform.agreements.access import HeldSheet
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.core import clock
from hejie_platform.lenders import access as lenders
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.web.agreement.doors import REFUSALS, said
from hejie_platform.web.forms import Form
from hejie_platform.web.keeping import forms, words
from hejie_platform.web.parts import Badge
from hejie_platform.web.signed_in import SignedIn

GET_POST = require_http_methods(["GET", "POST"])
A_PAGE = 100
ICONS = {"done": "check", "info": "info", "your_turn": "warning", "quiet": "pause"}


@GET_POST
@login_required
def sheets(request: SignedIn) -> HttpResponse:
    """Hand in a file; the files so far."""
    now = clock.now()
    desks = {desk.lender.ref: desk for desk in lenders.desks_of(request.user, now=now)}
    if not desks:
        raise access.NotHeld
    choices = [(ref, name_of(desk.lender)) for ref, desk in desks.items()]
    form = forms.SheetForm(request.POST or None, request.FILES or None, lenders=choices)
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            done = actions.upload_sheet(
                desks[form.lender], data=data, now=now, action_id=form.cleaned_data["action_id"]
            )
        except REFUSALS as refused:
            form.refuse(refused, field="file")
        else:
            return redirect("keeping:sheet", _ref_of(request, done.subject, desks))
    rows = [(one, queries.tally(one)) for one in queries.sheets_of([desk.lender for desk in desks.values()])]
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "keeping/sheets.html", {"form": form, "rows": rows}, status=status)


def _ref_of(request: SignedIn, subject: Any, desks: dict[str, Any]) -> str:
    mine = queries.sheets_of([desk.lender for desk in desks.values()])
    return next(one.ref for one in mine if one.pk == subject)


@require_GET
@login_required
def sheet(request: SignedIn, ref: str) -> HttpResponse:
    """One file: its sums, and every line with how it fits."""
    held = access.sheet_for(request.user, ref, now=clock.now())
    return _shown(request, held, Form())


def _shown(request: SignedIn, held: HeldSheet, form: Form, status: int = 200) -> HttpResponse:
    show = request.GET.get("show", "")
    wanted = [show] if show in words.OUTCOMES else []
    page = Paginator(queries.rows_of_sheet(held.sheet, wanted), A_PAGE).get_page(request.GET.get("page"))
    found = queries.tally(held.sheet)
    context = {
        "held": held,
        "sheet": held.sheet,
        "form": form,
        "tally": found,
        "sums": [
            (name, words.OUTCOMES[name], *found.by_outcome[name])
            for name in words.OUTCOMES
            if name in found.by_outcome
        ],
        "page": page,
        "rows": [(row, badge(row.outcome), faults(row), row.outcome in MENDABLE) for row in page],
        "show": show,
        "to_book": sum(found.by_outcome.get(name, (0, 0))[0] for name in ("matched", "partly", "ahead")),
    }
    return render(request, "keeping/sheet.html", context, status=status)


MENDABLE = ("unmatched", "failed", "set_aside", "ahead", "partly", "matched")


def badge(outcome: str) -> Badge:
    """An outcome in one word."""
    tone: Any = words.OUTCOME_TONES[outcome]
    return Badge(words.OUTCOMES[outcome], tone, ICONS[tone])


def faults(row: Any) -> list[tuple[Any, str]]:
    """What is wrong with a line, each with its column."""
    return [(words.COLUMNS.get(column, column), say(code, facts)) for column, code, facts in row.faults]


@require_POST
@login_required
def confirm(request: SignedIn, ref: str) -> HttpResponse:
    """Let every line that fits be booked."""
    now = clock.now()
    held = access.sheet_for(request.user, ref, now=now)
    form = Form(request.POST)
    if form.is_valid():
        try:
            actions.confirm_sheet(held, now=now, action_id=form.cleaned_data["action_id"])
        except REFUSALS as refused:
            form.refuse(refused)
        else:
            said(request, _("Confirmed. The lines are being booked; this page shows how far it is."))
            return redirect("keeping:sheet", ref)
    return _shown(request, held, form, status=422)


@GET_POST
@login_required
def line(request: SignedIn, ref: str, line: str) -> HttpResponse:
    """One line that was not booked: match it by hand, set it aside, or try again."""
    now = clock.now()
    held = access.sheet_for(request.user, ref, now=now)
    row = access.row_of_sheet(held, line)
    acts = _acts(row)
    if not acts:
        raise Http404
    form = forms.RowForm(request.POST or None, acts=acts)
    if form.is_valid() and _mended(request, form, held, row, now):
        said(request, _("Kept."))
        return redirect("keeping:sheet", ref)
    context = {
        "held": held,
        "sheet": held.sheet,
        "row": row,
        "form": form,
        "badge": badge(row.outcome),
        "faults": faults(row),
    }
    return render(request, "keeping/line.html", context)


def _acts(row: Any) -> list[tuple[str, Any]]:
    found = []
    if row.outcome == "failed":
        found.append(("retry", _("Try again to book it")))
    if row.outcome in MENDABLE:
        found += [
            ("match", _("Match it with an agreement")),
            ("aside", _("Set it aside: it pays no agreement here")),
        ]
    return found


def _mended(request: SignedIn, form: forms.RowForm, held: HeldSheet, row: Any, now: Any) -> bool:
    stamp = {"now": now, "action_id": form.cleaned_data["action_id"]}
    try:
        if form.cleaned_data["act"] == "retry":
            actions.retry_row(held, row, **stamp)
        elif form.cleaned_data["act"] == "aside":
            actions.set_row_aside(held, row, **stamp)
        else:
            found = access.agreement_for(request.user, form.cleaned_data["agreement"], now=now)
            actions.match_row(held, row, agreement=found.agreement, **stamp)
    except access.NotHeld:
        form.add_error("agreement", say("row_agreement_unknown"))
        return False
    except REFUSALS as refused:
        form.refuse(refused)
        return False
    return True
