"""Addresses of the self-check and of the published policies."""

from django.urls import path

from hejie_platform.web.check import views
from hejie_platform.web.pages import Page

app_name = "check"

urlpatterns = [
    path("", views.start, name="start"),
    path("policies/", views.published, name="policies"),
    path("policies/<str:lender>/", views.policy, name="policy"),
    path("policies/<str:lender>/<int:number>/", views.policy, name="version"),
]

PAGES = (
    Page("check:start", "public"),
    Page("check:policies", "public"),
    Page("check:policy", "public", "lender"),
    Page("check:version", "public", "published_policy"),
)
