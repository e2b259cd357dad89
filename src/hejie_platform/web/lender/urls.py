"""Addresses of the lender's desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.lender import keys, policy, policy_draft, policy_trial, policy_version, views
from hejie_platform.web.pages import Link, Page
from hejie_platform.web.reading import desk
from hejie_platform.web.room import accounts, answering, papers, payments, table
from hejie_platform.web.room.doors import DESK

app_name = "lender"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("policy/", policy.versions, name="policy"),
    path("policy/<str:lender>/new/", policy.write, name="policy_new"),
    path("policy/<str:lender>/begin/", policy_draft.begin, name="policy_begin"),
    path("policy/<str:lender>/drafts/<str:ref>/", policy_draft.overview, name="policy_draft"),
    path("policy/<str:lender>/drafts/<str:ref>/hand-in/", policy_draft.hand_in, name="policy_hand_in"),
    path("policy/<str:lender>/drafts/<str:ref>/drop/", policy_draft.drop, name="policy_drop"),
    path("policy/<str:lender>/drafts/<str:ref>/try/", policy_trial.ask, name="policy_try"),
    path("policy/<str:lender>/tried/<str:ref>/", policy_trial.show, name="policy_trial"),
    path("policy/<str:lender>/drafts/<str:ref>/<str:part>/", policy_draft.part, name="policy_part"),
    path("policy/<str:lender>/<int:number>/", policy_version.version, name="policy_version"),
    path("policy/<str:lender>/<int:number>/file/", policy_version.file, name="policy_file"),
    path("policy/<str:lender>/<int:number>/publish/", policy_version.publish, name="policy_publish"),
    path("policy/<str:lender>/<int:number>/return/", policy_version.give_back, name="policy_return"),
    path("policy/<str:lender>/<int:number>/withdraw/", policy_version.withdraw, name="policy_withdraw"),
    path("keys/", keys.every, name="keys"),
    path("keys/<str:lender>/new/", keys.make, name="key_new"),
    path("keys/<str:lender>/<str:ref>/<str:act>/", keys.decide, name="key_decide"),
    path("<str:ref>/", views.talks, name="talks"),
    path("<str:ref>/start/", views.start, name="start"),
    path("<str:ref>/ask/", views.ask, name="ask"),
    path("<str:ref>/refuse/", views.refuse, name="refuse"),
    path("<str:ref>/figures/", views.state, name="state"),
    path("<str:ref>/figures/statement/", papers.statement(DESK), name="statement"),
    path("<str:ref>/figures/account/", accounts.account(DESK), name="account"),
    path("<str:ref>/figures/account/loans/", payments.loans, name="account_loans"),
    path("<str:ref>/papers/<str:paper>/", desk.beside(desk.LENDER), name="paper"),
    path("<str:ref>/papers/<str:paper>/pages/<int:number>/", desk.picture(desk.LENDER), name="paper_page"),
    path("<str:ref>/figures/theirs/", views.adopt, name="adopt"),
    path("<str:ref>/figures/ours/", views.keep, name="keep"),
    path("<str:ref>/acts/<str:waiting>/", views.act, name="act"),
    path("<str:ref>/offers/", table.offers(DESK), name="offers"),
    path("<str:ref>/offers/new/", table.offer_new(DESK), name="offer_new"),
    path("<str:ref>/offers/<int:number>/", table.offer(DESK), name="offer"),
    path("<str:ref>/offers/<int:number>/certificate/", table.certificate(DESK), name="certificate"),
    path("<str:ref>/offers/<int:number>/accept/", answering.accept(DESK), name="accept"),
    path("<str:ref>/offers/<int:number>/decline/", answering.reject(DESK), name="reject"),
    path("<str:ref>/offers/<int:number>/withdraw/", answering.withdraw_offer(DESK), name="withdraw_offer"),
    path("<str:ref>/messages/", table.messages(DESK), name="messages"),
    path("<str:ref>/chase/", answering.chase(DESK), name="chase"),
    path("<str:ref>/end/", table.end(DESK), name="end"),
]

# "negotiation": talks with agreed figures; "waiting_talks": those that wait for the lender; "act": an act that waits for
# a checker; "lender": the lender's own reference; "offer", "own_offer" as in the room of the borrower's side.
PAGES = (
    Page("lender:queue", "officer"),
    Page("lender:policy", "officer"),
    Page("lender:policy_new", "officer", "lender"),
    Page("lender:policy_begin", "officer", "lender"),
    Page("lender:policy_draft", "officer", "policy_draft"),
    Page("lender:policy_hand_in", "officer", "policy_draft", "POST"),
    Page("lender:policy_drop", "officer", "policy_draft", "POST"),
    Page("lender:policy_try", "officer", "policy_draft", "POST"),
    Page("lender:policy_trial", "officer", "policy_trial"),
    Page("lender:policy_part", "officer", "policy_part"),
    Page("lender:policy_version", "officer", "policy"),
    Page("lender:policy_file", "officer", "policy"),
    Page("lender:policy_publish", "checker", "policy", "POST"),
    Page("lender:policy_return", "checker", "policy", "POST"),
    Page("lender:policy_withdraw", "officer", "policy", "POST"),
    Page("lender:keys", "officer"),
    Page("lender:key_new", "officer", "lender"),
    Page("lender:key_decide", "checker", "key", "POST"),
    Page("lender:talks", "officer", "negotiation"),
    Page("lender:start", "officer", "waiting_talks", "POST"),
    Page("lender:chase", "officer", "negotiation", "POST"),
    Page("lender:ask", "officer", "negotiation"),
    Page("lender:refuse", "officer", "negotiation"),
    Page("lender:state", "officer", "negotiation"),
    Page("lender:account", "officer", "negotiation"),
    Page("lender:account_loans", "officer", "account_several"),
    Page("lender:paper", "officer", "shared_paper"),
    Page("lender:paper_page", "officer", "shared_page"),
    Page("lender:statement", "officer", "negotiation"),
    Page("lender:adopt", "officer", "disputed"),
    Page("lender:keep", "officer", "disputed"),
    Page("lender:act", "checker", "act"),
    Page("lender:offers", "officer", "offer_talks"),
    Page("lender:offer_new", "officer", "negotiation"),
    Page("lender:offer", "officer", "offer"),
    Page("lender:certificate", "officer", "offer"),
    Page("lender:accept", "officer", "own_offer"),
    Page("lender:reject", "officer", "own_offer"),
    Page("lender:withdraw_offer", "officer", "offer"),
    Page("lender:messages", "officer", "negotiation"),
    Page("lender:end", "officer", "negotiation"),
)

NAV = (
    Link(_("Queue"), "lender:queue", "officer", is_start=True),
    Link(_("Queue"), "lender:queue", "checker", is_start=True),
    Link(_("Our policy"), "lender:policy", "officer", group="house"),
    Link(_("Our policy"), "lender:policy", "checker", group="house"),
    Link(_("System keys"), "lender:keys", "officer", group="house"),
    Link(_("System keys"), "lender:keys", "checker", group="house"),
)
