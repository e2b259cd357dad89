"""Addresses of what remains when talks have ended: of a case, of talks, and of the same talks at the lender's desk."""

from django.urls import path

from hejie_platform.web.afterwards import both, own, views
from hejie_platform.web.afterwards.doors import DESK, TALKS
from hejie_platform.web.pages import Page

app_name = "afterwards"

urlpatterns = [
    path("talks/<str:ref>/", views.talks, name="talks"),
    path("talks/<str:ref>/contact/", both.contact(TALKS), name="contact"),
    path("talks/<str:ref>/facts/", both.facts(TALKS), name="facts"),
    path("talks/<str:ref>/facts/<str:sheet>/", both.sheet(TALKS), name="sheet"),
    path("talks/<str:ref>/pack/", both.pack(TALKS), name="pack"),
    path("talks/<str:ref>/pack/<str:pack>/<str:kind>/", both.pack_file(TALKS), name="pack_file"),
    path("desk/<str:ref>/", both.desk, name="desk_home"),
    path("desk/<str:ref>/contact/", both.contact(DESK), name="desk_contact"),
    path("desk/<str:ref>/facts/", both.facts(DESK), name="desk_facts"),
    path("desk/<str:ref>/facts/<str:sheet>/", both.sheet(DESK), name="desk_sheet"),
    path("desk/<str:ref>/pack/", both.pack(DESK), name="desk_pack"),
    path("desk/<str:ref>/pack/<str:pack>/<str:kind>/", both.pack_file(DESK), name="desk_pack_file"),
    path("<str:ref>/", views.home, name="home"),
    path("<str:ref>/ways/", views.ways, name="ways"),
    path("<str:ref>/back/", views.back, name="back"),
    path("<str:ref>/plan/", own.own, name="own"),
    path("<str:ref>/plan/new/", own.own_new, name="own_new"),
    path("<str:ref>/plan/stop/", own.own_stop, name="own_stop"),
    path("<str:ref>/plan/letter/<int:number>/", own.letter, name="letter"),
    path("<str:ref>/plan/<str:payment>/", own.own_payment, name="own_payment"),
    path("<str:ref>/plan/<str:payment>/receipt/", own.receipt, name="receipt"),
]

# "ended_case": a case whose talks were refused, with a plan of one's own; "ended_talks": these talks; "ended_sheet": their
# sheet of facts, put by the lender; "own_payment": a payment of the plan, told with a receipt; "own_letter": its first
# line; "own_pack", "desk_pack": a pack of either side.
PAGES = (
    Page("afterwards:home", "borrower", "ended_case"),
    Page("afterwards:ways", "borrower", "ended_case"),
    Page("afterwards:back", "borrower", "ended_case"),
    Page("afterwards:own", "borrower", "ended_case"),
    Page("afterwards:own_new", "borrower", "ended_case"),
    Page("afterwards:own_stop", "borrower", "ended_case"),
    Page("afterwards:letter", "borrower", "own_letter"),
    Page("afterwards:own_payment", "borrower", "own_payment"),
    Page("afterwards:receipt", "borrower", "own_payment"),
    Page("afterwards:talks", "borrower", "ended_talks"),
    Page("afterwards:contact", "borrower", "ended_talks"),
    Page("afterwards:facts", "borrower", "ended_talks"),
    Page("afterwards:sheet", "borrower", "ended_sheet"),
    Page("afterwards:pack", "borrower", "ended_talks"),
    Page("afterwards:pack_file", "borrower", "own_pack"),
    Page("afterwards:desk_home", "officer", "ended_talks"),
    Page("afterwards:desk_contact", "officer", "ended_talks"),
    Page("afterwards:desk_facts", "officer", "ended_talks"),
    Page("afterwards:desk_sheet", "officer", "ended_sheet"),
    Page("afterwards:desk_pack", "officer", "ended_talks"),
    Page("afterwards:desk_pack_file", "officer", "desk_pack"),
)
