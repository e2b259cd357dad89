"""Addresses of the lessons."""

from django.urls import path

from hejie_platform.web.lessons import views
from hejie_platform.web.pages import Page

app_name = "lessons"

urlpatterns = [
    path("", views.every, name="all"),
    path("prepare/", views.prepare, name="prepare"),
    path("terms/", views.terms, name="terms"),
    path("<str:name>/", views.one, name="one"),
    path("<str:name>/read/", views.read, name="read"),
]

PAGES = (
    Page("lessons:all", "public"),
    Page("lessons:prepare", "anyone"),
    Page("lessons:terms", "public"),
    Page("lessons:one", "public", "lesson"),
    Page("lessons:read", "anyone", "own_lesson", "POST"),
)
