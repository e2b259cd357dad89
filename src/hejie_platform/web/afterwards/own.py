"""A plan of one's own: begin it from the budget, keep track of it, take it along as a letter, stop it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hejie import money
from hejie_platform.afterwards import access, actions, queries
from hejie_platform.cases.access import HeldCase
from hejie_platform.core import clock, formats, law, storage
from hejie_platform.ledger.actions import note_access
from hejie_platform.web import parts
from hejie_platform.web.afterwards import forms
from hejie_platform.web.afterwards.doors import CASE, as_file, at, said, taken
from hejie_platform.web.afterwards.views import GET_POST
from hejie_platform.web.signed_in import SignedIn


@require_GET
@at(CASE)
def own(request: SignedIn, held: HeldCase, *, now: datetime) -> HttpResponse:
    """The plan that runs, payment by payment; made to be printed."""
    plan = queries.plan_of(held.case)
    context = {
        "case": held.case,
        "plan": plan,
        "table": _table(plan) if plan else None,
        "open": [pair for pair in plan.payments if pair[1].paid_on is None][:3] if plan else [],
    }
    return render(request, "afterwards/own.html", context)


def _table(plan: Any) -> parts.Table:
    columns = (
        parts.Column(_("To whom")),
        parts.Column(_("Day"), "day"),
        parts.Column(formats.in_unit(_("Amount ({unit})")), "money"),
        parts.Column(formats.in_unit(_("Paid ({unit})")), "money"),
    )
    rows = [(line.name, one.due_on, one.amount_minor, one.paid_minor) for line, one in plan.payments]
    total = sum(one.amount_minor for _line, one in plan.payments)
    return parts.Table(
        _("Every payment"), columns, rows, (_("Together"), "", total, plan.paid_minor), is_caption_hidden=True
    )


@GET_POST
@at(CASE)
def own_new(request: SignedIn, held: HeldCase, *, now: datetime) -> HttpResponse:
    """Make a plan: what the budget leaves, shared over the debts; every figure can be changed."""
    typed, faults = _typed(request.GET.get("monthly", ""))
    firsts = frozenset(request.GET.getlist("first")) if "monthly" in request.GET else None
    found = queries.suggestion(held.case, monthly_minor=typed, firsts=firsts, today=clock.legal_day(now))
    form = forms.PlanForm(
        request.POST if request.method == "POST" else None,
        shares=found.shares,
        initial={"first_on": found.first_on},
    )
    if form.is_valid() and _kept(form, held, now):
        said(request, _("Your plan is kept."))
        return redirect("afterwards:own", held.case.ref)
    context = {
        "case": held.case,
        "form": form,
        "found": found,
        "monthly": request.GET.get("monthly") or money.decimal_text(found.monthly_minor, law.currency()),
        "is_misread": bool(faults),
        "runs": queries.plan_of(held.case) is not None,
        "growing": [one for one in found.shares if one.grows],
    }
    return render(request, "afterwards/own_new.html", context)


def _typed(text: str) -> tuple[int | None, Any]:
    """The amount to be shared, as it was typed; None where nothing or nothing readable was."""
    if not text.strip():
        return None, ()
    amount, faults = money.parse(text, currency=law.currency())
    return (amount.minor if amount else None), faults


def _kept(form: forms.PlanForm, held: HeldCase, now: datetime) -> bool:
    given = form.cleaned_data
    return taken(
        form,
        actions.make_plan,
        held,
        first_on=given["first_on"],
        months=given["months"],
        shares=form.chosen,
        reminds=given["reminds"],
        now=now,
    )


@GET_POST
@at(CASE)
def own_payment(request: SignedIn, held: HeldCase, payment: str, *, now: datetime) -> HttpResponse:
    """Tick one payment, with a receipt if there is one."""
    row = access.payment_of(held, payment)
    form = forms.PaidForm(
        request.POST or None,
        request.FILES or None,
        initial={"amount": row.amount_minor, "paid_on": clock.legal_day(now)},
    )
    if form.is_valid() and _told(form, held, row, now):
        said(request, _("Written down. Well done."))
        return redirect("afterwards:own", held.case.ref)
    name = queries.label_of(row.line.loan)
    return render(
        request, "afterwards/own_payment.html", {"case": held.case, "row": row, "name": name, "form": form}
    )


def _told(form: forms.PaidForm, held: HeldCase, row: Any, now: datetime) -> bool:
    given = form.cleaned_data
    receipt = given["receipt"].read() if given["receipt"] else None
    return taken(
        form,
        actions.tell_payment,
        held,
        row,
        amount_minor=given["amount"],
        paid_on=given["paid_on"],
        receipt=receipt,
        now=now,
    )


@require_GET
@at(CASE)
def receipt(request: SignedIn, held: HeldCase, payment: str, *, now: datetime) -> HttpResponse:
    """The receipt of a payment, as it was given."""
    row = access.payment_of(held, payment)
    if row.receipt is None:
        raise Http404
    note_access(
        reader=held.actor,
        kind="payment_proof",
        subject=held.case.id,
        owner=row.told_by,
        purpose="own_plan",
        now=now,
    )
    return as_file(storage.get(row.receipt), row.receipt.media_type, f"receipt-{row.ref}")


@require_GET
@at(CASE)
def letter(request: SignedIn, held: HeldCase, number: int, *, now: datetime) -> HttpResponse:
    """The letter to one creditor, to be sent by whoever wishes to."""
    row = access.line_of(held, number)
    name = f"hejie-letter-{row.plan.ref}-{number}.pdf"
    return as_file(actions.letter(row, now=now), "application/pdf", name)


@GET_POST
@at(CASE)
def own_stop(request: SignedIn, held: HeldCase, *, now: datetime) -> HttpResponse:
    """Stop the plan, after asking once."""
    plan = queries.plan_of(held.case)
    if plan is None:
        return redirect("afterwards:own", held.case.ref)
    form = forms.PressForm(request.POST or None)
    if form.is_valid() and taken(form, actions.stop_plan, held, now=now):
        said(request, _("Stopped. What you paid stays written."))
        return redirect("afterwards:own", held.case.ref)
    paid = formats.money_text(plan.paid_minor)
    return render(request, "afterwards/own_stop.html", {"case": held.case, "form": form, "paid": paid})
