"""The joint room and the caucuses: what was said, one's own next words, and bringing words out of a caucus."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hejie_platform.core import storage
from hejie_platform.ledger.actions import note_access
from hejie_platform.mediation.actions import speaking
from hejie_platform.mediation.queries import table as queries
from hejie_platform.mediation.table import HeldTable
from hejie_platform.negotiation.queries import calmer
from hejie_platform.people.access import NotHeld
from hejie_platform.web.table import forms, shows
from hejie_platform.web.table.doors import GET, GET_POST, door, said, taken

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf"}


@GET_POST
@door
def joint(request: HttpRequest, held: HeldTable, *, now: datetime) -> HttpResponse:
    """The joint room: everybody's words in order, whose turn it is, and one's own next words."""
    parties = [(one.key, shows.party_name(held, one.key)) for one in held.present] if held.is_mediator else []
    form = forms.SayForm(*_posted(request), parties=parties)
    if form.is_valid() and (offered := _calmer(form)):
        return _offer_calm(request, held, form, offered, "joint")
    if form.is_valid() and taken(form, speaking.say, held, **form.brought, now=now):
        return redirect(shows.url(held, "joint") + "#last")
    found = queries.said_to_all(held.mediation)
    context = {
        "form": form,
        "turn": shows.turn(held, found, now=now),
        "sayings": shows.sayings(held, found),
        **_live(reverse("live:table", args=[held.mediation.ref]), found),
    }
    return render(request, "table/joint.html", shows.frame(held, "joint") | context)


def _posted(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _live(address: str, found: list[queries.Said]) -> dict[str, Any]:
    """Where the page hears of new sayings, and the last one that it shows."""
    return {"live": address, "last": found[-1].seq if found else 0}


def _calmer(form: forms.SayForm) -> str:
    """A calmer wording, unless the writer has seen one for these very words."""
    text = form.cleaned_data["text"]
    return "" if form.cleaned_data["as_it_is"] == text else calmer(text)


def _offer_calm(
    request: HttpRequest, held: HeldTable, form: forms.SayForm, offered: str, page: str, *more: Any
) -> HttpResponse:
    """Both wordings side by side; the writer sends whichever they like."""
    kept = {name: value for name, value in form.cleaned_data.items() if name in ("floor", "action_id")}
    context = {
        "own": form.cleaned_data["text"],
        "offered": offered,
        "kept": [(name, value) for name, value in kept.items() if value],
        "action": shows.url(held, page, *more),
        "had_file": bool(form.cleaned_data.get("file")),
    }
    sealed = more[0] if more else ""
    here = "private" if more else "joint"
    return render(request, "table/calm.html", shows.frame(held, here, sealed=sealed) | context)


@GET
@door
def private(request: HttpRequest, held: HeldTable, *, now: datetime) -> HttpResponse:
    """One's own caucus; for the mediator, the doors of all of them."""
    open_to = [one.key for one in held.parties if held.may_enter(one.key)]
    if len(open_to) == 1:
        return redirect(shows.url(held, "caucus", open_to[0]))
    rooms = [
        (shows.party_name(held, key), shows.url(held, "caucus", key), _count(held, key)) for key in open_to
    ]
    return render(request, "table/private.html", shows.frame(held, "private") | {"rooms": rooms})


def _count(held: HeldTable, party: str) -> int:
    room = queries.caucus(held.mediation, party)
    return room.length if room else 0


@GET_POST
@door
def caucus(request: HttpRequest, held: HeldTable, party: str, *, now: datetime) -> HttpResponse:
    """The sealed conversation of one party with the mediator."""
    found = queries.said_in_caucus(held, party)
    form = forms.SayForm(*_posted(request))
    if form.is_valid() and (offered := _calmer(form)):
        return _offer_calm(request, held, form, offered, "caucus", party)
    if form.is_valid() and taken(form, speaking.say_in_caucus, held, party=party, **form.brought, now=now):
        return redirect(shows.url(held, "caucus", party) + "#last")
    context = {
        "form": form,
        "party": party,
        "name": shows.party_name(held, party),
        "sayings": shows.sayings(held, found, party=party),
        **_live(reverse("live:caucus", args=[held.mediation.ref, party]), found),
    }
    return render(request, "table/caucus.html", shows.frame(held, "private", sealed=party) | context)


@GET_POST
@door
def release(request: HttpRequest, held: HeldTable, party: str, number: int, *, now: datetime) -> HttpResponse:
    """Bring words of one's own caucus to everybody: exactly those that stand in the field, by one's own click."""
    if party not in held.mine:
        raise NotHeld
    source = next((one for one in queries.said_in_caucus(held, party) if one.seq == number), None)
    if source is None:
        raise NotHeld
    form = forms.ReleaseForm(request.POST or None, initial={"text": source.text})
    if form.is_valid() and taken(
        form, speaking.release, held, party=party, number=number, text=form.cleaned_data["text"], now=now
    ):
        said(request, _("Everybody at the table can read it now."))
        return redirect(shows.url(held, "joint") + "#last")
    context = {"form": form, "back": shows.url(held, "caucus", party), "everybody": shows.banner(held, "")}
    return render(request, "table/release.html", shows.frame(held, "private", sealed=party) | context)


@GET
@door
def joint_file(request: HttpRequest, held: HeldTable, number: int, *, now: datetime) -> HttpResponse:
    """A file shown to all; that somebody else looks at it is written down."""
    stored, shown_by = queries.shown_file(held, number)
    note_access(
        reader=held.actor,
        kind="shown_file",
        subject=held.mediation.id,
        owner=shown_by,
        purpose="mediation",
        now=now,
    )
    return _file(held, stored, number)


@GET
@door
def caucus_file(
    request: HttpRequest, held: HeldTable, party: str, number: int, *, now: datetime
) -> HttpResponse:
    """A file shown in a caucus. Nothing outside it tells that it is there, and so no look is written down."""
    return _file(held, queries.shown_file(held, number, party=party)[0], number)


def _file(held: HeldTable, stored: Any, number: int) -> HttpResponse:
    """The bytes; nothing in them may run."""
    try:
        data = queries.file_bytes(stored)
    except (storage.FileGone, storage.FileChanged):
        raise NotHeld from None
    ending = ENDINGS.get(stored.media_type, "bin")
    way = "inline" if ending in ("png", "jpg") else "attachment"
    return HttpResponse(
        data,
        headers={
            "Content-Type": stored.media_type if stored.media_type in ENDINGS else "application/octet-stream",
            "Content-Disposition": f'{way}; filename="{held.mediation.ref}-{number}.{ending}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
