"""Addresses of the verify pages."""

from django.urls import path

from hejie_platform.web.pages import Page
from hejie_platform.web.verify import computations, views

app_name = "verify"

urlpatterns = [
    path("", views.check, name="check"),
    path("computation/", computations.computation, name="computation"),
    path("report/", views.report, name="report"),
    path("phrase/", views.phrase, name="phrase"),
    path("card/", views.card, name="card"),
    path("notice/<str:ref>/", views.notice, name="notice"),
]

PAGES = (
    Page("verify:check", "public"),
    Page("verify:computation", "public"),
    Page("verify:report", "public"),
    Page("verify:phrase", "anyone"),
    Page("verify:card", "mediator"),
    Page("verify:notice", "anyone", "notice"),
)
