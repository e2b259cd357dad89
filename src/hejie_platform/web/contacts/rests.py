"""Pauses in collection on pages: what rests, what broke it, what puts it right, and the lender's answer."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hejie_platform.core import clock
from hejie_platform.people.queries import name_of
from hejie_platform.support import access, actions, queries
from hejie_platform.web.complaints import doors
from hejie_platform.web.complaints.doors import Request, page, taken
from hejie_platform.web.contacts import forms, words


def shown(held: Any, now: datetime) -> dict[str, Any]:
    """What rests in these talks today, and what broke it; for their two sides, nothing for others."""
    row = held.negotiation
    if not (held.is_household or held.is_lender_side):
        return {"pauses": [], "broken": []}
    return {
        "pauses": [
            {"row": one, "basis": words.BASES[one.basis]}
            for one in queries.pauses_on(row, clock.legal_day(now))
        ],
        "broken": [line(one) for one in queries.broken_in(row)],
    }


def line(row: Any) -> dict[str, Any]:
    """One event as lists and its page show it."""
    return {
        "row": row,
        "title": words.BROKEN[row.kind],
        "cure": words.CURES[row.kind],
        "answer": words.ANSWERED.get(row.answer, ""),
        "channel": words.CHANNELS[row.contact.channel] if row.contact else "",
        "taken_back": row.contact is not None and row.contact.taken_back_at is not None,
    }


@require_http_methods(["GET", "POST"])
@page
def broken(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One broken pause, for both sides; the lender answers here."""
    held, row = access.broken_for(request.user, ref, now=now)
    form = None
    if held.is_lender_side and not row.answered_at:
        form = forms.BrokenForm(request.POST or None, kind=row.kind, seen_version=row.version)
        given = form.cleaned_data if form.is_valid() else {}
        said = {name: given.get(name, "") for name in ("answer", "words")}
        if given and taken(form, actions.answer_broken, held, row, row=row, **said, now=now):
            doors.say(request, _("Answered; the borrower is being told."))
            row.refresh_from_db()
            form = None
    context = {
        "one": line(row),
        "row": row,
        "form": form,
        "lender": name_of(row.negotiation.creditor),
        "basis": words.BASES[row.standstill.basis],
        "is_borrower": held.is_borrower_side,
        "complain": reverse("complaints:new") + f"?about=lender:{row.negotiation.ref}",
    }
    return render(request, "contacts/broken.html", context)
