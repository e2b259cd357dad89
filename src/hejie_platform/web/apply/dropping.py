"""Several files at once: handed in together, each with its own progress and its own answer.

The list of files asks for news of itself each second while the worker still reads, and is then the list that a fresh page
has; without JavaScript a link opens the page again. A file that cannot be taken says so by its name, beside those that are.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie import steps
from hejie_platform.core import formats
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.access import HeldCase
from hejie_platform.intake.actions import Wrong
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.notices.queries import say
from hejie_platform.web import parts
from hejie_platform.web.apply import doors, forms, paper_forms, words
from hejie_platform.web.apply.doors import Request, page

SHOWN_NOTES = 2
TAGS: Mapping[str, tuple[parts.Tone, str]] = {
    "waiting": ("quiet", "clock"),
    "reading": ("info", "eye"),
    "needs_password": ("your_turn", "lock"),
    "needs_columns": ("your_turn", "pen"),
    "refused": ("stop", "cross"),
    "stopped": ("quiet", "pause"),
}
DONE: tuple[parts.Tone, str] = ("done", "check")
ASKS: Mapping[str, tuple[str | Promise, str]] = {
    "needs_password": (gettext_lazy("Type its password"), "apply:paper"),
    "needs_columns": (gettext_lazy("Say what its columns are"), "apply:columns"),
}


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of the list: what came of it, what to do, whether it can still be stopped."""

    name: str
    ref: str
    badge: parts.Badge
    sentences: Sequence[str]
    href: str
    label: str | Promise
    may_stop: bool


@require_http_methods(["GET", "POST"])
@page
def drop(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Take every file of the form; each that cannot be taken is named with the cure. Opened alone, it leads to the page of papers."""
    held = access.application_for(request.user, ref, now=now)
    if request.method == "GET":
        return redirect("apply:papers", ref)
    form = paper_forms.DropForm(request.POST, request.FILES)
    if not form.is_valid():
        from hejie_platform.web.apply import papers

        return render(request, "apply/papers.html", papers.listed(held, now) | {"drop": form})
    for number, file in enumerate(form.cleaned_data["file"]):
        refused = _dropped(held, file, uuid.uuid5(form.cleaned_data["action_id"], str(number)), now)
        for sentence in refused:
            messages.warning(request, _("{file}: {why}").format(file=file.name, why=sentence))
    return redirect("apply:papers", ref)


def _dropped(held: HeldCase, file: Any, action_id: uuid.UUID, now: datetime) -> list[str]:
    """Why this one was not taken; nothing if it was."""
    try:
        actions.drop_file(held, file.read(), filename=file.name, now=now, action_id=action_id)
    except Wrong as wrong:
        return [say(fault.code, fault.facts) for fault in wrong.faults]
    except (ActionRefused, steps.StepRefused) as refused:
        return [say(refused.code, refused.facts)]
    return []


@require_GET
@page
def progress(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The list of files as it is now: a piece of the page of papers; opened alone, it leads to that page."""
    held = access.application_for(request.user, ref, now=now)
    if "HX-Request" not in request.headers:
        return redirect("apply:papers", ref)
    return render(request, "apply/_drop.html", shown(held))


@require_POST
@page
def stop(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """Take a file back that is still being read; read already, it stays."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    form = forms.ConfirmForm(request.POST)
    if form.is_valid() and not doors.taken_at_any_version(form, actions.stop_reading, held, item, now=now):
        messages.info(request, say("paper_read_already"))
    return redirect("apply:papers", ref)


def shown(held: HeldCase) -> dict[str, Any]:
    """What the list of files needs."""
    drop = queries.newest_drop(held.case)
    return {
        "case": held.case,
        "running": drop,
        "files": [_line(held, item) for item in drop.files],
        "confirm": forms.ConfirmForm(),
    }


def _line(held: HeldCase, item: Any) -> FileLine:
    tone, icon = TAGS.get(item.state, DONE)
    label, name = ASKS.get(item.state, ("", ""))
    is_gone = item.removed_at is not None
    if not is_gone and not label and item.state not in queries.IN_HAND:
        label, name = _("Look at it"), "apply:paper"
    return FileLine(
        name=item.name,
        ref=item.ref,
        badge=parts.Badge(words.PAPER_STATES[item.state], tone, icon),
        sentences=list(_sentences(item)),
        href=reverse(name, args=[held.case.ref, item.ref]) if label else "",
        label=label,
        may_stop=item.state in queries.IN_HAND,
    )


def _sentences(item: Any) -> Iterator[str]:
    """What was recognised in one sentence, then what is odd about it or how to mend it."""
    found = queries.understood(item)
    if found:
        yield recognised(item.source, found)
    elif item.state in ("stored", "not_read"):
        yield (
            _("A person looks at this one. Please say what it is.")
            if item.kind == "other_paper"
            else str(words.PAPERS[item.kind])
        )
    elif item.state == "stopped":
        yield _("Nothing of it was kept.")
    if item.state not in ("needs_columns", "not_read"):
        yield from (say(note["code"], note["facts"]) for note in item.notes[:SHOWN_NOTES])


def recognised(source: str, found: queries.Understood) -> str:
    """Which statement, how many lines, which days, what came in and went out."""
    text = ngettext(
        "%(source)s: %(count)d line, %(days)s; %(came)s in, %(went)s out.",
        "%(source)s: %(count)d lines, %(days)s; %(came)s in, %(went)s out.",
        found.count,
    )
    first, last = found.first, found.last
    days = f"{formats.day_text(first)} – {formats.day_text(last)}" if first and last else _("days not stated")
    return text % {
        "source": words.SOURCES.get(source, source),
        "count": found.count,
        "days": days,
        "came": formats.money_text(found.in_minor, found.currency),
        "went": formats.money_text(found.out_minor, found.currency),
    }
