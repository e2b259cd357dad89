"""Addresses of figures."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.insight import looking, views
from hejie_platform.web.pages import Link, Page

app_name = "insight"
PREFIX = "figures/"

urlpatterns = [
    path("", views.public, name="public"),
    path("desk/", views.desk, name="desk"),
    path("publications/", views.publications, name="publications"),
    path("publications/<str:ref>/", views.publication, name="publication"),
    path("objections/<str:ref>/", views.objection, name="objection"),
    path("ours/", views.cards, name="cards"),
    path("ours/<str:ref>/", views.card, name="card"),
    path("authority/", looking.authority, name="authority"),
    path("authority/<str:ref>/", looking.ordered_case, name="ordered_case"),
    path("orders/", looking.orders, name="orders"),
    path("audit/", looking.audit, name="audit"),
    path("results/<str:ref>/", looking.result, name="result"),
]

PAGES = (
    Page("insight:public", "public"),
    Page("insight:desk", "operator"),
    Page("insight:publications", "supervisor"),
    Page("insight:publication", "supervisor", "publication"),
    Page("insight:objection", "supervisor", "objection"),
    Page("insight:cards", "officer"),
    Page("insight:card", "officer", "card"),
    Page("insight:authority", "regulator"),
    Page("insight:ordered_case", "regulator", "order"),
    Page("insight:orders", "supervisor"),
    Page("insight:audit", "auditor"),
    Page("insight:result", "borrower", "result"),
)

NAV = (
    Link(_("Statistics"), "insight:desk", "operator"),
    Link(_("Statistics"), "insight:desk", "supervisor"),
    Link(_("Publishing figures"), "insight:publications", "supervisor"),
    Link(_("Orders of authorities"), "insight:orders", "supervisor"),
    Link(_("Our figures"), "insight:cards", "officer", group="house"),
    Link(_("Statistics"), "insight:authority", "regulator", is_start=True),
    Link(_("Audit"), "insight:audit", "auditor", is_start=True),
)
