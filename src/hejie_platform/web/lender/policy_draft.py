"""Writing a policy in a form: part by part, everything typed kept, everything wrong said at once, then handed in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie import rules, texts
from hejie_platform.core import clock
from hejie_platform.insight import queries as insight
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.lenders import access, actions, queries
from hejie_platform.lenders.access import HeldLender
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts
from hejie_platform.web.lender import policy_words as words
from hejie_platform.web.lender.policy_form import BeginForm, PartForm
from hejie_platform.web.lender.policy_version import act_on, changes_between, shown_faults
from hejie_platform.web.room.doors import person, said
from hejie_platform.web.room.forms import PressForm

EXAMPLES: Mapping[str, Any] = {
    "example_bank": _("The example of a bank"),
    "example_microloan": _("The example of a microloan company"),
}


@require_http_methods(["GET", "POST"])
@login_required
def begin(request: HttpRequest, lender: str) -> HttpResponse:
    """Choose what a draft begins as: a version, or an example."""
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    if found := queries.open_draft(held.lender):
        return redirect("lender:policy_draft", held.lender.ref, found.ref)
    form = BeginForm(request.POST or None, bases=_bases(held))
    if form.is_valid():
        mapping = _base(held, form.cleaned_data["base"])
        given = {"mapping": mapping, "based_on": form.cleaned_data["base"], "now": now}
        if act_on(form, actions.begin_draft, held, **given):
            return redirect("lender:policy_begin", held.lender.ref)
    return render(request, "lender/policy_begin.html", {"form": form, "name": name_of(held.lender)})


def _bases(held: HeldLender) -> list[tuple[str, Any]]:
    versions = [
        (str(row.number), gettext("Version {number}").format(number=row.number))
        for row in queries.versions_of(held.lender)
    ]
    return [*versions, *((name, EXAMPLES[name]) for name in rules.EXAMPLES)]


def _base(held: HeldLender, base: str) -> dict[str, Any]:
    if base in rules.EXAMPLES:
        return rules.example_policy(base)
    return queries.mapping_of(access.version_of(held, int(base)))


@require_GET
@login_required
def overview(request: HttpRequest, lender: str, ref: str) -> HttpResponse:
    """All parts of the draft, what stands against it, and what it changes."""
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    return overview_with(request, held, access.draft_of(held, ref), now, PressForm())


def overview_with(
    request: HttpRequest, held: HeldLender, draft: Any, now: datetime, form: Any
) -> HttpResponse:
    """The overview with the form that was refused."""
    typed = dict(draft.typed)
    faults = queries.faults_in(typed)
    in_force = queries.policy_version_on(held.lender, clock.legal_day(now))
    context = {
        "draft": draft,
        "name": name_of(held.lender),
        "ref": held.lender.ref,
        "is_open": draft.handed_in_id is None and draft.dropped_at is None,
        "tasks": [_task(held, draft, part, faults) for part in words.PARTS],
        "faults": shown_faults(faults, lambda part: _address(held, draft, part)),
        "against": in_force,
        "changes": changes_between(queries.mapping_of(in_force), queries.mapping_from(typed))
        if in_force
        else [],
        "form": form,
        "press": PressForm(),
        "trials": insight.trials_of(held.lender),
    }
    return render(request, "lender/policy_draft.html", context)


def _task(held: HeldLender, draft: Any, part: str, faults: tuple[texts.Fault, ...]) -> parts.Task:
    wrong = sum(queries.part_of(fault.field) == part for fault in faults)
    hint = (
        ngettext("{count} thing to mend", "{count} things to mend", wrong).format(count=wrong)
        if wrong
        else ""
    )
    return parts.Task(words.PARTS[part], _address(held, draft, part), "started" if wrong else "done", hint)


def _address(held: HeldLender, draft: Any, part: str) -> str:
    return reverse("lender:policy_part", args=[held.lender.ref, draft.ref, part])


@require_http_methods(["GET", "POST"])
@login_required
def part(request: HttpRequest, lender: str, ref: str, part: str) -> HttpResponse:
    """One part of the draft: saved as it is typed, then looked at."""
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    draft = access.draft_of(held, ref)
    if part not in words.PARTS:
        raise Http404
    if request.method == "POST":
        return _saved(request, held, draft, part, now)
    return _part(request, held, draft, _filled(draft, part))


def _filled(draft: Any, part: str) -> PartForm:
    """The form with what stands in the draft, and what is wrong with it."""
    typed, version = dict(draft.typed), _version(draft, part)
    blank = PartForm(part=part, typed=typed)
    data = typed | {"action_id": blank["action_id"].value(), "seen_version": version}
    form = PartForm(data, part=part, typed=typed)
    form.mark(queries.faults_in(typed))
    return form


def _version(draft: Any, part: str) -> int:
    return int(draft.parts.get(part, {}).get("version", 0))


def _saved(request: HttpRequest, held: HeldLender, draft: Any, part: str, now: datetime) -> HttpResponse:
    form = PartForm(request.POST, part=part, typed=dict(draft.typed))
    if not form.is_valid():
        return _part(request, held, draft, form)
    try:
        actions.save_part(held, draft, part=part, typed=form.typed, now=now, **form.stamp)
    except ActionRefused as refused:
        draft.refresh_from_db()
        form.refuse(refused, version=_version(draft, part))
        return _part(request, held, draft, form, beside=_beside(form, dict(draft.typed), refused))
    draft.refresh_from_db()
    if any(queries.part_of(one.field) == part for one in queries.faults_in(dict(draft.typed))):
        return _part(request, held, draft, _filled(draft, part), is_saved=True)
    said(request, gettext("Saved."))
    return redirect("lender:policy_draft", held.lender.ref, draft.ref)


def _beside(form: PartForm, typed: Mapping[str, Any], refused: ActionRefused) -> list[tuple[str, str, str]]:
    """Where a colleague's text differs from mine: the field, theirs, mine."""
    if refused.code != "stale":
        return []
    return [
        (words.label(path), _typed_text(typed.get(path, "")), _typed_text(given))
        for path, given in form.typed.items()
        if given != typed.get(path, "")
    ]


def _typed_text(given: Any) -> str:
    return ", ".join(given) if isinstance(given, list) else str(given)


def _part(
    request: HttpRequest,
    held: HeldLender,
    draft: Any,
    form: PartForm,
    *,
    beside: list[tuple[str, str, str]] | None = None,
    is_saved: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "title": words.PARTS[form.part],
        "is_private": form.part == "private",
        "draft": draft,
        "ref": held.lender.ref,
        "beside": beside,
        "is_saved": is_saved,
        "faults": shown_faults(
            [one for one in queries.faults_in(dict(draft.typed)) if queries.part_of(one.field) == form.part],
            lambda part: "",
        ),
    }
    return render(request, "lender/policy_part.html", context)


@require_POST
@login_required
def hand_in(request: HttpRequest, lender: str, ref: str) -> HttpResponse:
    """Make a version of the draft, for a second person to publish."""
    return _ended(
        request,
        lender,
        ref,
        actions.hand_in_draft,
        _("Handed in. A second person looks at it and publishes it."),
    )


@require_POST
@login_required
def drop(request: HttpRequest, lender: str, ref: str) -> HttpResponse:
    """Give the draft up."""
    return _ended(request, lender, ref, actions.drop_draft, _("The draft was given up."))


def _ended(request: HttpRequest, lender: str, ref: str, action: Any, text: words.Text) -> HttpResponse:
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    draft, form = access.draft_of(held, ref), PressForm(request.POST)
    if form.is_valid() and act_on(form, action, held, draft, now=now):
        said(request, text)
        return redirect("lender:policy")
    return overview_with(request, held, draft, now, form)
