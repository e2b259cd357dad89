"""The page on which a business says what it expects to sell in the months to come: at least, most likely, at best."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie_platform.core import clock
from hejie_platform.intake import access, actions, queries
from hejie_platform.web.apply import doors, forms, words
from hejie_platform.web.apply.doors import Request, page

GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
@page
def forecast(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Six months, three figures each, and the papers that support them."""
    held = access.application_for(request.user, ref, now=now)
    form = _form(request, held, queries.forecast_months(clock.legal_day(now)))
    if form.is_valid() and _kept(form, held, now):
        doors.say(request, _("Kept. It stands beside the measured budget, as a forecast."))
        return redirect("apply:measured", ref)
    may_edit = held.case.state in ("draft", "returned")
    context = {"held": held, "case": held.case, "form": form, "may_edit": may_edit}
    return render(request, "apply/forecast.html", context)


def _form(request: Request, held: access.HeldCase, days: Sequence[date]) -> forms.ForecastForm:
    papers = [
        (item.ref, f"{words.PAPERS[item.kind]} · {item.name}")
        for item in queries.application(held.case, now=clock.now()).papers
    ]
    told = queries.forecast_of(held.case)
    return forms.ForecastForm(
        request.POST or None,
        days=days,
        told=told,
        papers=papers,
        said=queries.forecast_words(held.case),
        seen_version=held.case.version,
    )


def _kept(form: forms.ForecastForm, held: access.HeldCase, now: datetime) -> bool:
    given: dict[str, Any] = form.cleaned_data
    return doors.taken(
        form,
        actions.save_forecast,
        held,
        months=form.months,
        papers=given.get("papers", []),
        words=given["words"],
        now=now,
    )
