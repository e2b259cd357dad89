"""The forms of accounts: the library's own, with our labels and without its placeholders.

Registering and logging in go by phone with a code, or by e-mail with a password.
"""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.forms import speak_kindly

BY_PHONE, BY_EMAIL = "phone", "email"

_NEW_PASSWORD_HINT = _("At least 10 characters. A sentence is easy to remember.")
# The library's name of a field -> label and hint.
WORDS: Mapping[str, tuple[Any, Any]] = {
    "login": (_("E-mail address"), ""),
    "email": (_("E-mail address"), ""),
    "phone": (_("Mobile phone number"), ""),
    "password": (_("Password"), ""),
    "oldpassword": (_("Present password"), ""),
    "password1": (_("New password"), _NEW_PASSWORD_HINT),
    "password2": (_("The same password again"), ""),
    "code": (_("The 6 digits"), ""),
}
CODE_INPUT = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "10"}


class Ours:
    """Gives a form of the library our words."""

    use_required_attribute = False
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_fields()
        speak_kindly(self.fields.values())
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = WORDS.get(name, (field.label, field.help_text))
        if "code" in self.fields:
            self.fields["code"].widget.attrs.update(CODE_INPUT)

    def choose_fields(self) -> None:
        """Fields that a page does not ask for are taken out here."""


class LoginForm(Ours, account.LoginForm):
    """E-mail and password. Phones log in by code on a page of their own."""

    def choose_fields(self) -> None:
        self.fields["login"] = forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}))
        self.order_fields(["login", "password"])


class RequestLoginCodeForm(Ours, account.RequestLoginCodeForm):
    """A phone number that gets a code."""

    def choose_fields(self) -> None:
        del self.fields["email"]
        self.fields["phone"].required = True


class SignupForm(Ours, account.SignupForm):
    """One of the two ways, named by the page (`by`); the fields of the other one are not there."""

    def __init__(self, *args: Any, by: str = BY_PHONE, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)
        if by == BY_EMAIL:
            self.fields["password1"].label = _("Password")

    def choose_fields(self) -> None:
        for name in ("email", "password1") if self.by == BY_PHONE else ("phone",):
            del self.fields[name]
        if self.by == BY_PHONE:
            self.fields["phone"].required = True
        self.order_fields(["phone", "email", "password1"])


class AddEmailForm(Ours, account.AddEmailForm):
    pass


class ChangeEmailForm(Ours, account.ChangeEmailForm):
    pass


class ChangePhoneForm(Ours, account.ChangePhoneForm):
    pass


class ChangePasswordForm(Ours, account.ChangePasswordForm):
    pass


class SetPasswordForm(Ours, account.SetPasswordForm):
    pass


class ResetPasswordForm(Ours, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Ours, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Ours, account.ReauthenticateForm):
    pass


class ConfirmLoginCodeForm(Ours, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(Ours, account.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(Ours, account.ConfirmPasswordResetCodeForm):
    pass


class VerifyPhoneForm(Ours, account.VerifyPhoneForm):
    pass


class _AppCode(Ours):
    """Takes the six digits of the app, or a recovery code with letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = (
            _("Code"),
            _("The 6 digits that your authenticator app shows now, or one of your recovery codes."),
        )
        field.widget.attrs.update(inputmode="text", maxlength="20")


class AppLoginForm(_AppCode, second.AuthenticateForm):
    pass


class AppReauthenticateForm(_AppCode, second.ReauthenticateForm):
    pass


class ActivateAppForm(Ours, totp.ActivateTOTPForm):
    pass
