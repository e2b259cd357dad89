"""Addresses of help with an application."""

from django.urls import path

from hejie_platform.web.assisted import views
from hejie_platform.web.pages import Page

app_name = "assisted"

urlpatterns = [
    path("", views.everything, name="list"),
    path("begin/", views.begin, name="begin"),
    path("<str:ref>/", views.help_page, name="help"),
    path("<str:ref>/channel/", views.channel, name="channel"),
    path("<str:ref>/identity/", views.identity, name="identity"),
    path("<str:ref>/read/", views.read_back, name="read"),
    path("<str:ref>/code/", views.code, name="code"),
    path("<str:ref>/confirm/", views.confirm, name="confirm"),
    path("<str:ref>/paper/", views.paper, name="paper"),
    path("<str:ref>/alone/", views.alone, name="alone"),
]

# "assisted" is an application that the operator writes down for somebody; its person is the borrower of the tests.
PAGES = (
    Page("assisted:list", "operator"),
    Page("assisted:begin", "operator"),
    Page("assisted:help", "operator", "assisted"),
    Page("assisted:channel", "operator", "assisted"),
    Page("assisted:identity", "operator", "assisted"),
    Page("assisted:read", "operator", "assisted"),
    Page("assisted:code", "operator", "assisted", method="POST"),
    Page("assisted:confirm", "operator", "assisted"),
    Page("assisted:paper", "operator", "assisted"),
    Page("assisted:alone", "borrower", "assisted"),
)
