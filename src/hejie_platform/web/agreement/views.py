"""Reading an agreement, signing it, keeping it: the pages of both sides."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.agreements import access, actions, queries
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.cases import access as cases
from hejie_platform.core import clock, formats, help_lines, storage
from hejie_platform.ledger.actions import note_access
from hejie_platform.negotiation import queries as talks
from hejie_platform.notices.queries import say
from hejie_platform.web.account.confirm import is_recent, recently_authenticated
from hejie_platform.web.agreement import forms, shows, words
from hejie_platform.web.agreement.doors import door, said, taken
from hejie_platform.web.signed_in import SignedIn
from hejie_platform.web.verify import computations

GET_POST = require_http_methods(["GET", "POST"])
INLINE = frozenset({"application/pdf", "image/png", "image/jpeg"})
AHEAD = 6  # instalments that a request for change may name


@require_GET
@door
def home(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """Where the agreement stands, what was agreed, every payment, both sides' duties, the documents."""
    seen = queries.look(held, now=now)
    context = {
        "marks": shows.marks(seen),
        "headline": shows.headline(seen),
        "sentences": shows.sentences(seen),
        "schedule": shows.schedule(seen),
        "certificate": reverse("agreement:computation", args=[held.agreement.ref]),
        "lenders_duties": shows.duty_rows(seen, [one for one in seen.deeds if one.row.side == "lender"]),
        "later": [(words.SIDES[one.side], shows.duty_words(one)) for one in seen.later],
        "signatures": shows.signature_facts(seen),
        "count": (len(seen.signatures), len(seen.slots)),
        "papers": shows.papers(held, seen),
        "steps": _other_steps(request, held, now),
        "effective_on": _confirmable_since(held, now),
    }
    return render(request, "agreement/home.html", shows.frame(held, seen, here="home") | context)


def _confirmable_since(held: HeldAgreement, now: datetime) -> date | None:
    """The first day of a mediated agreement in force: from it the time to ask a court runs."""
    began = held.agreement.effective_at
    if began is None or not queries.confirmation_of(held.agreement, now=now).is_mediated:
        return None
    return clock.legal_day(began)


def _other_steps(request: SignedIn, held: HeldAgreement, now: datetime) -> list[tuple[str, str]]:
    """What else this reader may do, each with the page of its step."""
    row = access.row_for(request.user, "agreement", held.agreement.ref, now=now)
    found = [step for step in queries.open_steps(row, now=now) if step.name not in ("sign", "ask_variation")]
    return [
        (say(step.code), reverse("step:take", args=["agreement", held.agreement.ref, step.name]))
        for step in found
    ]


@require_GET
@door
def summary(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """One page in plain words: what is agreed, what to know before signing."""
    seen = queries.look(held, now=now)
    context = {
        "headline": shows.headline(seen),
        "sentences": shows.sentences(seen),
        "serious": shows.risks(seen, serious=True),
        "notes": shows.risks(seen, serious=False),
        "is_budget_mine": held.side == "borrower",
    }
    return render(request, "agreement/summary.html", shows.frame(held, seen, here="summary") | context)


@require_GET
@door
def confirm(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponseBase:
    """Confirm oneself, then on to the signature."""
    return _confirmed(request, held.agreement.ref)


@recently_authenticated
def _confirmed(request: HttpRequest, ref: str) -> HttpResponse:
    return redirect("agreement:sign", ref)


@GET_POST
@door
def sign(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """Each serious risk by itself, the notice, then the signature."""
    if not held.may_sign:
        raise access.NotHeld
    seen = queries.look(held, now=now)
    form = forms.SignForm(
        request.POST or None,
        risks=shows.to_acknowledge(held, seen),
        seen_hash=seen.seen_hash,
        notice=help_lines.filled(words.SIGN_NOTICES[held.side]),
    )
    is_confirmed = is_recent(request)
    if form.is_valid() and _signed(form, held, is_confirmed, now):
        said(request, _("Signed. Thank you."))
        return redirect("agreement:home", held.agreement.ref)
    context = {
        "form": form,
        "is_confirmed": is_confirmed,
        "headline": shows.headline(seen),
        "service": words.LICENSED if queries.is_licensed() else words.NOT_LICENSED,
    }
    status = 200 if request.method == "GET" or form.is_valid() else 422
    return render(request, "agreement/sign.html", shows.frame(held, seen) | context, status=status)


def _signed(form: forms.SignForm, held: HeldAgreement, is_confirmed: bool, now: datetime) -> bool:
    brought = actions.Brought(
        seen_hash=form.cleaned_data["seen_hash"],
        risks=form.acknowledged,
        legal_notice_seen=form.cleaned_data["notice_seen"],
        is_confirmed=is_confirmed,
    )

    def signing(held: HeldAgreement, *, seen_version: int | None, **stamp: Any) -> Any:
        return actions.sign(held, **stamp)  # bound to the document that was read, not to a version

    return taken(form, signing, held, brought=brought, now=now)


@require_GET
@door
def payments(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """How the agreement is kept: the next payment, what was paid, what both sides owe."""
    seen = queries.look(held, now=now)
    context = {
        "figures": shows.figures(seen),
        "money": shows.duty_rows(seen, seen.near),
        "rest": shows.duty_rows(seen, seen.far),
        "deeds": shows.duty_rows(seen, seen.deeds),
        "history": shows.payments(seen),
        "waiting": seen.waiting_payments,
        "may_ask": seen.is_running and seen.variation is None and held.side in ("borrower", "lender"),
    }
    return render(request, "agreement/payments.html", shows.frame(held, seen, here="payments") | context)


@GET_POST
@door
def duty(request: SignedIn, held: HeldAgreement, duty: str, *, now: datetime) -> HttpResponse:
    """Say that a payment was made, or that a duty is done."""
    own = _duty(request, held, duty, now)
    form = _pay_form(request, held, own, now)
    if form.is_valid() and _told(form, own, now):
        said(request, _("Thank you. The other side confirms it."))
        return redirect("agreement:payments", held.agreement.ref)
    seen = queries.look(held, now=now)
    context = {"form": form, "duty": own.obligation, "what": shows.duty_words(own.obligation)}
    return render(request, "agreement/duty.html", shows.frame(held, seen, here="payments") | context)


def _duty(request: SignedIn, held: HeldAgreement, ref: str, now: datetime) -> access.HeldObligation:
    """A duty of this agreement. Raises NotHeld."""
    found = access.obligation_for(request.user, ref, now=now)
    if found.obligation.agreement_id != held.agreement.pk:
        raise access.NotHeld
    return found


def _pay_form(request: SignedIn, held: HeldAgreement, own: access.HeldObligation, now: datetime) -> Any:
    notice = words.LENDER_NOTICE if held.side == "lender" else words.LIMITATION_PAYING
    given = {"notice": notice, "seen_version": own.obligation.version}
    if own.obligation.amount_minor is None:
        return forms.DeedForm(request.POST or None, request.FILES or None, **given)
    left = queries.left_of(own.obligation, now=now)
    first = {"amount": left, "paid_on": clock.legal_day(now)}
    return forms.PayForm(request.POST or None, request.FILES or None, initial=first, **given)


def _told(form: Any, own: access.HeldObligation, now: datetime) -> bool:
    given, row = form.cleaned_data, own.obligation
    proof = given["proof"].read() if given.get("proof") else None
    common: dict[str, Any] = {"row": row, "legal_notice_seen": given["notice_seen"], "now": now}
    if row.amount_minor is None:
        return taken(form, actions.claim_duty, own, note=given["note"], paper=proof, **common)
    paid = {"amount_minor": given["amount"], "paid_on": given["paid_on"], "channel": given["channel"]}
    return taken(form, actions.claim_payment, own, **paid, proof=proof, **common)


@GET_POST
@door
def answer(request: SignedIn, held: HeldAgreement, duty: str, *, now: datetime) -> HttpResponse:
    """Confirm what the other side says is done, or say what does not fit."""
    own = _duty(request, held, duty, now)
    seen = queries.look(held, now=now)
    told = [one for one in seen.waiting_payments if one.obligation_id == own.obligation.pk]
    kind = forms.AnswerPaymentForm if told else forms.AnswerForm
    form = kind(request.POST or None, seen_version=own.obligation.version)
    if form.is_valid() and _answered(form, held, own, told, now):
        said(request, _("Thank you. The other side is told."))
        return redirect("agreement:payments", held.agreement.ref)
    context = {
        "form": form,
        "duty": own.obligation,
        "what": shows.duty_words(own.obligation),
        "told": told,
        "amount": formats.money_text(told[-1].amount_minor) if told else "",
    }
    return render(request, "agreement/answer.html", shows.frame(held, seen, here="payments") | context)


def _answered(
    form: forms.AnswerForm, held: HeldAgreement, own: access.HeldObligation, told: list[Any], now: datetime
) -> bool:
    row, given = own.obligation, form.cleaned_data
    if given["answer"] == "contest":
        return taken(form, actions.take_plain_step, own, row, "contest", row=row, note=given["note"], now=now)
    if told:
        payment = access.payment_of(held, told[-1].ref)
        part = given.get("received") if given["answer"] == "part" else None
        return taken(form, actions.confirm_payment, own, payment, row=row, received_minor=part, now=now)
    return taken(form, actions.take_plain_step, own, row, "confirm", row=row, now=now)


@GET_POST
@door
def change(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """Ask to change the agreement."""
    seen = queries.look(held, now=now)
    ahead = [one for one in seen.money if one.row.state in ("open", "claimed")][:AHEAD]
    choices = [(str(one.row.number), shows.instalment_words(one)) for one in ahead]
    notice = words.LENDER_NOTICE if held.side == "lender" else words.LIMITATION_ASKING
    form = forms.ChangeForm(
        request.POST or None, instalments=choices, notice=notice, seen_version=held.agreement.version
    )
    if form.is_valid() and taken(
        form,
        actions.ask_variation,
        held,
        row=held.agreement,
        cause=form.cleaned_data["cause"],
        covers=[int(number) for number in form.cleaned_data["covers"]],
        words=form.cleaned_data["words"],
        legal_notice_seen=form.cleaned_data["notice_seen"],
        now=now,
    ):
        said(request, _("Sent. While it is open, what it covers is no breach."))
        return redirect("papers:variation", held.agreement.ref)
    return render(request, "agreement/change.html", shows.frame(held, seen, here="payments") | {"form": form})


@require_GET
@door
def document(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """The document: signed by all where it is, else as it is to be signed."""
    row = held.agreement
    stored = row.signed_pdf or row.base_pdf
    if stored is None:
        raise Http404
    note_reading(held, "agreement_document", now=now)
    return pdf(storage.get(stored), f"hejie-{row.ref}.pdf")


@require_GET
@door
def computation(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """The certificate of the agreed figures, as a file."""
    row = held.agreement
    note_reading(held, "agreement_document", now=now)
    return computations.as_file(talks.certificate_of(row.offer), row.ref)


NO_SIDE = frozenset({"reviewer", "supervisor", "operator", "complaint_handler", "auditor"})


def note_reading(held: HeldAgreement, kind: str, *, now: datetime) -> None:
    """Whoever reads a paper of an agreement in which they have no part leaves a line that its owner can read."""
    owner = held.principal
    if owner is not None and NO_SIDE & set(held.roles):
        note_access(
            reader=held.actor, kind=kind, subject=held.agreement.id, owner=owner, purpose="keeping", now=now
        )


def pdf(data: bytes, name: str, *, media_type: str = "application/pdf") -> HttpResponse:
    """A paper to keep."""
    return _file(data, media_type, name, inline=False)


@require_GET
@door
def proof(request: SignedIn, held: HeldAgreement, payment: str, *, now: datetime) -> HttpResponse:
    """The receipt of a payment; looking at somebody else's is noted."""
    row = access.payment_of(held, payment)
    if row.proof is None:
        raise Http404
    note_access(
        reader=held.actor,
        kind="payment_proof",
        subject=row.id,
        owner=row.claimed_by,
        purpose="keeping",
        now=now,
    )
    return _file(storage.get(row.proof), row.proof.media_type, f"receipt-{row.ref}", inline=True)


def _file(data: bytes, media_type: str, name: str, *, inline: bool) -> HttpResponse:
    how = "inline" if inline and media_type in INLINE else "attachment"
    headers = {
        "Content-Disposition": f'{how}; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(data, content_type=media_type, headers=headers)


@require_GET
@login_required
def of_talks(request: SignedIn, ref: str) -> HttpResponse:
    """The newest agreement of some talks."""
    held = cases.negotiation_for(request.user, ref, now=clock.now())
    found = queries.newest_of(held.negotiation)
    if found is None:
        raise Http404
    return redirect("agreement:home", found.ref)
