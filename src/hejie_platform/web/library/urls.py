"""Addresses of the legal library."""

from django.urls import path

from hejie_platform.web.library import views
from hejie_platform.web.pages import Page

app_name = "library"

urlpatterns = [
    path("", views.shelves, name="shelves"),
    path("texts/<str:ref>/", views.text, name="text"),
    path("<str:rule>/", views.rule, name="rule"),
]

PAGES = (
    Page("library:shelves", "public"),
    Page("library:text", "public", "statute"),
    Page("library:rule", "public", "law_rule"),
)
