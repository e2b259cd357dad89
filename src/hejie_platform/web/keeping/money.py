"""Money out of the ordinary: paying everything early, what came too much, and what one side says never came."""

from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.agreements import access, actions
from hejie_platform.agreements import queries as agreements
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.core import clock
from hejie_platform.web.agreement.doors import door, said, taken
from hejie_platform.web.agreement.words import LIMITATION_PAYING
from hejie_platform.web.keeping import forms, shows
from hejie_platform.web.signed_in import SignedIn

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
@door
def payoff(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """What it takes to pay everything on a day."""
    seen = agreements.look(held, now=now)
    if not seen.is_running:
        raise Http404
    today = clock.legal_day(now)
    form = forms.DayForm(request.GET if "on" in request.GET else None, initial={"on": today})
    form.fields.pop("action_id")
    form.fields.pop("seen_version")
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else today
    on = max(on, today)
    found = queries.payoff(held.agreement, on)
    context = {
        "form": form,
        "found": found,
        "facts": shows.payoff_facts(found),
        "announced": _announced(held),
        "may_announce": held.is_borrower_side,
    }
    return render(request, "keeping/payoff.html", shows.frame(held, seen) | context)


def _announced(held: HeldAgreement) -> tuple[date, int] | None:
    said_ = queries.payoff_announced(held.agreement)
    if not said_ or "pay_on" not in said_:
        return None
    return date.fromisoformat(said_["pay_on"]), int(said_["amount_minor"])


@GET_POST
@door
def announce(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """Tell the lender that everything will be paid."""
    seen = agreements.look(held, now=now)
    if not seen.is_running or not held.is_borrower_side:
        raise Http404
    first = {"pay_on": request.GET.get("on") or clock.legal_day(now)}
    form = forms.AnnounceForm(
        request.POST or None, notice=LIMITATION_PAYING, seen_version=held.agreement.version, initial=first
    )
    if form.is_valid() and taken(
        form,
        actions.announce_payoff,
        held,
        row=held.agreement,
        pay_on=form.cleaned_data["pay_on"],
        legal_notice_seen=form.cleaned_data["notice_seen"],
        now=now,
    ):
        said(request, _("The lender is told. Pay on the day through the channel of the agreement."))
        return redirect("keeping:payoff", held.agreement.ref)
    return render(request, "keeping/announce.html", shows.frame(held, seen) | {"form": form})


@GET_POST
@door
def settle(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """The lender notes the money that settles everything."""
    seen = agreements.look(held, now=now)
    if not seen.is_running or not held.is_lender_side:
        raise Http404
    today, announced = clock.legal_day(now), _announced(held)
    found = queries.payoff(held.agreement, today)
    first = {"amount": found.total, "paid_on": today}
    form = forms.SettleForm(request.POST or None, seen_version=held.agreement.version, initial=first)
    if form.is_valid() and taken(
        form,
        actions.settle_early,
        held,
        row=held.agreement,
        amount_minor=form.cleaned_data["amount"] or 0,
        paid_on=form.cleaned_data["paid_on"],
        now=now,
    ):
        said(request, _("Settled. What was left is released, and the clearance letter is due from you now."))
        return redirect("keeping:home", held.agreement.ref)
    context = {"form": form, "found": found, "facts": shows.payoff_facts(found), "announced": announced}
    return render(request, "keeping/settle.html", shows.frame(held, seen) | context)


@GET_POST
@door
def surplus(request: SignedIn, held: HeldAgreement, payment: str, *, now: datetime) -> HttpResponse:
    """What came too much: the borrower chooses, the lender sends back."""
    row = access.payment_of(held, payment)
    back = queries.returnable(row, now=now)
    form = _surplus_form(request, held, row.ahead, back)
    if form is not None and form.is_valid():
        taken_ = (
            taken(form, _choose, held, row, choice=form.cleaned_data["choice"], now=now)
            if isinstance(form, forms.SurplusForm)
            else taken(form, _return, held, row, note=form.cleaned_data["note"], paper=form.paper, now=now)
        )
        if taken_:
            said(request, _("Kept. The other side is told."))
            return redirect("keeping:home", held.agreement.ref)
    context = {"form": form, "payment": row, "back": back, "is_chooser": held.is_household}
    return render(
        request, "keeping/surplus.html", shows.frame(held, agreements.look(held, now=now)) | context
    )


def _surplus_form(
    request: SignedIn, held: HeldAgreement, chosen: str, back: int
) -> forms.SurplusForm | forms.NoteForm | None:
    if not back:
        return None
    if held.is_household:
        return forms.SurplusForm(request.POST or None, initial={"choice": chosen or "keep"})
    if held.is_lender_side and chosen == "back":
        return forms.NoteForm(request.POST or None, request.FILES or None, needs_paper=True)
    return None


def _choose(held: HeldAgreement, row: object, *, seen_version: int | None, **given: object) -> object:
    return actions.choose_surplus(held, row, **given)  # type: ignore[arg-type]  # the form's stamp, less the version


def _return(held: HeldAgreement, row: object, *, seen_version: int | None, **given: object) -> object:
    return actions.return_surplus(held, row, **given)  # type: ignore[arg-type]  # as above


@GET_POST
@door
def contested(request: SignedIn, held: HeldAgreement, payment: str, *, now: datetime) -> HttpResponse:
    """A payment that one side says was made and the other that it did not come: what each shows for it."""
    row = access.payment_of(held, payment)
    if row.contested_at is None:
        raise Http404
    form = forms.NoteForm(request.POST or None, request.FILES or None) if held.side != "neutral" else None
    if (
        form is not None
        and form.is_valid()
        and taken(form, _prove, held, row, note=form.cleaned_data["note"], paper=form.paper, now=now)
    ):
        said(request, _("Kept. The other side is told."))
        return redirect("keeping:contested", held.agreement.ref, row.ref)
    subjects = [row.id, *([row.obligation_id] if row.obligation_id else [])]
    context = {
        "form": form,
        "payment": row,
        "history": shows.history(held, queries.said_about(held, *subjects)),
    }
    return render(
        request, "keeping/contested.html", shows.frame(held, agreements.look(held, now=now)) | context
    )


def _prove(held: HeldAgreement, row: object, *, seen_version: int | None, **given: object) -> object:
    return actions.prove_payment(held, row, **given)  # type: ignore[arg-type]  # as above
