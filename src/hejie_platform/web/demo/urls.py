"""Addresses of the demo room. Outside demo mode there are none: nothing is routed, so nothing can be forgotten."""

from django.conf import settings
from django.urls import path

from hejie_platform.core.modes import Mode
from hejie_platform.web.demo import views
from hejie_platform.web.pages import Page

app_name = "demo"

routes = [
    path("", views.entrance, name="entrance"),
    path("progress/", views.progress, name="progress"),
    path("enter/", views.enter, name="enter"),
    path("clock/", views.move_clock, name="clock"),
    path("outbox/", views.outbox, name="outbox"),
]
pages = (
    Page("demo:entrance", "demo"),
    Page("demo:progress", "demo"),
    Page("demo:enter", "demo", method="POST"),
    Page("demo:clock", "demo", method="POST"),
    Page("demo:outbox", "demo"),
)
is_demo = settings.HEJIE_MODE is Mode.DEMO

urlpatterns = routes if is_demo else []
PAGES = pages if is_demo else ()
