"""Addresses of the notes for staff."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.notes import views
from hejie_platform.web.pages import Audience, Link, Page

app_name = "notes"

urlpatterns = [path("", views.mine, name="mine")]

PAGES = (
    Page("notes:mine", "officer"),
)  # open to everybody who works here, each with the notes of their roles

READERS: tuple[Audience, ...] = (
    "officer",
    "checker",
    "mediator",
    "body_admin",
    "reviewer",
    "supervisor",
    "complaint_handler",
    "operator",
)
NAV = tuple(Link(_("Notes for staff"), "notes:mine", role) for role in READERS)
