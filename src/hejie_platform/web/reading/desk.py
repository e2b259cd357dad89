"""A paper beside what was read of it, for a desk that may look at it: the platform's, and a lender's as far as it is shared.

The same values with their boxes and scores that the borrower sees, and what the borrower said to each; nothing can be answered
here. Pages are pictures drawn in the child, and each look is written down for the borrower to read.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from hejie_platform.core import clock
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.queries import LISTS
from hejie_platform.negotiation import access as talks
from hejie_platform.web.apply.papers import SHOWN_INLINE, as_file
from hejie_platform.web.apply.words import PAPERS
from hejie_platform.web.reading import report, views
from hejie_platform.web.room.doors import DESK
from hejie_platform.web.room.table import frame

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who looks, for what, and the names of its pages. `hold` gives what is held and the paper, or raises NotHeld."""

    purpose: str
    name: str
    template: str
    hold: Callable[[Any, str, str, datetime], tuple[Any, Any]]
    frame: Callable[[Any, str], dict[str, Any]]


def _review(person: Any, ref: str, paper: str, now: datetime) -> tuple[Any, Any]:
    held = access.desk_case_for(person, ref, now=now)
    return held, access.paper_of(held, paper)


def _lender(person: Any, ref: str, paper: str, now: datetime) -> tuple[Any, Any]:
    held = talks.desk_for(person, ref, now=now)
    return held, access.shared_paper_of(held, paper, now=now)


REVIEW: Final = Desk(
    "review",
    "review:page",
    "review/reading.html",
    _review,
    lambda held, paper: {"case": held.case, "back": reverse("review:paper", args=[held.case.ref, paper])},
)
LENDER: Final = Desk(
    "repayment_talks",
    "lender:paper_page",
    "lender/paper.html",
    _lender,
    lambda held, paper: frame(DESK, held),
)


NOTHING: Final = {"read": None, "values": (), "entries": (), "guarantees": ()}


def beside(desk: Desk) -> View:
    """The page: values or entries on one side, pages on the other; of a paper that was not read the pages alone."""

    def view(held: Any, item: Any, ref: str, now: datetime, request: HttpRequest) -> HttpResponse:
        actions.look_at_reading(held, item, purpose=desk.purpose, now=now)
        row = queries.reading_of(item)
        is_read = row is not None and row.state == "read"
        shown = _READ[row.kind](row) if is_read and row is not None else {}
        context = {"item": item, "kind": PAPERS[item.kind], "page_url": desk.name, "page_ref": ref}
        pages = [] if shown.get("read") and getattr(shown["read"], "shown", ()) else _pages(item)
        frame_ = desk.frame(held, item.ref)
        return render(request, desk.template, NOTHING | shown | context | {"pages": pages} | frame_)

    return _door(desk, view)


def _contract(row: Any) -> dict[str, Any]:
    read = queries.read_contract(row)
    found = [one for one in read.values if one.suggested is not None or one.how]
    return {"read": read, "values": [views.shown_value(one) for one in found], "row": row}


def _report(row: Any) -> dict[str, Any]:
    return report.shown(row, 0)


_READ: Final = {"contract": _contract, "credit_report": _report}


def _pages(item: Any) -> range:
    """The numbers of the pages that are shown as pictures."""
    count = 1 if item.file.media_type in SHOWN_INLINE else actions.pages_of(item)
    return range(1, min(count, LISTS.limits.looked_pages) + 1)


def picture(desk: Desk) -> View:
    """One page of the paper as a picture; a photograph as it was sent, without the place where it was taken."""

    def view(
        held: Any, item: Any, ref: str, now: datetime, request: HttpRequest, number: int
    ) -> HttpResponse:
        if item.file.media_type in SHOWN_INLINE:
            return as_file(held, item, purpose=desk.purpose, now=now)
        made = actions.draw_page(held, item, number, purpose=desk.purpose, now=now)
        if not made:
            raise Http404
        return views.as_picture(base64.b64decode(made))

    return _door(desk, view)


def _door(desk: Desk, view: View) -> View:
    @require_GET
    @login_required
    def opened(request: HttpRequest, ref: str, paper: str, **more: Any) -> HttpResponse:
        now = clock.now()
        try:
            held, item = desk.hold(request.user, ref, paper, now)
            return view(held, item, ref, now, request, **more)
        except access.NotHeld:
            raise Http404 from None

    return opened
