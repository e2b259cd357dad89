"""Addresses of the table of a mediation."""

from django.urls import path

from hejie_platform.web.pages import Page
from hejie_platform.web.table import meeting, notes, outcomes, speaking

app_name = "table"

_meeting = "<str:ref>/meetings/<str:meeting>/"
_caucus = "<str:ref>/private/<str:party>/"

urlpatterns = [
    path("<str:ref>/", speaking.joint, name="joint"),
    path("<str:ref>/file/<int:number>/", speaking.joint_file, name="joint_file"),
    path("<str:ref>/private/", speaking.private, name="private"),
    path(_caucus, speaking.caucus, name="caucus"),
    path(_caucus + "file/<int:number>/", speaking.caucus_file, name="caucus_file"),
    path(_caucus + "<int:number>/release/", speaking.release, name="release"),
    path("<str:ref>/meetings/", meeting.meetings, name="meetings"),
    path("<str:ref>/meetings/new/", meeting.meeting_new, name="meeting_new"),
    path(_meeting, meeting.meeting, name="meeting"),
    path(_meeting + "cancel/", meeting.cancel, name="cancel"),
    path(_meeting + "agenda/<int:place>/", meeting.agenda, name="agenda"),
    path(_meeting + "recording/", meeting.recording, name="recording"),
    path(_meeting + "calendar.ics", meeting.calendar, name="calendar"),
    path("<str:ref>/minutes/", outcomes.minutes, name="minutes"),
    path("<str:ref>/minutes/new/", outcomes.minutes_new, name="minutes_new"),
    path("<str:ref>/minutes/<str:minutes>/", outcomes.one_minutes, name="one_minutes"),
    path("<str:ref>/promises/<str:promise>/", outcomes.promise, name="promise"),
    path("<str:ref>/proposals/", outcomes.proposals, name="proposals"),
    path("<str:ref>/proposals/new/", outcomes.proposal_new, name="proposal_new"),
    path("<str:ref>/proposals/<str:proposal>/", outcomes.proposal, name="proposal"),
    path("<str:ref>/notes/", notes.notes, name="notes"),
    path("<str:ref>/notes/<int:number>/done/", notes.note_done, name="note_done"),
    path("<str:ref>/supervision/", notes.supervision, name="supervision"),
]

# "table": an open mediation in which something of everything has happened.
PAGES = (
    Page("table:joint", "borrower", "table"),
    Page("table:joint_file", "borrower", "table_file"),
    Page("table:private", "mediator", "table"),
    Page("table:caucus", "borrower", "caucus"),
    Page("table:caucus_file", "borrower", "caucus_file"),
    Page("table:release", "borrower", "caucus_saying"),
    Page("table:meetings", "borrower", "table"),
    Page("table:meeting_new", "mediator", "table"),
    Page("table:meeting", "borrower", "meeting"),
    Page("table:cancel", "officer", "meeting"),
    Page("table:agenda", "mediator", "agenda_item"),
    Page("table:recording", "officer", "meeting"),
    Page("table:calendar", "borrower", "meeting"),
    Page("table:minutes", "officer", "table"),
    Page("table:minutes_new", "mediator", "table"),
    Page("table:one_minutes", "borrower", "minutes"),
    Page("table:promise", "borrower", "promise"),
    Page("table:proposals", "officer", "table"),
    Page("table:proposal_new", "mediator", "table"),
    Page("table:proposal", "borrower", "proposal"),
    Page("table:notes", "mediator", "table"),
    Page("table:note_done", "mediator", "table_note", "POST"),
    Page("table:supervision", "supervisor", "table"),
)
