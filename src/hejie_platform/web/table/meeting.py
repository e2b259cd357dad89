"""Meetings: times put forward and chosen, a calendar file, the agenda, the way into a call, a recording that all allow."""

from datetime import datetime, timedelta
from typing import Any

import icalendar
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hejie_platform.mediation import calls
from hejie_platform.mediation.actions import meeting as actions
from hejie_platform.mediation.queries import table as queries
from hejie_platform.mediation.table import MEDIATOR, HeldTable
from hejie_platform.notices.queries import say
from hejie_platform.people.access import NotHeld
from hejie_platform.web import parts
from hejie_platform.web.table import forms, shows, words
from hejie_platform.web.table.doors import GET, GET_POST, ZONE, door, mediator_only, said, taken, zone_of


@GET_POST
@door
def meetings(request: HttpRequest, held: HeldTable, *, now: datetime) -> HttpResponse:
    """Every meeting, in the reader's time zone, which is chosen here."""
    form = forms.ZoneForm(request.POST or None, initial={"zone": zone_of(request).key})
    if form.is_valid():
        request.session[ZONE] = form.cleaned_data["zone"]
        return redirect(shows.url(held, "meetings"))
    rows = [_row(request, held, one) for one in queries.meetings(held.mediation)]
    context = {"rows": rows, "form": form, "may_propose": held.is_mediator}
    return render(request, "table/meetings.html", shows.frame(held, "meetings") | context)


def _row(request: HttpRequest, held: HeldTable, one: Any) -> dict[str, Any]:
    when = shows.moment(one.starts_at, zone_of(request)) if one.starts_at else ""
    return {
        "when": when or _("%(count)s times to choose from") % {"count": len(one.slots.all())},
        "way": words.WAYS[one.way],
        "badge": shows.badge(words.MEETING, one.state),
        "href": shows.url(held, "meeting", one.ref),
    }


@GET_POST
@door
@mediator_only
def meeting_new(request: HttpRequest, held: HeldTable, *, now: datetime) -> HttpResponse:
    """Put times forward."""
    tomorrow = (now + timedelta(days=1)).astimezone(zone_of(request)).replace(hour=10, minute=0)
    form = forms.MeetingForm(
        request.POST or None,
        zone=zone_of(request),
        initial={"start_1": f"{tomorrow:%Y-%m-%dT%H:%M}"},
        seen_version=held.mediation.version,
    )
    if form.is_valid() and taken(
        form,
        actions.propose_meeting,
        held,
        starts=form.starts,
        minutes_long=int(form.cleaned_data["minutes_long"]),
        way=form.cleaned_data["way"],
        now=now,
    ):
        said(request, _("The sides are asked when they can come."))
        return redirect(shows.url(held, "meetings"))
    context = {"form": form, "zone": zone_of(request).key}
    return render(request, "table/meeting_new.html", shows.frame(held, "meetings") | context)


@GET_POST
@door
def meeting(request: HttpRequest, held: HeldTable, meeting: str, *, now: datetime) -> HttpResponse:
    """One meeting: choose times while they are looked for; then its hour, its agenda, and the ways in."""
    row, party = queries.meeting_of(held, meeting), _own_party(held)
    form = forms.TimesForm(
        request.POST or None,
        times=_times(request, row),
        initial={"chosen": _chosen(row, party)},
        seen_version=row.version,
    )
    may_choose = bool(party) and row.state == "proposed" and held.mediation.state == "open"
    if (
        may_choose
        and form.is_valid()
        and taken(
            form,
            actions.choose_times,
            held,
            row,
            party=party,
            meeting=row,
            chosen=[int(one) for one in form.cleaned_data["chosen"]],
            now=now,
        )
    ):
        row.refresh_from_db()
        said(request, _("Thank you. The meeting is booked.") if row.state == "booked" else _("Thank you."))
        return redirect(shows.url(held, "meeting", row.ref))
    context = _meeting(request, held, row, now) | {"form": form, "may_choose": may_choose}
    return render(request, "table/meeting.html", shows.frame(held, "meetings") | context)


def _own_party(held: HeldTable) -> str:
    return held.mine[0] if held.mine else ""


def _times(request: HttpRequest, row: Any) -> list[tuple[str, str]]:
    zone = zone_of(request)
    slots = sorted(row.slots.all(), key=lambda slot: slot.starts_at)
    return [(str(slot.pk), shows.moment(slot.starts_at, zone)) for slot in slots]


def _chosen(row: Any, party: str) -> list[str]:
    return [str(slot.pk) for slot in row.slots.all() if any(one.party == party for one in slot.choices.all())]


def _meeting(request: HttpRequest, held: HeldTable, row: Any, now: datetime) -> dict[str, Any]:
    allowed = queries.seats_recording(row)
    return {
        "meeting": row,
        "badge": shows.badge(words.MEETING, row.state),
        "facts": _facts(request, held, row),
        "agenda": [_item(held, row, one) for one in row.agenda.all()],
        "call": _call(held, row, now),
        "is_allowed": held.seat in allowed,
        "is_recording": row.recording_since is not None and row.recording_ended_at is None,
        "all_allow": {MEDIATOR, *(one.key for one in held.present)} <= allowed,
        "allowed_by": [shows.party_name(held, key) for key in sorted(allowed)],
        "may_cancel": row.state != "cancelled" and held.mediation.state == "open",
        "times": [label for _key, label in _times(request, row)],
    }


def _facts(request: HttpRequest, held: HeldTable, row: Any) -> list[parts.Fact]:
    minutes = _("%(count)s minutes") % {"count": row.minutes_long}
    return [
        *([parts.Fact(_("When"), shows.moment(row.starts_at, zone_of(request)))] if row.starts_at else []),
        parts.Fact(_("How long"), minutes),
        parts.Fact(_("How"), words.WAYS[row.way]),
    ]


def _item(held: HeldTable, row: Any, one: Any) -> dict[str, Any]:
    went = "done" if one.done_at else "skipped" if one.skipped_at else "open"
    may_tick = held.is_mediator and row.state == "booked" and went == "open"
    return {
        "name": say(f"agenda_{one.code}"),
        "minutes": one.minutes_long,
        "went": words.WENT[went],
        "reason": queries.skip_reason(held.mediation, row.ref, one.place, one.reason),
        "href": shows.url(held, "agenda", row.ref, one.place) if may_tick else "",
    }


def _call(held: HeldTable, row: Any, now: datetime) -> calls.Call | None:
    """The reader's own way into the call; none for a meeting in writing or without an adapter."""
    if row.state != "booked" or row.way == "text":
        return None
    return calls.call_for(
        row.ref,
        seat=held.seat,
        is_moderator=held.is_mediator,
        may_record=row.recording_since is not None and row.recording_ended_at is None,
        starts_at=row.starts_at,
        minutes=row.minutes_long,
        now=now,
    )


@GET_POST
@door
def cancel(request: HttpRequest, held: HeldTable, meeting: str, *, now: datetime) -> HttpResponse:
    """Cancel a meeting; everybody is told, and no reminder follows."""
    row = queries.meeting_of(held, meeting)
    form = forms.PressForm(request.POST or None, seen_version=row.version)
    if form.is_valid() and taken(form, actions.cancel_meeting, held, row, meeting=row, now=now):
        said(request, _("Cancelled. Everybody is told."))
        return redirect(shows.url(held, "meetings"))
    context = {"form": form, "back": shows.url(held, "meeting", row.ref)}
    return render(request, "table/cancel.html", shows.frame(held, "meetings") | context)


@GET_POST
@door
@mediator_only
def agenda(request: HttpRequest, held: HeldTable, meeting: str, place: int, *, now: datetime) -> HttpResponse:
    """How one item went; skipping it needs a reason."""
    row = queries.meeting_of(held, meeting)
    item = next((one for one in row.agenda.all() if one.place == place), None)
    if item is None:
        raise NotHeld
    form = forms.AgendaForm(request.POST or None)
    if form.is_valid() and taken(
        form,
        actions.tick_agenda,
        held,
        meeting=row,
        place=place,
        went=form.cleaned_data["went"],
        reason=form.cleaned_data["reason"],
        now=now,
    ):
        return redirect(shows.url(held, "meeting", row.ref))
    context = {"form": form, "name": say(f"agenda_{item.code}"), "back": shows.url(held, "meeting", row.ref)}
    return render(request, "table/agenda.html", shows.frame(held, "meetings") | context)


@GET_POST
@door
def recording(request: HttpRequest, held: HeldTable, meeting: str, *, now: datetime) -> HttpResponse:
    """Say yes to a recording, take it back, or, as the mediator with everybody's yes, begin it."""
    row = queries.meeting_of(held, meeting)
    form = forms.PressForm(request.POST or None)
    if form.is_valid() and _recorded(request, held, row, form, now):
        return redirect(shows.url(held, "recording", row.ref))
    context = _meeting(request, held, row, now) | {"form": form, "back": shows.url(held, "meeting", row.ref)}
    return render(request, "table/recording.html", shows.frame(held, "meetings") | context)


def _recorded(request: HttpRequest, held: HeldTable, row: Any, form: forms.PressForm, now: datetime) -> bool:
    if "start" in request.POST:
        return taken(form, actions.start_recording, held, meeting=row, now=now)
    is_allowed = "allow" in request.POST
    return taken(
        form, actions.allow_recording, held, party=held.seat, meeting=row, is_allowed=is_allowed, now=now
    )


@GET
@door
def calendar(request: HttpRequest, held: HeldTable, meeting: str, *, now: datetime) -> HttpResponse:
    """A file for one's own calendar. It names nobody, no debt and no lender; a cancelled meeting takes its entry back."""
    row = queries.meeting_of(held, meeting)
    if row.starts_at is None:
        raise NotHeld
    return HttpResponse(
        ics(row, now=now),
        headers={
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{row.ref}.ics"',
            "Cache-Control": "private, no-store",
        },
    )


def ics(row: Any, *, now: datetime) -> bytes:
    """The meeting as iCalendar: one stable id, a sequence that grows with each change, times in UTC."""
    event = icalendar.Event()
    event.add("uid", f"{row.ref}@hejie")
    event.add("sequence", row.version)
    event.add("dtstamp", now)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.starts_at + timedelta(minutes=row.minutes_long))
    event.add("summary", _("Hejie: meeting"))
    event.add("url", f"{settings.HEJIE_SITE_URL}/")
    event.add("status", "CANCELLED" if row.state == "cancelled" else "CONFIRMED")
    event.add("class", "PRIVATE")
    calendar_ = icalendar.Calendar()
    calendar_.add("prodid", "-//Hejie//Hejie//")
    calendar_.add("version", "2.0")
    calendar_.add("method", "CANCEL" if row.state == "cancelled" else "PUBLISH")
    calendar_.add_component(event)
    found: bytes = calendar_.to_ical()
    return found
