"""Addresses of a household's plans with all its lenders together."""

from django.urls import path

from hejie_platform.web.pages import Page
from hejie_platform.web.plans import views

app_name = "plans"

urlpatterns = [
    path("<str:ref>/", views.compare, name="compare"),
    path("<str:ref>/what-if/", views.what_if, name="what_if"),
]

PAGES = (
    Page("plans:compare", "borrower", "planned_case"),
    Page("plans:what_if", "borrower", "planned_case"),
)
