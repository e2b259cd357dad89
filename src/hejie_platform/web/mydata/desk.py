"""The desk's part: requests that wait, and what the retention table has ready."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.privacy import access, actions, queries
from hejie_platform.web import forms as base
from hejie_platform.web.apply.doors import Request, page, say
from hejie_platform.web.mydata import forms, views, words

GET_POST = require_http_methods(["GET", "POST"])
MONTH_AHEAD = timedelta(days=30)


@require_GET
@page
def queue(request: Request, *, now: datetime) -> HttpResponse:
    """Corrections to decide, the soonest due first; wishes to be forgotten, which nobody has to decide."""
    access.desk_for(request.user, now=now)
    rows = [row for row in queries.corrections_waiting() if row.person_id != request.user.pk]
    context = {
        "rows": [(row, words.ABOUT[row.about], row.due_at < now) for row in rows],
        "erasures": queries.erasures(),
    }
    return render(request, "mydata/desk.html", context)


@require_GET
@page
def kept(request: Request, *, now: datetime) -> HttpResponse:
    """The dry run: what the sweep of tonight and of in a month would do."""
    access.desk_for(request.user, now=now)
    tonight, later = queries.overdue(now=now), queries.overdue(now=now, ahead=MONTH_AHEAD)
    rows = [
        (words.CLASSES[one.name], one.model, one.count, ahead.count, words.ENDS[one.then])
        for one, ahead in zip(tonight, later, strict=True)
    ]
    return render(request, "mydata/kept.html", {"rows": rows})


@GET_POST
@page
def decide(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Correct it, or say why not."""
    held = access.correction_for(request.user, ref, now=now)
    if not held.is_desk:
        raise access.NotHeld
    form = forms.DecisionForm(request.POST or None, seen_version=held.row.version)
    if form.is_valid() and _decided(form, held, now):
        say(request, _("Decided. The person is told."))
        return redirect("mydata:desk")
    return render(request, "mydata/decide.html", views.shown(held) | {"form": form})


def _decided(form: forms.DecisionForm, held: access.HeldCorrection, now: datetime) -> bool:
    given = form.cleaned_data
    try:
        actions.decide_correction(
            held,
            is_right=given["answer"] == "yes",
            words=given["words"],
            reason=given["reason"],
            now=now,
            **form.stamp,
        )
    except base.REFUSALS as refused:
        held.row.refresh_from_db()
        form.refuse(refused, version=held.row.version)
        return False
    return True
