"""Looking again: at the budget while it runs, and at the whole when it is over."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.agreements import actions
from hejie_platform.agreements import queries as agreements
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.web.agreement.doors import door, said, taken
from hejie_platform.web.keeping import forms, shows, words
from hejie_platform.web.keeping.views import duty_in
from hejie_platform.web.signed_in import SignedIn

GET_POST = require_http_methods(["GET", "POST"])
PAID = ("completed", "paid_early")


@GET_POST
@door
def review(request: SignedIn, held: HeldAgreement, duty: str, *, now: datetime) -> HttpResponse:
    """Look at the budget again: one answer, no penalty."""
    own = duty_in(request, held, duty, now)
    row = own.obligation
    if row.kind != "review" or not held.is_household:
        raise Http404
    form = forms.ReviewForm(request.POST or None, seen_version=row.version)
    if form.is_valid() and taken(
        form,
        actions.answer_review,
        own,
        row=row,
        change=form.cleaned_data["change"],
        words=form.cleaned_data["words"],
        now=now,
    ):
        is_less = form.cleaned_data["change"] == "less"
        said(
            request,
            _("Thank you. If it becomes hard, this is the page.")
            if is_less
            else _("Thank you. That is all."),
        )
        return redirect("keeping:changed" if is_less else "keeping:home", held.agreement.ref)
    given = getattr(row, "review", None)
    context = {"form": form, "given": given, "answer": words.CHANGES[given.change] if given else ""}
    return render(request, "keeping/review.html", shows.frame(held, agreements.look(held, now=now)) | context)


@require_GET
@door
def letter(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """The letter of completion: what was paid, from when to when, and what the lender still owes."""
    row = held.agreement
    if row.state != "ended" or row.reason not in PAID:
        raise Http404
    seen = agreements.look(held, now=now)
    counted = [one for one in seen.payments if one.confirmed_at and not one.reversed_at]
    context: dict[str, Any] = {
        "paid_minor": sum(one.amount_minor for one in counted),
        "last_on": max((one.paid_on for one in counted), default=None),
        "claim": seen.clause("clause_claim"),
        "waiver": seen.clause("clause_waiver"),
        "contracts": (seen.clause("clause_loans") or {"contracts": ()})["contracts"],
        "names": {slot.side: slot.name for slot in seen.slots},
        "owed": [
            (one, shows.duty_words(one.row), shows.badge(one.row, queries.days_late(one.row, now)))
            for one in seen.deeds
            if one.row.side == "lender" and one.row.state != "done"
        ],
    }
    return render(request, "keeping/letter.html", shows.frame(held, seen) | context)


@GET_POST
@door
def closing(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """How did it go? Each side for itself, once."""
    row = held.agreement
    if row.state != "ended" or row.reason not in words_over() or held.side == "neutral":
        raise Http404
    given = queries.closing_review(row, held.side)
    form = forms.ClosingForm(request.POST or None)
    if given is None and form.is_valid() and taken(form, _give, held, now=now, **_answers(form)):
        said(request, _("Thank you for telling us."))
        return redirect("keeping:closing", row.ref)
    context = {
        "form": form,
        "given": given,
        "worked": [words.WORKED[one] for one in given.worked] if given else [],
        "hard": [words.HARD[one] for one in given.hard] if given else [],
        "again": words.AGAIN.get(given.again, "") if given else "",
    }
    return render(
        request, "keeping/closing.html", shows.frame(held, agreements.look(held, now=now)) | context
    )


def words_over() -> tuple[str, ...]:
    """The ends after which it makes sense to ask."""
    return actions.OVER


def _answers(form: forms.ClosingForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {name: given[name] for name in ("worked", "hard", "again", "words")}


def _give(held: HeldAgreement, *, seen_version: int | None, **given: Any) -> Any:
    return actions.give_closing_review(held, **given)
