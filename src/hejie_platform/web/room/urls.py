"""Addresses of the talks, for the borrower's side and the mediator."""

from django.urls import path

from hejie_platform.web.pages import Page
from hejie_platform.web.room import accounts, answering, papers, payments, table, views
from hejie_platform.web.room.doors import ROOM

app_name = "room"

urlpatterns = [
    path("<str:ref>/", views.home, name="home"),
    path("<str:ref>/answer/", views.answer, name="answer"),
    path("<str:ref>/figures/", views.figures, name="facts"),
    path("<str:ref>/figures/statement/", papers.statement(ROOM), name="statement"),
    path("<str:ref>/figures/account/", accounts.account(ROOM), name="account"),
    path("<str:ref>/figures/account/<str:loan>/", payments.payment, name="payment"),
    path("<str:ref>/figures/said/<str:dispute>/", payments.payment_back, name="payment_back"),
    path("<str:ref>/figures/dispute/", views.dispute, name="dispute"),
    path("<str:ref>/plans/", views.plans, name="plans"),
    path("<str:ref>/plans/<str:name>/", views.choose, name="choose"),
    path("<str:ref>/offers/", table.offers(ROOM), name="offers"),
    path("<str:ref>/offers/new/", table.offer_new(ROOM), name="offer_new"),
    path("<str:ref>/offers/<int:number>/", table.offer(ROOM), name="offer"),
    path("<str:ref>/offers/<int:number>/certificate/", table.certificate(ROOM), name="certificate"),
    path("<str:ref>/offers/<int:number>/accept/", answering.accept(ROOM), name="accept"),
    path("<str:ref>/offers/<int:number>/decline/", answering.reject(ROOM), name="reject"),
    path("<str:ref>/offers/<int:number>/withdraw/", answering.withdraw_offer(ROOM), name="withdraw_offer"),
    path("<str:ref>/messages/", table.messages(ROOM), name="messages"),
    path("<str:ref>/chase/", answering.chase(ROOM), name="chase"),
    path("<str:ref>/end/", table.end(ROOM), name="end"),
]

# "negotiation": talks with agreed figures; "offer": those with the lender's offer on the table; "own_offer": the
# borrower's; "account_loan": a loan in the lender's own file; "payment_dispute": what was said of its repayments; "asked": talks in which the lender asks for something; "plan": talks whose plans are made.
PAGES = (
    Page("room:home", "borrower", "negotiation"),
    Page("room:answer", "borrower", "asked"),
    Page("room:facts", "borrower", "negotiation"),
    Page("room:account", "borrower", "negotiation"),
    Page("room:payment", "borrower", "account_loan"),
    Page("room:payment_back", "borrower", "payment_dispute"),
    Page("room:statement", "borrower", "negotiation"),
    Page("room:dispute", "borrower", "negotiation"),
    Page("room:plans", "borrower", "negotiation"),
    Page("room:choose", "borrower", "plan"),
    Page("room:offers", "borrower", "offer_talks"),
    Page("room:offer_new", "borrower", "negotiation"),
    Page("room:offer", "borrower", "offer"),
    Page("room:certificate", "borrower", "offer"),
    Page("room:accept", "borrower", "offer"),
    Page("room:reject", "borrower", "offer"),
    Page("room:withdraw_offer", "borrower", "own_offer"),
    Page("room:messages", "borrower", "negotiation"),
    Page("room:chase", "borrower", "negotiation", "POST"),
    Page("room:end", "borrower", "negotiation"),
)
