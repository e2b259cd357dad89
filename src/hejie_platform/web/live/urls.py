"""Addresses of the streams."""

from django.urls import path

from hejie_platform.web.live import views
from hejie_platform.web.pages import Page

app_name = "live"

urlpatterns = [
    path("talks/<str:ref>/", views.talks, name="talks"),
    path("table/<str:ref>/", views.table, name="table"),
    path("table/<str:ref>/private/<str:party>/", views.caucus, name="caucus"),
]

# "table": an open mediation; "caucus": the borrower's sealed conversation in it.
PAGES = (
    Page("live:talks", "borrower", "negotiation"),
    Page("live:table", "borrower", "table"),
    Page("live:caucus", "borrower", "caucus"),
)
