"""Addresses of one's own data."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.mydata import desk, views
from hejie_platform.web.pages import Link, Page

app_name = "mydata"

urlpatterns = [
    path("", views.home, name="home"),
    path("copy/", views.copy, name="copy"),
    path("looks/", views.looks, name="looks"),
    path("why/", views.why, name="why"),
    path("erase/", views.erase, name="erase"),
    path("corrections/", views.ask, name="ask"),
    path("corrections/<str:ref>/", views.correction, name="correction"),
    path("papers/<str:ref>/", views.papers, name="papers"),
    path("desk/", desk.queue, name="desk"),
    path("desk/kept/", desk.kept, name="kept"),
    path("desk/<str:ref>/", desk.decide, name="decide"),
]

PAGES = (
    Page("mydata:home", "anyone"),
    Page("mydata:copy", "anyone"),
    Page("mydata:looks", "anyone"),
    Page("mydata:why", "anyone"),
    Page("mydata:erase", "anyone"),
    Page("mydata:ask", "anyone"),
    Page("mydata:correction", "borrower", "correction"),
    Page("mydata:papers", "borrower", "case"),
    Page("mydata:desk", "operator"),
    Page("mydata:kept", "operator"),
    Page("mydata:decide", "operator", "correction"),
)

NAV = (
    Link(_("Requests about data"), "mydata:desk", "operator"),
    Link(_("Requests about data"), "mydata:desk", "supervisor"),
    Link(_("My data"), "mydata:home", "anyone", group="mine"),
)
