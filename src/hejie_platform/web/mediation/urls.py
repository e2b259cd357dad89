"""Addresses of mediation: for its parties, its mediator, the head of its body, and everybody who wants to know who mediates."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.mediation.queries import desks
from hejie_platform.web.mediation import desk, neutral, views
from hejie_platform.web.pages import Link, Page

app_name = "mediation"

urlpatterns = [
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/<str:ref>/", views.roster, name="roster"),
    path("bodies/<str:ref>/terms/", desk.terms, name="terms"),
    path("desk/", desk.desk, name="desk"),
    path("desk/entry/", desk.listing, name="listing"),
    path("desk/ties/", desk.my_ties, name="my_ties"),
    path("desk/ties/<int:tie>/over/", desk.tie_over, name="tie_over"),
    path("desk/away/", desk.away, name="away"),
    path("desk/away/<int:absence>/back/", desk.back_again, name="back_again"),
    path("body/", desk.head, name="head"),
    path("body/entries/<str:ref>/", desk.verify, name="verify"),
    path("talks/<str:ref>/", views.of_talks, name="of_talks"),
    path("talks/<str:ref>/ask/", views.ask, name="ask"),
    path("talks/<str:ref>/not-now/", views.not_now, name="not_now"),
    path("<str:ref>/", views.home, name="home"),
    path("<str:ref>/yes/", views.consent, name="consent"),
    path("<str:ref>/no/", views.decline, name="decline"),
    path("<str:ref>/leave/", views.leave, name="leave"),
    path("<str:ref>/wishes/", views.rank, name="rank"),
    path("<str:ref>/objection/", views.object_to, name="object"),
    path("<str:ref>/time/", views.time, name="time"),
    path("<str:ref>/mediator/", neutral.appoint, name="appoint"),
    path("<str:ref>/accept/", neutral.accept, name="accept"),
    path("<str:ref>/not-me/", neutral.not_me, name="not_me"),
    path("<str:ref>/ties/", neutral.ties, name="ties"),
    path("<str:ref>/begin/", neutral.start, name="start"),
    path("<str:ref>/end/", neutral.end, name="end"),
    path("<str:ref>/decide/", neutral.decide, name="decide"),
]

# "mediation" is open; the others wait for a yes, for a mediator, or for the answer of one who is asked.
PAGES = (
    Page("mediation:bodies", "public"),
    Page("mediation:roster", "public", "body"),
    Page("mediation:terms", "body_admin", "body"),
    Page("mediation:desk", "mediator"),
    Page("mediation:listing", "mediator"),
    Page("mediation:my_ties", "mediator"),
    Page("mediation:tie_over", "mediator", "tie", "POST"),
    Page("mediation:away", "mediator"),
    Page("mediation:back_again", "mediator", "absence", "POST"),
    Page("mediation:head", "body_admin"),
    Page("mediation:verify", "body_admin", "listing"),
    Page("mediation:of_talks", "borrower", "mediated_talks"),
    Page("mediation:ask", "borrower", "unmediated_talks"),
    Page("mediation:not_now", "borrower", "unmediated_talks", "POST"),
    Page("mediation:home", "borrower", "mediation"),
    Page("mediation:consent", "officer", "mediation_asking"),
    Page("mediation:decline", "officer", "mediation_asking"),
    Page("mediation:leave", "borrower", "mediation"),
    Page("mediation:rank", "borrower", "mediation_appointing"),
    Page("mediation:object", "borrower", "mediation"),
    Page("mediation:time", "mediator", "mediation"),
    Page("mediation:appoint", "body_admin", "mediation_appointing"),
    Page("mediation:accept", "mediator", "mediation_asked"),
    Page("mediation:not_me", "mediator", "mediation_asked"),
    Page("mediation:ties", "mediator", "mediation"),
    Page("mediation:start", "mediator", "mediation_asked"),
    Page("mediation:end", "mediator", "mediation"),
    Page("mediation:decide", "body_admin", "mediation"),
)

NAV = (
    Link(_("Mediations"), "mediation:desk", "mediator", is_start=True, count=desks.count_for_mediator),
    Link(_("Mediations"), "mediation:head", "body_admin", is_start=True, count=desks.count_for_head),
)
