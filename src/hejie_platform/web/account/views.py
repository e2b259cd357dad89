"""Registering and logging in, in our face, and one's own page: what we hold, who looked."""

import functools
from typing import Any

from allauth.account import views as allauth
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from axes.decorators import axes_dispatch, axes_form_invalid
from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.core import clock, formats
from hejie_platform.people import queries as people
from hejie_platform.web import parts, places
from hejie_platform.web.account import confirm, forms, wording
from hejie_platform.web.mydata.looks import shown_looks

LOOKS = 100  # the newest ones; all of them stand among one's data


@method_decorator(axes_dispatch, name="dispatch")
class LoginView(allauth.LoginView):
    """By e-mail and password; too many failures lead to `locked_out`."""

    @axes_form_invalid
    def form_invalid(self, form: Any) -> HttpResponse:
        return super().form_invalid(form)


class SignupView(allauth.SignupView):
    """By phone unless the address says ?by=email."""

    @property
    def by(self) -> str:
        return forms.BY_EMAIL if self.request.GET.get("by") == forms.BY_EMAIL else forms.BY_PHONE

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by": self.by}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"by": self.by}


def named_account(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account that a log-in names, whichever form it came by: failures are counted by it."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or given.get("phone")
    return str(name or request.POST.get("login") or request.POST.get("username") or "").strip().lower()


def locked_out(
    request: HttpRequest, original: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Too many failures from here for this account."""
    return render(request, "account/locked_out.html", status=429)


def _once_set_up(view: Any) -> Any:
    """A page about the authenticator app, for those who have one; the others are shown how to get it."""

    @functools.wraps(view)
    @login_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        return view(request, *args, **kwargs) if people.has_second_factor(user) else redirect("mfa_index")

    return guarded


deactivate_app = _once_set_up(totp.deactivate_totp)
view_codes = _once_set_up(codes.view_recovery_codes)
new_codes = _once_set_up(codes.generate_recovery_codes)
codes_file = _once_set_up(codes.download_recovery_codes)


class CodeForm(forms.Ours, django_forms.Form):
    """The six digits of a text message."""

    code = django_forms.CharField(max_length=10)


@login_required
@require_http_methods(["GET", "POST"])
def confirm_by_phone(request: HttpRequest) -> HttpResponse:
    """Before a signature, for accounts that have a phone and nothing else. Opening the page sends nothing."""
    if request.method == "POST" and "send" in request.POST:
        confirm.send_code(request)
        return redirect(request.get_full_path())
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if confirm.take_code(request, form.cleaned_data["code"]):
            return redirect(places.back(request, request.GET.get("next", ""), "account:mine"))
        form.add_error("code", wording.FAULTS["incorrect_code"])
    user: Any = request.user
    return render(
        request,
        "account/confirm.html",
        {"form": form, "is_sent": confirm.has_code(request), "phone": user.phone or ""},
    )


@require_GET
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What we hold about somebody, how they log in, and who looked."""
    user: Any = request.user
    context = {
        "identity": people.identity_state(user, clock.legal_day(clock.now())),
        "held": _held(user),
        "events": shown_looks(user)[:LOOKS],
        "has_app": people.has_second_factor(user),
    }
    return render(request, "account/mine.html", context)


def _held(user: Any) -> list[parts.Fact]:
    password = _("set") if user.has_usable_password() else _("none")
    return [
        parts.Fact(_("Account number"), user.ref),
        parts.Fact(_("E-mail address"), user.email or _("none"), reverse("account_email")),
        parts.Fact(_("Mobile phone number"), user.phone or _("none"), reverse("account_change_phone")),
        parts.Fact(_("Password"), password, reverse("account_change_password")),
        parts.Fact(_("Here since"), formats.day_text(clock.legal_day(user.created_at))),
    ]
