"""Registering and logging in, in our face, and one's own page: what we hold, who looked."""

from typing import Any

from allauth.account import views as allauth
from axes.decorators import axes_dispatch, axes_form_invalid
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET

from hejie_platform.core import clock
from hejie_platform.ledger import queries as ledger
from hejie_platform.people import queries as people
from hejie_platform.web.account import forms


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


@require_GET
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    return render(
        request,
        "account/mine.html",
        {
            "identity": people.identity_state(request.user, clock.legal_day(now)),
            "looks": ledger.looks_at(request.user),
        },
    )
