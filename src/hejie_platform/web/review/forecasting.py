"""The page on which the desk picks the figures of a forecast that plans take: the lowest, unless there is a reason."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie_platform.core import clock
from hejie_platform.intake import access, actions, queries
from hejie_platform.web.apply import doors, measured, rows
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.review import forms


@require_http_methods(["GET", "POST"])
@page
def choose(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The forecast beside the measured month, what is taken today, and another choice with its reason."""
    held = access.desk_case_for(request.user, ref, now=now)
    choice = queries.forecast_choice(held.case)
    form = forms.ForecastForm(
        request.POST or None,
        initial={"taken": choice.taken if choice else "low"},
        seen_version=held.case.version,
    )
    if form.is_valid() and _taken(held, form, now):
        doors.say(request, _("Kept. Plans are made with these figures from now on."))
        return redirect("review:measured", ref)
    actions.look_at_rows(held, purpose=rows.REVIEW.purpose, now=now)
    made = queries.budget_of(held.case)
    context = {"held": held, "case": held.case, "form": form, "day": clock.legal_day(now)}
    return render(request, "review/forecast.html", context | measured.layer(rows.REVIEW, held, made))


def _taken(held: access.HeldCase, form: Any, now: datetime) -> bool:
    given = {name: form.cleaned_data[name] for name in ("taken", "words")}
    return doors.taken(form, actions.choose_forecast, held, **given, now=now)
