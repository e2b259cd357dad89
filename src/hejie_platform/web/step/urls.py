"""Addresses of steps: of a row that exists, and of one that the step makes beside its parent."""

from django.urls import path

from hejie_platform.web.pages import Page
from hejie_platform.web.step import views

app_name = "step"
PREFIX = "do/"

urlpatterns = [
    path("<str:machine>/new/<str:parent>/<str:step>/", views.make, name="make"),
    path("<str:machine>/<str:ref>/<str:step>/", views.take, name="take"),
]

# "step": the borrower's own talks, given up; "new_step": talks begun again beside them.
PAGES = (
    Page("step:make", "borrower", "new_step"),
    Page("step:take", "borrower", "step"),
)
