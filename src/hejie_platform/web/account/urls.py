"""Addresses of accounts. The account library looks its own pages up by plain names; only those we use are here."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.account import identity, views
from hejie_platform.web.pages import Link, Page

app_name = "account"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("confirm/", views.confirm_by_phone, name="confirm"),
    path("identity/", identity.mine, name="identity"),
    path("identity/waiting/", identity.waiting, name="identity_waiting"),
    path("identity/<str:ref>/", identity.decide, name="identity_decide"),
    path("identity/<str:ref>/withdraw/", identity.withdraw, name="identity_withdraw"),
    path("identity/<str:ref>/photo/<str:side>/", identity.photo, name="identity_photo"),
]

PLAIN_URLPATTERNS = [
    path("login/", allauth.request_login_code, name="account_request_login_code"),
    path("login/code/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("login/password/", views.LoginView.as_view(), name="account_login"),
    path("login/second/", mfa.authenticate, name="mfa_authenticate"),
    path("logout/", allauth.logout, name="account_logout"),
    path("closed/", allauth.account_inactive, name="account_inactive"),
    path("register/", views.SignupView.as_view(), name="account_signup"),
    path("register/email/", allauth.email_verification_sent, name="account_email_verification_sent"),
    path("phone/confirm/", allauth.verify_phone, name="account_verify_phone"),
    path("phone/", allauth.change_phone, name="account_change_phone"),
    path("email/", allauth.email, name="account_email"),
    path("password/", allauth.password_change, name="account_change_password"),
    path("password/first/", allauth.password_set, name="account_set_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path(
        "password/reset/code/",
        allauth.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("password/reset/new/", allauth.complete_password_reset, name="account_complete_password_reset"),
    path(
        "password/reset/done/", allauth.password_reset_from_key_done, name="account_password_reset_completed"
    ),
    path("confirm/password/", allauth.reauthenticate, name="account_reauthenticate"),
    path("confirm/app/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/", mfa.index, name="mfa_index"),
    path("app/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", views.deactivate_app, name="mfa_deactivate_totp"),
    path("app/codes/", views.view_codes, name="mfa_view_recovery_codes"),
    path("app/codes/new/", views.new_codes, name="mfa_generate_recovery_codes"),
    path("app/codes/file/", views.codes_file, name="mfa_download_recovery_codes"),
]

PAGES = (
    Page("account:mine", "anyone"),
    Page("account:confirm", "anyone"),
    Page("account:identity", "anyone"),
    Page("account:identity_waiting", "reviewer"),
    Page("account:identity_decide", "reviewer", "identity"),
    Page("account:identity_withdraw", "anyone", "identity", "POST"),
    Page("account:identity_photo", "reviewer", "identity_photo"),
    Page("account_request_login_code", "public"),
    Page("account_confirm_login_code", "public"),
    Page("account_login", "public"),
    Page("mfa_authenticate", "public"),
    Page("account_logout", "public", method="POST"),
    Page("account_inactive", "public"),
    Page("account_signup", "public"),
    Page("account_email_verification_sent", "public"),
    Page("account_verify_phone", "public"),
    Page("account_change_phone", "anyone"),
    Page("account_email", "anyone"),
    Page("account_change_password", "anyone"),
    Page("account_set_password", "anyone"),
    Page("account_reset_password", "public"),
    Page("account_confirm_password_reset_code", "public"),
    Page("account_complete_password_reset", "public"),
    Page("account_password_reset_completed", "public"),
    Page("account_reauthenticate", "anyone"),
    Page("mfa_reauthenticate", "anyone"),
    Page("mfa_index", "anyone"),
    Page("mfa_activate_totp", "anyone"),
    Page("mfa_deactivate_totp", "anyone"),
    Page("mfa_view_recovery_codes", "anyone"),
    Page("mfa_generate_recovery_codes", "anyone"),
    Page("mfa_download_recovery_codes", "anyone"),
)

NAV = (
    Link(_("Identity papers"), "account:identity_waiting", "reviewer", at_hand=True),
    Link(_("My account"), "account:mine", "anyone", group="mine"),
)
