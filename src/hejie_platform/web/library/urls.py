"""Addresses of the legal library."""

from django.urls import path

from hejie_platform.web.library import views
from hejie_platform.web.pages import Page

app_name = "library"

urlpatterns = [
    path("", views.shelves, name="shelves"),
    path("<str:rule>/", views.rule, name="rule"),
]

PAGES = (Page("library:shelves", "public"), Page("library:rule", "public", "law_rule"))
