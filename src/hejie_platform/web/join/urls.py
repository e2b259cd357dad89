"""Addresses for whoever has a code."""

from django.urls import path

from hejie_platform.web.join import views
from hejie_platform.web.pages import Page

app_name = "join"

urlpatterns = [
    path("", views.start, name="start"),
    path("<str:code>/", views.invitation, name="invitation"),
    path("<str:code>/enter/", views.enter, name="enter"),
]

# "code": an invitation's code that was not used; "own_code": one that was made out to the borrower of the tests.
PAGES = (
    Page("join:start", "public"),
    Page("join:invitation", "public", "code"),
    Page("join:enter", "borrower", "own_code"),
)
