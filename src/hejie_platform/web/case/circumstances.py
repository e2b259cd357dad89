"""What lies around a case for its borrower: rest, care, help, court, pauses, the track, creditors outside, the wish for credit."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hejie_platform.agreements import queries as agreements
from hejie_platform.cases import queries as cases
from hejie_platform.core import clock
from hejie_platform.intake import access, queries
from hejie_platform.intake.actions import credit as actions
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.web import forms
from hejie_platform.web.apply import doors
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.words import TRACKS
from hejie_platform.web.operator.words import BASES, CREDIT_KINDS

GET_POST = require_http_methods(["GET", "POST"])

# What each track looks at first; the codes stand in the list of disputes.
FIRST = {
    "facts": _("what is owed, line by line"),
    "law_check": _("what the law says about rate, fees and penalties"),
    "plans": _("plans that fit the budget"),
    "budget": _("what the household needs and what is left"),
    "agree_facts": _("what was agreed and paid so far, until both sides have the same facts"),
}


def around(held: access.HeldCase, *, now: datetime) -> dict[str, Any]:
    """Everything that the case's page shows around its talks."""
    case, day = held.case, clock.legal_day(now)
    found = agreements.circumstances(case, day=day)
    track = queries.track_of(case)
    help_ = case.assistances.filter(ended_at__isnull=True).select_related("helper").first()
    return {
        "resting": [(name_of(one.negotiation.creditor), BASES[one.basis], one) for one in found.resting],
        "in_court": [(name_of(one.negotiation.creditor), one) for one in found.running],
        "is_held": any(one.lifted_at is None for one in cases.holds(case)),
        "help": help_,
        "may_go_alone": help_ is not None and help_.person == held.user,
        "track": TRACKS[track] if track else "",
        "first": [FIRST[code] for code in queries.LISTS.disputes[track].first] if track else [],
        "to_write": [(name_of(one), one) for one in queries.creditors_to_write_to(case)],
        "holders": [(one.new_name, one) for one in found.changes],
    }


class CreditForm(forms.Form):
    """The wish for more credit."""

    kind = forms.ChoiceField(label=_("What do you wish for?"), choices=list(CREDIT_KINDS.items()))
    amount = forms.MoneyField(label=_("How much more?"), required=False)
    words = forms.WordsField(label=_("What for?"), rows=3, required=False)


@GET_POST
@page
def credit(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The wishes so far with their answers, and a new one."""
    held = access.application_for(request.user, ref, now=now)
    form = CreditForm(request.POST or None)
    if form.is_valid():
        given = {"kind": form.cleaned_data["kind"], "words": form.cleaned_data["words"]}
        given["amount_minor"] = form.cleaned_data["amount"]
        if doors.taken_at_any_version(form, actions.ask_credit, held, **given, now=now):
            messages.success(request, _("Written down. A person answers; no limit is raised here."))
            return redirect("case:credit", ref)
    rows = [
        (CREDIT_KINDS[one.kind], say(one.answer), one)
        for one in held.case.credit_requests.order_by("-asked_at")
    ]
    return render(request, "case/credit.html", {"case": held.case, "form": form, "rows": rows})
