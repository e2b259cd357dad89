"""The page of components, in the demo."""

from django.urls import path

from hejie_platform.web.design import views
from hejie_platform.web.pages import Page

app_name = "design"

urlpatterns = [path("", views.parts, name="parts")]

PAGES = (Page("design:parts", "demo"),)
