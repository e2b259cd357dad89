"""Asking, reading, answering. The same page of a question shows each side what is theirs."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie_platform.people.access import NotHeld
from hejie_platform.people.queries import name_of
from hejie_platform.support import actions, advising, queries
from hejie_platform.support.queries import published as steps
from hejie_platform.web import forms as base
from hejie_platform.web.advice import forms, words
from hejie_platform.web.apply.words import CAUSES
from hejie_platform.web.complaints import doors
from hejie_platform.web.complaints.doors import Request, page, taken

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
@page
def mine(request: Request, *, now: datetime) -> HttpResponse:
    """What one asked."""
    rows = _badged(queries.questions_of(request.user))
    return render(request, "advice/mine.html", {"rows": rows})


def _badged(rows: list[Any]) -> list[tuple[Any, Any, Any]]:
    return [(row, words.STATES[row.state], words.TOPICS[row.topic]) for row in rows]


@GET_POST
@page
def new(request: Request, *, now: datetime) -> HttpResponse:
    """Ask, and choose what may be read with it."""
    houses = list(advising.houses_that_advise())
    cases = advising.cases_to_ask_from(request.user, now=now)
    form = forms.AskForm(
        request.POST or None,
        houses=[(one.ref, name_of(one)) for one in houses],
        cases=[(one.ref, one.ref) for one in cases],
        initial={"house": houses[0].ref if houses else "", "case": request.GET.get("case", "")[:20]},
    )
    if form.is_valid():
        given = form.cleaned_data
        house = next(one for one in houses if one.ref == given["house"])
        told = {"topic": given["topic"], "words": given["words"], "sheet": _sheet(request, given, now)}
        if taken(form, actions.ask, request.user, house=house, **told, now=now):
            doors.say(request, _("Asked. An adviser answers within three working days."))
            return redirect("advice:mine")
    return render(request, "advice/new.html", {"form": form, "has_houses": bool(houses)})


def _sheet(request: Request, given: dict[str, Any], now: datetime) -> actions.Sheet | None:
    if not given.get("case"):
        return None
    held = advising.case_to_share(request.user, given["case"], now=now)
    return actions.Sheet(held=held, items=given["items"], until=given["until"])


@require_GET
@page
def desk(request: Request, *, now: datetime) -> HttpResponse:
    """The adviser's queue, what is due first on top."""
    houses = advising.desk_for(request.user, now=now)
    rows = [
        (row, badge, topic, row.state in steps.WAITING and row.due_at <= now)
        for row, badge, topic in _badged(queries.questions_at(houses))
    ]
    return render(request, "advice/desk.html", {"rows": rows})


@require_GET
@page
def one(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One question. An adviser's look at what is shared is noted."""
    held = advising.question_for(request.user, ref, now=now)
    actions.note_look(held, now=now)
    row, seen = held.question, queries.look_at_question(held, now=now)
    story = seen.opened.story if seen.opened else None
    context = {
        "held": held,
        "row": row,
        "is_asker": held.role == "asker",
        "is_mine": row.adviser_id == request.user.pk,
        "badge": words.STATES[row.state],
        "topic": words.TOPICS[row.topic],
        "house": name_of(row.house),
        "seen": seen,
        "cause": CAUSES.get(story.cause, "") if story else "",
        "items": [words.ITEMS[item] for item in row.items],
        "is_waiting": row.state in steps.WAITING,
        "press": base.Form(seen_version=row.version),
    }
    return render(request, "advice/one.html", context)


def _pressed(action: Callable[..., Any], role: str, said: Any) -> Callable[..., HttpResponse]:
    """A step that needs no words: a button on the page of the question."""

    @require_POST
    @page
    def press(request: Request, ref: str, *, now: datetime) -> HttpResponse:
        held = _held(request, ref, role, now)
        form = base.Form(request.POST)
        if form.is_valid():
            if taken(form, action, held, row=held.question, now=now):
                doors.say(request, said)
                return redirect("advice:one", ref)
            return render(request, "advice/refused.html", {"form": form, "row": held.question})
        return redirect("advice:one", ref)

    return press


def _held(request: Request, ref: str, role: str, now: datetime) -> advising.HeldQuestion:
    held = advising.question_for(request.user, ref, now=now)
    if held.role != role:
        raise NotHeld
    return held


take = _pressed(
    actions.take_question, "adviser", _("It is yours now. Please answer before the day it is due.")
)
hand_on = _pressed(actions.hand_on, "adviser", _("Given back to the queue."))
end_sharing = _pressed(actions.end_sharing, "asker", _("Ended. The adviser reads nothing more of your case."))


def _written(
    action: Callable[..., Any], role: str, make: type[base.Form], title: Any, label: Any
) -> Callable[..., HttpResponse]:
    """A step with words: a page of its own."""

    @GET_POST
    @page
    def write(request: Request, ref: str, *, now: datetime) -> HttpResponse:
        held = _held(request, ref, role, now)
        form = make(request.POST or None, seen_version=held.question.version)
        if form.is_valid() and taken(form, action, held, row=held.question, **_given(form), now=now):
            doors.say(request, _("Sent."))
            return redirect(
                "advice:one" if action is not actions.end_question else "advice:mine", *_to(action, ref)
            )
        first = queries.look_at_question(held, now=now).said[0]
        context = {"form": form, "row": held.question, "title": title, "label": label, "first": first}
        return render(request, "advice/act.html", context)

    return write


def _to(action: Callable[..., Any], ref: str) -> tuple[str, ...]:
    return () if action is actions.end_question else (ref,)


def _given(form: base.Form) -> dict[str, Any]:
    given: dict[str, Any] = {
        name: form.cleaned_data[name] for name in ("words", "rules", "helped") if name in form.fields
    }
    if "helped" in given:
        given["helped"] = int(given["helped"]) if given["helped"] else None
    return given


answer = _written(
    actions.answer_question, "adviser", forms.AnswerForm, _("Answer the question"), _("Send the answer")
)
again = _written(actions.ask_again, "asker", forms.MoreForm, _("Ask further"), _("Send"))
end = _written(actions.end_question, "asker", forms.EndForm, _("End the question"), _("End it"))
