"""The page behind each ready-made answer of a notice: it states the terms, and its own form asks for the confirmation."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from hejie_platform.notices import answers, queries
from hejie_platform.notices.answers import About
from hejie_platform.web.notices import targets
from hejie_platform.web.signed_in import SignedIn

PLACES: Final = MappingProxyType({"borrower": "room", "lender": "lender"})


def _offer(name: str) -> Callable[[str, About], str]:
    return lambda side, one: reverse(f"{PLACES[side]}:{name}", args=[one.talks, one.number])


PAGES: Final[Mapping[str, Callable[[str, About], str]]] = MappingProxyType(
    {
        "accept": _offer("accept"),
        "decline": _offer("reject"),
        "counter": lambda side, one: reverse(f"{PLACES[side]}:offer_new", args=[one.talks]),
        "answer": lambda side, one: reverse("room:answer", args=[one.talks]),
        "paid": lambda side, one: reverse("agreement:duty", args=[one.agreement, one.duty]),
        "change": lambda side, one: reverse("agreement:change", args=[one.agreement]),
        "received": lambda side, one: reverse("agreement:answer", args=[one.agreement, one.duty]),
    }
)


@require_safe
@login_required
def answer(request: SignedIn, ref: str, option: str) -> HttpResponse:
    """Lead to the page of this answer; to what the notice is about where there is nothing to answer any more."""
    notice = queries.notice_for(request.user, ref)
    if notice is None or option not in PAGES:
        raise Http404
    found = answers.about(notice)
    if found is None or option not in dict(answers.ready(notice)):
        return redirect(targets.of(notice))
    return redirect(PAGES[option](notice.about["side"], found))
