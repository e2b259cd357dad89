"""Addresses of the borrower's own cases."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.case import circumstances, views
from hejie_platform.web.pages import Link, Page

app_name = "case"

urlpatterns = [
    path("", views.my_cases, name="list"),
    path("<str:ref>/", views.home, name="home"),
    path("<str:ref>/history/", views.history, name="history"),
    path("<str:ref>/change/", views.change, name="change"),
    path("<str:ref>/credit/", circumstances.credit, name="credit"),
    path("<str:ref>/withdraw/", views.withdraw, name="withdraw"),
]

PAGES = (
    Page("case:list", "anyone"),
    Page("case:home", "borrower", "case"),
    Page("case:history", "borrower", "case"),
    Page("case:change", "borrower", "case"),
    Page("case:credit", "borrower", "case"),
    Page("case:withdraw", "borrower", "case"),
)

NAV = (Link(_("My cases"), "case:list", "borrower", is_start=True),)
