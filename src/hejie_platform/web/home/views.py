"""The public pages, and the switches of language and colours that keep the place."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from hejie_platform.core import clock, help_lines, law
from hejie_platform.people import actions as people
from hejie_platform.web import frame, pages, places

A_YEAR = 365 * 24 * 3600


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "home/start.html")


@require_GET
@login_required
def enter(request: HttpRequest) -> HttpResponse:
    """After logging in: the first page of one's own work, or of one's own data."""
    mine = frame.audiences(request, clock.legal_day(clock.now()))
    first = next((link.name for link in pages.navigation() if link.is_start and link.audience in mine), "")
    return redirect(first or "account:mine")


@require_GET
def help_now(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "home/help.html",
        {
            "crisis": help_lines.lines("crisis"),
            "money_lines": help_lines.lines("money"),
            "country": law.title(law.country()),
        },
    )


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "home/about.html")


@require_GET
def neutral(request: HttpRequest) -> HttpResponse:
    return render(request, "home/neutral.html")


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in another language, where one was."""
    chosen = request.POST.get("language", "")
    response = redirect(places.back(request, request.POST.get("next", "")))
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=A_YEAR, samesite="Lax", httponly=True
        )
        if request.user.is_authenticated:
            people.choose_language(request.user, language=chosen)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says."""
    chosen = request.POST.get("theme", "")
    response = redirect(places.back(request, request.POST.get("next", "")))
    if chosen in frame.THEMES:
        response.set_cookie(frame.THEME_COOKIE, chosen, max_age=A_YEAR, samesite="Lax", httponly=True)
    return response
