"""What every page carries around its content: language, light or dark, navigation, and today's date."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from hejie_platform.core import clock
from hejie_platform.core.modes import Mode
from hejie_platform.people import queries as people
from hejie_platform.web import pages

THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark")
# Named in the language itself, so that its readers find it.
LANGUAGES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))
# At the top of every page one button leads to the other script; all languages stand at its end.
TURNED = {"en": ("zh-hans", "中文")}


@dataclass(frozen=True, slots=True)
class NavLink:
    label: str | Promise
    href: str
    is_here: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page for one reader."""

    theme: str
    language: str
    other_language: tuple[str, str]
    languages: tuple[tuple[str, str], ...]
    here: str
    links: tuple[NavLink, ...]
    is_signed_in: bool
    is_demo: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: `frame`, `now` and `today`."""
    now = clock.now()
    return {"frame": _frame(request, clock.legal_day(now)), "now": now, "today": clock.legal_day(now)}


def theme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def audiences(request: HttpRequest, day: date) -> frozenset[str]:
    """What this reader is, in the words of the page registry. Staff are not offered the borrower's pages."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frozenset({"public"})
    roles = people.roles_on(user, day)
    return frozenset({"public", "anyone"}) | (roles or {"borrower"})


def _frame(request: HttpRequest, today: date) -> Frame:
    language = get_language() or settings.LANGUAGE_CODE
    mine = audiences(request, today)
    return Frame(
        theme=theme_of(request),
        language=language,
        other_language=TURNED.get(language, LANGUAGES[-1]),
        languages=LANGUAGES,
        here=request.get_full_path(),
        links=_links(request, mine),
        is_signed_in="anyone" in mine,
        is_demo=settings.HEJIE_MODE is Mode.DEMO,
    )


def _links(request: HttpRequest, mine: frozenset[str]) -> tuple[NavLink, ...]:
    wanted = sorted((link for link in pages.navigation() if link.audience in mine), key=_place)
    return tuple(_nav_link(request, link) for link in wanted)


def _place(link: pages.Link) -> tuple[bool, bool, bool]:
    """Where one's work starts comes first, then the rest of the work, then news, then the account."""
    return not link.is_start, link.audience == "anyone", link.count is None


def _nav_link(request: HttpRequest, link: pages.Link) -> NavLink:
    href = reverse(link.name)
    count = link.count(request.user) if link.count else 0
    return NavLink(label=link.label, href=href, is_here=request.path == href, count=count)
