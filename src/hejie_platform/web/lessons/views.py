"""Reading lessons, trying their calculators, preparing for the talks."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie import texts
from hejie_platform.core import clock
from hejie_platform.notices.queries import say
from hejie_platform.support import actions, queries
from hejie_platform.support.queries.published import CALCULATORS, LESSONS, Lesson, lesson, papers_for
from hejie_platform.web import forms as base
from hejie_platform.web.apply.words import PAPERS
from hejie_platform.web.complaints import doors
from hejie_platform.web.complaints.doors import Request, page, taken
from hejie_platform.web.lessons import forms, words
from hejie_platform.web.lessons import terms as explained


def _in_language(name: str) -> Lesson:
    try:
        return lesson(name, get_language() or "zh-hans")
    except LookupError:
        raise Http404 from None


def _read(request: HttpRequest) -> frozenset[str]:
    return queries.lessons_read(request.user) if request.user.is_authenticated else frozenset()


@require_GET
def every(request: HttpRequest) -> HttpResponse:
    """All lessons in their order."""
    read = _read(request)
    rows = [(_in_language(name), name in read) for name in LESSONS]
    return render(request, "lessons/all.html", {"rows": rows, "read": len(read)})


@require_GET
def terms(request: HttpRequest) -> HttpResponse:
    """What each term of an agreement means; every clause of an agreement leads to its own."""
    rows = [(name, title, meaning) for name, (title, meaning) in explained.TERMS.items()]
    return render(request, "lessons/terms.html", {"terms": rows})


@require_GET
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One lesson. Its calculator is sent by GET and keeps nothing."""
    found = _in_language(name)
    kind = LESSONS[name]
    form = forms.FORMS[kind](request.GET if "count" in request.GET else None)
    names = list(LESSONS)
    after = names[names.index(name) + 1 :][:1]
    context = {
        "lesson": found,
        "form": form,
        "asks": words.ASKS[kind],
        "result": _result(kind, form),
        "is_read": name in _read(request),
        "press": base.Form(),
        "after": _in_language(after[0]) if after else None,
    }
    return render(request, "lessons/one.html", context)


def _result(kind: str, form: Any) -> dict[str, Any] | None:
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        found = CALCULATORS[kind](**form.cleaned_data, today=clock.legal_day(clock.now()))
    except texts.Faulty as faulty:
        for fault in faulty.faults:
            form.add_error(None, say(fault.code, fault.facts))
        return None
    findings = [(say(code, facts), ids) for code, facts, ids in found.get("findings", ())]
    return {"lines": words.lines(found), "findings": findings, "is_hour": "findings" in found, **_rule(found)}


def _rule(found: dict[str, Any]) -> dict[str, Any]:
    rule = found.get("rule")
    return {"rests": [rule] if rule else [], "outcome": found.get("outcome", "")}


@require_POST
@page
def read(request: Request, name: str, *, now: Any) -> HttpResponse:
    """Mark a lesson as read."""
    _in_language(name)
    form = base.Form(request.POST)
    if form.is_valid() and taken(form, actions.note_lesson, request.user, lesson=name, now=now):
        doors.say(request, _("Noted as read."))
    return redirect("lessons:one", name)


@require_http_methods(["GET", "POST"])
@page
def prepare(request: Request, *, now: Any) -> HttpResponse:
    """The sheet for the talks: papers by cause, questions to expect, one's own notes. It prints."""
    kept = queries.preparation_of(request.user)
    initial = {"cause": kept.cause, **kept.answers} if kept else {}
    form = forms.PrepareForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("cause", "goal", "stop", "notes")}
        if taken(form, actions.prepare, request.user, **given, now=now):
            doors.say(request, _("Kept. Nobody but you sees it."))
            return redirect("lessons:prepare")
    papers = papers_for(kept.cause) if kept else ()
    context = {
        "form": form,
        "kept": kept,
        "answers": kept.answers if kept else {},
        "papers": [[PAPERS[kind] for kind in one] for one in papers],
        "questions": words.QUESTIONS,
    }
    return render(request, "lessons/prepare.html", context)
