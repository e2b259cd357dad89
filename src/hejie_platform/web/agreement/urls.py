"""Addresses of agreements."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.agreement import desk, public, views
from hejie_platform.web.pages import Link, Page

app_name = "agreement"
PREFIX = "agreements/"

urlpatterns = [
    path("", desk.mine, name="mine"),
    path("desk/", desk.desk, name="desk"),
    path("verify/", public.verify, name="verify"),
    path("verify/certificate/", public.certificate, name="certificate"),
    path("talks/<str:ref>/", views.of_talks, name="of_talks"),
    path("<str:ref>/", views.home, name="home"),
    path("<str:ref>/summary/", views.summary, name="summary"),
    path("<str:ref>/sign/", views.sign, name="sign"),
    path("<str:ref>/sign/confirm/", views.confirm, name="confirm"),
    path("<str:ref>/payments/", views.payments, name="payments"),
    path("<str:ref>/payments/<str:payment>/receipt/", views.proof, name="proof"),
    path("<str:ref>/duties/<str:duty>/", views.duty, name="duty"),
    path("<str:ref>/duties/<str:duty>/answer/", views.answer, name="answer"),
    path("<str:ref>/change/", views.change, name="change"),
    path("<str:ref>/document/", views.document, name="document"),
    path("<str:ref>/computation/", views.computation, name="computation"),
]

# "signing": an agreement to be signed; "agreement": one in force; "agreed_talks": its talks; "duty": an open instalment of
# it; "told_duty", "told_payment": one that was told as paid and waits for an answer, with its receipt.
PAGES = (
    Page("agreement:mine", "anyone"),
    Page("agreement:desk", "officer"),
    Page("agreement:verify", "public"),
    Page("agreement:certificate", "public"),
    Page("agreement:of_talks", "borrower", "agreed_talks"),
    Page("agreement:home", "borrower", "agreement"),
    Page("agreement:summary", "borrower", "signing"),
    Page("agreement:sign", "borrower", "signing"),
    Page("agreement:confirm", "borrower", "signing"),
    Page("agreement:payments", "borrower", "agreement"),
    Page("agreement:proof", "officer", "told_payment"),
    Page("agreement:duty", "borrower", "duty"),
    Page("agreement:answer", "officer", "told_duty"),
    Page("agreement:change", "borrower", "agreement"),
    Page("agreement:document", "borrower", "agreement"),
    Page("agreement:computation", "borrower", "agreement"),
)

NAV = (
    Link(_("Agreements"), "agreement:mine", "borrower", at_hand=True),
    Link(_("Agreements"), "agreement:desk", "officer", at_hand=True),
)
