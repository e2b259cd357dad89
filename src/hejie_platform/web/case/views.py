"""My cases, one case, its history; telling a change; leaving."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.queries import LISTS, opening
from hejie_platform.people.queries import name_of
from hejie_platform.web.apply import doors
from hejie_platform.web.apply import words as lists
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.case import circumstances, forms, turns, words
from hejie_platform.web.mediation import waiting

GET_POST = require_http_methods(["GET", "POST"])
HISTORY = 200


@require_GET
@page
def my_cases(request: Request, *, now: datetime) -> HttpResponse:
    """Every case of one's own side, newest first."""
    rows = [(case, _cause(case)) for case in queries.my_cases(request.user, now=now)]
    stands = bool(opening.guarantees_of(request.user) or opening.waiting_mandates_of(request.user))
    return render(request, "case/list.html", {"cases": rows, "stands": stands})


def _cause(case: Any) -> Any:
    story = getattr(case, "story", None)
    return lists.CAUSES.get(story.cause, "") if story else ""


@require_GET
@page
def home(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One case: where it stands, whose turn it is, what happened lately, then everything else."""
    held = access.application_for(request.user, ref, now=now)
    made = queries.home(held.case)
    signed = turns.deals(request.user, made, now=now)
    mediated = waiting.of_case(request.user, held.case, now=now)
    context = {
        "case": held.case,
        "made": made,
        "mediated": mediated,
        "turn": turns.turn(made, signed, [card for _row, card in mediated]),
        "marks": turns.marks(made, signed),
        "events": [words.event(entry, queries.lender_names(made)) for entry in made.latest],
        "talks": [
            (row, name_of(row.creditor), turns.room(row), turns.of_talks(made, row, signed))
            for row in made.negotiations
        ],
        "decline": LISTS.declines.get(made.review.reason) if made.review else None,
        "is_live": held.case.state != "closed",
        "acting": opening.acting_as(held, now=now),
    }
    return render(request, "case/home.html", context | circumstances.around(held, now=now))


@require_GET
@page
def history(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Everything that happened, newest first."""
    held = access.application_for(request.user, ref, now=now)
    made = queries.home(held.case, latest=0)
    names = queries.lender_names(made)
    entries = queries.happened(held.case, made.negotiations)[:HISTORY]
    return render(
        request,
        "case/history.html",
        {"case": held.case, "events": [words.event(one, names) for one in entries]},
    )


@GET_POST
@page
def change(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Tell that something changed."""
    held = access.application_for(request.user, ref, now=now)
    lenders = [row.creditor for row in queries.home(held.case, latest=0).negotiations]
    form = forms.ChangeForm(request.POST or None, lenders=lenders, seen_version=held.case.version)
    if form.is_valid() and _told(form, held, now):
        doors.say(request, _("Thank you. We have told the lenders that you chose."))
        return redirect("case:home", ref)
    return render(request, "case/change.html", {"case": held.case, "form": form})


def _told(form: forms.ChangeForm, held: access.HeldCase, now: datetime) -> bool:
    given = form.cleaned_data
    return doors.taken(
        form,
        actions.tell_change,
        held,
        kind=given["kind"],
        since_on=given["since_on"],
        words=given["words"],
        income_minor=given["income"],
        shown_to=form.chosen,
        now=now,
    )


@GET_POST
@page
def withdraw(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Leave, after reading what follows."""
    held = access.application_for(request.user, ref, now=now)
    form = forms.ConfirmForm(request.POST or None, seen_version=held.case.version)
    if form.is_valid() and doors.taken(form, actions.withdraw, held, now=now):
        doors.say(request, _("Withdrawn. Your answers are kept; you can apply again at any time."))
        return redirect("case:home", ref)
    return render(
        request, "case/withdraw.html", {"case": held.case, "form": form, "made": queries.home(held.case)}
    )
