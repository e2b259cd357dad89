"""Who pays whom in one case; that it was read is kept with the case, with the words it had."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hejie_platform.support import access, actions, queries
from hejie_platform.web import forms
from hejie_platform.web.complaints import doors
from hejie_platform.web.complaints.doors import Request, page, taken
from hejie_platform.web.payers import words


class SeenForm(forms.Form):
    """Nothing but the button."""


@require_http_methods(["GET", "POST"])
@page
def case(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The page, and noting that it was read."""
    held = access.contacts_for(request.user, ref, now=now)
    lines = queries.payers_lines(held.case)
    form = SeenForm(request.POST or None)
    if form.is_valid():
        given = {"version": queries.PAYERS_VERSION, "shown": lines}
        if taken(form, actions.note_payers_seen, held, **given, now=now):
            doors.say(request, _("Thank you. What you read is kept with your case."))
            return redirect("case:home", ref)
    context = {
        "case": held.case,
        "form": form,
        "lines": [_shown(line) for line in lines],
        "version": queries.PAYERS_VERSION,
        "is_seen": queries.has_seen_payers(held.case, request.user),
        "read": queries.payers_shown(held.case),
    }
    return render(request, "payers/case.html", context)


def _shown(line: list[str]) -> tuple[Any, str, Any]:
    role, zh, en, payer = line
    name = zh if (get_language() or "zh").startswith("zh") else en
    return words.ROLES[role], name, words.PAID[role, payer]
