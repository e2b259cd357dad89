"""A creditor outside signs on paper and keeps an agreement: the operator records each with the paper that shows it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hejie_platform.agreements import access, actions, queries
from hejie_platform.agreements.actions import outside as answers
from hejie_platform.cases import access as cases
from hejie_platform.core import clock, formats
from hejie_platform.negotiation import queries as talking
from hejie_platform.web.agreement import shows as agreement
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.doors import say as said
from hejie_platform.web.outside import forms
from hejie_platform.web.outside.views import added, asked, posted, taken

GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
@page
def accept(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Its letter accepts the borrower's offer: the agreement is drawn up."""
    held = cases.outside_for(request.user, ref, now=now)
    row = talking.talks(held.negotiation).open_offer
    if row is None or row.side != "borrower":
        return redirect("outside:talks", ref)
    form = forms.ClosingForm(*posted(request), seen_version=row.version)
    if form.is_valid() and taken(
        form,
        answers.record_acceptance,
        held,
        row=row,
        number=row.number,
        package_hash=row.package_hash,
        words=form.cleaned_data["words"],
        paper=form.cleaned_data["paper"].read(),
        now=now,
    ):
        said(request, _("Recorded. The agreement is being written; print it for the creditor's signature."))
        return redirect("outside:talks", ref)
    lead = _("It binds nobody yet: both sides still sign the agreement, the creditor on paper.")
    return asked(
        request, form, _("It accepts the borrower's offer"), _("Record it"), "outside:talks", (ref,), lead
    )


@GET_POST
@page
def signature(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The paper came back signed."""
    held = access.outside_agreement_for(request.user, ref, now=now)
    form = forms.SignatureForm(*posted(request), initial={"signed_on": clock.legal_day(now)})
    if form.is_valid() and added(form, actions.record_signature, held, on_paper=_shown(form), now=now):
        said(
            request,
            _(
                "Recorded as signed on paper. The borrower sees both papers; the agreement holds once all signed."
            ),
        )
        return redirect("outside:talks", ref)
    return _paper_page(request, held, form, _("It signed on paper"), _("Record the signature"))


@GET_POST
@page
def rescan(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Another scan in the place of a wrong one."""
    held = access.outside_agreement_for(request.user, ref, now=now)
    if not queries.paper_signatures(held.agreement):
        return redirect("outside:talks", ref)
    form = forms.RescanForm(*posted(request), initial={"signed_on": clock.legal_day(now)})
    given = {"on_paper": _shown(form), "why": form.cleaned_data["why"]} if form.is_valid() else {}
    if given and added(form, actions.correct_scan, held, **given, now=now):
        said(request, _("Corrected. The former scan stays to be seen."))
        return redirect("outside:talks", ref)
    return _paper_page(request, held, form, _("Correct a wrong scan"), _("Put it in its place"))


def _shown(form: Any) -> actions.OnPaper:
    given = form.cleaned_data
    return actions.OnPaper(
        mark=given["mark"],
        signed_by=given["signed_by"],
        signed_on=given["signed_on"],
        scan=given["scan"].read(),
        authority=given["authority"].read(),
    )


def _paper_page(
    request: Request, held: access.HeldAgreement, form: Any, title: Any, label: Any
) -> HttpResponse:
    """The page about the signed paper, with the document that was printed."""
    ref = held.agreement.negotiation.ref
    context = {"form": form, "title": title, "label": label, "row": held.agreement, "talks": ref}
    return render(request, "outside/signature.html", context)


def _refuse_to_sign(held: access.HeldAgreement, form: Any, now: datetime) -> bool:
    row = held.agreement
    given = {"note": form.cleaned_data["words"], "paper": form.cleaned_data["paper"].read()}
    return taken(form, actions.take_plain_step, held, row, "refuse_to_sign", row=row, **given, now=now)


@GET_POST
@page
def unsigned(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """It will not sign: the talks go on, and nobody is told who did not sign."""
    held = access.outside_agreement_for(request.user, ref, now=now)
    form = forms.ClosingForm(*posted(request), seen_version=held.agreement.version)
    if form.is_valid() and _refuse_to_sign(held, form, now):
        said(request, _("Recorded. The talks go on."))
        return redirect("outside:talks", ref)
    return asked(request, form, _("It will not sign"), _("Record it"), "outside:talks", (ref,))


@GET_POST
@page
def payment(request: Request, ref: str, duty: str, *, now: datetime) -> HttpResponse:
    """What the creditor says of a payment that the borrower told, or of a duty of the borrower's."""
    own = access.outside_duty_for(request.user, ref, duty, now=now)
    told = queries.waiting_on(own.obligation)
    form = (forms.CameForm if told else forms.DutyForm)(*posted(request), seen_version=own.obligation.version)
    if form.is_valid() and _answered(form, own, told, now):
        said(request, _("Recorded for the creditor. The borrower is told."))
        return redirect("outside:talks", ref)
    amount = formats.money_text(told.amount_minor) if told else ""
    lead = _("The borrower says: {amount} was paid on {day}.") if told else ""
    lead = lead.format(amount=amount, day=formats.day_text(told.paid_on)) if told else ""
    title = agreement.duty_words(own.obligation)
    return asked(request, form, title, _("Record it"), "outside:talks", (ref,), lead)


def _answered(form: Any, own: access.HeldObligation, told: Any, now: datetime) -> bool:
    row, given = own.obligation, form.cleaned_data
    shown = {"note": given["words"], "paper": given["paper"].read()}
    if given["answer"] == "contest":
        return taken(form, actions.take_plain_step, own, row, "contest", row=row, **shown, now=now)
    if told is None:
        return taken(form, actions.take_plain_step, own, row, "confirm", row=row, **shown, now=now)
    part = given.get("received") if given["answer"] == "part" else None
    act: Callable[..., Any] = actions.confirm_payment
    return taken(form, act, own, told, row=row, received_minor=part, **shown, now=now)


@GET_POST
@page
def done(request: Request, ref: str, duty: str, *, now: datetime) -> HttpResponse:
    """A duty of the creditor is done: its paper shows it, and the borrower confirms."""
    own = access.outside_duty_for(request.user, ref, duty, now=now)
    form = forms.ClosingForm(*posted(request), seen_version=own.obligation.version)
    given = form.cleaned_data if form.is_valid() else {}
    if given and taken(
        form,
        actions.claim_duty,
        own,
        row=own.obligation,
        note=given["words"],
        paper=given["paper"].read(),
        legal_notice_seen=True,  # it wrote that it is done; nobody here binds it
        now=now,
    ):
        said(request, _("Recorded. The borrower confirms it."))
        return redirect("outside:talks", ref)
    title = agreement.duty_words(own.obligation)
    return asked(request, form, title, _("Record it"), "outside:talks", (ref,))
