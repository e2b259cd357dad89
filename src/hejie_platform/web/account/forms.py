"""The forms of registering and logging in: by phone with a code, or by e-mail with a password."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

BY_PHONE, BY_EMAIL = "phone", "email"


def _email_field(**kwargs: Any) -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "email"}), **kwargs
    )


class LoginForm(allauth.LoginForm):
    """E-mail and password. Phones log in by code on a page of their own."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = _email_field()
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.order_fields(["login", "password"])


class RequestLoginCodeForm(allauth.RequestLoginCodeForm):
    """A phone number that gets a code."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"]
        self.fields["phone"].required = True


class SignupForm(allauth.SignupForm):
    """One of the two ways, named by the page (`by`); the fields of the other one are not there."""

    use_required_attribute = False

    def __init__(self, *args: Any, by: str = BY_PHONE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("email", "password1") if by == BY_PHONE else ("phone",):
            del self.fields[name]
        if by == BY_EMAIL:
            self.fields["email"] = _email_field()
            self.fields["password1"].required = True
            self.fields["password1"].label = _("Password")
            self.fields["password1"].help_text = _("At least 10 characters. A sentence is easy to remember.")
        else:
            self.fields["phone"].required = True
        self.order_fields(["phone", "email", "password1"])
