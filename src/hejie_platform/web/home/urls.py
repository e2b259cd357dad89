"""The public pages at the root of the site."""

from django.urls import path

from hejie_platform.web.home import views
from hejie_platform.web.pages import Page

app_name = "home"
PREFIX = ""

urlpatterns = [
    path("", views.start, name="start"),
    path("enter/", views.enter, name="enter"),
    path("help/", views.help_now, name="help"),
    path("about/", views.about, name="about"),
    path("about/mediators/", views.neutral, name="neutral"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("language/", views.language, name="language"),
    path("colours/", views.theme, name="theme"),
]

PAGES = (
    Page("home:start", "public"),
    Page("home:enter", "anyone"),
    Page("home:help", "public"),
    Page("home:about", "public"),
    Page("home:neutral", "public"),
    Page("home:privacy", "public"),
    Page("home:language", "public", method="POST"),
    Page("home:theme", "public", method="POST"),
)
