"""What every page carries around its content: language, light or dark, navigation, and today's date.

Two to four links stand in the row itself, and everything else under "More" in groups, so that an officer with
fourteen pages and a borrower with six find one calm line on a phone of 360 px:

    Queue  Agreements  Our duties  Notices 3                 More v
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

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
# The headings under "More", in their order.
GROUPS: Mapping[str, Promise] = MappingProxyType(
    {"work": _("Work"), "house": _("Our organisation"), "mine": _("About me")}
)


@dataclass(frozen=True, slots=True)
class NavLink:
    """`current` is what aria-current says: "page" on the page itself, "true" on a page below it, else nothing."""

    label: str | Promise
    href: str
    current: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Navigation:
    """`at_hand` stands in the row; `more` waits behind one word, by headings."""

    at_hand: tuple[NavLink, ...]
    more: tuple[tuple[Promise, tuple[NavLink, ...]], ...]

    @property
    def is_here_in_more(self) -> bool:
        return any(link.current for _label, links in self.more for link in links)


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page for one reader."""

    theme: str
    language: str
    other_language: tuple[str, str]
    languages: tuple[tuple[str, str], ...]
    here: str
    nav: Navigation
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
        nav=_navigation(request, mine),
        is_signed_in="anyone" in mine,
        is_demo=settings.HEJIE_MODE is Mode.DEMO,
    )


def _navigation(request: HttpRequest, mine: frozenset[str]) -> Navigation:
    wanted = list({link.name: link for link in sorted(_offered(mine), key=_place)}.values())
    here = _nearest(request.path, (reverse(link.name) for link in wanted))
    drawn = [(link, _nav_link(request, link, here)) for link in wanted]
    groups = (
        (label, tuple(shown for link, shown in drawn if link.group == group and not _is_at_hand(link)))
        for group, label in GROUPS.items()
    )
    return Navigation(
        at_hand=tuple(shown for link, shown in drawn if _is_at_hand(link)),
        more=tuple((label, links) for label, links in groups if links),
    )


def _offered(mine: frozenset[str]) -> Iterable[pages.Link]:
    return (link for link in pages.navigation() if link.audience in mine)


def _place(link: pages.Link) -> tuple[bool, bool, bool]:
    """Where one's work starts comes first, then the rest of the work, then news, then the account."""
    return not link.is_start, link.audience == "anyone", link.count is None


def _is_at_hand(link: pages.Link) -> bool:
    return link.is_start or link.at_hand


def _nearest(path: str, hrefs: Iterable[str]) -> str:
    """The entry that this page is, or lies below; empty when none."""
    return max((href for href in hrefs if path.startswith(href)), key=len, default="")


def _nav_link(request: HttpRequest, link: pages.Link, here: str) -> NavLink:
    href = reverse(link.name)
    count = link.count(request.user) if link.count else 0
    current = ("page" if request.path == href else "true") if href == here else ""
    return NavLink(label=link.label, href=href, current=current, count=count)
