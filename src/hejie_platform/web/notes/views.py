"""The notes of one's roles, each with the day on which one read it."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hejie_platform.core import clock
from hejie_platform.support import access, actions, queries
from hejie_platform.web import forms
from hejie_platform.web.complaints import doors
from hejie_platform.web.complaints.doors import Request, page, taken
from hejie_platform.web.notes import words


class ReadForm(forms.Form):
    note = forms.CharField(widget=forms.HiddenInput, max_length=20)


@require_http_methods(["GET", "POST"])
@page
def mine(request: Request, *, now: datetime) -> HttpResponse:
    """Read, and say that one has read."""
    notes = queries.notes_of(request.user, day=clock.legal_day(now))
    if not notes:
        raise access.NotHeld
    form = ReadForm(request.POST or None)
    is_mine = form.is_valid() and form.cleaned_data["note"] in dict(notes)
    if is_mine and taken(form, actions.note_read, request.user, note=form.cleaned_data["note"], now=now):
        doors.say(request, _("Noted that you read it."))
        return redirect("notes:mine")
    shown = [
        (words.NOTES[name], read, None if read else ReadForm(initial={"note": name})) for name, read in notes
    ]
    return render(request, "notes/mine.html", {"notes": shown})
