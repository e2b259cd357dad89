"""What the account library says, said our way: by message, and beside a field.

Placeholders are `{code}`. A text message names no debt, no lender and no case: a lock screen shows it to anyone.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

SMS_CODE = _("Hejie: your code is {code}. It is valid for a few minutes. We never ask for it by phone.")
SMS_UNKNOWN = _(
    "Hejie: somebody asked for a log-in code for this number, but there is no account with it yet. You can register with it on our page."
)
SMS_EXISTS = _(
    "Hejie: somebody tried to register this number, but it has an account already. If it was you, log in with a code."
)

_CODE_MAIL = _(
    "Your code is {code}. It is valid for a few minutes. If you did not ask for it, you need not do anything."
)
_CHANGED = _("If this was not you, please reset your password and write to us at once.")

# The library's name of a mail -> subject and text.
MAILS: Mapping[str, tuple[Any, Any]] = {
    "account/email/email_confirmation_signup": (_("Your code for Hejie"), _CODE_MAIL),
    "account/email/email_confirmation": (_("Your code for Hejie"), _CODE_MAIL),
    "account/email/login_code": (_("Your code for Hejie"), _CODE_MAIL),
    "account/email/password_reset_code": (_("Your code for Hejie"), _CODE_MAIL),
    "account/email/unknown_account": (
        _("No account with this address"),
        _(
            "Somebody asked for a code for this address, but there is no account with it. You can register with it on our page. If it was not you, you need not do anything."
        ),
    ),
    "account/email/account_already_exists": (
        _("You have an account already"),
        _(
            "Somebody tried to register with this address, but it has an account already. If it was you, log in, or reset your password if you forgot it."
        ),
    ),
    "account/email/password_changed": (_("Your password was changed"), _CHANGED),
    "account/email/password_set": (_("Your password was set"), _CHANGED),
    "account/email/password_reset": (_("Your password was reset"), _CHANGED),
    "account/email/email_changed": (_("Your e-mail address was changed"), _CHANGED),
    "account/email/email_confirm": (_("Your e-mail address was confirmed"), _CHANGED),
    "account/email/email_deleted": (_("Your e-mail address was removed"), _CHANGED),
    "mfa/email/totp_activated": (_("Your authenticator app was set up"), _CHANGED),
    "mfa/email/totp_deactivated": (_("Your authenticator app was removed"), _CHANGED),
    "mfa/email/recovery_codes_generated": (_("You have new recovery codes"), _CHANGED),
}

# The library's name of a line on the page -> ours. Logging in and sent codes need none: the page says it.
SAID: Mapping[str, Any] = {
    "account/messages/email_confirmed.txt": _("Your e-mail address is confirmed."),
    "account/messages/email_confirmation_failed.txt": _("This e-mail address belongs to another account."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "account/messages/phone_verified.txt": _("Your phone number is confirmed."),
    "account/messages/logged_out.txt": _("You are logged out."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is removed from your account."),
}

_WRONG_CODE = _("This code does not fit. Please look at the newest message and type its 6 digits.")

# The library's name of a fault -> our sentence.
FAULTS: Mapping[str, Any] = {
    "account_inactive": _("This account is closed. Please write to us if you need it."),
    "email_password_mismatch": _(
        "The e-mail address and the password do not fit together. Check both, or reset the password."
    ),
    "phone_password_mismatch": _(
        "The e-mail address and the password do not fit together. Check both, or reset the password."
    ),
    "email_taken": _("This e-mail address belongs to another account."),
    "phone_taken": _("This number belongs to another account."),
    "enter_current_password": _("This is not your present password."),
    "incorrect_password": _("This is not your password. Check it, or reset it."),
    "incorrect_code": _WRONG_CODE,
    "invalid_login": _("Please check what you typed."),
    "invalid_password_reset": _("This page was open for too long. Please ask for a new code."),
    "too_many_login_attempts": _("There were many attempts. Please wait some minutes and try again."),
    "rate_limited": _("There were many attempts. Please wait some minutes and try again."),
    "same_as_current": _("This is the one you have now."),
    "duplicate_email": _("This address is yours already."),
    "unverified_primary_email": _("Please confirm your e-mail address first."),
}

SECOND_FACTOR_FAULTS: Mapping[str, Any] = {
    "incorrect_code": _(
        "This code does not fit. Type the 6 digits that the app shows now; a code lasts 30 seconds."
    ),
    "cannot_delete_authenticator": _(
        "Who works here keeps the authenticator app. You can set up a new one instead."
    ),
    "cannot_generate_recovery_codes": _("Set up the authenticator app first."),
    "unverified_email": _("Please confirm your e-mail address first."),
    "add_email_blocked": _("Please ask your organisation to change your e-mail address."),
}
