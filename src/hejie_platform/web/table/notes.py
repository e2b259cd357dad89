"""The mediator's own notes and work list; and the door through which a supervisor opens them with a reason."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie_platform.cases import access as cases
from hejie_platform.core import clock
from hejie_platform.mediation.actions import noting
from hejie_platform.mediation.queries import table as queries
from hejie_platform.mediation.table import HeldTable
from hejie_platform.people.access import NotHeld
from hejie_platform.web import parts
from hejie_platform.web.table import forms, shows
from hejie_platform.web.table.doors import GET_POST, REFUSALS, door, mediator_only, person, said, taken


@GET_POST
@door
@mediator_only
def notes(request: HttpRequest, held: HeldTable, *, now: datetime) -> HttpResponse:
    """One's own notes, and the lines of the work list that are open."""
    form = forms.NoteForm(request.POST or None)
    if form.is_valid() and taken(
        form,
        noting.write_note,
        held,
        text=form.cleaned_data["text"],
        due_on=form.cleaned_data["due_on"],
        now=now,
    ):
        return redirect(shows.url(held, "notes"))
    found = queries.own_notes(held)
    todo = sorted(
        (one for one in found if one.due_on and not one.done_at), key=lambda one: (one.due_on, one.seq)
    )
    press = [(one, forms.PressForm(), shows.url(held, "note_done", one.seq)) for one in todo]
    context = {"form": form, "todo": press, "notes": [one for one in found if one not in todo]}
    return render(request, "table/notes.html", shows.frame(held, "notes", sealed="notes") | context)


@require_POST
@door
@mediator_only
def note_done(request: HttpRequest, held: HeldTable, number: int, *, now: datetime) -> HttpResponse:
    """One line of the work list is done."""
    form = forms.PressForm(request.POST)
    if form.is_valid() and taken(form, noting.finish_note, held, number=number, now=now):
        said(request, _("Done."))
    return redirect(shows.url(held, "notes"))


@GET_POST
@login_required
def supervision(request: HttpRequest, ref: str) -> HttpResponse:
    """Whose notes there are; with a reason they are opened, once, and their author is told."""
    now = clock.now()
    held = cases.mediation_for(person(request), ref, now=now)
    if "supervisor" not in held.roles:
        raise NotHeld
    authors = [(one.author.ref, one.author.name or one.author.ref) for one in queries.books(held.mediation)]
    form = forms.GlassForm(request.POST or None, authors=authors)
    opened: list[queries.Noted] = []
    if form.is_valid() and _opened(form, held, now):
        opened = queries.opened_notes(held.mediation, form.cleaned_data["author"])
    banner = parts.Banner(
        _("Only their author reads these notes. Opening them is recorded with your reason."), is_sealed=True
    )
    context: dict[str, Any] = {
        "row": held.mediation,
        "form": form,
        "has_books": bool(authors),
        "opened": opened,
        "banner": banner,
    }
    return render(request, "table/supervision.html", context)


def _opened(form: forms.GlassForm, held: Any, now: datetime) -> bool:
    given = {name: form.cleaned_data[name] for name in ("author", "reason")}
    try:
        noting.break_glass(
            held, mediation=held.mediation, **given, now=now, action_id=form.cleaned_data["action_id"]
        )
    except REFUSALS as refused:
        form.refuse(refused, field="reason")
        return False
    return True
