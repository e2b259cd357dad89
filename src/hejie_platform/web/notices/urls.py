"""Addresses of the notices room. `/n/<reference>` is short, because text messages carry it."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.notices import queries
from hejie_platform.web.notices import answering, views
from hejie_platform.web.pages import Link, Page

app_name = "notices"
PREFIX = ""

urlpatterns = [
    path("notices/", views.everything, name="everything"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/channels/", views.channels, name="channels"),
    path("n/<str:ref>/", views.one, name="one"),
    path("n/<str:ref>/<str:option>/", answering.answer, name="answer"),
]
PAGES = (
    Page("notices:everything", "anyone"),
    Page("notices:read_all", "anyone", method="POST"),
    Page("notices:channels", "anyone"),
    Page("notices:one", "anyone", "notice"),
    Page("notices:answer", "anyone", "notice_answer"),
)
NAV = (Link(_("Notices"), "notices:everything", "anyone", count=queries.unread_count, at_hand=True),)
