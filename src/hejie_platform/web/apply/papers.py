"""Handing in papers: the list of what is needed, one file at a time, and what was understood of it."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.core import storage
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.access import HeldCase
from hejie_platform.web import forms as base
from hejie_platform.web.apply import doors, dropping, forms, paper_forms, words
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.views import missing_lines
from hejie_platform.web.case.words import WHO

GET_POST = require_http_methods(["GET", "POST"])
SHOWN_INLINE = frozenset({"image/png", "image/jpeg"})
ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/zip": "zip",
    "application/vnd.ms-excel": "xls",
    "text/plain": "csv",
}


@require_GET
@page
def papers(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """What was handed in, and what the cause still asks for."""
    held = access.application_for(request.user, ref, now=now)
    return render(request, "apply/papers.html", listed(held, now) | {"drop": paper_forms.DropForm()})


def listed(held: HeldCase, now: datetime) -> dict[str, Any]:
    """What the page of papers shows: what is wanted, the files that came last, and everything before them."""
    made = queries.application(held.case, now=now)
    new = dropping.shown(held)
    here = {line.ref for line in new["files"]}
    wanted = [line for line in made.missing if line.section == "paper"]
    return new | {
        "held": held,
        "papers": [
            (item, words.PAPERS[item.kind], words.PAPER_STATES[item.state])
            for item in made.papers
            if item.ref not in here
        ],
        "has_papers": bool(made.papers),
        "wanted": missing_lines(held.case.ref, wanted),
        "may_edit": held.case.state in ("draft", "returned"),
        "may_add": held.case.state != "closed",
    }


@GET_POST
@page
def paper_new(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Hand in one file. A refusal keeps everything but the file, which a browser never gives back."""
    held = access.application_for(request.user, ref, now=now)
    form = paper_forms.PaperForm(
        request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind", "")}
    )
    if form.is_valid() and _handed_in(form, held, now):
        return redirect("apply:paper", ref, queries.newest_paper(held.case).ref)
    return render(request, "apply/paper_new.html", {"held": held, "case": held.case, "form": form})


def _handed_in(form: paper_forms.PaperForm, held: HeldCase, now: datetime) -> bool:
    given = form.cleaned_data
    return doors.taken_at_any_version(
        form,
        actions.hand_in,
        held,
        given["file"].read(),
        kind=given["kind"],
        filename=given["file"].name,
        password=given["password"],
        now=now,
    )


@GET_POST
@page
def paper(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """One paper: what was understood of it; a locked one asks for its password here."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    ask, action = _ask_of(item)
    form = ask(request.POST or None)
    if form.is_valid() and doors.taken_at_any_version(form, action, held, item, now=now, **_given(form)):
        return redirect("apply:paper", ref, paper)
    rows_href = reverse("apply:rows", args=[ref])
    return render(request, "apply/paper.html", shown(held, item) | {"form": form, "rows_href": rows_href})


def _ask_of(item: Any) -> tuple[type[base.Form], Any]:
    """The one question about a paper: what it is where nobody knows, else its password."""
    if item.kind == "other_paper" and item.state in ("stored", "not_read"):
        return paper_forms.SortForm, actions.sort_paper
    return paper_forms.PasswordForm, actions.unlock


def _given(form: base.Form) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.base_fields if name not in form.stamp}


def shown(held: HeldCase, item: Any) -> dict[str, Any]:
    """A paper as its page shows it, for the borrower and for the desk."""
    return {
        "held": held,
        "case": held.case,
        "item": item,
        "kind": words.PAPERS[item.kind],
        "state": words.PAPER_STATES[item.state],
        "source": words.SOURCES.get(item.source, item.source),
        "understood": queries.understood(item),
        "looks": [(WHO.get(look.role, look.role), look.at) for look in queries.looks_at(item)],
        "is_picture": item.file.media_type in SHOWN_INLINE,
        "may_edit": held.case.state in ("draft", "returned"),
        "observations": queries.observations(item),
        "notes": queries.plain_notes(item),
        "may_be_read": actions.can_be_read(item),
        "reading": queries.reading_of(item),
        "asks_kind": item.kind == "other_paper" and item.state in ("stored", "not_read"),
    }


@GET_POST
@page
def paper_remove(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """Take a paper back, after asking once."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    form = forms.ConfirmForm(request.POST or None, seen_version=held.case.version)
    if form.is_valid() and doors.taken(form, actions.remove_paper, held, item, now=now):
        doors.say(request, _("The paper is taken back."))
        return redirect("apply:papers", ref)
    return render(request, "apply/paper_remove.html", shown(held, item) | {"form": form})


@require_GET
@page
def file(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """The file itself, as it was handed in."""
    held = access.application_for(request.user, ref, now=now)
    return as_file(held, access.paper_of(held, paper), purpose="own", now=now)


def as_file(held: access.Held, item: Any, *, purpose: str, now: datetime) -> HttpResponse:
    """The bytes of a paper: pictures in the page, everything else as a download; nothing in it may run."""
    try:
        data = actions.show_paper(held, item, purpose=purpose, now=now)
    except (storage.FileGone, storage.FileChanged):
        raise access.NotHeld from None
    media_type = item.file.media_type
    way = "inline" if media_type in SHOWN_INLINE else "attachment"
    return HttpResponse(
        data,
        headers={
            "Content-Type": media_type if media_type in ENDINGS else "application/octet-stream",
            "Content-Disposition": f'{way}; filename="{item.ref}.{ENDINGS.get(media_type, "bin")}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
