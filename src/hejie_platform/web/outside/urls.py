"""Addresses of talks with creditors outside."""

from django.urls import path

from hejie_platform.web.outside import borrower, offers, signing, views
from hejie_platform.web.pages import Page

app_name = "outside"

urlpatterns = [
    path("", views.everything, name="list"),
    path("cases/<str:ref>/loans/<str:loan>/", views.register, name="register"),
    path("cases/<str:ref>/with/<str:lender>/", borrower.begin, name="begin"),
    path("<str:ref>/", views.talks, name="talks"),
    path("<str:ref>/kind/", views.kind, name="kind"),
    path("<str:ref>/letter/", views.letter_new, name="letter_new"),
    path("<str:ref>/letters/<str:letter>/", views.letter, name="letter"),
    path("<str:ref>/letters/<str:letter>/file/", views.letter_file, name="letter_file"),
    path("<str:ref>/letters/<str:letter>/sent/", views.sent, name="sent"),
    path("<str:ref>/promise/", views.promise, name="promise"),
    path("<str:ref>/answer/talk/", views.record("talk"), name="talk"),
    path("<str:ref>/answer/ask/", views.record("ask"), name="ask"),
    path("<str:ref>/answer/facts/", views.record("facts"), name="facts"),
    path("<str:ref>/answer/refuse/", views.record("refuse"), name="refuse"),
    path("<str:ref>/answer/offer/", offers.offer, name="offer"),
    path("<str:ref>/answer/decline/", offers.decline, name="decline"),
    path("<str:ref>/answer/withdraw/", offers.withdraw, name="withdraw"),
    path("<str:ref>/answer/accept/", signing.accept, name="accept"),
    path("<str:ref>/signature/", signing.signature, name="signature"),
    path("<str:ref>/signature/scan/", signing.rescan, name="rescan"),
    path("<str:ref>/signature/refused/", signing.unsigned, name="unsigned"),
    path("<str:ref>/payments/<str:duty>/", signing.payment, name="payment"),
    path("<str:ref>/duties/<str:duty>/", signing.done, name="done"),
    path("<str:ref>/happened/", borrower.happened, name="happened"),
    path("<str:ref>/happened/<str:letter>/", borrower.letter_file, name="own_letter"),
    path("<str:ref>/proofs/<int:number>/", borrower.proof, name="proof"),
    path("<str:ref>/proofs/<int:number>/authority/", borrower.authority, name="authority"),
]

# "outside_talks" are talks with a creditor outside, "outside_letter" a letter of them, "outside_loan" a loan whose creditor
# is not registered yet, "outside_lender" one that the borrower may ask us to write to. "outside_figures" are talks in which
# it has said what is owed, "outside_offered" those with its offer, "outside_countered" those with an offer of the borrower.
# "outside_signing" are talks whose agreement waits for its signature, "outside_kept" those in force; "outside_told" a payment
# that the borrower told there, "outside_deed" an open duty of the creditor.
PAGES = (
    Page("outside:list", "operator"),
    Page("outside:register", "operator", "outside_loan"),
    Page("outside:begin", "borrower", "outside_lender"),
    Page("outside:talks", "operator", "outside_talks"),
    Page("outside:kind", "operator", "outside_talks"),
    Page("outside:letter_new", "operator", "outside_talks"),
    Page("outside:letter", "operator", "outside_letter"),
    Page("outside:letter_file", "operator", "outside_letter"),
    Page("outside:sent", "operator", "outside_letter"),
    Page("outside:promise", "operator", "outside_talks"),
    *(Page(f"outside:{name}", "operator", "outside_talks") for name in ("talk", "ask", "facts", "refuse")),
    Page("outside:offer", "operator", "outside_figures"),
    Page("outside:decline", "operator", "outside_countered"),
    Page("outside:withdraw", "operator", "outside_offered"),
    Page("outside:accept", "operator", "outside_countered"),
    Page("outside:signature", "operator", "outside_signing"),
    Page("outside:unsigned", "operator", "outside_signing"),
    Page("outside:rescan", "operator", "outside_kept"),
    Page("outside:payment", "operator", "outside_told"),
    Page("outside:done", "operator", "outside_deed"),
    Page("outside:happened", "borrower", "outside_talks"),
    Page("outside:own_letter", "borrower", "outside_letter"),
    Page("outside:proof", "borrower", "outside_proof"),
    Page("outside:authority", "borrower", "outside_paper"),
)
