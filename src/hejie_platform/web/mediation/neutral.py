"""The pages of the neutrals: the mediator's answer, ties, beginning, ending; the head's choice and decisions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hejie_platform.agreements import actions as agreements
from hejie_platform.mediation.access import HeldMediation
from hejie_platform.mediation.actions import choosing, neutral, objecting
from hejie_platform.mediation.queries import standing as reads
from hejie_platform.web.mediation import forms, shows, words
from hejie_platform.web.mediation.doors import HEADS, only, said, taken
from hejie_platform.web.mediation.views import GET_POST
from hejie_platform.web.signed_in import SignedIn


def _page(held: HeldMediation, now: datetime, **more: Any) -> dict[str, Any]:
    found = reads.standing(held, held.mediation, now=now)
    return {"held": held, "row": held.mediation, "found": found, "banner": shows.banner(held, found), **more}


@GET_POST
@only("mediator")
def accept(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """Who the parties are, what the file is about, and one's yes."""
    row = held.mediation
    form = forms.PressForm(request.POST or None, seen_version=row.version)
    if form.is_valid() and taken(form, neutral.accept_appointment, held, row, row=row, now=now):
        said(
            request, _("You have accepted. Now tell the parties what ties you to them, or that nothing does.")
        )
        return redirect("mediation:ties", row.ref)
    parties_ = shows.brief_facts(reads.brief(row, now=now))
    return render(request, "mediation/accept.html", _page(held, now, form=form, parties=parties_))


@GET_POST
@only("mediator")
def not_me(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """Decline an appointment, or step back; the file goes on to another."""
    row = held.mediation
    form = forms.NoteForm(request.POST or None, seen_version=row.version)
    found = reads.standing(held, row, now=now)
    begun = found.appointment is not None and found.appointment.accepted_at is not None
    act = neutral.recuse if begun else neutral.decline_appointment
    given = form.cleaned_data if form.is_valid() else {}
    if form.is_valid() and taken(form, act, held, row, row=row, note=given["note"], now=now):
        said(
            request,
            _("You are not this mediation's mediator any more. The file is kept for whoever follows."),
        )
        return redirect("mediation:desk")
    return render(request, "mediation/not_me.html", _page(held, now, form=form, begun=begun))


@GET_POST
@only("mediator")
def ties(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """Tell all parties of ties, before it begins or as soon as one comes to be known."""
    row = held.mediation
    form = forms.TiesForm(request.POST or None, seen_version=row.version)
    given = form.cleaned_data if form.is_valid() else {}
    told = {name: given.get(name, "") for name in ("kinds", "words")}
    if form.is_valid() and taken(form, neutral.disclose, held, row, row=row, **told, now=now):
        said(request, _("The parties are told. They may object."))
        return redirect("mediation:home", row.ref)
    parties_ = shows.brief_facts(reads.brief(row, now=now))
    return render(request, "mediation/ties.html", _page(held, now, form=form, parties=parties_))


@GET_POST
@only("mediator")
def start(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """Open the mediation."""
    row = held.mediation
    form = forms.PressForm(request.POST or None, seen_version=row.version)
    if form.is_valid() and taken(form, neutral.start, held, row, row=row, now=now):
        said(request, _("The mediation is open. All parties are told."))
        return redirect("mediation:home", row.ref)
    return render(request, "mediation/start.html", _page(held, now, form=form))


@GET_POST
@only("mediator", "body_admin", "supervisor")
def end(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """End it with one of the lawful reasons, after reading what each means."""
    row = held.mediation
    open_ends = {name: text for name, text in words.ENDS.items() if reads.may_end(held, name, now=now)}
    choices = [(name, text[0]) for name, text in open_ends.items()]
    form = forms.EndForm(request.POST or None, reasons=choices, seen_version=row.version)
    if form.is_valid() and _ended(form, held, now):
        said(request, _("The mediation has ended, and the parties are told. The file is kept."))
        return redirect("mediation:home", row.ref)
    return render(request, "mediation/end.html", _page(held, now, form=form, meanings=_meanings(open_ends)))


def _ended(form: forms.EndForm, held: HeldMediation, now: datetime) -> bool:
    row, given = held.mediation, form.cleaned_data
    act = agreements.take_plain_step
    return taken(form, act, held, row, given["reason"], row=row, note=given["note"], now=now)


def _meanings(ends: Mapping[str, tuple[words.Text, words.Text]]) -> list[tuple[words.Text, words.Text]]:
    return list(ends.values())


@GET_POST
@only("body_admin")
def appoint(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """Everybody on the roster with what stands for and against them; whom wish or rule gives comes first."""
    row = held.mediation
    rows = reads.candidates(row, now=now)
    given = choosing.chosen(row, now=now)
    people = [(one.listing.mediator.ref, one.listing.mediator.name) for one in rows if _may_ask(one.why_out)]
    form = forms.AppointForm(request.POST or None, people=people, first=given.ref, seen_version=row.version)
    if form.is_valid() and _appointed(form, held, now):
        said(request, _("The mediator is asked, and has three working days to answer."))
        return redirect("mediation:head")
    lines = [(one, words.WHY_OUT[one.why_out], one.listing.mediator.ref == given.ref) for one in rows]
    way = words.WAYS.get(given.way, "")
    return render(request, "mediation/appoint.html", _page(held, now, form=form, lines=lines, way=way))


def _may_ask(why_out: str) -> bool:
    """Field and language bind the rule; the head may see beyond them, with a reason."""
    return why_out in ("", "other_field", "other_language")


def _appointed(form: forms.AppointForm, held: HeldMediation, now: datetime) -> bool:
    row, given = held.mediation, form.cleaned_data
    who = reads.mediator_by(row, given["mediator"], now=now)
    return taken(form, choosing.appoint, held, row, row=row, mediator=who, note=given["note"], now=now)


@GET_POST
@only(*HEADS)
def decide(request: SignedIn, held: HeldMediation, *, now: datetime) -> HttpResponse:
    """An objection: replace or keep, with a reason that both sides read."""
    row = held.mediation
    form = forms.AnswerForm(request.POST or None, seen_version=row.version)
    given = form.cleaned_data if form.is_valid() else {}
    act = objecting.keep_mediator if given.get("decision") == "keep" else objecting.replace_mediator
    if form.is_valid() and taken(form, act, held, row, row=row, answer=given["answer"], now=now):
        said(request, _("Decided, and the parties are told with your reason."))
        return redirect("mediation:home", row.ref)
    page = _page(held, now, form=form)
    found: reads.Standing = page["found"]
    page["mediator"] = shows.mediator_facts(found)
    page["objection_reason"] = words.OBJECTIONS[found.objection.reason] if found.objection else ""
    return render(request, "mediation/decide.html", page)
