"""Addresses of who pays whom."""

from django.urls import path

from hejie_platform.web.pages import Page
from hejie_platform.web.payers import views

app_name = "payers"
PREFIX = "who-pays/"

urlpatterns = [path("<str:ref>/", views.case, name="case")]

PAGES = (Page("payers:case", "borrower", "case"),)
