"""Is this really from you? Public: a code is judged, a suspicion is taken in, and nothing personal is told."""

import base64
import io
from datetime import datetime
from typing import Any

import segno
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.core import clock
from hejie_platform.notices import queries as notices
from hejie_platform.people.queries import roles_on
from hejie_platform.support import access, actions, queries
from hejie_platform.web.complaints import doors
from hejie_platform.web.complaints.doors import Request, page, taken
from hejie_platform.web.verify import forms

GET_POST = require_http_methods(["GET", "POST"])
TITLES = {
    "notice": _("A message from us"),
    "person": _("A mediator who works with us"),
    "organisation": _("A house that is registered here"),
    "agreement": _("An agreement made here"),
    "number": _("A number that a lender here has published"),
}
ENDED = {
    "person": _("This person was a mediator here and is no longer. Please do not deal with them as one."),
    "agreement": _("This agreement was made here and is not in force any more, or not yet."),
}


@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """Type a code, or come here by its QR picture. The answer names who, what and since when."""
    typed = request.GET.get("code", "").replace("\0", "")[:40]
    form = forms.CodeForm(initial={"code": typed})
    found = _find(typed, clock.now()) if typed else None
    context = {
        "form": form,
        "typed": typed,
        "found": found,
        "title": TITLES.get(found.kind) if found else "",
        "ended": ENDED.get(found.kind) if found and not found.holds else "",
    }
    return render(request, "verify/check.html", context)


def _find(typed: str, now: datetime) -> Any:
    code = queries.parse(typed)
    if code is None:
        return queries.find_number(typed, now=now)
    return notices.genuine(code) if code.kind == "notice" else queries.find(code, now=now)


@GET_POST
def report(request: HttpRequest) -> HttpResponse:
    """Report something suspicious, with or without an account; so many in a minute from one address. Raises RateLimited."""
    initial = {"code": request.GET.get("code", "").replace("\0", "")[:40]}
    form = forms.SuspicionForm(request.POST or None, request.FILES or None, initial=initial)
    reporter = request.user if request.user.is_authenticated else None
    if form.is_valid():
        ratelimit.consume(request, action="report_suspicion", raise_exception=True)
        given = {name: form.cleaned_data[name] for name in ("channel", "words", "number", "code", "reach")}
        given["attached"] = doors.attached(form)
        if taken(form, actions.report_suspicion, reporter, **given, now=clock.now()):
            messages.success(
                request,
                _(
                    "Thank you. A person looks at it. Until then: pay nothing, and tell nobody a code or password."
                ),
            )
            return redirect("verify:check")
    return render(request, "verify/report.html", {"form": form})


@GET_POST
@page
def phrase(request: Request, *, now: datetime) -> HttpResponse:
    """The words by which one knows our messages."""
    form = forms.PhraseForm(request.POST or None, initial={"phrase": queries.phrase_of(request.user)})
    if form.is_valid():
        said = form.cleaned_data["phrase"]
        if taken(form, actions.set_phrase, request.user, phrase=said, now=now):
            doors.say(request, _("Kept. Our mails to you carry these words from now on."))
            return redirect("notices:everything")
    return render(request, "verify/phrase.html", {"form": form})


@require_GET
@page
def notice(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One's own notice on paper: its words, its code and the picture that leads here."""
    row = notices.notice_for(request.user, ref)
    if row is None:
        raise access.NotHeld
    code = notices.verification_code(row)
    context = {
        "told": notices.as_told(row),
        "code": code,
        "qr": picture(code),
        "phrase": queries.phrase_of(request.user),
    }
    return render(request, "verify/notice.html", context)


@require_GET
@page
def card(request: Request, *, now: datetime) -> HttpResponse:
    """A mediator's own card: code and picture, to be shown to those who ask who they are."""
    if "mediator" not in roles_on(request.user, clock.legal_day(now)):
        raise access.NotHeld
    code = queries.person_code(request.user)
    found = _find(code, now)
    return render(request, "verify/card.html", {"code": code, "qr": picture(code), "found": found})


def picture(code: str) -> str:
    """A QR picture that leads to the answer, as a data address."""
    out = io.BytesIO()
    link = f"{settings.HEJIE_SITE_URL}{reverse('verify:check')}?code={code}"
    segno.make(link, error="m").save(out, kind="png", scale=4, border=2)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
