"""Keeping one agreement, for both sides: the hub, a duty with its proof, a change of life, the calendar, reminders."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.agreements import access, actions
from hejie_platform.agreements import queries as agreements
from hejie_platform.agreements.access import HeldAgreement, HeldObligation
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.core import ics as calendars
from hejie_platform.core import storage
from hejie_platform.ledger.actions import note_access
from hejie_platform.web.agreement import words as agreement_words
from hejie_platform.web.agreement.doors import door, said, taken
from hejie_platform.web.keeping import forms, shows, words
from hejie_platform.web.signed_in import SignedIn

GET_POST = require_http_methods(["GET", "POST"])
AHEAD = 12  # instalments that may be chosen
INLINE = ("image/png", "image/jpeg")
OTHER = {"borrower": "lender", "lender": "borrower"}


@require_GET
@door
def home(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """How it is kept, and what one may do about it."""
    seen = agreements.look(held, now=now)
    if not seen.duties:
        raise Http404
    row = held.agreement
    broken = queries.broken(row, OTHER.get(held.side, "borrower"), now=now)
    deeds = [one for one in seen.deeds if one.row.kind != "review"]
    context = {
        "doors": shows.doors(held, seen, is_broken=broken.is_breach),
        "deeds": [(one, shows.duty_words(one.row), shows.badge(one.row, _late(one, now))) for one in deeds],
        "review": queries.open_review(row, now=now) if held.is_household else None,
        "surplus": queries.surplus(row, now=now) if held.side != "neutral" else [],
        "contested": queries.contested(row),
        "pauses": queries.pauses(row),
        "calls": queries.calls_of(row) if held.side != "lender" else [],
        "causes": words.CAUSES,
    }
    return render(request, "keeping/home.html", shows.frame(held, seen) | context)


def _late(one: agreements.Duty, now: datetime) -> int:
    return queries.days_late(one.row, now)


@require_GET
@door
def ics(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """The days of payment that are still to come, for one's own calendar. It names no debt and no amount."""
    seen = agreements.look(held, now=now)
    events = [
        calendars.Event(one.row.ref, one.row.due_on, _("Hejie: a payment day"))
        for one in seen.money
        if one.row.state == "open" and one.row.due_on is not None
    ]
    headers = {"Content-Disposition": f'attachment; filename="hejie-{held.agreement.ref}.ics"'}
    return HttpResponse(calendars.days(events, now=now), content_type="text/calendar", headers=headers)


@GET_POST
@door
def changed(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """Something changed: a pause by the signed clause, or else a request for change."""
    if not held.is_household:
        raise Http404
    row, seen = held.agreement, agreements.look(held, now=now)
    limits = queries.pause_limits(row)
    choices = shows.instalment_choices(queries.may_pause(row, now=now)[:AHEAD])
    form = forms.ChangedForm(
        request.POST or None,
        request.FILES or None,
        instalments=choices,
        notice=agreement_words.LENDER_NOTICE if held.side == "lender" else agreement_words.LIMITATION_ASKING,
        seen_version=row.version,
    )
    if form.is_valid() and _changed(request, form, held, limits, now):
        return redirect("keeping:home", row.ref)
    context = {"form": form, "limits": limits, "causes": words.CAUSES, "choices": choices}
    return render(request, "keeping/changed.html", shows.frame(held, seen) | context)


def _changed(
    request: SignedIn, form: Any, held: HeldAgreement, limits: queries.Limits | None, now: datetime
) -> bool:
    """By the clause where it reaches, else as a request that the other side answers."""
    given, row = form.cleaned_data, held.agreement
    if limits and given["cause"] in limits.causes and len(form.numbers) <= limits.left:
        done = taken(
            form,
            actions.use_life_clause,
            held,
            row=row,
            cause=given["cause"],
            numbers=form.numbers,
            words=given["words"],
            proof=form.paper,
            now=now,
        )
        if done:
            said(request, _("Paused, as the agreement allows. Both sides are told; nothing is a breach."))
        return done
    asked = {"cause": given["cause"], "covers": form.numbers, "words": given["words"]}
    asked["legal_notice_seen"] = given["notice_seen"]
    done = taken(form, actions.ask_variation, held, row=row, **asked, now=now)
    if done:
        said(request, _("Sent as a request for change. While it is open, what it covers is no breach."))
    return done


@GET_POST
@door
def duty(request: SignedIn, held: HeldAgreement, duty: str, *, now: datetime) -> HttpResponse:
    """A duty that is no payment: what was shown for it, and what the reader may do."""
    own = duty_in(request, held, duty, now)
    row = own.obligation
    if row.amount_minor is not None:
        return redirect("agreement:duty", held.agreement.ref, row.ref)
    if row.code == agreements.LETTER_DUTY and row.state == "open" and row.side == held.side:
        return redirect("papers:letter", held.agreement.ref, row.ref)
    form = _duty_form(request, held, own)
    if form is not None and form.is_valid() and _duty_taken(form, own, now):
        said(request, _("Thank you. The other side is told."))
        return redirect("keeping:duty", held.agreement.ref, row.ref)
    seen = agreements.look(held, now=now)
    late = queries.days_late(row, now)
    context = {
        "form": form,
        "duty": row,
        "what": shows.duty_words(row),
        "badge": shows.badge(row, late),
        "late": late,
        "history": shows.history(held, queries.said_about(held, row.id)),
        "is_owing": row.side == held.side,
        "may_say_breach": bool(late) and row.side != held.side and held.agreement.state == "effective",
        "is_over": held.agreement.state == "ended",
    }
    return render(request, "keeping/duty.html", shows.frame(held, seen) | context)


def duty_in(request: SignedIn, held: HeldAgreement, ref: str, now: datetime) -> HeldObligation:
    """A duty of this agreement. Raises NotHeld."""
    found = access.obligation_for(request.user, ref, now=now)
    if found.obligation.agreement_id != held.agreement.pk:
        raise access.NotHeld
    return found


def _duty_form(request: SignedIn, held: HeldAgreement, own: HeldObligation) -> Any:
    """The side that owes says it is done; the side that is owed answers; nobody else has a form."""
    row, data = own.obligation, (request.POST or None, request.FILES or None)
    if row.kind == "review" or held.side == "neutral":
        return None
    if row.state == "open" and row.side == held.side:
        notice = agreement_words.LENDER_NOTICE if held.side == "lender" else agreement_words.LIMITATION_PAYING
        hint = words.SHOWS.get(row.code, "")
        return forms.DeedForm(*data, notice=notice, hint=hint, seen_version=row.version)
    if row.state == "claimed" and row.side != held.side:
        return forms.AnswerForm(*data, seen_version=row.version)
    return None


def _duty_taken(form: Any, own: HeldObligation, now: datetime) -> bool:
    row, given = own.obligation, form.cleaned_data
    if isinstance(form, forms.DeedForm):
        notice = given["notice_seen"]
        return taken(
            form,
            actions.claim_duty,
            own,
            row=row,
            note=given["note"],
            paper=form.paper,
            legal_notice_seen=notice,
            now=now,
        )
    return taken(
        form,
        actions.take_plain_step,
        own,
        row,
        given["answer"],
        row=row,
        note=given["note"],
        paper=form.paper,
        now=now,
    )


@require_GET
@door
def paper(request: SignedIn, held: HeldAgreement, entry: Any, *, now: datetime) -> HttpResponse:
    """A paper that one side showed; looking at somebody else's is noted."""
    note = queries.paper_of(held, entry)
    if note is None or note.paper is None:
        raise Http404
    note_access(
        reader=held.actor,
        kind="step_paper",
        subject=note.entry.subject,
        owner=note.entry.actor,
        purpose="keeping",
        now=now,
    )
    how = "inline" if note.paper.media_type in INLINE else "attachment"
    headers = {
        "Content-Disposition": f'{how}; filename="paper-{held.agreement.ref}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(storage.get(note.paper), content_type=note.paper.media_type, headers=headers)


@GET_POST
@login_required
def reminders(request: SignedIn) -> HttpResponse:
    """On which days one is reminded of payments."""
    chosen = [str(day) for day in queries.days_of(request.user)]
    form = forms.RemindersForm(request.POST or None, initial={"days": chosen})
    if form.is_valid():
        actions.set_reminder_days(request.user, days=[int(day) for day in form.cleaned_data["days"]])
        said(request, _("Kept."))
        return redirect("keeping:reminders")
    return render(request, "keeping/reminders.html", {"form": form})
