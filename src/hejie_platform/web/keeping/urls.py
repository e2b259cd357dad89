"""Addresses of keeping an agreement."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.keeping import broken, calls, closing, desk, money, sheets, views
from hejie_platform.web.pages import Link, Page

app_name = "keeping"
PREFIX = "keeping/"

urlpatterns = [
    path("reminders/", views.reminders, name="reminders"),
    path("duties/", desk.duties, name="duties"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<str:ref>/", calls.call, name="call"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<str:ref>/", sheets.sheet, name="sheet"),
    path("sheets/<str:ref>/confirm/", sheets.confirm, name="sheet_confirm"),
    path("sheets/<str:ref>/lines/<str:line>/", sheets.line, name="sheet_line"),
    path("<str:ref>/", views.home, name="home"),
    path("<str:ref>/schedule.ics", views.ics, name="ics"),
    path("<str:ref>/changed/", views.changed, name="changed"),
    path("<str:ref>/duties/<str:duty>/", views.duty, name="duty"),
    path("<str:ref>/papers/<uuid:entry>/", views.paper, name="paper"),
    path("<str:ref>/breach/", broken.breach, name="breach"),
    path("<str:ref>/cure/", broken.cure, name="cure"),
    path("<str:ref>/end/", broken.end, name="end"),
    path("<str:ref>/payoff/", money.payoff, name="payoff"),
    path("<str:ref>/payoff/announce/", money.announce, name="announce"),
    path("<str:ref>/payoff/paid/", money.settle, name="settle"),
    path("<str:ref>/surplus/<str:payment>/", money.surplus, name="surplus"),
    path("<str:ref>/contested/<str:payment>/", money.contested, name="contested"),
    path("<str:ref>/review/<str:duty>/", closing.review, name="review"),
    path("<str:ref>/letter/", closing.letter, name="letter"),
    path("<str:ref>/closing/", closing.closing, name="closing"),
]

# "agreement" and "deed", a duty of the lender in it; "broken": one that is in cure; "contested_payment" and
# "surplus_payment" of agreements of their own; "review": a look at the budget; "kept": one that was paid; "follow_up": a call;
# "sheet" and "sheet_line" of the bank.
PAGES = (
    Page("keeping:reminders", "anyone"),
    Page("keeping:duties", "officer"),
    Page("keeping:calls", "operator"),
    Page("keeping:call", "operator", "follow_up"),
    Page("keeping:sheets", "officer"),
    Page("keeping:sheet", "officer", "sheet"),
    Page("keeping:sheet_confirm", "officer", "sheet", "POST"),
    Page("keeping:sheet_line", "officer", "sheet_line"),
    Page("keeping:home", "borrower", "kept_agreement"),
    Page("keeping:ics", "borrower", "kept_agreement"),
    Page("keeping:changed", "borrower", "kept_agreement"),
    Page("keeping:duty", "borrower", "deed"),
    Page("keeping:paper", "borrower", "deed_paper"),
    Page("keeping:breach", "officer", "kept_agreement"),
    Page("keeping:cure", "borrower", "broken"),
    Page("keeping:end", "officer", "broken"),
    Page("keeping:payoff", "borrower", "kept_agreement"),
    Page("keeping:announce", "borrower", "kept_agreement"),
    Page("keeping:settle", "officer", "kept_agreement"),
    Page("keeping:surplus", "borrower", "surplus_payment"),
    Page("keeping:contested", "borrower", "contested_payment"),
    Page("keeping:review", "borrower", "budget_review"),
    Page("keeping:letter", "borrower", "paid_agreement"),
    Page("keeping:closing", "borrower", "paid_agreement"),
)

NAV = (
    Link(_("Our duties"), "keeping:duties", "officer"),
    Link(_("Payments from a file"), "keeping:sheets", "officer"),
    Link(_("Calls"), "keeping:calls", "operator", at_hand=True),
    Link(_("Calls"), "keeping:calls", "mediator", at_hand=True),
)
