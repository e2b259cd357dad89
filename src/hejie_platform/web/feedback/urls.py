"""Addresses of the questions."""

from django.urls import path

from hejie_platform.web.feedback import views
from hejie_platform.web.pages import Page

app_name = "feedback"

urlpatterns = [path("<str:stage>/<str:ref>/", views.give, name="give")]

PAGES = (Page("feedback:give", "borrower", "lived_stage"),)  # "lived_stage": a case that was handed in
