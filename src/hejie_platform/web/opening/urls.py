"""Addresses of opening: the lender's invitations and files, a case's representative and guarantor, the desk's papers."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.opening import lender, people
from hejie_platform.web.pages import Link, Page

app_name = "opening"

urlpatterns = [
    path("", lender.invitations, name="list"),
    path("new/", lender.new, name="new"),
    path("file/", lender.file_new, name="file_new"),
    path("file/template/", lender.template, name="template"),
    path("file/<str:ref>/", lender.file, name="file"),
    path("standing/", people.standing, name="standing"),
    path("papers/", people.papers, name="papers"),
    path("papers/<str:ref>/", people.paper, name="paper"),
    path("papers/<str:ref>/file/", people.paper_file, name="paper_file"),
    path("case/<str:ref>/representative/", people.representative, name="representative"),
    path("case/<str:ref>/representative/end/", people.end, name="end"),
    path("case/<str:ref>/guarantor/", people.guarantor, name="guarantor"),
    path("talks/<str:ref>/guarantor/", people.guarantor_asked, name="guarantor_asked"),
    path("<str:ref>/", lender.invitation, name="invitation"),
    path("<str:ref>/letter/", lender.letter, name="letter"),
    path("<str:ref>/again/", lender.again, name="again"),
    path("<str:ref>/retract/", lender.retract, name="retract"),
    path("<str:ref>/renew/", lender.renew, name="renew"),
]

# "invitation": a lender's opening that waits; "opening_file": a file with good and bad rows; "mandate": a paper of
# authority that waits for the desk.
PAGES = (
    Page("opening:list", "officer"),
    Page("opening:new", "officer"),
    Page("opening:file_new", "officer"),
    Page("opening:template", "officer"),
    Page("opening:file", "officer", "opening_file"),
    Page("opening:standing", "anyone"),
    Page("opening:papers", "reviewer"),
    Page("opening:paper", "reviewer", "mandate"),
    Page("opening:paper_file", "reviewer", "mandate"),
    Page("opening:representative", "borrower", "case"),
    Page("opening:end", "borrower", "case", "POST"),
    Page("opening:guarantor", "borrower", "case"),
    Page("opening:guarantor_asked", "officer", "negotiation"),
    Page("opening:invitation", "officer", "invitation"),
    Page("opening:letter", "officer", "invitation"),
    Page("opening:again", "officer", "invitation", "POST"),
    Page("opening:retract", "officer", "invitation", "POST"),
    Page("opening:renew", "officer", "invitation", "POST"),
)

NAV = (
    Link(_("Invitations"), "opening:list", "officer"),
    Link(_("Papers of authority"), "opening:papers", "reviewer"),
)
