"""Addresses of advice."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.advice import views
from hejie_platform.web.pages import Link, Page

app_name = "advice"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/", views.new, name="new"),
    path("desk/", views.desk, name="desk"),
    path("<str:ref>/", views.one, name="one"),
    path("<str:ref>/take/", views.take, name="take"),
    path("<str:ref>/hand-on/", views.hand_on, name="hand_on"),
    path("<str:ref>/answer/", views.answer, name="answer"),
    path("<str:ref>/again/", views.again, name="again"),
    path("<str:ref>/end-sharing/", views.end_sharing, name="end_sharing"),
    path("<str:ref>/end/", views.end, name="end"),
]

# "question": asked with parts of the case, waiting; "taken_question": in the adviser's hand.
PAGES = (
    Page("advice:mine", "anyone"),
    Page("advice:new", "anyone"),
    Page("advice:desk", "adviser"),
    Page("advice:one", "borrower", "question"),
    Page("advice:take", "adviser", "question", "POST"),
    Page("advice:hand_on", "adviser", "taken_question", "POST"),
    Page("advice:answer", "adviser", "taken_question"),
    Page("advice:again", "borrower", "answered_question"),
    Page("advice:end_sharing", "borrower", "question", "POST"),
    Page("advice:end", "borrower", "answered_question"),
)

NAV = (Link(_("Questions"), "advice:desk", "adviser", is_start=True),)
