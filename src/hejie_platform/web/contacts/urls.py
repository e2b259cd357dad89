"""Addresses of the record of contacts."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.contacts import rests, views
from hejie_platform.web.pages import Link, Page

app_name = "contacts"

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("reports/<str:ref>/", views.sent, name="sent"),
    path("reports/<str:ref>/answer/", views.answer, name="answer"),
    path("pauses/<str:ref>/", rests.broken, name="broken"),
    path("talks/<str:ref>/", views.posted, name="posted"),
    path("talks/<str:ref>/new/", views.post, name="post"),
    path("talks/<str:ref>/plan/", views.plan, name="plan"),
    path("<str:ref>/", views.record, name="record"),
    path("<str:ref>/new/", views.new, name="new"),
    path("<str:ref>/report/", views.report, name="report"),
    path("<str:ref>/notes/<str:entry>/", views.entry, name="entry"),
    path("<str:ref>/notes/<str:entry>/file/", views.file, name="file"),
]

# "contact_case": a case with notes; "contact": one of them, with a picture; "collection_report": one sent to the bank;
# "contact_talks": the talks with the bank; "broken_rest": an event that fell into a pause of them.
PAGES = (
    Page("contacts:desk", "officer"),
    Page("contacts:broken", "borrower", "broken_rest"),
    Page("contacts:sent", "borrower", "collection_report"),
    Page("contacts:answer", "officer", "collection_report"),
    Page("contacts:posted", "officer", "contact_talks"),
    Page("contacts:post", "officer", "contact_talks"),
    Page("contacts:plan", "officer", "contact_talks"),
    Page("contacts:record", "borrower", "contact_case"),
    Page("contacts:new", "borrower", "contact_case"),
    Page("contacts:report", "borrower", "contact_case"),
    Page("contacts:entry", "borrower", "contact"),
    Page("contacts:file", "borrower", "contact"),
)

NAV = (Link(_("Contacts reported"), "contacts:desk", "officer"),)
