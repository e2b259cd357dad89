"""Addresses of complaints."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.complaints import desk, views
from hejie_platform.web.pages import Link, Page

app_name = "complaints"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/", views.new, name="new"),
    path("call/", views.call, name="call"),
    path("desk/", desk.queue, name="desk"),
    path("suspicious/<str:ref>/", desk.suspicion, name="suspicion"),
    path("suspicious/<str:ref>/file/", desk.suspicion_file, name="suspicion_file"),
    path("<str:ref>/", views.one, name="one"),
    path("<str:ref>/add/", views.add, name="add"),
    path("<str:ref>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:ref>/comment/", views.comment, name="comment"),
    path("<str:ref>/papers/<str:paper>/", views.paper, name="paper"),
    *(path(f"<str:ref>/{name}/", desk.act(name), name=name) for name in desk.ACTS),
]

# "complaint": one of the borrower about the bank, just received; "heard_complaint": one in which the bank was asked.
PAGES = (
    Page("complaints:mine", "anyone"),
    Page("complaints:new", "anyone"),
    Page("complaints:call", "operator"),
    Page("complaints:desk", "complaint_handler"),
    Page("complaints:suspicion", "complaint_handler", "suspicion"),
    Page("complaints:suspicion_file", "complaint_handler", "suspicion"),
    Page("complaints:one", "borrower", "complaint"),
    Page("complaints:add", "borrower", "complaint"),
    Page("complaints:withdraw", "borrower", "complaint"),
    Page("complaints:comment", "officer", "heard_complaint"),
    Page("complaints:paper", "borrower", "complaint_paper"),
    Page("complaints:accept", "complaint_handler", "complaint"),
    Page("complaints:return", "complaint_handler", "complaint"),
    Page("complaints:ask", "complaint_handler", "heard_complaint"),
    Page("complaints:extend", "supervisor", "heard_complaint"),
    Page("complaints:answer", "complaint_handler", "heard_complaint"),
    Page("complaints:reassign", "supervisor", "complaint"),
)

NAV = (
    Link(_("Complaints desk"), "complaints:desk", "complaint_handler", is_start=True),
    Link(_("Complaints desk"), "complaints:desk", "supervisor"),
    Link(_("Complaints"), "complaints:mine", "anyone", group="mine"),
)
