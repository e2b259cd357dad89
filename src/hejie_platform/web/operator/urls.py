"""Addresses of the desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.operator import views
from hejie_platform.web.pages import Link, Page

app_name = "operator"
PREFIX = "desk/"

urlpatterns = [
    path("", views.board, name="board"),
    path("tasks/<str:ref>/", views.task, name="task"),
    path("tasks/<str:ref>/take/", views.take, name="take"),
    path("tasks/<str:ref>/note/", views.note, name="note"),
    path("tasks/<str:ref>/done/", views.done, name="done"),
    path("given-up/", views.given_up, name="given_up"),
    path("clocks/", views.clocks, name="clocks"),
    path("cases/<str:ref>/", views.case, name="case"),
    path("cases/<str:ref>/why/", views.why, name="why"),
    path("cases/<str:ref>/speaker/", views.speaker, name="speaker"),
    path("cases/<str:ref>/credit/<str:wish>/", views.credit, name="credit"),
]

PAGES = (
    Page("operator:board", "operator"),
    Page("operator:task", "operator", "desk_task"),
    Page("operator:take", "operator", "desk_task", method="POST"),
    Page("operator:note", "operator", "desk_task"),
    Page("operator:done", "operator", "desk_task"),
    Page("operator:given_up", "operator"),
    Page("operator:clocks", "operator"),
    Page("operator:case", "operator", "desk_case"),
    Page("operator:why", "operator", "desk_case"),
    Page("operator:speaker", "operator", "desk_case"),
    Page("operator:credit", "operator", "desk_credit"),
)

NAV = (
    Link(_("Desk"), "operator:board", "operator", is_start=True),
    Link(_("Desk"), "operator:board", "supervisor", at_hand=True),
)
