"""The board of tasks, one task, what the worker gave up, clocks that ran out, and what lies over one case."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie import steps
from hejie_platform.agreements import queries as agreements
from hejie_platform.cases import access, actions, queries
from hejie_platform.core import clock
from hejie_platform.intake.actions import credit as credits
from hejie_platform.ledger import queries as ledger
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.notices.queries import say
from hejie_platform.people import queries as people
from hejie_platform.web import parts
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.operator import forms, words

GET_POST = require_http_methods(["GET", "POST"])
SHOWN = ("mine", "open", "done")
LABELS = {"mine": _("Mine"), "open": _("All open"), "done": _("Done")}
MOST = 200


def _only_staff(request: Request, now: datetime) -> None:
    """Pages of no case: for operators and supervisors. Raises Http404."""
    if not people.roles_on(request.user, clock.legal_day(now)) & access.TASK_STAFF:
        raise Http404


@require_GET
@page
def board(request: Request, *, now: datetime) -> HttpResponse:
    """What there is to do, the soonest due first."""
    _only_staff(request, now)
    shown = request.GET.get("show", "open")
    shown = shown if shown in SHOWN else "open"
    rows = {
        "mine": queries.tasks(now=now, taken_by=request.user),
        "open": queries.tasks(now=now),
        "done": queries.tasks(now=now, is_open=False),
    }
    context = {
        "tabs": [
            parts.Tab(LABELS[name], f"?show={name}", name == shown, rows[name].count()) for name in SHOWN
        ],
        "rows": [(row, words.kind(row.kind), row.due_at < now) for row in rows[shown][:MOST]],
        "shown": shown,
        "given_up": ledger.given_up().count(),
        "ran_out": len(queries.ran_out(now=now)),
        "outcomes": words.OUTCOMES,
    }
    return render(request, "operator/board.html", context)


@require_GET
@page
def task(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One task: what it is about, what to do, what was noted."""
    held = access.task_for(request.user, ref, now=now)
    return render(request, "operator/task.html", _task(held))


def _task(held: access.HeldTask) -> dict[str, Any]:
    row = held.task
    return {
        "task": row,
        "case": row.case,
        "title": words.kind(row.kind),
        "to_do": words.TO_DO.get(row.kind, ""),
        "limit": say(f"clock_{row.rule}") if row.rule else "",
        "lender": people.name_of(row.negotiation.creditor) if row.negotiation else "",
        "notes": [(one.by.name, one.at, one.words) for one in row.notes.select_related("by").order_by("at")],
        "outcome": words.OUTCOMES.get(row.outcome, ""),
        "is_mine": row.taken_by == held.user,
        "form": forms.ConfirmForm(seen_version=row.version),
    }


@require_POST
@page
def take(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Take the task oneself."""
    held = access.task_for(request.user, ref, now=now)
    form = forms.ConfirmForm(request.POST, seen_version=held.task.version)
    if form.is_valid() and _taken(form, actions.take_task, held, held.task, now=now):
        messages.success(request, _("It is yours."))
        return redirect("operator:task", ref)
    return render(request, "operator/task.html", _task(held) | {"form": form}, status=409)


@GET_POST
@page
def note(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Write down what was tried or found."""
    held = access.task_for(request.user, ref, now=now)
    form = forms.NoteForm(request.POST or None, seen_version=held.task.version)
    given = {"words": form.cleaned_data["words"]} if form.is_valid() else {}
    if given and _taken(form, actions.note_task, held, held.task, **given, now=now):
        return redirect("operator:task", ref)
    return _asked(request, form, _("Write a note"), _("Keep the note"), "operator:task", ref)


@GET_POST
@page
def done(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Say what came of it."""
    held = access.task_for(request.user, ref, now=now)
    form = forms.DoneForm(request.POST or None, seen_version=held.task.version)
    given = {name: form.cleaned_data[name] for name in ("outcome", "words")} if form.is_valid() else {}
    if given and _taken(form, actions.finish_task, held, held.task, **given, now=now):
        messages.success(request, _("Done. The record keeps who did it."))
        return redirect("operator:board")
    return _asked(request, form, _("What came of it?"), _("Close the task"), "operator:task", ref)


def _taken(form: Any, action: Callable[..., Any], held: Any, row: Any, *given: Any, **more: Any) -> bool:
    """Take the action with the form's stamp; a refusal becomes a sentence, and nothing typed is lost."""
    try:
        action(held, *given, **more, **form.stamp)
    except (ActionRefused, steps.StepRefused) as refused:
        row.refresh_from_db()
        form.refuse(refused, version=row.version)
        return False
    return True


def _taken_anyhow(form: Any, action: Callable[..., Any], *given: Any, **more: Any) -> bool:
    """The same for acts that only add and mind no version."""
    try:
        action(*given, **more, action_id=form.stamp["action_id"])
    except (ActionRefused, steps.StepRefused) as refused:
        form.refuse(refused)
        return False
    return True


def _asked(
    request: Request, form: Any, title: Any, label: Any, back: str, ref: str, lead: Any = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "label": label, "back": back, "ref": ref, "lead": lead}
    return render(request, "operator/asked.html", context)


@require_GET
@page
def given_up(request: Request, *, now: datetime) -> HttpResponse:
    """What the worker tried twelve times and could not do."""
    _only_staff(request, now)
    return render(request, "operator/given_up.html", {"rows": ledger.given_up()[:MOST]})


@require_GET
@page
def clocks(request: Request, *, now: datetime) -> HttpResponse:
    """Time limits that ran out in the last month, and those that wait for the scheduler."""
    _only_staff(request, now)
    rows = [
        (row, say(f"clock_{row.rule}"), people.name_of(row.negotiation.creditor) if row.negotiation else "")
        for row in queries.ran_out(now=now)
    ]
    return render(request, "operator/clocks.html", {"rows": rows})


@require_GET
@page
def case(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """What lies over a case: who has it, holds, special care, court cases, holders of its loans, wishes for credit."""
    held = access.desk_case_for(request.user, ref, now=now)
    found = agreements.circumstances(held.case, day=clock.legal_day(now))
    context = {
        "held": held,
        "case": held.case,
        "found": found,
        "holds": [(words.HOLDS[one.kind], one) for one in queries.holds(held.case)],
        "is_held": any(one.lifted_at is None for one in queries.holds(held.case)),
        "clocks": [(say(f"clock_{one.rule}"), one) for one in queries.clocks_of(held.case)],
        "tasks": [(words.kind(one.kind), one) for one in queries.tasks(now=now).filter(case=held.case)],
        "credits": [
            (words.CREDIT_KINDS[one.kind], say(one.answer), one)
            for one in held.case.credit_requests.order_by("-asked_at")
        ],
        "may": _open_steps(held),
        "mine": access.TASK_STAFF & set(held.roles),
    }
    return render(request, "operator/case.html", context)


DOORS = ("assign", "place_hold", "lift_hold", "flag_vulnerable", "unflag_vulnerable", "record_authority")


def _open_steps(held: access.HeldCase) -> list[tuple[str, str]]:
    """The steps about the whole case that this reader may take now, with their names."""
    facts = steps.StepFacts(on_hold=any(one.lifted_at is None for one in queries.holds(held.case)))
    names = {
        step.name
        for role in held.roles
        for step in steps.open_to("case", held.case.state, role, facts=facts)
        if step.name in DOORS
    }
    return [(name, say(steps.MACHINES["case"].steps[name].code)) for name in DOORS if name in names]


@require_GET
@page
def why(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Why somebody gets special care. Reading it is written down."""
    held = access.desk_case_for(request.user, ref, now=now)
    rows = agreements.reasons_for_care(held, now=now)
    return render(request, "operator/why.html", {"case": held.case, "rows": rows})


@GET_POST
@page
def speaker(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Who may speak for a person who has died or can no longer act."""
    held = access.desk_case_for(request.user, ref, now=now)
    form = forms.SpeakerForm(request.POST or None)
    if form.is_valid() and _taken_anyhow(
        form, actions.note_speaker, held, words=form.cleaned_data["words"], now=now
    ):
        return redirect("operator:case", ref)
    lead = _("They learn what the case is only when their paper is recorded as an authority.")
    return _asked(request, form, _("Who may speak now?"), _("Keep it"), "operator:case", ref, lead)


@GET_POST
@page
def credit(request: Request, ref: str, wish: str, *, now: datetime) -> HttpResponse:
    """Answer a wish for more credit."""
    held = access.desk_case_for(request.user, ref, now=now)
    row = held.case.credit_requests.filter(ref=wish).first()
    if row is None:
        raise Http404
    form = forms.CreditAnswerForm(request.POST or None)
    given = {name: form.cleaned_data[name] for name in ("answer", "words")} if form.is_valid() else {}
    if given and _taken_anyhow(form, credits.answer_credit, held, row, **given, now=now):
        return redirect("operator:case", ref)
    lead = _("Whatever you choose, no limit is raised here.")
    return _asked(request, form, words.CREDIT_KINDS[row.kind], _("Answer"), "operator:case", ref, lead)
