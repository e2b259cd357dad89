"""The clearance letter: issuing it, reading it, and asking by its code whether it is genuine."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.agreements import access, actions, queries
from hejie_platform.agreements.access import HeldAgreement, HeldObligation
from hejie_platform.core import storage
from hejie_platform.web.account.confirm import is_recent, recently_authenticated
from hejie_platform.web.agreement import shows
from hejie_platform.web.agreement import words as agreement_words
from hejie_platform.web.agreement.doors import door, said, taken
from hejie_platform.web.agreement.views import pdf
from hejie_platform.web.papers import forms
from hejie_platform.web.signed_in import SignedIn

GET_POST = require_http_methods(["GET", "POST"])


def _duty(request: SignedIn, held: HeldAgreement, ref: str, now: datetime) -> HeldObligation:
    own = access.obligation_for(request.user, ref, now=now)
    if own.obligation.agreement_id != held.agreement.pk or own.obligation.code != queries.LETTER_DUTY:
        raise Http404
    return own


@GET_POST
@door
def letter(request: SignedIn, held: HeldAgreement, duty: str, *, now: datetime) -> HttpResponse:
    """The letter as it stands; where it is owed and the reader owes it, the form to issue it."""
    own = _duty(request, held, duty, now)
    row, is_confirmed = own.obligation, is_recent(request)
    form = forms.LetterForm(
        request.POST or None,
        request.FILES or None,
        notice=agreement_words.LENDER_NOTICE,
        seen_version=row.version,
    )
    if form.is_valid() and _issued(form, own, is_confirmed, now):
        said(request, _("Issued. The borrower reads it now and confirms it."))
        return redirect("papers:letter", held.agreement.ref, row.ref)
    context: dict[str, Any] = {
        "form": form,
        "duty": row,
        "letter": queries.letter_of(row),
        "is_confirmed": is_confirmed,
        "may_issue": row.state == "open" and own.side == "lender",
        "may_answer": row.state == "claimed" and own.side == "borrower",
    }
    seen = queries.look(held, now=now)
    status = 422 if form.errors else 200
    return render(request, "papers/letter.html", shows.frame(held, seen) | context, status=status)


@require_GET
@door
def confirm(request: SignedIn, held: HeldAgreement, duty: str, *, now: datetime) -> HttpResponseBase:
    """Confirm oneself, then on to the letter."""
    return _confirmed(request, held.agreement.ref, duty)


@recently_authenticated
def _confirmed(request: HttpRequest, ref: str, duty: str) -> HttpResponse:
    return redirect("papers:letter", ref, duty)


def _issued(form: forms.LetterForm, own: HeldObligation, is_confirmed: bool, now: datetime) -> bool:
    given = form.cleaned_data
    return taken(
        form,
        actions.issue_letter,
        own,
        row=own.obligation,
        paper=given["paper"].read() if given["way"] == "own" else None,
        is_confirmed=is_confirmed,
        legal_notice_seen=given["notice_seen"],
        now=now,
    )


@require_GET
@door
def file(request: SignedIn, held: HeldAgreement, duty: str, *, now: datetime) -> HttpResponse:
    """The letter itself."""
    own = _duty(request, held, duty, now)
    found = queries.letter_of(own.obligation)
    stored = (found.own_paper or found.signed_pdf or found.base_pdf) if found else None
    if found is None or stored is None:
        raise Http404
    return pdf(storage.get(stored), f"clearance-{found.code}", media_type=stored.media_type)


@GET_POST
def check(request: HttpRequest) -> HttpResponse:
    """Anybody who holds a letter: was one with this code issued here, when, by whom?"""
    code = request.GET.get("code", "") or request.POST.get("code", "")
    form = forms.CodeForm({"code": code} if code else None)
    found = queries.letter_by_code(code) if code else None
    context = {"form": form, "code": code, "found": found}
    return render(request, "papers/letter_check.html", context)
